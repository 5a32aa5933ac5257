//! Finds keys and tokens in text: by their makers' patterns ([`secrets_in`]), and by chance alone ([`looks_like_secret`]).
//!
//! A pattern is a row of data: an anchor that must be there, the shape around it, and examples. One pass looks for all
//! anchors at once; a shape is only compared where its anchor stands.

mod patterns;

use super::anchors::{Anchor, Anchors};
use super::placeholder::{is_masked, is_placeholder};
use super::shape::fit;
use std::ops::Range;
use std::sync::LazyLock;

pub use patterns::PATTERNS;
#[cfg(test)]
pub(super) use patterns::noise;

/// How one maker's keys look.
#[derive(Debug)]
pub struct Pattern {
    /// A stable id, that of gitleaks where it has one.
    pub id: &'static str,
    /// What it is, in plain English with its article.
    pub name: &'static str,
    /// Whether it opens something real: no test key, no token that may have run out.
    pub live: bool,
    /// The [shape](super::shape) of what stands before the anchor; mostly nothing.
    pub before: &'static str,
    /// The text that must be there; tells at once that most texts hold none.
    pub anchor: &'static str,
    /// The shape of what follows.
    pub after: &'static str,
    /// Texts it must be found in, put together at run time so that no file holds a key.
    pub examples: fn() -> Vec<String>,
    /// Texts it must not be found in.
    pub near: fn() -> Vec<String>,
}

/// A key or token in a text.
#[derive(Debug, Clone)]
pub struct SecretFound {
    /// What it is.
    pub pattern: &'static Pattern,
    /// Where it stands, in bytes.
    pub range: Range<usize>,
}

/// No value under a secret-like name is longer than this.
const LONGEST: usize = 4096;

/// How far before its anchor a key may begin.
const FAR: usize = 120;

static ANCHORS: LazyLock<Anchors> = LazyLock::new(|| {
    Anchors::new(PATTERNS.iter().map(|pattern| Anchor { text: pattern.anchor, any_case: false }).collect())
});

/// The keys and tokens of known makers in a text, in order, none inside another; of two patterns that fit at one place the
/// first in the list. Placeholders, masked values and publishable keys are none.
#[must_use]
pub fn secrets_in(text: &str) -> Vec<SecretFound> {
    let mut found: Vec<SecretFound> = Vec::new();
    // What was read as a key is not read again, whether or not it was one: else a long one could be read for each anchor in it.
    let mut end = 0;
    ANCHORS.find(text, &mut |row, at| {
        let Some(pattern) = PATTERNS.get(row).filter(|_| at >= end) else { return };
        let Some(range) = place(pattern, text.as_bytes(), at).filter(|range| range.start >= end) else { return };
        end = range.end;
        if text.get(range.clone()).is_some_and(|secret| is_real(pattern, secret)) {
            found.push(SecretFound { pattern, range });
        }
    });
    found
}

/// Where the key stands whose anchor is here.
fn place(pattern: &Pattern, text: &[u8], anchor: usize) -> Option<Range<usize>> {
    let is_free = |at: usize| !at.checked_sub(1).and_then(|before| text.get(before)).is_some_and(joins);
    if pattern.before.is_empty() && !is_free(anchor) {
        return None;
    }
    let behind = anchor + pattern.anchor.len();
    let end = behind + fit(pattern.after, text.get(behind..)?)?;
    if text.get(end).is_some_and(joins) {
        return None;
    }
    if pattern.before.is_empty() {
        return Some(anchor..end);
    }
    let starts = (anchor.saturating_sub(FAR)..anchor).rev().filter(|at| is_free(*at));
    let fits = |start: usize| text.get(start..anchor).and_then(|before| fit(pattern.before, before));
    starts.into_iter().find(|start| fits(*start) == Some(anchor - start)).map(|start| start..end)
}

/// Whether a byte beside a key would be a part of it.
fn joins(byte: &u8) -> bool {
    byte.is_ascii_alphanumeric() || *byte == b'_'
}

