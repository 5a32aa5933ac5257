//! What the panel, the popup and the options page get.

use serde::{Deserialize, Serialize};

use super::{RuleText, View};
use crate::{
    finding::Severity,
    notebook::{Counts, Settings},
    report::picture::Picture,
};

/// An answer.
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum Answer {
    /// What to show.
    View {
        /// The tab it is about.
        tab: i32,
        /// The content.
        view: Box<View>,
    },
    /// The page has not been read yet, or not since the browser stopped the worker.
    Reading {
        /// The tab it is about.
        tab: i32,
    },
    /// A file to save.
    File(ExportedFile),
    /// A text to copy.
    Text(String),
    /// The way of the data; `None` where the page could not be read.
    Picture(Option<Picture>),
    /// What is set.
    Settings(Box<Sheet>),
    /// The Zaps that were checked on this machine, the latest first.
    Known(Vec<KnownZap>),
    /// What was found in one of them.
    Report(SavedReport),
    /// The built-in rules, by id.
    Rules(Vec<RuleText>),
    /// It is done.
    Done,
    /// It cannot be done, with the reason.
    Sorry {
        /// A sentence.
        reason: String,
    },
}

/// A file to save.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Serialize)]
pub struct ExportedFile {
    /// A name without folders.
    pub name: String,
    /// Its kind: `text/markdown`.
    pub mime: String,
    /// What is in it.
    pub text: String,
}

/// The options page's content.
#[derive(Debug, Clone, Default, PartialEq, Deserialize, Serialize)]
pub struct Sheet {
    /// What the person has set.
    pub settings: Settings,
    /// What the company has set.
    pub company: Vec<Locked>,
    /// Whom to ask about the company's settings.
    pub contact: Option<String>,
    /// What is wrong with what is kept or with the company's settings, in sentences.
    pub notices: Vec<String>,
    /// How many Zaps something is kept of.
    pub zaps: usize,
    /// The ids of the built-in rules.
    pub rules: Vec<String>,
}

/// A setting that the company has made.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Serialize)]
pub struct Locked {
    /// Its name in a policy file: `company_domains`.
    pub setting: String,
    /// What it is set to, in words.
    pub value: String,
    /// The person's own values count beside it; otherwise the company's alone.
    pub adds: bool,
}

/// A Zap that was checked on this machine.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Serialize)]
pub struct KnownZap {
    /// Its number.
    pub zap: String,
    /// Its name.
    pub title: String,
    /// The day it was checked last, as people write it.
    pub checked: String,
    /// "3 findings".
    pub status: String,
    /// The findings then.
    pub counts: Counts,
    /// The day it was reviewed last, as people write it.
    pub reviewed: Option<String>,
    /// It is not checked.
    pub paused: bool,
}

/// What was found in a Zap when it was checked last, in short.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Serialize)]
pub struct SavedReport {
    /// The Zap.
    pub zap: KnownZap,
    /// What was found, the worst first.
    pub findings: Vec<SavedFinding>,
}

/// A finding of such a report.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Serialize)]
pub struct SavedFinding {
    /// `Z301`.
    pub rule: String,
    /// How bad it was.
    pub severity: Severity,
    /// "High: Request without encryption (Z301), step 2".
    pub name: String,
    /// Somebody had accepted it.
    pub accepted: bool,
}
