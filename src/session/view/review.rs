//! The last review, and what is different since.

use serde::{Deserialize, Serialize};

use super::Shown;
use crate::{
    diff::Snapshot,
    notebook::Review,
    report::{ReportedFinding, ZapReport},
};

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

pub(super) fn review(shown: &Shown<'_>, report: &ZapReport) -> Option<Reviewed> {
    let review = last(shown)?;
    let now = Snapshot::of(shown.saved?);
    let then = Snapshot::read(&review.snapshot);
    let changes = then.map(|then| then.changes_to(&now)).unwrap_or_default();
    let is_gone = |fingerprint: &str| report.findings.iter().all(|finding| finding.fingerprint != fingerprint);
    let gone = review.findings.iter().filter(|named| is_gone(&named.fingerprint));
    Some(Reviewed {
        when: shown.language.day(&review.when),
        by: review.by.clone(),
        changes: changes.iter().map(|change| shown.language.said(&change.sentence)).collect(),
        new: report.findings.iter().filter(|finding| is_new(shown, finding)).map(ReportedFinding::name).collect(),
        gone: gone.filter_map(|named| named.name(shown.policy, shown.language)).collect(),
    })
}

/// Whether a finding came since the last review; without one nothing is new.
pub(super) fn is_new(shown: &Shown<'_>, finding: &ReportedFinding) -> bool {
    last(shown).is_some_and(|review| review.findings.iter().all(|named| named.fingerprint != finding.fingerprint))
}

fn last<'s>(shown: &Shown<'s>) -> Option<&'s Review> {
    shown.paper.notes?.review.as_ref()
}
