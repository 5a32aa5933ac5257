//! Z205: the secret of Storage by Zapier is guessable, or stands where it can be read.

use crate::rules::prelude::*;

pub(in crate::rules) const RULE: Rule = Rule {
    id: "Z205",
    name: "storage-secret",
    measure: Measure::ApiKeys,
    title: "The secret of a Storage can be guessed or read",
    severity: Severity::High,
    confidence: Confidence::High,
    persona: Persona::Regular,
    what: "Code, a Storage step or a text shows the secret of Storage by Zapier. One that is no random UUID can even be guessed.",
    why: "The secret is all it takes: whoever knows or guesses it can read and change everything in that store.",
    fix: "Make a fresh random UUID (version 4) for each store, use it in a Storage step's connection, and never share the Zap as a template. \
          Keep no personal data and no keys in a store.",
    references: &["CWE-330", "CWE-798", "LCNC-SEC-08"],
    check,
};

fn check(facts: &Facts<'_>, outcomes: &mut Outcomes) {
    let uses_store = |facts: &StepFacts<'_>| {
        facts.product == Product::Storage || facts.code.as_ref().is_some_and(|code| !code.stores().is_empty())
    };
    if facts.steps.iter().any(uses_store) {
        outcomes.looked();
    }
    for secret in facts.secrets_at(Home::Store) {
        let (severity, message) = if is_random_uuid(&secret.text) {
            (
                Severity::Low,
                say!("The secret of this store can be read by everyone who can open the Zap or a copy of it."),
            )
        } else {
            (
                Severity::High,
                say!("The secret of this store is no random UUID: strangers can guess it and use the store."),
            )
        };
        let name = secret.name.as_deref().unwrap_or("secret");
        outcomes.find(secret.place.clone(), message).severity(severity).evidence(format!("{name}: {}", secret.shown()));
    }
}

/// A UUID of version 4: the version and the variant stand at their places.
fn is_random_uuid(text: &str) -> bool {
    text.len() == 36
        && text.bytes().enumerate().all(|(at, byte)| match at {
            8 | 13 | 18 | 23 => byte == b'-',
            14 => byte == b'4',
            19 => matches!(byte.to_ascii_lowercase(), b'8' | b'9' | b'a' | b'b'),
            _ => byte.is_ascii_hexdigit(),
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    const RANDOM: &str = "4f9d2c1a-7b3e-4d58-9a06-c1e2f3a4b5d6";

    #[test]
    fn guessable_secrets_are_found() {
        for code in [
            "store = StoreClient('mycompany')\nstore.set('a', 1)",
            "secret = 'mycompany'\nstore = StoreClient(secret)",
            "from store import StoreClient\nStoreClient(\"4f9d2c1a-7b3e-1d58-9a06-c1e2f3a4b5d6\").get('a')",
        ] {
            finds(&RULE, steps![hook(), python(code)], &[(2, "code", Severity::High)]);
        }
        let code = format!("const store = StoreClient('{}'); await store.set('a', 1)", random(32));
        finds(&RULE, steps![hook(), javascript(&code)], &[(2, "code", Severity::High)]);
        finds(
            &RULE,
            steps![
                hook(),
                action("StorageCLIAPI@1.0.0", "set_value").field("store_secret", "orders").field("key", "a")
            ],
            &[(2, "store_secret", Severity::High)],
        );
        finds(
            &RULE,
            steps![hook(), get("https://store.zapier.com/api/records?secret=mycompany-orders")],
            &[(2, "url", Severity::High)],
        );
        finds(
            &RULE,
            steps![hook(), javascript("const s = StoreClient(inputData.secret)").field("input.secret", "acme orders")],
            &[(2, "input.secret", Severity::High)],
        );
    }

    #[test]
    fn random_ones_can_still_be_read() {
        let code = format!("store = StoreClient('{RANDOM}')");
        finds(&RULE, steps![hook(), python(&code)], &[(2, "code", Severity::Low)]);
        finds(
            &RULE,
            steps![hook(), get("https://store.zapier.com/api/records").field("headers.X-Secret", RANDOM)],
            &[(2, "headers.X-Secret", Severity::Low)],
        );
        finds(
            &RULE,
            steps![hook(), slack(&format!("The storage secret is {RANDOM}, keep it"))],
            &[(2, "text", Severity::Low)],
        );
    }

    #[test]
    fn look_alikes_are_left_alone() {
        silent(
            &RULE,
            steps![
                hook(),
                javascript("const store = StoreClient(inputData.store)").field("input.store", "{{1__store}}"),
                javascript("const store = 'mycompany'; return {store}"),
                python("store = StoreClient('YOUR_SECRET')\n# StoreClient('old')"),
                action("StorageCLIAPI@1.0.0", "set_value").field("key", "secret").field("value", "{{1__a}}"),
                slack("The secret of our store is good service"),
            ],
        );
    }

    #[test]
    fn the_secret_is_told_of_once() {
        let code = format!("store = StoreClient('{}')", random(32));
        let steps = steps![hook(), python(&code)];
        for zap in zaps("Count orders", &steps) {
            let policy = crate::policy::Policy::default();
            let facts = Facts::new(&zap, &policy);
            assert_eq!(facts.secrets.len(), 1);
        }
    }
}
