//! How long and how much is kept.

use super::Notes;
use crate::{history::day_number, sorted::sort_by_numbers};

/// So many Zaps are kept at most; those that were not opened for longest go first.
const MOST_ZAPS: usize = 500;

/// So many bytes are kept at most, of the ten million that a browser gives.
const MOST_BYTES: usize = 5_000_000;

/// A Zap as far as it matters here.
pub(super) struct Kept {
    pub(super) zap: String,
    pub(super) seen: String,
    pub(super) bytes: usize,
}

impl Kept {
    pub(super) fn new(zap: &str, notes: &Notes, bytes: usize) -> Self {
        Self { zap: zap.to_owned(), seen: notes.seen.clone(), bytes }
    }
}

/// The Zaps to forget: those not opened for so many days, and the oldest of too many.
pub(super) fn outdated(mut kept: Vec<Kept>, keep_days: u32, today: &str) -> Vec<String> {
    let day = |text: &str| day_number(text).unwrap_or(0).unsigned_abs();
    let first = day(today).saturating_sub(u64::from(keep_days));
    // The latest first.
    sort_by_numbers(&mut kept, |kept| [!day(&kept.seen), 0]);
    let mut bytes = 0;
    let mut outdated = Vec::new();
    for (place, kept) in kept.into_iter().enumerate() {
        bytes += kept.bytes;
        if day(&kept.seen) < first || place >= MOST_ZAPS || bytes > MOST_BYTES {
            outdated.push(kept.zap);
        }
    }
    outdated
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kept(zap: &str, seen: &str, bytes: usize) -> Kept {
        Kept { zap: zap.into(), seen: seen.into(), bytes }
    }

    #[test]
    fn the_old_go_and_the_oldest_of_too_many() {
        let zaps = || vec![kept("old", "2026-01-01", 1), kept("new", "2026-11-20", 1)];
        assert_eq!(outdated(zaps(), 400, "2026-11-24"), [""; 0]);
        assert_eq!(outdated(zaps(), 30, "2026-11-24"), ["old"]);
        let many: Vec<Kept> =
            (0..MOST_ZAPS).map(|number| kept(&number.to_string(), "2026-11-20", 1)).chain(zaps()).collect();
        assert_eq!(outdated(many, 400, "2026-11-24"), ["new", "old"]);
        let large = vec![kept("a", "2026-11-20", MOST_BYTES), kept("b", "2026-11-21", 10)];
        assert_eq!(outdated(large, 400, "2026-11-24"), ["a"]);
    }
}
