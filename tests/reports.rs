//! What the reports look like, and that nothing in a Zap can become markup, a formula or a terminal command.
// The whole file is a test; clippy.toml frees only the functions marked so.
#![allow(clippy::indexing_slicing, clippy::panic, clippy::unwrap_used)]

use insta::assert_snapshot;
use proptest::prelude::*;
use zaplint::{
    checklist::{self, Concerns},
    finding::{Confidence, Measure, Persona, Severity},
    history::{Deed, History},
    lint::{Context, lint_with},
    policy::Policy,
    read::read,
    report::{
        InputError, ItemState, Passed, Report, ReportedFinding, ReportedNotChecked, StepName, Waived, ZapReport, csv,
        html, json, junit, markdown, sarif, text,
    },
    words::Language,
    zap::{Source, Status},
};

const IMAGE: &str = "<img src=x onerror=alert(1)>";
const LINK: &str = "[click](javascript:alert(1)) ![p](https://evil.example/p.png)";

#[test]
fn golden_reports() {
    let report = sample();
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path("golden");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    let version = |text: String| text.replace(env!("CARGO_PKG_VERSION"), "[version]");
    settings.bind(|| {
        assert_snapshot!("json", version(json::write(&report)));
        assert_snapshot!("sarif", version(sarif::write(&report)));
        assert_snapshot!("csv", csv::write(&report).replace("\r\n", "\n"));
        assert_snapshot!("text", anstream::adapter::strip_str(&text::write(&report)).to_string());
        assert_snapshot!("markdown", markdown::write(&report));
        assert_snapshot!("html", version(html::write(&report)));
        assert_snapshot!("junit", junit::write(&report, Some(Severity::High)));
        assert_snapshot!("markdown_de", markdown::write(&german_sample()));
    });
}

/// A Zap as it is read and checked, in German: with findings, days, and much that cannot be checked.
fn german_sample() -> Report {
    let language = Language::built_in("de").unwrap();
    let text = std::fs::read_to_string("tests/zaps/lead-intake.json").unwrap();
    let mut zap = read(&text).unwrap().zaps.remove(0);
    zap.file = Some("lead-intake.json".to_owned());
    let mut history = History::default();
    history.mark(&zap, "Lead intake", Deed::Review, "2026-04-30T09:00:00Z", Some("Ada"));
    let check = |policy: &Policy| {
        lint_with(&zap, &Context { policy, history: Some(&history), today: "2026-11-24", language: &language })
    };
    let first = check(&Policy::default()).findings.first().map(|finding| finding.fingerprint.clone()).unwrap();
    let waiver = serde_json::json!({"fingerprint": first, "reason": "Testkonto", "by": "Ada", "until": "2027-01-31"});
    let policy = Policy::read(&serde_json::json!({ "waivers": [waiver] }).to_string()).unwrap();
    let zaps = vec![check(&policy)];
    let errors =
        vec![InputError { file: "leer.json".to_owned(), message: language.said(&read("").unwrap_err().said()) }];
    Report { zaps, errors, language }
}

#[test]
fn json_holds_the_keys_of_the_contract_in_their_order() {
    let text = json::write(&sample());
    let finding = text.find("\"findings\"").unwrap();
    let mut at = finding;
    for key in [
        "rule", "severity", "confidence", "persona", "measure", "step", "step_number", "field", "title", "message",
        "evidence", "path", "fix", "references", "fingerprint", "waived",
    ] {
        at += text[at..].find(&format!("\"{key}\":")).unwrap_or_else(|| panic!("{key} is missing or too early"));
    }
    let value: serde_json::Value = serde_json::from_str(&text).unwrap();
    assert_eq!(value["schema"], 1);
    assert_eq!(value["zaps"][0]["steps"], 3);
    assert_eq!(value["zaps"][0]["findings"][0]["measure"], 2);
    assert_eq!(value["zaps"][0]["findings"][0]["waived"], serde_json::Value::Null);
}

/// Where and how a document differs from its schema.
fn wrong(schema: &serde_json::Value, document: &serde_json::Value) -> Vec<String> {
    let validator = jsonschema::validator_for(schema).unwrap();
    validator.iter_errors(document).map(|error| format!("{}: {error}", error.instance_path())).collect()
}

