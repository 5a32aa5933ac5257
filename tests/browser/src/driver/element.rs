//! Elements of a page and their shadow roots.

use serde_json::{Value, json};

use super::Error;
use super::browser::{Browser, text};
use super::launch::{Kind, decode};

/// The keys under which WebDriver names elements and shadow roots.
const ELEMENT: &str = "element-6066-11e4-a52e-4f735466cecf";
const SHADOW: &str = "shadow-6066-11e4-a52e-4f735466cecf";

/// Focuses a field and puts the caret behind its last letter.
const CARET_TO_END: &str = "
    const field = arguments[0];
    field.focus();
    if (!field.isContentEditable) return field.setSelectionRange?.(field.value.length, field.value.length);
    const texts = document.createTreeWalker(field, NodeFilter.SHOW_TEXT);
    while (texts.nextNode());
    if (texts.currentNode !== field) getSelection().collapse(texts.currentNode, texts.currentNode.data.length);
";

/// An element of the page that is open.
#[derive(Debug, Clone)]
pub struct Element<'browser> {
    browser: &'browser Browser,
    id: String,
}

/// A shadow root, open or closed.
#[derive(Debug, Clone)]
pub struct Shadow<'browser> {
    browser: &'browser Browser,
    id: String,
}

impl<'browser> Element<'browser> {
    /// Clicks in its middle, scrolling there first. Whatever lies on top of it gets the click, as with a real mouse.
    ///
    /// Not by WebDriver's own click command: in Firefox that one changes the style of elements for a moment, and
    /// tests count every change of the page.
    ///
    /// # Errors
    /// When it is gone.
    pub fn click(&self) -> Result<(), Error> {
        self.browser.script("arguments[0].scrollIntoView({block: 'nearest'})", &[self.reference()])?;
        self.browser.post(
            "/actions",
            &json!({"actions": [{"type": "pointer", "id": "mouse", "actions": [
                {"type": "pointerMove", "origin": self.reference(), "x": 0, "y": 0, "duration": 0},
                {"type": "pointerDown", "button": 0},
                {"type": "pointerUp", "button": 0},
            ]}]}),
        )?;
        Ok(())
    }

    /// Focuses it and types at its end; the keys are those of [`Browser::press`].
    ///
    /// # Errors
    /// When it is gone.
    pub fn type_text(&self, keys: &str) -> Result<(), Error> {
        self.browser.script(CARET_TO_END, &[self.reference()])?;
        self.browser.press(keys)
    }

    /// Its text as a person sees it.
    ///
    /// # Errors
    /// When it is gone.
    pub fn text(&self) -> Result<String, Error> {
        Ok(text(self.get("text")?))
    }

    /// Its accessible name.
    ///
    /// # Errors
    /// When it is gone.
    pub fn name(&self) -> Result<String, Error> {
        self.accessible("computedlabel", "computedName")
    }

    /// Its accessible role.
    ///
    /// # Errors
    /// When it is gone.
    pub fn role(&self) -> Result<String, Error> {
        self.accessible("computedrole", "computedRole")
    }

    /// An attribute; `None` where it has none of that name.
    ///
    /// # Errors
    /// When it is gone.
    pub fn attribute(&self, name: &str) -> Result<Option<String>, Error> {
        Ok(self.get(&format!("attribute/{name}"))?.as_str().map(str::to_owned))
    }

    /// Where it is in the window: left, top, width and height.
    ///
    /// # Errors
    /// When it is gone.
    pub fn place(&self) -> Result<[f64; 4], Error> {
        let script = "const {left, top, width, height} = arguments[0].getBoundingClientRect(); return [left, top, width, height]";
        let place = self.browser.script(script, &[self.reference()])?;
        Ok([0, 1, 2, 3].map(|index| place.get(index).and_then(Value::as_f64).unwrap_or_default()))
    }

    /// A picture of it, as PNG.
    ///
    /// # Errors
    /// When it is gone.
    pub fn screenshot(&self) -> Result<Vec<u8>, Error> {
        decode(&text(self.get("screenshot")?))
    }

    /// Its shadow root, also a closed one.
    ///
    /// # Errors
    /// When it has none.
    pub fn shadow(&self) -> Result<Shadow<'browser>, Error> {
        let shadow = self.get("shadow")?;
        let id = shadow.get(SHADOW).cloned().unwrap_or_default();
        Ok(Shadow { browser: self.browser, id: text(id) })
    }

    /// All elements below it that a CSS selector matches.
    ///
    /// # Errors
    /// When the selector is wrong or the element gone.
    pub fn find_all(&self, css: &str) -> Result<Vec<Self>, Error> {
        find_all(self.browser, &format!("/element/{}", self.id), css)
    }

    /// The element as a script's argument.
    #[must_use]
    pub fn reference(&self) -> Value {
        json!({ELEMENT: self.id})
    }

    /// Role or name as the browser gives it to a screen reader. chromedriver looks for the element in the wrong process
    /// when it stands in a frame of another origin, as our panel does; there the element itself tells, which Chromium
    /// is started to allow.
    fn accessible(&self, command: &str, property: &str) -> Result<String, Error> {
        match self.get(command) {
            Err(_) if self.browser.kind() == Kind::Chromium => Ok(text(
                self.browser.script("return arguments[0][arguments[1]]", &[self.reference(), property.into()])?,
            )),
            answer => Ok(text(answer?)),
        }
    }

    fn get(&self, what: &str) -> Result<Value, Error> {
        self.browser.get(&format!("/element/{}/{what}", self.id))
    }
}

impl<'browser> Shadow<'browser> {
    /// All elements in it that a CSS selector matches.
    ///
    /// # Errors
    /// When the selector is wrong or the root gone.
    pub fn find_all(&self, css: &str) -> Result<Vec<Element<'browser>>, Error> {
        find_all(self.browser, &format!("/shadow/{}", self.id), css)
    }
}

pub(super) fn find_all<'browser>(
    browser: &'browser Browser,
    below: &str,
    css: &str,
) -> Result<Vec<Element<'browser>>, Error> {
    let found = browser.post(&format!("{below}/elements"), &json!({"using": "css selector", "value": css}))?;
    let ids = found.as_array().into_iter().flatten().filter_map(|element| element.get(ELEMENT)?.as_str());
    Ok(ids.map(|id| Element { browser, id: id.to_owned() }).collect())
}
