//! Checks whole accounts in a worker of their own, which the page that started it can end at any moment: nothing else waits
//! for it, and it waits for nothing.

mod shelf;
mod source;

use std::{cell::Cell, rc::Rc};

use serde::Deserialize;
use wasm_bindgen::prelude::*;
use web_sys::{DedicatedWorkerGlobalScope, File};

use self::{shelf::Shelf, source::Source};
use super::worker::{to_js, today};
use crate::{
    account::{Audit, Told, Wish},
    notebook::Company,
    report::html,
    words::Language,
};

/// The least time between two words on how far it is, in milliseconds.
const BETWEEN: f64 = 80.0;

/// The worker's state: at first one that has not checked anything.
#[derive(Default)]
pub struct Auditor {
    audit: Option<Audit>,
    /// What was found in each Zap.
    sheets: Shelf,
    /// Their parts of the report.
    html: Shelf,
}

/// What it is to check by.
#[derive(Deserialize)]
pub(super) struct Start {
    /// All that the extension keeps.
    stored: Vec<(String, String)>,
    /// What the company has set, as JSON; empty where there is none.
    company: String,
    /// The language by its tag.
    language: String,
    /// Its dictionary, as JSON.
    dictionary: String,
}

impl Auditor {
    /// Checks files, and tells the page how far it is and what was found.
    pub fn check(&mut self, files: Vec<File>, start: JsValue) -> Result<(), JsValue> {
        let start: Start = serde_wasm_bindgen::from_value(start)?;
        let language = Language::read(&start.language, &start.dictionary).unwrap_or_default();
        let company = if start.company.is_empty() { Company::default() } else { Company::read(&start.company) };
        let mut audit = Audit::new(start.stored, &company, &language, &today());
        (self.sheets, self.html) = (Shelf::default(), Shelf::default());
        let all: f64 = files.iter().map(|file| file.size()).sum();
        let (zaps, last) = (Rc::new(Cell::new(0)), Rc::new(Cell::new(0.0)));
        let mut before = 0.0;
        for file in files {
            let (name, size, began) = (file.name(), file.size(), before);
            let (count, last) = (Rc::clone(&zaps), Rc::clone(&last));
            let told = Rc::new(move |read: f64| {
                if js_sys::Date::now() - last.get() >= BETWEEN {
                    last.set(js_sys::Date::now());
                    let percent = ((began + read.min(size)) / all.max(1.0) * 100.0) as u8;
                    tell(&Told::Progress { file: name.clone(), percent, zaps: count.get() });
                }
            });
            audit.check(
                &file.name(),
                || Source::open(&file, told.clone()),
                |texts| {
                    zaps.set(zaps.get() + 1);
                    self.sheets.add(&texts.sheet);
                    self.html.add(&texts.html);
                },
            );
            before += size;
        }
        tell(&Told::Done(Box::new(audit.overview())));
        self.audit = Some(audit);
        Ok(())
    }

    /// Gives what the page wishes.
    pub fn wish(&mut self, wish: JsValue) -> Result<(), JsValue> {
        let Some(audit) = &self.audit else { return Ok(()) };
        match serde_wasm_bindgen::from_value(wish)? {
            Wish::More(behind) => tell(&Told::More(audit.more(behind))),
            Wish::Open(place) => {
                let sheet = self.sheets.text(place).and_then(|text| serde_json::from_str(&text).ok());
                tell(&Told::Zap { place, sheet });
            }
            Wish::Save => {
                let [before, behind] = audit.frames();
                let [stream] = html::STREAMS;
                post(&self.html.joined(&before, stream.between, &(stream.close.to_owned() + &behind))?);
            }
        }
        Ok(())
    }
}

fn tell(told: &Told) {
    post(&to_js(told));
}

/// To the page that started this worker. One that is gone does not hear it.
fn post(message: &JsValue) {
    let _ = js_sys::global().unchecked_into::<DedicatedWorkerGlobalScope>().post_message(message);
}
