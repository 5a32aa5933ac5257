//! The reader's language in the extension: the one in the settings, else the browser's.

use wasm_bindgen::JsValue;
use web_sys::Document;

use super::{browser, talk};
use crate::{
    session::{Answer, Ask},
    words::Language,
};

/// The tag of the language that is wanted, or of the browser's where none is; `en` where there is no dictionary.
pub(super) fn tag(wanted: Option<&str>) -> &'static str {
    let browsers = browser::ui_language().unwrap_or_default();
    Language::tag_for(wanted.unwrap_or(&browsers)).unwrap_or("en")
}

/// That language. For English nothing is fetched, so that nobody waits for it.
pub(super) async fn load(wanted: Option<&str>) -> Language {
    let tag = tag(wanted);
    if tag == Language::ENGLISH.tag() {
        return Language::ENGLISH;
    }
    let dictionary = browser::text_of(&format!("_locales/{tag}/texts.json")).await.unwrap_or_default();
    Language::read(tag, &dictionary).unwrap_or_default()
}

/// The reader's language, for our pages: the worker knows the settings.
pub(super) async fn of_reader() -> Language {
    let wanted = match talk::ask(None, &Ask::Settings).await {
        Some(Answer::Settings(sheet)) => sheet.settings.language,
        _ => None,
    };
    load(wanted.as_deref()).await
}

/// Tells the browser in which language a page of ours is.
pub(super) fn mark(document: &Document, language: &Language) -> Result<(), JsValue> {
    document.document_element().ok_or("a page without an element")?.set_attribute("lang", language.tag())
}
