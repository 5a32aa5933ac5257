//! Entries of the record.

use super::*;
use crate::rules::{any_zap::any_nodes, testkit::*};

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
    assert!(record.data.contains(&"an e-mail address (step 3)".to_owned()), "{:?}", record.data);
    assert_eq!(record.persons, ["people who fill in a form"]);
    let told: Vec<(&str, Option<&str>, bool)> = record
        .recipients
        .iter()
        .map(|recipient| (recipient.name.as_str(), recipient.country.as_deref(), recipient.personal))
        .collect();
    let expected = [
        ("Zapier", None, true),
        ("Google Sheets", Some("United States"), true),
        ("crm.example.net", None, true),
        ("Slack", None, true),
    ];
    assert_eq!(told, expected);
    assert!(record.transfers().contains(&"Slack: country unknown, to be found out".to_owned()));
    assert_eq!(record.kept[0], "Google Sheets (step 3)");
    assert!(record.measures.iter().any(|line| line.contains("without encryption in step 4")), "{:?}", record.measures);
    assert!(record.measures.iter().any(|line| line.contains("at step 2")), "{:?}", record.measures);
    for text in [markdown(std::slice::from_ref(&record)), html(std::slice::from_ref(&record))] {
        assert!(text.contains("to fill in") && text.contains("crm.example.net"), "{text}");
    }
}

#[test]
fn a_table_runs_no_formula_and_a_page_no_markup() {
    let [zap, _] = zaps("=HYPERLINK(\"x\") <img src=x>", &[hook().into()]);
    let records = [Record::of(&zap, Vendors::built_in())];
    assert!(csv(&records).lines().nth(1).unwrap().starts_with("\"'=HYPERLINK"), "{}", csv(&records));
    assert!(!html(&records).contains("<img") && markdown(&records).contains("\\<img"));
}

proptest::proptest! {
    #[test]
    fn no_secret_is_in_the_record(nodes in any_nodes()) {
        let token = ["sk_li", "ve_", &random(24)].concat();
        let mut nodes = nodes;
        nodes.insert(1, post(&format!("https://{token}.example.com/?key={token}")).title(&token).into());
        for zap in zaps(&token, &nodes) {
            let records = [Record::of(&zap, Vendors::built_in())];
            for text in [markdown(&records), html(&records), csv(&records)] {
                proptest::prop_assert!(!text.contains(&token) && !text.contains(&token.to_lowercase()), "{}", text);
            }
        }
    }
}
