//! The report as SARIF 2.1.0, for GitHub code scanning and other places that collect findings.
//!
//! Follows "SARIF support for code scanning" of GitHub's documentation: severity as `security-severity`, a
//! physical location for each result, and fingerprints, so that a finding stays the same alert between runs.

use crate::letters::sentence;
use serde_json::{Value, json};

use super::{
    InputError, Report, ReportedFinding, ReportedNotChecked, Stream, Summary, ZapReport, markdown,
    summary::{indented, whole},
    visible,
};
use crate::{
    finding::{Confidence, Severity},
    rules,
    told::number_and_name,
    words::Language,
};

/// The report as SARIF, indented, with a line break at the end.
#[must_use]
pub fn write(report: &Report) -> String {
    whole(frames(&Summary::of(report)), STREAMS, report.zaps.iter().map(zap))
}

/// How what could not be checked and the results follow each other.
pub const STREAMS: [Stream; 2] =
    [Stream { between: ",", close: "\n          " }, Stream { between: ",", close: "\n      " }];

/// What could not be checked in one Zap, and its results.
#[must_use]
pub fn zap(zap: &ZapReport) -> [String; 2] {
    let missed = zap.not_checked.iter().map(|entry| missed(zap, entry));
    let results = zap.findings.iter().map(|finding| result(zap, finding));
    [listed(missed, 12), listed(results, 8)]
}

fn listed(values: impl Iterator<Item = Value>, depth: usize) -> String {
    values.map(|value| indented(&format!("{value:#}"), depth)).collect::<Vec<_>>().join(",")
}

/// What stands before what could not be checked, between that and the results, and behind them.
#[must_use]
pub fn frames(summary: &Summary) -> [String; 3] {
    let errors = listed(summary.errors.iter().map(unread), 12);
    let document = json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": env!("CARGO_PKG_NAME"),
                "semanticVersion": env!("CARGO_PKG_VERSION"),
                "rules": summary.worst.values().map(rule).collect::<Vec<_>>(),
            }},
            "invocations": [{
                "executionSuccessful": summary.errors.is_empty(),
                "toolExecutionNotifications": [],
            }],
            "columnKind": "utf16CodeUnits",
            "results": [],
        }],
    });
    // Keys are in their order: the two empty lists are the first ones.
    let text = format!("{document:#}\n");
    let mut parts = text.splitn(3, "[]");
    let mut part = || parts.next().unwrap_or_default();
    let (head, middle, tail) = (part(), part(), part());
    let errors = match (errors.is_empty(), summary.not_checked) {
        (false, 0) => format!("{errors}{}", STREAMS.first().map(|stream| stream.close).unwrap_or_default()),
        (false, _) => errors + ",",
        (true, _) => errors,
    };
    [format!("{head}[{errors}"), format!("]{middle}["), format!("]{tail}")]
}

/// A rule that found something, as bad as its worst finding here.
fn rule(finding: &ReportedFinding) -> Value {
    let references = finding.references.join(", ");
    let help = |fix: &str, references: &str| match references {
        "" => format!("What to do: {fix}"),
        references => format!("What to do: {fix}\n\nReferences: {references}"),
    };
    let mut tags = vec!["security".to_owned(), format!("measure-{}", finding.measure.number())];
    let weaknesses = finding.references.iter().filter_map(|reference| reference.strip_prefix("CWE-"));
    tags.extend(weaknesses.map(|number| format!("external/cwe/cwe-{number}")));
    json!({
        "id": finding.rule,
        "name": pascal_case(name_of(finding)),
        "shortDescription": { "text": plain(&finding.title) },
        "fullDescription": { "text": plain(&finding.why) },
        "defaultConfiguration": { "level": level(finding.severity) },
        "help": {
            "text": plain_lines(&help(&finding.fix, &references)),
            "markdown": help(&markdown::escape(&finding.fix), &markdown::escape(&references)),
        },
        "properties": {
            "security-severity": security_severity(finding.severity),
            "precision": precision(finding.confidence),
            "problem.severity": problem(finding.severity),
            "tags": tags,
        },
    })
}

