//! Findings that somebody accepted on this machine.

use serde::{Deserialize, Serialize};

use crate::{
    policy::{Policy, Waiver},
    report::ZapReport,
    zap::Zap,
};

/// A finding that somebody accepted: until a day, and until what stands there changes.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Waived {
    /// The finding's fingerprint.
    pub fingerprint: String,
    /// Why it may stay.
    pub reason: String,
    /// Who accepted it; empty where that is not known.
    pub by: String,
    /// The last day it holds, `2027-01-31`.
    pub until: Option<String>,
    /// The day it was accepted.
    pub when: String,
    /// The hash of what stood there then.
    pub place: Option<String>,
}

impl Waived {
    fn as_waiver(&self) -> Waiver {
        Waiver {
            fingerprint: self.fingerprint.clone(),
            reason: self.reason.clone(),
            by: Some(self.by.clone()).filter(|by| !by.is_empty()),
            until: self.until.clone(),
        }
    }

    /// Whether what stands there now is what stood there when it was accepted, as far as that can be told.
    fn is_same_place(&self, zap: &Zap, step: Option<&str>, field: Option<&str>) -> bool {
        let Some(then) = &self.place else { return true };
        super::place_hash(zap, step, field).is_none_or(|now| now == *then)
    }
}

/// Marks the findings of a report that were accepted and are still the same.
pub(super) fn mark(waived: &[Waived], report: &mut ZapReport, zap: &Zap, policy: &Policy, today: &str) {
    for finding in report.findings.iter_mut().filter(|finding| finding.waived.is_none()) {
        let Some(known) = waived.iter().find(|known| known.fingerprint == finding.fingerprint) else { continue };
        let waiver = known.as_waiver();
        if waiver.holds(today) && known.is_same_place(zap, finding.step.as_deref(), finding.field.as_deref()) {
            finding.accept(&waiver, policy);
        }
    }
}
