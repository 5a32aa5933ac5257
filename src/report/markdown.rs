//! The checklist as Markdown: for each Zap and each of the ten measures what was found, what could not be checked
//! and what a person has to confirm.
//!
//! What comes from a Zap stays text: it can become no link, picture, heading or HTML, in CommonMark, on GitHub or
//! in a tool that makes links of whatever looks like one.

use std::{borrow::Cow, fmt::Write as _};

use super::{
    ItemState, NOT_CHECKED_MEANS, Report, ReportedFinding, ReportedNotChecked, Stream, Summary, ZapReport,
    summary::whole, trend::Drift, visible,
};
use crate::{finding::Measure, say, word, words::Language};

/// The report as Markdown.
#[must_use]
pub fn write(report: &Report) -> String {
    whole(frames(&Summary::of(report)), STREAMS, report.zaps.iter().map(|zap| [self::zap(zap)]))
}

/// How Zaps follow each other.
pub const STREAMS: [Stream; 1] = [Stream::PLAIN];

/// The part of one Zap.
#[must_use]
pub fn zap(zap: &ZapReport) -> String {
    let mut part = String::new();
    write_zap(&mut part, zap);
    part
}

/// What stands before the Zaps, and behind them.
#[must_use]
pub fn frames(summary: &Summary) -> [String; 2] {
    let language = &summary.language;
    let mut head = format!("# {}\n", language.word("Zaplint checklist"));
    write_account(&mut head, summary);
    let mut tail = String::new();
    if !summary.errors.is_empty() {
        let _ = writeln!(tail, "\n## {}\n", language.word("What could not be read"));
        for error in &summary.errors {
            let _ = writeln!(tail, "- {}: {}", code(&error.file), escape(&error.message));
        }
    }
    let (heading, means) = (language.word("What “not checked” means"), language.word(NOT_CHECKED_MEANS));
    let _ = writeln!(tail, "\n## {heading}\n\n{means}");
    [head, tail]
}

#[cfg(not(target_arch = "wasm32"))]
fn write_account(page: &mut String, summary: &Summary) {
    /// More rows of a table are for another format.
    const MOST_ROWS: usize = 200;
    let language = &summary.language;
    if let Some(compared) = &summary.baseline {
        let _ = writeln!(page, "\n{}\n", language.said(&compared.said()));
        for gone in &compared.gone {
            let _ = writeln!(page, "- {}", escape(&language.said(&gone.said())));
        }
    }
    let Some(account) = &summary.account else { return };
    let _ = writeln!(page, "\n## {}", language.word("The account"));
    for said in summary.trend.iter().flat_map(super::trend::AccountTrend::said) {
        let _ = writeln!(page, "\n{}", language.said(&said));
    }
    for table in crate::account::tables(account, language, MOST_ROWS) {
        let _ = writeln!(page, "\n### {}\n", table.heading);
        let row =
            |cells: &[String]| format!("| {} |", cells.iter().map(|cell| escape(cell)).collect::<Vec<_>>().join(" | "));
        let _ = writeln!(page, "{}\n|{}", row(&table.columns), " --- |".repeat(table.columns.len()));
        table.rows.iter().for_each(|cells| page.extend([row(cells), "\n".to_owned()]));
        if let Some(more) = &table.more {
            let _ = writeln!(page, "\n{more}");
        }
    }
}

#[cfg(target_arch = "wasm32")]
fn write_account(_: &mut String, _: &Summary) {}

fn write_zap(page: &mut String, zap: &ZapReport) {
    let file = zap.file.as_deref().map(|file| format!(" · {}", code(file))).unwrap_or_default();
    let _ = writeln!(page, "\n## {}\n\n**{}** · {}{file}", escape(zap.name()), zap.status_line(), zap.about());
    if let Some(drift) = zap.trend.as_ref().and_then(|trend| trend.drift.as_ref()) {
        write_drift(page, drift, &zap.language);
    }
    if zap.unread().next().is_some() {
        let _ = writeln!(page, "\n### {}\n", zap.language.word("What could not be read"));
        zap.unread().for_each(|entry| write_not_checked(page, entry));
    }
    for measure in Measure::ALL {
        let _ = writeln!(page, "\n### {}. {}", measure.number(), zap.language.word(measure.title()));
        write_found(page, zap, measure);
        if zap.not_checked_of(measure).next().is_some() {
            let _ = writeln!(page, "\n#### {}\n", zap.language.word("What it could not check, and why"));
            zap.not_checked_of(measure).for_each(|entry| write_not_checked(page, entry));
        }
        if measure.number() == 8 {
            write_vendors(page, zap);
        }
        write_items(page, zap, measure);
    }
}

