//! The command line as scripts use it: exit codes, formats, errors.
#![allow(missing_docs, clippy::indexing_slicing, clippy::unwrap_used)]

use std::{
    io::Write as _,
    path::Path,
    process::{Command, Output, Stdio},
};

use serde_json::{Value, json};

const CLEAN: &str = r#"{"id":"7","title":"Orders to the team","steps":[{"id":"7","app":"ScheduleCLIAPI@1","type":"read","action":"everyDay","params":{}}]}"#;
const PLAIN: &str = r#"{"id":"8","title":"Leads to the CRM","steps":[{"id":"8","app":"ScheduleCLIAPI@1","type":"read","action":"everyDay","params":{}},
    {"id":"9","app":"WebHookCLIAPI@1.1.1","type":"write","action":"post","params":{"url":"http://crm.example.com/leads"}}]}"#;

/// A Zap as it stands in an export.
const ZAP: &str = r#"{"id": NUMBER, "title": "Orders NUMBER", "nodes": {"1": {"id": 1, "parent_id": null, "selected_api":
    "ScheduleCLIAPI@1", "action": "everyDay", "type_of": "read", "params": {}}}}"#;

fn zaplint(arguments: &[&str], folder: &Path) -> Output {
    Command::new(env!("CARGO_BIN_EXE_zaplint")).args(arguments).current_dir(folder).output().unwrap()
}

fn folder(files: &[(&str, &str)]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in files {
        std::fs::write(folder.path().join(name), text).unwrap();
    }
    folder
}

#[test]
fn the_exit_code_tells_how_it_went() {
    let here = folder(&[("clean.json", CLEAN), ("plain.json", PLAIN), ("broken.json", "{\"zaps\": [")]);
    let code = |arguments: &[&str]| zaplint(arguments, here.path()).status.code();
    assert_eq!(code(&["check", "clean.json"]), Some(0));
    assert_eq!(code(&["check", "plain.json"]), Some(1));
    assert_eq!(code(&["check", "plain.json", "--fail-on", "critical"]), Some(0));
    assert_eq!(code(&["check", "plain.json", "--fail-on", "never"]), Some(0));
    assert_eq!(code(&["check", "plain.json", "broken.json"]), Some(2));
    assert_eq!(code(&["check", "missing.json"]), Some(2));
    assert_eq!(code(&["check"]), Some(2));
    assert_eq!(code(&["check", "clean.json", "--now", "yesterday"]), Some(2));
    assert_eq!(code(&["explain", "Z301"]), Some(0));
    assert_eq!(code(&["explain", "Z999"]), Some(2));
    assert_eq!(code(&["--help"]), Some(0));
}

#[test]
fn the_readme_lists_the_rules_as_they_are() {
    let here = folder(&[]);
    let list = String::from_utf8(zaplint(&["rules"], here.path()).stdout).unwrap();
    let indented: String = list.lines().map(|line| format!("    {line}\n")).collect();
    let readme = include_str!("../README.md");
    assert!(readme.contains(&indented), "the README's section \"The rules\" must hold this:\n{indented}");
}

const POLICY: &str = r#"
contact = "privacy@example.org"
no_waivers = ["ORG-1"]

[[rules]]
id = "ORG-1"
title = "Web requests go to our own systems"
why = "We answer for every system that gets data."
severity = "high"
only_apps = { apps = ["Slack"], hosts = ["example.org"] }
"#;

