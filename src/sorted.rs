//! Sorting by numbers, with one copy of the algorithm for all types: each further copy would be 4 KB of WebAssembly.

/// Sorts by two numbers, the first counting first; what is equal keeps its order.
pub(crate) fn sort_by_numbers<T>(items: &mut Vec<T>, numbers: impl Fn(&T) -> [u64; 2]) {
    let keys: Vec<[u64; 2]> = items.iter().map(numbers).collect();
    if keys.is_sorted() {
        return;
    }
    let mut slots: Vec<Option<T>> = items.drain(..).map(Some).collect();
    items.extend(order(&keys).into_iter().filter_map(|index| slots.get_mut(index)?.take()));
}

/// The places of the keys in their order.
fn order(keys: &[[u64; 2]]) -> Vec<usize> {
    let mut order: Vec<([u64; 2], usize)> = keys.iter().copied().zip(0..).collect();
    order.sort_unstable();
    order.into_iter().map(|(_, index)| index).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_ones_keep_their_order() {
        let mut items = vec![(3, 'a'), (1, 'b'), (3, 'c'), (2, 'd'), (1, 'e')];
        sort_by_numbers(&mut items, |&(number, _)| [number, 0]);
        assert_eq!(items, [(1, 'b'), (1, 'e'), (2, 'd'), (3, 'a'), (3, 'c')]);
        sort_by_numbers(&mut items, |&(number, letter)| [9 - number, u64::from(u32::MAX - u32::from(letter))]);
        assert_eq!(items, [(3, 'c'), (3, 'a'), (2, 'd'), (1, 'e'), (1, 'b')]);
    }
}
