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
        let name = secret.name.as_deref().unwrap_or("field");
        let message = format!("“{name}” holds a stand-in that invites people to paste the real key there.");
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
            steps![hook(), post("https://api.picsart.io/tools/1.0/removebg").field("headers.X-Picsart-API-Key", "YOUR_KEY")],
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
    fn prose_is_left_alone() {
        silent(
            &RULE,
            steps![hook(), slack("Ask Kim for YOUR_API_KEY before you start").title("Say where YOUR_KEY comes from")],
        );
    }
}
