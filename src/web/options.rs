//! The options page.

use wasm_bindgen::prelude::*;

use super::{language, page::Page};
use crate::{panel::options::Options, session::Ask};

/// Builds the page.
pub async fn show() -> Result<(), JsValue> {
    let language = language::of_reader().await;
    language::mark(&gloo::utils::document(), &language)?;
    let page = Page::new(Box::new(Options::new(language)), None)?;
    page.take_dropped_files();
    page.ask_patiently(&Ask::Settings).await;
    Ok(())
}
