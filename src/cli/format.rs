//! The formats of a report, each written Zap by Zap.

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

    /// What stands around those places: one more than there are.
    pub(super) fn frames(self, summary: &Summary, fail_on: Option<Severity>) -> Vec<String> {
        match self {
            Self::Text => text::frames(summary, text::WIDTH).into(),
            Self::Json => json::frames(summary).into(),
            Self::Sarif => sarif::frames(summary).into(),
            Self::Markdown => markdown::frames(summary).into(),
            Self::Html => html::frames(summary).into(),
            Self::Csv => csv::frames(summary).into(),
            Self::Junit => junit::frames(summary, fail_on).into(),
        }
    }
}
