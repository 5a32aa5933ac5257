//! A language, and how it says our texts.

use std::{borrow::Cow, sync::Arc};

use super::{Argument, Said, Word};
use crate::{index::Index, letters, read::Json, say};

/// The language of a reader: English, or one with a dictionary. Cheap to clone.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Language(Option<Arc<Dictionary>>);

/// From English to one language.
#[derive(Debug, PartialEq, Eq)]
struct Dictionary {
    tag: String,
    /// English and the other, in the order of the file.
    texts: Vec<(String, String)>,
    places: Index,
}

impl Language {
    /// What the texts are written in.
    pub const ENGLISH: Self = Self(None);

    /// A language by its tag (`de`) and its dictionary, a JSON object.
    ///
    /// # Errors
    /// With the reason, when the dictionary is no such object.
    pub fn read(tag: &str, dictionary: &str) -> Result<Self, String> {
        let json: Json<'_> = serde_json::from_str(dictionary).map_err(|error| error.to_string())?;
        let members = json.members().ok_or("the dictionary is no object")?;
        let texts: Vec<(String, String)> =
            members.iter().filter_map(|(english, text)| Some((english.to_string(), text.text()?.to_owned()))).collect();
        let places = Index::of(texts.iter().map(|(english, _)| english.as_str()));
        Ok(Self(Some(Arc::new(Dictionary { tag: tag.to_owned(), texts, places }))))
    }

    /// The languages there are dictionaries for: the tag, and the name in the language itself.
    pub const OTHERS: [(&str, &str); 1] = [("de", "Deutsch")];

