//! The report for programs. The keys are a contract that people's scripts rest on: they keep their meaning for
//! as long as `schema` stays the same; new ones come after the old.

use std::io;

use serde::Serialize;

use super::{
    ChecklistItem, InputError, ItemState, Passed, Report, ReportedFinding, ReportedNotChecked, Stream, Summary, Waived,
    Writing, ZapReport,
    summary::{indented, text},
};
#[cfg(not(target_arch = "wasm32"))]
use crate::account::AccountJson;
use crate::{
    finding::{Confidence, Measure, Persona, Severity},
    zap::{Source, Status},
};

/// Rises when a key changes its meaning.
const SCHEMA: u32 = 1;

/// The JSON Schema of the report.
#[cfg(not(target_arch = "wasm32"))]
pub const JSON_SCHEMA: &str = include_str!("report.schema.json");

/// The report as JSON, indented, with a line break at the end.
#[must_use]
pub fn write(report: &Report) -> String {
    let [between] = STREAMS;
    let zaps = report.zaps.iter().map(self::zap).collect::<Vec<_>>().join(between.between);
    let close = if zaps.is_empty() { "" } else { between.close };
    text(|out| stream(&Summary::of(report), out, &mut |out| write!(out, "{zaps}{close}")))
}

/// How Zaps follow each other.
pub const STREAMS: [Stream; 1] = [Stream { between: ",", close: "\n  " }];

/// The part of one Zap.
#[must_use]
pub fn zap(zap: &ZapReport) -> String {
    // Plain structs with text keys cannot fail to serialise.
    indented(&serde_json::to_string_pretty(&Zap::from(zap)).unwrap_or_default(), 4)
}

/// Writes the whole report; `zaps` writes the Zaps.
///
/// # Errors
/// Those of writing.
pub fn stream(summary: &Summary, out: &mut dyn io::Write, zaps: Writing<'_>) -> io::Result<()> {
    let mut around = Around { out, zaps: Some(zaps) };
    serde_json::to_writer_pretty(&mut around, &document(summary))?;
    around.out.write_all(b"\n")
}

/// Passes on what it is given, with the Zaps in the first list.
struct Around<'w> {
    out: &'w mut dyn io::Write,
    zaps: Option<Writing<'w>>,
}

impl io::Write for Around<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let opened = if self.zaps.is_some() { bytes.iter().position(|&byte| byte == b'[') } else { None };
        let Some((place, zaps)) = opened.zip(self.zaps.take_if(|_| opened.is_some())) else {
            self.out.write_all(bytes)?;
            return Ok(bytes.len());
        };
        self.out.write_all(bytes.get(..=place).unwrap_or_default())?;
        zaps(self.out)?;
        Ok(place + 1)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

fn document(summary: &Summary) -> Document<'_> {
    Document {
        schema: SCHEMA,
        tool: Tool { name: env!("CARGO_PKG_NAME"), version: env!("CARGO_PKG_VERSION") },
        zaps: [],
        errors: &summary.errors,
        #[cfg(not(target_arch = "wasm32"))]
        account: summary.account.as_ref().map(AccountJson::from),
        #[cfg(not(target_arch = "wasm32"))]
        baseline: summary.baseline.as_ref(),
    }
}

#[derive(Serialize)]
struct Document<'r> {
    schema: u32,
    tool: Tool,
    zaps: [Zap<'r>; 0],
    errors: &'r [InputError],
    #[cfg(not(target_arch = "wasm32"))]
    #[serde(skip_serializing_if = "Option::is_none")]
    account: Option<AccountJson<'r>>,
    #[cfg(not(target_arch = "wasm32"))]
    #[serde(skip_serializing_if = "Option::is_none")]
    baseline: Option<&'r super::baseline::Compared>,
}

#[derive(Serialize)]
struct Tool {
    name: &'static str,
    version: &'static str,
}

#[derive(Serialize)]
struct Zap<'r> {
    id: &'r str,
    title: &'r str,
    file: Option<&'r str>,
    source: Source,
    status: Status,
    steps: usize,
    findings: Vec<Finding<'r>>,
    not_checked: Vec<NotChecked<'r>>,
    checklist: Vec<Item<'r>>,
    passed: &'r [Passed],
    vendors: &'r [crate::vendors::AppVendor<'static>],
    #[serde(skip_serializing_if = "Option::is_none")]
    notes: Option<&'r crate::notebook::Transfer>,
}

impl<'r> From<&'r ZapReport> for Zap<'r> {
    fn from(zap: &'r ZapReport) -> Self {
        Self {
            id: &zap.id,
            title: &zap.title,
            file: zap.file.as_deref(),
            source: zap.source,
            status: zap.status,
            steps: zap.steps.len(),
            findings: zap.findings.iter().map(Finding::from).collect(),
            not_checked: zap.not_checked.iter().map(NotChecked::from).collect(),
            checklist: zap.checklist.iter().map(Item::from).collect(),
            passed: &zap.passed,
            vendors: &zap.vendors,
            notes: zap.notes.as_ref(),
        }
    }
}

#[derive(Serialize)]
struct Finding<'r> {
    rule: &'r str,
    severity: Severity,
    confidence: Confidence,
    persona: Persona,
    measure: Measure,
    step: Option<&'r str>,
    step_number: Option<usize>,
    field: Option<&'r str>,
    title: &'r str,
    message: &'r str,
    evidence: Option<&'r str>,
    path: &'r [String],
    fix: &'r str,
    references: &'static [&'static str],
    fingerprint: &'r str,
    waived: Option<&'r Waived>,
    why: &'r str,
}

impl<'r> From<&'r ReportedFinding> for Finding<'r> {
    fn from(finding: &'r ReportedFinding) -> Self {
        Self {
            rule: &finding.rule,
            severity: finding.severity,
            confidence: finding.confidence,
            persona: finding.persona,
            measure: finding.measure,
            step: finding.step.as_deref(),
            step_number: finding.step_number,
            field: finding.field.as_deref(),
            title: &finding.title,
            message: &finding.message,
            evidence: finding.evidence.as_deref(),
            path: &finding.path,
            fix: &finding.fix,
            references: finding.references,
            fingerprint: &finding.fingerprint,
            waived: finding.waived.as_ref(),
            why: &finding.why,
        }
    }
}

#[derive(Serialize)]
struct NotChecked<'r> {
    rule: Option<&'r str>,
    step: Option<&'r str>,
    reason: &'r str,
    step_number: Option<usize>,
    field: Option<&'r str>,
}

impl<'r> From<&'r ReportedNotChecked> for NotChecked<'r> {
    fn from(entry: &'r ReportedNotChecked) -> Self {
        Self {
            rule: entry.rule.as_deref(),
            step: entry.step.as_deref(),
            reason: &entry.reason,
            step_number: entry.step_number,
            field: entry.field.as_deref(),
        }
    }
}

#[derive(Serialize)]
struct Item<'r> {
    id: &'static str,
    measure: Measure,
    text: &'r str,
    state: ItemState,
    note: Option<&'r str>,
    place: &'r str,
    done_when: &'r str,
    required: bool,
}

impl<'r> From<&'r ChecklistItem> for Item<'r> {
    fn from(item: &'r ChecklistItem) -> Self {
        Self {
            id: item.id,
            measure: item.measure,
            text: &item.text,
            state: item.state,
            note: item.note.as_deref(),
            place: &item.place,
            done_when: &item.done_when,
            required: item.required,
        }
    }
}
