//! Our pages as data: what the panel and the options show, and what happens when they are used.
//!
//! One way round: a page's state is drawn as [`Node`]s, what is used becomes an [`Action`], which changes the state and
//! tells [`Effect`]s for the outside. The browser's part (`web/page`) only carries this out; all of it is tested without one.

pub mod account;
mod action;
mod checklist;
mod filters;
mod finding;
mod findings;
mod header;
mod keys;
mod known;
mod node;
pub mod options;
mod review;
mod summary;
#[cfg(test)]
mod tests;
mod trend;
mod unchecked;
mod walk;

pub use action::{Action, Effect, Screen};
pub use node::{Inside, Node, Use};

use filters::Filters;
use finding::{Considered, id_of};
use node::{node, text};
use walk::AtHand;

use crate::{
    report::picture::Frame,
    say,
    session::{Answer, Ask, KnownZap, SavedReport, View},
    word,
    words::{Language, Said, Word},
};

/// Ends a pause.
const CHECK_THIS: Word = word!("Check this Zap again");
const CHECK_ALL: Word = word!("Check Zaps again");

/// Said where the worker has to get the page first.
const READING: Word = word!("Reading the Zap, one moment …");

/// Where the panel is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// In the editor's page.
    Page,
    /// In the popup of the toolbar.
    Popup,
    /// Beside the page, in the browser's own side panel.
    Side,
}

/// The panel: what the worker told, and what the person chose.
#[derive(Debug)]
pub struct Panel {
    language: Language,
    place: Place,
    view: Option<View>,
    /// Why there is no view.
    sorry: Option<String>,
    notice: String,
    filters: Filters,
    /// The fingerprints of the findings that are open.
    open: Vec<String>,
    /// The one from which it is gone on to the next.
    at_hand: Option<AtHand>,
    /// The parts that somebody opened (`true`) or closed.
    parts: Vec<(String, bool)>,
    considered: Option<Considered>,
    /// The items of the checklist that a note is being written on.
    noting: Vec<String>,
    known: Vec<KnownZap>,
    report: Option<SavedReport>,
    /// Somebody asked for a step; otherwise it is no matter that its card is not on the screen.
    wants_step: bool,
}

impl Panel {
    /// A panel that has not been told anything yet.
    #[must_use]
    pub fn new(place: Place, language: Language) -> Self {
        Self {
            language,
            place,
            view: None,
            sorry: None,
            notice: String::new(),
            filters: Filters::default(),
            open: Vec::new(),
            at_hand: None,
            parts: Vec::new(),
            considered: None,
            noting: Vec::new(),
            known: Vec::new(),
            report: None,
            wants_step: false,
        }
    }

    /// How it stands.
    fn status(&self) -> String {
        match (&self.view, &self.sorry) {
            (Some(view), _) => view.status.clone(),
            (None, Some(sorry)) => sorry.clone(),
            (None, None) => self.language.word("Reading the Zap …").to_owned(),
        }
    }

    fn tell(&mut self, notice: &Said) {
        self.notice = self.language.said(notice);
    }

    /// Whether a part is open; `at_first` as long as nobody touched it.
    fn is_open(&self, id: &str, at_first: bool) -> bool {
        self.parts.iter().find(|(known, _)| known == id).map_or(at_first, |(_, open)| *open)
    }

    /// A part that opens and closes.
    fn bare_part(&self, id: &str, at_first: bool) -> Node {
        let part = node("details").id(id).flag("open", self.is_open(id, at_first));
        part.on(Use::Toggle, Action::Part(id.to_owned()))
    }

    /// The same with its heading and what is in it.
    fn part(&self, id: &str, at_first: bool, heading: &str, inside: Node) -> Node {
        let summary = node("summary").child(text("h2", heading));
        self.bare_part(id, at_first).class("part").child(summary).child(inside)
    }

