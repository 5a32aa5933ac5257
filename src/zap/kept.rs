//! A place beside a value for what was worked out about it.

use std::{fmt, sync::OnceLock};

/// What was worked out about a value, kept so that it is done once. It is no part of the value: all are equal. Whoever
/// changes the value has to begin with an empty one.
#[derive(Clone)]
pub struct Kept<T>(OnceLock<T>);

impl<T> Kept<T> {
    /// What is kept; at the first call it is worked out.
    pub fn get_or(&self, work_out: impl FnOnce() -> T) -> &T {
        self.0.get_or_init(work_out)
    }
}

impl<T> Default for Kept<T> {
    fn default() -> Self {
        Self(OnceLock::new())
    }
}

impl<T> PartialEq for Kept<T> {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl<T> fmt::Debug for Kept<T> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("…")
    }
}
