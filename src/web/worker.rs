//! The background worker's core: one desk, and a reply for each message.

use std::{cell::RefCell, rc::Rc};

use js_sys::{JSON, Promise};
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::{JsFuture, future_to_promise, spawn_local};

use super::{browser, language, storage, toolbar::Button};
use crate::{
    layout::ElementSeen,
    notebook::{Company, Notebook},
    read::{Json, typed::Misfit},
    session::{self, Answer, Ask, Command, Desk, Message, Reply, Tell},
};

/// The worker's state. The browser may stop the worker and lose it at any moment: what is to stay is in its storage.
pub struct Worker {
    /// Never borrowed while something is waited for: messages of the page come in then.
    desk: Rc<RefCell<Desk>>,
    button: Button,
    /// A tab where the next finding, or the one before, is waited for until its page has come, and where the keyboard is in it.
    waiting: Option<(i32, Command, Option<u32>)>,
}

/// Told to the panel in the editor (`page-news`), and to the popup and the side panel (`news`): ask again.
#[derive(Serialize)]
struct News {
    kind: &'static str,
    tab: i32,
}

/// Told to the panels of a tab (`at`): the keyboard came to the badge of this finding.
#[derive(Serialize)]
struct At<'f> {
    kind: &'static str,
    tab: i32,
    finding: &'f str,
}

/// Told to the options page (`settings`): ask again.
#[derive(Serialize)]
struct SettingsNews {
    kind: &'static str,
}

impl Worker {
    /// A worker that knows what was kept and speaks the reader's language.
    ///
    /// A browser that has just been started may take seconds to tell what the company has set: nobody waits for that. It holds
    /// from the first message on where the browser knows it, and from when it tells it otherwise.
    pub async fn start() -> Self {
        let company = storage::company();
        let (keys, first) = (storage::keys(), storage::read(&Notebook::FIRST));
        let book = match keys.await {
            Some(keys) => Notebook::open(first.await).with_keys(keys),
            None => Notebook::open(storage::read_all().await),
        };
        let desk = Rc::new(RefCell::new(Desk::open(book, Company::default())));
        obey(&desk, company);
        speak(&desk).await;
        settle(&desk).await;
        Self { desk, button: Button::default(), waiting: None }
    }

    /// An editor's page has begun to load. Until it has come there is time to get ready for it.
    pub fn rehearse(&self) {
        let message = JSON::parse(&session::rehearsal()).ok().and_then(|message| from_js::<Message>(message).ok());
        if let Some(message) = message {
            to_js(&Desk::default().message(0, message, &today()));
        }
    }

    /// Gets ready what is kept of the Zap at this address: it has to be here before the page's message.
    pub fn foresee(&self, address: &str) -> Promise {
        let desk = self.desk.clone();
        let keys = desk.borrow_mut().needed(address);
        future_to_promise(async move {
            fetch(&desk, &keys).await;
            Ok(JsValue::UNDEFINED)
        })
    }

    /// A message of the content script in a tab: gives what to paint.
    pub fn message(&mut self, tab: i32, message: JsValue) -> JsValue {
        let (reply, is_open) = match from_js::<Message>(message) {
            Ok(message) => {
                let is_open = matches!(message, Message::Open { .. });
                (self.desk.borrow_mut().message(tab, message, &today()), is_open)
            }
            Err(_) => (Reply::Again, false),
        };
        self.button.show(tab, self.desk.borrow().toolbar(tab), is_open);
        tell_news(&self.desk, tab);
        if is_open
            && matches!(reply, Reply::Paint(_))
            && let Some((_, command, from)) = self.waiting.take_if(|(waiting, ..)| *waiting == tab)
        {
            let tell = self.desk.borrow_mut().command(tab, command, from);
            if let Some(tell) = tell {
                self.obeyed(tab, tell);
            }
        }
        let desk = self.desk.clone();
        spawn_local(async move {
            settle(&desk).await;
            tidy(&desk).await;
        });
        to_js(&reply)
    }

    /// A question of the panel, the popup or the options page, about a tab where it is about a Zap.
    pub fn ask(&self, tab: i32, question: JsValue) -> Promise {
        let desk = self.desk.clone();
        future_to_promise(async move {
            let Ok(ask) = from_js::<Ask>(question) else {
                return Ok(JsValue::NULL);
            };
            let keys = desk.borrow_mut().needed_for(&ask);
            fetch(&desk, &keys).await;
            let (answer, tell) = desk.borrow_mut().ask(tab, &ask, &today());
            speak(&desk).await;
            let is_kept = settle(&desk).await;
            let untidy = desk.clone();
            spawn_local(async move { tidy(&untidy).await });
            if !is_kept && ask.keeps() {
                return Ok(to_js(&desk.borrow().not_kept()));
            }
            if tell == Some(Tell::Layout) {
                let elements: Vec<ElementSeen> =
                    answer_of(tab, Tell::Layout).await.and_then(|seen| from_js(seen).ok()).unwrap_or_default();
                return Ok(to_js(&desk.borrow().layout(tab, &elements)));
            }
            let is_there = match tell {
                Some(tell) => told(tab, tell).await,
                None => true,
            };
            let is_lost = !is_there && matches!(answer, Answer::Reading { .. });
            Ok(if is_lost { to_js(&desk.borrow().no_zap()) } else { to_js(&answer) })
        })
    }

