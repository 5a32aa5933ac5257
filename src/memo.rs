//! What was read from names before. A Zap says `email` and `id` again and again, and so do all Zaps.

use std::cell::RefCell;

use crate::index::hash;

/// As many names are kept, the last one read in each place.
const PLACES: usize = 1024;

/// Longer names are sentences: they do not come again.
const LONGEST: usize = 64;

/// Names, each with what was read from it; one for each thread.
pub(crate) struct Memo<T>(RefCell<Vec<Place<T>>>);

type Place<T> = Option<(Box<str>, T)>;

impl<T: Copy> Memo<T> {
    /// One that knows nothing yet.
    pub(crate) const fn new() -> Self {
        Self(RefCell::new(Vec::new()))
    }

    /// What `read` reads from a name. It must rest on the name alone.
    pub(crate) fn get(&self, name: &str, read: impl FnOnce(&str) -> T) -> T {
        if name.len() > LONGEST {
            return read(name);
        }
        let hash = hash(name);
        let place = (hash ^ hash >> 32) as usize % PLACES;
        let kept = match self.0.borrow().get(place) {
            Some(Some((kept, known))) if **kept == *name => Some(*known),
            _ => None,
        };
        kept.unwrap_or_else(|| {
            let known = read(name);
            let mut places = self.0.borrow_mut();
            places.resize_with(PLACES, || None);
            if let Some(slot) = places.get_mut(place) {
                *slot = Some((name.into(), known));
            }
            known
        })
    }
}
