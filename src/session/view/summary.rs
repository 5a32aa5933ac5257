//! How many findings there are of what kind.

use serde::{Deserialize, Serialize};

use super::Group;
use crate::{finding::Measure, notebook::Counts, report::ZapReport};

/// The findings by severity and by measure.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Summary {
    /// Those that count.
    pub counts: Counts,
    /// The same for each of the ten measures, in their order.
    pub measures: Vec<MeasureCount>,
    /// How many were accepted.
    pub accepted: usize,
    /// How many came since the last review.
    pub new: usize,
}

/// The findings of a measure.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MeasureCount {
    /// Its number, 1 to 10.
    pub measure: u8,
    /// "Encryption".
    pub title: String,
    /// Its findings.
    pub counts: Counts,
}

impl Summary {
    pub(super) fn new(report: &ZapReport, groups: &[Group]) -> Self {
        let measure = |measure: Measure| MeasureCount {
            measure: measure.number(),
            title: report.language.word(measure.title()).to_owned(),
            counts: Counts::of_findings(report.open().filter(|finding| finding.measure == measure)),
        };
        Self {
            counts: Counts::of_report(report),
            measures: Measure::ALL.map(measure).into(),
            accepted: report.findings.iter().filter(|finding| finding.waived.is_some()).count(),
            new: groups.iter().flat_map(|group| &group.findings).filter(|entry| entry.is_new).count(),
        }
    }
}
