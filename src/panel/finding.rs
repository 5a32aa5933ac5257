//! One finding: closed it says what is wrong; open also why, what to do, and what can be done with it here.

use super::{
    Action, Panel,
    node::{Node, Use, button, node, text},
};
use crate::{
    rules, say,
    session::{Ask, Entry, View},
    word,
};

/// A finding that somebody thinks about accepting.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Considered {
    pub(super) fingerprint: String,
    pub(super) reason: String,
    pub(super) until: String,
}

/// The id of a finding's button.
pub(super) fn id_of(fingerprint: &str) -> String {
    format!("f-{fingerprint}")
}

/// Brings its step, or its field where that is open, into view.
pub(super) fn show(entry: &Entry) -> Option<Ask> {
    entry.step.clone().map(|step| Ask::Show { step, field: entry.field.clone() })
}

impl Panel {
    pub(super) fn draw_finding(&self, view: &View, entry: &Entry) -> Node {
        let language = &self.language;
        let open = self.open.contains(&entry.fingerprint);
        let (id, inside) = (id_of(&entry.fingerprint), format!("o-{}", entry.fingerprint));
        let accepted = entry.accepted.is_some();
        // The name says all of it; what is seen leaves out what the heading above has said already.
        let name = match accepted {
            true => format!("{}, {}", entry.name, language.word("accepted")),
            false => entry.name.clone(),
        };
        let title = text(if accepted { "s" } else { "span" }, &entry.title).class("title");
        // Who speaks to the computer says what is seen: the name holds it word for word.
        let opener = button("", Action::Finding(entry.fingerprint.clone()))
            .id(&id)
            .class("finding")
            .with("aria-label", &name)
            .state("aria-expanded", open)
            .child(text("span", &format!("{}:", language.word(entry.severity.label()))).class("tone"))
            .text(" ")
            .child(title)
            .text(" ")
            .child(text("span", &format!("({})", entry.rule)).class("rule"));
        let opener = if self.is_at_hand(entry) { opener.state("aria-current", true) } else { opener };
        let mut heading = node("h3").child(opener);
        if accepted {
            heading = heading.child(text("span", language.word("Accepted")).class("tag").key("accepted"));
        } else if entry.refused.is_some() {
            heading = heading.child(text("span", language.word("No longer accepted")).class("tag").key("refused"));
        } else if entry.is_new {
            heading = heading.child(text("span", language.word("New")).class("tag").key("new"));
        }
        let mut article = node("article")
            .key(&entry.fingerprint)
            .class(&format!("{}{}", entry.severity.word(), if accepted { " accepted" } else { "" }))
            .child(heading)
            .child(text("p", &entry.what).class("what"));
        if open {
            article = article.child(self.opened(view, entry).id(&inside));
        }
        article
    }

    fn opened(&self, view: &View, entry: &Entry) -> Node {
        let language = &self.language;
        let mut list = node("dl");
        let rows = [
            (word!("Field"), entry.field.as_deref(), ""),
            (word!("Seen"), entry.evidence.as_deref(), "seen"),
            (word!("Way"), entry.path.as_deref(), ""),
            (word!("Why"), Some(entry.why.as_str()), ""),
            (word!("Do"), Some(entry.fix.as_str()), ""),
            (word!("Safer"), entry.safer.as_ref().map(|safer| safer.text.as_str()), "seen"),
        ];
        for (name, value, class) in rows {
            if let Some(value) = value {
                list = list.child(text("dt", language.word(name)));
                list = list.child(text("dd", value).class(class));
            }
        }
        let mut open = node("div").class("open").child(list).child(self.buttons(entry));
        open = open.child(self.references(entry));
        match (&entry.accepted, &entry.locked, &self.considered) {
            (Some(accepted), _, _) => {
                open = open.child(text("p", &format!("{}.", accepted.sentence.trim_end_matches('.'))).key("accepted"));
            }
            (None, Some(locked), _) => {
                open = open.child(text("p", entry.refused.as_ref().unwrap_or(locked)).class("quiet").key("locked"));
                if let Some(contact) = &view.contact {
                    open =
                        open.child(text("p", &language.said(&say!("Ask: {}", contact))).class("quiet").key("contact"));
                }
            }
            (None, None, Some(considered)) if considered.fingerprint == entry.fingerprint => {
                open = open.child(self.form(considered)).children(self.switch_off(entry));
            }
            _ => {}
        }
        open
    }

