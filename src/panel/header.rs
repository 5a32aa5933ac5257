//! The head of the panel: how it stands, and what can be done with all of it.

use super::{
    Action, CHECK_ALL, CHECK_THIS, Panel, Place,
    node::{Node, Use, button, node, text},
};
use crate::{
    backup::CopyForm,
    rules,
    session::{Ask, ExportFormat, View},
    word,
    words::Word,
};

/// The forms in which the checklist can be saved, with what they are good for.
const FILES: [(Word, ExportFormat); 5] = [
    (word!("Export checklist (HTML, to read and print)"), ExportFormat::Html),
    (word!("Export as Markdown"), ExportFormat::Markdown),
    (word!("Export as CSV, for a spreadsheet"), ExportFormat::Csv),
    (word!("Export as JSON"), ExportFormat::Json),
    (word!("Export as SARIF"), ExportFormat::Sarif),
];

/// Copies of the Zap itself.
const COPIES: [(Word, CopyForm); 3] = [
    (word!("Whole, with its keys: for you alone"), CopyForm::Full),
    (word!("To read, without secrets"), CopyForm::Readable),
    (word!("For sharing, with invented values"), CopyForm::Redacted),
];

impl Panel {
    pub(super) fn draw_header(&self) -> Node {
        let language = &self.language;
        let readable = self.view.as_ref().filter(|view| !view.unreadable);
        let mut tools = node("div").class("tools");
        if self.sorry.is_none() {
            tools = tools.child(
                button(language.word("Refresh"), Action::Ask(Ask::Refresh))
                    .key("refresh")
                    .with("title", language.word("Read the Zap again")),
            );
        }
        if readable.is_some() {
            tools = tools.child(self.opener("exports", language.word("Export")));
        }
        tools = tools.child(self.opener("more", language.word("More")));
        if self.place == Place::Page {
            // Its sign is drawn: so it is named by what is shown when it is pointed at.
            let close = button("", Action::Ask(Ask::Close)).key("close").class("close");
            tools = tools.child(close.with("title", language.word("Close the panel")));
        }
        // It is read out by the line below, when it has come to rest.
        let told = self.status();
        // Several sentences, which say what to do instead.
        let is_long = self.sorry.is_some() || self.view.as_ref().is_some_and(|view| view.unreadable);
        let class = if is_long { "told" } else { "status" };
        let status = text("p", &told).class(class).with("role", "status").with("aria-live", "off");
        let said = node("p").id("said").class("unseen").with("aria-live", "polite").left_alone();
        let notice = text("p", &self.notice).class("notice").with("aria-live", "polite");
        let mut header = node("header").child(node("div").class("top").child(text("h1", "Zaplint")).child(tools));
        let status = node("div").class("line").child(status);
        let walk = self.view.as_ref().and_then(|view| self.draw_walk(view));
        header = header.child(walk.into_iter().fold(status, Node::child)).child(said).child(notice);
        if readable.is_some() {
            header = header.child(self.exports());
        }
        header.child(self.more(self.view.as_ref()))
    }

    /// A button that opens a menu.
    fn opener(&self, menu: &str, words: &str) -> Node {
        text("button", words).key(menu).with("type", "button").class("opener").with("popovertarget", menu)
    }

    fn exports(&self) -> Node {
        let language = &self.language;
        let ask = |words: Word, ask: Ask| item("exports", language.word(words), Action::Ask(ask));
        let mut menu = menu("exports").child(text("h2", language.word("Checklist and findings")));
        for (words, format) in FILES {
            menu = menu.child(ask(words, Ask::Export { format }));
        }
        menu = menu.child(ask(word!("Copy a short text for a ticket"), Ask::Export { format: ExportFormat::Ticket }));
        menu = menu.child(ask(word!("Save the picture of the data’s way"), Ask::Export { format: ExportFormat::Svg }));
        menu = menu.child(text("h2", language.word("A copy of this Zap")));
        for (words, form) in COPIES {
            menu = menu.child(ask(words, Ask::Copy { form }));
        }
        menu
    }

    fn more(&self, view: Option<&View>) -> Node {
        let language = &self.language;
        let mut menu = menu("more");
        if let Some(view) = view {
            let paused = view.paused;
            let pause = |here: Word, everywhere: bool, on: bool| {
                item("more", language.word(here), Action::Ask(Ask::Pause { everywhere, on }))
            };
            if !paused.everywhere {
                let words = if paused.here { CHECK_THIS } else { word!("Pause on this Zap") };
                menu = menu.child(pause(words, false, !paused.here).key("here"));
            }
            let words = if paused.everywhere { CHECK_ALL } else { word!("Pause everywhere") };
            menu = menu.child(pause(words, true, !paused.everywhere).key("everywhere"));
            // The toolbar's popup would close as soon as the browser asks for a file.
            if self.place != Place::Popup && !view.unreadable {
                menu = menu.child(file(language.word("Go on with a JSON export from another machine"), Action::Import));
            }
        }
        menu.child(page("options.html", language.word("Options")))
            .child(page("learn.html", language.word("What Zaplint looks for")))
            .child(page("sample.html", language.word("Sample Zaps to try it on")))
    }
}

/// A menu that a button with its name opens; the browser sees to closing it.
fn menu(id: &'static str) -> Node {
    node("div").id(id).class("menu").with("popover", "auto")
}

/// A line of a menu, which closes it.
fn item(menu: &str, words: &str, action: Action) -> Node {
    button(words, action).with("popovertarget", menu).with("popovertargetaction", "hide")
}

/// One of our pages.
pub(super) fn page(address: &str, words: &str) -> Node {
    text("a", words).with("href", address).with("target", "_blank").key(address)
}

/// Words that lead to the lesson of a rule. One that a company wrote has none: its finding tells all there is.
pub(super) fn lesson(rule: &str, words: &str) -> Option<Node> {
    rules::is_built_in(rule).then(|| page(&format!("learn.html#{rule}"), words))
}

/// A button that asks for a file.
pub(super) fn file(words: &str, action: Action) -> Node {
    let input = node("input").with("type", "file").with("accept", ".json,application/json").on(Use::Change, action);
    node("label").class("file").key("file").child(text("span", words)).child(input)
}
