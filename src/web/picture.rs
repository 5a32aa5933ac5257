//! The picture of a Zap on one of our pages: drawn element by element, and walked through by the keyboard.

use std::rc::Rc;

use gloo::events::{EventListener, EventListenerOptions};
use wasm_bindgen::prelude::*;
use web_sys::{Document, Element, Event, KeyboardEvent, SvgElement};

use crate::report::picture::{Dress, Picture, Shape};

const SVG: &str = "http://www.w3.org/2000/svg";

/// A picture on the page: the steps answer as long as this is kept.
pub(super) struct Drawn {
    _listeners: [EventListener; 2],
}

/// Draws the picture into `parent`. The arrow keys go from step to step; Enter, Space or a click call `on_step` with the
/// step's id. The page needs `picture.css` and `picture_dark.css`: its policy allows no style of the picture's own.
pub(super) fn draw(
    document: &Document,
    parent: &Element,
    picture: &Picture,
    on_step: Rc<dyn Fn(&str)>,
) -> Result<Drawn, JsValue> {
    let svg = element(document, &picture.svg(Dress::Bare))?;
    let steps = Rc::new(steps_of(&svg));
    for (index, step) in steps.iter().enumerate() {
        // One stop for the tab key: within the picture the arrow keys go on.
        step.set_attribute("tabindex", if index == 0 { "0" } else { "-1" })?;
        if step.has_attribute("data-step") {
            step.set_attribute("role", "button")?;
        }
    }
    parent.append_child(&svg)?;
    let clicked = {
        let on_step = on_step.clone();
        EventListener::new(&svg, "click", move |event| {
            if let Some(step) = step_of(event) {
                on_step(&step);
            }
        })
    };
    let pressed = EventListener::new_with_options(
        &svg,
        "keydown",
        EventListenerOptions::enable_prevent_default(),
        move |event| press(event, &steps, &on_step),
    );
    Ok(Drawn { _listeners: [clicked, pressed] })
}

/// An element with all that is in it. Texts become text nodes, whatever is in them.
fn element(document: &Document, shape: &Shape) -> Result<Element, JsValue> {
    let drawn = document.create_element_ns(Some(SVG), shape.tag.name())?;
    for (name, value) in shape.attributes.iter().filter(|(name, _)| name != "xmlns") {
        drawn.set_attribute(name, value)?;
    }
    if !shape.text.is_empty() {
        drawn.set_text_content(Some(&shape.text));
    }
    for child in &shape.children {
        drawn.append_child(&element(document, child)?.into())?;
    }
    Ok(drawn)
}

/// The steps, and the mark of the whole Zap, in their order.
fn steps_of(svg: &Element) -> Vec<SvgElement> {
    let all = std::iter::successors(svg.first_element_child(), Element::next_element_sibling);
    all.filter(|child| child.has_attribute("tabindex")).filter_map(|child| child.dyn_into().ok()).collect()
}

/// The id of the step that was clicked on.
fn step_of(event: &Event) -> Option<String> {
    let target: Element = event.target()?.dyn_into().ok()?;
    target.closest("[data-step]").ok()??.get_attribute("data-step")
}

fn press(event: &Event, steps: &[SvgElement], on_step: &Rc<dyn Fn(&str)>) {
    let target: Option<SvgElement> = event.target().and_then(|target| target.dyn_into().ok());
    let (Some(key), Some(target)) = (event.dyn_ref::<KeyboardEvent>(), target) else { return };
    let Some(at) = steps.iter().position(|step| *step == target) else { return };
    let next = match key.key().as_str() {
        "ArrowDown" | "ArrowRight" => at + 1,
        "ArrowUp" | "ArrowLeft" => at.saturating_sub(1),
        "Home" => 0,
        "End" => steps.len().saturating_sub(1),
        "Enter" | " " => {
            event.prevent_default();
            if let Some(step) = step_of(event) {
                on_step(&step);
            }
            return;
        }
        _ => return,
    };
    event.prevent_default();
    if let (Some(next), Some(before)) = (steps.get(next), steps.get(at)) {
        let _ = before.set_attribute("tabindex", "-1");
        let _ = next.set_attribute("tabindex", "0");
        let _ = next.focus();
    }
}
