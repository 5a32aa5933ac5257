//! Files and the clipboard of our pages. Nothing leaves the machine.

use js_sys::Promise;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Document, Element, File, HtmlAnchorElement, HtmlInputElement, HtmlTextAreaElement};

use crate::session::ExportedFile;

#[wasm_bindgen]
extern "C" {
    /// Puts a text where it can be pasted from.
    #[wasm_bindgen(js_namespace = ["navigator", "clipboard"], js_name = writeText, catch)]
    fn write_text(text: &str) -> Result<Promise, JsValue>;

    /// The same in the way that old pages do it; `false` where the browser does not let them.
    #[wasm_bindgen(js_namespace = document, js_name = execCommand, catch)]
    fn command(name: &str) -> Result<bool, JsValue>;
}

/// Larger files than this are none of ours.
const MOST: f64 = 20_000_000.0;

/// Saves a file as the browser saves downloads.
pub(super) fn save(document: &Document, file: &ExportedFile) -> Result<(), JsValue> {
    let blob = gloo::file::Blob::new_with_options(file.text.as_str(), Some(&file.mime));
    save_blob(document, blob.as_ref(), &file.name)
}

/// The same with data that the browser has already.
pub(super) fn save_blob(document: &Document, blob: &web_sys::Blob, name: &str) -> Result<(), JsValue> {
    let address = gloo::file::ObjectUrl::from(gloo::file::Blob::from(blob.clone()));
    let link: HtmlAnchorElement = document.create_element("a")?.dyn_into()?;
    link.set_href(&address);
    link.set_download(name);
    link.click();
    // The download has its own hold on the data only after the click was handled.
    gloo::timers::callback::Timeout::new(10_000, move || drop(address)).forget();
    Ok(())
}

/// Copies a text: the new way, which a page around ours may forbid, else the old one.
pub(super) async fn copy(document: &Document, text: &str) -> Result<(), JsValue> {
    if let Ok(written) = write_text(text)
        && JsFuture::from(written).await.is_ok()
    {
        return Ok(());
    }
    let before = document.active_element();
    let field: HtmlTextAreaElement = document.create_element("textarea")?.dyn_into()?;
    field.set_value(text);
    document.body().ok_or("a page without body")?.append_child(&field)?;
    field.select();
    let copied = command("copy").unwrap_or(false);
    field.remove();
    if let Some(before) = before.and_then(|before| before.dyn_into::<web_sys::HtmlElement>().ok()) {
        before.focus()?;
    }
    if copied { Ok(()) } else { Err(JsValue::NULL) }
}

/// The files that were chosen in a field for files. The field forgets them, so that the same ones can be chosen again.
pub(super) fn chosen(element: &Element) -> Option<Vec<File>> {
    let field: &HtmlInputElement = element.dyn_ref()?;
    let files = field.files()?;
    let files: Vec<File> = (0..files.length()).filter_map(|number| files.get(number)).collect();
    if files.is_empty() {
        return None;
    }
    field.set_value("");
    Some(files)
}

/// Its text; `None` where it is too large or cannot be read.
pub(super) async fn read(file: File) -> Option<String> {
    if file.size() > MOST {
        return None;
    }
    JsFuture::from(file.text()).await.ok()?.as_string()
}
