//! What a page is told of an account that is checked, as plain data. All texts are without secrets.

use serde::{Deserialize, Serialize};

use super::Table;
use crate::{
    finding::Severity,
    notebook::Counts,
    report::{InputError, ReportedFinding, ZapReport},
};

/// What the page hears from those who check.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Told {
    /// How far it is.
    Progress {
        /// The file that is being read.
        file: String,
        /// How much of all files was read, in percent.
        percent: u8,
        /// How many Zaps were checked.
        zaps: usize,
    },
    /// Everything was checked.
    Done(Box<Overview>),
    /// The next ones of all Zaps.
    More(Vec<ZapLine>),
    /// What was found in one of them; nothing where that is not known any more.
    Zap {
        /// Its place in the order of the input.
        place: usize,
        /// What was found.
        sheet: Option<Box<ZapSheet>>,
    },
}

/// What the page wishes, when everything was checked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Wish {
    /// What was found in the Zap at this place of the input.
    Open(usize),
    /// The Zaps behind so many, the worst first.
    More(usize),
    /// All of it as a file.
    Save,
}

/// The account's report.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Overview {
    /// "3 Zaps checked: 4 findings (1 high, 3 low)".
    pub line: String,
    /// What could not be read.
    pub errors: Vec<InputError>,
    /// How many Zaps there are.
    pub all: usize,
    /// The worst of them.
    pub zaps: Vec<ZapLine>,
    /// What they have together.
    pub tables: Vec<Table>,
}

/// One Zap in the list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ZapLine {
    /// Its place in the order of the input.
    pub place: usize,
    /// Its number.
    pub id: String,
    /// "Lead intake (351813905)".
    pub name: String,
    /// "on", "off".
    pub state: String,
    /// The file it came from, where there are several.
    pub file: Option<String>,
    /// The findings that nobody accepted.
    pub counts: Counts,
}

/// What was found in a Zap.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ZapSheet {
    /// "Switched on, 4 steps".
    pub about: String,
    /// "3 findings", "Partly checked: …".
    pub status: String,
    /// The worst first.
    pub findings: Vec<SheetFinding>,
    /// "Z404, step 2: …".
    pub not_checked: Vec<String>,
}

/// A finding in it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SheetFinding {
    /// How bad it is.
    pub severity: Severity,
    /// "High: Request without encryption (Z301), step 2".
    pub name: String,
    /// What is wrong here.
    pub message: String,
    /// The piece of the Zap that shows it.
    pub seen: Option<String>,
    /// The way of the data; empty where nothing flows.
    pub path: String,
    /// What to do.
    pub fix: String,
    /// Who accepted it and why.
    pub accepted: Option<String>,
}

impl ZapSheet {
    pub(super) fn of(report: &ZapReport) -> Self {
        let finding = |finding: &ReportedFinding| SheetFinding {
            severity: finding.severity,
            name: finding.name(),
            message: finding.message.clone(),
            seen: finding.evidence.clone(),
            path: report.path_of(finding),
            fix: finding.fix.clone(),
            accepted: finding.accepted(),
        };
        let not_checked = report.not_checked.iter().map(|entry| {
            let rule = entry.rule.as_deref().map(|rule| format!("{rule}, ")).unwrap_or_default();
            format!("{rule}{}: {}", entry.place(), entry.reason)
        });
        Self {
            about: report.about(),
            status: report.status_line(),
            findings: report.ordered().into_iter().map(finding).collect(),
            not_checked: not_checked.collect(),
        }
    }
}
