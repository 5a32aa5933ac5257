//! Every text is said in every language, and no dictionary says more.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::Path,
};

use serde_json::Value;

use super::{Language, holes, scan};
use crate::{
    checklist::{self, Concerns},
    data, rules,
};

/// The languages by their folders, with their dictionaries.
fn dictionaries() -> Vec<(String, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("extension/_locales");
    let tags = fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let tags = tags.filter(|tag| tag != "en");
    tags.map(|tag| (tag.clone(), fs::read_to_string(folder.join(tag).join("texts.json")).unwrap())).collect()
}

/// A file of the extension as JSON.
fn extension_json(file: &str) -> Value {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("extension").join(file);
    serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap()
}

/// Every English text that people read: said in the sources, or a row of a table.
fn texts() -> BTreeSet<String> {
    let mut texts = BTreeSet::new();
    for source in scan::sources() {
        texts.extend(source.said().into_iter().map(str::to_owned));
    }
    for rule in rules::ALL {
        texts.extend([rule.title, rule.what, rule.why, rule.fix].map(str::to_owned));
    }
    for item in checklist::items(&Concerns::ALL, &Language::ENGLISH) {
        texts.extend([item.text, item.place, item.done_when].map(|text| text.into_owned()));
    }
    texts.extend(data::kinds().map(str::to_owned));
    // Without a word there is nothing to translate, unless the signs are others.
    texts.retain(|text| text.chars().any(char::is_alphabetic));
    texts.insert("1,234".to_owned());
    texts
}

#[test]
fn every_language_says_every_text_and_no_other() {
    let texts = texts();
    for (tag, dictionary) in dictionaries() {
        let known: BTreeMap<String, String> = serde_json::from_str(&dictionary).unwrap();
        let missing: Vec<_> = texts.iter().filter(|text| !known.contains_key(*text)).collect();
        let unused: Vec<_> = known.keys().filter(|text| !texts.contains(*text)).collect();
        assert!(missing.is_empty(), "{tag} does not say: {missing:#?}");
        assert!(unused.is_empty(), "{tag} says what nobody asks for: {unused:#?}");
    }
}

#[test]
fn translations_keep_holes_ends_and_quotes() {
    for (tag, dictionary) in dictionaries() {
        let known: BTreeMap<String, String> = serde_json::from_str(&dictionary).unwrap();
        for (english, text) in &known {
            let is_whole = holes(text) == holes(english) && holes_by_number(text).is_empty()
                || holes(text) == 0 && holes_by_number(text) == (0..holes(english)).collect();
            assert!(is_whole, "{tag}: the holes differ: {english:?}: {text:?}");
            let ends = |text: &str| text.trim_end_matches('…').chars().last().filter(|end| ".:! ".contains(*end));
            assert_eq!(ends(english), ends(text), "{tag}: the ends differ: {english:?}: {text:?}");
            assert_eq!(english.starts_with(' '), text.starts_with(' '), "{tag}: {english:?}: {text:?}");
            assert!(!text.trim().is_empty(), "{tag}: {english:?} is empty");
            assert!(!text.contains("  ") && !text.contains('\n'), "{tag}: blanks in {text:?}");
        }
    }
}

fn holes_by_number(text: &str) -> BTreeSet<usize> {
    text.split('{').skip(1).filter_map(|rest| rest.split_once('}')?.0.parse().ok()).collect()
}

/// What is the same word in German.
const SAME_IN_GERMAN: &[&str] = &[
    "App",
    "App: {}",
    "Filter",
    "Name",
    "Status: {}",
    "Zap",
    "Zaps",
    "{} Zaps",
    "{} (TOML: {})",
    "{} in {}",
    "Zaplint: {}",
    "1 Zap",
    "Info",
    "HIPAA",
    "Israel",
    "Zapier: Settings › Members.",
    "Zapier: Settings › Data management › Export my data.",
];

#[test]
fn german_is_german() {
    let (_, dictionary) = dictionaries().into_iter().find(|(tag, _)| tag == "de").unwrap();
    let known: BTreeMap<String, String> = serde_json::from_str(&dictionary).unwrap();
    for (english, german) in &known {
        let is_same = english == german;
        assert_eq!(
            is_same,
            SAME_IN_GERMAN.contains(&english.as_str()),
            "{english:?} is not translated, or listed in vain"
        );
        let count = |sign: char| german.chars().filter(|found| *found == sign).count();
        assert_eq!(count('„'), count('“'), "quotes: {german:?}");
        assert_eq!(count('”') + count('’'), 0, "quotes: {german:?}");
        for wrong in [" dass dass ", "Email", "email ", "daß"] {
            assert!(!german.contains(wrong), "{wrong:?} in {german:?}");
        }
        // Umlauts are written as such.
        for word in german.split(|char: char| !char.is_alphabetic()) {
            let plain = ["fuer", "ueber", "koenn", "muess", "waere", "aender", "schluessel", "pruef", "loesch"];
            assert!(!plain.iter().any(|plain| word.to_lowercase().contains(plain)), "{word} in {german:?}");
        }
    }
}

