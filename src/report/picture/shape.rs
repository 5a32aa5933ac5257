//! A small tree of shapes: the picture as data, before it becomes a file or a part of a page.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

/// One element of an SVG drawing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Shape {
    /// What it is.
    pub tag: Tag,
    /// Its attributes, each name once.
    pub attributes: Vec<(Cow<'static, str>, String)>,
    /// Its text, which comes before its children; plain, never markup.
    pub text: String,
    /// What is in it.
    pub children: Vec<Shape>,
}

/// The elements that a picture is drawn of: none of them loads or runs anything.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Tag {
    /// The whole drawing.
    Svg,
    /// A group.
    G,
    /// A name, shown when pointed at.
    Title,
    /// A description for those who do not see the drawing.
    Desc,
    /// Its colours.
    Style,
    /// A box.
    Rect,
    /// A dot.
    Circle,
    /// A line.
    Path,
    /// A text.
    Text,
}

impl Tag {
    /// The element's name.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Svg => "svg",
            Self::G => "g",
            Self::Title => "title",
            Self::Desc => "desc",
            Self::Style => "style",
            Self::Rect => "rect",
            Self::Circle => "circle",
            Self::Path => "path",
            Self::Text => "text",
        }
    }
}

impl Shape {
    pub(super) const fn new(tag: Tag) -> Self {
        Self { tag, attributes: Vec::new(), text: String::new(), children: Vec::new() }
    }

    pub(super) fn with(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.attributes.push((Cow::Borrowed(name), value.into()));
        self
    }

    pub(super) fn class(self, class: &str) -> Self {
        self.with("class", class)
    }

    /// Attributes that are whole numbers: places and sizes.
    pub(super) fn at<const N: usize>(mut self, numbers: [(&'static str, i32); N]) -> Self {
        for (name, number) in numbers {
            self.attributes.push((Cow::Borrowed(name), number.to_string()));
        }
        self
    }

    pub(super) fn holding(mut self, text: impl Into<String>) -> Self {
        self.text = text.into();
        self
    }

    pub(super) fn add(&mut self, child: Self) {
        self.children.push(child);
    }

    /// A text that starts at a place.
    pub(super) fn words(class: &str, x: i32, y: i32, text: impl Into<String>) -> Self {
        Self::new(Tag::Text).class(class).at([("x", x), ("y", y)]).holding(text)
    }

    /// A line along a path.
    pub(super) fn line(class: &str, way: String) -> Self {
        Self::new(Tag::Path).class(class).with("d", way)
    }

    /// What is said when one points at the shape that holds it.
    pub(super) fn title(text: impl Into<String>) -> Self {
        Self::new(Tag::Title).holding(text)
    }
}
