//! What somebody noted beside an item of the checklist.

use serde::{Deserialize, Serialize};

/// An item that somebody saw to, or wrote something about.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tick {
    /// `K1`.
    pub item: String,
    /// Whether it is done.
    pub done: bool,
    /// What was noted; often empty.
    #[serde(default)]
    pub note: String,
    /// Who it was; empty where that is not known.
    #[serde(default)]
    pub by: String,
    /// The day, `2026-11-24`.
    pub when: String,
}
