//! The reader's language in the extension: the one in the settings, else the browser's.

use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;

use super::browser;
use crate::words::Language;

/// The language with this tag, or the browser's where none is wanted; English where there is no dictionary. For English nothing
/// is fetched, so that nobody waits for it.
pub(super) async fn load(wanted: Option<&str>) -> Language {
    let browsers = browser::ui_language().unwrap_or_default();
    let Some(tag) = Language::tag_for(wanted.unwrap_or(&browsers)) else {
        return Language::ENGLISH;
    };
    let dictionary = match dictionary(tag).await {
        Ok(text) => text.as_string().unwrap_or_default(),
        Err(_) => String::new(),
    };
    Language::read(tag, &dictionary).unwrap_or_default()
}

async fn dictionary(tag: &str) -> Result<JsValue, JsValue> {
    let address = browser::address_of(&format!("_locales/{tag}/texts.json"));
    let response: browser::Response = JsFuture::from(browser::fetch(&address)?).await?.unchecked_into();
    JsFuture::from(response.text()?).await
}