#[test]
fn json_is_as_its_schema_says() {
    let schema = serde_json::from_str(json::JSON_SCHEMA).unwrap();
    let mut report = serde_json::from_str(&json::write(&sample())).unwrap();
    assert_eq!(wrong(&schema, &report), [""; 0]);
    report["zaps"][0]["findings"][0]["severity"] = "terrible".into();
    assert_eq!(wrong(&schema, &report).len(), 1);
}

#[test]
fn sarif_is_as_the_standard_says() {
    // Its pattern for languages is no regular expression: a bracket is closed that was never opened.
    let text = include_str!("schemas/sarif-2.1.0.json").replace("-[a-zA-Z]{2}]?$", "-[a-zA-Z]{2}$");
    let schema = serde_json::from_str(&text).unwrap();
    for report in [sample(), Report::default()] {
        let mut sarif = serde_json::from_str(&sarif::write(&report)).unwrap();
        assert_eq!(wrong(&schema, &sarif), [""; 0]);
        sarif["runs"][0]["tool"]["driver"]["name"] = 2.into();
        assert_eq!(wrong(&schema, &sarif).len(), 1);
    }
}

#[test]
fn the_page_loads_and_runs_nothing() {
    let page = html::write(&sample());
    for tag in page.split('<').skip(1).map(|rest| rest.split('>').next().unwrap()) {
        let named = ["script", "img", "link", "iframe", "object", "base"].iter().any(|name| tag.starts_with(name));
        let loads = [" src=", " href=", " on", " style=", "url("].iter().any(|mark| tag.contains(mark));
        assert!(!named && !loads, "{tag}");
    }
    assert!(!page.contains("@import"));
    assert!(page.contains("default-src 'none'; style-src 'unsafe-inline'"));
}

#[test]
fn an_empty_report_is_a_whole_document() {
    let report = Report::default();
    assert_eq!(csv::write(&report).lines().count(), 1);
    assert_eq!(text::write(&report), "No Zaps checked\n");
    assert!(html::write(&report).ends_with("</html>"));
    assert!(serde_json::from_str::<serde_json::Value>(&sarif::write(&report)).is_ok());
}

/// What the schema of Jenkins asks for: which elements stand in which, their attributes, and counts that are right.
fn assert_junit(text: &str) {
    let body = text.strip_prefix("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n").unwrap();
    let is_allowed =
        |letter: char| matches!(letter, '\n' | '\t' | ' '..='\u{d7ff}' | '\u{e000}'..='\u{fffd}' | '\u{10000}'..);
    assert!(body.chars().all(is_allowed), "{text}");
    let mut open: Vec<(String, Vec<usize>)> = Vec::new();
    let mut counted = vec![0; 4];
    for tag in body.split('<').skip(1) {
        let (tag, _) = tag.split_once('>').unwrap();
        if let Some(name) = tag.strip_prefix('/') {
            let (opened, expected) = open.pop().unwrap();
            assert_eq!(name, opened);
            if name == "testsuite" {
                assert_eq!(expected[..4], counted[..], "tests, failures, errors, skipped: {text}");
                counted = vec![0; 4];
            }
            continue;
        }
        let (tag, is_closed) = tag.strip_suffix('/').map_or((tag, false), |tag| (tag, true));
        let (name, attributes) = tag.split_once(' ').unwrap_or((tag, ""));
        let parent = open.last().map(|(name, _)| name.as_str());
        let (expected, required): (_, &[&str]) = match name {
            "testsuites" => (None, &["name", "tests", "failures", "errors"]),
            "testsuite" => (Some("testsuites"), &["name", "tests", "failures", "errors", "skipped"]),
            "testcase" => (Some("testsuite"), &["classname", "name"]),
            "failure" | "error" => (Some("testcase"), &["type", "message"]),
            "skipped" => (Some("testcase"), &["message"]),
            "system-out" => (Some("testcase"), &[]),
            other => panic!("{other} is no element of JUnit"),
        };
        assert_eq!(parent, expected, "{tag}");
        let parts: Vec<&str> = attributes.split('"').collect();
        let values: Vec<(&str, &str)> =
            parts.chunks_exact(2).map(|pair| (pair[0].trim_start().strip_suffix('=').unwrap(), pair[1])).collect();
        assert_eq!(values.iter().map(|(name, _)| *name).collect::<Vec<_>>(), required, "{tag}");
        match name {
            "testcase" => counted[0] += 1,
            "failure" => counted[1] += 1,
            "error" => counted[2] += 1,
            "skipped" => counted[3] += 1,
            _ => {}
        }
        if !is_closed {
            let numbers = values.iter().skip(1).filter_map(|(_, value)| value.parse().ok()).collect();
            open.push((name.to_owned(), numbers));
        }
    }
    assert!(open.is_empty());
}

