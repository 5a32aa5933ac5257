//! Z505: personal data in a query string or path.

use crate::{
    code::{Code, Sources},
    rules::prelude::*,
};

pub(in crate::rules) const RULE: Rule = Rule {
    id: "Z505",
    name: "personal-data-in-url",
    measure: Measure::Minimisation,
    title: "Personal data is part of an address",
    severity: Severity::Medium,
    confidence: Confidence::High,
    persona: Persona::Regular,
    what: "A name, e-mail address, phone number or the like is mapped into the address of a request or into its query.",
    why: "Addresses are kept in the logs of the servers that get them and in the run history, long after the data itself was deleted.",
    fix: "Send it in the body of a POST request, or send an id instead.",
    references: &["CWE-598", "GDPR Art. 32", "45 CFR 164.312(e)(1)"],
    check,
};

fn check(facts: &Facts<'_>, outcomes: &mut Outcomes) {
    for (facts, code) in facts.code_steps() {
        by_code(facts, code, outcomes);
    }
    for facts in facts.steps.iter().filter(|facts| apps::is_http_call(facts.step)) {
        outcomes.looked();
        for field in &facts.fields {
            let in_address = crate::facts::is_request_address(field.field);
            if !in_address && !crate::facts::is_query_row(facts, field.field) {
                continue;
            }
            let Some(passage) = field.passages.iter().find(|passage| Classes::PERSONAL.contains(passage.class)) else {
                by_parameter(facts, field.field, outcomes);
                continue;
            };
            outcomes
                .find(
                    Place::field(facts.step, &field.field.key),
                    say!(
                        "“{}” looks like {} and becomes part of the address that is called.",
                        passage.name,
                        passage.class.label()
                    ),
                )
                .evidence(passage.mapping)
                .path(passage.route.clone());
        }
    }
}

/// A parameter's name says what its value is, where the mapping's own does not: `?phone={{1__field_7}}`.
fn by_parameter(facts: &StepFacts<'_>, field: &Field, outcomes: &mut Outcomes) {
    let named = field.mappings().iter().find_map(|mapping| {
        let before = field.text().get(..mapping.range.start)?.strip_suffix('=')?;
        let name = before.rsplit(['?', '&', ';']).next()?;
        let class = data::classes_of_name(name).intersection(Classes::PERSONAL).iter().next()?;
        let reduced = mapping.references.iter().any(|reference| data::is_reduced(reference.name()));
        (!reduced && !mapping.references.is_empty()).then_some((mapping, name, class))
    });
    if let Some((mapping, name, class)) = named {
        outcomes
            .find(
                Place::field(facts.step, &field.key),
                say!(
                    "The parameter “{}” takes {} and becomes part of the address that is called.",
                    name,
                    class.label()
                ),
            )
            .confidence(Confidence::Medium)
            .evidence(&*mapping.text);
    }
}

/// Code that builds the address it calls out of a row of its Input Data.
fn by_code(facts: &StepFacts<'_>, code: &Code, outcomes: &mut Outcomes) {
    for request in code.requests() {
        outcomes.looked();
        let feeds = |name: &str| {
            let takes = |sources: &Sources| matches!(sources, Sources::Inputs(names) if names.contains(name));
            takes(&request.url_from) || takes(&request.query_from)
        };
        let personal = facts.fields.iter().filter(|field| feeds(field.field.name())).find_map(|field| {
            let passage = field.passages.iter().find(|passage| Classes::PERSONAL.contains(passage.class))?;
            Some((field, passage))
        });
        if let Some((field, passage)) = personal {
            outcomes
                .find(
                    Place::field(facts.step, &field.field.key),
                    say!(
                        "“{}” looks like {}, and the code makes it part of the address that it calls.",
                        passage.name,
                        passage.class.label()
                    ),
                )
                .confidence(Confidence::Medium)
                .evidence(passage.mapping)
                .path(passage.route.clone());
            return;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn personal_data_in_addresses_is_found() {
        finds(
            &RULE,
            steps![hook(), get("https://api.example.com/lookup?email={{1__email}}")],
            &[(2, "url", Severity::Medium)],
        );
        finds(
            &RULE,
            steps![hook(), get("https://api.example.com/lookup").field("data.q", "{{1__phone_number}}")],
            &[(2, "data.q", Severity::Medium)],
        );
    }

    #[test]
    fn personal_data_is_known_however_it_is_written() {
        let found = [(2, "url", Severity::Medium)];
        for url in [
            "https://api.example.com/users/{{1__email}}/profile",
            r#"https://api.example.com/u?e={{=gives["1"]["contact"]["emailAddress"]}}"#,
            r#"https://api.example.com/u?e={{=Text.url_encode(gives['1']["E-Mail-Adresse"])}}"#,
            "https://api.example.com/u?x=1&phone={{1__field_7}}",
            "https://api.example.com/u?email={{1__answers__q1}}",
            "https://api.example.com/u?n={{1__Nachname}}",
            "https://api.example.com/u?c={{1__correo}}",
        ] {
            finds(&RULE, steps![hook(), get(url)], &found);
        }
        finds(
            &RULE,
            steps![
                hook(),
                action("HubSpotCLIAPI@1.0.0", "_zap_raw_request")
                    .field("method", "GET")
                    .field("url", "https://api.hubapi.com/contacts")
                    .field("querystring.q", "{{1__Telefonnummer}}")
            ],
            &[(2, "querystring.q", Severity::Medium)],
        );
        finds(
            &RULE,
            steps![
                hook(),
                python("import requests\nreturn requests.get('https://api.example.com/u', params={'e': input_data['mail']}).json()")
                    .field("input.mail", "{{1__email}}")
            ],
            &[(2, "input.mail", Severity::Medium)],
        );
        silent(
            &RULE,
            steps![
                hook(),
                get("https://api.example.com/w?city={{1__city}}&status={{1__status}}"),
                get("https://api.example.com/u?email={{1__email_sha256}}"),
                get("https://api.example.com/u").field("headers.X-User", "{{1__email}}"),
            ],
        );
    }

    #[test]
    fn addresses_made_by_code_are_found() {
        finds(
            &RULE,
            steps![
                hook(),
                javascript(
                    "const r = await fetch(`https://api.example.com/u?e=${inputData.mail}`); return {s: r.status}"
                )
                .field("input.mail", "{{1__email}}")
            ],
            &[(2, "input.mail", Severity::Medium)],
        );
        silent(
            &RULE,
            steps![
                hook(),
                javascript(
                    "const o = {method: 'POST', body: JSON.stringify({e: inputData.mail})};\n\
                     const r = await fetch('https://api.example.com/u/' + inputData.id, o); return {s: r.status}"
                )
                .field("input.mail", "{{1__email}}")
                .field("input.id", "{{1__order_id}}")
            ],
        );
    }

    #[test]
    fn the_owner_of_a_repository_is_no_person() {
        let address = "https://api.example.com/repos/{{1__repository__owner__name}}/{{1__repository__name}}/commits";
        silent(&RULE, steps![hook(), get(address)]);
        let address = "https://api.example.com/pets/{{1__pet__owner__name}}";
        finds(&RULE, steps![hook(), get(address)], &[(2, "url", Severity::Medium)]);
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
