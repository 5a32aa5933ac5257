//! The picture of a Zap: its steps as boxes in their order, and beside them a line for each class of data, from where it
//! comes in to where it leaves.
//!
//! The steps stand in one column, Paths and loops indented, and each class has a lane of its own: so a Zap of sixty
//! steps reads like one of three. A picture is plain data; [`svg`] writes it as a file, the panel draws it. It is made only
//! when somebody asks for it.

mod draw;
mod fit;
mod legend;
mod marks;
mod rows;
mod shape;
pub mod svg;
mod traffic;
mod tree;
mod words;

pub use shape::{Shape, Tag};

use serde::{Deserialize, Serialize};

use super::ZapReport;
use crate::{facts::Facts, policy::Policy, zap::Zap};

/// The looks on a light page; a page that has colours of its own gives them by its variables.
pub const LIGHT: &str = include_str!("../../../extension/picture.css");

/// What is to be added where the page follows the reader's light or dark setting.
pub const DARK: &str = include_str!("../../../extension/picture_dark.css");

/// A laid-out picture.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Picture {
    /// What it is: "The way of the data", in the reader's language.
    pub name: String,
    /// The Zap's name.
    pub title: String,
    /// "Switched on, 4 steps · 3 findings".
    pub about: String,
    /// How wide it is.
    pub width: i32,
    /// How high it is.
    pub height: i32,
    /// What is in it.
    pub shapes: Vec<Shape>,
    /// "The same in words", in the reader's language.
    pub in_words: String,
    /// The same in sentences, one for each class of data.
    pub words: Vec<String>,
}

/// How much room there is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Frame {
    /// A page of its own.
    Wide,
    /// A panel beside the page.
    Narrow,
}

/// What is around the picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Dress {
    /// Nothing: it is a file, with its name and colours in it.
    File,
    /// A page that follows the reader's setting.
    Page,
    /// A page that has [`LIGHT`] in its own style.
    Bare,
}

impl Picture {
    /// Draws a Zap with what was found in it. The report's texts are masked; of the Zap itself no text is shown.
    #[must_use]
    pub fn new(zap: &Zap, report: &ZapReport, policy: &Policy, frame: Frame) -> Self {
        let rows = rows::rows(&Facts::new(zap, policy), report);
        draw::picture(&rows, report, frame)
    }

    /// The picture as one drawing.
    #[must_use]
    pub fn svg(&self, dress: Dress) -> Shape {
        /// The room for the name above the picture.
        const HEAD: i32 = 58;
        let head = if dress == Dress::File { HEAD } else { 0 };
        let mut svg = Shape::new(Tag::Svg)
            .with("xmlns", "http://www.w3.org/2000/svg")
            .class("zp")
            .with("viewBox", format!("0 {} {} {}", -head, self.width, self.height + head))
            .at([("width", self.width), ("height", self.height + head)])
            .with("role", "group")
            .with("aria-label", format!("{}: {}. {}", self.name, self.title, self.about));
        // Our own page says them below the picture.
        if dress != Dress::Bare {
            svg.add(Shape::new(Tag::Desc).holding(self.words.join(" ")));
            svg.add(Shape::new(Tag::Style).holding([LIGHT, DARK].concat()));
        }
        if dress == Dress::File {
            let paper = [("x", 0), ("y", -head), ("width", self.width), ("height", self.height + head)];
            svg.add(Shape::new(Tag::Rect).class("zp-paper").at(paper));
            let shown = fit::fit(&self.title, 17, self.width - 32).into_owned();
            let mut title = Shape::new(Tag::G);
            title.add(Shape::title(self.title.as_str()));
            title.add(Shape::words("zp-name", 16, 28 - head, shown));
            svg.add(title);
            svg.add(Shape::words("zp-about", 16, 48 - head, self.about.as_str()));
        }
        svg.children.extend(self.shapes.iter().cloned());
        svg
    }
}

#[cfg(test)]
mod tests;
