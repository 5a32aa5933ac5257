//! A page of ours at work: it shows what its data says, hands on how it is used, and does what is to be done outside.

mod account;
mod files;
mod focus;
mod morph;

use std::{
    cell::{Cell, RefCell},
    rc::Rc,
};

use gloo::events::{EventListener, EventListenerOptions, EventListenerPhase};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::spawn_local;
use web_sys::{Document, Element, Event, HtmlElement};

use super::{language, picture, talk};
use crate::{
    panel::{Action, Effect, Screen, Use, account::Deed},
    report::picture::Picture,
    session::{Answer, Ask},
};

/// A page, shared by all that happens on it.
#[derive(Clone)]
pub(super) struct Page(Rc<Inner>);

struct Inner {
    document: Document,
    root: Element,
    screen: RefCell<Box<dyn Screen>>,
    actions: RefCell<Vec<Action>>,
    /// The tab it names when it asks; none for the panel, which is in its tab.
    named: Cell<Option<i32>>,
    /// The tab that the last answer was about.
    tab: Cell<Option<i32>>,
    picture: RefCell<Option<picture::Drawn>>,
    account: account::Account,
    /// What is being typed and has not been told yet.
    typing: RefCell<Option<(Action, Element)>>,
    /// What is still to be read out, and has not been yet.
    saying: RefCell<Option<gloo::timers::callback::Timeout>>,
}

/// How long nothing new must have come before it is read out: who types does not want to hear each letter counted.
const CALM: u32 = 1_200;

/// For how many milliseconds it then stands there.
const SAID: u32 = 5_000;

/// How many milliseconds of typing may be lost where the page is closed meanwhile.
const SOON: u32 = 500;

impl Page {
    /// Shows it in the document's body.
    pub(super) fn new(screen: Box<dyn Screen>, tab: Option<i32>) -> Result<Self, JsValue> {
        let document = gloo::utils::document();
        let root = document.create_element(screen.draw().tag)?;
        document.body().ok_or("a page without body")?.append_child(&root)?;
        let page = Self(Rc::new(Inner {
            document,
            root,
            screen: RefCell::new(screen),
            actions: RefCell::default(),
            named: Cell::new(tab),
            tab: Cell::new(tab),
            picture: RefCell::default(),
            account: account::Account::default(),
            typing: RefCell::default(),
            saying: RefCell::default(),
        }));
        page.draw();
        page.listen();
        Ok(page)
    }

    /// The tab it asks about from now on.
    pub(super) fn turn_to(&self, tab: Option<i32>) {
        self.0.named.set(tab);
        self.0.tab.set(tab);
    }

    /// Whether it is about this tab, or does not know yet.
    pub(super) fn is_about(&self, tab: i32) -> bool {
        self.0.tab.get().is_none_or(|own| own == tab)
    }

    /// Shows what there is to show now.
    fn draw(&self) {
        let mut morph = morph::Morph::new(self.0.document.clone());
        let wanted = self.0.screen.borrow().draw();
        let way = focus::Way::new(&self.0.document, &self.0.root);
        // A browser that refuses a change leaves the page as it was.
        let _ = morph.element(&self.0.root, &wanted);
        *self.0.actions.borrow_mut() = morph.actions;
        way.keep();
    }

    /// One listener for each way of using an element, however many elements there are.
    fn listen(&self) {
        for when in Use::ALL {
            let page = self.clone();
            let options = EventListenerOptions { phase: EventListenerPhase::Capture, passive: false };
            // Lives as long as the page.
            EventListener::new_with_options(&self.0.root, when.event(), options, move |event| page.used(when, event))
                .forget();
        }
    }

    fn used(&self, when: Use, event: &Event) {
        let target: Option<Element> = event.target().and_then(|target| target.dyn_into().ok());
        let selector = format!("[{}]", when.attribute());
        let element = match (target, when) {
            // Parts within a part are opened on their own.
            (Some(target), Use::Toggle) => Some(target).filter(|target| target.has_attribute(when.attribute())),
            (Some(target), _) => target.closest(&selector).ok().flatten(),
            (None, _) => None,
        };
        let Some(element) = element else { return };
        if when == Use::Submit {
            event.prevent_default();
        }
        let number = element.get_attribute(when.attribute()).and_then(|number| number.parse::<usize>().ok());
        let Some(action) = number.and_then(|number| self.0.actions.borrow().get(number).cloned()) else { return };
        if let Some(mut files) = files::chosen(&element) {
            if action == Action::Account(Deed::Choose) {
                return self.check_account(files);
            }
            let (page, file) = (self.clone(), files.swap_remove(0));
            spawn_local(async move {
                if let Some(text) = files::read(file).await {
                    page.act(&action, &text);
                }
            });
            return;
        }
        match when {
            Use::Typed => self.act_soon(action, element),
            Use::Change => {
                // All of it is told now.
                self.0.typing.take();
                self.act(&action, &value_of(&element));
            }
            _ => self.act(&action, &value_of(&element)),
        }
    }

