//! The parts of the browser's extension interface that are used; the same in Chrome and Firefox.

use js_sys::Promise;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::{JsFuture, spawn_local};

#[wasm_bindgen]
extern "C" {
    /// Sends a message to the extension's other parts.
    #[wasm_bindgen(js_namespace = ["chrome", "runtime"], js_name = sendMessage, catch)]
    pub(super) fn send_message(message: &JsValue) -> Result<Promise, JsValue>;

    /// Sends a message to the content script of a tab.
    #[wasm_bindgen(js_namespace = ["chrome", "tabs"], js_name = sendMessage, catch)]
    pub(super) fn send_to_tab(tab: i32, message: &JsValue) -> Result<Promise, JsValue>;

    /// Finds tabs; without any permission it tells their numbers only, which is all that is needed.
    #[wasm_bindgen(js_namespace = ["chrome", "tabs"], js_name = query, catch)]
    pub(super) fn query_tabs(query: &JsValue) -> Result<Promise, JsValue>;

    /// Listens to messages of the extension's other parts.
    #[wasm_bindgen(js_namespace = ["chrome", "runtime", "onMessage"], js_name = addListener, catch)]
    pub(super) fn on_message(listener: &js_sys::Function) -> Result<(), JsValue>;

    /// Listens to another tab coming to the front of a window.
    #[wasm_bindgen(js_namespace = ["chrome", "tabs", "onActivated"], js_name = addListener, catch)]
    fn on_activated(listener: &js_sys::Function) -> Result<(), JsValue>;

    /// The address of a file of the extension.
    #[wasm_bindgen(js_namespace = ["chrome", "runtime"], js_name = getURL)]
    pub(super) fn address_of(file: &str) -> String;

    /// The language of the browser's own texts: `de`, `en-GB`.
    #[wasm_bindgen(js_namespace = ["chrome", "i18n"], js_name = getUILanguage, catch)]
    pub(super) fn ui_language() -> Result<String, JsValue>;

    /// Gets a file of the extension.
    #[wasm_bindgen(js_name = fetch, catch)]
    fn fetch(address: &str) -> Result<Promise, JsValue>;

    /// What [`fetch`] gives.
    type Response;

    /// The file's text.
    #[wasm_bindgen(method, catch)]
    fn text(this: &Response) -> Result<Promise, JsValue>;
}

/// The text of a file of the extension.
pub(super) async fn text_of(file: &str) -> Result<String, JsValue> {
    let response: Response = JsFuture::from(fetch(&address_of(file))?).await?.unchecked_into();
    Ok(JsFuture::from(response.text()?).await?.as_string().unwrap_or_default())
}

/// Calls this whenever another tab comes to the front, as long as the page lives.
pub(super) fn on_other_tab(told: impl FnMut() + 'static) -> Result<(), JsValue> {
    let listener = Closure::<dyn FnMut()>::new(told);
    on_activated(listener.as_ref().unchecked_ref())?;
    listener.forget();
    Ok(())
}

/// Lets a call go its way: nobody is listening when the panel and the popup are closed, and tabs may be gone by now.
pub(super) fn ignore(promise: &Promise) {
    let promise = promise.clone();
    spawn_local(async move {
        let _ = JsFuture::from(promise).await;
    });
}