    /// The way of the data, which is drawn only when somebody opens this part.
    fn draw_picture(&self) -> Node {
        self.part("picture", false, self.language.word("The way of the data"), node("div").id("way").left_alone())
    }

    fn draw_body(&self) -> Node {
        let mut body = node("div").class("body");
        let Some(view) = &self.view else {
            return if self.sorry.is_some() { self.draw_known(body) } else { body };
        };
        if !view.title.is_empty() {
            body = body.child(text("p", &view.title).class("zap").key("title"));
        }
        let notices = view.notices.iter().map(|notice| text("p", notice).class("warning").key(notice));
        body = body.children(notices.collect());
        if view.paused.here || view.paused.everywhere {
            let (everywhere, on) = (view.paused.everywhere, false);
            let words = self.language.word(if everywhere { CHECK_ALL } else { CHECK_THIS });
            let again = node::button(words, Action::Ask(Ask::Pause { everywhere, on })).class("main");
            return body.child(node("div").class("buttons").key("paused").child(again));
        }
        if view.unreadable {
            return body.child(self.draw_unreadable());
        }
        let parts = [self.draw_filters(view), self.draw_measures(view), Some(self.draw_findings(view))];
        let more = [self.draw_unchecked(view), self.draw_checklist(view), Some(self.draw_review(view))];
        parts.into_iter().chain([Some(self.draw_picture())]).chain(more).flatten().fold(body, Node::child)
    }

    /// What can be done where the page cannot be read.
    fn draw_unreadable(&self) -> Node {
        let say = |words: Word| text("p", self.language.word(words));
        let options = header::page("options.html", self.language.word("Open the options"));
        let copy =
            node::button(self.language.word("Copy a description of this page’s layout"), Action::Ask(Ask::Layout));
        let buttons = |one: Node| node("div").class("buttons").child(one);
        node("div").class("unreadable").key("unreadable")
            .child(text("h2", self.language.word("Check it all the same")))
            .child(say(word!("Export the Zap in Zapier, and drop the file on Zaplint’s options page: it is checked there, on this computer.")))
            .child(buttons(options))
            .child(text("h2", self.language.word("Report it")))
            .child(say(word!(
                "Perhaps Zapier has changed this page. A description of its layout helps to mend that: it lists the kinds of elements and how many there are, \
                 without any text or value. It is put on the clipboard and sent to nobody."
            )))
            .child(buttons(copy))
    }

    /// Opens or closes a finding; opened, its step is brought into view.
    fn toggle(&mut self, fingerprint: &str) -> Vec<Effect> {
        if let Some(at) = self.open.iter().position(|open| open == fingerprint) {
            self.open.remove(at);
            return Vec::new();
        }
        self.open.push(fingerprint.to_owned());
        self.note_at_hand(fingerprint);
        self.wants_step = false;
        let entries = self.view.iter().flat_map(|view| &view.groups).flat_map(|group| &group.findings);
        let show = entries.filter(|entry| entry.fingerprint == fingerprint).find_map(finding::show);
        show.map(Effect::Ask).into_iter().collect()
    }

    /// Opens a finding that was pointed at elsewhere, whatever is filtered.
    fn find(&mut self, fingerprint: &str) -> Vec<Effect> {
        self.filters = Filters::default();
        self.take_in_hand(fingerprint);
        vec![Effect::Focus(id_of(fingerprint))]
    }

    /// Shows a finding that the keyboard came to in the editor, and leaves the keyboard there.
    fn at(&mut self, fingerprint: &str) -> Vec<Effect> {
        self.take_in_hand(fingerprint);
        vec![Effect::Reveal(id_of(fingerprint))]
    }

    fn consider(&mut self, fingerprint: &str) -> Vec<Effect> {
        if self.considered.as_ref().is_some_and(|considered| considered.fingerprint == fingerprint) {
            self.considered = None;
            return Vec::new();
        }
        self.considered = Some(Considered { fingerprint: fingerprint.to_owned(), ..Considered::default() });
        vec![Effect::Focus("reason".to_owned())]
    }

