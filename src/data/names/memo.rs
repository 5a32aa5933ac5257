//! What was read from names before. A Zap says `email` and `id` again and again, and so do all Zaps.

use std::cell::RefCell;

use super::{Known, read};
use crate::index::hash;

/// As many names are kept for each thread, the last one read in each place.
const PLACES: usize = 1024;

/// Longer names are sentences: they do not come again.
const LONGEST: usize = 64;

/// A name and what it says.
type Place = Option<(Box<str>, Known)>;

thread_local! {
    static READ: RefCell<Vec<Place>> = const { RefCell::new(Vec::new()) };
}

/// What a name says.
pub(super) fn known(name: &str) -> Known {
    if name.len() > LONGEST {
        return read(name);
    }
    let hash = hash(name);
    let place = (hash ^ hash >> 32) as usize % PLACES;
    let kept = READ.with_borrow(|read| match read.get(place) {
        Some(Some((kept, known))) if **kept == *name => Some(*known),
        _ => None,
    });
    kept.unwrap_or_else(|| {
        let known = read(name);
        READ.with_borrow_mut(|read| {
            read.resize_with(PLACES, || None);
            if let Some(slot) = read.get_mut(place) {
                *slot = Some((name.into(), known));
            }
        });
        known
    })
}
