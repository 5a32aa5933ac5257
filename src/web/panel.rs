//! The panel in the editor, the popup of the toolbar and the browser's side panel: the same page, in three places.

use std::cell::Cell;

use gloo::events::{EventListener, EventListenerOptions};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::spawn_local;
use web_sys::{Document, Element, Event, HtmlInputElement, KeyboardEvent};

use super::{
    browser, language,
    page::Page,
    talk::{self, Told},
};
use crate::{
    panel::{Action, Panel, Place},
    session::Ask,
};

/// Builds the page and keeps it up to date. `place` is `popup`, `side`, or anything else for the panel in the editor.
pub async fn show(place: &str) -> Result<(), JsValue> {
    let place = match place {
        "popup" => Place::Popup,
        "side" => Place::Side,
        _ => Place::Page,
    };
    let tab = if place == Place::Page { None } else { talk::front_tab().await };
    let language = language::of_reader().await;
    language::mark(&gloo::utils::document(), &language)?;
    let page = Page::new(Box::new(Panel::new(place, language)), tab)?;
    let listening = page.clone();
    let missed = Cell::new(false);
    talk::listen(place == Place::Page, move |told| match told {
        Told::News(tab) if listening.is_about(tab) && is_closed() => missed.set(true),
        Told::News(tab) if listening.is_about(tab) => update(&listening),
        Told::Find(tab, finding) if listening.is_about(tab) => {
            if missed.take() {
                update(&listening);
            }
            if !finding.is_empty() {
                listening.act(&Action::Find(finding), "");
            }
        }
        Told::At(tab, finding) if listening.is_about(tab) => listening.act(&Action::At(finding), ""),
        _ => {}
    })?;
    if place == Place::Side {
        let turning = page.clone();
        browser::on_other_tab(move || {
            let page = turning.clone();
            spawn_local(async move {
                page.turn_to(talk::front_tab().await);
                update(&page);
            });
        })?;
    }
    let keys = page.clone();
    let document = gloo::utils::document();
    let options = EventListenerOptions::enable_prevent_default();
    EventListener::new_with_options(&document.clone(), "keydown", options, move |event| {
        if let Some(back) = is_walking(event) {
            event.prevent_default();
            keys.act(&Action::Walk { back, leads: true }, "");
        } else if is_leaving(&document, event) {
            keys.act(&Action::Leave, "");
        }
    })
    // Lives as long as the page.
    .forget();
    page.ask_patiently(&Ask::View).await;
    // Opened by a badge: the address names its finding.
    let hash = gloo::utils::window().location().hash().unwrap_or_default();
    if let Some(finding) = hash.strip_prefix('#').filter(|finding| !finding.is_empty()) {
        page.act(&Action::Find(finding.to_owned()), "");
    }
    Ok(())
}

/// Whether a key is one to go to another finding by, and whether back: Alt with an arrow, unless something is typed there that has
/// its own use for it.
fn is_walking(event: &Event) -> Option<bool> {
    let key: &KeyboardEvent = event.dyn_ref()?;
    let target: Option<Element> = event.target().and_then(|target| target.dyn_into().ok());
    let is_taken =
        target.is_some_and(|target| ["textarea", "[type=date]"].iter().any(|css| target.matches(css).unwrap_or(false)));
    let is_alt = key.alt_key() && !key.ctrl_key() && !key.shift_key() && !key.meta_key();
    match key.key().as_str() {
        "ArrowUp" if is_alt && !is_taken => Some(true),
        "ArrowDown" if is_alt && !is_taken => Some(false),
        _ => None,
    }
}

/// Whether a key is one to leave by: Escape, unless it closes a menu or empties a field first.
fn is_leaving(document: &Document, event: &Event) -> bool {
    let is_escape = event.dyn_ref::<KeyboardEvent>().is_some_and(|event| event.key() == "Escape");
    let field: Option<HtmlInputElement> = event.target().and_then(|target| target.dyn_into().ok());
    let has_menu = document.query_selector(":popover-open").is_ok_and(|menu| menu.is_some());
    is_escape && !event.default_prevented() && !has_menu && field.is_none_or(|field| field.value().is_empty())
}

/// Whether it is the panel in the editor and is closed: its frame is still there, and has no room. Then it asks nothing, and the
/// worker soon tells it nothing.
fn is_closed() -> bool {
    let document = gloo::utils::document();
    document.document_element().is_some_and(|root| root.get_bounding_client_rect().width() == 0.0)
}

fn update(page: &Page) {
    let page = page.clone();
    spawn_local(async move { page.ask_patiently(&Ask::View).await });
}
