//! What is kept of one Zap.

use serde::{Deserialize, Serialize};

use super::{Counts, Named, Review, Tick, Waived, tick};
use crate::{history::History, report::ZapReport};

/// The notes about one Zap.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Notes {
    /// Its name, as a report shows it.
    pub title: String,
    /// The day it was checked last.
    pub seen: String,
    /// It is not checked.
    pub paused: bool,
    /// Its findings that were accepted.
    pub waived: Vec<Waived>,
    /// The items of its checklist that somebody saw to.
    pub ticks: Vec<Tick>,
    /// The last review.
    pub review: Option<Review>,
    /// When it was reviewed and copied, for the rules that ask for that.
    pub record: Option<History>,
    /// The findings of each day, the oldest first.
    pub checks: Vec<Check>,
    /// What was found last.
    pub findings: Vec<Named>,
}

/// The findings of a day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Check {
    /// `2026-11-24`.
    pub day: String,
    /// How many there were.
    pub counts: Counts,
    /// The hash of what the Zap did then, where it was asked for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub content: Option<String>,
}

impl Notes {
    /// So many days are kept.
    const MOST_CHECKS: usize = 100;

    /// Remembers how the Zap stands on a day; the last check of a day is the one that counts. Gives whether anything is new.
    pub fn checked(&mut self, report: &ZapReport, today: &str) -> bool {
        let before = (self.title.clone(), self.seen.clone(), self.findings.clone(), self.checks.last().cloned());
        let check = Check { day: today.to_owned(), counts: Counts::of_report(report), content: None };
        self.checks.retain(|known| known.day != today);
        self.checks.push(check);
        let too_many = self.checks.len().saturating_sub(Self::MOST_CHECKS);
        self.checks.drain(..too_many);
        self.title = report.title.clone();
        today.clone_into(&mut self.seen);
        self.findings = Named::all(report);
        before != (self.title.clone(), self.seen.clone(), self.findings.clone(), self.checks.last().cloned())
    }

    /// Remembers a waiver in place of an earlier one.
    pub fn waive(&mut self, waived: Waived) {
        self.unwaive(&waived.fingerprint);
        self.waived.push(waived);
    }

    /// Forgets a waiver; gives whether there was one.
    pub fn unwaive(&mut self, fingerprint: &str) -> bool {
        let before = self.waived.len();
        self.waived.retain(|known| known.fingerprint != fingerprint);
        self.waived.len() < before
    }

    /// Remembers what somebody noted beside an item.
    pub fn tick(&mut self, new: Tick) {
        tick::put(&mut self.ticks, new);
    }
}
