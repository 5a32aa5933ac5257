//! Z501: everything is passed on.

use crate::{facts::Payload, rules::prelude::*};

pub(in crate::rules) const RULE: Rule = Rule {
    id: "Z501",
    name: "whole-payload",
    measure: Measure::Minimisation,
    title: "Everything that came in is passed on",
    severity: Severity::Medium,
    confidence: Confidence::Medium,
    persona: Persona::Regular,
    what: "A step is given the whole body or the whole output of an earlier step instead of chosen fields.",
    why: "Whatever the source adds tomorrow flows on unseen: nobody decided that it may leave.",
    fix: "Map just the fields that the step needs.",
    references: &["CWE-201", "CWE-213", "API3:2023", "GDPR Art. 5(1)(c)", "GDPR Art. 25(2)", "45 CFR 164.502(b)"],
    check,
};

fn check(facts: &Facts<'_>, outcomes: &mut Outcomes) {
    for facts in &facts.steps {
        let Some(destination) = facts.sends_to() else {
            continue;
        };
        let takes_part = matches!(
            destination,
            Destination::Chat | Destination::Sheet | Destination::MailOut | Destination::Ai | Destination::Http
        );
        // Code needs the raw body to check a signature; what it sends on is not known from here.
        if !takes_part || facts.product == Product::Code {
            continue;
        }
        outcomes.looked();
        for field in &facts.fields {
            // A body that Code makes of chosen fields is what the address expects.
            let is_body = |payload: &&Payload| payload.chosen && destination == Destination::Http;
            if let Some(payload) = field.payload.as_ref().filter(|payload| !is_body(payload)) {
                outcomes
                    .find(
                        Place::field(facts.step, &field.field.key),
                        say!(
                            "The field “{}” sends everything an earlier step gave to {}.",
                            &field.field.key,
                            destination.label()
                        ),
                    )
                    .evidence(payload.mapping.clone())
                    .path(payload.from.into_iter().chain([facts.step.index]).collect());
            } else if field.field.switch() == Some(true) && is_pass_through(field.field.name()) {
                outcomes.find(
                    Place::field(facts.step, &field.field.key),
                    say!(
                        "Everything that came in is passed on to {} (“{}” is on).",
                        destination.label(),
                        &field.field.key
                    ),
                );
            }
        }
    }
}

