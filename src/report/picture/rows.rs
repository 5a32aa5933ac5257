//! The rows of the picture: each step with its place among the others, what it does with data, and its findings.

use super::{
    traffic::{self, Stop},
    tree::{self, Place},
};
use crate::{
    apps::Product,
    facts::Facts,
    finding::Severity,
    report::{ZapReport, visible},
    words::Word,
    zap::StepKind,
};

/// One step, ready to draw.
pub(super) struct Row {
    pub(super) id: String,
    pub(super) number: usize,
    pub(super) name: String,
    pub(super) place: Place,
    pub(super) form: Form,
    pub(super) stops: Vec<Stop>,
    /// Where what it is given goes.
    pub(super) goes_to: Word,
    pub(super) marks: Marks,
}

/// The form of a step's box.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    /// It starts the Zap.
    Start,
    /// It does something.
    Plain,
    /// It decides which way the Zap goes, or whether it goes on.
    Fork,
    /// It repeats what follows.
    Loop,
    /// It calls another Zap, or is where another Zap calls this one.
    SubZap,
}

/// What was found at a step, or about the whole Zap.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Marks {
    /// The worst of the findings nobody waived.
    pub(super) worst: Option<Severity>,
    /// How many findings nobody waived.
    pub(super) open: usize,
    /// How many somebody accepted.
    pub(super) accepted: usize,
    /// A part of it could not be read.
    pub(super) unread: bool,
}

impl Row {
    /// The row's stops at which something leaves.
    pub(super) fn leaving(&self) -> impl Iterator<Item = &Stop> {
        self.stops.iter().filter(|stop| stop.leaves)
    }
}

/// All rows, in the editor's order.
pub(super) fn rows(facts: &Facts<'_>, report: &ZapReport) -> Vec<Row> {
    let all = tree::places(facts.zap).into_iter().zip(traffic::stops(facts)).zip(&facts.steps).zip(&report.steps);
    all.map(|(((place, stops), facts), name)| Row {
        id: name.id.clone(),
        number: name.number,
        name: visible::line(&name.name).into_owned(),
        place,
        form: match (facts.product, facts.step.kind) {
            (Product::SubZap, _) => Form::SubZap,
            (Product::Looping, _) => Form::Loop,
            (_, StepKind::Trigger) => Form::Start,
            (_, StepKind::Filter | StepKind::Paths | StepKind::PathRule) => Form::Fork,
            _ => Form::Plain,
        },
        stops,
        goes_to: traffic::goes_to(facts),
        marks: marks(report, Some(name.number)),
    })
    .collect()
}

/// The findings at a step, by its number; `None` for those about the whole Zap.
pub(super) fn marks(report: &ZapReport, step: Option<usize>) -> Marks {
    let mut marks = Marks::default();
    for finding in report.findings.iter().filter(|finding| finding.step_number == step) {
        if finding.waived.is_some() {
            marks.accepted += 1;
        } else {
            marks.open += 1;
            marks.worst = marks.worst.max(Some(finding.severity));
        }
    }
    marks.unread = report.unread().any(|entry| entry.step_number == step);
    marks
}
