//! The record as Markdown, as a page and as a table.

use std::fmt::Write as _;

use maud::{DOCTYPE, Markup, PreEscaped, html as page};

use super::{Record, TO_FILL_IN};
use crate::report::{csv as table, markdown::escape, visible};

/// The columns of the table.
const COLUMNS: [&str; 11] = [
    "zap",
    "zap_id",
    "purpose",
    "purpose_hints",
    "data",
    "persons",
    "recipients",
    "transfers",
    "retention",
    "kept_in",
    "security_measures",
];

/// One heading with its lines.
fn parts(record: &Record) -> Vec<(&'static str, Vec<String>)> {
    let none = |lines: Vec<String>, words: &str| if lines.is_empty() { vec![words.to_owned()] } else { lines };
    let hints = record.purpose_hints.iter().map(|hint| format!("From the Zap: {hint}"));
    let kept = record.kept.iter().map(|place| format!("Seen to be kept in: {place}"));
    let mut measures = none(record.measures.clone(), "None seen in the Zap itself");
    measures.push(format!("Others: {TO_FILL_IN}"));
    let mut parts = vec![
        ("Purposes", std::iter::once(TO_FILL_IN.to_owned()).chain(hints).collect()),
        ("Legal basis", vec![TO_FILL_IN.to_owned()]),
        ("Classes of data", none(record.data.clone(), "None that the names of the fields tell of; check by hand")),
        ("Classes of persons", none(record.persons.clone(), TO_FILL_IN)),
        ("Recipients", record.recipients.iter().map(recipient).collect()),
        ("Transfers to other countries", none(record.transfers(), "None outside the EEA, as far as is known")),
        ("How long data is kept", std::iter::once(TO_FILL_IN.to_owned()).chain(kept).collect()),
        ("Security measures", measures),
    ];
    if record.unread > 0 {
        let line =
            format!("Parts of the Zap that could not be read: {}. This entry may lack something.", record.unread);
        parts.push(("Not read", vec![line]));
    }
    parts
}

fn recipient(recipient: &super::Recipient) -> String {
    let country = recipient.country.as_deref().unwrap_or("country unknown");
    let personal = if recipient.personal { ", personal data" } else { "" };
    format!("{} ({}; {country}{personal})", recipient.name, recipient.kind)
}

const HEADING: &str = "Record of processing (GDPR art. 30)";

/// As Markdown.
#[must_use]
pub fn markdown(records: &[Record]) -> String {
    let mut out = format!("# {HEADING}\n");
    for record in records {
        let _ = writeln!(out, "\n## {}", escape(&record.title));
        for (heading, lines) in parts(record) {
            let _ = writeln!(out, "\n### {heading}\n");
            for line in lines {
                let _ = writeln!(out, "- {}", escape(&line));
            }
        }
    }
    out
}

/// As a page.
#[must_use]
pub fn html(records: &[Record]) -> String {
    page! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'";
                meta name="viewport" content="width=device-width, initial-scale=1";
                title { (HEADING) }
                style { (PreEscaped(include_str!("../report/html.css"))) }
            }
            body {
                header { h1 { (HEADING) } }
                main {
                    @for record in records {
                        article { h2 { (visible::line(&record.title)) } (body(record)) }
                    }
                }
                footer { "Made by Zaplint " (env!("CARGO_PKG_VERSION")) ". Nothing was sent anywhere." }
            }
        }
    }
    .into_string()
}

/// As a part of the report of one Zap.
#[must_use]
pub fn html_part(record: &Record) -> Markup {
    page! { section { h3 { (HEADING) } (body(record)) } }
}

fn body(record: &Record) -> Markup {
    page! {
        @for (heading, lines) in parts(record) {
            h4 { (heading) }
            ul { @for line in &lines { li { (visible::line(line)) } } }
        }
    }
}

/// As a table, a row for each Zap.
#[must_use]
pub fn csv(records: &[Record]) -> String {
    let mut out = String::new();
    table::write_row(&mut out, &COLUMNS);
    for record in records {
        let recipients: Vec<String> = record.recipients.iter().map(recipient).collect();
        let lists = [&record.purpose_hints, &record.data, &record.persons, &recipients, &record.transfers()];
        let [hints, data, persons, recipients, transfers] = lists.map(|lines| lines.join("; "));
        let [kept, measures] = [&record.kept, &record.measures].map(|lines| lines.join("; "));
        let cells: [&str; COLUMNS.len()] = [
            &record.title,
            &record.id,
            TO_FILL_IN,
            &hints,
            &data,
            &persons,
            &recipients,
            &transfers,
            TO_FILL_IN,
            &kept,
            &measures,
        ];
        table::write_row(&mut out, &cells);
    }
    out
}
