//! Z1001: a place where someone will paste a key.

use crate::rules::prelude::*;

pub(in crate::rules) const RULE: Rule = Rule {
    id: "Z1001",
    name: "placeholder-credential",
    measure: Measure::Training,
    title: "A place where someone will paste a key",
    severity: Severity::Low,
    confidence: Confidence::High,
    persona: Persona::Regular,
    what: "A field, header or code for a key or password holds a stand-in such as YOUR_API_KEY.",
    why: "The next person who follows the example pastes the real key right there, where everybody can read it.",
    fix: "Delete the stand-in now and use a connection (\"API by Zapier\" or the app's own action) instead.",
    references: &["CD-SEC-05", "CWE-1188"],
    check,
};

fn check(facts: &Facts<'_>, outcomes: &mut Outcomes) {
    outcomes.looked();
    for secret in facts.secrets_at(Home::Placeholder) {
        // Of a pair for Basic Auth the name is the user's: it says nothing about where the stand-in is.
        let of_pair = secret.place.field.as_deref().filter(|_| secret.user.is_some());
        let name = of_pair.or(secret.name.as_deref()).unwrap_or("field");
        let message = say!("“{}” holds a stand-in that invites people to paste the real key there.", name);
        outcomes.find(secret.place.clone(), message).evidence(format!("{name}: {}", secret.text));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stand_ins_are_found() {
        finds(
            &RULE,
            steps![
                hook(),
                post("https://api.picsart.io/tools/1.0/removebg").field("headers.X-Picsart-API-Key", "YOUR_KEY")
            ],
            &[(2, "headers.X-Picsart-API-Key", Severity::Low)],
        );
        finds(
            &RULE,
            steps![hook(), post("https://api.example.com/x").field("basic_auth", "user|pass")],
            &[(2, "basic_auth", Severity::Low)],
        );
        finds(&RULE, steps![hook(), python("d = {'client_secret': 'xxxx'}")], &[(2, "code", Severity::Low)]);
        finds(
            &RULE,
            steps![hook(), post("https://api.example.com/x").field("data.password", "changeme")],
            &[(2, "data.password", Severity::Low)],
        );
    }

    #[test]
    fn a_pair_is_named_by_its_field() {
        let request = post("https://api.example.com/x").field("basic_auth", "user|pass");
        for zap in zaps("Leads", &[hook().into(), request.into()]) {
            let report = crate::lint::lint(&zap, &crate::policy::Policy::default(), "2026-11-24");
            let finding = report.findings.iter().find(|finding| finding.rule == RULE.id).expect("a finding");
            assert!(finding.message.starts_with("“basic_auth” holds"), "{}", finding.message);
        }
    }

    #[test]
    fn other_ways_to_write_it_are_found() {
        let low = |field| [(2, field, Severity::Low)];
        for (field, value) in [
            ("headers.Authorization", "Bearer YOUR_API_KEY"),
            ("headers.Authorization", "Bearer <token>"),
            ("headers.authorization", "Basic <base64>"),
            ("headers.X-API-Key", "xxxxxxxx"),
            ("headers.apikey", "{api_key}"),
            ("headers.Authorization", "Token INSERT_TOKEN_HERE"),
            ("data.client_secret", "REPLACE_ME"),
            ("data.api_key", "your-api-key-here"),
            ("data.password", "<password>"),
            ("headers.X-API-Key", "DEIN_API_KEY"),
            ("headers.X-API-Key", "TU_CLAVE_API"),
            ("data.token", "TODO"),
        ] {
            finds(&RULE, steps![hook(), post("https://api.example.com/x").field(field, value)], &low(field));
        }
        finds(&RULE, steps![hook(), get("https://api.example.com/x?api_key=YOUR_KEY")], &low("url"));
        for code in [
            "const apiKey = 'YOUR_API_KEY'; const r = await fetch('https://api.example.com', {headers: {'X-Api-Key': apiKey}}); return {s: r.status}",
            "const r = await fetch('https://api.example.com', {headers: {Authorization: 'Bearer YOUR_TOKEN'}}); return {s: r.status}",
            "const h = {'X-API-Key': '{{YOUR_API_KEY}}'}; return {n: Object.keys(h).length}",
        ] {
            finds(&RULE, steps![hook(), javascript(code)], &low("code"));
        }
        finds(&RULE, steps![hook(), python("API_KEY = 'changeme'\nreturn {}")], &low("code"));
        finds(
            &RULE,
            steps![hook(), javascript("return {a: inputData.apiKey}").field("input.apiKey", "INSERT_KEY_HERE")],
            &low("input.apiKey"),
        );
    }

    #[test]
    fn look_alikes_are_left_alone() {
        silent(
            &RULE,
            steps![
                hook(),
                post("https://api.example.com/x")
                    .field("headers.Authorization", "Bearer {{1__access_token}}")
                    .field("headers.X-Request-Id", "xxxx")
                    .field("data.name", "YOUR NAME")
                    .field("data.greeting", "Hello <name>")
                    .field("data.password_policy", "changeme is not allowed")
                    .field("data.max_tokens", "1000"),
                slack("Please change me: {{1__title}} <!here> TODO xxx"),
                javascript("const placeholder = 'YOUR_NAME'; const token_count = 'xxxx'; return {placeholder}"),
                ai("Never write YOUR_API_KEY into a step"),
            ],
        );
    }

    #[test]
    fn prose_is_left_alone() {
        silent(
            &RULE,
            steps![hook(), slack("Ask Kim for YOUR_API_KEY before you start").title("Say where YOUR_KEY comes from")],
        );
    }
}