#[test]
fn build_servers_get_what_they_count() {
    for least in [None, Some(Severity::Info), Some(Severity::High)] {
        let text = junit::write(&sample(), least);
        assert_junit(&text);
        let failures = match least {
            None => 0,
            Some(Severity::Info) => 5,
            Some(_) => 2,
        };
        assert!(text.contains(&format!("failures=\"{failures}\" errors=\"1\"")), "{text}");
    }
    assert_junit(&junit::write(&Report::default(), Some(Severity::High)));
}

proptest! {
    /// One hostile text in every place that a Zap's own words can reach.
    #[test]
    fn no_text_gets_out_of_its_place(hostile in hostile()) {
        let report = filled_with(&hostile);
        let clean = filled_with("plain");
        prop_assert_eq!(tags(&html::write(&report)), tags(&html::write(&clean)));
        let controls = |text: String| text.chars().filter(|c| c.is_control() && *c != '\n').collect::<String>();
        prop_assert_eq!(controls(text::write(&report)), controls(text::write(&clean)));

        let page = markdown::write(&report);
        prop_assert_eq!(live_marks(&page), live_marks(&markdown::write(&clean)), "{}", page);

        let xml = junit::write(&report, Some(Severity::Low));
        assert_junit(&xml);
        prop_assert_eq!(tags(&xml), tags(&junit::write(&clean, Some(Severity::Low))));

        let table = csv::write(&report);
        let rows = rows(&table);
        prop_assert!(rows.iter().all(|row| row.len() == csv::COLUMNS.len()));
        prop_assert_eq!(rows.len(), 4);
        prop_assert!(!rows.iter().flatten().any(|cell| cell.starts_with(['=', '+', '-', '@', '\t', '\r'])));

        let value: serde_json::Value = serde_json::from_str(&json::write(&report)).unwrap();
        prop_assert_eq!(value["zaps"][0]["title"].as_str(), Some(&*hostile));
        let value: serde_json::Value = serde_json::from_str(&sarif::write(&report)).unwrap();
        prop_assert_eq!(value["runs"][0]["results"].as_array().map(Vec::len), Some(1));
        let _ = text::write_wide(&report, 0);
    }
}

/// Random text, and pieces that mean something to some reader, in any order.
fn hostile() -> impl Strategy<Value = String> {
    let pieces = prop::sample::select(vec![
        "<script>", "</style>", "<!--", "&lt;", "[a](b)", "![", "](", "`", "```", "\n\n", "\n# ", "\n- [x] ", "\r\n",
        "http://a.example/", "www.a.example", "a@b.example", "@team", "#12", "|", "\\", "\\[", "<http://x>", "_", "**",
        "$$", "\u{1b}[2J", "\u{9b}", "\u{202e}", "=1+1", "+", "-", "@", "\t", "\"", ",", "1. ", " ", "    ", "é顧",
        "~~~",
    ]);
    let piece = prop_oneof![3 => pieces.prop_map(str::to_owned), 1 => any::<String>()];
    prop::collection::vec(piece, 1..8)
        .prop_map(|pieces| pieces.concat())
        .prop_filter("a name", |text| !text.trim().is_empty())
}

/// The tags of a page, in order: text that got out of its place would add one.
fn tags(page: &str) -> Vec<String> {
    page.split('<').skip(1).map(|rest| rest.split(['>', ' ']).next().unwrap().to_owned()).collect()
}

/// The characters in a page of Markdown that could start a link, a picture, HTML or a code block, outside code
/// spans and escapes, and the starts of its lines.
fn live_marks(page: &str) -> Vec<String> {
    let mut marks = Vec::new();
    for line in page.lines() {
        let start: String = line.chars().take_while(|c| " #-".contains(*c)).collect();
        marks.push(format!("line {start}"));
        let chars: Vec<char> = line.chars().collect();
        let mut at = 0;
        while at < chars.len() {
            match chars[at] {
                '\\' => at += 1,
                '`' => {
                    let run = |from: usize| chars[from..].iter().take_while(|c| **c == '`').count();
                    let fence = run(at);
                    let mut end = at + fence;
                    while end < chars.len() && run(end) != fence {
                        end += run(end).max(1);
                    }
                    assert!(end < chars.len(), "a code span without an end: {line}");
                    at = end + fence - 1;
                }
                c @ ('[' | ']' | '<' | '~' | '|' | '&') => marks.push(c.to_string()),
                ':' if chars[at..].starts_with(&[':', '/', '/']) => marks.push("://".into()),
                '@' => marks.push("@".into()),
                _ => {}
            }
            at += 1;
        }
    }
    marks
}

