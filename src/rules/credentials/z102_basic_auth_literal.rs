//! Z102: user name and password typed into Basic Auth.

use crate::rules::prelude::*;

pub(in crate::rules) const RULE: Rule = Rule {
    id: "Z102",
    name: "basic-auth-literal",
    measure: Measure::Credentials,
    title: "User name and password in the Basic Auth field",
    severity: Severity::High,
    confidence: Confidence::High,
    persona: Persona::Regular,
    what: "The Basic Auth field of a request holds a user name and a password, or its Authorization header holds such a pair.",
    why: "Webhooks by Zapier has no account to keep the pair in, so it stands as plain text in the step, its copies and its exports.",
    fix: "Use \"API by Zapier\", which keeps the pair in a connection, or the app's own \"API Request\" action. Then change the password.",
    references: &["CWE-522", "CWE-798", "CD-SEC-05", "LCNC-SEC-08", "GDPR Art. 32"],
    check,
};

fn check(facts: &Facts<'_>, outcomes: &mut Outcomes) {
    if facts.steps.iter().any(StepFacts::calls_http) {
        outcomes.looked();
    }
    for secret in facts.secrets_at(Home::BasicAuth) {
        outcomes
            .find(
                secret.place.clone(),
                say!("The request signs in with a user name and a password that stand in the step as plain text."),
            )
            .evidence(format!("password: {}", secret.shown()));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn typed_pairs_are_found() {
        finds(
            &RULE,
            steps![hook(), post("https://api.example.com/x").field("basic_auth", format!("svc-user|{}", random(12)))],
            &[(2, "basic_auth", Severity::High)],
        );
        finds(
            &RULE,
            steps![hook(), post("https://api.example.com/x").field("basic_auth", format!("{}|", random(32)))],
            &[(2, "basic_auth", Severity::High)],
        );
        use base64::Engine as _;
        let pair = base64::engine::general_purpose::STANDARD.encode(format!("svc-user:{}", random(12)));
        finds(
            &RULE,
            steps![hook(), post("https://api.example.com/x").field("headers.Authorization", format!("Basic {pair}"))],
            &[(2, "headers.Authorization", Severity::High)],
        );
    }

    #[test]
    fn look_alikes_are_left_alone() {
        silent(
            &RULE,
            steps![
                hook(),
                post("https://api.example.com/x").field("basic_auth", ""),
                post("https://api.example.com/x").field("headers.Authorization", "Basic {{1__value}}"),
                post("https://api.example.com/x").field("basic_auth", "user|pass"),
                post("https://api.example.com/x").field("basic_auth", "{{1__user}}|{{1__pass}}"),
            ],
        );
    }

    #[test]
    fn pairs_are_found_however_they_are_written() {
        use base64::Engine as _;
        let pair = base64::engine::general_purpose::STANDARD.encode(format!("svc-user:{}", random(12)));
        for key in ["Basic Auth", "auth", "basicAuth", "basic-auth"] {
            finds(
                &RULE,
                steps![hook(), get("https://api.example.com/x").field(key, format!("{{{{1__user}}}}|{}", random(16)))],
                &[(2, key, Severity::High)],
            );
        }
        for (key, value) in [
            ("headers.proxy-authorization", format!("basic {pair}")),
            ("headers", format!("Accept: application/json\nAuthorization: Basic {pair}")),
        ] {
            finds(
                &RULE,
                steps![hook(), get("https://api.example.com/x").field(key, value)],
                &[(2, key, Severity::High)],
            );
        }
        silent(
            &RULE,
            steps![
                hook(),
                get("https://api.example.com/x").field("basic_auth", "svc|{{=gives[\"1\"][\"a|b\"]}}"),
                get("https://api.example.com/x").field("headers", "Accept: application/json\nX-Note: a|b"),
            ],
        );
    }
}
