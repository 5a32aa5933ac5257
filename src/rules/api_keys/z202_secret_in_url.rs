//! Z202: a key that is part of an address.

use crate::rules::prelude::*;

pub(in crate::rules) const RULE: Rule = Rule {
    id: "Z202",
    name: "secret-in-url",
    measure: Measure::ApiKeys,
    title: "A key is part of the address",
    severity: Severity::High,
    confidence: Confidence::High,
    persona: Persona::Regular,
    what: "An address holds a typed key or password: as a parameter such as api_key or token, before the @, or as a known kind of key in its path.",
    why: "Addresses are written down everywhere on their way: in server logs, in the run history and in error mails.",
    fix: "Send the key as a header from a connection (\"API by Zapier\" or the app's own action). Then revoke this key: it is in logs already.",
    references: &["CWE-598", "CWE-522", "LCNC-SEC-08", "API2:2023"],
    check,
};

fn check(facts: &Facts<'_>, outcomes: &mut Outcomes) {
    outcomes.looked();
    for secret in facts.secrets_at(Home::Url) {
        let (message, severity) = if secret.expires {
            (say!("The address carries its own signature: whoever has it can use it until it ends."), Severity::Low)
        } else {
            let severity = if secret.is_live() { Severity::Critical } else { Severity::High };
            let message = match &secret.name {
                Some(name) => say!("The address holds {} (“{}”) as plain text.", secret.kind(), name),
                None => say!("The address holds {} as plain text.", secret.kind()),
            };
            (message, severity)
        };
        let name = secret.name.as_deref().unwrap_or("key");
        outcomes
            .find(secret.place.clone(), message)
            .severity(severity)
            .confidence(secret.confidence())
            .evidence(format!("{name}={}", secret.shown()));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_in_the_links_of_a_text_are_found() {
        let mail = |body: String| steps![hook(), action("GoogleMailV2CLIAPI@2.0.0", "message").field("body", body)];
        let found = &[(2, "body", Severity::High)];
        let link = format!("https://export.example.com/d.csv?day=1&amp;access_token={}", random(40));
        finds(&RULE, mail(format!("<p>The file: <a href=\"{link}\">here</a></p>")), found);
        finds(&RULE, mail(format!("See https://api.example.com/report?api_key={}.", random(24))), found);
        silent(&RULE, mail("See https://api.example.com/report?api_key={{1__key}} or ?api_key=YOUR_KEY".to_owned()));
        silent(&RULE, mail("Book at https://example.com/book?utm_source=mail&token=summer, thanks".to_owned()));
    }

    #[test]
    fn typed_keys_are_found() {
        for url in [
            format!("https://api.example.com/v1/items?api_key={}", random(20)),
            format!("https://svc:{}@api.example.com/v1/items", random(12)),
            format!("https://{}@api.example.com/v1/items", random(24)),
        ] {
            finds(&RULE, steps![hook(), get(&url)], &[(2, "url", Severity::High)]);
        }
        finds(
            &RULE,
            steps![hook(), get("https://api.example.com/v1/items").field("data.access_token", random(20))],
            &[(2, "data.access_token", Severity::High)],
        );
    }

    #[test]
    fn keys_of_functions_are_found_and_other_codes_are_not() {
        let key = format!("{}==", random(54));
        let newer = format!("{}AzFu{}", random(44), random(8));
        for key in [&key, &newer] {
            let url = format!("https://orders.azurewebsites.net/api/ship?name=x&code={key}");
            finds(&RULE, steps![hook(), post(&url)], &[(2, "url", Severity::High)]);
            let code = format!("const r = await fetch('https://orders.azurewebsites.net/api/ship?code={key}')");
            finds(&RULE, steps![hook(), javascript(&code)], &[(2, "code", Severity::High)]);
            finds(
                &RULE,
                steps![hook(), get("https://orders.azurewebsites.net/api/ship").field("params.code", key.as_str())],
                &[(2, "params.code", Severity::High)],
            );
        }
        silent(
            &RULE,
            steps![
                hook(),
                get(&format!("https://accounts.example.com/oauth/callback?state=x&code=4/0A{}", random(60))),
                get(&format!("https://auth.example.com/token?code={}", random(43))),
                get("https://shop.example.com/cart?code=SUMMER-SALE-2026-TWENTY-PERCENT-OFF-EVERYTHING=="),
                get("https://shop.example.com/cart?code=SPRING24").field("params.code", "{{1__coupon}}"),
                get("https://orders.azurewebsites.net/api/ship?code={{1__key}}"),
                get("https://api.example.com/countries?code=DE"),
            ],
        );
    }

    #[test]
    fn a_key_joined_to_an_address_in_code_is_found() {
        let code =
            format!("const k = '{}'; const r = await fetch('https://api.example.com/x?api_key=' + k)", random(24));
        finds(&RULE, steps![hook(), javascript(&code)], &[(2, "code", Severity::High)]);
    }

    #[test]
    fn a_bot_token_in_a_path_is_live() {
        let url =
            format!("https://api.telegram.org/bot{}:A{}/sendMessage", "7391846205", format_args!("A{}", random(33)));
        finds(&RULE, steps![hook(), post(&url)], &[(2, "url", Severity::Critical)]);
    }

    #[test]
    fn the_password_of_a_database_is_live() {
        let url = format!("postgres://svc:{}@db.acme.test:5432/orders", random(14));
        finds(&RULE, steps![hook(), javascript(&format!("const db = '{url}'"))], &[(2, "code", Severity::Critical)]);
        let text = format!("The reports are in {url}, ask Anna");
        finds(&RULE, steps![hook(), slack(&text)], &[(2, "text", Severity::Critical)]);
        let text = format!("Files: sftp://anna:{}@files.acme.test/in", random(14));
        finds(&RULE, steps![hook(), slack(&text)], &[(2, "text", Severity::High)]);
    }

    #[test]
    fn the_signature_of_a_flow_is_a_key() {
        let flow = format!(
            "https://prod-01.westeurope.logic.azure.com/workflows/x/triggers/manual/paths/invoke?sp=1&sig={}",
            random(43)
        );
        finds(&RULE, steps![hook(), post(&flow)], &[(2, "url", Severity::High)]);
    }

    #[test]
    fn a_signed_link_that_ends_is_low() {
        let url = format!("https://b.s3.amazonaws.com/f.pdf?X-Amz-Expires=900&X-Amz-Signature={}", random(40));
        finds(&RULE, steps![hook(), get(&url)], &[(2, "url", Severity::Low)]);
    }

    #[test]
    fn look_alikes_are_left_alone() {
        silent(
            &RULE,
            steps![
                hook(),
                get("https://api.example.com/v1/items?page_token=abcdefghijklmnop"),
                get("https://api.example.com/v1/items?key={{1__issue_key}}"),
                get("https://api.example.com/v1/items?key=OPS-4711"),
                get("https://api.example.com/v1/items?utm_token=newsletter-spring"),
                get("https://api.example.com/v1/items?api_key=YOUR_API_KEY"),
                get("https://api.example.com/v1/items?auth=oauth2&signature=false&token=demo"),
                slack("Use postgres://user:password@localhost:5432/db, or https://example.com:8443/@anna"),
                slack("See https://{{1__user}}:{{1__password}}@files.acme.test"),
                get("https://docs.google.com/spreadsheets/d/1AbCdEfGhIjKlMnOpQrStUvWxYz0123456789abcdEFG/edit"),
                get(&format!("https://api.example.com/pay?key=pk_{}_{}", "live", random(24))),
            ],
        );
    }
}
