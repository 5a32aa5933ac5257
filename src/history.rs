//! The local record: when each Zap was checked, reviewed and exported, what it did then, and what was found.
//!
//! A JSON file that holds no data of a Zap, only the hash of its content:
//!
//! ```json
//! {"schema": 2,
//!  "checks": [{"day": "2026-11-24", "zaps": 1, "counts": [0, 1, 0, 0, 0]}],
//!  "zaps": [
//!   {"zap": "351813905", "title": "Lead intake",
//!    "reviews": [{"when": "2026-11-24", "by": "Kim", "content": "9f86d081…"}],
//!    "exports": [{"when": "2026-11-24", "content": "9f86d081…"}],
//!    "checks": [{"day": "2026-11-24", "counts": [0, 1, 0, 0, 0], "content": "9f86d081…"}],
//!    "found": [{"fingerprint": "0123456789abcdef", "rule": "Z301", "severity": "high", "step": 2, "accepted": false}]}]}
//! ```
//!
//! `zap` is Zapier's number of the Zap, or `title-` with a hash of its title where the source numbers Zaps anew;
//! `title` is for people and may be left out; `content` is [`content_hash`]; `counts` are open findings by severity, the
//! worst first; `found` is what the last check found. `schema` rises when a key changes meaning, or when an earlier version
//! would lose one by writing the file anew: the first form had no checks. Keys not known are left aside.

mod by_zap;
mod checks;
mod content;

pub use checks::{Round, Seen, Total};
pub use content::content_hash;
pub(crate) use content::{counts, is_plain};

use std::{collections::BTreeMap, io};

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::{
    notebook::{Check, Named},
    say,
    words::Said,
    zap::{Source, Zap},
};

/// The JSON Schema of the record.
#[cfg(not(target_arch = "wasm32"))]
pub const JSON_SCHEMA: &str = include_str!("history/history.schema.json");

/// The record of all Zaps.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct History {
    /// The version of its form.
    #[serde(default = "first_schema")]
    schema: u32,
    /// When all Zaps were checked.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    checks: Vec<Total>,
    /// By what a Zap is known by.
    #[serde(default, with = "by_zap")]
    zaps: BTreeMap<String, Entry>,
}

/// What is remembered of one Zap.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
struct Entry {
    zap: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    title: Option<String>,
    #[serde(default)]
    reviews: Vec<Mark>,
    #[serde(default)]
    exports: Vec<Mark>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    checks: Vec<Check>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    found: Option<Vec<Named>>,
}

/// A review or an export.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mark {
    /// The day, or the time in RFC 3339.
    pub when: String,
    /// Who did it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<String>,
    /// The hash of what the Zap did then.
    pub content: String,
}

impl Mark {
    /// The day alone: `2026-11-24`.
    #[must_use]
    pub fn day(&self) -> &str {
        self.when.get(..10).unwrap_or(&self.when)
    }
}

/// What is marked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Deed {
    /// Somebody has looked at the Zap.
    Review,
    /// Somebody has saved a copy of it.
    Export,
}

/// What the record says about one Zap on a day.
#[derive(Debug, Clone)]
pub struct Past<'h> {
    /// The day of the check, as `2026-11-24`.
    pub today: String,
    /// The hash of what the Zap does now.
    pub content: String,
    entry: Option<&'h Entry>,
}

/// How a Zap stands against the last time that it was reviewed or exported.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing<'h> {
    /// It never was.
    Never,
    /// It was, and does something else now.
    Changed(&'h Mark),
    /// It does what it did then, so many days ago.
    Unchanged(&'h Mark, i64),
}

const fn first_schema() -> u32 {
    1
}

impl Default for History {
    fn default() -> Self {
        Self { schema: first_schema(), checks: Vec::new(), zaps: BTreeMap::new() }
    }
}

/// Why a record cannot be used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unreadable {
    /// It is no record, or broken; place and reason.
    Damaged(Said),
    /// It may be whole, but not for us: a later version wrote it, or the system does not give it.
    Elsewhere(Said),
}

