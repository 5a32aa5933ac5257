//! Cuts a key or label into words: `addressLine1` is *address line 1*, `Staatsangehörigkeit[]` is *staatsangehorigkeit*.
//!
//! Words are lower case, their accents folded to plain letters (`ä` is `a`, `ß` is `ss`). Digits are words of their own.
//! No memory is allocated; this runs thousands of times per Zap.

use crate::letters::{is_capital, lower};
use std::fmt;
use std::str::Chars;

/// The longest word that is told from others, in bytes; no word of the tables comes near.
const LONGEST: usize = 40;

/// One word of a name. Longer words than any known one are cut off and equal no known word.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Word {
    letters: [u8; LONGEST],
    len: u8,
}

impl Word {
    const EMPTY: Self = Self { letters: [0; LONGEST], len: 0 };

    /// The word's text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        self.letters.get(..usize::from(self.len)).and_then(|letters| std::str::from_utf8(letters).ok()).unwrap_or("")
    }

    /// Whether it is this word or its plain plural (`emails` for `email`).
    #[must_use]
    pub fn is(&self, word: &str) -> bool {
        let letters = self.letters.get(..usize::from(self.len)).unwrap_or_default();
        letters == word.as_bytes() || letters.strip_suffix(b"s") == Some(word.as_bytes())
    }

    /// The word without a plural `s`, if it has one.
    #[must_use]
    pub fn singular(&self) -> Option<Self> {
        let len = self.as_str().strip_suffix('s').filter(|singular| !singular.is_empty())?.len();
        let mut singular = *self;
        singular.letters.get_mut(len).map(|letter| *letter = 0)?;
        singular.len = len as u8;
        Some(singular)
    }

    fn push(&mut self, letter: char) {
        self.push_all(letter.encode_utf8(&mut [0; 4]));
    }

    /// As much of it as there is room for, in whole characters.
    fn push_all(&mut self, letters: &str) {
        let from = usize::from(self.len);
        let letters = letters.get(..letters.floor_char_boundary(LONGEST - from)).unwrap_or_default().as_bytes();
        if let Some(room) = self.letters.get_mut(from..from + letters.len()) {
            room.copy_from_slice(letters);
            self.len += letters.len() as u8;
        }
    }
}

impl fmt::Debug for Word {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(self.as_str(), formatter)
    }
}

/// The words of a name, in order.
#[must_use]
pub fn words(name: &str) -> Words<'_> {
    Words { rest: name.chars() }
}

/// Whether one of these phrases stands in the text, word for word and in the words' plain plurals, too. Phrases are
/// written as [`words`] gives them: lower case, plain letters, one space between (`opt in`).
#[must_use]
pub fn has_phrase(text: &str, phrases: &[&str]) -> bool {
    let mut rest = words(text);
    loop {
        let here = rest.clone();
        let Some(first) = rest.next() else { return false };
        let letter = first.letters.first();
        let begins = |phrase: &&str| {
            if phrase.as_bytes().first() != letter {
                return false;
            }
            let mut parts = phrase.split(' ');
            parts.next().is_some_and(|part| first.is(part)) && {
                let mut behind = here.clone();
                behind.next();
                parts.all(|part| behind.next().is_some_and(|word| word.is(part)))
            }
        };
        if phrases.iter().any(begins) {
            return true;
        }
    }
}

/// Iterator over the words of a name; see [`words`].
#[derive(Debug, Clone)]
pub struct Words<'t> {
    rest: Chars<'t>,
}

/// What a character is to the splitter.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Lower,
    Upper,
    Digit,
    /// Belongs to the letter before it.
    Accent,
    Gap,
}

fn kind(character: char) -> Kind {
    match character {
        'a'..='z' => Kind::Lower,
        'A'..='Z' => Kind::Upper,
        '0'..='9' => Kind::Digit,
        '\0'..='\u{7f}' => Kind::Gap,
        '\u{300}'..='\u{36f}' => Kind::Accent,
        _ if is_capital(character) => Kind::Upper,
        _ if character.is_alphabetic() => Kind::Lower,
        _ => Kind::Gap,
    }
}

