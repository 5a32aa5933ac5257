//! The checklist as a working paper: what only a person can confirm, with ticks, notes, days and names.

use super::{
    Action, Panel,
    node::{Node, Use, button, node, text},
};
use crate::{
    say,
    session::{Item, Section, View},
    words::Day,
};

impl Panel {
    pub(super) fn draw_checklist(&self, view: &View) -> Option<Node> {
        if view.checklist.is_empty() {
            return None;
        }
        let done: usize = view.checklist.iter().map(|section| section.done).sum();
        let total: usize = view.checklist.iter().map(|section| section.total).sum();
        let heading = self.language.said(&say!("Checklist: {} of {} confirmed", done, total));
        let about = self.language.word("What no machine can see from here, and a person has to confirm.");
        let sections = view.checklist.iter().map(|section| self.section(section)).collect();
        let inside = node("div").child(text("p", about).class("quiet")).children(sections);
        Some(self.part("checklist", false, &heading, inside))
    }

    fn section(&self, section: &Section) -> Node {
        let progress = self.language.said(&say!("{} of {} done", section.done, section.total));
        let items = section.items.iter().map(|item| self.item(item)).collect();
        let id = format!("checklist-{}", section.measure);
        let heading = node("summary").child(text("span", &section.heading).class("name")).text(" ");
        let heading = heading.child(text("span", &progress).class("quiet"));
        self.bare_part(&id, false).class("section").child(heading).child(node("ul").children(items))
    }

    fn item(&self, item: &Item) -> Node {
        let language = &self.language;
        let tick = item.tick.as_ref();
        let done = tick.is_some_and(|tick| tick.done);
        let id = format!("t-{}", item.id);
        let tick_box = node("input")
            .id(&id)
            .with("type", "checkbox")
            .flag("checked", done)
            .on(Use::Change, Action::Tick(item.id.clone()));
        let label =
            node("label").with("for", &id).child(text("span", &item.id).class("rule")).text(" ").text(&item.text);
        let mut about = node("div").child(label);
        if item.required {
            about = about
                .child(text("p", language.word("Your company wants this done.")).class("required").key("required"));
        }
        about = about
            .child(text("p", &language.said(&say!("Where: {}", &item.place))).class("quiet"))
            .child(text("p", &language.said(&say!("Done when: {}", &item.done_when))).class("quiet"));
        about = about.child(self.note(item));
        // Below, for it comes while the note is being typed.
        if let Some(tick) = tick {
            about = about.child(text("p", &self.signed(item, &tick.by, &tick.when)).class("signed").key("signed"));
        }
        node("li").key(&item.id).class(if done { "done" } else { "open-item" }).child(tick_box).child(about)
    }

    /// "Kim, 27/11/2026, for the whole account".
    fn signed(&self, item: &Item, by: &str, when: &str) -> String {
        let when = Day::from(when);
        let said = match (by.trim().is_empty(), item.account) {
            (true, false) => say!("Noted on {}", when),
            (true, true) => say!("Noted on {}, for the whole account", when),
            (false, false) => say!("{}, {}", by, when),
            (false, true) => say!("{}, {}, for the whole account", by, when),
        };
        self.language.said(&said)
    }

    fn note(&self, item: &Item) -> Node {
        let note = item.tick.as_ref().map_or("", |tick| tick.note.as_str());
        let words = self.language.said(&say!("Note on {}", &item.id));
        if note.is_empty() && !self.noting.contains(&item.id) {
            let write = self.language.said(&say!("Add a note on {}", &item.id));
            return button(&write, Action::Write(item.id.clone())).class("plain").key("write");
        }
        node("textarea")
            .id(&format!("n-{}", item.id))
            .with("rows", "2")
            .with("maxlength", "2000")
            .with("aria-label", &words)
            .with("value", note)
            .on(Use::Typed, Action::Note(item.id.clone()))
            .on(Use::Change, Action::Note(item.id.clone()))
    }
}