fn is_real(pattern: &Pattern, secret: &str) -> bool {
    let body = secret.get(pattern.anchor.len()..).unwrap_or("");
    let mut letters = body.bytes().filter(u8::is_ascii_alphanumeric);
    let first = letters.next();
    let one_letter = letters.all(|letter| Some(letter) == first);
    !one_letter && !is_masked(secret) && !body.contains("xxxxxx") && !body.contains("XXXXXX")
}

/// Shannon entropy in bits per character.
#[must_use]
pub fn entropy(text: &str) -> f32 {
    let mut counts = [0u32; 256];
    for byte in text.bytes() {
        if let Some(count) = counts.get_mut(usize::from(byte)) {
            *count += 1;
        }
    }
    let total = text.len() as f32;
    let share = |count: u32| count as f32 / total;
    -counts.into_iter().filter(|count| *count > 0).map(|count| share(count) * share(count).log2()).sum::<f32>()
}

/// Whether a value under a secret-like name is a secret by its looks: one word of at least 16 characters and 3.5 bits of
/// entropy per character (gitleaks' bound), and not a mapping, a mask, a placeholder, an id (UUID, ULID), an address, a
/// date or ordinary words joined by signs.
#[must_use]
pub fn looks_like_secret(value: &str) -> bool {
    let value = super::placeholder::scheme_stripped(value.trim());
    value.len() >= 16
        && value.len() <= LONGEST
        && !value.contains(char::is_whitespace)
        && !value.contains("{{")
        && !value.contains("://")
        && !value.contains('@')
        && !value.starts_with("pk_live_")
        && !value.starts_with("pk_test_")
        && !is_masked(value)
        && !is_placeholder(value)
        && !is_uuid(value)
        && !is_ulid(value)
        && !is_date(value)
        && !is_words(value)
        && !is_alphabet(value)
        && entropy(value) >= 3.5
}

fn is_uuid(value: &str) -> bool {
    let tail = value.rsplit(':').next().unwrap_or(value);
    let lengths = [8, 4, 4, 4, 12];
    let parts = tail.split('-');
    parts.clone().count() == lengths.len()
        && parts.zip(lengths).all(|(part, len)| part.len() == len && part.bytes().all(|byte| byte.is_ascii_hexdigit()))
}

fn is_ulid(value: &str) -> bool {
    value.len() == 26
        && value.starts_with("01")
        && value.bytes().all(|byte| byte.is_ascii_digit() || byte.is_ascii_uppercase() && !b"ILOU".contains(&byte))
}

fn is_date(value: &str) -> bool {
    value.bytes().all(|byte| byte.is_ascii_digit() || b"-:./+TZ".contains(&byte))
}

/// The letters that a password may be made of: `abcdefgh…`, also without those that look alike.
fn is_alphabet(value: &str) -> bool {
    let lower = value.to_ascii_lowercase();
    lower.contains("abcdefgh") || lower.contains("bcdfghjk")
}

/// Words such as people join them: letters in each part, vowels among them, and at most a year behind (`v2`, `Sale2026`).
#[must_use]
pub fn is_words(value: &str) -> bool {
    let is_word = |part: &str| {
        let letters = part.trim_end_matches(|last: char| last.is_ascii_digit());
        let is_numbered = letters.len() >= 4 && part.len() - letters.len() <= 4 || letters.eq_ignore_ascii_case("v");
        let part = if is_numbered { letters } else { part };
        let small = part.bytes().skip(1).all(|byte| byte.is_ascii_lowercase());
        let same_case = small || part.bytes().all(|byte| byte.is_ascii_uppercase());
        let vowels = part.bytes().filter(|byte| b"aeiouyAEIOUY".contains(byte)).count();
        let is_number = part.len() <= 4 && part.bytes().all(|byte| byte.is_ascii_digit());
        is_number
            || (same_case
                && part.bytes().all(|byte| byte.is_ascii_alphabetic())
                && (part.len() <= 3 || vowels * 6 >= part.len()))
    };
    value.split(['_', '-', '.', '/', ':', ',']).filter(|part| !part.is_empty()).all(is_word)
}

#[cfg(test)]
mod tests;