    /// The tag of the dictionary for a browser's or a person's language: `de` for `de-AT`. `None` for English, and for a language
    /// without a dictionary.
    #[must_use]
    pub fn tag_for(language: &str) -> Option<&'static str> {
        let main = language.split(['-', '_']).next().unwrap_or_default();
        Self::OTHERS.iter().map(|(tag, _)| *tag).find(|tag| main.eq_ignore_ascii_case(tag))
    }

    /// A language by its tag, with the dictionary that is built into the command line.
    #[cfg(not(target_arch = "wasm32"))]
    #[must_use]
    pub fn built_in(tag: &str) -> Option<Self> {
        match tag {
            "en" => Some(Self::ENGLISH),
            "de" => Self::read(tag, include_str!("../../extension/_locales/de/texts.json")).ok(),
            _ => None,
        }
    }

    /// Its tag, `en`, for a page's `lang`.
    #[must_use]
    pub fn tag(&self) -> &str {
        self.0.as_ref().map_or("en", |dictionary| &dictionary.tag)
    }

    /// A text of ours without holes; English where the dictionary does not have it.
    #[must_use]
    pub fn word(&self, english: impl Into<Word>) -> &str {
        let english = english.into().english();
        self.look_up(english).unwrap_or(english)
    }

    /// The same, to keep.
    #[must_use]
    pub fn kept(&self, english: &'static str) -> Cow<'static, str> {
        self.look_up(english).map_or(Cow::Borrowed(english), |text| Cow::Owned(text.to_owned()))
    }

    fn look_up(&self, english: &str) -> Option<&str> {
        let Dictionary { texts, places, .. } = self.0.as_deref()?;
        let is = |place: usize| texts.get(place).is_some_and(|(known, _)| known == english);
        places.find(english, is).and_then(|place| texts.get(place)).map(|(_, text)| text.as_str())
    }

    /// A text with what is in its holes.
    #[must_use]
    pub fn said(&self, said: &Said) -> String {
        let mut text = String::new();
        self.say(said, &mut text);
        text
    }

    /// A number as people write it: `1,234`.
    #[must_use]
    pub fn number(&self, number: usize) -> String {
        let digits = number.to_string();
        let Some(mark) = self.word("1,234").get(1..2).filter(|_| digits.len() > 3) else {
            return digits;
        };
        let mut text = String::new();
        for (at, digit) in digits.chars().enumerate() {
            if at > 0 && (digits.len() - at).is_multiple_of(3) {
                text.push_str(mark);
            }
            text.push(digit);
        }
        text
    }

    /// A day, `2026-11-04`, as people write it, `4 Nov 2026`; anything else as it is. No locale of English is asked for: this form
    /// is none that any of them takes for another day.
    #[must_use]
    pub fn day(&self, day: &str) -> String {
        let parts: Vec<&str> = day.split('-').collect();
        let [year, month, date] = parts.as_slice() else { return day.to_owned() };
        let is_day =
            year.len() == 4 && date.len() == 2 && day.bytes().all(|byte| byte == b'-' || byte.is_ascii_digit());
        let (date, year) = (date.trim_start_matches('0'), *year);
        let said = match *month {
            _ if !is_day => return day.to_owned(),
            "01" => say!("{} Jan {}", date, year),
            "02" => say!("{} Feb {}", date, year),
            "03" => say!("{} Mar {}", date, year),
            "04" => say!("{} Apr {}", date, year),
            "05" => say!("{} May {}", date, year),
            "06" => say!("{} Jun {}", date, year),
            "07" => say!("{} Jul {}", date, year),
            "08" => say!("{} Aug {}", date, year),
            "09" => say!("{} Sep {}", date, year),
            "10" => say!("{} Oct {}", date, year),
            "11" => say!("{} Nov {}", date, year),
            "12" => say!("{} Dec {}", date, year),
            _ => return day.to_owned(),
        };
        self.said(&said)
    }

    fn say(&self, said: &Said, out: &mut String) {
        let start = out.len();
        let mut rest = self.word(said.parts().english);
        let mut next = 0;
        while let Some((before, after)) = rest.split_once('{') {
            out.push_str(before);
            let Some((name, after)) = after.split_once('}').filter(|_| !said.parts().arguments.is_empty()) else {
                out.push('{');
                rest = after;
                continue;
            };
            match said.parts().arguments.get(name.parse().unwrap_or(next)) {
                Some(argument) => self.put(argument, out),
                None => out.push('…'),
            }
            next += 1;
            rest = after;
        }
        out.push_str(rest);
        if said.parts().is_sentence
            && let Some(text) = out.get(start..)
        {
            let text = letters::sentence(text);
            out.truncate(start);
            out.push_str(&text);
        }
    }

    /// The texts in it that the dictionary does not have, though they hold words.
    #[cfg(test)]
    pub(crate) fn unknown(&self, said: &Said) -> Vec<&'static str> {
        let mut unknown = Vec::new();
        if self.look_up(said.parts().english).is_none() && said.parts().english.chars().any(char::is_alphabetic) {
            unknown.push(said.parts().english);
        }
        for argument in &said.parts().arguments {
            match argument {
                Argument::Said(said) => unknown.extend(self.unknown(said)),
                Argument::List(list) => unknown.extend(list.iter().flat_map(|said| self.unknown(said))),
                Argument::Text(_) | Argument::Number(_) | Argument::Day(_) => {}
            }
        }
        unknown
    }

    fn put(&self, argument: &Argument, out: &mut String) {
        match argument {
            Argument::Text(text) => out.push_str(text),
            Argument::Number(number) => out.push_str(&self.number(*number)),
            Argument::Day(day) => out.push_str(&self.day(&day.0)),
            Argument::Said(said) => self.say(said, out),
            Argument::List(list) => {
                for (at, said) in list.iter().enumerate() {
                    match at {
                        0 => {}
                        _ if at + 1 == list.len() => out.push_str(self.word(" and ")),
                        _ => out.push_str(", "),
                    }
                    self.say(said, out);
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{say, words::Day};

    fn word(english: &'static str) -> Said {
        Word::new(english).into()
    }

    fn german() -> Language {
        let dictionary = r#"{"{} goes to {}.": "An {1} geht {0}.", "a key": "ein Schlüssel", " and ": " und ",
            "{} Nov {}": "{}.11.{}", "1,234": "1.234", "seen on {}": "gesehen am {}"}"#;
        Language::read("de", dictionary).unwrap()
    }

    #[test]
    fn english_needs_no_dictionary() {
        let said = say!("{} goes to {}.", word("a key"), "Slack");
        assert_eq!(said.to_string(), "a key goes to Slack.");
        assert_eq!(said.clone().sentence().to_string(), "A key goes to Slack.");
        assert_eq!(Language::ENGLISH.tag(), "en");
        assert_eq!(german().said(&said), "An Slack geht ein Schlüssel.");
    }

    #[test]
    fn what_goes_in_is_never_taken_for_a_hole() {
        let said = say!("{} goes to {}.", "{1}{}", "{0}");
        assert_eq!(said.to_string(), "{1}{} goes to {0}.");
        assert_eq!(german().said(&said), "An {0} geht {1}{}.");
        // Braces in a text without arguments are just braces.
        assert_eq!(word("write {{1__id}} and {").to_string(), "write {{1__id}} and {");
    }

    #[test]
    fn lists_days_and_numbers_are_said_as_people_do() {
        let list = || vec![word("a key"), word("a name"), word("a key")];
        assert_eq!(say!("{}", list()).to_string(), "a key, a name and a key");
        assert_eq!(german().said(&say!("{}", list())), "ein Schlüssel, a name und ein Schlüssel");
        assert_eq!(german().said(&say!("seen on {}", Day("2026-11-24".into()))), "gesehen am 24.11.2026");
        assert_eq!(say!("seen on {}", Day("2026-11-24".into())).to_string(), "seen on 24 Nov 2026");
        assert_eq!(german().day("some day"), "some day");
        let numbers = [0, 999, 1_000, 1_234_567].map(|number| german().number(number));
        assert_eq!(numbers, ["0", "999", "1.000", "1.234.567"]);
        assert_eq!(Language::ENGLISH.number(12_345), "12,345");
    }

    #[test]
    fn the_language_of_a_region_has_the_dictionary_of_the_language() {
        for (language, tag) in [
            ("de", Some("de")),
            ("de-AT", Some("de")),
            ("DE_ch", Some("de")),
            ("en-GB", None),
            ("", None),
            ("nds", None),
        ] {
            assert_eq!(Language::tag_for(language), tag, "{language}");
        }
        for (tag, _) in Language::OTHERS {
            assert_eq!(Language::built_in(tag).map(|language| language.tag().to_owned()).as_deref(), Some(tag));
        }
    }

    #[test]
    fn odd_dictionaries_are_refused_or_do_no_harm() {
        assert!(Language::read("de", "[1]").is_err() && Language::read("de", "{").is_err());
        let odd = Language::read("de", r#"{"{} goes to {}.": "{7} {x} {", "a key": 3}"#).unwrap();
        assert_eq!(odd.said(&say!("{} goes to {}.", "a", "b")), "… b {");
        assert_eq!(odd.word("a key"), "a key");
    }
}
