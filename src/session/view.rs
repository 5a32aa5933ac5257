//! What the panel and the popup show: plain texts in the order of the screen.

use crate::letters::sentence;
use serde::{Deserialize, Serialize};

use super::{Paint, State};
use crate::{
    finding::{Measure, Severity},
    report::{ItemState, ReportedFinding, ZapReport},
    say,
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
    /// Groups of findings: the whole Zap, then step by step.
    pub groups: Vec<Group>,
    /// What was not checked, each a sentence with its place.
    pub not_checked: Vec<String>,
    /// The checklist, measure by measure.
    pub checklist: Vec<Section>,
}

/// The findings of one step.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Group {
    /// "Step 2 · POST in Webhooks by Zapier".
    pub heading: String,
    /// Its findings, the worst first.
    pub findings: Vec<Entry>,
}

/// One finding.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Entry {
    /// `Z301`, to read about it.
    pub rule: String,
    /// "High: Request without encryption (Z301), step 2".
    pub name: String,
    /// How bad it is.
    pub severity: Severity,
    /// The step's id, to scroll to its card.
    pub step: Option<String>,
    /// "url", where it is about a field.
    pub field: Option<String>,
    /// What is wrong here.
    pub what: String,
    /// The piece that shows it, masked.
    pub evidence: Option<String>,
    /// "1 Catch Hook → 3 Send Channel Message".
    pub path: Option<String>,
    /// Why it matters.
    pub why: String,
    /// What to do next.
    pub fix: String,
    /// Why it was accepted, where it was.
    pub waived: Option<String>,
}

/// The checklist's items of one measure.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Section {
    /// "3. Encryption".
    pub heading: String,
    /// The items that concern this Zap.
    pub items: Vec<Item>,
}

/// An item of the checklist.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Item {
    /// `K1`.
    pub id: String,
    /// What to confirm.
    pub text: String,
    /// Where to look.
    pub place: String,
    /// When it is done.
    pub done_when: String,
}

impl View {
    /// The view of what is painted, with the report behind it where there is one.
    #[must_use]
    pub fn new(paint: &Paint, report: Option<&ZapReport>) -> Self {
        let mut view =
            Self { status: paint.status.clone(), unreadable: paint.state == State::CannotRead, ..Self::default() };
        if let Some(report) = report {
            view.title = report.name().to_owned();
            view.groups = groups(report);
            view.not_checked = not_checked(report);
            view.checklist = Measure::ALL.iter().filter_map(|&measure| section(report, measure)).collect();
        }
        view
    }
}

fn groups(report: &ZapReport) -> Vec<Group> {
    let whole = std::iter::once((None, report.language.said(&say!("The whole Zap"))));
    let steps = report
        .steps
        .iter()
        .map(|step| (Some(step.number), report.language.said(&say!("Step {} · {}", step.number, &step.name))));
    whole
        .chain(steps)
        .filter_map(|(number, heading)| {
            let findings: Vec<Entry> = report
                .findings
                .iter()
                .filter(|finding| finding.step_number == number)
                .map(|finding| entry(report, finding))
                .collect();
            (!findings.is_empty()).then_some(Group { heading, findings })
        })
        .collect()
}

fn entry(report: &ZapReport, finding: &ReportedFinding) -> Entry {
    let name = match finding.step_number {
        Some(number) => format!("{}, {}", finding.heading(), report.language.said(&say!("step {}", number))),
        None => format!("{}, {}", finding.heading(), report.language.word("the whole Zap")),
    };
    let path: Vec<String> = finding
        .path
        .iter()
        .filter_map(|id| report.steps.iter().find(|step| step.id == *id))
        .map(|step| format!("{} {}", step.number, step.name))
        .collect();
    Entry {
        rule: finding.rule.to_owned(),
        name,
        severity: finding.severity,
        step: finding.step.clone(),
        field: finding.field.clone(),
        what: finding.message.clone(),
        evidence: finding.evidence.clone(),
        path: (path.len() > 1).then(|| path.join(" → ")),
        why: finding.why.to_string(),
        fix: finding.fix.clone(),
        waived: finding.waived.as_ref().map(|waived| waived.reason.clone()),
    }
}

fn not_checked(report: &ZapReport) -> Vec<String> {
    report
        .not_checked
        .iter()
        .map(|entry| match entry.rule {
            Some(rule) => format!("{rule}, {}: {}.", entry.place(), entry.reason.trim_end_matches('.')),
            None => format!("{}: {}.", sentence(&entry.place()), entry.reason.trim_end_matches('.')),
        })
        .collect()
}

fn section(report: &ZapReport, measure: Measure) -> Option<Section> {
    let items: Vec<Item> = report
        .checklist
        .iter()
        .filter(|item| item.measure == measure && item.state != ItemState::NotApplicable)
        .map(|item| Item {
            id: item.id.to_owned(),
            text: item.text.to_string(),
            place: item.place.to_string(),
            done_when: item.done_when.to_string(),
        })
        .collect();
    let heading = format!("{}. {}", measure.number(), report.language.word(measure.title()));
    (!items.is_empty()).then_some(Section { heading, items })
}
