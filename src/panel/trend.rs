//! A small chart of the findings over time: a bar for each day on which the Zap was checked.

use super::node::{Node, node, text};
use crate::{
    finding::Severity,
    say,
    session::Checked,
    words::{Day, Language},
};

/// More days than this do not fit: the latest are shown.
const MOST: usize = 40;

/// A bar's room, and the height of the highest one.
const WIDE: usize = 9;
const HIGH: usize = 48;

/// The chart, with the same in a sentence; nothing where there is nothing to compare.
pub(super) fn draw(days: &[Checked], language: &Language) -> Option<Node> {
    let days = days.get(days.len().saturating_sub(MOST)..)?;
    let (first, last) = (days.first()?, days.last()?);
    if days.len() < 2 {
        return None;
    }
    let count = |day: &Checked| crate::report::findings(day.counts.total());
    let sentence = language.said(&say!(
        "From {} on {} to {} on {}",
        count(first),
        Day::from(first.day.as_str()),
        count(last),
        Day::from(last.day.as_str())
    ));
    let most = days.iter().map(|day| day.counts.total()).max().unwrap_or(0).max(1);
    let mut chart = node("svg")
        .class("trend")
        .with("viewBox", &format!("0 0 {} {HIGH}", days.len() * WIDE))
        .with("width", &(days.len() * WIDE).to_string())
        .with("height", &HIGH.to_string())
        .with("role", "img")
        .with("aria-label", &sentence);
    for (at, day) in days.iter().enumerate() {
        let mut bottom = HIGH;
        for severity in Severity::ALL {
            let high = (day.counts.of(severity) * HIGH).div_ceil(most);
            if high == 0 {
                continue;
            }
            let high = high.min(bottom);
            bottom -= high;
            let places = [("x", at * WIDE), ("y", bottom), ("width", WIDE - 2), ("height", high)];
            let bar = places.iter().fold(node("rect"), |bar, (name, number)| bar.with(name, &number.to_string()));
            chart = chart.child(bar.class(severity.word()));
        }
        // A day without findings is a day, too.
        if bottom == HIGH {
            let dash = [("x", at * WIDE), ("y", HIGH - 1), ("width", WIDE - 2), ("height", 1)];
            let dash = dash.iter().fold(node("rect"), |bar, (name, number)| bar.with(name, &number.to_string()));
            chart = chart.child(dash.class("none"));
        }
    }
    let heading = text("h3", language.word("Findings over time"));
    Some(
        node("div")
            .class("over-time")
            .key("trend")
            .child(heading)
            .child(chart)
            .child(text("p", &sentence).class("quiet")),
    )
}
