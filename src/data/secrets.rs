//! Finds keys and tokens in text: by their makers' patterns ([`secrets_in`]), and by chance alone ([`looks_like_secret`]).
//!
//! A pattern is a row of data: an anchor that must be there and the shape around it. One pass looks for all
//! anchors at once; a shape is only compared where its anchor stands. Keys that could be any number are looked for behind
//! the name of their maker. The rows are in a file for each trade; each file has its samples.

mod ai;
mod business;
mod chat;
mod cloud;
mod code;
mod looks;
mod mail;
mod makers;
mod monitoring;
mod other;
mod payment;
mod proof;

use super::anchors::{Anchor, Anchors, long_words};
use super::shape::fit;
use crate::sorted::sort_by_numbers;
use proof::{Proof, Verdict};
use std::ops::Range;
use std::sync::LazyLock;

pub use looks::{entropy, is_chain_address, is_words, looks_like_secret};
#[cfg(test)]
pub(super) use tests::noise;

/// How one maker's keys look.
#[derive(Debug)]
pub struct Pattern {
    /// A stable id, that of gitleaks where it has one.
    #[cfg(not(target_arch = "wasm32"))]
    pub id: &'static str,
    /// What it is, in plain English with its article.
    pub name: &'static str,
    /// Whether it opens something real: no test key, no token that may have run out.
    pub live: bool,
    /// The shape. The text between `<` and `>` is the anchor, which must be there; without these it is the
    /// signs that the shape begins with.
    shape: &'static str,
    /// The anchor is the name of the maker, and the key stands behind it.
    near_maker: bool,
    proof: Proof,
}

/// A row of the tables: the id, the name and the shape.
const fn key(id: &'static str, name: &'static str, shape: &'static str) -> Pattern {
    let _ = id;
    Pattern {
        #[cfg(not(target_arch = "wasm32"))]
        id,
        name,
        live: true,
        shape,
        near_maker: false,
        proof: Proof::Shape,
    }
}

impl Pattern {
    const fn not_live(mut self) -> Self {
        self.live = false;
        self
    }

    const fn proved_by(mut self, proof: Proof) -> Self {
        self.proof = proof;
        self
    }

    const fn near_its_maker(mut self) -> Self {
        self.near_maker = true;
        self
    }

    /// What stands before the anchor, the anchor, and what follows.
    fn parts(&self) -> (&'static str, &'static str, &'static str) {
        if let Some((before, (anchor, after))) =
            self.shape.split_once('<').and_then(|(before, rest)| Some((before, rest.split_once('>')?)))
        {
            return (before, anchor, after);
        }
        let end = self.shape.find(['[', '(', '{', '\\']).unwrap_or(self.shape.len());
        let (anchor, after) = self.shape.split_at_checked(end).unwrap_or((self.shape, ""));
        ("", anchor, after)
    }
}

/// A key or token in a text.
#[derive(Debug, Clone)]
pub struct SecretFound {
    /// What it is.
    pub pattern: &'static Pattern,
    /// Where it stands, in bytes.
    pub range: Range<usize>,
    /// Whether its check digits are right, if it has any.
    pub certain: bool,
}

/// All patterns. Of two that fit at one place the one with the longer anchor wins, then the first.
static TABLES: [&[Pattern]; 9] = [
    &ai::ROWS,
    &business::ROWS,
    &chat::ROWS,
    &cloud::ROWS,
    &code::ROWS,
    &mail::ROWS,
    &monitoring::ROWS,
    &payment::ROWS,
    &other::ROWS,
];

/// The patterns with what they are looked for by.
struct Finder {
    rows: Vec<Row>,
    anchors: Anchors,
}

struct Row {
    pattern: &'static Pattern,
    before: &'static str,
    anchor: &'static str,
    after: &'static str,
}

