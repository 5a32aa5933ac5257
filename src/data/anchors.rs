//! Looks for many short texts at once, in one pass over a text: those that keys and addresses with keys in them have.

use std::ops::Range;
use std::sync::LazyLock;

/// Short texts to look for, in 64 groups.
///
/// For each byte a table tells in which groups an anchor has it as its first, second or third. Only where all three agree on
/// a group, the few anchors of that group are compared. Lists in which those that begin alike stand together go fastest.
pub(super) struct Anchors {
    list: Vec<Anchor>,
    tables: [[u64; 256]; 3],
}

/// A text to look for: ASCII, no byte of which ends a word.
pub(super) struct Anchor {
    pub(super) text: &'static str,
    /// Whether capitals and small letters are the same.
    pub(super) any_case: bool,
}

const GROUPS: usize = u64::BITS as usize;

/// Tells where each word of at least this length begins, and the word. Blanks, quotes, brackets and signs between things
/// end a word. Short ones are passed over by looking at one or two bytes of each.
pub(super) fn long_words<'t>(text: &'t [u8], shortest: usize, tell: &mut dyn FnMut(usize, &'t [u8])) {
    static ENDS: LazyLock<[bool; 256]> = LazyLock::new(|| {
        let mut ends = [false; 256];
        for (byte, end) in (0..=u8::MAX).zip(&mut ends) {
            *end = byte <= b' ' || b"\"'`<>()[]{},;".contains(&byte);
        }
        ends
    });
    let ends: &[bool; 256] = &ENDS;
    let ends_word = |byte: &u8| ends.get(usize::from(*byte)).is_some_and(|end| *end);
    let mut at = 0;
    while let Some(part) = text.get(at..at + shortest) {
        if let Some(end) = part.iter().rposition(ends_word) {
            at += end + 1;
            continue;
        }
        let rest = text.get(at..).unwrap_or_default();
        let word = rest.get(..rest.iter().position(ends_word).unwrap_or(rest.len())).unwrap_or_default();
        tell(at, word);
        at += word.len() + 1;
    }
}

impl Anchors {
    pub(super) fn new(list: Vec<Anchor>) -> Self {
        let mut tables = [[0; 256]; 3];
        for (row, anchor) in list.iter().enumerate() {
            let group = 1_u64 << (row * GROUPS / list.len());
            for (place, table) in tables.iter_mut().enumerate() {
                match anchor.text.as_bytes().get(place) {
                    Some(byte) => {
                        let spellings = [byte.to_ascii_lowercase(), byte.to_ascii_uppercase()];
                        for spelling in if anchor.any_case { spellings } else { [*byte; 2] } {
                            if let Some(groups) = table.get_mut(usize::from(spelling)) {
                                *groups |= group;
                            }
                        }
                    }
                    None => table.iter_mut().for_each(|groups| *groups |= group),
                }
            }
        }
        Self { list, tables }
    }

    /// Tells the row and the place of each anchor in a word of the text: by place, then by row.
    pub(super) fn find(&self, text: &[u8], word: Range<usize>, tell: &mut dyn FnMut(usize, usize)) {
        let [first, second, third] = &self.tables;
        let groups_of = |table: &[u64; 256], byte: u8| table.get(usize::from(byte)).copied().unwrap_or(0);
        let start = word.start;
        let word = text.get(word).unwrap_or_default();
        for (at, window) in word.windows(3).enumerate() {
            let &[a, b, c] = window else { continue };
            let groups = groups_of(first, a) & groups_of(second, b) & groups_of(third, c);
            if groups != 0 {
                self.compare(text, start + at, groups, tell);
            }
        }
    }

    #[cold]
    fn compare(&self, text: &[u8], at: usize, mut groups: u64, tell: &mut dyn FnMut(usize, usize)) {
        while groups != 0 {
            let group = groups.trailing_zeros() as usize;
            groups &= groups - 1;
            let from = (group * self.list.len()).div_ceil(GROUPS);
            let to = ((group + 1) * self.list.len()).div_ceil(GROUPS);
            for (row, anchor) in self.list.iter().enumerate().take(to).skip(from) {
                let part = text.get(at..at + anchor.text.len()).unwrap_or_default();
                let known = anchor.text.as_bytes();
                if part == known || (anchor.any_case && part.eq_ignore_ascii_case(known)) {
                    tell(row, at);
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn places(anchors: &[(&'static str, bool)], text: &str) -> Vec<(usize, usize)> {
        let list = anchors.iter().map(|&(text, any_case)| Anchor { text, any_case }).collect();
        let mut found = Vec::new();
        let anchors = Anchors::new(list);
        long_words(text.as_bytes(), 10, &mut |start, word| {
            anchors.find(text.as_bytes(), start..start + word.len(), &mut |row, at| found.push((at, row)));
        });
        found
    }

    #[test]
    fn anchors_are_found_by_place_and_row() {
        let anchors = [("ghp_", false), ("SK", false), ("host.io", true), ("p_", false)];
        assert_eq!(places(&anchors, "ghp_1-SKU-sku-HOST.io-ghp"), [(0, 0), (2, 3), (6, 1), (14, 2)]);
        assert_eq!(places(&anchors, "ghp_1 SKU sku HOST.io ghp SKU456 SKU4567890"), [(33, 1)]);
        assert_eq!(places(&anchors, "gh"), []);
        assert_eq!(places(&[], "any text"), []);
        assert_eq!(places(&anchors, ".........."), []);
    }

    proptest! {
        #[test]
        fn none_is_missed(text in "[abAB]{0,60}") {
            const ALL: [&str; 7] = ["ab", "aab", "bba", "abab", "bbbb", "aBa", "ba"];
            // Many rows, so that groups hold several.
            let anchors: Vec<(&'static str, bool)> =
                ALL.iter().cycle().take(140).enumerate().map(|(row, &text)| (text, row % 2 == 0)).collect();
            let found = places(&anchors, &format!("{text}.........."));
            for (row, (anchor, any_case)) in anchors.iter().enumerate() {
                let same = |part: &str| part == *anchor || (*any_case && part.eq_ignore_ascii_case(anchor));
                let naive = (0..text.len()).filter(|&at| text.get(at..at + anchor.len()).is_some_and(same));
                let told = found.iter().filter(|(_, told)| *told == row).map(|(at, _)| *at);
                prop_assert!(naive.eq(told));
            }
        }
    }
}
