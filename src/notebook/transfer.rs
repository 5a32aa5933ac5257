//! The notes about a Zap on their way to another machine: a part of the JSON report.

use serde::{Deserialize, Serialize};

use super::{
    Named, Notes, Paper, Review, Tick, Waived,
    texts::{LONG, NAME, short},
    tick,
};
use crate::{data::Masker, diff::Snapshot, history::is_day, read::typed};

/// What goes along: what people decided and confirmed, not how often the Zap was checked here.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Transfer {
    /// Accepted findings.
    pub waived: Vec<Waived>,
    /// Ticks of the Zap and of the account.
    pub ticks: Vec<Tick>,
    /// The last review.
    pub review: Option<Review>,
}

/// As much as anybody could have noted.
const MOST: usize = 1_000;

impl Transfer {
    /// The notes to hand on; `None` where there are none.
    #[must_use]
    pub fn of(paper: Paper<'_>) -> Option<Self> {
        let notes = paper.notes.cloned().unwrap_or_default();
        let ticks: Vec<Tick> = notes.ticks.iter().chain(paper.account).cloned().collect();
        let transfer = Self { waived: notes.waived, ticks, review: notes.review };
        (transfer != Self::default()).then_some(transfer)
    }

    /// The notes about this Zap in a JSON report.
    ///
    /// # Errors
    /// When it is no such report, or is about another Zap.
    pub fn read(text: &str, zap: &str) -> Result<Self, Refused> {
        let file: File = typed::read(text.trim_start_matches('\u{feff}')).map_err(|_| Refused::NoReport)?;
        if file.schema != 1 {
            return Err(Refused::NoReport);
        }
        let found = file.zaps.into_iter().find(|found| found.id == zap).ok_or(Refused::OtherZap)?;
        Ok(found.notes.unwrap_or_default())
    }

    /// Puts the notes beside those that are here: of two about the same the later one holds. Gives the ticks that are about the
    /// whole account.
    pub fn put_into(self, notes: &mut Notes, masker: &Masker) -> Vec<Tick> {
        for waived in self.waived.into_iter().take(MOST).filter(|waived| is_day(&waived.when)) {
            let known = notes.waived.iter().find(|known| known.fingerprint == waived.fingerprint);
            let reason = short(&waived.reason, masker, LONG);
            if known.is_none_or(|known| known.when < waived.when) && is_hash(&waived.fingerprint) && !reason.is_empty()
            {
                let by = short(&waived.by, masker, NAME);
                let until = waived.until.filter(|until| is_day(until));
                notes.waive(Waived { reason, by, until, place: waived.place.filter(|hash| is_hash(hash)), ..waived });
            }
        }
        let mut account = Vec::new();
        for new in
            self.ticks.into_iter().take(MOST).filter(|tick| crate::checklist::has(&tick.item) && is_day(&tick.when))
        {
            let new = Tick { note: short(&new.note, masker, LONG), by: short(&new.by, masker, NAME), ..new };
            if crate::checklist::is_for_account(&new.item) {
                account.push(new);
            } else if later(&notes.ticks, &new) {
                tick::put(&mut notes.ticks, new);
            }
        }
        if let Some(review) =
            self.review.filter(|review| is_day(&review.when) && Snapshot::read(&review.snapshot).is_some())
            && notes.review.as_ref().is_none_or(|known| known.when < review.when)
        {
            let is_known = |named: &Named| is_hash(&named.fingerprint) && named.rule.len() <= NAME;
            let findings = review.findings.into_iter().take(MOST).filter(is_known).collect();
            notes.review = Some(Review { by: short(&review.by, masker, NAME), findings, ..review });
        }
        account
    }
}

/// Whether a tick is later than the one that is known, if one is.
pub(super) fn later(known: &[Tick], new: &Tick) -> bool {
    known.iter().find(|known| known.item == new.item).is_none_or(|known| known.when < new.when)
}

fn is_hash(text: &str) -> bool {
    (1..=64).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_hexdigit())
}

/// Why a file was not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refused {
    /// It is no report in JSON.
    NoReport,
    /// It is about another Zap.
    OtherZap,
}

#[derive(Deserialize)]
struct File {
    schema: u32,
    zaps: Vec<FileZap>,
}

#[derive(Deserialize)]
struct FileZap {
    id: String,
    #[serde(default)]
    notes: Option<Transfer>,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::testkit::random;

    fn tick(item: &str, when: &str, note: &str) -> Tick {
        Tick { item: item.into(), done: true, note: note.into(), by: "Kim".into(), when: when.into() }
    }

    fn file(transfer: &Transfer) -> String {
        serde_json::json!({"schema": 1, "zaps": [{"id": "77", "notes": transfer}]}).to_string()
    }

    #[test]
    fn the_later_note_holds() {
        let sent = Transfer {
            ticks: vec![
                tick("K16", "2026-11-20", "new"),
                tick("K5", "2026-11-01", "old"),
                tick("K1", "2026-11-20", "all"),
            ],
            waived: vec![Waived {
                fingerprint: "a1".into(),
                reason: "known".into(),
                when: "2026-11-20".into(),
                ..Waived::default()
            }],
            ..Transfer::default()
        };
        let mut notes = Notes { ticks: vec![tick("K5", "2026-11-10", "mine")], ..Notes::default() };
        let account = Transfer::read(&file(&sent), "77").unwrap().put_into(&mut notes, &Masker::default());
        let kept: Vec<&str> = notes.ticks.iter().map(|tick| tick.note.as_str()).collect();
        assert_eq!((kept, notes.waived.len()), (vec!["mine", "new"], 1));
        assert_eq!(account.iter().map(|tick| tick.item.as_str()).collect::<Vec<_>>(), ["K1"]);
        let paper = Paper { notes: Some(&notes), account: &account };
        assert_eq!(Transfer::of(paper).map(|sent| (sent.ticks.len(), sent.waived.len())), Some((3, 1)));
        assert_eq!(Transfer::of(Paper { notes: None, account: &[] }), None);
    }

    #[test]
    fn hostile_files_bring_nothing_in() {
        assert_eq!(Transfer::read("{", "77"), Err(Refused::NoReport));
        assert_eq!(Transfer::read(r#"{"schema":2,"zaps":[]}"#, "77"), Err(Refused::NoReport));
        assert_eq!(Transfer::read(&file(&Transfer::default()), "78"), Err(Refused::OtherZap));
        let token = ["sk_li", "ve_", &random(24)].concat();
        let sent = Transfer {
            ticks: vec![tick("K99", "2026-11-20", "x"), tick("K16", "one day", "x"), tick("K5", "2026-11-20", &token)],
            waived: vec![Waived {
                fingerprint: "<b>".into(),
                reason: "r".into(),
                when: "2026-11-20".into(),
                ..Waived::default()
            }],
            review: Some(Review { when: "2026-11-20".into(), snapshot: "no such thing".into(), ..Review::default() }),
        };
        let mut notes = Notes::default();
        let account = sent.put_into(&mut notes, &Masker::default());
        assert!(account.is_empty() && notes.waived.is_empty() && notes.review.is_none());
        assert_eq!((notes.ticks.len(), notes.ticks[0].note.contains(&token[8..])), (1, false));
    }
}
