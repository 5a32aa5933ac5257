//! The record as Markdown, as a page and as a table.

use std::fmt::Write as _;

use maud::{Markup, html as page};

use super::{Record, TO_FILL_IN};
use crate::{
    report::{csv as table, markdown::escape, page as site, visible},
    say,
    vendors::country,
    word,
    words::{Language, Said, Word},
};

/// The columns of the table.
const COLUMNS: [&str; 11] = [
    "zap", "zap_id", "purpose", "purpose_hints", "data", "persons", "recipients", "transfers", "retention", "kept_in",
    "security_measures",
];

/// One heading with its lines.
fn parts(record: &Record, language: &Language) -> Vec<(Word, Vec<String>)> {
    let fill_in = || Said::from(TO_FILL_IN);
    let or = |lines: Vec<Said>, none: Word| if lines.is_empty() { vec![none.into()] } else { lines };
    let hints = record.purpose_hints.iter().map(|hint| say!("From the Zap: {}", hint));
    let kept = record.kept.iter().map(|place| say!("Seen to be kept in: {}", place));
    let mut measures = or(record.measures.clone(), word!("None seen in the Zap itself"));
    measures.push(say!("Others: {}", TO_FILL_IN));
    let persons = record.persons.iter().map(|&persons| persons.into()).collect();
    let mut parts = vec![
        (word!("Purposes"), std::iter::once(fill_in()).chain(hints).collect()),
        (word!("Legal basis"), vec![fill_in()]),
        (
            word!("Classes of data"),
            or(record.data.clone(), word!("None that the names of the fields tell of; check by hand")),
        ),
        (word!("Classes of persons"), or(persons, TO_FILL_IN)),
        (word!("Recipients"), record.recipients.iter().map(recipient).collect()),
        (
            word!("Transfers to other countries"),
            or(record.transfers(), word!("None outside the EEA, as far as is known")),
        ),
        (word!("How long data is kept"), std::iter::once(fill_in()).chain(kept).collect()),
        (word!("Security measures"), measures),
    ];
    if record.unread > 0 {
        let line = say!("Parts of the Zap that could not be read: {}. This entry may lack something.", record.unread);
        parts.push((word!("Not read"), vec![line]));
    }
    let told = |lines: Vec<Said>| lines.iter().map(|line| language.said(line)).collect();
    parts.into_iter().map(|(heading, lines)| (heading, told(lines))).collect()
}

fn recipient(recipient: &super::Recipient) -> Said {
    let country = recipient.country.as_deref().map_or(word!("country unknown").into(), country);
    if recipient.personal {
        say!("{} ({}; {}, personal data)", &recipient.name, recipient.kind, country)
    } else {
        say!("{} ({}; {})", &recipient.name, recipient.kind, country)
    }
}

fn title<'r>(record: &'r Record, language: &'r Language) -> &'r str {
    if record.title.is_empty() { language.word("Untitled Zap") } else { &record.title }
}

const HEADING: Word = word!("Record of processing (GDPR art. 30)");

/// How the record is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// As Markdown.
    Markdown,
    /// As a page.
    Html,
    /// As a table, a row for each Zap. Its columns are named in English in every language, for programs.
    Csv,
}

impl Form {
    /// The whole record.
    #[must_use]
    pub fn write(self, records: &[Record], language: &Language) -> String {
        let [head, tail] = self.frames(language);
        let entries = records.iter().map(|record| self.entry(record, language));
        std::iter::once(head).chain(entries).chain([tail]).collect()
    }

    /// What stands before the entries, and behind them.
    #[must_use]
    pub fn frames(self, language: &Language) -> [String; 2] {
        let heading = language.word(HEADING);
        match self {
            Self::Markdown => [format!("# {heading}\n"), String::new()],
            Self::Html => {
                let body = page! { header { h1 { (heading) } } main { (site::HOLE) } };
                let page = site::page(language, heading, &[], &body) + "\n";
                site::split(&page).map(str::to_owned)
            }
            Self::Csv => {
                let mut header = String::new();
                table::write_row(&mut header, &COLUMNS);
                [header, String::new()]
            }
        }
    }

    /// One entry.
    #[must_use]
    pub fn entry(self, record: &Record, language: &Language) -> String {
        match self {
            Self::Markdown => markdown(record, language),
            Self::Html => {
                page! { article { h2 { (visible::line(title(record, language))) } (body(record, language)) } }
                    .into_string()
            }
            Self::Csv => csv(record, language),
        }
    }
}

fn markdown(record: &Record, language: &Language) -> String {
    let mut out = format!("\n## {}\n", escape(title(record, language)));
    for (heading, lines) in parts(record, language) {
        let _ = writeln!(out, "\n### {}\n", language.word(heading));
        for line in lines {
            let _ = writeln!(out, "- {}", escape(&line));
        }
    }
    out
}

/// As a part of the report of one Zap.
#[must_use]
pub fn html_part(record: &Record, language: &Language) -> Markup {
    page! { section { h3 { (language.word(HEADING)) } (body(record, language)) } }
}

fn body(record: &Record, language: &Language) -> Markup {
    page! {
        @for (heading, lines) in parts(record, language) {
            h4 { (language.word(heading)) }
            ul { @for line in &lines { li { (visible::line(line)) } } }
        }
    }
}

fn csv(record: &Record, language: &Language) -> String {
    let joined = |lines: &[Said]| lines.iter().map(|line| language.said(line)).collect::<Vec<_>>().join("; ");
    let fill_in = language.word(TO_FILL_IN);
    let persons: Vec<Said> = record.persons.iter().map(|&persons| persons.into()).collect();
    let recipients: Vec<Said> = record.recipients.iter().map(recipient).collect();
    let cells: [&str; COLUMNS.len()] = [
        title(record, language),
        &record.id,
        fill_in,
        &record.purpose_hints.join("; "),
        &joined(&record.data),
        &joined(&persons),
        &joined(&recipients),
        &joined(&record.transfers()),
        fill_in,
        &joined(&record.kept),
        &joined(&record.measures),
    ];
    let mut row = String::new();
    table::write_row(&mut row, &cells);
    row
}
