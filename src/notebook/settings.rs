//! What a person has set on this machine.

use serde::{Deserialize, Serialize};

use crate::{finding::Severity, policy::Policy};

/// The settings of the extension.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Settings {
    /// What is looked for and how it counts, as in a policy file.
    pub policy: Policy,
    /// The language by its tag, `de`; `None` for the browser's.
    pub language: Option<String>,
    /// Findings below this severity have no badge in the page; the panel has them all.
    pub badges_from: Option<Severity>,
    /// Nothing is checked, on no Zap.
    pub paused: bool,
    /// For how many days is kept what was noted about a Zap that nobody opens any more.
    pub keep_days: Option<u32>,
    /// The person's name, for what is accepted, confirmed and reviewed.
    pub name: String,
}

impl Settings {
    /// For how many days things are kept where nothing else is set.
    pub const KEEP_DAYS: u32 = 400;
}
