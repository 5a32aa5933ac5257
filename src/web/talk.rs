//! Our pages' talk with the worker: questions about a tab, and the news that a tab has changed.

use js_sys::Promise;
use serde::{Deserialize, Serialize};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;

use super::{
    browser,
    worker::{from_js, to_js},
};
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
    /// That in this tab the panel was opened again, and somebody pointed at the finding with this fingerprint, unless that is empty.
    Find(i32, String),
    /// That in this tab the keyboard came to the badge of this finding.
    At(i32, String),
    /// By the worker: what is set has changed.
    Settings,
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

#[derive(Deserialize)]
struct Tab {
    id: i32,
}

/// Asks the worker; `None` when it does not answer. What the worker knows of a tab is old where the tab shows another page by now.
pub(super) async fn ask(tab: Option<i32>, ask: &Ask) -> Option<Answer> {
    let tab = match tab {
        Some(tab) if !is_read(tab).await => Some(NO_TAB),
        tab => tab,
    };
    let question = to_js(&Question { to: "desk", tab, ask });
    let sent: Promise = browser::send_message(&question).ok()?;
    let answer = JsFuture::from(sent).await.ok()?;
    from_js(answer).ok()
}

/// Tries until something comes of it: a worker that is just starting or stopping may not answer, and one that was stopped has to
/// get the page first. It is asked a few times more, ever more slowly.
pub(super) async fn patiently<T>(attempt: impl AsyncFn() -> Option<T>) -> Option<T> {
    for pause in [100, 300, 1_000, 3_000] {
        if let Some(done) = attempt().await {
            return Some(done);
        }
        gloo::timers::future::TimeoutFuture::new(pause).await;
    }
    attempt().await
}

/// A number that no tab has.
const NO_TAB: i32 = -1;

/// Whether a page that Zaplint reads is in a tab: only then somebody answers there.
async fn is_read(tab: i32) -> bool {
    let Ok(sent) = browser::send_to_tab(tab, &"here".into()) else { return false };
    JsFuture::from(sent).await.is_ok_and(|answer| answer.as_bool() == Some(true))
}

/// Listens to what is told, as long as the page lives. `in_page` is for the panel in the editor.
pub(super) fn listen(in_page: bool, mut told: impl FnMut(Told) + 'static) -> Result<(), JsValue> {
    let news = if in_page { "page-news" } else { "news" };
    let listener = Closure::<dyn FnMut(JsValue)>::new(move |message: JsValue| {
        let Ok(message) = from_js::<Message>(message) else { return };
        match (message.kind.as_str(), message.tab) {
            (kind, Some(tab)) if kind == news => told(Told::News(tab)),
            ("find", Some(tab)) => told(Told::Find(tab, message.finding)),
            ("at", Some(tab)) => told(Told::At(tab, message.finding)),
            ("settings", None) => told(Told::Settings),
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
    let tabs: Vec<Tab> = from_js(tabs).ok()?;
    tabs.first().map(|tab| tab.id)
}
