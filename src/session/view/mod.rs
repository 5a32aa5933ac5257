//! What the panel and the popup show: plain texts in the order of the screen.

mod checklist;
mod findings;
mod review;
mod summary;
mod unchecked;

use serde::{Deserialize, Serialize};

pub use checklist::{Item, Section};
pub use findings::{Accepted, Entry, Group, Reference, Safer};
pub use review::Reviewed;
pub use summary::{MeasureCount, Summary};
pub use unchecked::Unchecked;

use super::{Paint, State};
use crate::{
    finding::Measure,
    lint::shown_title,
    notebook::{Check, Paper},
    policy::Policy,
    report::ZapReport,
    words::Language,
    zap::Zap,
};

/// The panel's content.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct View {
    /// The tag of the language that all of it is in, `de`.
    pub language: String,
    /// How it stands, in words.
    pub status: String,
    /// Nothing could be read, or it is paused: there are neither findings nor exports.
    pub unreadable: bool,
    /// The Zap's number; empty where it could not be read.
    pub zap: String,
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
    pub trend: Vec<Check>,
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

/// What there is to show of a page.
pub(super) struct Shown<'s> {
    pub(super) paint: &'s Paint,
    pub(super) report: Option<&'s ZapReport>,
    /// The Zap with what is being typed.
    pub(super) zap: Option<&'s Zap>,
    /// The Zap as it was saved.
    pub(super) saved: Option<&'s Zap>,
    pub(super) paper: Paper<'s>,
    pub(super) policy: &'s Policy,
    pub(super) language: &'s Language,
    /// Everywhere.
    pub(super) paused: bool,
    pub(super) notices: Vec<String>,
}

impl Shown<'_> {
    /// The panel's content.
    pub(super) fn view(self) -> View {
        let notes = self.paper.notes;
        let mut view = View {
            language: self.language.tag().to_owned(),
            status: self.paint.status.clone(),
            unreadable: matches!(self.paint.state, State::CannotRead | State::Paused),
            zap: self.saved.map(|zap| zap.id.clone()).unwrap_or_default(),
            title: self.saved.map(shown_title).unwrap_or_default(),
            paused: Pauses { everywhere: self.paused, here: self.paper.is_paused() },
            contact: self.policy.contact.clone(),
            trend: notes.map(|notes| notes.checks.clone()).unwrap_or_default(),
            ..View::default()
        };
        if let Some(report) = self.report {
            report.name().clone_into(&mut view.title);
            view.review = review::review(&self, report);
            view.groups = findings::groups(&self, report);
            view.summary = Summary::new(report, &view.groups);
            view.not_checked = report.not_checked.iter().map(|entry| Unchecked::new(entry, self.policy)).collect();
            let section = |&measure: &Measure| checklist::section(report, measure, self.paper);
            view.checklist = Measure::ALL.iter().filter_map(section).collect();
        }
        view.notices = self.notices;
        view
    }
}
