//! Which findings are shown: by severity, measure, since the last review, and by words.

use super::{
    Action, Panel,
    node::{Node, Use, button, node, text},
};
use crate::{
    finding::Severity,
    letters::lowercase,
    say,
    session::{Entry, Group, View},
};

/// What was chosen. Nothing chosen shows everything.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Filters {
    severities: Vec<Severity>,
    pub(super) measure: Option<u8>,
    only_new: bool,
    words: String,
}

impl Filters {
    /// Whether a finding under this heading is shown.
    pub(super) fn show(&self, group: &Group, entry: &Entry) -> bool {
        (self.severities.is_empty() || self.severities.contains(&entry.severity))
            && self.measure.is_none_or(|measure| measure == entry.measure)
            && (!self.only_new || entry.is_new)
            && self.holds(group, entry)
    }

    /// Whether every word that is looked for stands in the finding.
    fn holds(&self, group: &Group, entry: &Entry) -> bool {
        if self.words.trim().is_empty() {
            return true;
        }
        let field = entry.field.as_deref().unwrap_or_default();
        let text = [&group.heading, &entry.name, &entry.what, field, &entry.why, &entry.fix].join(" ");
        let (text, words) = (lowercase(&text), lowercase(&self.words));
        words.split_whitespace().all(|word| text.contains(word))
    }

    /// Whether anything is chosen.
    pub(super) fn any(&self) -> bool {
        *self != Self::default()
    }

    /// Takes what was used; `false` where it is none of the filters.
    pub(super) fn act(&mut self, action: &Action, value: &str) -> bool {
        match action {
            Action::Severity(severity) => match self.severities.iter().position(|chosen| chosen == severity) {
                Some(at) => drop(self.severities.remove(at)),
                None => self.severities.push(*severity),
            },
            Action::Measure(measure) => self.measure = (self.measure != Some(*measure)).then_some(*measure),
            Action::New => self.only_new = !self.only_new,
            Action::Search => value.clone_into(&mut self.words),
            Action::ShowAll => *self = Self::default(),
            _ => return false,
        }
        true
    }
}

impl Panel {
    /// "2 of 9 findings are shown"; empty where all are.
    pub(super) fn shown(&self, view: &View) -> String {
        if !self.filters.any() {
            return String::new();
        }
        let all: usize = view.groups.iter().map(|group| group.findings.len()).sum();
        let shown: usize = view
            .groups
            .iter()
            .map(|group| group.findings.iter().filter(|entry| self.filters.show(group, entry)).count())
            .sum();
        self.language.said(&match all {
            1 => say!("{} of 1 finding is shown", shown),
            _ => say!("{} of {} findings are shown", shown, all),
        })
    }

    /// The severities that there are, each with its number and as a switch; what is new; the search.
    pub(super) fn draw_filters(&self, view: &View) -> Option<Node> {
        if view.groups.is_empty() {
            return None;
        }
        let language = &self.language;
        let mut chips = node("div").class("chips").with("role", "group");
        chips = chips.with("aria-label", language.word("Show only"));
        for severity in Severity::ALL {
            let count = view.summary.counts.of(severity);
            let pressed = self.filters.severities.contains(&severity);
            if count > 0 || pressed {
                let words = format!("{} {}", language.number(count), language.word(severity.label()));
                let chip = button(&words, Action::Severity(severity)).key(severity.word());
                chips = chips.child(chip.class(&format!("chip {}", severity.word())).state("aria-pressed", pressed));
            }
        }
        if view.review.is_some() && (view.summary.new > 0 || self.filters.only_new) {
            let words = language.said(&say!("{} new since the last review", view.summary.new));
            let chip = button(&words, Action::New).key("new").class("chip");
            chips = chips.child(chip.state("aria-pressed", self.filters.only_new));
        }
        if view.summary.accepted > 0 {
            let words = language.said(&say!("{} accepted", view.summary.accepted));
            chips = chips.child(text("span", &words).key("accepted").class("quiet"));
        }
        let search = node("input")
            .id("search")
            .with("type", "search")
            .with("autocomplete", "off")
            .with("placeholder", language.word("Search the findings"))
            .with("aria-label", language.word("Search the findings"))
            .with("value", &self.filters.words)
            .on(Use::Input, Action::Search);
        let mut filters = node("div").class("filters").key("filters").child(chips).child(search);
        if self.filters.any() {
            let all = button(language.word("Show all"), Action::ShowAll).class("plain");
            let line = node("p").class("shown").child(text("span", &self.shown(view))).text(" ").child(all);
            filters = filters.child(line);
        }
        Some(filters)
    }
}
