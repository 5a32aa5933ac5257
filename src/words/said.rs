//! A text that is not yet said in any language.

use std::{borrow::Cow, fmt};

use super::Language;

/// An English text with what goes into its holes. [`say!`](crate::say) makes one.
///
/// In a box, and made in one place: there are hundreds of them, and each is handed on by its rule.
#[derive(Clone, PartialEq, Eq)]
pub struct Said(Box<Parts>);

#[derive(Clone, PartialEq, Eq)]
pub(super) struct Parts {
    pub(super) english: &'static str,
    pub(super) arguments: Vec<Argument>,
    /// Whether the first letter is to be a capital one, whatever comes first.
    pub(super) is_sentence: bool,
}

/// An English text without holes, such as a label: [`word!`](crate::word) makes one. Only a [`Language`] can show it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Word(&'static str);

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

/// What [`say!`](crate::say) takes for a hole.
pub trait Sayable {
    /// A copy to keep.
    fn argument(&self) -> Argument;
}

impl Said {
    /// What [`say!`](crate::say) calls: it looks after the number of holes.
    #[doc(hidden)]
    #[must_use]
    #[inline(never)]
    pub fn new(english: &'static str, arguments: &[&dyn Sayable]) -> Self {
        let arguments = arguments.iter().map(|argument| argument.argument()).collect();
        Self(Box::new(Parts { english, arguments, is_sentence: false }))
    }

    /// The same with a capital letter at the start, for a text that may begin with an argument.
    #[must_use]
    pub fn sentence(mut self) -> Self {
        self.0.is_sentence = true;
        self
    }

    pub(super) fn parts(&self) -> &Parts {
        &self.0
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

/// In English, as machines expect it.
impl serde::Serialize for Said {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl From<Word> for Said {
    fn from(word: Word) -> Self {
        Self::new(word.0, &[])
    }
}

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

impl Sayable for str {
    fn argument(&self) -> Argument {
        Argument::Text(self.to_owned())
    }
}

impl Sayable for String {
    fn argument(&self) -> Argument {
        self.as_str().argument()
    }
}

impl Sayable for Cow<'_, str> {
    fn argument(&self) -> Argument {
        self.as_ref().argument()
    }
}

impl Sayable for usize {
    fn argument(&self) -> Argument {
        Argument::Number(*self)
    }
}

/// Of a negative one the reader learns that it is none.
impl Sayable for i64 {
    fn argument(&self) -> Argument {
        Argument::Number(usize::try_from(*self).unwrap_or_default())
    }
}

impl Sayable for Day {
    fn argument(&self) -> Argument {
        Argument::Day(self.clone())
    }
}

impl Sayable for Word {
    fn argument(&self) -> Argument {
        Argument::Said(Said::from(*self))
    }
}

impl Sayable for Said {
    fn argument(&self) -> Argument {
        Argument::Said(self.clone())
    }
}

impl Sayable for Vec<Said> {
    fn argument(&self) -> Argument {
        Argument::List(self.clone())
    }
}

impl Sayable for Argument {
    fn argument(&self) -> Argument {
        self.clone()
    }
}

impl<S: Sayable + ?Sized> Sayable for &S {
    fn argument(&self) -> Argument {
        (**self).argument()
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
