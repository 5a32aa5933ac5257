//! The findings, step by step.

use serde::{Deserialize, Serialize};

use super::{Shown, review};
use crate::{
    finding::Severity,
    lint::masker_of,
    notebook::Notebook,
    report::{ReportedFinding, ZapReport},
    rules::reference,
    say,
    session::safer::safer,
    word,
};

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
    /// What it is known by, to accept it.
    pub fingerprint: String,
    /// `Z301`, to read about it.
    pub rule: String,
    /// "Request without encryption".
    pub title: String,
    /// The number of its measure, 1 to 10.
    pub measure: u8,
    /// "High: Request without encryption (Z301), step 2".
    pub name: String,
    /// How bad it is.
    pub severity: Severity,
    /// It came since the last review.
    pub is_new: bool,
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
    /// A value that would be safer, where there is one to copy.
    pub safer: Option<Safer>,
    /// Standards and pages.
    pub references: Vec<Reference>,
    /// Who accepted it, where somebody did.
    pub accepted: Option<Accepted>,
    /// That somebody accepted it, with what was noted, where the company does not allow that.
    pub refused: Option<String>,
    /// Why it cannot be accepted, where it cannot.
    pub locked: Option<String>,
}

/// A value to put in the field instead.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Safer {
    /// What it is: "The address with https".
    pub label: String,
    /// The value. It holds no secret.
    pub text: String,
}

/// A standard that a rule rests on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reference {
    /// `CWE-319`.
    pub name: String,
    /// Where it can be read.
    pub page: Option<String>,
}

/// Somebody accepted a finding.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Accepted {
    /// "Accepted by Ada until 2027-01-31: known supplier".
    pub sentence: String,
    /// Why.
    pub reason: String,
    /// Who.
    pub by: Option<String>,
    /// The last day it holds, `2027-01-31`.
    pub until: Option<String>,
    /// It was accepted here, and can be taken back here; otherwise it is in the policy.
    pub here: bool,
}

pub(super) fn groups(shown: &Shown<'_>, report: &ZapReport) -> Vec<Group> {
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
                .map(|finding| entry(shown, report, finding))
                .collect();
            (!findings.is_empty()).then_some(Group { heading, findings })
        })
        .collect()
}

fn entry(shown: &Shown<'_>, report: &ZapReport, finding: &ReportedFinding) -> Entry {
    let path = report.path_of(finding);
    Entry {
        fingerprint: finding.fingerprint.clone(),
        rule: finding.rule.to_string(),
        title: finding.title.to_string(),
        measure: finding.measure.number(),
        name: finding.name(),
        severity: finding.severity,
        is_new: review::is_new(shown, finding),
        step: finding.step.clone(),
        field: finding.field.clone(),
        what: finding.message.clone(),
        evidence: finding.evidence.clone(),
        path: (finding.path.len() > 1).then_some(path),
        why: finding.why.to_string(),
        fix: finding.fix.clone(),
        safer: shown.zap.and_then(|zap| safer(zap, finding, &|| masker_of(zap), shown.language)),
        references: finding.references.iter().map(|name| Reference::to(name)).collect(),
        accepted: accepted(shown, finding),
        refused: finding.not_accepted(),
        locked: locked(shown, finding),
    }
}

impl Reference {
    /// One by its name.
    pub(in crate::session) fn to(name: &str) -> Self {
        Self { name: name.to_owned(), page: reference::page(name) }
    }
}

fn accepted(shown: &Shown<'_>, finding: &ReportedFinding) -> Option<Accepted> {
    let waived = finding.waived.as_ref()?;
    Some(Accepted {
        sentence: finding.accepted()?,
        reason: waived.reason.clone(),
        by: waived.by.clone(),
        until: waived.until.clone(),
        here: shown.paper.has_waived(&finding.fingerprint),
    })
}

/// Why a finding cannot be accepted here.
fn locked(shown: &Shown<'_>, finding: &ReportedFinding) -> Option<String> {
    let can_keep = shown.saved.is_some_and(|zap| Notebook::can_keep(&zap.id));
    let reason = if !shown.policy.takes_waivers(&finding.rule) {
        word!("Your company has decided that findings of this rule cannot be accepted.")
    } else if !can_keep {
        word!("This Zap has no number yet to remember it by: once Zapier has saved it, reload the page.")
    } else {
        return None;
    };
    Some(shown.language.word(reason).to_owned())
}
