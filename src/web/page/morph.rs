//! Makes a part of the page show what it should, changing only what is different: elements that stay keep their focus, their
//! scrolling and what is being typed into them.

use wasm_bindgen::prelude::*;
use web_sys::{Document, Element};

use crate::{
    panel::{Action, Inside, Node},
    web::browser,
};

const SVG: &str = "http://www.w3.org/2000/svg";

/// Draws, and notes down what happens when the elements are used.
pub(super) struct Morph {
    document: Document,
    /// The actions by the numbers that the elements have.
    pub(super) actions: Vec<Action>,
}

impl Morph {
    pub(super) fn new(document: Document) -> Self {
        Self { document, actions: Vec::new() }
    }

    /// Makes the element what it should be.
    pub(super) fn element(&mut self, element: &Element, wanted: &Node) -> Result<(), JsValue> {
        self.attributes(element, wanted)?;
        if let Some(inside) = &wanted.inside {
            self.inside(element, inside)?;
        }
        // A choice can be made only among what is there already.
        self.state(element, wanted)
    }

    fn attributes(&mut self, element: &Element, wanted: &Node) -> Result<(), JsValue> {
        let first = self.actions.len();
        self.actions.extend(wanted.uses.iter().map(|(_, action)| action.clone()));
        let numbers: Vec<(&str, String)> = wanted
            .uses
            .iter()
            .enumerate()
            .map(|(at, (when, _))| (when.attribute(), (first + at).to_string()))
            .collect();
        let plain = wanted.attributes.iter().filter(|(name, _)| !is_state(wanted.tag, name));
        let all: Vec<(&str, &str)> = plain
            .map(|(name, value)| (*name, value.as_str()))
            .chain(numbers.iter().map(|(name, value)| (*name, value.as_str())))
            .collect();
        for name in element.get_attribute_names().iter().filter_map(|name| name.as_string()) {
            if !is_state(wanted.tag, &name) && !all.iter().any(|(wanted, _)| *wanted == name) {
                element.remove_attribute(&name)?;
            }
        }
        for (name, value) in all {
            let own_page = name == "href" && !value.starts_with("https://");
            let value = if own_page { browser::address_of(value) } else { value.to_owned() };
            if element.get_attribute(name).as_ref() != Some(&value) {
                element.set_attribute(name, &value)?;
            }
        }
        Ok(())
    }

    /// What a person changes: what stands in a field, and whether a box is ticked. Not while they are at it.
    fn state(&self, element: &Element, wanted: &Node) -> Result<(), JsValue> {
        let value = wanted.attribute("value").filter(|_| is_state(wanted.tag, "value")).map(JsValue::from_str);
        let ticked = (wanted.attribute("type") == Some("checkbox")).then(|| wanted.attribute("checked").is_some());
        for (name, value) in [("value", value), ("checked", ticked.map(JsValue::from_bool))] {
            let Some(value) = value else { continue };
            let is_typed_into = name == "value" && self.document.active_element().as_ref() == Some(element);
            if !is_typed_into && js_sys::Reflect::get(element, &name.into())? != value {
                js_sys::Reflect::set(element, &name.into(), &value)?;
            }
        }
        Ok(())
    }

    fn inside(&mut self, parent: &Element, wanted: &[Inside]) -> Result<(), JsValue> {
        if let [Inside::Text(text)] = wanted
            && parent.child_element_count() == 0
        {
            if parent.text_content().as_deref() != Some(text) {
                parent.set_text_content(Some(text));
            }
            return Ok(());
        }
        // What goes is taken away first: then nothing that stays has to be moved.
        for child in children(parent) {
            let stays = key_of(&child).is_none_or(|key| wanted.iter().any(|one| key_wanted(one) == Some(key.as_str())));
            if !stays {
                child.unchecked_ref::<Element>().remove();
            }
        }
        let mut at = parent.first_child();
        for one in wanted {
            let found = self.find(at.clone(), one);
            let child = match (found, one) {
                (Some(child), Inside::Text(text)) => {
                    if child.text_content().as_ref() != Some(text) {
                        child.set_text_content(Some(text));
                    }
                    child
                }
                (None, Inside::Text(text)) => self.document.create_text_node(text).into(),
                (Some(child), Inside::Node(node)) => {
                    self.element(child.unchecked_ref(), node)?;
                    child
                }
                (None, Inside::Node(node)) => {
                    let made = self.make(parent, node)?;
                    self.element(&made, node)?;
                    made.into()
                }
            };
            if at.as_ref() == Some(&child) {
                at = child.next_sibling();
            } else {
                parent.insert_before(&child, at.as_ref())?;
            }
        }
        while let Some(child) = at {
            at = child.next_sibling();
            parent.remove_child(&child)?;
        }
        Ok(())
    }

    /// The child that can become what is wanted: the one with its key, or the one at its place.
    fn find(&self, at: Option<web_sys::Node>, wanted: &Inside) -> Option<web_sys::Node> {
        let Inside::Node(node) = wanted else {
            return at.filter(|child| child.node_type() == web_sys::Node::TEXT_NODE);
        };
        let is = |child: &web_sys::Node| {
            let element: Option<&Element> = child.dyn_ref();
            element.is_some_and(|element| element.local_name() == node.tag)
                && key_of(child).as_deref() == Some(node.key.as_str()).filter(|key| !key.is_empty())
        };
        if node.key.is_empty() {
            return at.filter(is);
        }
        std::iter::successors(at, web_sys::Node::next_sibling).find(is)
    }

    fn make(&self, parent: &Element, node: &Node) -> Result<Element, JsValue> {
        let is_drawing = node.tag == "svg" || parent.namespace_uri().as_deref() == Some(SVG);
        let made = match is_drawing {
            true => self.document.create_element_ns(Some(SVG), node.tag)?,
            false => self.document.create_element(node.tag)?,
        };
        if node.tag == "details" && node.attribute("open").is_some() {
            made.set_attribute("open", "")?;
        }
        if !node.key.is_empty() {
            js_sys::Reflect::set(&made, &KEY.into(), &node.key.as_str().into())?;
        }
        Ok(made)
    }
}

/// The property under which an element knows its key.
const KEY: &str = "zaplintKey";

fn key_of(child: &web_sys::Node) -> Option<String> {
    js_sys::Reflect::get(child, &KEY.into()).ok()?.as_string()
}

fn key_wanted(one: &Inside) -> Option<&str> {
    match one {
        Inside::Node(node) => Some(node.key.as_str()),
        Inside::Text(_) => None,
    }
}

fn children(parent: &Element) -> Vec<web_sys::Node> {
    std::iter::successors(parent.first_child(), web_sys::Node::next_sibling).collect()
}

/// What a person changes in a field, and the page therefore does not set as an attribute.
fn is_state(tag: &str, attribute: &str) -> bool {
    match attribute {
        "value" => matches!(tag, "input" | "textarea" | "select"),
        "checked" => true,
        // Set when the part is made; from then on only a person opens and closes it.
        "open" => tag == "details",
        _ => false,
    }
}
