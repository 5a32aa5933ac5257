//! What the panel and the popup show: plain texts in the order of the screen.

mod checklist;
mod findings;
mod summary;
mod unchecked;

use serde::{Deserialize, Serialize};

pub use checklist::{Item, Section};
pub use findings::{Accepted, Entry, Group, Reference, Safer};
pub use summary::{MeasureCount, Summary};
pub use unchecked::Unchecked;

use super::{Paint, State};
use crate::{
    finding::Measure,
    notebook::{Counts, Tick},
    report::ZapReport,
};

/// The panel's content.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct View {
    /// How it stands, in words.
    pub status: String,
    /// Nothing could be read: there are neither findings nor exports.
    pub unreadable: bool,
    /// The Zap's name; empty where it could not be read.
    pub title: String,
    /// How many findings there are of what kind.
    pub summary: Summary,
    /// Groups of findings: the whole Zap, then step by step.
    pub groups: Vec<Group>,
    /// What was not checked.
    pub not_checked: Vec<Unchecked>,
    /// The checklist, measure by measure.
    pub checklist: Vec<Section>,
    /// The last review, with what changed since; `None` where nobody has reviewed the Zap.
    pub review: Option<Reviewed>,
    /// Whether it is checked at all.
    pub paused: Pauses,
    /// Whom to ask about the company's rules.
    pub contact: Option<String>,
    /// The findings of earlier days, the oldest first.
    pub trend: Vec<Checked>,
    /// What is wrong with what is kept, in sentences.
    pub notices: Vec<String>,
}

/// What is paused.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pauses {
    /// Every Zap.
    pub everywhere: bool,
    /// This one.
    pub here: bool,
}

/// The last review.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reviewed {
    /// The day, as people write it.
    pub when: String,
    /// Who it was; empty where that is not known.
    pub by: String,
    /// What is different in the Zap since, in sentences.
    pub changes: Vec<String>,
    /// The findings that came since, by their names.
    pub new: Vec<String>,
    /// Those that are gone, by their names.
    pub gone: Vec<String>,
}

/// How a Zap stood on a day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Checked {
    /// `2026-11-24`.
    pub day: String,
    /// The findings.
    pub counts: Counts,
}

impl View {
    /// The view of what is painted, with the report behind it where there is one.
    #[must_use]
    pub fn new(paint: &Paint, report: Option<&ZapReport>) -> Self {
        let mut view =
            Self { status: paint.status.clone(), unreadable: paint.state == State::CannotRead, ..Self::default() };
        if let Some(report) = report {
            let ticks: &[Tick] = &[];
            view.title = report.name().to_owned();
            view.summary = Summary::new(report);
            view.groups = findings::groups(report);
            view.not_checked = report.not_checked.iter().map(Unchecked::new).collect();
            let section = |&measure: &Measure| checklist::section(report, measure, ticks);
            view.checklist = Measure::ALL.iter().filter_map(section).collect();
        }
        view
    }
}
