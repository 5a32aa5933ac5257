//! Hands files to a worker that checks them, and shows what it tells.

use std::cell::RefCell;

use gloo::events::{EventListener, EventListenerOptions};
use js_sys::{Array, Reflect};
use serde::Serialize;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::spawn_local;
use web_sys::{Blob, DragEvent, File, MessageEvent, Worker};

use super::Page;
use crate::{
    account::{Told, Wish},
    panel::{Action, account::Deed},
    web::{browser, storage, worker::to_js},
};

/// The worker that checks, where there is one. It stays for what is asked later, until the next one is started.
#[derive(Default)]
pub(super) struct Account(RefCell<Option<Running>>);

struct Running {
    worker: Worker,
    _listeners: [EventListener; 2],
}

impl Drop for Running {
    fn drop(&mut self) {
        self.worker.terminate();
    }
}

/// What the worker is to check by.
#[derive(Serialize)]
struct Start {
    stored: Vec<(String, String)>,
    company: String,
    language: String,
    dictionary: String,
}

impl Account {
    /// Ends it.
    pub(super) fn end(&self) {
        self.0.take();
    }

    /// Asks for something of what was checked.
    pub(super) fn wish(&self, wish: &Wish) -> Result<(), JsValue> {
        let message = js_sys::Object::new();
        Reflect::set(&message, &"wish".into(), &to_js(wish))?;
        self.0.borrow().as_ref().map_or(Ok(()), |running| running.worker.post_message(&message))
    }
}

impl Page {
    /// Files that are dropped anywhere on the page are checked; otherwise the browser would leave the page and show them.
    pub(in crate::web) fn take_dropped_files(&self) {
        let body = self.0.document.body();
        for event in ["dragover", "dragleave", "drop"] {
            let (page, body) = (self.clone(), body.clone());
            let options = EventListenerOptions::enable_prevent_default();
            EventListener::new_with_options(&gloo::utils::window(), event, options, move |event| {
                let Some(transfer) = event.dyn_ref::<DragEvent>().and_then(DragEvent::data_transfer) else { return };
                if !transfer.types().includes(&"Files".into(), 0) {
                    return;
                }
                event.prevent_default();
                if let Some(body) = &body {
                    let _ = body.class_list().toggle_with_force("dragging", event.type_() == "dragover");
                }
                if let Some(files) = transfer.files().filter(|files| event.type_() == "drop" && files.length() > 0) {
                    page.check_account((0..files.length()).filter_map(|number| files.get(number)).collect());
                }
            })
            // Lives as long as the page.
            .forget();
        }
    }

    /// Checks files.
    pub(super) fn check_account(&self, files: Vec<File>) {
        let files: Array = files.into_iter().collect();
        match self.start_worker() {
            Ok(running) => {
                let worker = running.worker.clone();
                *self.0.account.0.borrow_mut() = Some(running);
                self.deed(Deed::Start);
                let page = self.clone();
                spawn_local(async move {
                    if page.send(&worker, &files).await.is_err() {
                        page.deed(Deed::Failed);
                    }
                });
            }
            Err(_) => self.deed(Deed::Failed),
        }
    }

    fn deed(&self, deed: Deed) {
        self.act(&Action::Account(deed), "");
    }

    fn start_worker(&self) -> Result<Running, JsValue> {
        let worker = Worker::new(&browser::address_of("account.js"))?;
        let page = self.clone();
        let heard = EventListener::new(&worker, "message", move |event| {
            let Some(message) = event.dyn_ref::<MessageEvent>() else { return };
            if let Some(report) = message.data().dyn_ref::<Blob>() {
                let _ = super::files::save_blob(&page.0.document, report, "zaplint-account.html");
            } else if let Ok(told) = serde_wasm_bindgen::from_value::<Told>(message.data()) {
                page.deed(Deed::Told(told));
            }
        });
        let page = self.clone();
        let failed = EventListener::new(&worker, "error", move |_| page.deed(Deed::Failed));
        Ok(Running { worker, _listeners: [heard, failed] })
    }

    async fn send(&self, worker: &Worker, files: &Array) -> Result<(), JsValue> {
        let stored = storage::read_all().await;
        let company = storage::company_text().await.unwrap_or_default();
        let language =
            self.0.document.document_element().and_then(|html| html.get_attribute("lang")).unwrap_or_default();
        let dictionary = match language.as_str() {
            "en" | "" => String::new(),
            other => browser::text_of(&format!("_locales/{other}/texts.json")).await?,
        };
        let message = js_sys::Object::new();
        Reflect::set(&message, &"files".into(), files)?;
        Reflect::set(&message, &"start".into(), &to_js(&Start { stored, company, language, dictionary }))?;
        worker.post_message(&message)
    }
}