impl Finder {
    fn new(near_maker: bool) -> Self {
        let row = |pattern: &'static Pattern| {
            let (before, anchor, after) = pattern.parts();
            Row { pattern, before, anchor, after }
        };
        let patterns = TABLES.into_iter().flatten().filter(|pattern| pattern.near_maker == near_maker);
        let mut rows: Vec<Row> = patterns.map(row).collect();
        // From Z to A: a longer anchor stands before those that it begins with, and the groups of anchors begin alike.
        sort_by_numbers(&mut rows, |row| {
            let part = |from: usize| (from..from + 8).fold(0, |sum, at| sum << 8 | u64::from(row.letter(at)));
            [!part(0), !part(8)]
        });
        let anchor = |row: &Row| Anchor { text: row.anchor, any_case: near_maker || row.pattern.proof == Proof::Tail };
        let anchors = rows.iter().map(anchor).collect();
        Self { rows, anchors: Anchors::new(anchors) }
    }
}

/// No key is shorter than this, or has a shorter first word.
const SHORTEST: usize = 10;

/// How far before its anchor a key may begin.
const FAR: usize = 120;

static FINDER: LazyLock<Finder> = LazyLock::new(|| Finder::new(false));

/// The keys and tokens of known makers in a text, in order, none inside another. Placeholders, masked values and publishable
/// keys are none.
#[must_use]
pub fn secrets_in(text: &str) -> Vec<SecretFound> {
    let mut found: Vec<SecretFound> = Vec::new();
    // What was read as a key is not read again, whether or not it was one: else a long one could be read for each anchor in it.
    let mut end = 0;
    let mut tell = |row: usize, at: usize| {
        let Some(row) = FINDER.rows.get(row).filter(|_| at >= end) else { return };
        let Some(mut range) = row.place(text.as_bytes(), at).filter(|range| range.start >= end) else { return };
        let verdict = row.pattern.proof.judge(text, &mut range, row.anchor.len());
        if verdict == Verdict::Other || is_in_picture(text, range.start) {
            return;
        }
        end = range.end;
        if let Verdict::Key { certain } = verdict {
            found.push(SecretFound { pattern: row.pattern, range, certain });
        }
    };
    let mut may_hold_number = false;
    long_words(text.as_bytes(), SHORTEST, &mut |start, word| {
        FINDER.anchors.find(text.as_bytes(), start..start + word.len(), &mut tell);
        may_hold_number = may_hold_number || makers::may_be_key(word);
    });
    if may_hold_number {
        makers::find(text, &mut found);
    }
    found
}

impl Row {
    fn letter(&self, at: usize) -> u8 {
        self.anchor.as_bytes().get(at).copied().unwrap_or(0)
    }

    /// Where the key stands whose anchor is here.
    fn place(&self, text: &[u8], anchor: usize) -> Option<Range<usize>> {
        if self.before.is_empty() && !is_free(text, anchor) {
            return None;
        }
        let behind = anchor + self.anchor.len();
        let rest = text.get(behind..).filter(|rest| self.pattern.proof.may_follow(rest))?;
        let end = behind + fit(self.after, rest)?;
        if text.get(end).is_some_and(joins) {
            return None;
        }
        if self.before.is_empty() {
            return Some(anchor..end);
        }
        let starts = (anchor.saturating_sub(FAR)..anchor).rev().filter(|at| is_free(text, *at));
        let fits = |start: usize| text.get(start..anchor).and_then(|before| fit(self.before, before));
        starts.into_iter().find(|start| fits(*start) == Some(anchor - start)).map(|start| start..end)
    }
}

/// Whether a key can begin here.
fn is_free(text: &[u8], at: usize) -> bool {
    !at.checked_sub(1).and_then(|before| text.get(before)).is_some_and(joins)
}

/// Whether a byte beside a key would be a part of it.
fn joins(byte: &u8) -> bool {
    byte.is_ascii_alphanumeric() || *byte == b'_'
}

/// Whether this stands in a picture or another file that is written out in base64.
fn is_in_picture(text: &str, at: usize) -> bool {
    let is_digit = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'/' | b'=');
    let before = text.get(..at).unwrap_or("");
    let digits = before.bytes().rev().take_while(is_digit).count();
    digits > 0 && before.get(..before.len() - digits).is_some_and(|before| before.ends_with("base64,"))
}

/// What all of them are called.
#[cfg(test)]
pub(super) fn names() -> impl Iterator<Item = &'static str> {
    TABLES.iter().flat_map(|rows| rows.iter()).map(|pattern| pattern.name)
}

#[cfg(test)]
mod tests;
