//! From finding to finding: which one is at hand, the one after it, and the one before.

use super::{
    Action, Effect, Panel,
    finding::{self, id_of},
    node::{Node, button, node, text},
};
use crate::{
    say,
    session::{Entry, View},
    word,
};

/// The finding at hand.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct AtHand {
    /// Its fingerprint.
    fingerprint: String,
    /// Its place among those that are gone through. Once it is mended the next one has that place.
    place: usize,
}

impl Panel {
    /// The findings that are gone through, in the order of the screen: those that are shown and count.
    fn walked(&self) -> Vec<&Entry> {
        let groups = self.view.iter().flat_map(|view| &view.groups);
        let entries = groups.flat_map(|group| group.findings.iter().map(move |entry| (group, entry)));
        let walked = entries.filter(|(group, entry)| entry.accepted.is_none() && self.filters.show(group, entry));
        walked.map(|(_, entry)| entry).collect()
    }

    /// The place of the finding at hand; `None` where there is none, or none any more.
    fn place(&self) -> Option<usize> {
        let at_hand = self.at_hand.as_ref()?;
        self.walked().iter().position(|entry| entry.fingerprint == at_hand.fingerprint)
    }

    /// Goes to the next finding or back to the one before, from the last one to the first and round again. `leads` gives it the
    /// keyboard; otherwise that stays at the button, to press it again.
    pub(super) fn walk(&mut self, back: bool, leads: bool) -> Vec<Effect> {
        let walked = self.walked();
        let Some(last) = walked.len().checked_sub(1) else { return Vec::new() };
        let next = match (self.place(), &self.at_hand) {
            (Some(place), _) if back => place.checked_sub(1).unwrap_or(last),
            (Some(place), _) => {
                if place < last {
                    place + 1
                } else {
                    0
                }
            }
            // It was mended: what came after it has its place.
            (None, Some(AtHand { place, .. })) if back => place.checked_sub(1).unwrap_or(last).min(last),
            (None, Some(AtHand { place, .. })) => {
                if *place <= last {
                    *place
                } else {
                    0
                }
            }
            (None, None) => {
                if back {
                    last
                } else {
                    0
                }
            }
        };
        let Some(entry) = walked.get(next) else { return Vec::new() };
        let (id, shown) = (id_of(&entry.fingerprint), finding::show(entry).map(Effect::Ask));
        let said = self.language.said(&say!("Finding {} of {}: {}", next + 1, last + 1, &entry.name));
        let fingerprint = entry.fingerprint.clone();
        self.take_in_hand(&fingerprint);
        self.wants_step = false;
        let moved = if leads { vec![Effect::Focus(id)] } else { vec![Effect::Reveal(id), Effect::Say(said)] };
        moved.into_iter().chain(shown).collect()
    }

    /// Opens a finding, and closes the one that was at hand, unless something is being written there.
    pub(super) fn take_in_hand(&mut self, fingerprint: &str) {
        if let Some(before) = self.at_hand.take() {
            let is_written_in = self.considered.as_ref().is_some_and(|one| one.fingerprint == before.fingerprint);
            self.open.retain(|open| is_written_in || *open != before.fingerprint);
        }
        if !self.open.iter().any(|open| open == fingerprint) {
            self.open.push(fingerprint.to_owned());
        }
        self.note_at_hand(fingerprint);
    }

    /// From here on it is gone to the next one and the one before.
    pub(super) fn note_at_hand(&mut self, fingerprint: &str) {
        let place = self.walked().iter().position(|entry| entry.fingerprint == fingerprint);
        self.at_hand = place.map(|place| AtHand { fingerprint: fingerprint.to_owned(), place });
    }

    /// Whether it is the finding at hand.
    pub(super) fn is_at_hand(&self, entry: &Entry) -> bool {
        self.at_hand.as_ref().is_some_and(|at_hand| at_hand.fingerprint == entry.fingerprint)
    }

    /// The two buttons, and where one is between them.
    pub(super) fn draw_walk(&self, view: &View) -> Option<Node> {
        let all = self.walked().len();
        if view.unreadable || all == 0 {
            return None;
        }
        let language = &self.language;
        let go = |sign, words, keys, back| {
            let title = format!("{} ({keys})", language.word(words));
            let one = button(sign, Action::Walk { back, leads: false }).class("walk");
            one.with("aria-label", language.word(words)).with("title", &title)
        };
        let back = go("‹", word!("Previous finding"), "Alt+↑", true);
        let on = go("›", word!("Next finding"), "Alt+↓", false);
        let place = self.place().map_or("–".to_owned(), |place| language.number(place + 1));
        let place = text("span", &format!("{place} / {}", language.number(all))).class("quiet");
        let group = node("div").class("walks").key("walk").with("role", "group");
        let group = group.with("aria-label", language.word("From finding to finding"));
        Some(
            group
                .child(back.with("aria-keyshortcuts", "Alt+ArrowUp"))
                .child(place)
                .child(on.with("aria-keyshortcuts", "Alt+ArrowDown")),
        )
    }
}
