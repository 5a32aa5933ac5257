//! Redacted copies: nothing left, everything still in its place.

use proptest::prelude::*;

use super::*;
use crate::{
    lint::lint,
    policy::Policy,
    rules::{any_zap::*, testkit::*},
};

fn json(text: &str) -> Json<'_> {
    serde_json::from_str(text).expect("JSON")
}

/// Every text and key of a JSON text that a person may have written.
fn originals(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    collect(&json(text), &mut |text| found.extend(text.split_whitespace().map(str::to_owned)));
    found
}

#[test]
fn what_a_filter_compares_with_is_typed() {
    let zap = |value: &str| {
        format!(
            r#"{{"id":"1","title":"A","steps":[{{"id":"1","app":"FilterAPI","action":"filter","params":
            {{"filter_criteria":[{{"key":"1__channel","match":"exact","value":"{value}","group":7}}],"role":"editor"}}}}]}}"#
        )
    };
    let redacted = |value: &str| redact(&zap(value)).expect("redacted");
    let text = redacted("editor");
    assert_eq!(text.matches("editor").count(), 1, "the role is a choice: {text}");
    assert!(redacted("true").contains("\"true\"") && redacted("{{1__role}}").contains("{{1__role}}"));
}

#[test]
fn texts_lose_their_words_and_keep_their_form() {
    let mut texts = Texts { given: StandIns::new(Vec::new(), 0, 0) };
    for (text, expected) in [
        ("Hi Kim, see {{1__customer__first_name}}!", "word1 word2, word3 {{1__customer__first_name}}!"),
        ("https://crm.acme-corp.com/v1/leads/77?token=Zq8kd93L", "https://word5.host4.example/v1/leads/77?token=word6"),
        ("kim@acme-corp.com, Kim", "person7@host4.example, word2"),
        ("http://10.0.1.5:9200/", "http://host8.internal:800/"),
        ("https://acme.zendesk.com/api", "https://word9.zendesk.com/api"),
        ("call 06 12 34 56 78 now", "word10 70000000000001 word11"),
        ("2026-11-24T09:00:00Z", "2000-01-01T00:00:00+00:00"),
        ("post", "post"),
        ("a@gmail.com", "person12@gmail.com"),
    ] {
        assert_eq!(texts.value(text), expected, "{text}");
    }
    assert_eq!(texts.secret("Bearer Zq8kd93L"), "Bearer hidden13");
    assert_eq!(texts.name("acmeToken fldBmBV5c3R0Q3a5l customer_email"), "word9Token word14 customer_email");
}

#[test]
fn code_keeps_its_form() {
    let mut texts = Texts { given: StandIns::new(Vec::new(), 0, 0) };
    let code = "// for Kim\nconst acme = inputData.email;\nfetch(`https://api.acme.com/${acme}`, {method: 'POST', body: 'Dear Kim'});";
    let redacted = texts.code(code, false);
    assert!(redacted.contains("inputData.email"), "{redacted}");
    assert!(redacted.contains("fetch(`https://") && redacted.contains("method: 'POST'"), "{redacted}");
    for word in ["Kim", "acme", "Dear"] {
        assert!(!redacted.contains(word), "{word}: {redacted}");
    }
    let python = texts.code("# for Kim\nacme = input_data['email']\nreturn {'x': acme}", true);
    assert!(python.contains("input_data['email']") && !python.contains("Kim"), "{python}");
}

#[test]
fn a_page_gives_its_zap_alone() {
    let data = r#"{"props":{"pageProps":{"user":{"name":"Kim Example"},"zap":{"id":"351813905","title":"Leads of Kim","draft":{"zdl":{"steps":[
        {"id":"351813905","type":"read","app":"WebHookCLIAPI@1.1.1","action":"hook_v2","params":{}}]}}}}}}"#;
    let html = format!("<!DOCTYPE html><script id=\"__NEXT_DATA__\" type=application/json>{data}</script>");
    let copy = redact(&html).unwrap();
    assert!(!copy.contains("Kim") && !copy.contains("user"), "{copy}");
    let zap = read::read(&copy).unwrap().zaps.remove(0);
    assert_eq!((zap.steps().len(), zap.steps()[0].app.as_str()), (1, "WebHookCLIAPI"));
}

