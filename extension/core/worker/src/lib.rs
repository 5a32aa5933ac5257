//! The background worker as `background.js` calls it.
#![cfg(target_arch = "wasm32")]
#![forbid(unsafe_code)]

use js_sys::Promise;
use wasm_bindgen::prelude::*;
use zaplint::web::worker;

/// See [`worker::Worker`].
#[wasm_bindgen]
pub struct Worker(worker::Worker);

#[wasm_bindgen]
impl Worker {
    /// See [`worker::Worker::start`].
    pub async fn start() -> Self {
        Self(worker::Worker::start().await)
    }

    /// See [`worker::Worker::rehearse`].
    pub fn rehearse(&self) {
        self.0.rehearse();
    }

    /// See [`worker::Worker::foresee`].
    pub fn foresee(&self, address: &str) -> Promise {
        self.0.foresee(address)
    }

    /// See [`worker::Worker::message`].
    pub fn message(&mut self, tab: i32, message: JsValue) -> JsValue {
        self.0.message(tab, message)
    }

    /// See [`worker::Worker::ask`].
    pub fn ask(&self, tab: i32, question: JsValue) -> Promise {
        self.0.ask(tab, question)
    }

    /// See [`worker::Worker::command`].
    pub fn command(&mut self, tab: i32, name: JsValue, from: Option<u32>) {
        self.0.command(tab, name, from);
    }

    /// See [`worker::Worker::company_changed`].
    pub fn company_changed(&self) {
        self.0.company_changed();
    }

    /// See [`worker::Worker::forget`].
    pub fn forget(&mut self, tab: i32) {
        self.0.forget(tab);
    }
}