impl Unreadable {
    /// Place and reason.
    #[must_use]
    pub fn said(self) -> Said {
        match self {
            Self::Damaged(said) | Self::Elsewhere(said) => said,
        }
    }
}

impl History {
    /// The latest form, which is that of a record with checks. Without, it stays the first, which earlier versions read, too.
    pub const SCHEMA: u32 = 2;

    /// Reads a record, of this form or an earlier one.
    ///
    /// # Errors
    /// When it is no such JSON, of a newer form, or has a day that is none.
    pub fn read(text: &str) -> Result<Self, Unreadable> {
        /// What every form has.
        #[derive(Deserialize)]
        struct Head {
            schema: u32,
        }
        let text = text.trim_start_matches('\u{feff}');
        let read = serde_json::from_str::<Self>(text);
        let schema = match &read {
            Ok(history) => Some(history.schema),
            Err(_) => serde_json::from_str::<Head>(text).ok().map(|head| head.schema),
        };
        if let Some(newer) = schema.filter(|schema| *schema > Self::SCHEMA) {
            return Err(Unreadable::Elsewhere(say!(
                "its schema is {}, and this version reads {}",
                newer.to_string(),
                Self::SCHEMA.to_string()
            )));
        }
        let history = read.map_err(|error| {
            let message = error.to_string();
            let reason = message.split(" at line ").next().unwrap_or_default();
            let place = say!("line {}, column {}", error.line(), error.column());
            Unreadable::Damaged(say!("{}: {}", place, say!("this is no record of reviews and exports ({})", reason)))
        })?;
        if let Some(day) = history.days().find(|day| day_number(day).is_none()) {
            return Err(Unreadable::Damaged(say!("“when” is “{}”, and no day such as 2026-11-24", day)));
        }
        Ok(history)
    }

    /// All days and times in it.
    fn days(&self) -> impl Iterator<Item = &String> {
        self.checks.iter().map(|total| &total.day).chain(self.zaps.values().flat_map(Entry::days))
    }

    /// Writes the record, a line for each Zap and each day.
    ///
    /// # Errors
    /// Those of writing.
    pub fn write(&self, out: &mut dyn io::Write) -> io::Result<()> {
        out.write_all(b"{\"schema\": ")?;
        write!(out, "{}", self.schema)?;
        out.write_all(b",\n\"checks\": [")?;
        lines(out, self.checks.iter())?;
        out.write_all(b"],\n\"zaps\": [")?;
        lines(out, self.zaps.values())?;
        out.write_all(b"]}\n")
    }

    /// What it says about a Zap on a day.
    #[must_use]
    pub fn of(&self, zap: &Zap, today: &str) -> Past<'_> {
        let key = key(zap);
        let entry = key.and_then(|key| self.zaps.get(&key));
        Past { today: today.to_owned(), content: content_hash(zap), entry }
    }

    /// Remembers that a Zap was reviewed or exported as it is now. `title` is what people may see of its title.
    ///
    /// Gives `false` for a Zap that cannot be told from others: one that has neither a number nor a title.
    pub fn mark(&mut self, zap: &Zap, title: &str, deed: Deed, when: &str, by: Option<&str>) -> bool {
        let Some(key) = key(zap) else {
            return false;
        };
        let entry = self.entry(key);
        entry.title = Some(title.to_owned()).filter(|title| !title.is_empty());
        let mark = Mark { when: when.to_owned(), by: by.map(str::to_owned), content: content_hash(zap) };
        match deed {
            Deed::Review => entry.reviews.push(mark),
            Deed::Export => entry.exports.push(mark),
        }
        entry.keep_latest();
        true
    }
}

impl History {
    /// What is remembered of a Zap, from now on.
    fn entry(&mut self, zap: String) -> &mut Entry {
        self.zaps.entry(zap).or_insert_with_key(|zap| Entry { zap: zap.clone(), ..Entry::default() })
    }

    /// Leaves the latest marks of each kind, as many as anybody asks for.
    pub(crate) fn keep_latest(&mut self) {
        self.zaps.values_mut().for_each(Entry::keep_latest);
    }
}

