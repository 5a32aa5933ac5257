//! The record as Markdown, as a page and as a table.

use std::fmt::Write as _;

use maud::{DOCTYPE, Markup, PreEscaped, html as page};

use super::{Record, TO_FILL_IN};
use crate::{
    report::{csv as table, markdown::escape, visible},
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

/// As Markdown.
#[must_use]
pub fn markdown(records: &[Record], language: &Language) -> String {
    let mut out = format!("# {}\n", language.word(HEADING));
    for record in records {
        let _ = writeln!(out, "\n## {}", escape(title(record, language)));
        for (heading, lines) in parts(record, language) {
            let _ = writeln!(out, "\n### {}\n", language.word(heading));
            for line in lines {
                let _ = writeln!(out, "- {}", escape(&line));
            }
        }
    }
    out
}

/// As a page.
#[must_use]
pub fn html(records: &[Record], language: &Language) -> String {
    page! {
        (DOCTYPE)
        html lang=(language.tag()) {
            head {
                meta charset="utf-8";
                meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'";
                meta name="viewport" content="width=device-width, initial-scale=1";
                title { (language.word(HEADING)) }
                style { (PreEscaped(include_str!("../report/html.css"))) }
            }
            body {
                header { h1 { (language.word(HEADING)) } }
                main {
                    @for record in records {
                        article { h2 { (visible::line(title(record, language))) } (body(record, language)) }
                    }
                }
                footer { (language.said(&say!("Made by Zaplint {}. Nothing was sent anywhere.", env!("CARGO_PKG_VERSION")))) }
            }
        }
    }
    .into_string()
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

/// As a table, a row for each Zap. Its columns are named in English in every language, for programs.
#[must_use]
pub fn csv(records: &[Record], language: &Language) -> String {
    let mut out = String::new();
    table::write_row(&mut out, &COLUMNS);
    let joined = |lines: &[Said]| lines.iter().map(|line| language.said(line)).collect::<Vec<_>>().join("; ");
    let fill_in = language.word(TO_FILL_IN);
    for record in records {
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
        table::write_row(&mut out, &cells);
    }
    out
}
