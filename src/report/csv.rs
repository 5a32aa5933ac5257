//! The report as a table for spreadsheets: one row for each finding, each thing not checked and each input that
//! could not be read, told apart by the first column. Written as RFC 4180 says: commas, CRLF, doubled quotes.

use serde::Serialize;

use super::{
    InputError, Report, ReportedFinding, ReportedNotChecked, Stream, Summary, ZapReport, summary::whole, visible,
};

/// The columns, in order; those of `Row`.
pub const COLUMNS: [&str; 24] = [
    "kind", "file", "zap_id", "zap", "status", "rule", "severity", "confidence", "persona", "measure", "step",
    "step_number", "field", "title", "message", "evidence", "path", "why", "fix", "references", "fingerprint",
    "waived", "waived_by", "waived_until",
];

/// The report as CSV, with a header.
#[must_use]
pub fn write(report: &Report) -> String {
    whole(frames(&Summary::of(report)), STREAMS, report.zaps.iter().map(|zap| [self::zap(zap)]))
}

/// How Zaps follow each other.
pub const STREAMS: [Stream; 1] = [Stream::PLAIN];

/// The rows of one Zap.
#[must_use]
pub fn zap(zap: &ZapReport) -> String {
    let findings = zap.findings.iter().map(|finding| Row::of_finding(zap, finding));
    rows(findings.chain(zap.not_checked.iter().map(|entry| Row::of_not_checked(zap, entry))))
}

/// What stands before the Zaps, and behind them.
#[must_use]
pub fn frames(summary: &Summary) -> [String; 2] {
    let mut header = String::new();
    write_row(&mut header, &COLUMNS);
    [header, rows(summary.errors.iter().map(Row::of_error))]
}

fn rows<'r>(rows: impl Iterator<Item = Row<'r>>) -> String {
    let mut table = String::new();
    rows.for_each(|row| write_row(&mut table, &row.cells()));
    table
}

/// A row; what a kind of row does not have stays empty.
#[derive(Default)]
struct Row<'r> {
    kind: &'static str,
    file: &'r str,
    zap_id: &'r str,
    zap: &'r str,
    status: String,
    rule: &'r str,
    severity: &'static str,
    confidence: String,
    persona: String,
    measure: String,
    step: &'r str,
    step_number: String,
    field: &'r str,
    title: &'r str,
    message: &'r str,
    evidence: &'r str,
    path: String,
    why: &'r str,
    fix: &'r str,
    references: String,
    fingerprint: &'r str,
    waived: &'r str,
    waived_by: &'r str,
    waived_until: &'r str,
}

impl<'r> Row<'r> {
    fn of_zap(kind: &'static str, zap: &'r ZapReport) -> Self {
        Self {
            kind,
            file: zap.file.as_deref().unwrap_or_default(),
            zap_id: &zap.id,
            zap: &zap.title,
            status: word(&zap.status),
            ..Self::default()
        }
    }

    fn of_finding(zap: &'r ZapReport, finding: &'r ReportedFinding) -> Self {
        let waived = finding.waived.as_ref();
        Self {
            rule: &finding.rule,
            severity: finding.severity.word(),
            confidence: word(&finding.confidence),
            persona: word(&finding.persona),
            measure: finding.measure.number().to_string(),
            step: finding.step.as_deref().unwrap_or_default(),
            step_number: number(finding.step_number),
            field: finding.field.as_deref().unwrap_or_default(),
            title: &finding.title,
            message: &finding.message,
            evidence: finding.evidence.as_deref().unwrap_or_default(),
            path: zap.path_of(finding),
            why: &finding.why,
            fix: &finding.fix,
            references: finding.references.join("; "),
            fingerprint: &finding.fingerprint,
            waived: waived.map(|waived| &*waived.reason).unwrap_or_default(),
            waived_by: waived.and_then(|waived| waived.by.as_deref()).unwrap_or_default(),
            waived_until: waived.and_then(|waived| waived.until.as_deref()).unwrap_or_default(),
            ..Self::of_zap("finding", zap)
        }
    }

    fn of_not_checked(zap: &'r ZapReport, entry: &'r ReportedNotChecked) -> Self {
        Self {
            rule: entry.rule.as_deref().unwrap_or_default(),
            measure: entry.measure.map(|measure| measure.number().to_string()).unwrap_or_default(),
            step: entry.step.as_deref().unwrap_or_default(),
            step_number: number(entry.step_number),
            field: entry.field.as_deref().unwrap_or_default(),
            message: &entry.reason,
            ..Self::of_zap("not-checked", zap)
        }
    }

    fn of_error(error: &'r InputError) -> Self {
        Self { kind: "error", file: &error.file, message: &error.message, ..Self::default() }
    }

    fn cells(&self) -> [&str; COLUMNS.len()] {
        [
            self.kind, self.file, self.zap_id, self.zap, &self.status, self.rule, self.severity, &self.confidence,
            &self.persona, &self.measure, self.step, &self.step_number, self.field, self.title, self.message,
            self.evidence, &self.path, self.why, self.fix, &self.references, self.fingerprint, self.waived,
            self.waived_by, self.waived_until,
        ]
    }
}

/// The word a value has in the JSON report.
fn word(value: &impl Serialize) -> String {
    match serde_json::to_value(value) {
        Ok(serde_json::Value::String(word)) => word,
        _ => String::new(),
    }
}

fn number(number: Option<usize>) -> String {
    number.map(|number| number.to_string()).unwrap_or_default()
}

/// Adds a row. A text that a spreadsheet would run as a formula is made one that it shows.
pub(crate) fn write_row(table: &mut String, cells: &[&str]) {
    for (at, text) in cells.iter().enumerate() {
        if at > 0 {
            table.push(',');
        }
        cell(table, text);
    }
    table.push_str("\r\n");
}

fn cell(table: &mut String, text: &str) {
    let text = visible::lines(text);
    let quoted = text.contains([',', '"', '\r', '\n']) || text.starts_with(char::is_whitespace);
    if quoted {
        table.push('"');
    }
    if is_formula(&text) {
        table.push('\'');
    }
    table.push_str(&text.replace('"', "\"\""));
    if quoted {
        table.push('"');
    }
}

/// Whether a spreadsheet would run the text instead of showing it. The wide forms count too: spreadsheets set
/// to Japanese or Chinese take them for the narrow ones.
fn is_formula(text: &str) -> bool {
    text.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_quoted_and_formulas_defused() {
        let written = |text: &str| {
            let mut table = String::new();
            cell(&mut table, text);
            table
        };
        assert_eq!(written("plain"), "plain");
        assert_eq!(written("a, \"b\"\nc"), "\"a, \"\"b\"\"\nc\"");
        for formula in ["=1+1", "+1", "-1", "@A1", "＝1"] {
            assert_eq!(written(formula), format!("'{formula}"));
        }
        assert_eq!(written("\t=1"), "\"'\t=1\"");
        assert_eq!(written("\r=1"), "\"'\r=1\"");
    }
}
