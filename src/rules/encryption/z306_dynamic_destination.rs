//! Z306: incoming data decides where data goes.

use crate::{
    code::Sources,
    facts::sends_data,
    rules::prelude::*,
    zap::{Mapping, Match, Resolved, Segment},
};

pub(in crate::rules) const RULE: Rule = Rule {
    id: "Z306",
    name: "dynamic-destination",
    measure: Measure::Encryption,
    title: "Incoming data decides where the request goes",
    severity: Severity::High,
    confidence: Confidence::High,
    persona: Persona::Regular,
    what: "The server of a request or callback address is taken from a mapped value, or a mapped value follows the server's name with no slash between them. \
           To fetch a file from where one of your own services put it, with nothing else in the request, weighs little.",
    why: "Whoever writes that value chooses the receiver, and gets everything the request carries, keys included.",
    fix: "Write the server's name into the address and map only what comes after its slash; or let a Filter compare the value with a fixed list first.",
    references: &["CWE-918", "CWE-441", "API7:2023", "API10:2023", "LCNC-SEC-06"],
    check,
};

fn check(facts: &Facts<'_>, outcomes: &mut Outcomes) {
    let all = facts;
    for facts in &all.steps {
        let called = || targets(facts).iter().filter(|target| target.field != "code");
        let mut back: Vec<(&str, Address)> = Vec::new();
        for field in facts.step.fields.iter().filter(|_| may_call_back(facts)) {
            let is_told =
                || called().any(|target| target.field == field.key) || back.iter().any(|(key, _)| *key == field.key);
            if let Some(address) = field.template().and_then(Address::read)
                && is_callback(field.name(), address.scheme.is_mapped())
                && !is_told()
            {
                back.push((&field.key, address));
            }
        }
        let called = called().map(|target| (target.field.as_str(), &target.address));
        for (key, address) in called.chain(back.iter().map(|(key, address)| (*key, address))) {
            outcomes.looked();
            if !address.host_decided_by_data() {
                continue;
            }
            let fields: Vec<&Field> = facts.step.fields.iter().filter(|field| field.key == key).collect();
            let is_called = targets(facts).iter().any(|target| target.field == key);
            let carries = !is_called || sends_data(facts.step) || says_more(&fields);
            tell(all, facts, key, &fields, carries, &address.text, outcomes);
        }
        by_code(all, facts, outcomes);
    }
}
/// Code that calls an address which Input Data decides.
fn by_code(all: &Facts<'_>, facts: &StepFacts<'_>, outcomes: &mut Outcomes) {
    for request in facts.code.iter().flat_map(|code| code.requests()) {
        outcomes.looked();
        let decided = match request.url.as_deref() {
            None => true,
            Some(url) => {
                url.starts_with("{{}}") || Address::read_text(url).is_some_and(|address| address.host_decided_by_data())
            }
        };
        if !decided {
            continue;
        }
        let feeds = |field: &&Field| match &request.url_from {
            Sources::All => field.group() == "input",
            Sources::Inputs(keys) => field.group() == "input" && keys.contains(field.name()),
        };
        let fields: Vec<&Field> = facts.step.fields.iter().filter(feeds).collect();
        if fields.iter().any(|field| field.literal().is_some_and(|text| text.contains("://"))) {
            // The server is typed in a row of its own.
            continue;
        }
        let carries = request.sends_data || request.has_auth || fields.len() > 1 || says_more(&fields);
        tell(all, facts, "code", &fields, carries, request.url.as_deref().unwrap_or(&request.call), outcomes);
    }
}

/// Whether the address tells the server more than which page is wanted: data beside the one value, or parameters.
fn says_more(fields: &[&Field]) -> bool {
    fields.iter().any(|field| {
        field.mappings().len() > 1 || field.template().is_some_and(|template| template.text().contains('?'))
    })
}

/// Says so, if the fields the address is built from are mapped. A request that carries nothing and goes where the owner's own
/// services say, to fetch the file they made, is ordinary.
fn tell(
    all: &Facts<'_>,
    facts: &StepFacts<'_>,
    key: &str,
    fields: &[&Field],
    carries: bool,
    evidence: &str,
    outcomes: &mut Outcomes,
) {
    let mappings: Vec<_> = fields.iter().flat_map(|field| field.mappings()).collect();
    if mappings.is_empty() || are_chosen(all, facts.step, fields) {
        return;
    }
    let origin = mappings
        .iter()
        .flat_map(|mapping| &mapping.references)
        .filter_map(|reference| {
            if let Some(source) = all.source(reference) {
                return Some(origin(all, source));
            }
            // It leads to a step before: to the trigger, where nothing else gives data.
            let is_lost = all.zap.resolve(reference) == Resolved::OtherNumbering;
            (is_lost && all.zap.way_to(facts.step).all(gives_nothing_new)).then_some(0)
        })
        .min();
    let outside = origin == Some(0) && all.is_untrusted();
    let (severity, who) = if outside {
        (Severity::High, word!("Whoever starts this Zap"))
    } else {
        let severity = if carries { Severity::Medium } else { Severity::Low };
        (severity, word!("The data of an earlier step"))
    };
    outcomes
        .find(Place::field(facts.step, key), say!("{} decides which server gets this request.", who))
        .severity(severity)
        .evidence(evidence)
        .path(origin.into_iter().chain([facts.step.index]).collect());
}