/// Its title, in English in every language: machines know it by that.
fn name_of(finding: &ReportedFinding) -> &str {
    match rules::by_id(&finding.rule) {
        Some(rule) if finding.language != Language::ENGLISH => rule.title,
        _ => &finding.title,
    }
}

fn result(zap: &ZapReport, finding: &ReportedFinding) -> Value {
    let suppressions: Vec<Value> = finding
        .accepted()
        .map(|reason| json!({ "kind": "external", "status": "accepted", "justification": visible::line(&reason) }))
        .into_iter()
        .collect();
    json!({
        "ruleId": finding.rule,
        "level": level(finding.severity),
        "message": { "text": plain(&format!("{} {}", finding.message, finding.fix)) },
        "locations": [location(zap, finding.step.as_deref(), finding.step_number, finding.field.as_deref())],
        // GitHub tells alerts apart by the second; without it, it would take the file's first line, which is all
        // there is of an export, and findings of one rule would fall together.
        "partialFingerprints": {
            "zaplint/v1": finding.fingerprint,
            "primaryLocationLineHash": format!("{}:1", finding.fingerprint),
        },
        "suppressions": suppressions,
        "codeFlows": code_flows(zap, finding),
        "properties": {
            "severity": finding.severity,
            "confidence": finding.confidence,
            "persona": finding.persona,
            "evidence": finding.evidence,
            "path": finding.path,
        },
    })
}

/// The way the data takes, step by step; none where nothing flows.
fn code_flows(zap: &ZapReport, finding: &ReportedFinding) -> Vec<Value> {
    if finding.path.len() < 2 {
        return Vec::new();
    }
    let last = finding.path.len() - 1;
    let steps = finding.path.iter().enumerate().map(|(at, id)| {
        let known = zap.steps.iter().find(|step| step.id == *id);
        let field = finding.field.as_deref().filter(|_| at == last && finding.step.as_ref() == Some(id));
        let mut place = location(zap, Some(id), known.map(|step| step.number), field);
        let name =
            known.map_or_else(|| id.clone(), |step| zap.language.said(&number_and_name(step.number, &step.name)));
        if let Some(place) = place.as_object_mut() {
            place.insert("message".to_owned(), json!({ "text": plain(&name) }));
        }
        json!({ "location": place })
    });
    vec![json!({ "threadFlows": [{ "locations": steps.collect::<Vec<_>>() }] })]
}

/// The file, and within it the Zap, the step and the field.
fn location(zap: &ZapReport, step: Option<&str>, number: Option<usize>, field: Option<&str>) -> Value {
    let title = visible::line(zap.name());
    let mut full = if zap.id.is_empty() { title.to_string() } else { zap.id.clone() };
    let properties = json!({ "title": zap.title });
    let mut logical =
        vec![json!({ "name": title, "fullyQualifiedName": full, "kind": "zap", "properties": properties })];
    let step_name = zap.steps.iter().find(|known| Some(&*known.id) == step).map(|step| visible::line(&step.name));
    if let Some(number) = number {
        full = format!("{full}/{number}");
        let name = step_name.map_or_else(|| format!("step {number}"), |name| format!("step {number}: {name}"));
        logical.push(json!({ "name": name, "fullyQualifiedName": full, "kind": "step" }));
    }
    if let Some(field) = field {
        logical.push(json!({ "name": field, "fullyQualifiedName": format!("{full}/{field}"), "kind": "field" }));
    }
    json!({
        "physicalLocation": {
            "artifactLocation": { "uri": uri(zap.file.as_deref()) },
            "region": region(zap, step, field),
        },
        "logicalLocations": logical,
    })
}

/// Where it stands in the file; the file's start where nobody has looked.
fn region(zap: &ZapReport, step: Option<&str>, field: Option<&str>) -> Value {
    #[cfg(not(target_arch = "wasm32"))]
    if let Some(places) = &zap.places {
        let region = places.region(step, field);
        return json!({
            "startLine": region.line,
            "startColumn": region.column,
            "endLine": region.end_line,
            "endColumn": region.end_column,
        });
    }
    let _ = (zap, step, field);
    json!({ "startLine": 1, "startColumn": 1, "endLine": 1, "endColumn": 1 })
}

