//! The report for the terminal. Colours are written as escape codes; the command line strips them where its output
//! is no terminal. Nothing from a Zap can write an escape code of its own.

use std::fmt::Write as _;

use anstyle::{AnsiColor, Style};

use super::{
    ItemState, Report, ReportedFinding, Stream, Summary, ZapReport, summary::whole, trend::AccountTrend, visible, zaps,
};
use crate::{
    account::{Table, tables},
    finding::Severity,
    letters, say, word,
    words::{Language, Word},
};

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
    let frames = frames(&Summary::of(report), width);
    whole(frames, STREAMS, report.zaps.iter().map(|zap| [self::zap(zap, width)]))
}

/// How Zaps follow each other.
pub const STREAMS: [Stream; 1] = [Stream::PLAIN];

/// The part of one Zap.
#[must_use]
pub fn zap(zap: &ZapReport, width: usize) -> String {
    let mut writer = Writer::new(&zap.language, width);
    writer.zap(zap);
    writer.text
}

/// What stands before the Zaps, and behind them.
#[must_use]
pub fn frames(summary: &Summary, width: usize) -> [String; 2] {
    let language = &summary.language;
    let mut head = Writer::new(language, width);
    if let Some(account) = &summary.account {
        let _ = writeln!(head.text, "{}\n", painted(BOLD, &language.said(&zaps(account.len()))));
        tables(account, language, MOST_ROWS).iter().for_each(|table| head.table(table));
    }
    let mut tail = Writer::new(language, width);
    tail.totals(summary);
    [head.text, tail.text]
}

/// More rows of a table are for another format.
const MOST_ROWS: usize = 20;

/// What stands before the texts of a finding.
const LABELS: [Word; 4] = [SEEN, PATH, WHY, DO];
const SEEN: Word = word!("Seen:");
const PATH: Word = word!("Path:");
const WHY: Word = word!("Why:");
const DO: Word = word!("Do:");

struct Writer {
    text: String,
    width: usize,
    /// The length of the longest label of a finding's texts, in columns.
    label: usize,
}

impl Writer {
    fn new(language: &Language, width: usize) -> Self {
        let labels = LABELS.map(|label| language.word(label).chars().count());
        let label = labels.into_iter().max().unwrap_or_default();
        Self { text: String::new(), width: width.max(40), label }
    }

    /// In columns as wide as what is in them; the last one gets what is left, and no column more than a third.
    fn table(&mut self, table: &Table) {
        let cells =
            |row: &[String]| -> Vec<String> { row.iter().map(|cell| visible::line(cell).into_owned()).collect() };
        let rows: Vec<Vec<String>> = std::iter::once(&table.columns).chain(&table.rows).map(|row| cells(row)).collect();
        let widest = |column: usize| {
            let lengths = rows.iter().filter_map(|row| row.get(column)).map(|cell| cell.chars().count());
            lengths.max().unwrap_or_default().min(self.width / 3)
        };
        let widths: Vec<usize> = (0..table.columns.len()).map(widest).collect();
        let _ = writeln!(self.text, "{}", painted(BOLD, &table.heading));
        for (at, row) in rows.iter().enumerate() {
            let mut line = String::from(" ");
            for (cell, &width) in row.iter().zip(&widths).take(row.len().saturating_sub(1)) {
                let _ = write!(line, " {:<width$} ", fitted(cell, width));
            }
            let room = self.width.saturating_sub(line.chars().count() + 1).max(20);
            let _ = write!(line, " {}", fitted(row.last().map(String::as_str).unwrap_or_default(), room));
            let line = line.trim_end();
            let _ =
                writeln!(self.text, "{}", if at == 0 { painted(Style::new().dimmed(), line) } else { line.to_owned() });
        }
        if let Some(more) = &table.more {
            let _ = writeln!(self.text, "  {more}");
        }
        self.text.push('\n');
    }

