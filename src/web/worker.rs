//! The background worker's core: one desk, and a reply for each message.

use js_sys::Promise;
use serde::Serialize;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::{JsFuture, future_to_promise, spawn_local};

use super::{browser, language};
use crate::session::{Answer, Ask, Desk, Message, Paint, Reply, Tell};

/// The worker's state. The browser may stop the worker and lose it at any moment.
#[wasm_bindgen]
pub struct Worker {
    desk: Desk,
}

/// Told to the panel and the popup: ask again.
#[derive(Serialize)]
struct News {
    kind: &'static str,
    tab: i32,
}

#[wasm_bindgen]
impl Worker {
    /// A worker that knows nothing yet and speaks the reader's language.
    pub async fn start() -> Self {
        let mut desk = Desk::default();
        desk.speak(language::load(None).await);
        Self { desk }
    }

    /// A message of the content script in a tab: gives what to paint.
    pub fn message(&mut self, tab: i32, message: JsValue) -> JsValue {
        let reply = match serde_wasm_bindgen::from_value::<Message>(message) {
            Ok(message) => self.desk.message(tab, message, &today()),
            Err(_) => Reply::Again,
        };
        if let Reply::Paint(paint) = &reply {
            show_count(tab, paint);
        }
        if let Ok(sent) = browser::send_message(&to_js(&News { kind: "news", tab })) {
            ignore(&sent);
        }
        to_js(&reply)
    }

    /// A question of the panel or the popup about a tab. The promise holds nothing of the worker: messages of the
    /// page come in while it waits.
    pub fn ask(&mut self, tab: i32, question: JsValue) -> Promise {
        let answered = serde_wasm_bindgen::from_value::<Ask>(question).map(|ask| self.desk.ask(tab, &ask, &today()));
        let no_zap = self.desk.no_zap();
        future_to_promise(async move {
            let Ok((answer, tell)) = answered else {
                return Ok(JsValue::NULL);
            };
            let told = match tell {
                Some(tell) => told(tab, tell).await,
                None => true,
            };
            if !told && matches!(answer, Answer::Reading { .. }) {
                return Ok(to_js(&no_zap));
            }
            Ok(to_js(&answer))
        })
    }

    /// A tab was closed.
    pub fn forget(&mut self, tab: i32) {
        self.desk.forget(tab);
    }
}

/// Whether a content script is there and took the message.
async fn told(tab: i32, tell: Tell) -> bool {
    match browser::send_to_tab(tab, &to_js(&tell)) {
        Ok(sent) => JsFuture::from(sent).await.is_ok(),
        Err(_) => false,
    }
}

/// The number on the toolbar button. A tab that is gone by now is no mistake.
fn show_count(tab: i32, paint: &Paint) {
    #[derive(Serialize)]
    #[serde(rename_all = "camelCase")]
    struct Details {
        tab_id: i32,
        text: String,
    }
    let text = if paint.count == 0 { String::new() } else { paint.count.to_string() };
    if let Ok(set) = browser::set_badge_text(&to_js(&Details { tab_id: tab, text })) {
        ignore(&set);
    }
}

/// Nobody is listening when the panel and the popup are closed.
fn ignore(promise: &Promise) {
    let promise = promise.clone();
    spawn_local(async move {
        let _ = JsFuture::from(promise).await;
    });
}

/// The day, as `2026-11-24`.
fn today() -> String {
    let text: String = js_sys::Date::new_0().to_iso_string().into();
    text.get(..10).unwrap_or_default().to_owned()
}

/// As plain objects, the form that messages take.
pub(super) fn to_js(value: &impl Serialize) -> JsValue {
    value.serialize(&serde_wasm_bindgen::Serializer::json_compatible()).unwrap_or(JsValue::NULL)
}
