//! Keys that look like any number: they are one only where their maker's name and a word for a key stand before them.

use super::looks::{entropy, is_words};
use super::{Finder, SecretFound, is_free, joins};
use crate::data::{anchors::long_words, is_placeholder, shape::fit};
use std::sync::LazyLock;

/// How far behind its maker's name a key may stand.
const FAR: usize = 100;

/// How far before the maker's name the word for a key may stand (`the API key of …`).
const BEFORE: usize = 30;

/// Shorter keys are not known here.
const SHORTEST: usize = 16;

static MAKERS: LazyLock<Finder> = LazyLock::new(|| Finder::new(true));

/// Adds the keys that stand behind their makers' names, and in none that is known.
pub(super) fn find(text: &str, found: &mut Vec<SecretFound>) {
    let mut tell = |row: usize, at: usize| {
        let Some(row) = MAKERS.rows.get(row) else { return };
        let from = at + row.anchor.len();
        let to = text.len().min(from + FAR);
        let context = text.get(text.ceil_char_boundary(at.saturating_sub(BEFORE))..text.floor_char_boundary(to));
        if !context.is_some_and(|context| names_a_key(context, row.before)) {
            return;
        }
        let bytes = text.as_bytes();
        for start in (from..to).filter(|start| bytes.get(*start).is_some_and(joins) && is_free(bytes, *start)) {
            let Some(length) = bytes.get(start..).and_then(|rest| fit(row.after, rest)) else { continue };
            let range = start..start + length;
            let is_new = found.iter().all(|other| other.range.end <= start || range.end <= other.range.start);
            let between = text.get(text.ceil_char_boundary(at.saturating_sub(BEFORE))..start).unwrap_or("");
            let is_key = text.get(range.clone()).is_some_and(|key| is_key(key, row.after));
            if is_new && is_key && !bytes.get(range.end).is_some_and(joins) && names_a_key(between, row.before) {
                let place = found.partition_point(|other| other.range.start < start);
                found.insert(place, SecretFound { pattern: row.pattern, range, certain: true });
                return;
            }
        }
    };
    long_words(text.as_bytes(), 3, &mut |start, word| {
        MAKERS.anchors.find(text.as_bytes(), start..start + word.len(), &mut tell);
    });
}

/// Whether a word holds letters and digits enough for such a key.
pub(super) fn may_be_key(word: &[u8]) -> bool {
    let fits = |part: &[u8]| part.len() >= SHORTEST && part.iter().any(u8::is_ascii_digit);
    word.len() >= SHORTEST && word.split(|byte| !joins(byte) && *byte != b'-').any(fits)
}

/// Whether the text says that it speaks of a key: with this word, or with any of the usual ones.
fn names_a_key(text: &str, word: &str) -> bool {
    const WORDS: [&str; 6] = ["key", "token", "secret", "password", "auth", "credential"];
    let text = text.to_ascii_lowercase();
    if word.is_empty() { WORDS.iter().any(|word| text.contains(word)) } else { text.contains(word) }
}

fn is_key(key: &str, shape: &str) -> bool {
    let is_hex = key.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'a'..=b'f' | b'-'));
    key.len() >= SHORTEST
        && key.bytes().any(|byte| byte.is_ascii_digit())
        && (!is_hex || shape.contains("\\h"))
        && !is_words(key)
        && !is_placeholder(key)
        && entropy(key) >= 3.0
}
