//! Z302: a plain address in a file, image or callback field.

use crate::rules::prelude::*;

pub(in crate::rules) const RULE: Rule = Rule {
    id: "Z302",
    name: "http-url-field",
    measure: Measure::Encryption,
    title: "A file or callback address without encryption",
    severity: Severity::Medium,
    confidence: Confidence::High,
    persona: Persona::Regular,
    what: "A field for a file, an image or a callback holds an address that starts with http:// instead of https://.",
    why: "The file can be read or swapped on its way, and the receiving app may follow the address with keys of its own.",
    fix: "Use the https:// address, or upload the file itself.",
    references: &["CWE-319", "LCNC-SEC-04"],
    check,
};

fn check(facts: &Facts<'_>, outcomes: &mut Outcomes) {
    for facts in &facts.steps {
        let called = targets(facts);
        for FieldFacts { field, .. } in &facts.fields {
            if !(apps::is_url_field(facts.step, field) || apps::is_file_field(facts.step, field))
                || called.iter().any(|target| target.field == field.key) {
                continue;
            }
            let Some(address) = field.template().and_then(Address::read) else {
                continue;
            };
            outcomes.looked();
            if !address.is_http() || address.is_loopback() || address.is_name_only() {
                continue;
            }
            // The website of a contact is a fact about somebody else, not a connection of this Zap.
            let is_website = data::words(field.name()).any(|word| matches!(word.as_str(), "website" | "homepage" | "site" | "domain"));
            let persona = if is_website { Persona::Pedantic } else { Persona::Regular };
            outcomes
                .find(
                    Place::field(facts.step, &field.key),
                    format!("The field “{}” points to {} without encryption.", field.key, address.host_text()),
                )
                .persona(persona)
                .evidence(address.text.as_str());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_addresses_are_found() {
        finds(
            &RULE,
            steps![hook(), action("App123CLIAPI@1.0.0", "remove_background").field("image_url", "http://img.example.com/photo.jpg")],
            &[(2, "image_url", Severity::Medium)],
        );
        finds(
            &RULE,
            steps![hook(), post("https://api.example.com/x").field("data.callback", "http://hooks.example.com/in")],
            &[(2, "data.callback", Severity::Medium)],
        );
    }

    #[test]
    fn look_alikes_are_left_alone() {
        silent(
            &RULE,
            steps![
                hook(),
                post("https://api.example.com/x")
                    .field("data.image_url", "{{1__image}}")
                    .field("data.avatar", "https://img.example.com/a.png")
                    .field("data.context_url", "http://schema.org"),
                post("http://crm.example.com/leads"),
            ],
        );
    }
}
