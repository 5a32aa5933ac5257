//! What is told of several Zaps together.

use super::*;
use crate::{
    history::History,
    lint::{Context, lint_in_account},
    policy::Policy,
    read,
    words::Language,
    zap::Zap,
};

const TODAY: &str = "2026-11-24";

fn account(zaps: &[Zap]) -> Account {
    let mut account = Account::new(TODAY);
    let policy = Policy::default();
    let context = Context { policy: &policy, history: None::<&History>, today: TODAY, language: &Language::ENGLISH };
    zaps.iter().for_each(|zap| account.add(lint_in_account(zap, &context).1));
    account
}

/// A Zap of an account's export.
fn zap(id: usize, title: &str, more: &str, params: &str, app: &str) -> String {
    format!(
        r#"{{"id":{id},"title":{title},{more}"nodes":{{
        "{id}":{{"id":{id},"account_id":1,"parent_id":null,"selected_api":"TypeformCLIAPI@1","action":"new_entry","type_of":"read",
            "params":{{}},"authentication_id":77,"last_changed":"2026-01-{id:02}T10:00:00+00:00"}},
        "{id}0":{{"id":{id}0,"account_id":1,"parent_id":{id},"selected_api":"{app}","action":"post","type_of":"write",
            "params":{params},"last_changed":"2026-01-01T10:00:00+00:00"}}}}}}"#
    )
}

fn zaps() -> Vec<Zap> {
    let post =
        |id: usize, host: &str| format!(r#"{{"url":"https://{host}/in","data":{{"email":"{{{{{id}__email}}}}"}}}}"#);
    let texts = [
        zap(1, "\"Leads\"", "\"status\":\"on\",", &post(1, "crm.example.com"), "WebHookCLIAPI@1.1.1"),
        zap(2, "\"Leads (copy)\"", "\"status\":\"off\",", &post(2, "crm.example.com"), "WebHookCLIAPI@1.1.1"),
        zap(3, "\"Untitled Zap\"", "", &post(3, "in.example.net").replace("https", "http"), "WebHookCLIAPI@1.1.1"),
        zap(
            4,
            "null",
            "\"status\":\"off\",",
            r#"{"channel":"C1","text":"{{4__email}} of {{4__phone}}"}"#,
            "SlackCLIAPI@1",
        )
        .replace("\"post\"", "\"channel_message\""),
    ];
    read::read(&format!("[{}]", texts.join(","))).expect("Zaps").zaps
}

#[test]
fn what_zaps_have_together_is_told() {
    let account = account(&zaps());
    let tables = tables(&account, &Language::ENGLISH, 3);
    let told: Vec<String> = tables
        .iter()
        .flat_map(|table| {
            let rows = table.rows.iter().map(|row| row.join(" | "));
            std::iter::once(format!("# {}", table.heading)).chain(rows).chain(table.more.clone())
        })
        .collect();
    let text = told.join("\n");
    for line in [
        "# All Zaps, the worst first",
        "not known | Untitled Zap (3)\n",
        "and 1 more\n# Findings by measure",
        "# Zaps that do the same: mend all of them, or keep one\n2 | Leads (1), Leads (copy) (2)\n",
        "not changed for more than 180 days: still needed?\n2026-01-02 | Leads (copy) (2)\n2026-01-04 | Untitled Zap (4)\n",
        "# Zaps that nobody gave a name\n2 | Untitled Zap (3)\n2 | Untitled Zap (4)\n",
        "# Connections, and the Zaps that use them\n4 | Typeform | 77 | Leads (1), ",
        "2 | yes | crm.example.com | Leads (1), Leads (copy) (2)\n1 | yes | in.example.net | Untitled Zap (3)\n",
        "# Apps that receive personal data\n1 | Slack | Untitled Zap (4)",
    ] {
        assert!(text.contains(line), "{line}\nis not in\n{text}");
    }
    // The worst one is the one without encryption.
    assert!(tables[0].rows[0].join(" ").contains("(3)"), "{text}");
}

#[test]
fn programs_get_all_of_it() {
    let account = account(&zaps());
    let json = serde_json::to_value(AccountJson::from(&account)).expect("JSON");
    assert_eq!(json["zaps"], 4);
    assert_eq!(json["worst_first"].as_array().map(Vec::len), Some(4));
    assert_eq!(json["copies"][0][1]["id"], "2");
    assert_eq!(json["hosts"][0]["host"], "crm.example.com");
    assert_eq!(json["connections"][0]["zaps"].as_array().map(Vec::len), Some(4));
    let sum = |key: &str| {
        json["worst_first"]
            .as_array()
            .map(|rows| rows.iter().filter_map(|row| row["findings"][key].as_u64()).sum::<u64>())
    };
    assert_eq!(sum("high"), json["findings"]["high"].as_u64());
}
