//! Stand-ins: what takes the place of a text, always the same for the same text.
//!
//! `word12`, `person3`, `host2`, `hidden5` for texts and a number of 14 digits for numbers. They are known again by
//! their looks, so that a copy that is redacted once more stays as it is.

use crate::{
    index::{self, hash},
    sorted::sort_by_numbers,
};

/// What a text is replaced by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Word,
    Person,
    Host,
    Hidden,
}

impl Kind {
    const ALL: [Self; 4] = [Self::Word, Self::Person, Self::Host, Self::Hidden];

    const fn stem(self) -> &'static str {
        match self {
            Self::Word => "word",
            Self::Person => "person",
            Self::Host => "host",
            Self::Hidden => "hidden",
        }
    }
}

/// Whether a run of letters and digits is a stand-in for a text, or several side by side.
pub(super) fn is_stand_in(run: &str) -> bool {
    let mut rest = run;
    // Behind another word it begins with a capital.
    let stem = |text: &str, stem: &str| text.get(..stem.len()).is_some_and(|start| start.eq_ignore_ascii_case(stem));
    while let Some(kind) = Kind::ALL.iter().find(|kind| stem(rest, kind.stem())) {
        let after = rest.get(kind.stem().len()..).unwrap_or_default();
        let digits = after.bytes().take_while(u8::is_ascii_digit).count();
        let left = after.get(digits..).unwrap_or_default();
        if !(1..=6).contains(&digits) {
            return false;
        }
        if left.is_empty() {
            return true;
        }
        rest = left;
    }
    false
}

/// Numbers that stand for others begin so: no number of Zapier's does, nor one of a card or an account.
const NUMBERS: &str = "7000000";

/// Whether digits are a stand-in.
pub(super) fn is_number_stand_in(digits: &str) -> bool {
    digits.len() == 14 && digits.starts_with(NUMBERS)
}

/// The stand-ins given so far.
pub(super) struct StandIns {
    buckets: Vec<Vec<(String, u32)>>,
    next_word: u32,
    next_number: u32,
}

const BUCKETS: u64 = 1024;

impl StandIns {
    /// With the numbers that will be asked for, so that a greater one has the greater stand-in: steps are put in the
    /// order of their numbers. `last_word` and `last_number` are the highest stand-ins that are in use already.
    pub(super) fn new(mut numbers: Vec<String>, last_word: u32, last_number: u32) -> Self {
        let buckets = (0..BUCKETS).map(|_| Vec::new()).collect();
        let mut given = Self { buckets, next_word: last_word + 1, next_number: last_number + 1 };
        sort_by_numbers(&mut numbers, |digits| {
            let plain = digits.trim_start_matches('0');
            // Of longer ones the first digits are enough.
            let value = plain.get(..plain.len().min(19)).unwrap_or_default().parse().unwrap_or(0);
            [plain.len() as u64, value]
        });
        for digits in numbers {
            given.number(&digits);
        }
        given
    }

    /// The stand-in for a text.
    pub(super) fn text(&mut self, kind: Kind, text: &str) -> String {
        let next = self.next_word;
        let number = self.given(kind.stem(), text, next);
        if number == next {
            self.next_word += 1;
        }
        format!("{}{number}", kind.stem())
    }

    /// The stand-in for digits.
    pub(super) fn number(&mut self, digits: &str) -> String {
        let next = self.next_number;
        let number = self.given("", digits, next);
        if number == next {
            self.next_number += 1;
        }
        format!("{NUMBERS}{number:07}")
    }

    fn given(&mut self, kind: &str, text: &str, next: u32) -> u32 {
        let key = format!("{kind}\u{1}{text}");
        let Some(bucket) = self.buckets.get_mut((hash(&key) % BUCKETS) as usize) else { return next };
        match bucket.iter().find(|(known, _)| *known == key) {
            Some(&(_, number)) => number,
            None => {
                bucket.push((key, next));
                next
            }
        }
    }
}

/// A list of words to look them up in.
pub(super) struct Words(index::Index, Vec<String>);

impl Words {
    pub(super) fn of(words: Vec<String>) -> Self {
        Self(index::Index::of(words.iter().map(String::as_str)), words)
    }

    pub(super) fn has(&self, word: &str) -> bool {
        self.0.find(word, |place| self.1.get(place).is_some_and(|known| known == word)).is_some()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stand_ins_are_known_again_and_keep_the_order_of_numbers() {
        let mut given = StandIns::new(vec!["99001".into(), "1234".into(), "351813905".into()], 4, 2);
        assert_eq!(given.number("1234"), "70000000000003");
        assert_eq!(given.number("351813905"), "70000000000005");
        assert!(is_number_stand_in(&given.number("99001")));
        assert_eq!(given.text(Kind::Word, "Acme"), "word5");
        assert_eq!(given.text(Kind::Person, "Acme"), "person6");
        assert_eq!(given.text(Kind::Word, "Acme"), "word5");
        for (run, known) in
            [("word5", true), ("word5person6", true), ("word", false), ("words5", false), ("word5x", false)]
        {
            assert_eq!(is_stand_in(run), known, "{run}");
        }
    }
}