fn write_drift(page: &mut String, drift: &Drift, language: &Language) {
    let _ = writeln!(page, "\n{}", language.said(&drift.said()));
    for (heading, names) in [(word!("New findings"), &drift.new), (word!("Findings that are gone"), &drift.gone)] {
        if !names.is_empty() {
            let _ = writeln!(page, "\n{}:\n", language.word(heading));
            names.iter().for_each(|name| page.extend(["- ", &escape(name), "\n"]));
        }
    }
}

fn write_found(page: &mut String, zap: &ZapReport, measure: Measure) {
    let _ = writeln!(page, "\n#### {}\n", zap.language.word("What Zaplint found"));
    let mut found = false;
    for finding in zap.ordered().into_iter().filter(|finding| finding.measure == measure) {
        write_finding(page, zap, finding);
        found = true;
    }
    if !found {
        let _ = writeln!(page, "{}", zap.nothing_found(measure));
    }
}

fn write_finding(page: &mut String, zap: &ZapReport, finding: &ReportedFinding) {
    let language = &zap.language;
    let place = match (finding.step_number, &finding.field) {
        (Some(step), Some(field)) => format!("{}, {}", language.said(&say!("step {}", step)), code(field)),
        _ => escape(&finding.place()),
    };
    let severity = language.word(finding.severity.label());
    let waived = finding.waived.as_ref().map(|_| format!(" ({})", language.word("waived"))).unwrap_or_default();
    let _ = writeln!(page, "- **{severity}: {}** ({}){waived}, {place}  ", escape(&finding.title), finding.rule);
    let _ = writeln!(page, "  {}", escape(&finding.message));
    let mut line = |label: &str, text: &str| {
        if !text.is_empty() {
            let _ = writeln!(page, "  - {label}: {text}");
        }
    };
    line(language.word("Seen"), &finding.evidence.as_deref().map(code).unwrap_or_default());
    line(language.word("The data’s way"), &escape(&zap.path_of(finding)));
    line(language.word("Why it matters"), &escape(&finding.why));
    line(language.word("What to do"), &escape(&finding.fix));
    line(language.word("References"), &escape(&finding.references.join(", ")));
    if let Some(accepted) = finding.accepted().or_else(|| finding.not_accepted()) {
        line(language.word("Waived"), &escape(&accepted));
    }
}

fn write_not_checked(page: &mut String, entry: &ReportedNotChecked) {
    let rule = entry.rule.as_deref().map(|rule| format!("{rule}, ")).unwrap_or_default();
    let _ = writeln!(page, "- {rule}{}: {}", escape(&entry.place()), escape(&entry.reason));
}

/// The companies behind the Zap's apps: what is known, where it was seen and when.
fn write_vendors(page: &mut String, zap: &ZapReport) {
    if zap.vendors.is_empty() {
        return;
    }
    let _ = writeln!(page, "\n#### {}\n", zap.language.word("The vendors of this Zap’s apps"));
    for entry in &zap.vendors {
        let Some(vendor) = &entry.vendor else {
            let unknown = zap.language.word("Unknown: nobody has looked up this vendor.");
            let _ = writeln!(page, "- **{}**: {unknown}", escape(&entry.app));
            continue;
        };
        let stale = entry.stale().map(|stale| format!(" ({})", zap.language.said(&stale))).unwrap_or_default();
        let _ = writeln!(page, "- **{}**{stale}", escape(&entry.app));
        for fact in vendor.told(&zap.language) {
            let seen = fact.seen.map(|(source, day)| format!(" ({}, {day})", code(source))).unwrap_or_default();
            let remarks = if fact.remarks.is_empty() { String::new() } else { format!(" {}", escape(&fact.remarks)) };
            let _ = writeln!(page, "  - {}: {}{seen}{remarks}", fact.name, escape(&fact.value));
        }
    }
}

fn write_items(page: &mut String, zap: &ZapReport, measure: Measure) {
    if zap.items_of(measure).next().is_none() {
        return;
    }
    let language = &zap.language;
    let _ = writeln!(page, "\n#### {}\n", language.word("What a person must confirm"));
    for item in zap.items_of(measure).filter(|item| item.state != ItemState::NotApplicable) {
        let tick = if item.state == ItemState::Done { 'x' } else { ' ' };
        let _ = writeln!(page, "- [{tick}] **{}** {}  ", item.id, escape(&item.text));
        let _ = writeln!(page, "  {}: {}  ", language.word("Where"), escape(&item.place));
        let _ = writeln!(page, "  {}: {}", language.word("Done when"), escape(&item.done_when));
        if let Some(note) = &item.note {
            let _ = writeln!(page, "  - {}: {}", language.word("Note"), escape(note));
        }
    }
    let aside: Vec<_> = zap.set_aside(measure).map(|(id, why)| format!("{id} ({})", escape(&why))).collect();
    if !aside.is_empty() {
        let _ = writeln!(page, "\n{}: {}", language.word("Not for this Zap"), aside.join(", "));
    }
}

