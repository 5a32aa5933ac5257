//! The Zaps that were checked on this machine, and what was found in them last.

use super::{Answer, Desk, KnownZap, SavedFinding, SavedReport};
use crate::{
    notebook::{Counts, Notes},
    report, say,
    words::Language,
};

impl Desk {
    pub(super) fn known(&mut self) -> Answer {
        let language = &self.language;
        Answer::Known(self.book.known().into_iter().map(|(zap, notes)| known(zap, notes, language)).collect())
    }

    pub(super) fn saved_report(&mut self, zap: &str) -> Answer {
        let Some(notes) = self.book.paper(zap).notes else {
            return self.sorry(&say!("Nothing is kept of this Zap."));
        };
        let findings = notes.findings.iter().filter_map(|named| {
            Some(SavedFinding {
                rule: named.rule.clone(),
                severity: named.severity,
                name: named.name(&self.policy, &self.language)?,
                accepted: named.accepted,
            })
        });
        Answer::Report(SavedReport { findings: findings.collect(), zap: known(zap, notes, &self.language) })
    }
}

fn known(zap: &str, notes: &Notes, language: &Language) -> KnownZap {
    let counts = notes.checks.last().map_or_else(Counts::default, |check| check.counts);
    let title = notes.title.trim();
    KnownZap {
        zap: zap.to_owned(),
        title: if title.is_empty() { language.word("Untitled Zap").to_owned() } else { title.to_owned() },
        checked: language.day(&notes.seen),
        status: language.said(&report::findings(counts.total())),
        counts,
        reviewed: notes.review.as_ref().map(|review| language.day(&review.when)),
        paused: notes.paused,
    }
}
