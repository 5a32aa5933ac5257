//! The last time that somebody looked at the whole Zap.

use serde::{Deserialize, Serialize};

use crate::{
    finding::Severity,
    policy::Policy,
    report::{ReportedFinding, ZapReport},
    rules, say,
    words::{Language, Word},
};

/// A review, with what the Zap was then.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Review {
    /// The day.
    pub when: String,
    /// Who it was; empty where that is not known.
    pub by: String,
    /// What the Zap was: a [`Snapshot`](crate::diff::Snapshot) as text.
    pub snapshot: String,
    /// What was found then.
    pub findings: Vec<Named>,
}

/// A finding by what it is known and called by, in any language.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Named {
    /// Its fingerprint.
    pub fingerprint: String,
    /// `Z301`.
    pub rule: String,
    /// How bad it was.
    pub severity: Severity,
    /// The step's number; `None` for the whole Zap.
    #[serde(default)]
    pub step: Option<usize>,
    /// Somebody had accepted it.
    #[serde(default)]
    pub accepted: bool,
}

impl Named {
    fn of(finding: &ReportedFinding) -> Self {
        Self {
            fingerprint: finding.fingerprint.clone(),
            rule: finding.rule.to_string(),
            severity: finding.severity,
            step: finding.step_number,
            accepted: finding.waived.is_some(),
        }
    }

    /// So many findings are kept of a report.
    pub(crate) const MOST: usize = 200;

    /// The worst findings of a report, as many as are kept.
    pub(crate) fn all(report: &ZapReport) -> Vec<Self> {
        report.findings.iter().take(Self::MOST).map(Self::of).collect()
    }

    /// All findings of a report; nothing where there are more than are kept.
    pub(crate) fn whole(report: &ZapReport) -> Option<Vec<Self>> {
        (report.findings.len() <= Self::MOST).then(|| Self::all(report))
    }

    /// "High: Request without encryption (Z301), step 2". `None` for a rule that is no more.
    #[must_use]
    pub fn name(&self, policy: &Policy, language: &Language) -> Option<String> {
        let title = match rules::by_id(&self.rule) {
            Some(rule) => language.word(Word::new(rule.title)),
            None => &policy.rule(&self.rule)?.title,
        };
        let place = match self.step {
            Some(step) => language.said(&say!("step {}", step)),
            None => language.word("the whole Zap").to_owned(),
        };
        Some(format!("{}: {title} ({}), {place}", language.word(self.severity.label()), self.rule))
    }
}
