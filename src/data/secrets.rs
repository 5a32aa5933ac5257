//! Finds keys and tokens in text: by their makers' patterns ([`secrets_in`]), and by chance alone ([`looks_like_secret`]).
//!
//! A pattern is a row of data: an anchor that must be there, the exact shape around it, and examples. One automaton looks
//! for all anchors at once; a shape is only compared where its anchor stands.

mod patterns;

use super::placeholder::{is_masked, is_placeholder};
use aho_corasick::{AhoCorasick, MatchKind};
use regex_lite::Regex;
use std::ops::Range;
use std::sync::{LazyLock, OnceLock};

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
    /// The text that must be there; tells at once that most texts hold none.
    pub anchor: &'static str,
    /// How many bytes before the anchor the key may begin.
    pub before: usize,
    /// The whole shape.
    pub regex: &'static str,
    /// The least Shannon entropy in bits per character, if the shape alone is no proof.
    pub min_entropy: Option<f32>,
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

/// No key is longer than this but a private key, of which the first lines are enough.
const LONGEST: usize = 4096;

/// The same behind an anchor that stands inside the key, where the shape has to be looked for.
const SHORT: usize = 110;

struct Finder {
    anchors: AhoCorasick,
    shapes: Vec<OnceLock<Option<Regex>>>,
}

static FINDER: LazyLock<Option<Finder>> = LazyLock::new(|| {
    let anchors = AhoCorasick::builder()
        .match_kind(MatchKind::Standard)
        .build(PATTERNS.iter().map(|pattern| pattern.anchor))
        .ok()?;
    Some(Finder { anchors, shapes: PATTERNS.iter().map(|_| OnceLock::new()).collect() })
});

/// The keys and tokens of known makers in a text, in order, none inside another. Placeholders, masked values and publishable
/// keys are none.
#[must_use]
pub fn secrets_in(text: &str) -> Vec<SecretFound> {
    let mut found: Vec<SecretFound> = Vec::new();
    let Some(finder) = FINDER.as_ref() else { return found };
    for anchor in finder.anchors.find_overlapping_iter(text) {
        let at = anchor.pattern().as_usize();
        let (Some(pattern), Some(shape)) = (PATTERNS.get(at), finder.shapes.get(at)) else { continue };
        if found.iter().any(|earlier| earlier.pattern.id == pattern.id && earlier.range.end > anchor.start()) {
            continue;
        }
        let Some(shape) = shape.get_or_init(|| Regex::new(pattern.regex).ok()) else { continue };
        let longest = if pattern.before == 0 { LONGEST } else { SHORT };
        let window = window(text, anchor.start().saturating_sub(pattern.before), anchor.end() + longest);
        let Some(part) = text.get(window.clone()) else { continue };
        let Some(hit) = shape.find(part) else { continue };
        let range = window.start + hit.start()..window.start + hit.end();
        if range.start <= anchor.start()
            && range.end >= anchor.end()
            && stands_free(text, &range)
            && is_real(pattern, hit.as_str())
        {
            found.push(SecretFound { pattern, range });
        }
    }
    found.sort_by_key(|secret| (secret.range.start, std::cmp::Reverse(secret.range.end)));
    let mut end = 0;
    found.retain(|secret| {
        let free = secret.range.start >= end;
        end = end.max(secret.range.end);
        free
    });
    found
}

/// The nearest range of whole characters.
fn window(text: &str, from: usize, to: usize) -> Range<usize> {
    text.ceil_char_boundary(from)..text.floor_char_boundary(to)
}

fn stands_free(text: &str, range: &Range<usize>) -> bool {
    let joins = |character: char| character.is_ascii_alphanumeric() || character == '_';
    let before = text.get(..range.start).and_then(|before| before.chars().next_back());
    let after = text.get(range.end..).and_then(|after| after.chars().next());
    !before.is_some_and(joins) && !after.is_some_and(joins)
}

fn is_real(pattern: &Pattern, secret: &str) -> bool {
    let body = secret.get(pattern.anchor.len()..).unwrap_or("");
    let repeated = body.bytes().filter(|byte| byte.is_ascii_alphanumeric()).collect::<Vec<_>>();
    let one_letter = repeated.windows(2).all(|pair| matches!(pair, [left, right] if left == right));
    pattern.min_entropy.is_none_or(|least| entropy(secret) >= least)
        && !one_letter
        && !is_masked(secret)
        && !body.contains("xxxxxx")
        && !body.contains("XXXXXX")
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
