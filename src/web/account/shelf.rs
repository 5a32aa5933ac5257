//! Texts that lie with the browser, which keeps large ones on the disk.

use wasm_bindgen::JsValue;
use web_sys::{Blob, BlobPropertyBag, FileReaderSync};

/// So many bytes of text stay in memory.
const IN_MEMORY: usize = 1 << 20;

/// Texts in their order.
#[derive(Default)]
pub(super) struct Shelf {
    /// Parts of the texts, one after the other.
    parts: Vec<Blob>,
    /// What was not put away yet.
    text: String,
    /// Where each text lies: in which part, and from where to where in it. The last part is `text`.
    places: Vec<(usize, usize, usize)>,
}

impl Shelf {
    /// Adds a text.
    pub(super) fn add(&mut self, text: &str) {
        let start = self.text.len();
        self.text.push_str(text);
        self.places.push((self.parts.len(), start, self.text.len()));
        if self.text.len() >= IN_MEMORY
            && let Ok(part) = blob(&[self.text.as_str().into()])
        {
            self.parts.push(part);
            self.text.clear();
        }
    }

    /// A text by its number.
    pub(super) fn text(&self, number: usize) -> Option<String> {
        let &(part, start, end) = self.places.get(number)?;
        match self.parts.get(part) {
            Some(part) => {
                let slice = part.slice_with_f64_and_f64(start as f64, end as f64).ok()?;
                FileReaderSync::new().ok()?.read_as_text(&slice).ok()
            }
            None => self.text.get(start..end).map(str::to_owned),
        }
    }

    /// All of them as a file, with what stands between two of them and around all.
    pub(super) fn joined(&self, before: &str, between: &str, behind: &str) -> Result<JsValue, JsValue> {
        let mut pieces: Vec<JsValue> = vec![before.into()];
        for (number, &(part, start, end)) in self.places.iter().enumerate() {
            if number > 0 && !between.is_empty() {
                pieces.push(between.into());
            }
            pieces.push(match self.parts.get(part) {
                Some(part) => part.slice_with_f64_and_f64(start as f64, end as f64)?.into(),
                None => self.text.get(start..end).unwrap_or_default().into(),
            });
        }
        pieces.push(behind.into());
        blob(&pieces).map(JsValue::from)
    }
}

fn blob(pieces: &[JsValue]) -> Result<Blob, JsValue> {
    let kind = BlobPropertyBag::new();
    kind.set_type("text/html;charset=utf-8");
    Blob::new_with_str_sequence_and_options(&pieces.iter().collect::<js_sys::Array>(), &kind)
}
