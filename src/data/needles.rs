//! Looks for texts that were told one by one: few as a rule, hundreds at worst.

use std::ops::Range;
use std::sync::OnceLock;

/// Texts to look for, kept in order, so that one search finds the longest that stands at a place.
#[derive(Debug, Default)]
pub(super) struct Needles {
    sorted: Vec<String>,
    /// For each the longest other that it begins with.
    inner: OnceLock<Vec<Option<usize>>>,
    /// A bit for each pair of bytes that one of them begins with, in 1024 places.
    pairs: [u64; 16],
}

impl Needles {
    /// Takes one more; an empty text is left out.
    pub(super) fn add(&mut self, text: &str) {
        let Some(&first) = text.as_bytes().first() else { return };
        let place = self.sorted.partition_point(|known| known.as_str() < text);
        if self.sorted.get(place).is_some_and(|known| known == text) {
            return;
        }
        self.sorted.insert(place, text.to_owned());
        self.inner = OnceLock::new();
        match text.as_bytes().get(1) {
            Some(second) => self.mark(first, *second),
            None => (0..=u8::MAX).for_each(|second| self.mark(first, second)),
        }
    }

    fn mark(&mut self, first: u8, second: u8) {
        let bit = bit(first, second);
        if let Some(bits) = self.pairs.get_mut(bit / 64) {
            *bits |= 1 << (bit % 64);
        }
    }

    /// Where they stand: the leftmost first and the longest at its place, none over another.
    pub(super) fn find(&self, text: &str) -> Vec<Range<usize>> {
        let mut found = Vec::new();
        if self.sorted.is_empty() {
            return found;
        }
        let bytes = text.as_bytes();
        let mut at = 0;
        while let Some(first) = bytes.get(at) {
            let bit = bit(*first, bytes.get(at + 1).copied().unwrap_or(0));
            let may_begin = self.pairs.get(bit / 64).is_some_and(|bits| bits >> (bit % 64) & 1 == 1);
            match if may_begin { self.longest_at(bytes.get(at..).unwrap_or_default()) } else { 0 } {
                0 => at += 1,
                length => {
                    found.push(at..at + length);
                    at += length;
                }
            }
        }
        found
    }

    /// The length of the longest that the text begins with, or 0: it is the last in order that is not behind the text, or
    /// that one begins with it.
    fn longest_at(&self, text: &[u8]) -> usize {
        let inner = self.inner.get_or_init(|| self.nest());
        let place = self.sorted.partition_point(|known| known.as_bytes() <= text);
        let mut row = place.checked_sub(1);
        let mut same = None;
        while let Some((at, known)) = row.and_then(|at| Some((at, self.sorted.get(at)?))) {
            let same =
                *same.get_or_insert_with(|| known.bytes().zip(text).take_while(|(left, right)| left == *right).count());
            if known.len() <= same {
                return known.len();
            }
            row = inner.get(at).copied().flatten();
        }
        0
    }

    fn nest(&self) -> Vec<Option<usize>> {
        let mut inner: Vec<Option<usize>> = Vec::with_capacity(self.sorted.len());
        for (row, text) in self.sorted.iter().enumerate() {
            let mut before = row.checked_sub(1);
            while let Some(at) = before.filter(|at| !self.sorted.get(*at).is_some_and(|known| text.starts_with(known)))
            {
                before = inner.get(at).copied().flatten();
            }
            inner.push(before);
        }
        inner
    }
}

/// The place of a pair of bytes among the 1024.
fn bit(first: u8, second: u8) -> usize {
    (usize::from(first) * 37 + usize::from(second)) % 1024
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn needles(texts: &[String]) -> Needles {
        let mut needles = Needles::default();
        texts.iter().for_each(|text| needles.add(text));
        needles
    }

    /// The same, one by one.
    fn naive(texts: &[String], text: &str) -> Vec<Range<usize>> {
        let (mut found, mut at) = (Vec::new(), 0);
        while at < text.len() {
            let here = texts.iter().filter(|known| text.as_bytes()[at..].starts_with(known.as_bytes()));
            match here.map(String::len).max().unwrap_or(0) {
                0 => at += 1,
                length => {
                    found.push(at..at + length);
                    at += length;
                }
            }
        }
        found
    }

    proptest! {
        #[test]
        fn the_longest_at_each_place_is_found(texts in prop::collection::vec("[abé]{0,5}", 0..40), text in "[abcé]{0,60}") {
            prop_assert_eq!(needles(&texts).find(&text), naive(&texts, &text));
        }
    }

    #[test]
    fn many_that_begin_alike_in_a_text_that_does_too() {
        let texts: Vec<String> = (1..400).map(|number| format!("{}A{number}", "a".repeat(number))).collect();
        let text = "a".repeat(20_000);
        assert_eq!(needles(&texts).find(&text), Vec::<std::ops::Range<usize>>::new());
    }
}
