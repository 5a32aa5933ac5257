//! The formats of a report, each written Zap by Zap.

use std::io::{self, Write};

use clap::ValueEnum;
use zaplint::{
    finding::Severity,
    report::{Stream, Summary, ZapReport, csv, html, json, junit, markdown, sarif, text},
};

/// How to print what was found.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    #[default]
    Text,
    Json,
    Sarif,
    Markdown,
    Html,
    Csv,
    /// JUnit XML, for build servers
    Junit,
}

impl Format {
    /// How the texts of Zaps follow each other, for each place that they have in the report.
    pub(super) const fn streams(self) -> &'static [Stream] {
        match self {
            Self::Text => &text::STREAMS,
            Self::Json => &json::STREAMS,
            Self::Sarif => &sarif::STREAMS,
            Self::Markdown => &markdown::STREAMS,
            Self::Html => &html::STREAMS,
            Self::Csv => &csv::STREAMS,
            Self::Junit => &junit::STREAMS,
        }
    }

    /// The texts of one Zap, one for each place; `fail_on` is how bad a finding has to be to count as a failure.
    pub(super) fn zap(self, zap: &ZapReport, fail_on: Option<Severity>) -> Vec<String> {
        match self {
            Self::Text => vec![text::zap(zap, text::WIDTH)],
            Self::Json => vec![json::zap(zap)],
            Self::Sarif => sarif::zap(zap).into(),
            Self::Markdown => vec![markdown::zap(zap)],
            Self::Html => vec![html::zap(zap)],
            Self::Csv => vec![csv::zap(zap)],
            Self::Junit => vec![junit::zap(zap, fail_on)],
        }
    }

    /// Writes the whole report; `place` writes what stands in one of those places.
    pub(super) fn write(
        self,
        summary: &Summary,
        fail_on: Option<Severity>,
        out: &mut dyn Write,
        place: &mut dyn FnMut(usize, &mut dyn Write) -> io::Result<()>,
    ) -> io::Result<()> {
        let frames: Vec<String> = match self {
            Self::Json => return json::stream(summary, out, &mut |out| place(0, out)),
            Self::Html => {
                html::stream(summary, out, &mut |out| place(0, out))?;
                return out.write_all(b"\n");
            }
            Self::Text => text::frames(summary, text::WIDTH).into(),
            Self::Sarif => sarif::frames(summary).into(),
            Self::Markdown => markdown::frames(summary).into(),
            Self::Csv => csv::frames(summary).into(),
            Self::Junit => junit::frames(summary, fail_on).into(),
        };
        for (at, frame) in frames.iter().enumerate() {
            if let Some(before) = at.checked_sub(1) {
                place(before, out)?;
            }
            out.write_all(frame.as_bytes())?;
        }
        if frames.last().is_some_and(|last| last.ends_with('\n')) { Ok(()) } else { out.write_all(b"\n") }
    }
}
