//! Z306: incoming data decides where data goes.

use crate::{
    code::Sources,
    rules::prelude::*,
    zap::Field,
};

pub(in crate::rules) const RULE: Rule = Rule {
    id: "Z306",
    name: "dynamic-destination",
    measure: Measure::Encryption,
    title: "Incoming data decides where the request goes",
    severity: Severity::High,
    confidence: Confidence::High,
    persona: Persona::Regular,
    what: "The server of a request or callback address is taken from a mapped value, or nothing closes the server's name before one.",
    why: "Whoever writes that value chooses the receiver, and gets everything the request carries, keys included.",
    fix: "Write the server's name into the address and map only what comes after its slash; or let a Filter compare the value with a fixed list first.",
    references: &["CWE-918", "CWE-441", "API7:2023", "API10:2023", "LCNC-SEC-06"],
    check,
};

fn check(facts: &Facts<'_>, outcomes: &mut Outcomes) {
    let all = facts;
    for facts in &all.steps {
        let mut places: Vec<(String, Address)> =
            targets(facts)
            .iter()
            .filter(|target| target.field != "code")
            .map(|target| (target.field.clone(), target.address.clone()))
            .collect();
        for FieldFacts { field, .. } in &facts.fields {
            if is_callback(field.name())
                && !places.iter().any(|(key, _)| *key == field.key)
                && facts.product != Product::Code
                && facts.sends_to().is_some()
                && let Some(address) = field.template().and_then(Address::read)
            {
                places.push((field.key.clone(), address));
            }
        }
        for (key, address) in places {
            outcomes.looked();
            if !address.host_decided_by_data() {
                continue;
            }
            let fields: Vec<&Field> = facts.step.fields.iter().filter(|field| field.key == key).collect();
            tell(all, facts, &key, &fields, &address.text, outcomes);
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
            Some(url) => url.starts_with("{{}}") || Address::read_text(url).is_some_and(|address| address.host_decided_by_data()),
        };
        if !decided {
            continue;
        }
        let feeds = |field: &&Field| match &request.url_from {
            Sources::All => field.group() == "input",
            Sources::Inputs(keys) => field.group() == "input" && keys.contains(field.name()),
        };
        let fields: Vec<&Field> = facts.step.fields.iter().filter(feeds).collect();
        tell(all, facts, "code", &fields, request.url.as_deref().unwrap_or(&request.call), outcomes);
    }
}

/// Says so, if the fields the address is built from are mapped.
fn tell(all: &Facts<'_>, facts: &StepFacts<'_>, key: &str, fields: &[&Field], evidence: &str, outcomes: &mut Outcomes) {
    let mappings: Vec<_> = fields.iter().flat_map(|field| field.mappings()).collect();
    if mappings.is_empty() {
        return;
    }
    let origin = mappings
        .iter()
        .flat_map(|mapping| &mapping.references)
        .filter_map(|reference| all.source(reference))
        .map(|source| origin(all, source))
        .min();
    let outside = origin == Some(0) && all.is_untrusted();
    let (severity, who) = if outside {
        (Severity::High, "Whoever starts this Zap")
    } else {
        (Severity::Medium, "The data of an earlier step")
    };
    outcomes
        .find(Place::field(facts.step, key), format!("{who} decides which server gets this request."))
        .severity(severity)
        .evidence(evidence)
        .path(origin.into_iter().chain([facts.step.index]).collect());
}

/// Where a value first came from: steps that only reshape data pass on what they got.
fn origin(all: &Facts<'_>, from: &StepFacts<'_>) -> usize {
    let mut step = from;
    // Each turn goes to an earlier step.
    while matches!(step.product, Product::Formatter | Product::Code | Product::Looping | Product::Ai | Product::AiByZapier) {
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

fn is_callback(name: &str) -> bool {
    data::words(name).any(|word| matches!(word.as_str(), "callback" | "webhook" | "hook" | "endpoint" | "notify"))
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
            steps![hook(), javascript("const r = await fetch(inputData.link); return r.json()").field("input.link", "{{1__link}}")],
            &[(2, "code", Severity::High)],
        );
    }

    #[test]
    fn look_alikes_are_left_alone() {
        silent(
            &RULE,
            steps![
                hook(),
                post("https://api.example.com/orders/{{1__id}}"),
                post("https://api.example.com:8443/{{1__id}}?x={{1__y}}"),
                javascript("const r = await fetch('https://api.example.com/' + inputData.id)").field("input.id", "{{1__id}}"),
            ],
        );
    }
}
