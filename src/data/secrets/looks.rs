//! Whether a value is a secret by its looks alone: it stands under a name that promises one.

use super::super::placeholder::{is_masked, is_placeholder, scheme_stripped};

/// No value under a secret-like name is longer than this.
const LONGEST: usize = 4096;

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
    let value = scheme_stripped(value.trim());
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