#[test]
fn a_dictionary_is_sorted_with_one_text_on_a_line() {
    for (tag, dictionary) in dictionaries() {
        let known: BTreeMap<String, String> = serde_json::from_str(&dictionary).unwrap();
        let line = |(english, text): (&String, &String)| {
            format!("  {}: {}", serde_json::to_string(english).unwrap(), serde_json::to_string(text).unwrap())
        };
        let expected = format!("{{\n{}\n}}\n", known.iter().map(line).collect::<Vec<_>>().join(",\n"));
        let different = dictionary.lines().zip(expected.lines()).find(|(found, expected)| found != expected);
        assert!(dictionary == expected, "{tag}: not sorted, or a text twice: {different:?}");
    }
}

/// Where texts for people are put together by hand. In the rules the types see to it.
const WATCHED: [&str; 14] = [
    "src/backup/", "src/cli/", "src/diff/report.rs", "src/history.rs", "src/notebook/", "src/panel/", "src/record/",
    "src/redact/mod.rs", "src/report/html.rs", "src/report/markdown.rs", "src/report/mod.rs", "src/report/text.rs",
    "src/session/", "src/web/",
];

/// How many words there are in a text; what stands in braces is code.
fn words(text: &str) -> usize {
    let text: String = text.split('{').map(|part| part.split_once('}').map_or(part, |(_, text)| text)).collect();
    text.split_whitespace().filter(|word| word.chars().filter(|char| char.is_alphabetic()).count() > 1).count()
}

/// What is no text for people.
fn is_technical(text: &str) -> bool {
    [" at line ", "default-src", "width=device-width", "a page without", "exported to JavaScript"]
        .iter()
        .any(|known| text.contains(known))
}

#[test]
fn no_text_goes_around_the_languages() {
    for source in scan::sources() {
        let path = &source.path;
        if !path.starts_with("src/words/") {
            assert!(source.smuggled().is_empty(), "{path}: without a macro: {:?}", source.smuggled());
        }
        if WATCHED.iter().any(|watched| path.starts_with(watched)) {
            let unsaid = source.unsaid().into_iter().filter(|text| words(text) > 1 && !is_technical(text));
            let unsaid: Vec<_> = unsaid.collect();
            assert!(unsaid.is_empty(), "{path} shows texts in English only: {unsaid:#?}");
        }
    }
}

/// The scripts that run in Zapier's page and say something themselves.
const SCRIPTS: [&str; 2] = ["content.js", "overlay.js"];

/// What `begin` stands before and `end` behind, wherever that is.
fn between<'t>(text: &'t str, begin: &str, end: impl Fn(char) -> bool) -> BTreeSet<&'t str> {
    text.split(begin).skip(1).map(|rest| rest.split(&end).next().unwrap()).collect()
}

#[test]
fn the_manifest_and_the_page_scripts_have_their_texts_in_every_language() {
    let manifest = extension_json("manifest.json");
    assert_eq!(manifest["default_locale"], "en");
    let manifest = manifest.to_string();
    let of_manifest = between(&manifest, "__MSG_", |char| char == '_');
    let scripts = SCRIPTS.map(|script| {
        fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("extension").join(script)).unwrap()
    });
    let listed = between(&scripts[1], "fromEntries([", |char| char == ']');
    let of_scripts: BTreeSet<&str> = listed.iter().flat_map(|list| list.split('"').skip(1).step_by(2)).collect();
    let mut used: BTreeSet<&str> =
        scripts.iter().flat_map(|script| between(script, "WORDS.", |char| !char.is_alphabetic())).collect();
    used.extend(["open", "close"]);
    assert_eq!(used, of_scripts, "what the scripts say, and the list in overlay.js");
    assert!(!of_manifest.is_empty() && !of_scripts.is_empty());

    let known = texts();
    let wanted: BTreeSet<&str> = of_manifest.union(&of_scripts).copied().collect();
    let english = extension_json("_locales/en/messages.json");
    for (tag, dictionary) in dictionaries().into_iter().chain([("en".to_owned(), "{}".to_owned())]) {
        let dictionary: BTreeMap<String, String> = serde_json::from_str(&dictionary).unwrap();
        let messages = extension_json(&format!("_locales/{tag}/messages.json"));
        let keys: BTreeSet<&str> = messages.as_object().unwrap().keys().map(String::as_str).collect();
        assert_eq!(keys, wanted, "{tag}: what there is, and what is asked for");
        for key in &wanted {
            let (text, english) =
                (messages[key]["message"].as_str().unwrap(), english[key]["message"].as_str().unwrap());
            // Browsers' stores take no more for the description.
            assert!(!text.trim().is_empty() && text.chars().count() <= 132, "{tag}: {key}");
            if of_scripts.contains(key) {
                // The same as the core says later.
                assert!(known.contains(english), "{english}");
                assert_eq!(text, dictionary.get(english).map_or(english, String::as_str), "{tag}: {key}");
            } else {
                assert!(tag == "en" || text != english || *key == "name", "{tag}: {key} is not translated");
            }
        }
    }
}

#[test]
fn no_script_says_anything_by_itself() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("extension");
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_none_or(|extension| extension != "js") {
            continue;
        }
        let script = fs::read_to_string(&path).unwrap();
        let code =
            script.lines().map(|line| line.split("// ").next().unwrap()).filter(|line| !line.trim().starts_with('*'));
        for line in code.filter(|line| !line.trim().starts_with("/**")) {
            for text in line.split(['"', '`', '\'']).skip(1).step_by(2) {
                let is_sentence = text.starts_with(|char: char| char.is_uppercase()) && words(text) > 1;
                assert!(!is_sentence, "{}: {text:?} is in English only", path.display());
            }
        }
    }
}
