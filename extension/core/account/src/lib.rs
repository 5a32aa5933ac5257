//! The worker that checks a whole account as `account.js` calls it.
#![cfg(target_arch = "wasm32")]
#![forbid(unsafe_code)]

use wasm_bindgen::prelude::*;
use web_sys::File;
use zaplint::web::account;

/// See [`account::Auditor`].
#[wasm_bindgen]
#[derive(Default)]
pub struct Auditor(account::Auditor);

#[wasm_bindgen]
impl Auditor {
    /// One that has not checked anything.
    #[wasm_bindgen(constructor)]
    pub fn new() -> Self {
        Self::default()
    }

    /// See [`account::Auditor::check`].
    pub fn check(&mut self, files: Vec<File>, start: JsValue) -> Result<(), JsValue> {
        self.0.check(files, start)
    }

    /// See [`account::Auditor::wish`].
    pub fn wish(&mut self, wish: JsValue) -> Result<(), JsValue> {
        self.0.wish(wish)
    }
}
