//! Adds elements to our own pages. What comes from a Zap is never anything but text.

use wasm_bindgen::prelude::*;
use web_sys::Element;

/// Adds an element.
pub(super) fn element(parent: &Element, name: &str, class: &str) -> Result<Element, JsValue> {
    let element = gloo::utils::document().create_element(name)?;
    if !class.is_empty() {
        element.set_class_name(class);
    }
    parent.append_child(&element)?;
    Ok(element)
}

/// Adds an element with a text; an empty one adds none.
pub(super) fn add(parent: &Element, name: &str, words: &str) -> Result<Element, JsValue> {
    text(parent, name, "", words)
}

/// The same with a class.
pub(super) fn text(parent: &Element, name: &str, class: &str, text: &str) -> Result<Element, JsValue> {
    let element = element(parent, name, class)?;
    if !text.is_empty() {
        element.set_text_content(Some(text));
    }
    Ok(element)
}
