//! The chart of the findings over time.

use super::node::{Node, node, text};
use crate::{
    notebook::Check,
    report::trend::{Chart, Piece, Point},
    words::Language,
};

/// The chart, with the same in a sentence; nothing where there is nothing to compare.
pub(super) fn draw(days: &[Check], language: &Language) -> Option<Node> {
    let chart = Chart::new(days.iter().map(Point::from))?;
    let sentence = chart.told(language);
    let mut picture = node("svg")
        .class("trend")
        .with("viewBox", &format!("0 0 {} {}", chart.width, Chart::HIGH))
        .with("width", &chart.width.to_string())
        .with("height", &Chart::HIGH.to_string())
        .with("role", "img")
        .with("aria-label", &sentence);
    for Piece { kind, sides } in &chart.pieces {
        let sides = Piece::SIDES.iter().zip(sides);
        let piece = sides.fold(node("rect"), |piece, (name, side)| piece.with(name, &side.to_string()));
        picture = picture.child(piece.class(kind));
    }
    let heading = text("h3", language.word("Findings over time"));
    let inside = node("div").class("over-time").key("trend").child(heading).child(picture);
    Some(inside.child(text("p", &sentence).class("quiet")))
}
