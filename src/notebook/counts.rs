//! How many findings there are of each severity.

use serde::{Deserialize, Serialize};

use crate::{
    finding::Severity,
    report::{ReportedFinding, ZapReport},
};

/// Open findings by severity, the worst first, as in [`Severity::ALL`].
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Counts([usize; 5]);

impl Counts {
    /// Those of a report that nobody accepted.
    #[must_use]
    pub fn of_report(report: &ZapReport) -> Self {
        Self::of_findings(report.open())
    }

    /// Those of some findings.
    pub(crate) fn of_findings<'r>(findings: impl Iterator<Item = &'r ReportedFinding>) -> Self {
        let mut counts = Self::default();
        for finding in findings {
            if let Some(count) = counts.0.get_mut(place(finding.severity)) {
                *count += 1;
            }
        }
        counts
    }

    /// Those of some findings, for each of the ten measures in order.
    pub(crate) fn by_measure<'r>(findings: impl Iterator<Item = &'r ReportedFinding>) -> [Self; 10] {
        let mut measures = [Self::default(); 10];
        for finding in findings {
            if let Some(counts) = measures.get_mut(finding.measure as usize) {
                counts.add(&Self::of_findings(std::iter::once(finding)));
            }
        }
        measures
    }

    /// Adds others.
    pub(crate) fn add(&mut self, others: &Self) {
        for (count, more) in self.0.iter_mut().zip(others.0) {
            *count = count.saturating_add(more);
        }
    }

    /// How many there are of a severity.
    #[must_use]
    pub fn of(self, severity: Severity) -> usize {
        self.0.get(place(severity)).copied().unwrap_or(0)
    }

    /// How many there are.
    #[must_use]
    pub fn total(self) -> usize {
        self.0.iter().fold(0, |total, count| total.saturating_add(*count))
    }

    /// The worst severity there is.
    #[must_use]
    pub fn worst(self) -> Option<Severity> {
        Severity::ALL.into_iter().find(|severity| self.of(*severity) > 0)
    }
}

const fn place(severity: Severity) -> usize {
    Severity::Critical as usize - severity as usize
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_go_by_severity() {
        let counts: Counts = serde_json::from_str("[0,2,0,1,0]").unwrap();
        assert_eq!(Severity::ALL.map(|severity| counts.of(severity)), [0, 2, 0, 1, 0]);
        assert_eq!((counts.total(), counts.worst()), (3, Some(Severity::High)));
        assert_eq!((Counts::default().total(), Counts::default().worst()), (0, None));
    }
}
