//! Reads what a field holds from its key or label: `customer__dob`, `IBAN`, "What is your Social Security Number?".
//!
//! Whole words and known phrases count, never parts of words; the longest known phrase wins, so `card_id` is not a card.
//! A word behind a phrase can take the class away (`email_verified`, `phone_type`), and so can one anywhere that says
//! the value is no longer readable (`hashed`, `last4`). The phrases are the tables below `names/`.

mod credentials;
mod health;
mod identity;
mod ordinary;
mod people;
mod special;
mod texts;

use super::words::{Word, words};
use super::{Class, Classes};
use crate::index::hash;
use crate::memo::Memo;
use crate::sorted::sort_by_numbers;
use std::borrow::Cow;
use std::sync::LazyLock;

/// What a phrase means for the name it stands in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Means {
    /// The name holds these classes.
    Is(Classes),
    /// It does if no other word but fillers stands beside the phrase: `race`, "What is your race?".
    Alone(Classes),
    /// It does if no further noun follows: `bot_token`, not `token_holder`.
    Last(Classes),
    /// It may be about health, and may as well not.
    WeakHealth,
    /// An ordinary phrase that only looks like one of the others.
    Ordinary,
    /// Right behind a phrase: the field says something about the value, and does not hold it (`verified`, `count`).
    About,
    /// The same, but only for what is not sensitive in itself (`diagnosis_type` still tells).
    AboutContact,
    /// Right before a phrase: the field is a switch or a demand (`has_email`, `required_phone`).
    Switch,
    /// Either of the last two.
    Around,
    /// Anywhere: the value is cut or scrambled (`ssn_last4`, `email_sha256`).
    Reduced,
    /// Words of questions, and whom they are about.
    Filler,
}

/// Phrases of one meaning, separated by commas.
type Rows = &'static [(Means, &'static str)];

const fn is(class: Class) -> Means {
    Means::Is(Classes::of(&[class]))
}

const fn alone(class: Class) -> Means {
    Means::Alone(Classes::of(&[class]))
}

const fn last(class: Class) -> Means {
    Means::Last(Classes::of(&[class]))
}

const TABLES: [Rows; 7] =
    [people::ROWS, identity::ROWS, health::ROWS, special::ROWS, credentials::ROWS, texts::ROWS, ordinary::ROWS];

/// Every word that names of fields are read by: a closed list, none of them anybody's own.
pub(crate) fn known_words() -> impl Iterator<Item = &'static str> {
    let phrases = TABLES.into_iter().flatten().flat_map(|(_, phrases)| phrases.split(','));
    phrases.flat_map(str::split_whitespace)
}

/// How surely a name speaks of health.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum HealthHint {
    /// A word that other fields use too: `treatment` of an A/B test, `symptoms` of an IT ticket.
    Weak,
    /// A word of medicine: patient, diagnosis, medication.
    Strong,
}

/// The classes of data that a field of this key or label holds.
///
/// A bare `name` has none (it may be a product's); see [`may_be_a_name`].
#[must_use]
pub fn classes_of_name(name: &str) -> Classes {
    known(name).classes
}

/// Whether the name speaks of health, and how surely. [`Class::Health`] goes with [`HealthHint::Strong`].
#[must_use]
pub fn health_hint(name: &str) -> Option<HealthHint> {
    let known = known(name);
    if known.classes.contains(Class::Health) {
        Some(HealthHint::Strong)
    } else {
        known.weak_health.then_some(HealthHint::Weak)
    }
}

/// Whether the name is a bare `name`: a person's if the fields beside it are about a person, else anything's.
#[must_use]
pub fn may_be_a_name(name: &str) -> bool {
    known(name).bare_name
}

fn is_bare_name(name: &str) -> bool {
    const BARE: [&str; 6] = ["name", "naam", "nome", "nombre", "nom", "nazwa"];
    let mut words = words(name);
    let word = words.next();
    words.next().is_none() && word.is_some_and(|word| BARE.contains(&word.as_str()))
}

/// Whether the name is one of any text: `body`, `message`. What it holds depends on where it comes from: a mail's is a
/// letter, a product's is not.
#[must_use]
pub fn may_be_any_text(name: &str) -> bool {
    known(name).any_text
}

/// Whether the name says that nothing, or only a harmless rest, is left of the data: `ssn_last4`, `email_hash`.
#[must_use]
pub fn is_reduced(name: &str) -> bool {
    known(name).reduced
}

/// All that a name says.
#[derive(Debug, Clone, Copy)]
struct Known {
    classes: Classes,
    weak_health: bool,
    reduced: bool,
    bare_name: bool,
    any_text: bool,
}

fn known(name: &str) -> Known {
    thread_local! {
        static READ: Memo<Known> = const { Memo::new() };
    }
    READ.with(|memo| memo.get(name, read))
}

fn read(name: &str) -> Known {
    let Reading { classes, weak_health, .. } = Reading::of(name);
    let reduced = super::reduced::says_reduced(name);
    Known { classes, weak_health, reduced, bare_name: is_bare_name(name), any_text: is_any_text(name) }
}

fn is_any_text(name: &str) -> bool {
    const TEXTS: [&str; 12] = [
        "body", "message", "messages", "chat", "text", "content", "html", "nachricht", "mensaje", "mensagem",
        "messaggio", "bericht",
    ];
    const FORMS: [&str; 7] = ["plain", "html", "text", "full", "raw", "document", "field"];
    let mut named = false;
    words(name).all(|word| {
        let is_text = TEXTS.contains(&word.as_str());
        named |= is_text;
        is_text || FORMS.contains(&word.as_str())
    }) && named
}

