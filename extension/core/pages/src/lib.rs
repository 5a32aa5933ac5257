//! Our own pages as `panel.js`, `options.js` and `learn.js` call them.
#![cfg(target_arch = "wasm32")]
#![forbid(unsafe_code)]

use wasm_bindgen::prelude::*;
use zaplint::web::{learn, options, panel};

/// See [`panel::show`].
#[wasm_bindgen]
pub async fn show_panel(place: &str) -> Result<(), JsValue> {
    panel::show(place).await
}

/// See [`options::show`].
#[wasm_bindgen]
pub async fn show_options() -> Result<(), JsValue> {
    options::show().await
}

/// See [`learn::show`].
#[wasm_bindgen]
pub async fn show_rules() -> Result<(), JsValue> {
    learn::show().await
}
