//! What was not checked: why, and what would help.

use super::{
    Action, Panel,
    node::{Node, button, node, text},
};
use crate::{
    say,
    session::{Ask, Unchecked, View},
};

impl Panel {
    pub(super) fn draw_unchecked(&self, view: &View) -> Option<Node> {
        if view.not_checked.is_empty() {
            return None;
        }
        let heading = self.language.said(&say!("Not checked: {}", view.not_checked.len()));
        let means = self
            .language
            .word("“Not checked” does not mean “fine”: Zaplint could not see it, and says nothing about it.");
        let list = node("ul").class("unchecked");
        let items = view.not_checked.iter().map(|entry| self.entry(entry)).collect();
        let inside = node("div").child(text("p", means).class("quiet")).child(list.children(items));
        // A part that no rule could look at is news; what no rule can ever see from here is not.
        let unread = view.not_checked.iter().any(|entry| entry.rule.is_none());
        Some(self.part("unchecked", unread, &heading, inside))
    }

    fn entry(&self, entry: &Unchecked) -> Node {
        let mut line = node("p").child(text("strong", &entry.place));
        if let Some(rule) = &entry.rule {
            let name = super::header::lesson(rule, rule).unwrap_or_else(|| text("span", rule));
            line = line.text(" · ").child(name);
        }
        let mut item =
            node("li").child(line).child(text("p", &entry.reason)).child(text("p", &entry.help).class("quiet"));
        if let Some(step) = &entry.step {
            let show = Action::Ask(Ask::Show { step: step.clone(), field: None });
            item = item.child(button(self.language.word("Show the step"), show).class("plain"));
        }
        if let Some(rule) = entry.rule.as_ref().filter(|_| entry.is_own) {
            let on = Action::Ask(Ask::Rule { rule: rule.clone(), on: true });
            let words = self.language.said(&say!("Switch {} on again", rule));
            item = item.child(button(&words, on).class("plain"));
        }
        item
    }
}