    /// A key combination was pressed while a tab was in front. `from` is the handle of the card or field that the keyboard is in, if it
    /// is in one.
    pub fn command(&mut self, tab: i32, name: JsValue, from: Option<u32>) {
        let Ok(command) = from_js::<Command>(name) else { return };
        let tell = match (command, self.desk.borrow_mut().command(tab, command, from)) {
            (_, Some(tell)) => tell,
            (Command::TogglePanel, None) => Tell::Toggle,
            // A worker that was stopped knows of no badges: it gets the page, and goes on from there.
            (Command::NextFinding | Command::PreviousFinding, None) => {
                self.waiting = Some((tab, command, from));
                Tell::Again
            }
        };
        self.obeyed(tab, tell);
    }

    /// The company's settings have changed.
    pub fn company_changed(&self) {
        obey(&self.desk, storage::company());
    }

    /// A tab was closed.
    pub fn forget(&mut self, tab: i32) {
        self.desk.borrow_mut().forget(tab);
        self.button.forget(tab);
    }
}

impl Worker {
    /// Tells the page what a key combination is to do, and the panel to which finding it led.
    fn obeyed(&self, tab: i32, tell: Tell) {
        if let (Tell::Focus { .. }, Some(finding)) = (tell, self.desk.borrow().at_hand(tab)) {
            tell_all(tab, &At { kind: "at", tab, finding });
        }
        spawn_local(async move {
            told(tab, tell).await;
        });
    }
}

/// Goes by what the company has set, as soon as the browser has told it.
fn obey(desk: &Rc<RefCell<Desk>>, company: impl Future<Output = Company> + 'static) {
    let desk = desk.clone();
    spawn_local(async move {
        let company = company.await;
        desk.borrow_mut().set_company(company, &today());
        settle(&desk).await;
    });
}

/// Lets the desk speak the language that is wanted by now.
async fn speak(desk: &RefCell<Desk>) {
    let wanted = desk.borrow().wanted_language().map(str::to_owned);
    if language::tag(wanted.as_deref()) != desk.borrow().language() {
        let language = language::load(wanted.as_deref()).await;
        desk.borrow_mut().speak(language, &today());
    }
}

/// Reads what is kept under these keys.
async fn fetch(desk: &RefCell<Desk>, keys: &[String]) {
    if !keys.is_empty() {
        let texts = storage::read(keys).await;
        desk.borrow_mut().came(keys, texts);
    }
}

/// Forgets what is old, where something new came: nobody waits for that.
async fn tidy(desk: &RefCell<Desk>) {
    let keys = desk.borrow().needed_to_tidy();
    if let Some(keys) = keys {
        fetch(desk, &keys).await;
        desk.borrow_mut().tidy(&today());
        settle(desk).await;
    }
}

/// Writes what is to be kept, and tells the pages that something is new; gives whether all was written.
async fn settle(desk: &RefCell<Desk>) -> bool {
    let saves = desk.borrow_mut().take_saves();
    let tells = desk.borrow_mut().take_tells();
    let is_kept = saves.is_empty() || storage::write(&saves).await;
    if is_kept {
        desk.borrow_mut().written();
    } else if desk.borrow_mut().not_written(saves) {
        // The panel tells it, whatever tab it is about.
        let tabs: Vec<i32> = desk.borrow().tabs().collect();
        tabs.into_iter().for_each(|tab| tell_news(desk, tab));
    }
    if desk.borrow_mut().take_settings_news() {
        browser::send_message(&to_js(&SettingsNews { kind: "settings" })).iter().for_each(browser::ignore);
    }
    for (tab, tell) in tells {
        if let Ok(sent) = browser::send_to_tab(tab, &to_js(&tell)) {
            browser::ignore(&sent);
        }
        tell_news(desk, tab);
    }
    is_kept
}

/// To the panel in a tab, and to the one beside it. Either may not be open.
fn tell_all(tab: i32, message: &impl Serialize) {
    let message = to_js(message);
    for sent in [browser::send_message(&message), browser::send_to_tab(tab, &message)].into_iter().flatten() {
        browser::ignore(&sent);
    }
}

/// Tells our pages where one may be open. In Firefox what is sent to all of the extension does not come to the panel in the editor,
/// which is a frame of that page.
fn tell_news(desk: &RefCell<Desk>, tab: i32) {
    if !desk.borrow_mut().is_news(tab) {
        return;
    }
    let all = browser::send_message(&to_js(&News { kind: "news", tab }));
    let page = browser::send_to_tab(tab, &to_js(&News { kind: "page-news", tab }));
    for sent in [all, page].into_iter().flatten() {
        browser::ignore(&sent);
    }
}

/// Whether a content script is there and took the message.
async fn told(tab: i32, tell: Tell) -> bool {
    answer_of(tab, tell).await.is_some()
}

/// What a content script answers to a message, if one is there.
async fn answer_of(tab: i32, tell: Tell) -> Option<JsValue> {
    JsFuture::from(browser::send_to_tab(tab, &to_js(&tell)).ok()?).await.ok()
}

/// The day, as `2026-11-24`.
pub(super) fn today() -> String {
    let text: String = js_sys::Date::new_0().to_iso_string().into();
    text.get(..10).unwrap_or_default().to_owned()
}

/// What came as plain objects.
pub(super) fn from_js<T: DeserializeOwned>(value: JsValue) -> Result<T, Misfit> {
    T::deserialize(Json::deserialize(serde_wasm_bindgen::Deserializer::from(value)).map_err(|_| Misfit)?)
}

/// As plain objects, the form that messages take.
pub(super) fn to_js(value: &impl Serialize) -> JsValue {
    value.serialize(&serde_wasm_bindgen::Serializer::json_compatible()).unwrap_or(JsValue::NULL)
}