/// RFC 4180, read back.
fn rows(table: &str) -> Vec<Vec<String>> {
    let (mut rows, mut row, mut cell, mut quoted) = (Vec::new(), Vec::new(), String::new(), false);
    let mut chars = table.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '"' if quoted && chars.peek() == Some(&'"') => cell.extend(chars.next()),
            '"' => quoted = !quoted,
            ',' if !quoted => row.push(std::mem::take(&mut cell)),
            '\r' if !quoted && chars.peek() == Some(&'\n') => {
                chars.next();
                row.push(std::mem::take(&mut cell));
                rows.push(std::mem::take(&mut row));
            }
            c => cell.push(c),
        }
    }
    assert!(cell.is_empty() && row.is_empty() && !quoted, "the table ends in the middle of a row");
    rows
}

fn filled_with(text: &str) -> Report {
    let mut finding = finding("Z301", Severity::High, Measure::Encryption, "Request without encryption");
    finding.field = Some(text.to_owned());
    finding.message = text.to_owned();
    finding.evidence = Some(text.to_owned());
    finding.fix = text.to_owned();
    finding.path = vec!["1".to_owned(), text.to_owned()];
    finding.waived = Some(Waived { reason: text.to_owned(), by: Some(text.to_owned()), until: None });
    let mut zap = zap(text, Status::On);
    zap.file = Some(text.to_owned());
    zap.steps[0].name = text.to_owned();
    zap.findings = vec![finding];
    zap.not_checked = vec![not_checked(None, None, Some(text), text)];
    zap.checklist[0].note = Some(text.to_owned());
    Report {
        zaps: vec![zap],
        errors: vec![InputError { file: text.to_owned(), message: text.to_owned() }],
        ..Report::default()
    }
}

fn sample() -> Report {
    let errors = vec![InputError {
        file: "zaps/broken\u{1b}[2J.json".to_owned(),
        message: "line 3, column 14: expected `,` or `}`".to_owned(),
    }];
    Report { zaps: vec![bad(), clean(), partly_checked()], errors, ..Report::default() }
}

fn bad() -> ZapReport {
    let mut key = finding("Z201", Severity::Critical, Measure::ApiKeys, "A key is typed into a request header");
    key.field = Some("headers.Authorization".to_owned());
    key.message = "The header Authorization holds a key that works for everyone who reads this step.".to_owned();
    key.evidence = Some("Bearer pat1…".to_owned());
    key.why = "Every editor of the Zap, every copy of it and every export shows the key.".into();
    key.fix = "Use an API by Zapier connection instead, then cancel the key where it was made.".to_owned();
    key.references = &["CWE-798", "CD-SEC-05", "API2:2023", "GDPR art. 32"];

    let mut http = finding("Z301", Severity::High, Measure::Encryption, "Request without encryption");
    http.message = "The address starts with http://, so anyone on the way can read what is sent.".to_owned();
    http.field = Some("url".to_owned());
    http.evidence = Some("http://crm.example.org/`in`?a=1&b=2".to_owned());
    http.path = vec!["101".to_owned(), "102".to_owned()];

    let mut chat = finding("Z503", Severity::Medium, Measure::Minimisation, "People’s details in a channel");
    chat.step = Some("103".to_owned());
    chat.step_number = Some(3);
    chat.message = format!("Name and address of a customer go to the channel “{IMAGE}”.");
    chat.path = vec!["101".to_owned(), "103".to_owned()];

    let mut unused = finding("Z510", Severity::Low, Measure::Minimisation, "Data handed to a step that never uses it");
    unused.message = format!("The input {LINK} is handed over and never used.");
    unused.evidence = Some("=HYPERLINK(\"https://evil.example\")\nsecond line".to_owned());

    let mut unnamed = finding("Z602", Severity::Info, Measure::Auditing, "Nobody can tell what it is");
    (unnamed.step, unnamed.step_number, unnamed.persona) = (None, None, Persona::Pedantic);

    let mut hook = finding("Z401", Severity::High, Measure::Access, "Anyone with the address can run the Zap");
    (hook.step, hook.step_number) = (Some("101".to_owned()), Some(1));
    hook.waived = Some(Waived {
        reason: "The shop checks its orders; see ticket #12.".to_owned(),
        by: Some("ada@example.org".to_owned()),
        until: Some("2027-01-31".to_owned()),
    });

    let mut zap = zap(IMAGE, Status::On);
    zap.findings = vec![key, http, hook, chat, unused, unnamed];
    zap.not_checked = vec![not_checked(
        Some(("Z404", Measure::Access)),
        None,
        None,
        "An export does not say with whom the connections and the folder are shared.",
    )];
    zap.passed = ["Z101", "Z102", "Z302", "Z1001"].map(passed).into();
    zap.checklist[0].state = ItemState::Done;
    zap.checklist[0].note = Some("Seen by Ada on 2026-11-20.".to_owned());
    zap
}