fn is_pass_through(name: &str) -> bool {
    data::has_phrase(name, &["pass through", "passthrough", "send all data", "send all fields", "include all fields"])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_payloads_are_found() {
        finds(&RULE, steps![hook(), slack("New: {{1__raw_body}}")], &[(2, "text", Severity::Medium)]);
        finds(
            &RULE,
            steps![hook(), post("https://a.example.com/x").field("data.all", r#"{{=gives["1"]}}"#)],
            &[(2, "data.all", Severity::Medium)],
        );
        finds(
            &RULE,
            steps![hook(), sheet("COL$A", "{{=Object.to_json(output['1'])}}")],
            &[(2, "COL$A", Severity::Medium)],
        );
        finds(&RULE, steps![hook(), slack("{{1__querystring}}")], &[(2, "text", Severity::Medium)]);
        finds(&RULE, steps![hook(), slack(r#"{{=gives['1']["rawBody"]}}"#)], &[(2, "text", Severity::Medium)]);
        finds(
            &RULE,
            steps![hook(), ai("Sum up").field("inputFields.all", "{{=Object.to_json(output['1'])}}")],
            &[(2, "inputFields.all", Severity::Medium)],
        );
        for key in ["data_pass_through", "Data Pass-Through?", "passthrough"] {
            finds(
                &RULE,
                steps![hook(), post("https://a.example.com").field(key, "yes")],
                &[(2, key, Severity::Medium)],
            );
        }
    }

    #[test]
    fn whole_payloads_are_followed_through_a_formatter() {
        let through = |transform: &str| {
            let formatter = action("ZapierFormatterCLIAPI@1.0.0", "text_line_item").field("transform", transform);
            steps![hook(), formatter.field("inputs", "{{1__raw_body}}"), slack("New: {{2__output}}")]
        };
        finds(&RULE, through("string.trim"), &[(3, "text", Severity::Medium)]);
        silent(&RULE, through("string.extract_pattern"));
        silent(&RULE, through("string.length"));
    }

    #[test]
    fn whole_payloads_are_followed_through_code() {
        let finding = [(3, "text", Severity::Medium)];
        let raw = |code: &str| {
            steps![hook(), javascript(code).field("input.raw", "{{1__raw_body}}"), slack("New: {{2__all}}")]
        };
        finds(&RULE, raw("return {all: JSON.stringify(inputData)};"), &finding);
        finds(
            &RULE,
            raw("const d = JSON.parse(inputData.raw);\nreturn {all: JSON.stringify(d, null, 2), n: 1};"),
            &finding,
        );
        finds(
            &RULE,
            raw("const {raw} = inputData;\nreturn {all: 'New: ' + JSON.stringify(JSON.parse(raw))};"),
            &finding,
        );
        finds(&RULE, raw("return {all: inputData.raw};"), &finding);
        silent(&RULE, raw("const d = JSON.parse(inputData.raw);\nreturn {all: JSON.stringify({id: d.id})};"));
        silent(&RULE, raw("return {all: inputData.raw.length, rest: inputData.raw};"));
        silent(&RULE, raw("const d = JSON.parse(inputData.raw);\nreturn {all: JSON.stringify(d.items)};"));
        let loaded =
            python("import json\nbody = json.loads(input_data['raw'])\nreturn {'all': json.dumps(body, indent=2)}");
        finds(&RULE, steps![hook(), loaded.field("input.raw", "{{1__raw_body}}"), slack("New: {{2__all}}")], &finding);
    }

    #[test]
    fn all_input_data_in_one_text_is_found_but_not_the_body_of_a_request() {
        let code = |code: &str| {
            let code = javascript(code).field("input.name", "{{1__name}}").field("input.mail", "{{1__mail}}");
            code.field("input.note", "{{1__note}}")
        };
        let whole = || code("return {all: JSON.stringify(inputData)};");
        finds(&RULE, steps![hook(), whole(), sheet("COL$A", "{{2__all}}")], &[(3, "COL$A", Severity::Medium)]);
        silent(&RULE, steps![hook(), whole(), post("https://a.example.com").field("data", "{{2__all}}")]);
        silent(
            &RULE,
            steps![hook(), code("return {all: JSON.stringify({name: inputData.name})};"), slack("{{2__all}}")],
        );
        let two = javascript("return {all: JSON.stringify(inputData)};").field("input.sku", "{{1__sku}}");
        silent(&RULE, steps![hook(), two.field("input.count", "{{1__count}}"), slack("{{2__all}}")]);
    }

    #[test]
    fn parameters_that_code_joined_are_no_payload() {
        let code = "const queryString = 'symbol=' + inputData.symbol; return {queryString}";
        let joined = || javascript(code).field("input.symbol", "{{1__symbol}}");
        silent(&RULE, steps![new_row(), joined(), post("https://api.example.com/orders?{{2__queryString}}")]);
        finds(&RULE, steps![hook(), slack("{{1__queryString}}")], &[(2, "text", Severity::Medium)]);
    }

    #[test]
    fn look_alikes_are_left_alone() {
        silent(
            &RULE,
            steps![
                trigger("WebHookCLIAPI@1.1.1", "hook_raw"),
                javascript("return {ok: inputData.raw.length}").field("input.raw", "{{1__raw_body}}"),
                slack("New order {{1__order__id}}"),
                slack("{{zap_meta_human_now}}"),
                slack(r#"{{1__raw_body_length}} {{=Object.to_json(gives["1"]["items"])}}"#),
                post("https://a.example.com").field("data_pass_through", "no").field("data.id", "{{1__id}}"),
            ],
        );
    }
}
