//! Which parts of two lists are the same, in order: the longest run that both share.

/// A table of more cells than this is not made: what is between the equal ends then counts as replaced.
const MOST_CELLS: usize = 4_000_000;

/// The pairs of places that belong together, rising in both lists.
pub(super) fn align<T: PartialEq>(old: &[T], new: &[T]) -> Vec<(usize, usize)> {
    let start = old.iter().zip(new).take_while(|(old, new)| old == new).count();
    let (old_rest, new_rest) = (old.get(start..).unwrap_or_default(), new.get(start..).unwrap_or_default());
    let end = old_rest.iter().rev().zip(new_rest.iter().rev()).take_while(|(old, new)| old == new).count();
    let middle = |list: usize| list.saturating_sub(end);
    let old_middle = old_rest.get(..middle(old_rest.len())).unwrap_or_default();
    let new_middle = new_rest.get(..middle(new_rest.len())).unwrap_or_default();
    let mut pairs: Vec<(usize, usize)> = (0..start).map(|at| (at, at)).collect();
    pairs.extend(longest(old_middle, new_middle).into_iter().map(|(old, new)| (start + old, start + new)));
    pairs.extend((0..end).map(|at| (old.len() - end + at, new.len() - end + at)));
    pairs
}

/// The longest common run by a table of what is left from each pair of places on.
fn longest<T: PartialEq>(old: &[T], new: &[T]) -> Vec<(usize, usize)> {
    let width = new.len() + 1;
    let cells = (old.len() + 1).saturating_mul(width);
    if old.is_empty() || new.is_empty() || cells > MOST_CELLS {
        return Vec::new();
    }
    let mut left = vec![0_u32; cells];
    let at = |left: &[u32], old: usize, new: usize| left.get(old * width + new).copied().unwrap_or(0);
    for (row, from) in old.iter().enumerate().rev() {
        for (column, to) in new.iter().enumerate().rev() {
            let best = if from == to {
                at(&left, row + 1, column + 1) + 1
            } else {
                at(&left, row + 1, column).max(at(&left, row, column + 1))
            };
            if let Some(cell) = left.get_mut(row * width + column) {
                *cell = best;
            }
        }
    }
    let (mut row, mut column) = (0, 0);
    let mut pairs = Vec::new();
    while let (Some(from), Some(to)) = (old.get(row), new.get(column)) {
        if from == to {
            pairs.push((row, column));
            (row, column) = (row + 1, column + 1);
        } else if at(&left, row + 1, column) >= at(&left, row, column + 1) {
            row += 1;
        } else {
            column += 1;
        }
    }
    pairs
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_longest_common_run_is_found() {
        let pairs = |old: &str, new: &str| align(old.as_bytes(), new.as_bytes());
        assert_eq!(pairs("abc", "abc"), [(0, 0), (1, 1), (2, 2)]);
        assert_eq!(pairs("abc", "axbc"), [(0, 0), (1, 2), (2, 3)]);
        assert_eq!(pairs("abcd", "dabc"), [(0, 1), (1, 2), (2, 3)]);
        assert_eq!(pairs("", "a"), []);
    }

    #[test]
    fn long_lists_are_compared_at_their_ends() {
        let old: Vec<usize> = (0..5000).collect();
        let mut new = old.clone();
        new[2] = 9000;
        new[4990] = 9001;
        let pairs = align(&old, &new);
        assert_eq!((pairs.len(), pairs.first(), pairs.last()), (11, Some(&(0, 0)), Some(&(4999, 4999))));
    }

    proptest! {
        #[test]
        fn pairs_rise_and_are_equal(old in "[abc]{0,20}", new in "[abc]{0,20}") {
            let pairs = align(old.as_bytes(), new.as_bytes());
            prop_assert!(pairs.iter().all(|&(from, to)| old.as_bytes()[from] == new.as_bytes()[to]));
            prop_assert!(pairs.windows(2).all(|two| two[0].0 < two[1].0 && two[0].1 < two[1].1));
            prop_assert_eq!(align(old.as_bytes(), old.as_bytes()).len(), old.len());
        }
    }
}