#[test]
fn a_companys_own_rules_are_in_every_report_and_can_be_asked_for() {
    let here = folder(&[("plain.json", PLAIN), ("policy.toml", POLICY), ("wrong.toml", "rules = 5")]);
    let told = |arguments: &[&str]| {
        let output = zaplint(&[arguments, &["--policy", "policy.toml"]].concat(), here.path());
        String::from_utf8(output.stdout).unwrap()
    };
    for format in ["text", "json", "sarif", "markdown", "html", "csv"] {
        let report = told(&["check", "plain.json", "--format", format]);
        assert!(
            report.contains("ORG-1") && report.contains("Web requests go to our own systems"),
            "{format}: {report}"
        );
    }
    let sarif: Value = serde_json::from_str(&told(&["check", "plain.json", "--format", "sarif"])).unwrap();
    let rules = sarif["runs"][0]["tool"]["driver"]["rules"].as_array().unwrap();
    assert!(rules.iter().any(|rule| rule["id"] == "ORG-1" && rule["name"] == "WebRequestsGoToOurOwnSystems"));
    let list = told(&["rules"]);
    assert!(list.contains("  ORG-1  high      Web requests go to our own systems"), "{list}");
    assert!(told(&["rules", "--format", "markdown"]).contains("### ORG-1 Web requests"));
    let list: Value = serde_json::from_str(&told(&["rules", "--format", "json"])).unwrap();
    assert!(list["rules"].as_array().unwrap().iter().any(|rule| rule["id"] == "ORG-1" && rule["company"] == true));
    let rule = told(&["explain", "org-1"]);
    for part in
        ["ORG-1 Web requests", "It looks for steps that use anything but Slack and", "We answer", "privacy@example.org"]
    {
        assert!(rule.contains(part), "{part}: {rule}");
    }
    let wrong = zaplint(&["check", "plain.json", "--policy", "wrong.toml"], here.path());
    assert_eq!(wrong.status.code(), Some(2));
    let wrong = String::from_utf8(wrong.stderr).unwrap();
    assert_eq!(
        wrong.trim_end(),
        "zaplint: wrong.toml: line 1, column 9: “rules” must be a list in square brackets, and this is the number 5"
    );
}

#[test]
fn a_picture_is_drawn_of_one_zap() {
    let both = format!("{{\"zaps\": [{}, {}]}}", ZAP.replace("NUMBER", "7"), ZAP.replace("NUMBER", "8"));
    let here = folder(&[("plain.json", PLAIN), ("both.json", &both), ("broken.json", "{\"zaps\": [")]);
    let picture = |arguments: &[&str]| zaplint(&[&["picture"], arguments].concat(), here.path());
    let drawn = picture(&["plain.json"]);
    assert!(String::from_utf8(drawn.stdout).unwrap().contains("<svg "));
    assert_eq!(picture(&["plain.json", "--output", "plain.svg"]).status.code(), Some(0));
    let file = std::fs::read_to_string(here.path().join("plain.svg")).unwrap();
    assert!(file.contains("Step 2, POST in Webhooks by Zapier: 1 finding, high"), "{file}");

    let several = picture(&["both.json"]);
    assert_eq!(several.status.code(), Some(2));
    let told = String::from_utf8(several.stderr).unwrap();
    assert!(told.contains("name one with --zap") && told.contains("8 Orders 8"), "{told}");
    assert_eq!(picture(&["both.json", "--zap", "8"]).status.code(), Some(0));
    assert_eq!(picture(&["both.json", "--zap", "Orders 7"]).status.code(), Some(0));
    assert_eq!(picture(&["both.json", "--zap", "9"]).status.code(), Some(2));
    assert_eq!(picture(&["broken.json"]).status.code(), Some(2));
}

#[test]
fn one_unreadable_file_does_not_hide_the_others() {
    let here = folder(&[("a.json", PLAIN), ("b.json", "{\"zaps\": ["), ("c.txt", "no Zap"), ("d.json", CLEAN)]);
    let output = zaplint(&["check", ".", "--format", "json"], here.path());
    let report: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(report["schema"], 1);
    let zaps = report["zaps"].as_array().unwrap();
    assert_eq!(zaps.len(), 2);
    let finding = &zaps[0]["findings"][0];
    assert_eq!((&finding["rule"], &finding["step"], &finding["field"]), (&"Z301".into(), &"9".into(), &"url".into()));
    assert_eq!(
        (&finding["step_number"], &finding["measure"], &finding["waived"]),
        (&2.into(), &3.into(), &Value::Null)
    );
    let error = &report["errors"][0];
    assert!(error["file"].as_str().unwrap().ends_with("b.json"), "{error}");
    assert!(error["message"].as_str().unwrap().starts_with("line 1, column 10: "), "{error}");
}

