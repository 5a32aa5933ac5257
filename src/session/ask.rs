//! What the panel, the popup and the options page ask.

use serde::{Deserialize, Serialize};

use crate::{backup::CopyForm, notebook::Settings, report::picture::Frame};

/// A question or a wish. What is about a Zap is about the one in the tab that asks, or that is named beside it.
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum Ask {
    /// What there is to show.
    View,
    /// The checklist as a file, or as a text for a ticket.
    Export {
        /// How it is written.
        format: ExportFormat,
    },
    /// A copy of the Zap itself as a file.
    Copy {
        /// How much of it.
        form: CopyForm,
    },
    /// The way of the data.
    Picture {
        /// How much room there is for it.
        frame: Frame,
    },
    /// Bring a step's card into view, or its field where that is open.
    Show {
        /// The step's id.
        step: String,
        /// The dotted key of the field.
        #[serde(default)]
        field: Option<String>,
    },
    /// Describe the layout of a page that cannot be read.
    Layout,
    /// Read the page again.
    Refresh,
    /// Close the panel.
    Close,
    /// Accept a finding: it is still shown, and no longer counts.
    Waive {
        /// Which finding.
        fingerprint: String,
        /// Why it may stay.
        reason: String,
        /// The last day it may, `2027-01-31`; `None` until the field changes.
        until: Option<String>,
    },
    /// Take that back.
    Unwaive {
        /// Which finding.
        fingerprint: String,
    },
    /// An item of the checklist was seen to, or was not after all.
    Tick {
        /// The item's id, `K1`.
        item: String,
        /// Whether it is done; `None` for as before.
        #[serde(default)]
        done: Option<bool>,
        /// What is to be noted beside it; `None` for as before.
        #[serde(default)]
        note: Option<String>,
        /// The Zap's number, so that a tick is kept where the page is not here (any more).
        #[serde(default)]
        zap: Option<String>,
    },
    /// Somebody has looked at the whole Zap as it is now.
    Reviewed,
    /// Check nothing, or check again.
    Pause {
        /// On every Zap, not only on this one.
        everywhere: bool,
        /// Whether to pause.
        on: bool,
    },
    /// Switch a built-in rule off on every Zap, or on again.
    Rule {
        /// Its id.
        rule: String,
        /// Whether it is to be checked.
        on: bool,
    },
    /// Take over what was noted about this Zap on another machine.
    Import {
        /// The checklist as JSON, as it was exported there.
        text: String,
    },
    /// What is set.
    Settings,
    /// Set all of it.
    Set {
        /// What is to hold from now on.
        settings: Box<Settings>,
    },
    /// The settings as a file.
    SettingsFile,
    /// Take over the settings of such a file.
    ReadSettings {
        /// What is in it.
        text: String,
    },
    /// The Zaps that were checked on this machine.
    Known,
    /// What was found in one of them, in short.
    Report {
        /// Its number.
        zap: String,
    },
    /// The built-in rules, to learn from.
    Rules,
    /// Delete what is kept.
    Forget {
        /// Of this Zap; `None` for everything, settings too.
        zap: Option<String>,
    },
}

impl Ask {
    /// Whether something is to be kept by it.
    #[must_use]
    pub const fn keeps(&self) -> bool {
        use Ask::{Copy, Forget, Import, Pause, ReadSettings, Reviewed, Rule, Set, Tick, Unwaive, Waive};
        matches!(
            self,
            Waive { .. }
                | Unwaive { .. }
                | Tick { .. }
                | Reviewed
                | Pause { .. }
                | Rule { .. }
                | Import { .. }
                | Copy { .. }
                | Set { .. }
                | ReadSettings { .. }
                | Forget { .. }
        )
    }
}

/// A form in which the checklist can be saved.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum ExportFormat {
    /// For notes and wikis.
    Markdown,
    /// For the browser and for printing.
    Html,
    /// For other programs, and to go on with on another machine.
    Json,
    /// For spreadsheets.
    Csv,
    /// For places that collect findings.
    Sarif,
    /// A short text to paste into a ticket: no file.
    Ticket,
    /// Not the checklist but the picture of the data's way.
    Svg,
}
