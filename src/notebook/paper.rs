//! The working paper of one Zap: its own notes, and those that hold for the whole account.

use super::{Named, Notes, Tick, tick, waived};
use crate::{
    history::History,
    policy::Policy,
    report::{ZapReport, trend::Earlier},
    zap::Zap,
};

/// What there is to lay over a report.
#[derive(Debug, Clone, Copy)]
pub struct Paper<'n> {
    /// The Zap's notes; `None` for a Zap of which nothing can be kept.
    pub notes: Option<&'n Notes>,
    /// The ticks of the whole account.
    pub account: &'n [Tick],
}

impl<'n> Paper<'n> {
    /// Somebody does not want this Zap to be checked.
    #[must_use]
    pub fn is_paused(self) -> bool {
        self.notes.is_some_and(|notes| notes.paused)
    }

    /// When the Zap was reviewed and copied, once it was.
    #[must_use]
    pub fn record(self) -> Option<&'n History> {
        self.notes?.record.as_ref()
    }

    /// How it went so far, once it was checked in the editor.
    #[must_use]
    pub fn earlier(self) -> Option<Earlier<'n>> {
        let notes = self.notes?;
        // Of as many as are kept there may have been more.
        let found = (notes.findings.len() < Named::MOST).then_some(notes.findings.as_slice());
        Some(Earlier { checks: &notes.checks, found })
    }

    /// What somebody noted beside an item.
    #[must_use]
    pub fn tick(self, item: &str) -> Option<&'n Tick> {
        let own = self.notes.map_or(&[][..], |notes| &notes.ticks);
        own.iter().chain(self.account).find(|tick| tick.item == item)
    }

    /// Whether a finding was accepted here.
    #[must_use]
    pub fn has_waived(self, fingerprint: &str) -> bool {
        self.notes.is_some_and(|notes| notes.waived.iter().any(|known| known.fingerprint == fingerprint))
    }

    /// Marks in a report what was accepted and what is done.
    pub fn mark(self, report: &mut ZapReport, zap: &Zap, policy: &Policy, today: &str) {
        if let Some(notes) = self.notes {
            waived::mark(&notes.waived, report, zap, policy, today);
        }
        let language = report.language.clone();
        for item in &mut report.checklist {
            if let Some(found) = self.tick(item.id) {
                tick::mark(item, found, &language);
            }
        }
    }
}