    fn accept(&mut self) -> Vec<Effect> {
        let Some(considered) = self.considered.take() else { return Vec::new() };
        if considered.reason.trim().is_empty() {
            self.considered = Some(considered);
            return vec![Effect::Focus("reason".to_owned())];
        }
        let focus = Effect::Focus(id_of(&considered.fingerprint));
        let until = Some(considered.until).filter(|until| !until.is_empty());
        let reason = considered.reason.trim().to_owned();
        vec![Effect::Ask(Ask::Waive { fingerprint: considered.fingerprint, reason, until }), focus]
    }

    /// Keeps the field of an item's note there, also while nothing stands in it.
    fn take_note(&mut self, item: &str) {
        if !self.noting.iter().any(|known| known == item) {
            self.noting.push(item.to_owned());
        }
    }

    /// Ticks an item or notes something beside it; what is not named stays as it is.
    fn tick(&self, item: &str, done: Option<bool>, note: Option<&str>) -> Vec<Effect> {
        let zap = self.view.as_ref().map(|view| view.zap.clone());
        vec![Effect::Ask(Ask::Tick { item: item.to_owned(), done, note: note.map(str::to_owned), zap })]
    }

    /// What the worker shows from now on.
    fn show(&mut self, view: View) -> Vec<Effect> {
        self.sorry = None;
        self.report = None;
        if self.view.as_ref() == Some(&view) {
            return Vec::new();
        }
        let mut effects = Vec::new();
        if view.language != self.language.tag() {
            effects.push(Effect::Language(Some(view.language.clone())));
        }
        if self.view.as_ref().is_none_or(|before| before.status != view.status) {
            effects.push(Effect::Say(view.status.clone()));
        }
        if self.is_open("picture", false) && !view.unreadable {
            effects.push(Effect::Ask(Ask::Picture { frame: Frame::Narrow }));
        }
        self.view = Some(view);
        effects
    }
}

impl Screen for Panel {
    fn draw(&self) -> Node {
        let region = node("section").with("aria-label", "Zaplint").class("panel");
        node("main").child(region.child(self.draw_header()).child(self.draw_body()))
    }

    fn act(&mut self, action: &Action, value: &str) -> Vec<Effect> {
        if !matches!(action, Action::Part(_) | Action::Reason) {
            self.notice.clear();
        }
        if self.filters.act(action, value) {
            let shown = self.view.as_ref().map(|view| self.shown(view)).unwrap_or_default();
            return if shown.is_empty() { Vec::new() } else { vec![Effect::Say(shown)] };
        }
        match action {
            Action::Ask(ask) => {
                self.wants_step = true;
                if matches!(ask, Ask::Rule { .. }) {
                    self.considered = None;
                }
                vec![Effect::Ask(ask.clone())]
            }
            Action::Finding(fingerprint) => self.toggle(fingerprint),
            Action::Find(fingerprint) => self.find(fingerprint),
            Action::Walk { back, leads } => self.walk(*back, *leads),
            Action::At(fingerprint) => self.at(fingerprint),
            Action::Part(id) => {
                let open = value == "true";
                if self.is_open(id, !open) == open {
                    return Vec::new();
                }
                self.parts.retain(|(known, _)| known != id);
                self.parts.push((id.clone(), open));
                let draws = open && id == "picture";
                if draws { vec![Effect::Ask(Ask::Picture { frame: Frame::Narrow })] } else { Vec::new() }
            }
            Action::Copy(text) => {
                self.tell(&say!("Copied."));
                vec![Effect::Copy(text.clone())]
            }
            Action::Consider(fingerprint) => self.consider(fingerprint),
            Action::Reason | Action::Until => {
                if let Some(considered) = &mut self.considered {
                    let field = if *action == Action::Reason { &mut considered.reason } else { &mut considered.until };
                    value.clone_into(field);
                }
                Vec::new()
            }
            Action::Accept => self.accept(),
            Action::Leave if self.considered.is_none() => {
                if self.place == Place::Page {
                    vec![Effect::Ask(Ask::Close)]
                } else {
                    Vec::new()
                }
            }
            Action::Cancel | Action::Leave => {
                let considered = self.considered.take();
                considered.map(|one| Effect::Focus(format!("c-{}", one.fingerprint))).into_iter().collect()
            }
            Action::Tick(item) => self.tick(item, Some(value == "true"), None),
            Action::Note(item) => {
                self.take_note(item);
                self.tick(item, None, Some(value.trim()))
            }
            Action::Write(item) => {
                self.take_note(item);
                vec![Effect::Focus(format!("n-{item}"))]
            }
            Action::Import => vec![Effect::Ask(Ask::Import { text: value.to_owned() })],
            _ => Vec::new(),
        }
    }