fn clean() -> ZapReport {
    let mut zap = zap("", Status::Off);
    zap.id = "sandbox".to_owned();
    zap.file = None;
    zap.source = Source::Zdl;
    zap.steps.truncate(1);
    zap.checklist = checklist::items(&Concerns::default(), &Language::ENGLISH);
    zap.passed = ["Z101", "Z201", "Z301"].map(passed).into();
    zap
}

fn partly_checked() -> ZapReport {
    let name = format!("\u{202e}{LINK}\n# fake\u{1b}[31m {}", "a very long name ".repeat(20));
    let mut zap = zap(&name, Status::Draft);
    zap.source = Source::Page;
    zap.not_checked = vec![
        not_checked(None, Some(2), Some("code"), "The step was closed, so the page did not show what it holds."),
        not_checked(Some(("Z602", Measure::Auditing)), None, None, "The rule is switched off in your settings."),
    ];
    zap
}

fn zap(title: &str, status: Status) -> ZapReport {
    let step = |number: usize, name: &str| StepName { id: (100 + number).to_string(), number, name: name.to_owned() };
    ZapReport {
        id: "351813905".to_owned(),
        title: title.to_owned(),
        file: Some("my zaps/export #1.json".to_owned()),
        source: Source::Export2,
        status,
        steps: vec![
            step(1, "Catch Hook in Webhooks by Zapier"),
            step(2, "POST in Webhooks by Zapier"),
            step(3, "Channel Message in Slack"),
        ],
        findings: Vec::new(),
        not_checked: Vec::new(),
        passed: Vec::new(),
        checklist: checklist::items(
            &Concerns { webhooks: true, catch_hook: true, connections: true, ..Concerns::default() },
            &Language::ENGLISH,
        ),
        language: Language::ENGLISH,
        picture: None,
        trend: None,
        notes: None,
        vendors: Vec::new(),
        record: None,
        places: None,
    }
}

fn passed(id: &'static str) -> Passed {
    let measure = zaplint::rules::by_id(id).map(|rule| rule.measure);
    Passed { rule: id.into(), measure: measure.unwrap() }
}

fn finding(rule: &'static str, severity: Severity, measure: Measure, title: &'static str) -> ReportedFinding {
    ReportedFinding {
        rule: rule.into(),
        severity,
        confidence: Confidence::High,
        persona: Persona::Regular,
        measure,
        step: Some("102".to_owned()),
        step_number: Some(2),
        field: None,
        title: title.into(),
        message: "This is what is wrong here.".to_owned(),
        evidence: None,
        path: Vec::new(),
        why: "Others could read or change what is meant for you alone.".into(),
        fix: "Change it here, then look at the copies of this Zap.".to_owned(),
        references: &["CWE-319", "CD-SEC-05"],
        fingerprint: format!("{rule}-0123456789abcdef"),
        waived: None,
        refused: None,
        language: Language::ENGLISH,
    }
}

fn not_checked(
    rule: Option<(&'static str, Measure)>,
    step: Option<usize>,
    field: Option<&str>,
    reason: &str,
) -> ReportedNotChecked {
    ReportedNotChecked {
        rule: rule.map(|(id, _)| id.into()),
        measure: rule.map(|(_, measure)| measure),
        step: step.map(|number| (100 + number).to_string()),
        step_number: step,
        field: field.map(str::to_owned),
        reason: reason.to_owned(),
        language: Language::ENGLISH,
    }
}
