//! Keeps the keyboard near where it is when the element that it is on goes or is moved: a browser would send it to the beginning.

use wasm_bindgen::JsCast;
use web_sys::{Document, Element, HtmlElement};

/// What the Tab key stops at.
const STOPS: &str = "a[href],button,input,select,textarea,summary";

/// The stops from the beginning of the page to the one that the keyboard is on.
pub(super) struct Way {
    document: Document,
    stops: Vec<Element>,
}

impl Way {
    /// The way as it is now; an empty one where the keyboard is elsewhere: it is never drawn away from another page.
    pub(super) fn new(document: &Document, root: &Element) -> Self {
        let document = document.clone();
        let focused = document.active_element().filter(|_| document.has_focus().unwrap_or(false));
        let Some(focused) = focused.filter(|focused| root.contains(Some(focused))) else {
            return Self { document, stops: Vec::new() };
        };
        let all = root.query_selector_all(STOPS).ok();
        let all = all.iter().flat_map(|all| (0..all.length()).filter_map(|at| all.get(at)?.dyn_into::<Element>().ok()));
        let mut stops: Vec<Element> = all.take_while(|stop| *stop != focused).collect();
        stops.push(focused);
        Self { document, stops }
    }

    /// Puts the keyboard back where it was or, where that is gone, on what is left before it. What cannot be seen does not take it.
    pub(super) fn keep(self) {
        for stop in self.stops.iter().rev() {
            let has_it = || self.document.active_element().as_ref() == Some(stop);
            if !has_it()
                && let Some(stop) = stop.dyn_ref::<HtmlElement>().filter(|stop| stop.is_connected())
            {
                let _ = stop.focus();
            }
            if has_it() {
                return;
            }
        }
    }
}