    fn answered(&mut self, ask: &Ask, answer: Option<Answer>) -> Vec<Effect> {
        // It has been read by now, or this is said again below.
        if self.notice == self.language.word(READING) {
            self.notice.clear();
        }
        match (ask, answer) {
            (_, Some(Answer::View { view, .. })) => return self.show(*view),
            (Ask::View, Some(Answer::Sorry { reason })) => {
                self.view = None;
                self.sorry = Some(reason);
                return vec![Effect::Ask(Ask::Known)];
            }
            (Ask::View, Some(Answer::Reading { .. })) => {
                self.sorry = None;
            }
            (_, Some(Answer::Known(known))) => self.known = known,
            (_, Some(Answer::Report(report))) => self.report = Some(report),
            (_, Some(Answer::Picture(Some(picture)))) => return vec![Effect::Picture(Box::new(picture))],
            (_, Some(Answer::File(file))) => {
                self.tell(&say!("Saved {}.", &file.name));
                return vec![Effect::Save(file)];
            }
            (Ask::Layout, Some(Answer::Text(text))) => {
                self.tell(&say!(
                    "Copied, and sent to nobody. Paste it where you report that Zaplint cannot read this page."
                ));
                return vec![Effect::Copy(text)];
            }
            (_, Some(Answer::Text(text))) => {
                self.tell(&say!("Copied."));
                return vec![Effect::Copy(text)];
            }
            // Nobody waits for that.
            (Ask::Show { .. }, Some(Answer::Sorry { .. } | Answer::Reading { .. })) if !self.wants_step => {}
            (_, Some(Answer::Sorry { reason })) => self.notice = reason,
            (_, Some(Answer::Reading { .. })) => self.tell(&READING.into()),
            (
                Ask::Waive { .. }
                | Ask::Unwaive { .. }
                | Ask::Tick { .. }
                | Ask::Reviewed
                | Ask::Pause { .. }
                | Ask::Rule { .. }
                | Ask::Import { .. },
                Some(Answer::Done),
            ) => {
                self.notice.clear();
                match ask {
                    Ask::Reviewed => self.tell(&say!("Marked as reviewed.")),
                    Ask::Import { .. } => self.tell(&say!("Taken over what was noted there.")),
                    _ => {}
                }
                return vec![Effect::Ask(Ask::View)];
            }
            (Ask::Forget { .. }, Some(Answer::Done)) => {
                self.report = None;
                return vec![Effect::Ask(Ask::Known)];
            }
            _ => {}
        }
        Vec::new()
    }

    fn failed(&mut self, effect: &Effect) {
        match effect {
            Effect::Save(_) => self.tell(&say!("The browser did not let Zaplint save the file.")),
            Effect::Copy(_) => self.tell(&say!("The browser did not let Zaplint copy it.")),
            _ => {}
        }
    }

    fn speak(&mut self, language: Language) {
        self.language = language;
    }
}
