//! Z505: personal data in a query string or path.

use crate::rules::prelude::*;

pub(in crate::rules) const RULE: Rule = Rule {
    id: "Z505",
    name: "personal-data-in-url",
    measure: Measure::Minimisation,
    title: "Personal data is part of an address",
    severity: Severity::Medium,
    confidence: Confidence::High,
    persona: Persona::Regular,
    what: "A name, e-mail address, phone number or the like is mapped into the address of a request or into its query.",
    why: "Addresses are kept in the logs of every server on the way and in the run history, long after the data itself was deleted.",
    fix: "Send it in the body of a POST request, or send an id instead.",
    references: &["CWE-598", "GDPR Art. 32", "45 CFR 164.312(e)(1)"],
    check,
};

fn check(facts: &Facts<'_>, outcomes: &mut Outcomes) {
    for facts in facts.steps.iter().filter(|facts| apps::is_http_call(facts.step)) {
        outcomes.looked();
        for field in &facts.fields {
            let in_address = matches!(field.field.key.as_str(), "url" | "uri" | "endpoint");
            if !in_address && !crate::facts::is_query_row(facts, field.field) {
                continue;
            }
            let Some(passage) = field.passages.iter().find(|passage| Classes::PERSONAL.contains(passage.class)) else {
                continue;
            };
            outcomes
                .find(
                    Place::field(facts.step, &field.field.key),
                    format!("“{}” looks like {} and becomes part of the address that is called.", passage.name, passage.class.label()),
                )
                .evidence(passage.mapping)
                .path(passage.route.clone());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn personal_data_in_addresses_is_found() {
        finds(&RULE, steps![hook(), get("https://api.example.com/lookup?email={{1__email}}")], &[(2, "url", Severity::Medium)]);
        finds(
            &RULE,
            steps![hook(), get("https://api.example.com/lookup").field("data.q", "{{1__phone_number}}")],
            &[(2, "data.q", Severity::Medium)],
        );
    }

    #[test]
    fn look_alikes_are_left_alone() {
        silent(
            &RULE,
            steps![
                hook(),
                get("https://api.example.com/orders/{{1__order_id}}?h={{1__email_sha256}}"),
                post("https://api.example.com/lookup").field("data.email", "{{1__email}}"),
            ],
        );
    }
}
