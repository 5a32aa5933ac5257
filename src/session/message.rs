//! What the content script sends.

use serde::Deserialize;

use crate::read::open_fields::OpenField;

/// A message of the content script.
#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Message {
    /// The page was opened, moved to another Zap, or was read again.
    Open {
        /// The text of the script that holds the page's data, where the page has one.
        data: Option<String>,
        /// What it shows.
        page: PageSeen,
    },
    /// Something was typed, or other cards and fields came into view.
    Changed {
        /// What it shows now.
        page: PageSeen,
    },
    /// The page is no editor any more.
    Closed,
}

/// What the page shows.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct PageSeen {
    /// The page's address.
    pub address: String,
    /// The handle of the card or field that was gone to last: a worker that was stopped goes on from there.
    pub at: Option<u32>,
    /// The step cards that are in the document.
    pub cards: Vec<CardSeen>,
    /// The fields of the open step that are in the document.
    pub fields: Vec<FieldSeen>,
}

/// A step card.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct CardSeen {
    /// The content script's number for the element.
    pub handle: u32,
    /// What may be the step's id, on the card, in it or around it.
    pub ids: Vec<String>,
    /// Its text.
    pub text: String,
}

/// An open field.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct FieldSeen {
    /// The content script's number for the element.
    pub handle: u32,
    /// What may be the step's id, around the field; the nearest first.
    pub ids: Vec<String>,
    /// The headings of the form it is in; the nearest first.
    pub form: Vec<String>,
    /// What it holds.
    pub field: OpenField,
}