#[test]
fn what_is_left_is_named_by_its_place() {
    let original = r#"{"title": "Zanzibar leads", "steps": [{"params": {"text": "x"}}]}"#;
    let leaky = r#"{"title": "word1", "steps": [{"params": {"text": "to zanzibar"}}]}"#;
    let refused = prove(&json(original), leaky).unwrap_err();
    assert!(matches!(refused, Refusal::Left(_)));
    assert!(
        refused.to_string().contains("at steps[0].params.text something") && !refused.to_string().contains("anzibar")
    );
    // Under another key, and as the key itself.
    assert!(prove(&json(original), r#"{"zanzibar": 1}"#).is_err());
    assert!(prove(&json(r#"{"a": 351813905}"#), r#"{"b": "x351813905"}"#).is_err());
    assert!(prove(&json(r#"{"a": 351813905}"#), r#"{"b": "x 351813905"}"#).is_err());
    assert_eq!(prove(&json(original), r#"{"title": "word1"}"#), Ok(()));
}

/// Nothing of the original is left in its copy, and a copy of the copy is the same.
fn nothing_is_left(title: &str, nodes: Vec<Node>) {
    for text in texts(title, &nodes) {
        let copy = redact(&text).unwrap_or_else(|refused| panic!("{refused}"));
        let lower = copy.to_lowercase();
        // `horiz` stands in `Authorization`, which may stay.
        let is_left = |word: &str| {
            lower.contains(word) && {
                let longer = |run: &str| run.len() > word.len() && vocabulary::is_known_run(run);
                let known = runs(&copy).filter(|(run, is_run)| *is_run && longer(run));
                known.fold(lower.clone(), |left, (run, _)| left.replace(&run.to_lowercase(), "")).contains(word)
            }
        };
        let may_stay = |word: &str| runs(word).all(|(run, is_run)| !is_run || vocabulary::is_known_run(run));
        for word in originals(&text) {
            let is_app = word.ends_with("API") || ["API@", "-d", "1.", "2."].iter().any(|part| word.contains(part));
            if word.chars().filter(|char| char.is_alphanumeric()).count() >= 4 && !may_stay(&word) && !is_app {
                assert!(!is_left(&word.to_lowercase()), "{word} in {copy}");
            }
        }
        assert_eq!(redact(&copy).unwrap(), copy);
    }
}

#[test]
fn words_of_people_that_stand_within_known_words_are_replaced_too() {
    let call =
        || post("http://kavox.example.com/{{1__id}}").field("headers.Authorization", format!("Bearer {}", random(24)));
    nothing_is_left("Aboulraaa", steps![hook()]);
    nothing_is_left("Aboarlaaa", steps![hook(), call(), slack("horiz").label("channel", "kovex")]);
    let url = format!("https://benuj.example.com/beviz?token={}", random(24));
    nothing_is_left("Benuj", steps![hook(), post(&url).field("data.email", "beviz@benuj.example.com")]);
}

proptest! {
    #[test]
    fn nothing_is_left_and_a_second_time_changes_nothing(nodes in any_nodes(), title in "[A-Z][bdfgk][aeiou]{2}[rlmn]{2}[a-z]{3}") {
        nothing_is_left(&title, nodes);
    }

    /// The steps, their apps and the way data takes are those of the original.
    #[test]
    fn the_form_is_kept(nodes in any_nodes()) {
        for text in texts("Sample", &nodes) {
            let copy = redact(&text).map_err(|refused| TestCaseError::fail(refused.to_string()))?;
            let (old, new) = (read::read(&text).unwrap().zaps.remove(0), read::read(&copy).unwrap().zaps.remove(0));
            prop_assert_eq!(old.steps().len(), new.steps().len());
            for (old_step, new_step) in old.steps().iter().zip(new.steps()) {
                prop_assert_eq!((&old_step.app, &old_step.action, old_step.kind, old_step.previous, old_step.connection.is_some()),
                    (&new_step.app, &new_step.action, new_step.kind, new_step.previous, new_step.connection.is_some()));
                prop_assert_eq!(old_step.fields.len(), new_step.fields.len());
                prop_assert_eq!(old_step.conditions.len(), new_step.conditions.len());
                let leads = |zap: &crate::zap::Zap, step: &crate::zap::Step| -> Vec<Option<usize>> {
                    let references = step.fields.iter().flat_map(|field| field.mappings()).flat_map(|mapping| &mapping.references);
                    let looked_at = step.conditions.iter().filter_map(|row| row.looks_at.as_ref());
                    references.chain(looked_at).map(|from| match zap.resolve(from) {
                        crate::zap::Resolved::Step(step) => Some(step.index),
                        _ => None,
                    }).collect()
                };
                let (before, now) = (leads(&old, old_step), leads(&new, new_step));
                prop_assert!(before.iter().all(|from| now.contains(from)) && before.len() == now.len(), "{:?} {:?} {:?} {:?}", before, now, old_step, new_step);
            }
            // Rules that look at form and mappings alone see the same.
            let of_form = ["Z301", "Z401", "Z501", "Z506", "Z1002", "Z604", "Z904"];
            let found = |zap: &crate::zap::Zap| -> Vec<(String, Option<usize>)> {
                let report = lint(zap, &Policy::default(), "2026-11-24");
                let kept = report.findings.iter().filter(|finding| of_form.contains(&finding.rule.as_ref()));
                kept.map(|finding| (finding.rule.to_string(), finding.step_number)).collect()
            };
            prop_assert_eq!(found(&old), found(&new));
        }
    }

    #[test]
    fn no_text_makes_it_panic(text in "\\PC{0,80}") {
        let mut texts = Texts { given: StandIns::new(Vec::new(), 0, 0) };
        let once = texts.value(&text);
        let _ = (texts.code(&text, true), texts.code(&text, false), texts.name(&text), texts.secret(&text));
        let mut again = Texts { given: StandIns::new(Vec::new(), 900_000, 900_000) };
        prop_assert_eq!(again.value(&once), once);
    }
}
