//! What somebody noted beside an item of the checklist.

use serde::{Deserialize, Serialize};

use crate::{
    report::{ChecklistItem, ItemState},
    say,
    words::{Day, Language},
};

/// An item that somebody saw to, or wrote something about.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Tick {
    /// `K1`.
    pub item: String,
    /// Whether it is done.
    pub done: bool,
    /// What was noted; often empty.
    pub note: String,
    /// Who it was; empty where that is not known.
    pub by: String,
    /// The day, `2026-11-24`.
    pub when: String,
}

/// Puts a tick in place of an earlier one; one that says nothing takes it away.
pub(super) fn put(ticks: &mut Vec<Tick>, new: Tick) {
    ticks.retain(|known| known.item != new.item);
    if new.done || !new.note.is_empty() {
        ticks.push(new);
    }
}

/// Notes on an item what somebody ticked.
pub(super) fn mark(item: &mut ChecklistItem, tick: &Tick, language: &Language) {
    if item.state == ItemState::NotApplicable {
        return;
    }
    let day = Day(tick.when.clone());
    let who = match (tick.done, tick.by.as_str()) {
        (true, "") => say!("Done on {}", day),
        (true, by) => say!("Done on {} by {}", day, by),
        (false, "") => say!("Noted on {}", day),
        (false, by) => say!("Noted on {} by {}", day, by),
    };
    let who = language.said(&who);
    item.state = if tick.done { ItemState::Done } else { ItemState::Open };
    item.note = Some(if tick.note.is_empty() { who } else { format!("{who}: {}", tick.note) });
}