impl Iterator for Words<'_> {
    type Item = Word;

    fn next(&mut self) -> Option<Word> {
        self.plain().or_else(|| self.whole())
    }
}

impl Words<'_> {
    /// Takes the next word, whatever it is made of.
    fn whole(&mut self) -> Option<Word> {
        let is_gap = |character| matches!(kind(character), Kind::Gap | Kind::Accent);
        self.rest = self.rest.as_str().trim_start_matches(is_gap).chars();
        let mut word = Word::EMPTY;
        let mut before = Kind::Gap;
        while let Some(character) = self.rest.clone().next() {
            if before != Kind::Digit && self.small_letters(&mut word) {
                before = Kind::Lower;
                continue;
            }
            let now = kind(character);
            let goes_on = match (before, now) {
                (Kind::Gap, _) | (_, Kind::Accent) => true,
                (Kind::Lower, Kind::Upper) => false,
                (Kind::Upper, Kind::Upper) => !self.starts_a_word(),
                (Kind::Digit, now) => now == Kind::Digit,
                (_, Kind::Digit) => false,
                (_, Kind::Gap) => self.skip_possessive(),
                _ => true,
            };
            if !goes_on {
                break;
            }
            if let Some(character) = self.rest.next().filter(|_| now != Kind::Accent) {
                fold(character, &mut word);
                before = if now == Kind::Gap { Kind::Lower } else { now };
            }
        }
        (word.len > 0).then_some(word)
    }

    /// Takes the next word, if it is of the sort that most are: small letters, behind one capital at most, or digits. Where
    /// more must be known than the next byte, nothing is taken.
    fn plain(&mut self) -> Option<Word> {
        let text = self.rest.as_str();
        let bytes = text.as_bytes();
        let start = bytes.iter().position(|byte| byte.is_ascii_alphanumeric() || !byte.is_ascii())?;
        let (first, behind) = bytes.get(start..)?.split_first()?;
        let length = if first.is_ascii_digit() {
            behind.iter().take_while(|byte| byte.is_ascii_digit()).count()
        } else {
            behind.iter().take_while(|byte| byte.is_ascii_lowercase()).count()
        };
        let is_plain = match behind.get(length) {
            Some(b'\'') => false,
            // `ID`, `SSNs`: where the word ends is not told by one letter.
            Some(next) if next.is_ascii_uppercase() => length > 0 || !first.is_ascii_uppercase(),
            Some(next) => next.is_ascii(),
            None => true,
        };
        if !first.is_ascii() || !is_plain {
            return None;
        }
        let end = start + 1 + length;
        let mut word = Word::EMPTY;
        word.push(char::from(first.to_ascii_lowercase()));
        word.push_all(text.get(start + 1..end)?);
        self.rest = text.get(end..)?.chars();
        Some(word)
    }

    /// Takes the run of plain small letters that comes next, most of any name; says whether there is one.
    fn small_letters(&mut self, word: &mut Word) -> bool {
        let text = self.rest.as_str();
        let length = text.bytes().take_while(u8::is_ascii_lowercase).count();
        let (run, rest) = text.split_at_checked(length).unwrap_or_default();
        word.push_all(run);
        self.rest = rest.chars();
        length > 0
    }

    /// In `IPAddress` a word starts at `A`; in `SSNs` none starts at `N`.
    fn starts_a_word(&self) -> bool {
        let mut ahead = self.rest.clone().skip(1).map(|character| (character, kind(character)));
        match ahead.next() {
            Some(('s', _)) => ahead.next().is_some_and(|(_, kind)| matches!(kind, Kind::Lower)),
            Some((_, kind)) => kind == Kind::Lower,
            None => false,
        }
    }

    /// `driver's` is one word: steps over the apostrophe, so that the next character is the `s`.
    fn skip_possessive(&mut self) -> bool {
        let mut ahead = self.rest.clone();
        let is_possessive = matches!(ahead.next(), Some('\'' | '\u{2019}'))
            && matches!(ahead.next(), Some('s'))
            && ahead.next().is_none_or(|after| kind(after) == Kind::Gap);
        if is_possessive {
            self.rest.next();
        }
        is_possessive
    }
}

