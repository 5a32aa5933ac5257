//! Words of keys and names: `new_order_hook_v2`, `memberCreate`, `ChatGPT` and "Google Sheets" are all read by their words.

use crate::letters::{is_capital, lower, lowercase};

/// The words of a key or a name, in lower case. Cut at everything that is no letter or digit and where a capital
/// starts a word (`memberCreate`, `GPTBot`); digits stay with the letters before them (`v2`).
pub(crate) fn words(text: &str) -> Vec<String> {
    pieces(text).map(lowercase).collect()
}

/// The same words as they are written.
pub(crate) fn pieces(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let (_, part) = rest.split_at_checked(rest.find(char::is_alphanumeric)?)?;
        let end = plain_end(part).unwrap_or_else(|| {
            let part = part.split(|char: char| !char.is_alphanumeric()).next().unwrap_or_default();
            word_end(part)
        });
        let (piece, after) = part.split_at_checked(end)?;
        rest = after;
        Some(piece)
    })
}

/// Where the first word ends, by bytes alone; `None` where a letter that is not plain has to be looked at.
fn plain_end(text: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    let mut before = b' ';
    for (at, byte) in bytes.iter().enumerate() {
        let starts_another = || {
            let next = bytes.get(at + 1).copied().unwrap_or(b' ');
            next.is_ascii().then(|| at > 0 && (!before.is_ascii_uppercase() || next.is_ascii_lowercase()))
        };
        match byte {
            b'A'..=b'Z' if starts_another()? => return Some(at),
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' => before = *byte,
            byte if byte.is_ascii() => return Some(at),
            _ => return None,
        }
    }
    Some(bytes.len())
}

/// Where the first word ends: before a capital that starts another.
fn word_end(text: &str) -> usize {
    let mut chars = text.char_indices().peekable();
    let mut before = chars.next().map_or(' ', |(_, char)| char);
    while let Some((at, char)) = chars.next() {
        let mut next_is_small = || chars.peek().is_some_and(|(_, next)| next.is_alphabetic() && !is_capital(*next));
        if is_capital(char) && (!is_capital(before) || next_is_small()) {
            return at;
        }
        before = char;
    }
    text.len()
}

/// Letters and digits only, in lower case: `Google Sheets` and `GoogleSheets` become the same.
pub(crate) fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    folded.extend(letters(text));
    folded
}

/// The same, one by one.
pub(crate) fn letters(text: &str) -> impl Iterator<Item = char> + '_ {
    text.chars().filter(|char| char.is_alphanumeric()).map(lower)
}

/// Whether one of `words` is in `list`.
pub(crate) fn has_any(words: &[String], list: &[&str]) -> bool {
    words.iter().any(|word| list.contains(&word.as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_and_names_are_cut_into_words() {
        for (text, expected) in [
            ("new_order_hook_v2", "new order hook v2"),
            ("memberCreate", "member create"),
            ("ChatGPT", "chat gpt"),
            ("GPTBot", "gpt bot"),
            ("Google Sheets", "google sheets"),
            ("fields__fld1", "fields fld1"),
            ("X-API-Key", "x api key"),
            ("properties|||Doc name|||title", "properties doc name title"),
            ("smsv2", "smsv2"),
            ("", ""),
        ] {
            assert_eq!(words(text).join(" "), expected, "{text}");
        }
        assert_eq!(fold("Sub-Zap by Zapier"), "subzapbyzapier");
    }

    proptest::proptest! {
        #[test]
        fn plain_words_end_where_the_slow_way_says(text in "[a-zA-Z0-9_äÖ ]{0,12}") {
            let part = text.split(|char: char| !char.is_alphanumeric()).next().unwrap_or_default();
            if let Some(end) = plain_end(&text) {
                proptest::prop_assert_eq!(end, word_end(part), "{}", text);
            }
        }

        #[test]
        fn no_text_makes_it_panic(text in ".{0,80}") {
            proptest::prop_assert!(words(&text).iter().all(|word| !word.is_empty()));
        }
    }
}