/// Nothing but typed text stands before the path, or a Filter or Path rule lets only servers through that the owner typed.
fn are_chosen(all: &Facts<'_>, step: &Step, fields: &[&Field]) -> bool {
    let is_chosen = |mapping: &Mapping| {
        !mapping.references.is_empty()
            && mapping.references.iter().all(|reference| all.lets_only(step, reference, &leaves_no_choice))
    };
    fields.iter().copied().flat_map(before_the_path).all(is_chosen)
}

/// The mappings of a field up to the slash behind the server's name.
fn before_the_path(field: &Field) -> impl Iterator<Item = &Mapping> {
    let segments = field.template().into_iter().flat_map(|template| template.segments());
    let until_slash = segments.take_while(|segment| match segment {
        Segment::Text(text) => !text.rsplit("://").next().is_some_and(|behind| behind.contains('/')),
        Segment::Mapping(_) => true,
    });
    until_slash.filter_map(|segment| match segment {
        Segment::Text(_) => None,
        Segment::Mapping(mapping) => Some(mapping),
    })
}

/// The typed address itself, or how one begins, up to the slash behind the server's name.
fn leaves_no_choice(compare: &Match, typed: &str) -> bool {
    let closes_server = || {
        let behind = typed.split_once("://").map(|(_, behind)| behind);
        behind.and_then(|behind| behind.split_once('/')).is_some_and(|(server, _)| server.contains('.'))
    };
    match compare {
        Match::Exact => true,
        Match::StartsWith => closes_server(),
        _ => false,
    }
}

/// The trigger, and steps that give no data of their own.
fn gives_nothing_new(step: &Step) -> bool {
    step.kind == StepKind::Trigger
        || matches!(step.kind, StepKind::Filter | StepKind::Paths | StepKind::PathRule)
        || matches!(apps::product(step), Product::Formatter | Product::Delay | Product::Looping)
}

/// Where a value first came from: steps that only reshape data pass on what they got.
fn origin(all: &Facts<'_>, from: &StepFacts<'_>) -> usize {
    let mut step = from;
    // Each turn goes to an earlier step.
    while matches!(
        step.product,
        Product::Formatter | Product::Code | Product::Looping | Product::Ai | Product::AiByZapier
    ) {
        let earlier = step
            .step
            .fields
            .iter()
            .flat_map(|field| field.mappings())
            .flat_map(|mapping| &mapping.references)
            .filter_map(|reference| all.source(reference))
            .filter(|source| source.step.index < step.step.index)
            .min_by_key(|source| source.step.index);
        match earlier {
            Some(earlier) => step = earlier,
            None => break,
        }
    }
    step.step.index
}

/// The receiver of the field may call an address in it. A table, a message or a customer's record only keeps it.
fn may_call_back(facts: &StepFacts<'_>) -> bool {
    facts.product != Product::Code
        && matches!(facts.step.kind, StepKind::Action | StepKind::SearchOrCreate)
        && matches!(facts.destination, None | Some(Destination::Http))
}