/// Plain text as Markdown that shows just that text, on one line. Words that some tool would make a link of
/// (addresses, hosts, mail addresses, mentions, issue numbers) become code.
pub fn escape(text: &str) -> String {
    let text = visible::line(text);
    let mut escaped = String::with_capacity(text.len() + 16);
    for (at, word) in text.split(' ').enumerate() {
        if at > 0 {
            escaped.push(' ');
        }
        let inner = word.trim_end_matches(['.', ',', ';', ':', '!', '?', ')', '”', '“']);
        let inner_start = inner.trim_start_matches(['(', '“', '„']);
        if links(inner_start) {
            escape_word(&mut escaped, word.get(..inner.len() - inner_start.len()).unwrap_or_default());
            escaped.push_str(&code(inner_start));
            escape_word(&mut escaped, word.get(inner.len()..).unwrap_or_default());
        } else {
            escape_word(&mut escaped, word);
        }
    }
    escape_start(escaped)
}

fn escape_word(escaped: &mut String, word: &str) {
    for c in word.chars() {
        if matches!(c, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '|' | '~' | '&' | '$') {
            escaped.push('\\');
        }
        escaped.push(c);
    }
}

/// What makes a heading, a list or a rule stands at the start of a line, and so may a text from a Zap.
fn escape_start(escaped: String) -> String {
    let trimmed = escaped.trim_start();
    let digits = trimmed.bytes().take_while(u8::is_ascii_digit).count();
    match trimmed.as_bytes().get(digits) {
        Some(b'#' | b'+' | b'-' | b'=') if digits == 0 => format!("\\{trimmed}"),
        Some(b'.' | b')') if digits > 0 => {
            let (number, rest) = trimmed.split_at(digits);
            format!("{number}\\{rest}")
        }
        // Four spaces would make it code, two at the end a line break.
        _ => trimmed.trim_end().to_owned(),
    }
}

/// Whether some reader of Markdown would make a link of the word: anything with a scheme, `www.`, a mail address
/// or a mention, a host, an issue's number.
fn links(word: &str) -> bool {
    let bytes = word.as_bytes();
    let around = |at: usize| (at.checked_sub(1).and_then(|before| bytes.get(before)), bytes.get(at + 1));
    let letter = |byte: Option<&u8>| byte.is_some_and(|byte| byte.is_ascii_alphabetic() || !byte.is_ascii());
    bytes.iter().enumerate().any(|(at, byte)| {
        let (before, after) = around(at);
        match byte {
            b'@' => true,
            b':' => letter(before) && after.is_some() || after == Some(&b'/'),
            b'#' => after.is_some_and(u8::is_ascii_digit),
            // "e.g." has one letter after its dot, a host's last part has two or more.
            b'.' => before.is_some_and(|b| *b != b'.') && letter(after) && letter(bytes.get(at + 2)),
            _ => false,
        }
    })
}

/// Text as a code span, in a fence longer than any run of backticks in it.
pub(crate) fn code(text: &str) -> String {
    let text = visible::line(text);
    let text: Cow<'_, str> = if text.trim().is_empty() { "(empty)".into() } else { text };
    let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or(0);
    let fence = "`".repeat(longest + 1);
    let pad = if longest > 0 || text.starts_with(' ') || text.ends_with(' ') { " " } else { "" };
    format!("{fence}{pad}{text}{pad}{fence}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_stays_text() {
        for (text, expected) in [
            ("Order 12, paid.", "Order 12, paid."),
            ("[click](javascript:alert(1))", "`[click](javascript:alert(1`))"),
            ("![x](y)", "!\\[x\\](y)"),
            ("<img src=x>", "\\<img src=x\\>"),
            ("see https://example.org/a_b.", "see `https://example.org/a_b`."),
            ("a@example.org (www.example.org)", "`a@example.org` (`www.example.org`)"),
            ("# no heading", "\\# no heading"),
            ("1. no list", "1\\. no list"),
            ("a | b `c` &lt; $x$", "a \\| b \\`c\\` \\&lt; \\$x\\$"),
            ("e.g. fixes #12", "e.g. fixes `#12`"),
            ("two\nlines", "two␊lines"),
        ] {
            assert_eq!(escape(text), expected, "{text}");
        }
    }

    #[test]
    fn code_is_fenced() {
        assert_eq!(code("a"), "`a`");
        assert_eq!(code("a``b"), "``` a``b ```");
        assert_eq!(code("  "), "`(empty)`");
    }
}
