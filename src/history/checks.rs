//! What was checked when: of each Zap, and of all Zaps of a run together.
//!
//! Bounded: of each Zap [`MOST_DAYS`] days, of an unchanged stretch of them only the first and the last; of its last check the
//! findings, where there are no more than [`Named::MOST`]; of the account [`MOST_CHECKS`] days. A Zap that none of these met
//! is forgotten, unless somebody reviewed or exported it. Days stay in the order in which they came, so that a clock that
//! was wrong once does no harm for long.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{Entry, History, Past, content_hash, key};
use crate::{
    notebook::{Check, Counts, Named},
    report::ZapReport,
    zap::Zap,
};

/// So many days are kept of each Zap.
const MOST_DAYS: usize = 20;

/// So many days are kept of the account.
const MOST_CHECKS: usize = 100;

/// All Zaps of a run, on a day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Total {
    /// `2026-11-24`.
    pub day: String,
    /// How many Zaps there were.
    pub zaps: usize,
    /// The findings that nobody had accepted.
    pub counts: Counts,
}

/// A check of any number of Zaps, before it is remembered.
#[derive(Debug, Clone)]
pub struct Round {
    total: Total,
    /// By what they are known by; nothing of those that cannot be told apart.
    zaps: BTreeMap<String, Option<Seen>>,
}

/// How a Zap was seen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Seen {
    zap: String,
    title: String,
    check: Check,
    found: Option<Vec<Named>>,
}

impl Seen {
    /// By its report; nothing of a Zap that has neither a number nor a title.
    #[must_use]
    pub fn new(zap: &Zap, report: &ZapReport, today: &str) -> Option<Self> {
        let counts = Counts::of_report(report);
        let check = Check { day: today.to_owned(), counts, content: Some(content_hash(zap)) };
        Some(Self { zap: key(zap)?, title: report.title.clone(), check, found: Named::whole(report) })
    }

    /// The day, and how much was found.
    #[must_use]
    pub const fn check(&self) -> &Check {
        &self.check
    }
}

impl Round {
    /// Of no Zap yet, on this day (`2026-11-24`).
    #[must_use]
    pub fn new(today: &str) -> Self {
        let total = Total { day: today.to_owned(), zaps: 0, counts: Counts::default() };
        Self { total, zaps: BTreeMap::new() }
    }

    /// Adds a Zap. Of two that are known by the same and are not the same nothing can be said later.
    pub fn add(&mut self, seen: Seen) {
        self.total.zaps += 1;
        self.total.counts.add(&seen.check.counts);
        match self.zaps.get_mut(&seen.zap) {
            Some(known) if known.as_ref() != Some(&seen) => *known = None,
            Some(_) => {}
            None => {
                self.zaps.insert(seen.zap.clone(), Some(seen));
            }
        }
    }

    /// All its Zaps.
    #[must_use]
    pub const fn total(&self) -> &Total {
        &self.total
    }
}

impl<'h> Past<'h> {
    /// The days on which it was checked, as they came.
    #[must_use]
    pub fn checks(&self) -> &'h [Check] {
        self.entry.map_or(&[], |entry| &entry.checks)
    }

    /// What was found the last time, where all of it is known.
    #[must_use]
    pub fn found(&self) -> Option<&'h [Named]> {
        self.entry?.found.as_deref()
    }
}

impl History {
    /// The days on which the account was checked, as they came.
    #[must_use]
    pub fn checks(&self) -> &[Total] {
        &self.checks
    }

    /// How many Zaps of the last check are not in this one.
    #[must_use]
    pub fn missing(&self, round: &Round) -> usize {
        let Some(last) = self.checks.last() else { return 0 };
        let was_there = |entry: &Entry| entry.checks.last().is_some_and(|check| check.day == last.day);
        self.zaps.iter().filter(|(zap, entry)| was_there(entry) && !round.zaps.contains_key(*zap)).count()
    }

    /// Remembers a check. A second one on the same day stands for the first.
    pub fn remember(&mut self, round: Round) {
        self.schema = Self::SCHEMA;
        keep(&mut self.checks, round.total, MOST_CHECKS, |total| &total.day);
        for seen in round.zaps.into_values().flatten() {
            let entry = self.entry(seen.zap);
            entry.title = Some(seen.title).filter(|title| !title.is_empty());
            entry.found = seen.found;
            keep(&mut entry.checks, seen.check, MOST_DAYS, |check| &check.day);
            if let [.., before, middle, last] = entry.checks.as_slice()
                && is_same(before, middle)
                && is_same(middle, last)
            {
                entry.checks.remove(entry.checks.len() - 2);
            }
        }
        if self.checks.len() == MOST_CHECKS {
            let is_known = |day: &str| self.checks.iter().any(|total| total.day == day);
            self.zaps.retain(|_, entry| {
                let was_met = entry.checks.last().is_some_and(|check| is_known(&check.day));
                was_met || !entry.reviews.is_empty() || !entry.exports.is_empty()
            });
        }
    }
}

