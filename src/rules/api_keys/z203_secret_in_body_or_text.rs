//! Z203: a key in data, a prompt, a note or a name.

use crate::rules::prelude::*;

pub(in crate::rules) const RULE: Rule = Rule {
    id: "Z203",
    name: "secret-in-body-or-text",
    measure: Measure::ApiKeys,
    title: "A key is in a text, a note or a name",
    severity: Severity::High,
    confidence: Confidence::High,
    persona: Persona::Regular,
    what: "A field, a prompt, a note or a title holds a known kind of key, or a field named like a key holds a random-looking text.",
    why: "Messages, prompts and notes are copied to more people and systems than a header is, and titles show in every list of Zaps.",
    fix: "Delete it here, then revoke the key where it was made and use a connection. Never write keys into titles or notes.",
    references: &["CWE-798", "CWE-200", "CWE-201", "CD-SEC-04", "LCNC-SEC-08"],
    check,
};

fn check(facts: &Facts<'_>, outcomes: &mut Outcomes) {
    outcomes.looked();
    for secret in facts.secrets_at(Home::Text) {
        let field = secret.place.field.as_deref().unwrap_or("text");
        let message = match secret.shown_in {
            Some(destination) => {
                say!("The field “{}” holds {} as plain text and goes to {}.", field, secret.kind(), destination.label())
            }
            None => say!("The field “{}” holds {} as plain text.", field, secret.kind()),
        };
        let severity = if secret.shown_in.is_some() { Severity::Critical } else { Severity::High };
        let confidence = if secret.pattern.is_some() { secret.confidence() } else { Confidence::Medium };
        let name = secret.name.as_deref().unwrap_or(field);
        outcomes
            .find(secret.place.clone(), message)
            .severity(severity)
            .confidence(confidence)
            .evidence(format!("{name}: {}", secret.shown()));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn slack_token() -> String {
        format!("xo{}-{}-{}-{}", "xb", "123456789012", "1234567890123", random(24))
    }

    #[test]
    fn keys_in_texts_are_found() {
        finds(
            &RULE,
            steps![hook(), post("https://api.example.com/token").field("data.client_secret", random(32))],
            &[(2, "data.client_secret", Severity::High)],
        );
        finds(
            &RULE,
            steps![
                hook(),
                post("https://api.example.com/x").field("data", format!("{{\"api_key\": \"{}\"}}", random(32)))
            ],
            &[(2, "data", Severity::High)],
        );
        finds(
            &RULE,
            steps![hook(), slack(&format!("Use {} for the bot", slack_token()))],
            &[(2, "text", Severity::Critical)],
        );
        finds_titled(&RULE, &format!("Bot {}", slack_token()), steps![hook()], &[(0, "title", Severity::High)]);
        finds(
            &RULE,
            steps![hook(), ai(&format!("Call the API with {}", slack_token()))],
            &[(2, "instructions", Severity::Critical)],
        );
    }

    #[test]
    fn keys_that_only_their_makers_name_tells_are_found() {
        let hex = "9f3a7c1e5b8d2046";
        for text in [
            format!("Our Twilio auth token is {hex}{hex}"),
            format!("Datadog API key: {hex}{hex}"),
            format!("curl -H 'Authorization: Bearer {}' https://api.acme.test", random(32)),
            format!("-----BEGIN RSA {}-----\n{}\n-----END RSA PRIVATE KEY-----", "PRIVATE KEY", random(64)),
        ] {
            finds(&RULE, steps![hook(), ai(&text)], &[(2, "instructions", Severity::Critical)]);
        }
    }

    #[test]
    fn look_alikes_are_left_alone() {
        let hex = "9f3a7c1e5b8d2046";
        silent(
            &RULE,
            steps![
                hook(),
                slack(&format!("Twilio message SM{hex}{hex}, Datadog trace {hex}{hex}, commit {hex}{hex}01234567")),
                slack("The customer is cus_NffrFeUfNV2Hib, the price price_1MoBy5LkdIwHu7ixZhnattbh"),
                slack("Authorization: Bearer {{1__token}}, X-Api-Key: YOUR_KEY"),
                post("https://api.acme.test/x")
                    .field("data.auth_token", "7b0f3f9a-2c44-4e0e-9d2a-5b1c8f6e7a90")
                    .field("data.secret", "projects/acme-prod/secrets/stripe-key/versions/latest")
                    .field("data.api_key", "process.env.STRIPE_SECRET_KEY")
                    .field("data.access_token", "checkout.payment.tokenLabel2")
                    .field("data.session_token", "2026-03-04T10:20:30+00:00"),
                action("OpenAiCLIAPI@1.0.0", "send_prompt").field("max_tokens", "2000"),
                get("https://api.example.com/x").field("json_key", "json"),
                search("GoogleSheetsV2CLIAPI@2.9.1", "lookup_row")
                    .field("lookup_key", "COL$D")
                    .field("spreadsheet", "1AbCdEfGhIjKlMnOpQrStUvWxYz0123456789abcdEFG"),
                action("JiraSoftwareCloudCLIAPI@1.0.0", "create_issue")
                    .field("assignee", "712020:0a1b2c3d-4e5f-6071-8293-a4b5c6d7e8f9"),
                action("AirtableCLIAPI@3.0.0", "createRecord").field("applicationId", "appA1b2C3d4E5f6G7"),
                post("https://api.example.com/x")
                    .field("data.client_secret", "{{1__client_secret}}")
                    .field("data.token", "YOUR_TOKEN"),
            ],
        );
    }
}
