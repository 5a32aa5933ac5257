//! The texts of the extension's own pages: the same in every language, and each of them used.
#![allow(missing_docs, clippy::unwrap_used, clippy::indexing_slicing)]

use std::{collections::BTreeMap, fs, path::Path};

use serde_json::Value;
use zaplint::{lint::lint, policy::Policy, read};

fn file(name: &str) -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("extension").join(name)).unwrap()
}

fn texts(language: &str) -> BTreeMap<String, String> {
    serde_json::from_str(&file(&format!("data/pages.{language}.json"))).unwrap()
}

#[test]
fn every_text_is_there_in_each_language_and_used() {
    let (english, german) = (texts("en"), texts("de"));
    assert!(english.keys().eq(german.keys()));
    let pages = ["welcome.html", "sample.html", "sample.js", "tour.js"].map(file).concat();
    for (key, text) in &english {
        assert!(!text.trim().is_empty() && *text != german[key], "{key}");
        assert_eq!(text.matches("{}").count(), german[key].matches("{}").count(), "{key}");
        let by_number =
            key.strip_prefix("tour_").is_some_and(|rest| rest.starts_with(|char: char| char.is_ascii_digit()));
        assert!(
            by_number || pages.contains(&format!("\"{key}\"")) || pages.contains(&format!("texts.{key}")),
            "{key} is unused"
        );
    }
    for key in pages.split("data-say=\"").skip(1).map(|rest| rest.split('"').next().unwrap()) {
        assert!(english.contains_key(key), "{key} is missing");
    }
    for stop in 1..=7 {
        assert!(english.contains_key(&format!("tour_{stop}")) && english.contains_key(&format!("tour_{stop}_title")));
    }
    assert!(!english.contains_key("tour_8"));
}

#[test]
fn the_samples_are_read_and_grow_in_difficulty() {
    let samples: Value = serde_json::from_str(&file("data/samples.json")).unwrap();
    let mut findings = Vec::new();
    for sample in samples["samples"].as_array().unwrap() {
        let zap = read::read(&sample["zap"].to_string()).unwrap().zaps.swap_remove(0);
        let opened = zap.step_by_id(sample["open"].as_str().unwrap()).unwrap();
        let report = lint(&zap, &Policy::default(), "2026-11-24");
        assert!(report.findings.iter().any(|finding| finding.step.as_deref() == Some(&opened.id)), "{}", zap.id);
        for step in zap.steps() {
            let name = samples["words"][&step.app].as_str();
            assert!(name.is_some(), "the name of {}", step.app);
        }
        assert!(["en", "de"].iter().all(|language| sample["title"][language].is_string()));
        findings.push(report.findings.len());
    }
    assert!(findings.is_sorted() && findings[0] <= 2 && findings[2] > 4, "{findings:?}");
    let rules = |zap: &Value| {
        let zap = read::read(&zap.to_string()).unwrap().zaps.swap_remove(0);
        lint(&zap, &Policy::default(), "2026-11-24")
            .findings
            .iter()
            .map(|finding| finding.rule.to_string())
            .collect::<Vec<_>>()
    };
    // The tour has the reader mend this one.
    assert!(rules(&samples["samples"][0]["zap"]).iter().any(|rule| rule == "Z301"));
}
