//! `zaplint schema`.

use zaplint::{history, policy, report};

/// What there is a schema of.
#[derive(Debug, Clone, Copy, clap::ValueEnum)]
pub(super) enum Document {
    /// The local record of checks, reviews and exports, for `--history`
    History,
    /// A policy, for `--policy`
    Policy,
    /// A report of `check --format json`
    Report,
}

/// The JSON Schema of a kind of document.
pub(super) fn schema(of: Document) -> String {
    match of {
        Document::History => history::JSON_SCHEMA.to_owned(),
        Document::Policy => policy::schema(),
        Document::Report => report::json::JSON_SCHEMA.to_owned(),
    }
}