impl Entry {
    fn days(&self) -> impl Iterator<Item = &String> {
        let marks = self.reviews.iter().chain(&self.exports).map(|mark| &mark.when);
        marks.chain(self.checks.iter().map(|check| &check.day))
    }

    fn keep_latest(&mut self) {
        const MOST: usize = 20;
        for marks in [&mut self.reviews, &mut self.exports] {
            let too_many = marks.len().saturating_sub(MOST);
            marks.drain(..too_many);
        }
    }
}

/// Each in a line of its own.
fn lines<T: Serialize>(out: &mut dyn io::Write, items: impl Iterator<Item = T>) -> io::Result<()> {
    for (at, item) in items.enumerate() {
        out.write_all(if at == 0 { b"\n" } else { b",\n" })?;
        serde_json::to_writer(&mut *out, &item)?;
    }
    Ok(())
}

impl<'h> Past<'h> {
    /// How it stands against its last review.
    #[must_use]
    pub fn review(&self) -> Standing<'h> {
        self.standing(self.entry.map_or(&[], |entry| &entry.reviews))
    }

    /// How it stands against its last export.
    #[must_use]
    pub fn export(&self) -> Standing<'h> {
        self.standing(self.entry.map_or(&[], |entry| &entry.exports))
    }

    /// A review of just what the Zap does now counts even where something else was reviewed later.
    fn standing(&self, marks: &'h [Mark]) -> Standing<'h> {
        let latest = |of_now: bool| {
            marks
                .iter()
                .filter(|mark| !of_now || mark.content == self.content)
                .max_by_key(|mark| day_number(&mark.when))
        };
        match (latest(true), latest(false)) {
            (Some(mark), _) => Standing::Unchanged(mark, self.days_since(mark)),
            (None, Some(mark)) => Standing::Changed(mark),
            (None, None) => Standing::Never,
        }
    }

    fn days_since(&self, mark: &Mark) -> i64 {
        match (day_number(&self.today), day_number(&mark.when)) {
            (Some(today), Some(then)) => (today - then).max(0),
            _ => 0,
        }
    }
}

/// What a Zap is known by. Version 2 exports number Zaps anew in each file, so there the title has to do.
fn key(zap: &Zap) -> Option<String> {
    if zap.source != Source::Export2 {
        return Some(zap.id.clone()).filter(|id| !id.is_empty() && id != "sandbox");
    }
    let title = zap.title.as_deref().map(str::trim).filter(|title| !title.is_empty())?;
    let hash = Sha256::digest(title.as_bytes());
    Some(format!("title-{}", crate::lint::hex(hash.get(..8).unwrap_or_default())))
}

/// Whether it is a day such as `2026-11-24`, and no time of one: these compare as texts.
pub(crate) fn is_day(text: &str) -> bool {
    text.len() == 10 && day_number(text).is_some()
}

