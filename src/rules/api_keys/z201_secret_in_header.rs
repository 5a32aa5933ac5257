//! Z201: a key typed into a request header.

use crate::rules::prelude::*;

pub(in crate::rules) const RULE: Rule = Rule {
    id: "Z201",
    name: "secret-in-header",
    measure: Measure::ApiKeys,
    title: "A key is typed into a request header",
    severity: Severity::High,
    confidence: Confidence::High,
    persona: Persona::Regular,
    what: "A header that carries keys (Authorization, X-API-Key, Cookie and the like) holds a typed text, or any header holds a known kind of key.",
    why: "The key stands in the Zap and in each of its copies, versions and exports. Everyone who can open one of them can use it.",
    fix: "Use \"API by Zapier\" or the app's own action, which keep the key in a connection. Then revoke this key where it was made: \
          copies of the Zap still hold it.",
    references: &["CWE-798", "CWE-522", "CD-SEC-05", "LCNC-SEC-08", "API2:2023", "GDPR Art. 32"],
    check,
};

fn check(facts: &Facts<'_>, outcomes: &mut Outcomes) {
    if facts.steps.iter().any(|facts| facts.step.group("headers").next().is_some()) {
        outcomes.looked();
    }
    for secret in facts.secrets_at(Home::Header) {
        let name = secret.name.as_deref().unwrap_or("header");
        let message = say!("The header “{}” holds {} as plain text.", name, secret.kind());
        let severity = if secret.is_live() { Severity::Critical } else { Severity::High };
        outcomes
            .find(secret.place.clone(), message)
            .severity(severity)
            .confidence(secret.confidence())
            .evidence(format!("{name}: {}", secret.shown()));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_name_before_a_mapped_value_is_no_key() {
        let cookie = |value: &str| steps![hook(), get("https://api.example.com/x").field("headers.Cookie", value)];
        silent(&RULE, cookie("session={{1__session}}"));
        silent(&RULE, cookie(r#"lang=de; sessionid={{=gives["1"]["session"]}}"#));
        let typed = format!("sid={}; session={{{{1__session}}}}", random(24));
        finds(&RULE, cookie(&typed), &[(2, "headers.Cookie", Severity::High)]);
    }

    #[test]
    fn typed_keys_are_found() {
        finds(
            &RULE,
            steps![hook(), get("https://api.example.com/v0/x").field("headers.X-API-Key", random(24))],
            &[(2, "headers.X-API-Key", Severity::High)],
        );
        let airtable = format!("Bearer {}{}.{}", "pa", format_args!("t{}", random(14)), "0a1b2c3d4e5f6789".repeat(4));
        finds(
            &RULE,
            steps![hook(), get("https://api.airtable.com/v0/x").field("headers.Authorization", airtable)],
            &[(2, "headers.Authorization", Severity::Critical)],
        );
    }

    #[test]
    fn headers_as_a_list_of_rows_are_read() {
        let rows = |value: &str| serde_json::json!([{"key": "Accept", "value": "application/json"}, {"key": "X-API-Key", "value": value}]);
        let call = |headers: serde_json::Value| get("https://api.example.com/v0/x").field("headers", headers);
        finds(&RULE, steps![hook(), call(rows(&random(24)))], &[(2, "headers.X-API-Key", Severity::High)]);
        let named = serde_json::json!([{"name": "Authorization", "value": format!("Bearer {}", random(24))}]);
        finds(&RULE, steps![hook(), call(named)], &[(2, "headers.Authorization", Severity::High)]);
        silent(&RULE, steps![hook(), call(rows("{{1__key}}")), call(rows("YOUR_KEY"))]);
    }

    #[test]
    fn look_alikes_are_left_alone() {
        silent(
            &RULE,
            steps![
                hook(),
                post("https://api.example.com/x")
                    .field("headers.Content-Type", "application/json; charset=utf-8")
                    .field("headers.Prefer", "return=representation")
                    .field("headers.X-Request-Id", "2f1c9d7a-5b6e-4c3d-8a9b-0c1d2e3f4a5b")
                    .field("headers.Authorization", "Bearer {{2__access_token}}")
                    .field("headers.X-Picsart-API-Key", "YOUR_KEY"),
                post("https://api.example.com/x").field("headers.Authorization", "Bearer YOUR_KEY"),
            ],
        );
    }

    #[test]
    fn what_asks_for_a_key_is_none() {
        let call =
            |header: &str, value: &str| get("https://api.example.com/x").field(&format!("headers.{header}"), value);
        silent(
            &RULE,
            steps![
                hook(),
                call("Authorization", "Bearer YOUR_ACMECLOUD_API_KEY"),
                call("X-API-KEY", "YOUR ACME X-API"),
                call("X-API-KEY", "ACMECLOUD_API_KEY"),
                call("X-API-KEY", "enter-your-acmeform-api"),
                call("Authorization", "Bearer {{ acme oauth token }}"),
                call("Authorization", "Token {{YOUR ACME TOKEN HERE}}"),
                call("Authorization", "Bearer {{YOUR_API_KEY}}"),
            ],
        );
        let key = random(24);
        for value in [format!("YOUR-{key}"), format!("{key}_KEY")] {
            let field = "headers.X-API-KEY";
            finds(&RULE, steps![hook(), call("X-API-KEY", &value)], &[(2, field, Severity::High)]);
        }
    }

    #[test]
    fn the_name_of_a_mapped_cookie_is_no_key() {
        let call = |value: &str| get("https://api.example.com/x").field("headers.Cookie", value);
        silent(&RULE, steps![hook(), call("ACMESESSION={{1__SessionId}}"), call("theme=1; ACME-SESSION={{1__id}}")]);
        let key = random(24);
        for value in [format!("sid={key}; user={{{{1__id}}}}"), format!("user={{{{1__id}}}}; sid={key}")] {
            finds(&RULE, steps![hook(), call(&value)], &[(2, "headers.Cookie", Severity::High)]);
        }
    }

    #[test]
    fn headers_of_other_services_are_known() {
        let key = random(28);
        for header in [
            "apikey", "X-Auth-Token", "X-Shopify-Access-Token", "Cookie", "Private-Token", "Ocp-Apim-Subscription-Key",
            "xi-api-key", "DD-API-KEY", "X-Webhook-Secret", "X-Client-Secret", "AUTHORIZATION",
        ] {
            let field = format!("headers.{header}");
            finds(
                &RULE,
                steps![hook(), get("https://api.example.com/x").field(&field, key.as_str())],
                &[(2, &field, Severity::High)],
            );
        }
        for value in [format!("Token token={key}"), format!("ApiKey {key}"), format!("Bearer {key}{{{{1__x}}}}")] {
            let field = "headers.Authorization";
            finds(
                &RULE,
                steps![hook(), get("https://api.example.com/x").field(field, value)],
                &[(2, field, Severity::High)],
            );
        }
        let text = format!("{{\"X-API-Key\": \"{key}\", \"Accept\": \"application/json\"}}");
        finds(
            &RULE,
            steps![hook(), get("https://api.example.com/x").field("headers", text)],
            &[(2, "headers", Severity::High)],
        );
        for (header, value) in [
            ("If-Match", "\"a1b2c3d4e5f6a7b8c9d0\""),
            ("OpenAI-Organization", "org-a1b2c3d4e5f6"),
            ("X-Idempotency-Key", "a1b2c3d4e5f6a7b8c9d0"),
            ("X-Correlation-Key", "order-20240101"),
            ("X-Tenant", "acme-production-eu"),
            ("X-Token-Type", "bearer"),
            ("X-Auth-Method", "api_key"),
        ] {
            silent(&RULE, steps![hook(), get("https://api.example.com/x").field(&format!("headers.{header}"), value)]);
        }
    }
}
