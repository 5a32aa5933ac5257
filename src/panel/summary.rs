//! The ten measures: how many findings each has, and how much of its checklist is confirmed. Each is a switch, too.

use super::{
    Action, Panel,
    node::{Node, button, node, text},
};
use crate::{
    say,
    session::{MeasureCount, View},
};

impl Panel {
    pub(super) fn draw_measures(&self, view: &View) -> Option<Node> {
        if view.summary.measures.is_empty() {
            return None;
        }
        let with = view.summary.measures.iter().filter(|measure| measure.counts.total() > 0).count();
        let heading = self.language.said(&match with {
            0 => say!("The ten measures"),
            1 => say!("The ten measures: 1 has findings"),
            _ => say!("The ten measures: {} have findings", with),
        });
        let list = node("ul").class("measures");
        let rows = view.summary.measures.iter().map(|measure| self.measure(view, measure)).collect();
        Some(self.part("measures", false, &heading, node("div").child(list.children(rows))))
    }

    fn measure(&self, view: &View, measure: &MeasureCount) -> Node {
        let findings = self.language.said(&crate::report::findings(measure.counts.total()));
        let confirmed = view.checklist.iter().find(|section| section.measure == measure.measure);
        let confirmed = confirmed
            .map(|section| self.language.said(&say!("{} of {} confirmed", section.done, section.total)))
            .unwrap_or_default();
        let tone = measure.counts.worst().map_or("none", crate::finding::Severity::word);
        let row = button("", Action::Measure(measure.measure))
            .class(&format!("measure {tone}"))
            .state("aria-pressed", self.filters.measure == Some(measure.measure))
            .child(text("span", &format!("{}. {}", measure.measure, measure.title)).class("name"))
            .text(" ")
            .child(text("span", &findings).class("count"))
            .text(" ")
            .child(text("span", &confirmed).class("quiet"));
        node("li").child(row)
    }
}