fn unread(error: &InputError) -> Value {
    json!({
        "level": "error",
        "message": { "text": plain(&format!("{}: {}", error.file, error.message)) },
        "locations": [{ "physicalLocation": { "artifactLocation": { "uri": uri(Some(&error.file)) } } }],
    })
}

fn missed(zap: &ZapReport, entry: &ReportedNotChecked) -> Value {
    let rule = entry.rule.as_deref().map(|rule| format!("{rule}, ")).unwrap_or_default();
    let mut notification = json!({
        "level": "note",
        "message": { "text": plain(&format!("Not checked ({rule}{}): {}", entry.place(), entry.reason)) },
        "locations": [location(zap, entry.step.as_deref(), entry.step_number, entry.field.as_deref())],
    });
    if let (Some(rule), Some(notification)) = (entry.rule.as_deref(), notification.as_object_mut()) {
        notification.insert("associatedRule".to_owned(), json!({ "id": rule }));
    }
    notification
}

/// A SARIF message is plain text except for `[text](target)`, which viewers make a link: brackets are escaped.
fn plain(text: &str) -> String {
    escape_brackets(&visible::line(text))
}

fn plain_lines(text: &str) -> String {
    escape_brackets(&visible::lines(text))
}

fn escape_brackets(text: &str) -> String {
    text.replace('\\', "\\\\").replace('[', "\\[").replace(']', "\\]")
}

const fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Critical | Severity::High => "error",
        Severity::Medium => "warning",
        Severity::Low | Severity::Info => "note",
    }
}

const fn problem(severity: Severity) -> &'static str {
    match severity {
        Severity::Critical | Severity::High => "error",
        Severity::Medium => "warning",
        Severity::Low | Severity::Info => "recommendation",
    }
}

/// In the middle of the bands that GitHub makes its own words from: over 9 critical, from 7 high, from 4 medium.
const fn security_severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Critical => "9.5",
        Severity::High => "8.0",
        Severity::Medium => "5.5",
        Severity::Low => "2.5",
        Severity::Info => "0.5",
    }
}

const fn precision(confidence: Confidence) -> &'static str {
    match confidence {
        Confidence::High => "high",
        Confidence::Medium => "medium",
        Confidence::Low => "low",
    }
}

/// "Request without encryption" as `RequestWithoutEncryption`.
fn pascal_case(title: &str) -> String {
    let words = title.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(sentence).collect()
}

/// The file as a URI reference: relative as it was given, `file:///…` where it is absolute, `stdin` where there is none.
pub(super) fn uri(file: Option<&str>) -> String {
    let Some(file) = file.filter(|file| !matches!(*file, "" | "-")) else {
        return "stdin".to_owned();
    };
    let path = file.replace('\\', "/");
    let path = path.trim_start_matches("./");
    let drive = path.as_bytes().get(1) == Some(&b':') && path.starts_with(|c: char| c.is_ascii_alphabetic());
    let mut uri = match path {
        _ if drive => "file:///".to_owned(),
        _ if path.starts_with('/') => "file://".to_owned(),
        _ => String::new(),
    };
    for (at, byte) in path.bytes().enumerate() {
        let kept = byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte) || (drive && at == 1);
        if kept {
            uri.push(char::from(byte));
        } else {
            uri.push_str(&format!("%{byte:02X}"));
        }
    }
    uri
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_become_uris() {
        for (file, expected) in [
            (None, "stdin"),
            (Some("-"), "stdin"),
            (Some("./zaps/my zap#1.json"), "zaps/my%20zap%231.json"),
            (Some("zaps\\é.json"), "zaps/%C3%A9.json"),
            (Some("/tmp/a.json"), "file:///tmp/a.json"),
            (Some("C:\\zaps\\a.json"), "file:///C:/zaps/a.json"),
            (Some("javascript:alert(1)"), "javascript%3Aalert%281%29"),
        ] {
            assert_eq!(uri(file), expected);
        }
    }

    #[test]
    fn messages_hold_no_links() {
        assert_eq!(plain("[a](b) \\"), "\\[a\\](b) \\\\");
        assert_eq!(pascal_case("Request without encryption"), "RequestWithoutEncryption");
    }
}