/// Named as an address to call. Where the value may be anything, `callback` alone may be a wish to be rung up.
fn is_callback(name: &str, may_be_anything: bool) -> bool {
    let words: Vec<_> = data::words(name).collect();
    let last = words.last().map_or("", |word| word.as_str());
    let calls = |word: &str| matches!(word, "callback" | "webhook" | "hook" | "endpoint" | "notify" | "notification");
    let is_address = matches!(last, "url" | "uri" | "webhook" | "endpoint" | "callbackurl" | "webhookurl");
    let named = matches!(last, "callbackurl" | "webhookurl") || words.iter().any(|word| calls(word.as_str()));
    named && (is_address || !may_be_anything)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn mapped_servers_are_found() {
        finds(&RULE, steps![hook(), post("{{1__callback_url}}")], &[(2, "url", Severity::High)]);
        finds(&RULE, steps![hook(), post("https://api.example.com{{1__x}}")], &[(2, "url", Severity::High)]);
        finds(&RULE, steps![new_row(), post("https://{{1__host}}/orders")], &[(2, "url", Severity::Medium)]);
        finds(
            &RULE,
            steps![hook(), post("https://api.example.com/x").field("data.callback_url", "{{1__reply_to}}")],
            &[(2, "data.callback_url", Severity::High)],
        );
        finds(
            &RULE,
            steps![hook(), action("App9CLIAPI@1.0.0", "start_job").field("callback_url", "{{1__reply_to}}")],
            &[(2, "callback_url", Severity::High)],
        );
        finds(
            &RULE,
            steps![
                hook(),
                javascript("const r = await fetch(inputData.link); return r.json()").field("input.link", "{{1__link}}")
            ],
            &[(2, "code", Severity::High)],
        );
        let by_name = "import requests\nrequests.post(url=input_data['link'], json={'ok': 1})\nreturn {}";
        finds(
            &RULE,
            steps![hook(), python(by_name).field("input.link", "{{1__link}}")],
            &[(2, "code", Severity::High)],
        );
    }

    #[test]
    fn fetching_what_an_own_service_made_weighs_less() {
        let low = [(3, "url", Severity::Low)];
        let made = || post("https://api.example.com/videos").field("data.text", "{{1__COL$A}}");
        finds(&RULE, steps![new_row(), made(), get("{{2__video__url}}")], &low);
        finds(&RULE, steps![new_row(), made(), get("{{2__url}}").field("headers.Accept", "video/mp4")], &low);
        let medium = [(3, "url", Severity::Medium)];
        for call in [
            get("{{2__url}}").field("headers.X-API-Key", "{{1__key}}"),
            get("{{2__url}}").field("data.email", "{{1__COL$B}}"),
            get("{{2__base}}/people/{{1__COL$B}}"),
            get("{{2__url}}?token={{1__key}}"),
            post("{{2__url}}"),
        ] {
            finds(&RULE, steps![new_row(), made(), call], &medium);
        }
        finds(&RULE, steps![hook(), get("{{1__link}}")], &[(2, "url", Severity::High)]);
        let fetch = |code: &str| steps![new_row(), javascript(code).field("input.link", "{{1__COL$A}}")];
        finds(&RULE, fetch("return (await fetch(inputData.link)).json()"), &[(2, "code", Severity::Low)]);
        let with_key = "return (await fetch(inputData.link, {headers: {Authorization: inputData.key}})).json()";
        finds(&RULE, fetch(with_key), &[(2, "code", Severity::Medium)]);
    }

    #[test]
    fn an_address_that_a_filter_compares_with_fixed_ones_is_left_alone() {
        let call = || post("{{1__callback_url}}").field("data.id", "{{1__id}}");
        let high = [(3, "url", Severity::High)];
        for (compare, value) in [("iexact", "https://api.example.com/in"), ("istartswith", "https://api.example.com/")]
        {
            silent(&RULE, steps![hook(), filter("1__callback_url", compare, value), call()]);
            silent(
                &RULE,
                steps![
                    hook(),
                    paths([steps![path_rule("1__callback_url", compare, value), call()], steps![slack("x")]])
                ],
            );
        }
        for (key, compare, value) in [
            ("1__callback_url", "istartswith", "https://api.example.com"),
            ("1__callback_url", "istartswith", "https://"),
            ("1__callback_url", "icontains", "example.com"),
            ("1__id", "iexact", "7"),
            ("1__callback_url", "iexist", ""),
        ] {
            finds(&RULE, steps![hook(), filter(key, compare, value), call()], &high);
        }
        finds(
            &RULE,
            steps![hook(), filter("1__callback_url", "iexact", "https://a.example.com/").stops(), call()],
            &high,
        );
        let host = || post("https://{{1__host}}/orders/{{1__id}}");
        silent(
            &RULE,
            steps![
                hook(),
                filter("1__host", "iexact", "eu.example.com").or("1__host", "iexact", "us.example.com"),
                host()
            ],
        );
        finds(&RULE, steps![hook(), filter("1__id", "iexact", "7"), host()], &high);
        let both = post("https://{{1__name}}.{{1__domain}}/x");
        finds(&RULE, steps![hook(), filter("1__name", "iexact", "eu"), both], &high);
        let code = || javascript("return (await fetch(inputData.link)).json()").field("input.link", "{{1__link}}");
        silent(&RULE, steps![hook(), filter("1__link", "istartswith", "https://api.example.com/"), code()]);
    }

    #[test]
    fn look_alikes_are_left_alone() {
        silent(
            &RULE,
            steps![
                hook(),
                post("https://api.example.com/orders/{{1__id}}"),
                post("https://api.example.com:8443/{{1__id}}?x={{1__y}}"),
                javascript("const r = await fetch('https://api.example.com/' + inputData.id)")
                    .field("input.id", "{{1__id}}"),
                javascript("const r = await fetch(inputData.base + '/u/' + inputData.id)")
                    .field("input.base", "https://api.example.com")
                    .field("input.id", "{{1__id}}"),
                javascript("const r = await fetch(inputData.link); return r.json()")
                    .field("input.link", "https://api.example.com/{{1__id}}"),
                sheet("Webhook", "{{1__url}}"),
                post("https://api.example.com/x")
                    .field("data.callback", "{{1__callback}}")
                    .field("data.hook", "{{1__hook}}"),
            ],
        );
    }
}