#[test]
fn standard_input_and_files_give_the_same() {
    let here = folder(&[("plain.json", PLAIN)]);
    let mut child = Command::new(env!("CARGO_BIN_EXE_zaplint"))
        .args(["check", "-", "--format", "json"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(PLAIN.as_bytes()).unwrap();
    let piped: Value = serde_json::from_slice(&child.wait_with_output().unwrap().stdout).unwrap();
    let read: Value =
        serde_json::from_slice(&zaplint(&["check", "plain.json", "--format", "json"], here.path()).stdout).unwrap();
    assert_eq!(piped["zaps"][0]["findings"], read["zaps"][0]["findings"]);
}

#[test]
fn waivers_count_until_they_end_and_stay_visible() {
    let here = folder(&[("plain.json", PLAIN)]);
    let report: Value =
        serde_json::from_slice(&zaplint(&["check", "plain.json", "--format", "json"], here.path()).stdout).unwrap();
    let fingerprint = report["zaps"][0]["findings"][0]["fingerprint"].as_str().unwrap();
    let policy =
        format!(r#"{{"waivers":[{{"fingerprint":"{fingerprint}","reason":"internal test","until":"2026-12-31"}}]}}"#);
    std::fs::write(here.path().join("policy.json"), policy).unwrap();
    let run = |now: &str| {
        let output =
            zaplint(&["check", "plain.json", "--format", "json", "--policy", "policy.json", "--now", now], here.path());
        let report: Value = serde_json::from_slice(&output.stdout).unwrap();
        (output.status.code(), report["zaps"][0]["findings"][0]["waived"]["reason"].clone())
    };
    assert_eq!(run("2026-12-31T10:00:00Z"), (Some(0), "internal test".into()));
    assert_eq!(run("2027-01-01T10:00:00Z"), (Some(1), Value::Null));
}

#[test]
fn a_report_is_written_whole_and_without_colour() {
    let here = folder(&[("plain.json", PLAIN)]);
    let output = zaplint(&["check", "plain.json", "--output", "report.txt"], here.path());
    assert_eq!((output.status.code(), output.stdout.len()), (Some(1), 0));
    let text = std::fs::read_to_string(here.path().join("report.txt")).unwrap();
    assert!(text.contains("Z301") && !text.contains('\u{1b}'), "{text}");
    let nowhere = zaplint(&["check", "plain.json", "--output", "no/such/folder/report.txt"], here.path());
    assert_eq!(nowhere.status.code(), Some(2));
}

#[test]
fn only_what_is_new_since_an_earlier_report_counts() {
    let here = folder(&[("plain.json", PLAIN)]);
    let run = |arguments: &[&str]| {
        let output = zaplint(&[&["check"], arguments].concat(), here.path());
        (output.status.code(), String::from_utf8(output.stdout).unwrap())
    };
    for format in ["json", "sarif"] {
        assert_eq!(run(&["plain.json", "--format", format, "--output", "before.json"]).0, Some(1));
        let (code, text) = run(&["plain.json", "--baseline", "before.json"]);
        assert_eq!(code, Some(0), "{text}");
        assert!(
            text.contains("1 Zap checked: no findings") && text.contains("not shown: 1. No longer found: 0."),
            "{text}"
        );
        // A new step asks without encryption, too; the old one is mended.
        let changed = PLAIN.replace("http://", "https://").replace(
            "}]}",
            r#"},{"id":"10","app":"WebHookCLIAPI@1.1.1","type":"write","action":"post","params":{"url":"http://new.example.com/in"}}]}"#,
        );
        std::fs::write(here.path().join("changed.json"), changed).unwrap();
        let (code, text) = run(&["changed.json", "--baseline", "before.json", "--format", "json"]);
        let report: Value = serde_json::from_str(&text).unwrap();
        assert_eq!((code, &report["baseline"]["known"]), (Some(1), &0.into()));
        assert_eq!(
            (&report["baseline"]["gone"][0]["rule"], &report["zaps"][0]["findings"][0]["step"]),
            (&"Z301".into(), &"10".into())
        );
    }
    for baseline in ["plain.json", "missing.json"] {
        assert_eq!(run(&["plain.json", "--baseline", baseline]).0, Some(2));
    }
    let (code, text) = run(&["plain.json", "--format", "junit"]);
    assert!(code == Some(1) && text.contains("<failure type=\"high\""), "{text}");
    assert!(run(&["plain.json", "--format", "junit", "--fail-on", "critical"]).1.contains("failures=\"0\""));
}

#[test]
fn a_record_of_reviews_is_written_and_read() {
    let here = folder(&[("clean.json", CLEAN), ("plain.json", PLAIN), ("broken.record", "{\"zaps\": 1}")]);
    let run = |arguments: &[&str]| zaplint(arguments, here.path());
    let z604 = |file: &str, now: &str| -> Vec<Value> {
        let output = run(&["check", file, "--format", "json", "--history", "record.json", "--now", now]);
        let report: Value = serde_json::from_slice(&output.stdout).unwrap();
        let of_rule = |list: &Value| -> Vec<Value> {
            list.as_array().unwrap().iter().filter(|entry| entry["rule"] == "Z604").cloned().collect()
        };
        let findings = of_rule(&report["zaps"][0]["findings"]);
        let not_checked = of_rule(&report["zaps"][0]["not_checked"]);
        assert!(findings.is_empty() || not_checked.is_empty());
        findings
    };
    let review = |by: &str| {
        run(&[
            "remember", "review", "clean.json", "--history", "record.json", "--by", by, "--now", "2026-11-24T09:00:00Z",
        ])
    };
    assert_eq!(review("Kim").status.code(), Some(0));
    let record: Value =
        serde_json::from_str(&std::fs::read_to_string(here.path().join("record.json")).unwrap()).unwrap();
    assert_eq!((&record["schema"], &record["zaps"][0]["zap"]), (&1.into(), &"7".into()));
    let schema = serde_json::from_slice(&run(&["schema", "history"]).stdout).unwrap();
    assert!(jsonschema::is_valid(&schema, &record));
    assert!(!jsonschema::is_valid(
        &schema,
        &json!({"schema": 1, "zaps": [{"zap": "7", "reviews": [{"when": "soon"}]}]})
    ));
    assert_eq!(record["zaps"][0]["reviews"][0]["by"], "Kim");
    assert!(z604("clean.json", "2026-11-25T09:00:00Z").is_empty());
    assert!(z604("plain.json", "2026-11-25T09:00:00Z").is_empty());
    assert_eq!(z604("clean.json", "2027-11-25T09:00:00Z")[0]["severity"], "info");
    std::fs::write(here.path().join("clean.json"), CLEAN.replace("everyDay", "everyWeek")).unwrap();
    assert_eq!(z604("clean.json", "2026-11-25T09:00:00Z").len(), 1);
    assert_eq!(run(&["check", "clean.json", "--history", "missing.json"]).status.code(), Some(2));
    assert_eq!(run(&["check", "clean.json", "--history", "broken.record"]).status.code(), Some(2));
    assert_eq!(run(&["remember", "export", "missing.json", "--history", "record.json"]).status.code(), Some(2));
}

#[test]
fn a_version_for_sharing_holds_nothing_of_the_original() {
    let here = folder(&[("plain.json", PLAIN), ("broken.json", "{\"zaps\": [")]);
    let output = zaplint(&["redact", "plain.json"], here.path());
    let text = String::from_utf8(output.stdout).unwrap();
    assert_eq!(output.status.code(), Some(0));
    assert!(!text.contains("Leads") && !text.contains("crm.") && text.contains("http://"), "{text}");
    assert_eq!(zaplint(&["redact", "plain.json", "--output", "shared.json"], here.path()).status.code(), Some(0));
    assert_eq!(std::fs::read_to_string(here.path().join("shared.json")).unwrap(), text);
    // The same is found in it.
    let rules = |file: &str| -> Vec<Value> {
        let output = zaplint(&["check", file, "--format", "json"], here.path());
        let report: Value = serde_json::from_slice(&output.stdout).unwrap();
        report["zaps"][0]["findings"].as_array().unwrap().iter().map(|finding| finding["rule"].clone()).collect()
    };
    assert_eq!(rules("plain.json"), rules("shared.json"));
    assert_eq!(zaplint(&["redact", "broken.json"], here.path()).status.code(), Some(2));
}

#[test]
fn two_states_of_a_zap_are_compared() {
    let here = folder(&[
        ("old.json", PLAIN),
        ("new.json", &PLAIN.replace("http://", "https://")),
        ("both.json", &format!("[{CLEAN},{PLAIN}]")),
        ("broken.json", "{\"zaps\": ["),
    ]);
    let run = |arguments: &[&str]| {
        let output = zaplint(&[&["diff"], arguments].concat(), here.path());
        (output.status.code(), String::from_utf8(output.stdout).unwrap())
    };
    assert_eq!(run(&["old.json", "old.json"]), (Some(0), "Nothing is different.\n".to_owned()));
    let (code, text) = run(&["old.json", "new.json"]);
    assert_eq!(code, Some(1));
    assert!(text.contains("Step 2 “POST in Webhooks by Zapier”: the field url changed."), "{text}");
    assert!(
        text.contains("was http://crm.example.com/leads") && text.contains("is  https://crm.example.com/leads"),
        "{text}"
    );
    let (_, text) = run(&["old.json", "new.json", "--format", "json"]);
    let report: Value = serde_json::from_str(&text).unwrap();
    assert_eq!((&report["schema"], &report["changed"][0]["changes"][0]["what"]), (&1.into(), &"field".into()));
    let (_, text) = run(&["both.json", "old.json", "--format", "markdown"]);
    assert!(text.contains("- Orders to the team: only in OLD"), "{text}");
    assert_eq!(run(&["old.json", "broken.json"]).0, Some(2));
}

#[test]
fn copies_are_saved_whole_and_marked() {
    let here = folder(&[("both.json", &format!("[{CLEAN},{PLAIN}]"))]);
    let copy = || {
        let arguments =
            ["copy", "both.json", "--folder", "kept", "--history", "record.json", "--now", "2026-11-24T09:00:00Z"];
        zaplint(&arguments, here.path()).status.code()
    };
    assert_eq!((copy(), copy()), (Some(0), Some(0)));
    let names = |folder: &Path| -> Vec<String> {
        let entries = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
        let mut names: Vec<String> = entries.collect();
        names.sort();
        names
    };
    let kept = here.path().join("kept");
    let [leads, orders] = ["leads-to-the-crm-8", "orders-to-the-team-7"];
    let folders = [leads, orders].map(|name| [format!("{name}-2026-11-24"), format!("{name}-2026-11-24-2")]);
    assert_eq!(names(&kept), folders.concat());
    let copy = kept.join(&folders[0][0]);
    let (full, readable) = (format!("{leads}-full-private.json"), format!("{leads}-readable.md"));
    assert_eq!(names(&copy), [full.as_str(), readable.as_str(), "redacted.json"]);
    assert_eq!(zaplint(&["diff", "both.json", copy.join(full).to_str().unwrap()], here.path()).status.code(), Some(1));
    let record: Value =
        serde_json::from_str(&std::fs::read_to_string(here.path().join("record.json")).unwrap()).unwrap();
    assert_eq!(record["zaps"][1]["exports"].as_array().unwrap().len(), 2);
    // Where nothing can be written nothing is left behind.
    std::fs::write(here.path().join("file"), "x").unwrap();
    assert_eq!(zaplint(&["copy", "both.json", "--folder", "file"], here.path()).status.code(), Some(2));
}

#[test]
fn the_record_of_processing_is_written() {
    let here = folder(&[("plain.json", PLAIN), ("broken.json", "{\"zaps\": [")]);
    let run = |arguments: &[&str]| {
        let output = zaplint(&[&["record", "plain.json"], arguments].concat(), here.path());
        (output.status.code(), String::from_utf8(output.stdout).unwrap())
    };
    let (code, text) = run(&[]);
    assert_eq!(code, Some(0));
    assert!(text.contains("## Leads to the CRM") && text.contains("(to fill in)"), "{text}");
    assert!(text.contains("MISSING: request without encryption in step 2"), "{text}");
    assert_eq!(run(&["--format", "csv"]).1.lines().count(), 2);
    assert!(run(&["--format", "html"]).1.ends_with("</html>\n"));
    assert_eq!(run(&["broken.json"]).0, Some(2));
    // The HTML report holds it, too, and what is known of the vendors.
    let output = zaplint(&["check", "plain.json", "--format", "html"], here.path());
    let page = String::from_utf8(output.stdout).unwrap();
    assert!(page.contains("Record of processing") && page.contains("Zapier, Inc."), "{page}");
    let output = zaplint(&["check", "plain.json", "--format", "json"], here.path());
    let report: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(report["zaps"][0]["vendors"][0]["app"], "Zapier");
}

#[test]
fn a_policy_with_all_that_it_extends_is_one_json() {
    let company = "persona = \"auditor\"\ndenied_apps = [\"Discord\"]\ncompany_domains = [\"example.org\"]\n[[rules]]\nid = \"ORG-1\"\n\
        title = \"No CRM but ours\"\nforbid = { hosts = [\"crm.example.com\"] }\n[[rules]]\nid = \"ORG-2\"\ntitle = \"Only these\"\n\
        only_apps = { apps = [\"Slack\"] }\n[[rules]]\nid = \"ORG-3\"\ntitle = \"Look first\"\n\
        require_guard = { actions = [\"post\"], guards = [\"filter\"] }\n";
    let here = folder(&[
        ("plain.json", PLAIN),
        ("company.toml", company),
        (
            "team.toml",
            "extends = \"company.toml\"\nminimum_severity = \"low\"\ndenied_apps = [\"Telegram\"]\nrules_off = [\"Z602\"]\n",
        ),
        ("wrong.toml", "extends = \"missing.toml\"\n"),
    ]);
    let run = |arguments: &[&str]| zaplint(arguments, here.path());
    assert_eq!(run(&["policy", "team.toml", "--output", "one.json"]).status.code(), Some(0));
    let one: Value = serde_json::from_str(&std::fs::read_to_string(here.path().join("one.json")).unwrap()).unwrap();
    assert_eq!(
        (&one["denied_apps"], one.get("extends"), one.get("waivers")),
        (&json!(["Discord", "Telegram"]), None, None)
    );
    let schema = serde_json::from_slice(&run(&["schema", "policy"]).stdout).unwrap();
    assert!(jsonschema::is_valid(&schema, &one));
    // What it says is the same, and saying it again changes nothing.
    let check = |policy: &str| {
        run(&["check", "plain.json", "--format", "json", "--now", "2026-11-24T09:00:00Z", "--policy", policy])
    };
    let (by_team, by_one) = (check("team.toml"), check("one.json"));
    assert_eq!(by_team.stdout, by_one.stdout);
    let report: Value = serde_json::from_slice(&by_one.stdout).unwrap();
    for id in ["ORG-1", "ORG-2", "ORG-3"] {
        assert!(report["zaps"][0]["findings"].as_array().unwrap().iter().any(|finding| finding["rule"] == id), "{id}");
    }
    assert_eq!(serde_json::from_slice::<Value>(&run(&["policy", "one.json"]).stdout).unwrap(), one);
    assert_eq!(run(&["policy", "wrong.toml"]).status.code(), Some(2));
}

/// What the commands say, on both outputs, where something goes wrong and where it does not.
#[test]
fn every_command_speaks_the_language_that_was_chosen() {
    let here = folder(&[
        ("both.json", &format!("[{CLEAN},{PLAIN}]")),
        ("plain.json", PLAIN),
        ("broken.json", "{\"zaps\": [{\"id\": 1,}]}"),
        ("broken.toml", "persona = \"expert\"\n"),
    ]);
    let run = |arguments: &[&str]| {
        let output = zaplint(&[arguments, &["--language", "de"]].concat(), here.path());
        let texts = [output.stdout, output.stderr].map(|bytes| String::from_utf8(bytes).unwrap());
        texts.concat()
    };
    for (arguments, german) in [
        (&["record", "plain.json"][..], "(auszufüllen)"),
        (&["record", "broken.json"], "das ist kein gültiges JSON"),
        (&["check", "missing.json"], "diese Datei oder diesen Ordner gibt es nicht"),
        (&["check", "plain.json", "--policy", "broken.toml"], "„expert“"),
        (&["check", "plain.json", "--now", "today"], "ist keine Zeit"),
        (&["check", "plain.json", "--format", "html"], "Verzeichnis der Verarbeitungen"),
        (&["redact", "missing.json"], "diese Datei oder diesen Ordner gibt es nicht"),
        (&["redact", "broken.json"], "das ist kein gültiges JSON"),
        (&["diff", "plain.json", "broken.json"], "das ist kein gültiges JSON"),
        (&["diff", "both.json", "plain.json"], "nur in OLD"),
        (&["copy", "plain.json", "--folder", "plain.json"], "plain.json: "),
        (&["remember", "review", "plain.json", "--history", "record.json"], "1 vermerkt"),
        (&["picture", "both.json"], "mehrere Zaps"),
        (&["explain", "Z999"], "es gibt keine Regel Z999"),
    ] {
        let told = run(arguments);
        assert!(told.contains(german), "{arguments:?}: {told}");
    }
    run(&["copy", "plain.json", "--folder", "kept", "--now", "2026-11-24T09:00:00Z"]);
    let file = |name: &str| {
        std::fs::read_to_string(here.path().join("kept/leads-to-the-crm-8-2026-11-24").join(name)).unwrap()
    };
    assert!(file("leads-to-the-crm-8-full-private.json").contains("PRIVAT: "));
    assert!(file("leads-to-the-crm-8-readable.md").contains("- Nummer: `8`"));
}
