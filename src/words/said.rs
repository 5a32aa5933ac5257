//! A text that is not yet said in any language.

use std::{borrow::Cow, fmt};

use super::Language;

/// An English text with what goes into its holes. [`say!`](crate::say) makes one.
#[derive(Clone, PartialEq, Eq)]
pub struct Said {
    pub(super) english: &'static str,
    pub(super) arguments: Vec<Argument>,
    /// Whether the first letter is to be a capital one, whatever comes first.
    pub(super) is_sentence: bool,
}

/// An English text without holes, such as a label: [`word!`](crate::word) makes one. Only a [`Language`] can show it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Word(&'static str);

impl Word {
    /// What [`word!`](crate::word) calls. Texts of tables that are looked through by the test of the dictionaries, as those
    /// of the rules, become one by this, too.
    #[must_use]
    pub const fn new(english: &'static str) -> Self {
        Self(english)
    }

    /// The key, for machines and tests.
    #[must_use]
    pub const fn english(self) -> &'static str {
        self.0
    }
}

impl From<&'static str> for Word {
    fn from(english: &'static str) -> Self {
        Self(english)
    }
}

impl From<&str> for Day {
    fn from(day: &str) -> Self {
        Self(day.to_owned())
    }
}

impl From<Word> for Said {
    fn from(word: Word) -> Self {
        Self::new(word.0)
    }
}

/// What goes into a hole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Argument {
    /// A name, a value, an address: the same in every language.
    Text(String),
    /// How many.
    Number(usize),
    /// A day.
    Day(Day),
    /// A text of ours.
    Said(Said),
    /// Several of them: "a, b and c".
    List(Vec<Said>),
}

/// A day, `2026-11-24`; anything else is said as it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Day(pub String);

impl Said {
    /// What [`say!`](crate::say) calls: it looks after the number of holes.
    #[doc(hidden)]
    #[must_use]
    pub const fn new(english: &'static str) -> Self {
        Self { english, arguments: Vec::new(), is_sentence: false }
    }

    /// What [`say!`](crate::say) calls for each argument.
    #[doc(hidden)]
    #[must_use]
    pub fn with(mut self, argument: impl Into<Argument>) -> Self {
        self.arguments.push(argument.into());
        self
    }

    /// The same with a capital letter at the start, for a text that may begin with an argument.
    #[must_use]
    pub fn sentence(mut self) -> Self {
        self.is_sentence = true;
        self
    }
}

/// In English.
impl fmt::Display for Said {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&Language::ENGLISH.said(self))
    }
}

impl fmt::Debug for Said {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, out)
    }
}

impl From<String> for Argument {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<&String> for Argument {
    fn from(text: &String) -> Self {
        Self::Text(text.clone())
    }
}

impl From<&str> for Argument {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<Cow<'_, str>> for Argument {
    fn from(text: Cow<'_, str>) -> Self {
        Self::Text(text.into_owned())
    }
}

impl From<usize> for Argument {
    fn from(number: usize) -> Self {
        Self::Number(number)
    }
}

/// Of a negative one the reader learns that it is none.
impl From<i64> for Argument {
    fn from(number: i64) -> Self {
        Self::Number(usize::try_from(number).unwrap_or_default())
    }
}

impl From<Day> for Argument {
    fn from(day: Day) -> Self {
        Self::Day(day)
    }
}

impl From<Said> for Argument {
    fn from(said: Said) -> Self {
        Self::Said(said)
    }
}

impl From<Word> for Argument {
    fn from(word: Word) -> Self {
        Self::Said(word.into())
    }
}

impl From<Vec<Said>> for Argument {
    fn from(list: Vec<Said>) -> Self {
        Self::List(list)
    }
}

/// How many holes, `{}`, a text has.
#[must_use]
pub const fn holes(text: &str) -> usize {
    let bytes = text.as_bytes();
    let (mut at, mut found) = (1, 0);
    while at < bytes.len() {
        #[allow(clippy::indexing_slicing, reason = "at is below the length; a const fn has no iterators")]
        if bytes[at - 1] == b'{' && bytes[at] == b'}' {
            found += 1;
        }
        at += 1;
    }
    found
}
