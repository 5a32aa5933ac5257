//! Entries of the record.

use super::*;
use crate::{
    rules::{any_zap::any_nodes, testkit::*},
    words::Language,
};

fn english(lines: &[Said]) -> Vec<String> {
    lines.iter().map(ToString::to_string).collect()
}

fn record(nodes: &[Node]) -> Record {
    let [zap, _] = zaps("Leads to the team", nodes);
    Record::of(&zap, Vendors::built_in())
}

#[test]
fn what_the_zap_shows_is_told_and_the_rest_left_to_fill_in() {
    let nodes = steps![
        trigger("TypeformCLIAPI@2.0.0", "response"),
        filter("1__status", "iexact", "open"),
        sheet("COL$A", "{{1__email}}").connection("Kim"),
        post("http://crm.example.net/leads").field("data.phone", "{{1__phone}}"),
        slack("New: {{1__full_name}}"),
    ];
    let record = record(&nodes);
    assert_eq!(record.purpose_hints, ["Leads to the team"]);
    assert!(english(&record.data).contains(&"an e-mail address (step 3)".to_owned()), "{:?}", record.data);
    assert_eq!(record.persons, [word!("people who fill in a form")]);
    let told: Vec<(&str, Option<&str>, bool)> = record
        .recipients
        .iter()
        .map(|recipient| (recipient.name.as_str(), recipient.country.as_deref(), recipient.personal))
        .collect();
    let expected = [
        ("Zapier", Some("US"), true),
        ("Google Sheets", Some("US"), true),
        ("crm.example.net", None, true),
        ("Slack", Some("US"), true),
    ];
    assert_eq!(told, expected);
    assert!(english(&record.transfers()).contains(&"crm.example.net: country unknown, to be found out".to_owned()));
    assert_eq!(record.kept[0].to_string(), "Google Sheets (step 3)");
    assert!(
        english(&record.measures).iter().any(|line| line.contains("without encryption in step 4")),
        "{:?}",
        record.measures
    );
    assert!(english(&record.measures).iter().any(|line| line.contains("at step 2")), "{:?}", record.measures);
    let records = [record];
    for text in [Form::Markdown.write(&records, &Language::ENGLISH), Form::Html.write(&records, &Language::ENGLISH)] {
        assert!(text.contains("to fill in") && text.contains("crm.example.net"), "{text}");
    }
}

#[test]
fn it_is_told_in_the_readers_language() {
    let german = Language::built_in("de").unwrap();
    let nodes = steps![hook(), post("http://crm.example.net/leads").field("data.email", "{{1__email}}")];
    let records = [record(&nodes)];
    for text in [
        Form::Markdown.write(&records, &german),
        Form::Html.write(&records, &german),
        Form::Csv.write(&records, &german),
    ] {
        assert!(text.contains("(auszufüllen)") && text.contains("FEHLT: "), "{text}");
        for english in ["to fill in", "MISSING", "personal data", "Purposes", "unknown", "Untitled", "Nothing was"] {
            assert!(!text.contains(english), "{english}: {text}");
        }
    }
    let all: Vec<&Said> = records[0].data.iter().chain(&records[0].kept).chain(&records[0].measures).collect();
    assert!(all.iter().all(|said| german.unknown(said).is_empty()), "{all:?}");
}

#[test]
fn a_table_runs_no_formula_and_a_page_no_markup() {
    let [zap, _] = zaps("=HYPERLINK(\"x\") <img src=x>", &[hook().into()]);
    let records = [Record::of(&zap, Vendors::built_in())];
    assert!(
        Form::Csv.write(&records, &Language::ENGLISH).lines().nth(1).unwrap().starts_with("\"'=HYPERLINK"),
        "{}",
        Form::Csv.write(&records, &Language::ENGLISH)
    );
    assert!(
        !Form::Html.write(&records, &Language::ENGLISH).contains("<img")
            && Form::Markdown.write(&records, &Language::ENGLISH).contains("\\<img")
    );
}

proptest::proptest! {
    #[test]
    fn no_secret_is_in_the_record(nodes in any_nodes()) {
        let token = ["sk_li", "ve_", &random(24)].concat();
        let mut nodes = nodes;
        nodes.insert(1, post(&format!("https://{token}.example.com/?key={token}")).title(&token).into());
        for zap in zaps(&token, &nodes) {
            let records = [Record::of(&zap, Vendors::built_in())];
            for text in [Form::Markdown.write(&records, &Language::ENGLISH), Form::Html.write(&records, &Language::ENGLISH), Form::Csv.write(&records, &Language::ENGLISH)] {
                proptest::prop_assert!(!text.contains(&token) && !text.contains(&token.to_lowercase()), "{}", text);
            }
        }
    }
}
