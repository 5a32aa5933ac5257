//! Finding texts in a list by their hash: one kind of table for the whole core, small in WebAssembly and quick to make.

use crate::sorted::sort_by_numbers;

/// FNV-1a, 64 bits. For tables of one's own making and texts of ordinary length: it is not made to withstand attacks,
/// which is why whatever is found by it is compared as well.
#[inline]
pub(crate) fn hash(text: &str) -> u64 {
    text.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}

/// The places of the texts of a list, which is kept elsewhere.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Index(Vec<(u64, usize)>);

impl Index {
    /// Of a list in its order.
    pub(crate) fn of<'t>(texts: impl Iterator<Item = &'t str>) -> Self {
        Self::of_hashes(texts.map(hash))
    }

    /// The same of the [`hash`] of each.
    pub(crate) fn of_hashes(hashes: impl Iterator<Item = u64>) -> Self {
        let mut places: Vec<(u64, usize)> = hashes.zip(0..).collect();
        sort_by_numbers(&mut places, |&(hash, place)| [hash, place as u64]);
        Self(places)
    }

    /// The first place with this text; `is` says whether a place holds it.
    pub(crate) fn find(&self, text: &str, is: impl Fn(usize) -> bool) -> Option<usize> {
        let hash = hash(text);
        let from = self.0.partition_point(|&(known, _)| known < hash);
        let same = self.0.get(from..)?.iter().take_while(|(known, _)| *known == hash);
        same.map(|&(_, place)| place).find(|&place| is(place))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_of_equal_texts_is_found() {
        let list = ["b", "a", "", "b", "c"];
        let index = Index::of(list.into_iter());
        let find = |text: &str| index.find(text, |place| list[place] == text);
        assert_eq!((find("b"), find("a"), find(""), find("c"), find("d")), (Some(0), Some(1), Some(2), Some(4), None));
    }
}