/// The day of `2026-11-24`, or of a time that begins so, counted from 1 March of the year 0.
pub(crate) fn day_number(text: &str) -> Option<i64> {
    let (date, rest) = text.as_bytes().split_at_checked(10)?;
    let number = |range: std::ops::Range<usize>| {
        let mut digits = date.get(range)?.iter();
        digits.try_fold(0, |number, byte| Some(number * 10 + i64::from(byte.is_ascii_digit().then(|| byte - b'0')?)))
    };
    let (year, month, day) = (number(0..4)?, number(5..7)?, number(8..10)?);
    let is_day = [4, 7].into_iter().all(|dash| date.get(dash) == Some(&b'-'))
        && (1..=12).contains(&month)
        && (1..=31).contains(&day)
        && matches!(rest.first(), None | Some(b'T' | b't' | b' '));
    // Years begin in March here, so that the day that comes and goes is the last one.
    let (year, month) = if month < 3 { (year - 1, month + 9) } else { (year, month - 3) };
    is_day.then(|| 365 * year + year / 4 - year / 100 + year / 400 + (153 * month + 2) / 5 + day)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::testkit::*;

    fn draft(nodes: Vec<Node>) -> Zap {
        let [draft, _] = zaps("Lead intake", &nodes);
        draft
    }

    #[test]
    fn days_are_counted() {
        let days = |from: &str, to: &str| day_number(to).unwrap() - day_number(from).unwrap();
        assert_eq!(days("2026-02-28", "2026-03-01"), 1);
        assert_eq!(days("2028-02-28", "2028-03-01"), 2);
        assert_eq!(days("2025-12-31", "2026-01-01T08:00:00Z"), 1);
        assert_eq!(days("2026-11-24", "2027-11-24"), 365);
        for none in ["", "yesterday", "2026-13-01", "2026-1-1", "24.11.2026", "2026-11-24x", "+026-11-24", "2026-11-2ä"]
        {
            assert_eq!(day_number(none), None, "{none}");
        }
    }

    #[test]
    fn of_each_zap_the_latest_marks_are_kept() {
        let [zap, _] = crate::rules::testkit::zaps("A", &[crate::rules::testkit::hook().into()]);
        let mut history = History::default();
        for day in 1..=28 {
            history.mark(&zap, "A", Deed::Review, &format!("2026-11-{day:02}"), None);
        }
        let reviews = &history.zaps["1"].reviews;
        assert_eq!(
            (reviews.len(), reviews[0].when.as_str(), reviews[19].when.as_str()),
            (20, "2026-11-09", "2026-11-28")
        );
    }

    #[test]
    fn a_record_is_read_written_and_mistakes_are_named() {
        let zap = draft(steps![hook(), slack("x")]);
        let mut history = History::default();
        assert!(history.mark(&zap, "Lead intake", Deed::Review, "2026-11-24", Some("Kim")));
        assert!(history.mark(&zap, "Lead intake", Deed::Export, "2026-11-24T09:00:00Z", None));
        let text = serde_json::to_string(&history).unwrap();
        assert_eq!(History::read(&text).as_ref(), Ok(&history));
        assert_eq!(History::read("{}"), Ok(History::default()));
        let newer = History::read(r#"{"schema":3,"zaps":{"1":"another form"}}"#).unwrap_err();
        assert!(matches!(&newer, Unreadable::Elsewhere(_)) && newer.said().to_string().contains("schema is 3"));
        let wrong = r#"{"schema":1,"zaps":[{"zap":"1","reviews":[{"when":"last week","content":"x"}]}]}"#;
        assert!(History::read(wrong).unwrap_err().said().to_string().contains("last week"));
        assert!(History::read(r#"{"schema":1,"zaps":[{"zap":"1","later":true}]}"#).is_ok());
    }

    #[test]
    fn a_zap_stands_against_its_marks() {
        let zap = draft(steps![hook(), slack("x")]);
        let changed = draft(steps![hook(), slack("y")]);
        let mut history = History::default();
        assert_eq!(history.of(&zap, "2026-11-24").review(), Standing::Never);
        history.mark(&zap, "", Deed::Review, "2026-11-20", None);
        assert!(matches!(history.of(&zap, "2026-11-24").review(), Standing::Unchanged(_, 4)));
        assert!(matches!(history.of(&changed, "2026-11-24").review(), Standing::Changed(_)));
        assert_eq!(history.of(&zap, "2026-11-24").export(), Standing::Never);
        history.mark(&changed, "", Deed::Review, "2026-11-22", None);
        assert!(matches!(history.of(&changed, "2026-11-24").review(), Standing::Unchanged(_, 2)));
        // Back to what was reviewed before.
        assert!(matches!(history.of(&zap, "2026-11-24").review(), Standing::Unchanged(_, 4)));
    }

    #[test]
    fn zaps_are_told_apart() {
        let export = |title: &str| {
            let text = format!(
                r#"{{"metadata":{{"version":2}},"zaps":[{{"id":1,"title":"{title}","nodes":{{"1":{{"id":1,"selected_api":"X","type_of":"read","action":"a"}}}}}}]}}"#
            );
            key(&crate::read::read(&text).unwrap().zaps.remove(0))
        };
        assert_ne!(export("One"), export("Another"));
        assert_eq!(export(""), None);
        assert_eq!(key(&draft(steps![hook()])).as_deref(), Some("1"));
    }
}