    fn buttons(&self, entry: &Entry) -> Node {
        let language = &self.language;
        let mut buttons = node("div").class("buttons");
        if let Some(show) = show(entry) {
            let show = Action::Ask(show);
            buttons = buttons.child(button(language.word("Show the step"), show).key("show"));
        }
        let fix = Action::Copy(entry.fix.clone());
        buttons = buttons.child(button(language.word("Copy the fix"), fix).key("fix"));
        if let Some(safer) = &entry.safer {
            let copy = button(language.word("Copy the safer value"), Action::Copy(safer.text.clone()));
            buttons = buttons.child(copy.key("safer").with("title", &safer.label));
        }
        let fingerprint = entry.fingerprint.clone();
        match &entry.accepted {
            Some(accepted) if accepted.here => {
                let take_back = Action::Ask(Ask::Unwaive { fingerprint });
                buttons = buttons.child(button(language.word("Take back"), take_back).key("back"));
            }
            None if entry.locked.is_none() => {
                let considered = self.considered.as_ref().is_some_and(|one| one.fingerprint == fingerprint);
                let accept = button(language.word("Accept …"), Action::Consider(fingerprint.clone()));
                buttons = buttons.child(accept.id(&format!("c-{fingerprint}")).state("aria-expanded", considered));
            }
            _ => {}
        }
        buttons
    }

    fn references(&self, entry: &Entry) -> Node {
        let more = self.language.said(&say!("More about {}", &entry.rule));
        let mut list = node("ul").class("references");
        if let Some(lesson) = super::header::lesson(&entry.rule, &more) {
            list = list.child(node("li").child(lesson));
        }
        for reference in &entry.references {
            list = list.child(match &reference.page {
                Some(page) => {
                    let link = text("a", &reference.name).with("href", page).with("target", "_blank");
                    node("li").child(link.with("rel", "noreferrer"))
                }
                None => text("li", &reference.name),
            });
        }
        list
    }

    /// For a rule that does not fit at all. It is told among what is not checked from then on.
    fn switch_off(&self, entry: &Entry) -> Vec<Node> {
        if !rules::is_built_in(&entry.rule) {
            return Vec::new();
        }
        let words = self.language.said(&say!("Switch {} off on every Zap", &entry.rule));
        let off = button(&words, Action::Ask(Ask::Rule { rule: entry.rule.clone(), on: false }));
        let question = text("span", self.language.word("Does this rule not fit your Zaps at all?"));
        vec![node("p").class("quiet").key("off").child(question).text(" ").child(off.class("plain"))]
    }

    /// Asks for the reason, and until when it holds.
    fn form(&self, considered: &Considered) -> Node {
        let language = &self.language;
        let reason = node("textarea")
            .id("reason")
            .with("rows", "2")
            .with("required", "")
            .with("maxlength", "500")
            .with("value", &considered.reason)
            .on(Use::Input, Action::Reason);
        let until = node("input").id("until").with("type", "date").with("value", &considered.until);
        let until = until.on(Use::Change, Action::Until);
        let accept = text("button", language.word("Accept this finding")).with("type", "submit").class("main");
        node("form")
            .key("form")
            .on(Use::Submit, Action::Accept)
            .child(text("p", language.word("It stays in every report, struck through, and no longer counts. When the field changes, it counts again.")).class("quiet"))
            .child(text("label", language.word("Why may it stay as it is?")).with("for", "reason"))
            .child(reason)
            .child(text("label", language.word("Until (may be left empty)")).with("for", "until"))
            .child(until)
            .child(node("div").class("buttons").child(accept).child(button(language.word("Cancel"), Action::Cancel)))
    }
}
