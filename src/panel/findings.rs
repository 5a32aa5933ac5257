//! The findings, step by step in the Zap's order.

use super::{
    Panel,
    node::{Node, node, text},
};
use crate::session::{Group, View};

impl Panel {
    pub(super) fn draw_findings(&self, view: &View) -> Node {
        let groups: Vec<Node> = view.groups.iter().filter_map(|group| self.group(view, group)).collect();
        let none = match (groups.is_empty(), view.groups.is_empty()) {
            (true, true) => self.language.word("Zaplint found nothing to mend in what it could read."),
            (true, false) => self.language.word("No finding is like that."),
            (false, _) => "",
        };
        let list = node("div").key("findings").children(groups);
        if none.is_empty() { list } else { list.child(text("p", none).class("clean").key("none")) }
    }

    fn group(&self, view: &View, group: &Group) -> Option<Node> {
        let shown = group.findings.iter().filter(|entry| self.filters.show(group, entry));
        // What was accepted comes last.
        let (accepted, counted): (Vec<_>, Vec<_>) = shown.partition(|entry| entry.accepted.is_some());
        let entries: Vec<Node> =
            counted.into_iter().chain(accepted).map(|entry| self.draw_finding(view, entry)).collect();
        if entries.is_empty() {
            return None;
        }
        let heading = text("h2", &group.heading);
        Some(node("section").class("group").key(&group.heading).child(heading).children(entries))
    }
}