/// Appends a letter, lower case and without its accent.
fn fold(character: char, word: &mut Word) {
    if character.is_ascii() {
        return word.push(character.to_ascii_lowercase());
    }
    let plain = match lower(character) {
        'à'..='å' | 'ā' | 'ă' | 'ą' => 'a',
        'ç' | 'ć' | 'ĉ' | 'ċ' | 'č' => 'c',
        'ď' | 'đ' => 'd',
        'è'..='ë' | 'ē' | 'ĕ' | 'ė' | 'ę' | 'ě' => 'e',
        'ğ' | 'ģ' => 'g',
        'ì'..='ï' | 'ī' | 'į' | 'ı' => 'i',
        'ľ' | 'ĺ' | 'ł' => 'l',
        'ñ' | 'ń' | 'ň' => 'n',
        'ò'..='ö' | 'ø' | 'ō' | 'ő' => 'o',
        'ř' => 'r',
        'ś' | 'ş' | 'š' | 'ș' => 's',
        'ţ' | 'ť' | 'ț' => 't',
        'ù'..='ü' | 'ū' | 'ů' | 'ű' => 'u',
        'ý' | 'ÿ' => 'y',
        'ź' | 'ż' | 'ž' => 'z',
        'ß' => {
            word.push('s');
            's'
        }
        'æ' => {
            word.push('a');
            'e'
        }
        'œ' => {
            word.push('o');
            'e'
        }
        other => other,
    };
    word.push(plain);
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn split(name: &str) -> String {
        words(name).map(|word| word.as_str().to_owned()).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn every_way_to_write_a_name_gives_the_same_words() {
        for (name, expected) in [
            ("addressLine1", "address line 1"),
            ("date_of_birth", "date of birth"),
            ("data__customer[]e-mail", "data customer e mail"),
            ("IPAddress", "ip address"),
            ("clientIP", "client ip"),
            ("SSNs", "ssns"),
            ("X-API-Key", "x api key"),
            ("last4", "last 4"),
            ("2faCode", "2 fa code"),
            ("Driver's License", "drivers license"),
            ("carte d'identité", "carte d identite"),
            ("Straße", "strasse"),
            ("Contraseña", "contrasena"),
            ("na\u{308}chste", "nachste"),
            ("Œuvre", "oeuvre"),
            ("customer.email", "customer email"),
            ("passenger", "passenger"),
            ("", ""),
            ("__", ""),
            ("名前", "名前"),
        ] {
            assert_eq!(split(name), expected, "{name}");
        }
    }

    #[test]
    fn a_plural_is_its_singular() {
        let word = words("Emails").next().unwrap();
        assert!(word.is("email") && word.is("emails") && !word.is("mail"));
    }

    #[test]
    fn phrases_are_found_as_whole_words() {
        let phrases = ["opt in", "einwilligung", "driving licence"];
        for text in ["marketing_opt_in", "optIn", "Einwilligung?", "I opt in.", "Driving licences"] {
            assert!(has_phrase(text, &phrases), "{text}");
        }
        for text in ["option", "opt", "in opt", "shopt in", "driving", ""] {
            assert!(!has_phrase(text, &phrases), "{text}");
        }
    }

    fn slowly(name: &str) -> Vec<Word> {
        let mut rest = words(name);
        let mut found = Vec::new();
        while let Some(word) = rest.whole() {
            found.push(word);
        }
        found
    }

    proptest! {
        #[test]
        fn plain_words_are_those_of_the_slow_way(text in "[a-zA-Z0-9_ .'äÖ\u{308}]{0,40}") {
            prop_assert_eq!(words(&text).collect::<Vec<_>>(), slowly(&text));
        }

        #[test]
        fn any_text_has_words(text in ".{0,80}") {
            for word in words(&text) {
                prop_assert!(!word.as_str().is_empty());
            }
        }
    }
}
