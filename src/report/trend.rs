//! How findings went over time, and what is different since the last check: of a Zap, and of all Zaps together.

use super::{ReportedFinding, ZapReport, findings, zaps};
use crate::{
    finding::Severity,
    history::{History, Past, Round, Total},
    notebook::{Check, Counts, Named},
    policy::Policy,
    say,
    words::{Day, Language, Said},
};

/// How a Zap went.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Trend {
    /// The days on which it was checked, this one at the end.
    pub days: Vec<Check>,
    /// What is different since the last check; nothing where its findings are not known.
    pub drift: Option<Drift>,
}

/// What is different since the last check of a Zap.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Drift {
    /// The day of that check.
    pub since: String,
    /// The findings that came since, by their names.
    pub new: Vec<String>,
    /// Those that are gone, by their names.
    pub gone: Vec<String>,
    /// What the Zap does is what it did then, so that the difference comes from the rules or the policy.
    pub is_same_zap: bool,
}

/// What is known of earlier checks of a Zap.
#[derive(Debug, Clone, Copy)]
pub struct Earlier<'e> {
    /// The days, as they came.
    pub checks: &'e [Check],
    /// What the last one found, where all of it is known.
    pub found: Option<&'e [Named]>,
}

impl<'h> From<&Past<'h>> for Earlier<'h> {
    fn from(past: &Past<'h>) -> Self {
        Self { checks: past.checks(), found: past.found() }
    }
}

impl Trend {
    /// With what was found `now`; nothing where the Zap was never checked before.
    #[must_use]
    pub fn new(earlier: Earlier<'_>, now: Check, report: &ZapReport, policy: &Policy) -> Option<Self> {
        let last = earlier.checks.last()?;
        let drift = earlier.found.map(|found| {
            let is_new = |finding: &&ReportedFinding| found.iter().all(|one| one.fingerprint != finding.fingerprint);
            let is_gone = |one: &&Named| report.findings.iter().all(|now| now.fingerprint != one.fingerprint);
            let gone = found.iter().filter(is_gone).filter_map(|named| named.name(policy, &report.language));
            Drift {
                since: last.day.clone(),
                new: report.findings.iter().filter(is_new).map(ReportedFinding::name).collect(),
                gone: gone.collect(),
                is_same_zap: last.content.is_some() && last.content == now.content,
            }
        });
        let mut days: Vec<Check> = earlier.checks.iter().filter(|check| check.day != now.day).cloned().collect();
        days.push(now);
        Some(Self { days, drift })
    }

    /// How many findings are new since the last check, and how many are gone.
    #[must_use]
    pub fn numbers(&self) -> Option<(usize, usize)> {
        self.drift.as_ref().map(|drift| (drift.new.len(), drift.gone.len()))
    }
}

impl Drift {
    /// "Since the check on 20 November 2026: 2 findings are new, 1 finding is gone."
    #[must_use]
    pub fn said(&self) -> Said {
        let since = Day::from(self.since.as_str());
        let said = match (self.new.len(), self.gone.len()) {
            (0, 0) => return say!("Since the check on {}: no finding is new, and none is gone.", since),
            (new, 0) => say!("Since the check on {}: {}.", since, came(new)),
            (0, gone) => say!("Since the check on {}: {}.", since, went(gone)),
            (new, gone) => say!("Since the check on {}: {}, {}.", since, came(new), went(gone)),
        };
        if self.is_same_zap {
            say!("{} What the Zap does is as it was, so the rules or the policy have changed.", said)
        } else {
            said
        }
    }
}

fn came(number: usize) -> Said {
    match number {
        1 => say!("1 finding is new"),
        _ => say!("{} findings are new", number),
    }
}

fn went(number: usize) -> Said {
    match number {
        1 => say!("1 finding is gone"),
        _ => say!("{} findings are gone", number),
    }
}

/// How all Zaps together went.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct AccountTrend {
    /// The days on which they were checked, this one at the end.
    pub days: Vec<Total>,
    /// The day of the check before this one.
    pub since: String,
    /// How many findings came since the last check of their Zap.
    pub new: usize,
    /// How many are gone since.
    pub gone: usize,
    /// How many Zaps were checked before.
    pub known: usize,
    /// How many Zaps of the last check are not among these.
    pub missing: usize,
}

impl AccountTrend {
    /// Adds a Zap.
    pub fn add(&mut self, zap: &ZapReport) {
        let Some(trend) = &zap.trend else { return };
        self.known += 1;
        if let Some(drift) = &trend.drift {
            self.new += drift.new.len();
            self.gone += drift.gone.len();
        }
    }

    /// The last Zap was added; nothing where none of them was checked before.
    #[must_use]
    pub fn finish(mut self, history: &History, round: &Round) -> Option<Self> {
        if history.checks().is_empty() || self.known == 0 {
            return None;
        }
        let now = round.total();
        self.days = history.checks().iter().filter(|total| total.day != now.day).chain([now]).cloned().collect();
        self.since = history.checks().last().map(|last| last.day.clone()).unwrap_or_default();
        self.missing = history.missing(round);
        Some(self)
    }

    /// What is different, in sentences.
    #[must_use]
    pub fn said(&self) -> Vec<Said> {
        let Some(now) = self.days.last() else { return Vec::new() };
        let first = now.zaps.saturating_sub(self.known);
        let mut said = vec![match (self.new, self.gone) {
            (0, 0) => say!("Since each Zap was checked last, no finding is new, and none is gone."),
            (new, gone) => say!("Since each Zap was checked last: new findings: {}, gone: {}.", new, gone),
        }];
        if first > 0 {
            said.push(match first {
                1 => say!("1 Zap was not checked before."),
                _ => say!("{} Zaps were not checked before.", first),
            });
        }
        if self.missing > 0 {
            let day = Day::from(self.since.as_str());
            said.push(match self.missing {
                1 => say!("1 Zap of the check on {} is not among these.", day),
                missing => say!("{} Zaps of the check on {} are not among these.", missing, day),
            });
        }
        said
    }
}

