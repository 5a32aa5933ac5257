//! Small and capital letters of the scripts that have them in Zaps: Latin, Greek, Cyrillic. The standard library
//! knows all of Unicode, at 28 KB of WebAssembly.

/// The small letter of a capital one; anything else as it is.
#[must_use]
pub(crate) fn lower(letter: char) -> char {
    let code = u32::from(letter);
    let even = |code: u32| code.is_multiple_of(2);
    let small = match code {
        0..=0x7f => return letter.to_ascii_lowercase(),
        0xd7 | 0x3a2 => code,
        0xc0..=0xde | 0x391..=0x3ab | 0x410..=0x42f | 0xff21..=0xff3a => code + 32,
        0x130 => 0x69,
        0x178 => 0xff,
        0x100..=0x137 | 0x14a..=0x177 | 0x1e00..=0x1e95 | 0x1ea0..=0x1eff if even(code) => code + 1,
        0x139..=0x148 | 0x179..=0x17e if !even(code) => code + 1,
        0x1e9e => 0xdf,
        0x386 => 0x3ac,
        0x388..=0x38a => code + 37,
        0x38c => 0x3cc,
        0x38e | 0x38f => code + 63,
        0x400..=0x40f => code + 80,
        _ => code,
    };
    char::from_u32(small).unwrap_or(letter)
}

/// Whether it is a capital letter.
#[must_use]
pub(crate) fn is_capital(letter: char) -> bool {
    lower(letter) != letter
}

/// The text in small letters.
#[must_use]
pub(crate) fn lowercase(text: &str) -> String {
    if text.is_ascii() { text.to_ascii_lowercase() } else { text.chars().map(lower).collect() }
}

/// Whether these small letters (ASCII, two at least) stand in the text, small or capital ones. No copy is made of it.
#[must_use]
pub(crate) fn has_letters(text: &str, letters: &str) -> bool {
    let (text, letters) = (text.as_bytes(), letters.as_bytes());
    let &[first, second, ..] = letters else { return false };
    // Without a way out of the loop, sixteen places are looked at in one go; most texts do not even have the first two letters.
    let pairs = text.iter().zip(text.get(1..).unwrap_or_default());
    let may_have = pairs.fold(false, |found, (one, next)| found | ((*one | 32 == first) & (*next | 32 == second)));
    may_have && text.windows(letters.len()).any(|part| part.eq_ignore_ascii_case(letters))
}

/// Letters and digits in small letters, everything else as one hyphen: `../Lead intake (new)` is `lead-intake-new`, safe as a
/// file's name everywhere.
#[must_use]
pub(crate) fn slug(text: &str) -> String {
    let words = text.split(|char: char| !char.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(lowercase).collect::<Vec<_>>().join("-")
}

/// The text with a capital letter at the start, as a sentence begins; other letters than English ones stay.
#[must_use]
pub(crate) fn sentence(text: &str) -> String {
    let mut text = text.to_owned();
    if let Some(first) = text.get_mut(..1) {
        first.make_ascii_uppercase();
    }
    text
}

/// The first characters of a text, and a sign that there is more.
#[must_use]
pub(crate) fn cut(text: &str, most: usize) -> String {
    match text.char_indices().nth(most) {
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or_default()),
        None => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_of_the_languages_in_the_catalogue_are_those_of_the_standard_library() {
        for code in (0..0x180).chain(0x386..0x3ce).chain(0x400..0x460).chain(0x1e00..0x1f00).chain(0xff00..0xff60) {
            let Some(letter) = char::from_u32(code) else { continue };
            if letter != 'İ' {
                assert_eq!(lower(letter).to_string(), letter.to_lowercase().to_string(), "{letter} {code:x}");
            }
        }
        assert_eq!(lowercase("ÜBER Straße ŁÓDŹ Имя ΌΝΟΜΑ"), "über straße łódź имя όνομα");
    }

    #[test]
    fn letters_are_found_small_and_capital() {
        for text in ["grant", "a Grant_type", "GRANT", "ggrant", "über gRaNt"] {
            assert!(has_letters(text, "grant"), "{text}");
        }
        for text in ["", "gran", "g rant", "grün", "granü"] {
            assert!(!has_letters(text, "grant"), "{text}");
        }
    }

    #[test]
    fn sentences_begin_with_a_capital() {
        for (text, expected) in [("a key", "A key"), ("", ""), ("über", "über"), ("1 step", "1 step")] {
            assert_eq!(sentence(text), expected);
        }
    }
}