    fn zap(&mut self, zap: &ZapReport) {
        let language = &zap.language;
        let name = painted(BOLD, &letters::cut(&visible::line(zap.name()), LONGEST_NAME));
        let file = zap.file.as_deref().map(|file| format!(" ({})", visible::line(file))).unwrap_or_default();
        let _ = writeln!(self.text, "{name}{file}\n{}. {}", zap.about(), zap.status_line());
        if let Some(drift) = zap.trend.as_ref().and_then(|trend| trend.drift.as_ref()) {
            self.wrapped("", "", &language.said(&drift.said()));
        }
        for finding in zap.ordered() {
            self.text.push('\n');
            self.finding(zap, finding);
        }
        if !zap.not_checked.is_empty() {
            let _ = writeln!(self.text, "\n{}", painted(BOLD, language.word("Not checked")));
        }
        for entry in &zap.not_checked {
            let rule = entry.rule.as_deref().map(|rule| format!("{rule}  ")).unwrap_or_default();
            self.wrapped("  ", "    ", &format!("{rule}{}: {}", entry.place(), entry.reason));
        }
        let open = zap.checklist.iter().filter(|item| item.state == ItemState::Open).count();
        if open > 0 {
            let items = language.said(&match open {
                1 => say!("1 item for a person to confirm: see --format markdown or html"),
                _ => say!("{} items for a person to confirm: see --format markdown or html", open),
            });
            let _ = writeln!(self.text, "\n{}  {items}", painted(BOLD, language.word("Checklist")));
        }
        self.text.push('\n');
    }

    fn finding(&mut self, zap: &ZapReport, finding: &ReportedFinding) {
        let language = &zap.language;
        let severity = language.word(finding.severity.label()).to_uppercase();
        let severity = painted(colour(finding.severity), &format!("{severity:<8}"));
        let place = match (finding.step_number, &finding.field) {
            (Some(step), Some(field)) => {
                format!("{} · {}", language.said(&say!("step {}", step)), visible::line(field))
            }
            _ => visible::line(&finding.place()).into_owned(),
        };
        let waived = finding.waived.as_ref().map(|_| format!("  ({})", language.word("waived"))).unwrap_or_default();
        let title = painted(BOLD, &finding.title);
        let _ = writeln!(self.text, "{severity}  {}  {place}  {title}{waived}", finding.rule);
        self.wrapped("  ", "  ", &finding.message);
        if let Some(evidence) = &finding.evidence {
            self.labelled(language.word(SEEN), evidence);
        }
        let path = zap.path_of(finding);
        if !path.is_empty() {
            self.labelled(language.word(PATH), &path);
        }
        match finding.accepted() {
            Some(accepted) => self.wrapped("  ", "  ", &accepted),
            None => {
                self.labelled(language.word(WHY), &finding.why);
                self.labelled(language.word(DO), &finding.fix);
                if let Some(refused) = finding.not_accepted() {
                    self.wrapped("  ", "  ", &refused);
                }
            }
        }
    }

    /// A text behind what it is; the texts of a finding begin in one column.
    fn labelled(&mut self, label: &str, text: &str) {
        self.wrapped(&format!("  {label:<width$} ", width = self.label), &" ".repeat(self.label + 3), text);
    }

    fn totals(&mut self, summary: &Summary) {
        let language = &summary.language;
        for error in &summary.errors {
            let label = painted(colour(Severity::High), language.word("Cannot read"));
            let _ = writeln!(self.text, "{label} {}", visible::line(&error.file));
            self.wrapped("  ", "  ", &error.message);
        }
        let _ = writeln!(self.text, "{}", summary.line());
        for said in summary.trend.iter().flat_map(AccountTrend::said) {
            self.wrapped("", "", &language.said(&said));
        }
        if let Some(compared) = &summary.baseline {
            let _ = writeln!(self.text, "{}", language.said(&compared.said()));
            for gone in compared.gone.iter().take(MOST_ROWS) {
                self.wrapped("  ", "    ", &language.said(&gone.said()));
            }
            if let Some(left) = compared.gone.len().checked_sub(MOST_ROWS).filter(|&left| left > 0) {
                let _ = writeln!(self.text, "  {}", language.said(&say!("and {} more", left)));
            }
        }
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

/// A text in no more than so many columns.
fn fitted(text: &str, width: usize) -> String {
    if text.chars().count() <= width { text.to_owned() } else { letters::cut(text, width.saturating_sub(1)) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_lines_are_wrapped_and_long_words_broken() {
        let mut writer = Writer { text: String::new(), width: 40, label: 5 };
        writer.wrapped("  Do:   ", "        ", &format!("put it {} there", "x".repeat(50)));
        let expected = format!("  Do:   put it\n        {}\n        {} there\n", "x".repeat(32), "x".repeat(18));
        assert_eq!(writer.text, expected);
    }
}