/// A chart: a bar for each day, made of a piece for each severity, the worst at the bottom.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Chart {
    pub(crate) pieces: Vec<Piece>,
    /// The width of all of it; the height is [`Chart::HIGH`].
    pub(crate) width: usize,
    /// The same in words.
    pub(crate) sentence: Said,
}

/// A rectangle of one colour.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Piece {
    /// The severity as a word, or `none` for a day without findings.
    pub(crate) kind: &'static str,
    /// `x`, `y`, `width` and `height`, in [`Piece::SIDES`].
    pub(crate) sides: [usize; 4],
}

impl Piece {
    pub(crate) const SIDES: [&'static str; 4] = ["x", "y", "width", "height"];
}

/// A day in a chart.
pub(crate) struct Point<'p> {
    pub(crate) day: &'p str,
    pub(crate) counts: Counts,
    /// What there was, in words.
    pub(crate) said: Said,
}

impl<'p> From<&'p Check> for Point<'p> {
    fn from(check: &'p Check) -> Self {
        Self { day: &check.day, counts: check.counts, said: all(check.counts) }
    }
}

impl<'p> From<&'p Total> for Point<'p> {
    fn from(total: &'p Total) -> Self {
        let said = say!("{} in {}", all(total.counts), zaps(total.zaps));
        Self { day: &total.day, counts: total.counts, said }
    }
}

/// "3 findings", within a sentence.
fn all(counts: Counts) -> Said {
    match counts.total() {
        0 => say!("no findings"),
        number => findings(number),
    }
}

impl Chart {
    /// The height of the highest bar, and of the chart.
    pub(crate) const HIGH: usize = 48;
    /// A bar's room.
    const WIDE: usize = 9;
    /// More days than this do not fit: the latest are shown.
    const MOST: usize = 40;

    /// Of days as they came; nothing where there is nothing to compare.
    pub(crate) fn new<'p>(days: impl Iterator<Item = Point<'p>>) -> Option<Self> {
        let mut points: Vec<Point<'p>> = days.collect();
        points.drain(..points.len().saturating_sub(Self::MOST));
        let [first, .., last] = points.as_slice() else { return None };
        let (from, to) = (Day::from(first.day), Day::from(last.day));
        let sentence = say!("From {} on {} to {} on {}", &first.said, from, &last.said, to);
        let most = points.iter().map(|point| point.counts.total()).max().unwrap_or(0).max(1);
        let bars = points.iter().enumerate().flat_map(|(at, point)| Self::bar(at * Self::WIDE, point.counts, most));
        Some(Self { pieces: bars.collect(), width: points.len() * Self::WIDE, sentence })
    }

    fn bar(left: usize, counts: Counts, most: usize) -> Vec<Piece> {
        let mut bottom = Self::HIGH;
        let mut pieces = Vec::new();
        for severity in Severity::ALL {
            let high = (counts.of(severity) * Self::HIGH).div_ceil(most).min(bottom);
            if high > 0 {
                bottom -= high;
                pieces.push(Piece { kind: severity.word(), sides: [left, bottom, Self::WIDE - 2, high] });
            }
        }
        // A day without findings is a day, too.
        if pieces.is_empty() {
            pieces.push(Piece { kind: "none", sides: [left, Self::HIGH - 1, Self::WIDE - 2, 1] });
        }
        pieces
    }

    /// The same in words, in a language.
    pub(crate) fn told(&self, language: &Language) -> String {
        language.said(&self.sentence)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(day: &str, counts: &str) -> Check {
        Check { day: day.to_owned(), counts: serde_json::from_str(counts).unwrap(), content: None }
    }

    #[test]
    fn a_bar_is_as_high_as_its_day_and_the_worst_is_at_the_bottom() {
        let days = [
            check("2026-11-20", "[1,0,3,0,0]"),
            check("2026-11-21", "[0,2,0,0,0]"),
            check("2026-11-22", "[0,0,0,0,0]"),
        ];
        let chart = Chart::new(days.iter().map(Point::from)).unwrap();
        let pieces: Vec<(&str, [usize; 4])> = chart.pieces.iter().map(|piece| (piece.kind, piece.sides)).collect();
        assert_eq!(
            pieces,
            [
                ("critical", [0, 36, 7, 12]),
                ("medium", [0, 0, 7, 36]),
                ("high", [9, 24, 7, 24]),
                ("none", [18, 47, 7, 1])
            ]
        );
        let told = chart.told(&Language::ENGLISH);
        assert_eq!((chart.width, told.as_str()), (27, "From 4 findings on 20 Nov 2026 to no findings on 22 Nov 2026"));
        assert_eq!(Chart::new(days.iter().take(1).map(Point::from)), None);
    }

    #[test]
    fn a_small_share_is_seen_and_no_bar_is_too_high() {
        let days = [check("2026-11-20", "[1,1,1,1,999]"), check("2026-11-21", "[0,0,0,0,1]")];
        let chart = Chart::new(days.iter().map(Point::from)).unwrap();
        assert_eq!(chart.pieces.iter().map(|piece| piece.sides[3]).sum::<usize>(), Chart::HIGH + 1);
    }
}
