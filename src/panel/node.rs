//! What a page of ours shows, as data: elements with attributes, texts, and what happens when they are used. The page
//! itself changes only what is different, so that focus, scrolling and what is being typed stay.

use super::Action;

/// An element. Its texts are texts, whatever stands in them.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Node {
    /// `button`.
    pub tag: &'static str,
    /// What it is known by among its neighbours when they change; empty for those that are told by their place.
    pub key: String,
    /// Each name once. `value`, `checked` and `open` are the element's state.
    pub attributes: Vec<(&'static str, String)>,
    /// What happens when it is used.
    pub uses: Vec<(Use, Action)>,
    /// What is in it; `None` where something else sees to that, as to a picture.
    pub inside: Option<Vec<Inside>>,
}

/// What can be in an element.
#[derive(Debug, Clone, PartialEq)]
pub enum Inside {
    /// A text.
    Text(String),
    /// Another element.
    Node(Node),
}

/// How an element is used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Use {
    /// Pressed.
    Click,
    /// Typed into, letter by letter.
    Input,
    /// Typed into, told once in a while: what is typed shall not be lost, and not each letter is worth a message.
    Typed,
    /// Changed, and left.
    Change,
    /// Opened or closed.
    Toggle,
    /// A form is sent off.
    Submit,
}

impl Use {
    /// All.
    pub const ALL: [Self; 6] = [Self::Click, Self::Input, Self::Typed, Self::Change, Self::Toggle, Self::Submit];

    /// The browser's name of the event.
    #[must_use]
    pub const fn event(self) -> &'static str {
        match self {
            Self::Click => "click",
            Self::Input | Self::Typed => "input",
            Self::Change => "change",
            Self::Toggle => "toggle",
            Self::Submit => "submit",
        }
    }

    /// The attribute under which the element keeps the number of its action.
    #[must_use]
    pub const fn attribute(self) -> &'static str {
        match self {
            Self::Click => "data-click",
            Self::Input => "data-input",
            Self::Typed => "data-typed",
            Self::Change => "data-change",
            Self::Toggle => "data-toggle",
            Self::Submit => "data-submit",
        }
    }
}

/// A new element.
#[must_use]
pub(super) fn node(tag: &'static str) -> Node {
    Node { tag, inside: Some(Vec::new()), ..Node::default() }
}

/// A new element with a text in it.
#[must_use]
pub(super) fn text(tag: &'static str, text: &str) -> Node {
    node(tag).text(text)
}

/// A button with its text.
#[must_use]
pub(super) fn button(words: &str, action: Action) -> Node {
    text("button", words).with("type", "button").on(Use::Click, action)
}

impl Node {
    /// With an attribute.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: &str) -> Self {
        self.attributes.push((name, value.to_owned()));
        self
    }

    /// With an attribute that has no value, if it holds.
    #[must_use]
    pub fn flag(self, name: &'static str, holds: bool) -> Self {
        if holds { self.with(name, "") } else { self }
    }

    /// With an attribute that says yes or no.
    #[must_use]
    pub fn state(self, name: &'static str, holds: bool) -> Self {
        self.with(name, if holds { "true" } else { "false" })
    }

    /// With a class.
    #[must_use]
    pub fn class(self, class: &str) -> Self {
        self.with("class", class)
    }

    /// With an id, which is its key, too.
    #[must_use]
    pub fn id(self, id: &str) -> Self {
        self.with("id", id).key(id)
    }

    /// With a key.
    #[must_use]
    pub fn key(mut self, key: &str) -> Self {
        key.clone_into(&mut self.key);
        self
    }

    /// With what happens when it is used.
    #[must_use]
    pub fn on(mut self, when: Use, action: Action) -> Self {
        self.uses.push((when, action));
        self
    }

    /// With a text behind what is in it; an empty one changes nothing.
    #[must_use]
    pub fn text(mut self, text: &str) -> Self {
        if let Some(inside) = self.inside.as_mut().filter(|_| !text.is_empty()) {
            inside.push(Inside::Text(text.to_owned()));
        }
        self
    }

    /// With another element behind what is in it.
    #[must_use]
    pub fn child(mut self, child: Self) -> Self {
        if let Some(inside) = &mut self.inside {
            inside.push(Inside::Node(child));
        }
        self
    }

    /// The same with several.
    #[must_use]
    pub fn children(self, children: Vec<Self>) -> Self {
        children.into_iter().fold(self, Self::child)
    }

    /// Something else sees to what is in it.
    #[must_use]
    pub fn left_alone(mut self) -> Self {
        self.inside = None;
        self
    }

    /// Its attribute.
    #[must_use]
    pub fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(known, _)| *known == name).map(|(_, value)| value.as_str())
    }
}
