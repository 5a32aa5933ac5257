//! The options page.

use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::spawn_local;

use super::{
    language,
    page::Page,
    talk::{self, Told},
};
use crate::{panel::options::Options, session::Ask};

/// Builds the page.
pub async fn show() -> Result<(), JsValue> {
    let language = language::of_reader().await;
    let document = gloo::utils::document();
    language::mark(&document, &language)?;
    document.set_title(language.word("Zaplint: options"));
    let page = Page::new(Box::new(Options::new(language)), None)?;
    page.take_dropped_files();
    let listening = page.clone();
    // The company's settings may come seconds after the browser was started, and others be changed in the panel.
    talk::listen(false, move |told| {
        if let Told::Settings = told {
            let page = listening.clone();
            spawn_local(async move { page.ask_patiently(&Ask::Settings).await });
        }
    })?;
    page.ask_patiently(&Ask::Settings).await;
    Ok(())
}
