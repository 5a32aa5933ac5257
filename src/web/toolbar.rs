//! The button of the browser's toolbar, tab by tab.

use js_sys::Promise;
use serde::Serialize;
use wasm_bindgen::prelude::*;

use super::{browser, worker::to_js};
use crate::session::Toolbar;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = ["chrome", "action"], js_name = setBadgeText, catch)]
    fn set_text(details: &JsValue) -> Result<Promise, JsValue>;

    #[wasm_bindgen(js_namespace = ["chrome", "action"], js_name = setBadgeBackgroundColor, catch)]
    fn set_colour(details: &JsValue) -> Result<Promise, JsValue>;

    #[wasm_bindgen(js_namespace = ["chrome", "action"], js_name = setTitle, catch)]
    fn set_title(details: &JsValue) -> Result<Promise, JsValue>;

    #[wasm_bindgen(js_namespace = ["chrome", "action"], js_name = setIcon, catch)]
    fn set_icon(details: &JsValue) -> Result<Promise, JsValue>;
}

/// What the button shows by now. The browser forgets it when a tab loads another page.
#[derive(Default)]
pub(super) struct Button(Vec<(i32, Toolbar)>);

/// What the browser takes: each of its calls leaves aside what it does not know.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Details<'t> {
    tab_id: i32,
    #[serde(skip_serializing_if = "Option::is_none")]
    text: Option<&'t str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    color: Option<&'t str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    title: Option<&'t str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    path: Option<&'t str>,
}

impl Button {
    /// Shows how it stands in a tab, where that is something new or the page was just loaded.
    pub(super) fn show(&mut self, tab: i32, toolbar: Toolbar, is_loaded: bool) {
        if !is_loaded && self.0.iter().any(|(known, shown)| *known == tab && *shown == toolbar) {
            return;
        }
        let none = Details { tab_id: tab, text: None, color: None, title: None, path: None };
        let icon = if toolbar.grey { "/icons/grey-32.png" } else { "/icons/32.png" };
        let calls = [
            set_text(&to_js(&Details { text: Some(&toolbar.text), ..none })),
            set_colour(&to_js(&Details { color: Some(toolbar.colour), ..none })),
            set_title(&to_js(&Details { title: Some(&toolbar.title), ..none })),
            set_icon(&to_js(&Details { path: Some(icon), ..none })),
        ];
        // A tab that is gone by now is no mistake.
        calls.into_iter().flatten().for_each(|sent| browser::ignore(&sent));
        self.forget(tab);
        self.0.push((tab, toolbar));
    }

    /// A tab was closed.
    pub(super) fn forget(&mut self, tab: i32) {
        self.0.retain(|(known, _)| *known != tab);
    }
}