/// What reading a name found out so far.
#[derive(Debug, Default)]
struct Reading {
    classes: Classes,
    weak_health: bool,
    /// Of the phrase just read; the next word may take it away.
    pending: Classes,
    /// The phrase just read must be the last noun.
    pending_is_last: bool,
    /// Phrases that count only if nothing else stands beside them.
    alone: Classes,
    /// How many things the name speaks of.
    nouns: usize,
    after_switch: bool,
    reduced: bool,
}

impl Reading {
    fn of(name: &str) -> Self {
        let mut reading = Self::default();
        let words: Vec<Word> = words(name).collect();
        let mut rest = words.as_slice();
        while let Some((word, after)) = rest.split_first() {
            rest = match PHRASES.longest(rest) {
                Some(entry) => {
                    reading.phrase(entry.means);
                    rest.get(entry.words..).unwrap_or(&[])
                }
                None => {
                    reading.unknown(word);
                    after
                }
            };
        }
        reading.settle();
        if reading.nouns == 1 {
            reading.classes = reading.classes.union(reading.alone);
        }
        if reading.reduced {
            reading.classes = Classes::NONE;
        }
        reading
    }

    fn phrase(&mut self, means: Means) {
        let after_switch = std::mem::take(&mut self.after_switch);
        match means {
            Means::Filler => {}
            Means::About => self.remark(Classes::NONE),
            Means::AboutContact => self.remark(TELLING),
            Means::Around if !self.pending.is_empty() => self.remark(TELLING),
            Means::Around | Means::Switch => self.after_switch = true,
            Means::Reduced => self.reduced = true,
            Means::Is(classes) | Means::Last(classes) => {
                self.noun();
                self.pending = if after_switch { classes.intersection(TELLING) } else { classes };
                self.pending_is_last = matches!(means, Means::Last(_));
            }
            Means::Alone(classes) => {
                self.noun();
                if !after_switch {
                    self.alone = classes;
                }
            }
            Means::WeakHealth => {
                self.noun();
                self.weak_health = true;
            }
            Means::Ordinary => self.noun(),
        }
    }

    /// A remark about the phrase just read leaves only these of its classes.
    fn remark(&mut self, left: Classes) {
        self.pending = self.pending.intersection(left);
        self.nouns += 1;
    }

    /// A further thing is spoken of.
    fn noun(&mut self) {
        self.settle();
        self.nouns += 1;
    }

    fn unknown(&mut self, word: &Word) {
        if word.as_str().bytes().all(|byte| byte.is_ascii_digit()) {
            return;
        }
        if self.pending_is_last {
            self.pending = Classes::NONE;
        }
        self.after_switch = false;
        self.noun();
    }

    fn settle(&mut self) {
        self.classes = self.classes.union(std::mem::take(&mut self.pending));
        self.pending_is_last = false;
    }
}

/// Classes that even a remark about the value gives away.
const TELLING: Classes = Classes::of(&[Class::Health, Class::Special]);

/// The tables, ready for look-up by the hash of the first word, the longest phrases first.
struct Phrases(Vec<Entry>);

struct Entry {
    first: u64,
    /// As [`words`] gives it, with one space between.
    phrase: Cow<'static, str>,
    /// How many words it has.
    words: usize,
    means: Means,
}

impl Entry {
    fn of(phrase: Cow<'static, str>, means: Means) -> Self {
        let mut words = phrase.split(' ');
        Self { first: words.next().map_or(0, hash), words: 1 + words.count(), phrase, means }
    }
}

/// Made when the first name is read, while somebody waits for the first badge: plain phrases are taken as they stand in
/// the tables.
static PHRASES: LazyLock<Phrases> = LazyLock::new(|| {
    let mut entries = Vec::new();
    for &(means, phrases) in TABLES.into_iter().flatten() {
        for phrase in phrases.split(',').map(str::trim).filter(|phrase| !phrase.is_empty()) {
            if phrase.is_ascii() {
                entries.push(Entry::of(Cow::Borrowed(phrase), means));
                continue;
            }
            entries.push(Entry::of(Cow::Owned(folded(phrase)), means));
            // German keys are often written without umlauts.
            let spelled = phrase.replace('ä', "ae").replace('ö', "oe").replace('ü', "ue");
            if spelled != phrase {
                entries.push(Entry::of(Cow::Owned(folded(&spelled)), means));
            }
        }
    }
    sort_by_numbers(&mut entries, |entry| [entry.first, !(entry.words as u64)]);
    Phrases(entries)
});

fn folded(phrase: &str) -> String {
    words(phrase).map(|word| word.as_str().to_owned()).collect::<Vec<_>>().join(" ")
}

impl Phrases {
    /// The longest known phrase that the words begin with; a word as it stands goes before its singular.
    fn longest(&self, name: &[Word]) -> Option<&Entry> {
        let first = name.first()?;
        let exact = self.best(first, name);
        let plural = first.singular().and_then(|singular| self.best(&singular, name));
        match (exact, plural) {
            (Some(exact), Some(plural)) if plural.words > exact.words => Some(plural),
            (exact, plural) => exact.or(plural),
        }
    }

    fn best(&self, first: &Word, name: &[Word]) -> Option<&Entry> {
        let hash = hash(first.as_str());
        let from = self.0.partition_point(|entry| entry.first < hash);
        let begins = |entry: &&Entry| {
            let mut known = entry.phrase.split(' ');
            known.next() == Some(first.as_str())
                && entry.words <= name.len()
                && known.zip(name.iter().skip(1)).all(|(known, word)| word.is(known))
        };
        self.0.get(from..)?.iter().take_while(|entry| entry.first == hash).find(begins)
    }
}

#[cfg(test)]
mod tests;
