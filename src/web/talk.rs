//! Our pages' talk with the worker: questions about a tab, and the news that a tab has changed.

use js_sys::Promise;
use serde::{Deserialize, Serialize};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;

use super::{browser, worker::to_js};
use crate::session::{Answer, Ask};

/// A question to the worker. The panel is in the tab it asks about, so the worker knows the tab; other pages name it.
#[derive(Serialize)]
struct Question<'a> {
    to: &'static str,
    tab: Option<i32>,
    ask: &'a Ask,
}

/// What our pages are told.
pub(super) enum Told {
    /// By the worker: the page in this tab has changed.
    News(i32),
    /// By the page in this tab: somebody pointed at the finding with this fingerprint.
    Find(i32, String),
}

/// What is sent to all parts of the extension.
#[derive(Deserialize)]
struct Message {
    kind: String,
    #[serde(default)]
    tab: Option<i32>,
    #[serde(default)]
    finding: String,
}

/// Who sent it.
#[derive(Deserialize)]
struct Sender {
    tab: Option<Tab>,
}

#[derive(Deserialize)]
struct Tab {
    id: i32,
}

/// Asks the worker; `None` when it does not answer.
pub(super) async fn ask(tab: Option<i32>, ask: &Ask) -> Option<Answer> {
    let question = to_js(&Question { to: "desk", tab, ask });
    let sent: Promise = browser::send_message(&question).ok()?;
    let answer = JsFuture::from(sent).await.ok()?;
    serde_wasm_bindgen::from_value(answer).ok()
}

/// Listens to what is told, as long as the page lives.
pub(super) fn listen(mut told: impl FnMut(Told) + 'static) -> Result<(), JsValue> {
    let listener = Closure::<dyn FnMut(JsValue, JsValue)>::new(move |message: JsValue, sender: JsValue| {
        let Ok(message) = serde_wasm_bindgen::from_value::<Message>(message) else { return };
        let sender = serde_wasm_bindgen::from_value::<Sender>(sender).ok().and_then(|sender| sender.tab);
        match (message.kind.as_str(), message.tab, sender) {
            ("news", Some(tab), _) => told(Told::News(tab)),
            ("find", _, Some(tab)) => told(Told::Find(tab.id, message.finding)),
            _ => {}
        }
    });
    browser::on_message(listener.as_ref().unchecked_ref())?;
    listener.forget();
    Ok(())
}

/// The tab in front of the window.
pub(super) async fn front_tab() -> Option<i32> {
    #[derive(Serialize)]
    #[serde(rename_all = "camelCase")]
    struct Query {
        active: bool,
        current_window: bool,
    }
    let found = browser::query_tabs(&to_js(&Query { active: true, current_window: true })).ok()?;
    let tabs = JsFuture::from(found).await.ok()?;
    let tabs: Vec<Tab> = serde_wasm_bindgen::from_value(tabs).ok()?;
    tabs.first().map(|tab| tab.id)
}
