//! What is told of several Zaps together.

use super::*;
use crate::{
    history::History,
    lint::{Context, lint_in_account},
    notebook::{Company, Notebook, Waived},
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
    read::read(&read_text(["1", "2", "3", "4"])).expect("Zaps").zaps
}

/// A list of the Zaps with these numbers.
fn read_text<const N: usize>(wanted: [&str; N]) -> String {
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
    let texts = texts.iter().filter(|text| wanted.iter().any(|id| text.starts_with(&format!("{{\"id\":{id},"))));
    format!("[{}]", texts.map(String::as_str).collect::<Vec<_>>().join(",\n"))
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
        "not changed for more than 180 days: still needed?\n2 Jan 2026 | Leads (copy) (2)\n4 Jan 2026 | Untitled Zap (4)\n",
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

/// A sheet of what an audit keeps.
fn sheets(audit: &mut Audit, file: &str, bytes: &[u8]) -> Vec<ZapSheet> {
    let mut kept = Vec::new();
    audit.check(file, || Ok(std::io::Cursor::new(bytes)), |texts| kept.push(texts));
    kept.iter().map(|texts| serde_json::from_str(&texts.sheet).expect("a sheet")).collect()
}

#[test]
fn an_audit_goes_through_file_by_file_and_says_what_it_could_not_read() {
    let text = read_text(["1", "2", "3", "4"]);
    let mut audit = Audit::new(Vec::new(), &Company::default(), &Language::ENGLISH, TODAY);
    let found = sheets(&mut audit, "account.json", text.as_bytes());
    assert_eq!(found.len(), 4);
    assert!(found[2].findings[0].name.starts_with("High: "), "{:?}", found[2].findings);
    assert!(sheets(&mut audit, "notes.json", b"PK no").is_empty());
    assert!(sheets(&mut audit, "broken.json", b"[{]").is_empty());
    assert_eq!(sheets(&mut audit, "one.json", read_text(["2"]).as_bytes()).len(), 1);
    let overview = audit.overview();
    assert!(overview.line.starts_with("5 Zaps checked: ") && overview.line.ends_with("2 inputs not read"));
    let errors: Vec<_> = overview.errors.iter().map(|error| error.file.as_str()).collect();
    assert_eq!(errors, ["notes.json", "broken.json"]);
    assert_eq!((overview.all, overview.zaps[0].place, overview.zaps[0].name.as_str()), (5, 2, "Untitled Zap (3)"));
    assert_eq!(overview.zaps[0].file.as_deref(), Some("account.json"));
    assert!(overview.tables.iter().any(|table| table.heading.contains("the same")));
    assert!(audit.more(5).is_empty() && audit.more(4).len() == 1);
    let [before, _] = audit.frames();
    assert!(before.contains("crm.example.com"));
}

#[test]
fn files_are_named_without_the_folder_that_they_share() {
    let text = read_text(["1"]);
    for (files, shown) in [
        (["exports/größe/a.json", "exports/größe/b.json"], ["a.json", "b.json"]),
        (["exports/a.json", "exports/old/a.json"], ["a.json", "old/a.json"]),
        (["exports/a.json", "export/a.json"], ["exports/a.json", "export/a.json"]),
    ] {
        let mut audit = Audit::new(Vec::new(), &Company::default(), &Language::ENGLISH, TODAY);
        for file in files {
            sheets(&mut audit, file, text.as_bytes());
        }
        let [before, _] = audit.frames();
        let mut cells = shown.iter().map(|file| format!("<bdi>{file}</bdi>"));
        assert!(cells.all(|cell| before.contains(&cell)), "{before}");
    }
}

#[test]
fn an_audit_goes_by_what_the_person_and_the_company_have_decided() {
    let text = read_text(["3"]);
    let mut plain = Audit::new(Vec::new(), &Company::default(), &Language::ENGLISH, TODAY);
    let found = &sheets(&mut plain, "a.json", text.as_bytes())[0];
    assert!(found.findings.iter().any(|finding| finding.name.contains("(Z301)") && finding.accepted.is_none()));
    let company = Company::read(r#"{"rules_off":["Z301"]}"#);
    let mut told = Audit::new(Vec::new(), &company, &Language::ENGLISH, TODAY);
    let sheet = &sheets(&mut told, "a.json", text.as_bytes())[0];
    assert!(sheet.findings.iter().all(|finding| !finding.name.contains("(Z301)")));
    assert!(sheet.not_checked.iter().any(|entry| entry.starts_with("Z301, the whole Zap: ")), "{sheet:?}");
    // What was accepted in the panel is accepted here, too.
    let zap = read::read(&text).expect("a Zap").zaps.remove(0);
    let report = crate::lint::lint(&zap, &Policy::default(), TODAY);
    let finding = report.findings.iter().find(|finding| finding.rule == "Z301").expect("Z301");
    let mut book = Notebook::default();
    let waived = Waived { fingerprint: finding.fingerprint.clone(), reason: "a test".into(), ..Waived::default() };
    book.note("3", TODAY, |notes| {
        notes.waive(waived);
        true
    });
    let stored = book.take_saves().into_iter().filter_map(|save| Some((save.key, save.text?))).collect();
    let mut known = Audit::new(stored, &Company::default(), &Language::ENGLISH, TODAY);
    let sheet = &sheets(&mut known, "a.json", text.as_bytes())[0];
    let accepted = sheet.findings.iter().find(|finding| finding.name.contains("(Z301)"));
    assert_eq!(accepted.and_then(|finding| finding.accepted.as_deref()), Some("Accepted: a test"));
}

#[test]
fn the_saved_report_shows_how_zaps_went_that_were_opened_in_the_editor() {
    let text = read_text(["3", "4"]);
    let zap = read::read(&text).expect("Zaps").zaps.remove(0);
    let mut report = crate::lint::lint(&zap, &Policy::default(), "2026-10-01");
    report.findings.retain(|finding| finding.rule != "Z301");
    let mut book = Notebook::default();
    book.note("3", "2026-10-01", |notes| notes.checked(&report, "2026-10-01"));
    let stored = book.take_saves().into_iter().filter_map(|save| Some((save.key, save.text?))).collect();
    let mut audit = Audit::new(stored, &Company::default(), &Language::ENGLISH, TODAY);
    let mut parts = Vec::new();
    audit.check("a.json", || Ok(std::io::Cursor::new(text.as_bytes())), |texts| parts.push(texts.html));
    let [known, new] = parts.as_slice() else { panic!("two Zaps") };
    assert!(known.contains("<svg class=\"trend\"") && known.contains("on 1 Oct 2026 to "), "{known}");
    assert!(known.contains("<h4>New findings</h4><ul><li><bdi>High: Request without encryption (Z301), step 2"));
    assert!(!new.contains("class=\"trend\""));
    audit.overview();
    assert!(audit.frames()[0].contains("<th scope=\"col\">New</th>"));
}