/// Adds a day, which stands for an earlier one of the same name, and leaves the latest.
fn keep<T>(days: &mut Vec<T>, new: T, most: usize, day: impl Fn(&T) -> &String) {
    days.retain(|known| day(known) != day(&new));
    days.push(new);
    let too_many = days.len().saturating_sub(most);
    days.drain(..too_many);
}

fn is_same(one: &Check, other: &Check) -> bool {
    one.content == other.content && one.counts == other.counts
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::testkit::*;

    fn zap(id: &str) -> Zap {
        let [mut draft, _] = zaps("Lead intake", &[hook().into(), slack("x").into()]);
        id.clone_into(&mut draft.id);
        draft
    }

    /// A check of Zaps with so many findings each.
    fn round(day: &str, zaps: &[(&str, u32)]) -> Round {
        let mut round = Round::new(day);
        for (id, number) in zaps {
            let zap = zap(id);
            let report = crate::lint::lint(&zap, &crate::policy::Policy::default(), day);
            let mut seen = Seen::new(&zap, &report, day).unwrap();
            seen.check.counts = serde_json::from_str(&format!("[0,{number},0,0,0]")).unwrap();
            round.add(seen);
        }
        round
    }

    fn day(number: i64) -> String {
        let first = time::Date::from_calendar_date(2026, time::Month::January, 1).unwrap();
        (first + time::Duration::days(number)).to_string()
    }

    #[test]
    fn of_each_zap_and_of_the_account_the_latest_days_are_kept() {
        let mut history = History::default();
        for number in 0..150 {
            let findings = u32::try_from(number).unwrap();
            history.remember(round(&day(number), &[("1", findings), ("2", findings / 50)]));
        }
        assert_eq!((history.checks.len(), history.checks[0].day.as_str()), (100, day(50).as_str()));
        let checks = |zap: &str| &history.zaps[zap].checks;
        assert_eq!((checks("1").len(), checks("1")[0].day.as_str()), (20, day(130).as_str()));
        // Of what did not change the first and the last day.
        let days: Vec<&str> = checks("2").iter().map(|check| check.day.as_str()).collect();
        assert_eq!(days, [0, 49, 50, 99, 100, 149].map(day));
        // A second check of a day stands for the first.
        history.remember(round(&day(149), &[("1", 7)]));
        assert_eq!((history.checks.len(), history.zaps["1"].checks[19].counts.total()), (100, 7));
    }

    #[test]
    fn a_zap_that_was_long_not_seen_is_forgotten_unless_it_has_marks() {
        let mut history = History::default();
        history.remember(round(&day(0), &[("1", 1), ("2", 1)]));
        history.mark(&zap("2"), "", super::super::Deed::Review, &day(0), None);
        for number in 1..101 {
            history.remember(round(&day(number), &[("3", 1)]));
        }
        assert_eq!(history.zaps.keys().collect::<Vec<_>>(), ["2", "3"]);
    }

    #[test]
    fn zaps_that_cannot_be_told_apart_are_not_remembered() {
        let mut history = History::default();
        history.remember(round(&day(0), &[("1", 1), ("1", 1), ("2", 1), ("2", 3), ("3", 2)]));
        assert_eq!(history.zaps.keys().collect::<Vec<_>>(), ["1", "3"]);
        assert_eq!((history.checks[0].zaps, history.checks[0].counts.total()), (5, 8));
        assert_eq!(history.missing(&round(&day(1), &[("2", 1), ("3", 1)])), 1);
    }

    #[test]
    fn a_day_of_a_wrong_clock_is_behind_us_with_the_next() {
        let mut history = History::default();
        for (day, findings) in [("2026-11-20", 3), ("2099-01-01", 2), ("2026-11-21", 1)] {
            history.remember(round(day, &[("1", findings)]));
        }
        let past = history.of(&zap("1"), "2026-11-22");
        assert_eq!(past.checks().last().map(|check| check.day.as_str()), Some("2026-11-21"));
    }

    #[test]
    fn a_record_of_the_first_form_is_read_and_written_in_this_one() {
        let first = r#"{"schema": 1, "zaps": [{"zap": "351813905", "title": "Lead intake",
            "reviews": [{"when": "2026-11-20", "by": "Kim", "content": "9f86d081"}],
            "exports": [{"when": "2026-11-21T08:00:00Z", "content": "9f86d081"}]}]}"#;
        let mut history = History::read(first).unwrap();
        history.remember(round("2026-11-24", &[("351813905", 2)]));
        let mut text = Vec::new();
        history.write(&mut text).unwrap();
        let text = String::from_utf8(text).unwrap();
        assert!(text.starts_with("{\"schema\": 2,\n"), "{text}");
        assert_eq!(text.lines().count(), 5, "a line for each day and each Zap: {text}");
        let again = History::read(&text).unwrap();
        assert_eq!(again, history);
        let entry = &again.zaps["351813905"];
        assert_eq!((entry.reviews[0].by.as_deref(), entry.exports.len(), entry.checks.len()), (Some("Kim"), 1, 1));
    }
}
