//! The report for the terminal. Colours are written as escape codes; the command line strips them where its output
//! is no terminal. Nothing from a Zap can write an escape code of its own.

use std::fmt::Write as _;

use anstyle::{AnsiColor, Style};

use super::{ItemState, Report, ReportedFinding, ZapReport, count, visible};
use crate::finding::Severity;

/// The width in columns where the terminal's is not known.
pub const WIDTH: usize = 100;

/// The longest a Zap's name may get, in characters; more would bury what was found.
const LONGEST_NAME: usize = 160;

/// The report, wrapped at [`WIDTH`].
#[must_use]
pub fn write(report: &Report) -> String {
    write_wide(report, WIDTH)
}

/// The report, wrapped at a width in columns; a width under 40 counts as 40.
#[must_use]
pub fn write_wide(report: &Report, width: usize) -> String {
    let mut writer = Writer { text: String::new(), width: width.max(40) };
    for zap in &report.zaps {
        writer.zap(zap);
    }
    writer.totals(report);
    writer.text
}

struct Writer {
    text: String,
    width: usize,
}

impl Writer {
    fn zap(&mut self, zap: &ZapReport) {
        let name = painted(BOLD, &clip(&visible::line(zap.name())));
        let file = zap.file.as_deref().map(|file| format!(" ({})", visible::line(file))).unwrap_or_default();
        let _ = writeln!(self.text, "{name}{file}\n{}. {}", zap.about(), zap.status_line());
        for finding in zap.ordered() {
            self.text.push('\n');
            self.finding(zap, finding);
        }
        if !zap.not_checked.is_empty() {
            let _ = writeln!(self.text, "\n{}", painted(BOLD, "Not checked"));
        }
        for entry in &zap.not_checked {
            let rule = entry.rule.map(|rule| format!("{rule}  ")).unwrap_or_default();
            self.wrapped("  ", "    ", &format!("{rule}{}: {}", entry.place(), entry.reason));
        }
        let open = zap.checklist.iter().filter(|item| item.state == ItemState::Open).count();
        if open > 0 {
            let items = format!("{} for a person to confirm: see --format markdown or html", count(open, "item"));
            let _ = writeln!(self.text, "\n{}  {items}", painted(BOLD, "Checklist"));
        }
        self.text.push('\n');
    }

    fn finding(&mut self, zap: &ZapReport, finding: &ReportedFinding) {
        let severity = painted(colour(finding.severity), &format!("{:<8}", finding.severity.label().to_uppercase()));
        let place = match (finding.step_number, &finding.field) {
            (Some(step), Some(field)) => format!("step {step} · {}", visible::line(field)),
            _ => visible::line(&finding.place()).into_owned(),
        };
        let waived = if finding.waived.is_some() { "  (waived)" } else { "" };
        let title = painted(BOLD, finding.title);
        let _ = writeln!(self.text, "{severity}  {}  {place}  {title}{waived}", finding.rule);
        self.wrapped("  ", "  ", &finding.message);
        if let Some(evidence) = &finding.evidence {
            self.wrapped("  Seen: ", "        ", evidence);
        }
        let path = zap.path_of(finding);
        if !path.is_empty() {
            self.wrapped("  Path: ", "        ", &path);
        }
        match finding.accepted() {
            Some(accepted) => self.wrapped("  ", "  ", &accepted),
            None => {
                self.wrapped("  Why:  ", "        ", finding.why);
                self.wrapped("  Do:   ", "        ", &finding.fix);
            }
        }
    }

    fn totals(&mut self, report: &Report) {
        for error in &report.errors {
            let label = painted(colour(Severity::High), "Cannot read");
            let _ = writeln!(self.text, "{label} {}", visible::line(&error.file));
            self.wrapped("  ", "  ", &error.message);
        }
        let open = |severity: Option<Severity>| {
            let findings = report.zaps.iter().flat_map(ZapReport::open);
            findings.filter(|finding| severity.is_none_or(|severity| finding.severity == severity)).count()
        };
        let mut line = format!("{} checked: {}", count(report.zaps.len(), "Zap"), count(open(None), "finding"));
        let by_severity = Severity::ALL.iter().map(|&severity| (open(Some(severity)), severity.word()));
        let shares: Vec<_> = by_severity.filter(|(n, _)| *n > 0).map(|(n, word)| format!("{n} {word}")).collect();
        if !shares.is_empty() {
            line = format!("{line} ({})", shares.join(", "));
        }
        let findings = report.zaps.iter().flat_map(|zap| &zap.findings);
        let waived = findings.filter(|finding| finding.waived.is_some()).count();
        let not_checked: usize = report.zaps.iter().map(|zap| zap.not_checked.len()).sum();
        for (number, what) in [(waived, "waived"), (not_checked, "not checked")] {
            if number > 0 {
                line = format!("{line}, {number} {what}");
            }
        }
        if !report.errors.is_empty() {
            line = format!("{line}, {} not read", count(report.errors.len(), "input"));
        }
        let _ = writeln!(self.text, "{line}");
    }

    /// Text that may come from a Zap, wrapped between words; a word longer than a line is broken.
    fn wrapped(&mut self, first: &str, next: &str, text: &str) {
        let text = visible::line(text);
        let room = self.width.saturating_sub(next.len()).max(20);
        let mut line = String::new();
        let mut length = 0;
        let mut indent = first;
        let mut words: Vec<&str> = text.split_whitespace().rev().collect();
        while let Some(word) = words.pop() {
            let letters = word.chars().count();
            if length > 0 && length + 1 + letters > room {
                let _ = writeln!(self.text, "{indent}{line}");
                (indent, length) = (next, 0);
                line.clear();
            }
            if length > 0 {
                line.push(' ');
                length += 1;
            }
            match word.char_indices().nth(room) {
                Some((cut, _)) if length == 0 => {
                    let (head, tail) = word.split_at(cut);
                    line.push_str(head);
                    length = room;
                    words.push(tail);
                }
                _ => {
                    line.push_str(word);
                    length += letters;
                }
            }
        }
        let _ = writeln!(self.text, "{indent}{line}");
    }
}

const BOLD: Style = Style::new().bold();

fn painted(style: Style, text: &str) -> String {
    format!("{style}{text}{style:#}")
}

const fn colour(severity: Severity) -> Style {
    match severity {
        Severity::Critical => AnsiColor::BrightRed.on_default().bold(),
        Severity::High => AnsiColor::Red.on_default(),
        Severity::Medium => AnsiColor::Yellow.on_default(),
        Severity::Low => AnsiColor::Cyan.on_default(),
        Severity::Info => Style::new().dimmed(),
    }
}

fn clip(name: &str) -> String {
    match name.char_indices().nth(LONGEST_NAME) {
        Some((cut, _)) => format!("{}…", name.get(..cut).unwrap_or_default()),
        None => name.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_lines_are_wrapped_and_long_words_broken() {
        let mut writer = Writer { text: String::new(), width: 40 };
        writer.wrapped("  Do:   ", "        ", &format!("put it {} there", "x".repeat(50)));
        let expected = format!("  Do:   put it\n        {}\n        {} there\n", "x".repeat(32), "x".repeat(18));
        assert_eq!(writer.text, expected);
    }
}