    /// Something is being typed: tells what has come of it a moment later, however many letters that is.
    fn act_soon(&self, action: Action, element: Element) {
        if self.0.typing.replace(Some((action, element))).is_some() {
            return;
        }
        let page = self.clone();
        spawn_local(async move {
            gloo::timers::future::TimeoutFuture::new(SOON).await;
            if let Some((action, element)) = page.0.typing.take() {
                page.act(&action, &value_of(&element));
            }
        });
    }

    /// Something was used.
    pub(super) fn act(&self, action: &Action, value: &str) {
        let effects = self.0.screen.borrow_mut().act(action, value);
        self.draw();
        self.run(effects);
    }

    /// Asks the worker, and shows what comes of it; `false` where it cannot tell yet.
    async fn ask(&self, ask: &Ask) -> bool {
        let answer = talk::ask(self.0.named.get(), ask).await;
        if let Some(Answer::View { tab, .. } | Answer::Reading { tab }) = &answer {
            self.0.tab.set(Some(*tab));
        }
        let has_told = !matches!(answer, None | Some(Answer::Reading { .. }));
        let effects = self.0.screen.borrow_mut().answered(ask, answer);
        self.draw();
        self.run(effects);
        has_told
    }

    /// The same until the worker can tell, see [`talk::patiently`].
    pub(super) async fn ask_patiently(&self, ask: &Ask) {
        talk::patiently(async || self.ask(ask).await.then_some(())).await;
    }

    fn run(&self, effects: Vec<Effect>) {
        for effect in effects {
            let page = self.clone();
            spawn_local(async move {
                if page.do_one(&effect).await.is_err() {
                    page.0.screen.borrow_mut().failed(&effect);
                    page.draw();
                }
            });
        }
    }

    async fn do_one(&self, effect: &Effect) -> Result<(), JsValue> {
        match effect {
            Effect::Ask(ask) => {
                // In a box, for answers can lead to further questions.
                Box::pin(self.ask_patiently(ask)).await;
                Ok(())
            }
            Effect::Focus(id) => {
                let element =
                    self.0.document.get_element_by_id(id).and_then(|found| found.dyn_into::<HtmlElement>().ok());
                element.map_or(Ok(()), |element| element.focus())
            }
            Effect::Reveal(id) => {
                if let Some(element) = self.0.document.get_element_by_id(id) {
                    element.scroll_into_view();
                }
                Ok(())
            }
            Effect::Say(words) => {
                self.say(words.clone());
                Ok(())
            }
            Effect::Copy(text) => files::copy(&self.0.document, text).await,
            Effect::Save(file) => files::save(&self.0.document, file),
            Effect::Picture(picture) => self.draw_picture(picture),
            Effect::Account(wish) => self.0.account.wish(wish),
            Effect::EndAccount => {
                self.0.account.end();
                Ok(())
            }
            Effect::Language(wanted) => {
                let language = language::load(wanted.as_deref()).await;
                language::mark(&self.0.document, &language)?;
                self.0.screen.borrow_mut().speak(language);
                self.draw();
                Ok(())
            }
        }
    }

    /// Has it read out, once nothing newer has come for a moment.
    fn say(&self, words: String) {
        let page = self.clone();
        let later = gloo::timers::callback::Timeout::new(CALM, move || {
            page.set_said(&words);
            // Who reads the page from its start hears it from the status above, and only once.
            let calm = page.clone();
            let gone = gloo::timers::callback::Timeout::new(SAID, move || calm.set_said(""));
            *page.0.saying.borrow_mut() = Some(gone);
        });
        *self.0.saying.borrow_mut() = Some(later);
    }

    fn set_said(&self, words: &str) {
        if let Some(said) = self.0.document.get_element_by_id("said") {
            said.set_text_content(Some(words));
        }
    }

    fn draw_picture(&self, picture: &Picture) -> Result<(), JsValue> {
        let Some(frame) = self.0.document.get_element_by_id("way") else { return Ok(()) };
        let page = self.clone();
        let show = move |step: &str| page.act(&Action::Ask(Ask::Show { step: step.to_owned(), field: None }), "");
        // Drawn anew, it stays as somebody opened it.
        let is_open = frame.query_selector("details[open]")?.is_some();
        frame.set_text_content(None);
        let drawing = super::dom::element(&frame, "div", "drawing")?;
        let drawn = picture::draw(&self.0.document, &drawing, picture, Rc::new(show))?;
        *self.0.picture.borrow_mut() = Some(drawn);
        let words = super::dom::element(&frame, "details", "")?;
        words.toggle_attribute_with_force("open", is_open)?;
        super::dom::text(&words, "summary", "", &picture.in_words)?;
        let list = super::dom::element(&words, "ul", "")?;
        for sentence in &picture.words {
            super::dom::text(&list, "li", "", sentence)?;
        }
        Ok(())
    }
}

/// What stands in a field, whether a box is ticked (`true`), whether a part is open (`true`).
fn value_of(element: &Element) -> String {
    let property = match (element.local_name().as_str(), element.get_attribute("type").as_deref()) {
        ("details", _) => "open",
        (_, Some("checkbox")) => "checked",
        _ => "value",
    };
    let value = js_sys::Reflect::get(element, &property.into()).unwrap_or_default();
    value.as_string().or_else(|| value.as_bool().map(|yes| yes.to_string())).unwrap_or_default()
}
