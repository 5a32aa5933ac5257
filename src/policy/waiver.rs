//! Findings that somebody accepted.

use serde::{Deserialize, Serialize};

use crate::history::is_day;

/// A finding that somebody accepted: it is still shown, as waived, and no longer counts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Waiver {
    /// The finding's fingerprint.
    pub fingerprint: String,
    /// Why it is accepted; one without a reason does not hold.
    pub reason: String,
    /// Who accepted it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<String>,
    /// The last day it holds, `2027-01-31`; a waiver with a date that cannot be read does not hold.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<String>,
}

impl Waiver {
    /// Whether it holds on that day (`2026-11-24`).
    pub(crate) fn holds(&self, today: &str) -> bool {
        let in_time = match self.until.as_deref() {
            None => true,
            Some(until) => is_day(until) && today <= until,
        };
        in_time && !self.reason.trim().is_empty()
    }
}

/// The waivers, and more of them: of two for one finding the later one stands.
pub(super) fn with_more(mut waivers: Vec<Waiver>, more: &[Waiver]) -> Vec<Waiver> {
    waivers.retain(|waiver| !more.iter().any(|other| other.fingerprint == waiver.fingerprint));
    waivers.extend(more.iter().cloned());
    waivers
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waivers_end_and_need_a_reason() {
        let waiver = |reason: &str, until: Option<&str>| Waiver {
            fingerprint: "f".into(),
            reason: reason.into(),
            by: None,
            until: until.map(Into::into),
        };
        assert!(waiver("known", None).holds("2026-11-24"));
        assert!(waiver("known", Some("2026-11-24")).holds("2026-11-24"));
        assert!(!waiver("known", Some("2026-11-23")).holds("2026-11-24"));
        for no_day in ["next year", "2026-13-01", "2026-12-40", "2027-01-31T00:00:00Z"] {
            assert!(!waiver("known", Some(no_day)).holds("2026-11-24"), "{no_day}");
        }
        assert!(!waiver(" ", None).holds("2026-11-24"));
    }
}
