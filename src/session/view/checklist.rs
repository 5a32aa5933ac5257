//! The checklist as a working paper.

use serde::{Deserialize, Serialize};

use crate::{
    checklist,
    finding::Measure,
    notebook::{Paper, Tick},
    report::{ChecklistItem, ItemState, ZapReport},
};

/// The checklist's items of one measure.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Section {
    /// The measure's number, 1 to 10.
    pub measure: u8,
    /// "3. Encryption".
    pub heading: String,
    /// How many of its items are done.
    pub done: usize,
    /// How many there are.
    pub total: usize,
    /// The items that concern this Zap.
    pub items: Vec<Item>,
}

/// An item of the checklist.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Item {
    /// `K1`.
    pub id: String,
    /// What to confirm.
    pub text: String,
    /// Where to look.
    pub place: String,
    /// When it is done.
    pub done_when: String,
    /// It is about the whole account: ticked once for every Zap.
    pub account: bool,
    /// The company wants it done.
    pub required: bool,
    /// What somebody noted.
    pub tick: Option<Tick>,
}

pub(super) fn section(report: &ZapReport, measure: Measure, paper: Paper<'_>) -> Option<Section> {
    let items: Vec<Item> = report
        .items_of(measure)
        .filter(|item| item.state != ItemState::NotApplicable)
        .map(|item| self::item(item, paper))
        .collect();
    let is_done = |item: &&Item| item.tick.as_ref().is_some_and(|tick| tick.done);
    (!items.is_empty()).then(|| Section {
        measure: measure.number(),
        heading: format!("{}. {}", measure.number(), report.language.word(measure.title())),
        done: items.iter().filter(is_done).count(),
        total: items.len(),
        items,
    })
}

fn item(item: &ChecklistItem, paper: Paper<'_>) -> Item {
    Item {
        id: item.id.to_owned(),
        text: item.text.to_string(),
        place: item.place.to_string(),
        done_when: item.done_when.to_string(),
        account: checklist::is_for_account(item.id),
        required: item.required,
        tick: paper.tick(item.id).cloned(),
    }
}
