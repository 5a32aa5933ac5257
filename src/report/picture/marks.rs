//! The small signs: severities, and what happens to data at a step. Each has a shape of its own, for those who see no
//! colours.

use super::{Shape, Tag, traffic::Load, traffic::Stop};
use crate::{finding::Severity, words::Language};

/// How wide and high a severity's sign is.
pub(super) const SIGN: i32 = 10;

/// The sign of a severity, with its middle at a place.
pub(super) fn severity(severity: Severity, x: i32, y: i32) -> Shape {
    let way = match severity {
        Severity::Critical => format!("M{x} {}l7 7l-7 7l-7 -7z", y - 7),
        Severity::High => format!("M{x} {}l6 10h-12z", y - 6),
        Severity::Medium => format!("M{} {}h9v9h-9z", x - 4, y - 4),
        Severity::Low => format!("M{} {y}a5 5 0 1 0 10 0a5 5 0 1 0 -10 0z", x - 5),
        Severity::Info => format!("M{} {y}a4 4 0 1 0 8 0a4 4 0 1 0 -8 0z", x - 4),
    };
    Shape::line(&format!("zp-sign zp-{}", severity.word()), way)
}

/// What a stop looks like.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Look {
    /// Its inside is filled: the step is handed the data.
    pub(super) filled: bool,
    /// It is an arrow: the data leaves.
    pub(super) arrow: bool,
    /// It has a ring around: the data comes in here as well.
    pub(super) ringed: bool,
}

impl Look {
    pub(super) const fn of(stop: &Stop) -> Self {
        Self { filled: stop.taken, arrow: stop.leaves, ringed: stop.enters && stop.taken }
    }
}

/// A stop with the letter of its line, with its middle at a place.
pub(super) fn stop(load: Load, letter: char, look: Look, x: i32, y: i32) -> Shape {
    let (tone, _) = load.look();
    let fill = if look.filled { "zp-full" } else { "zp-hollow" };
    let mut group = Shape::new(Tag::G).class(&format!("zp-tone{tone} {fill}"));
    if look.ringed {
        group.add(Shape::new(Tag::Circle).class("zp-ring").at([("cx", x), ("cy", y), ("r", 10)]));
    }
    group.add(if look.arrow {
        Shape::line("zp-stop", format!("M{} {}h7l7 7l-7 7h-7z", x - 6, y - 7))
    } else {
        Shape::new(Tag::Circle).class("zp-stop").at([("cx", x), ("cy", y), ("r", 7)])
    });
    let x = if look.arrow { x - 1 } else { x };
    group.add(Shape::words("zp-letter", x, y + 3, letter.to_string()));
    group
}

/// The line of one load.
pub(super) struct Lane {
    pub(super) load: Load,
    /// Its name in the reader's language.
    pub(super) name: String,
    /// The first letter of its name that no line before it has.
    pub(super) letter: char,
}

/// The lines of some loads, each with a name and a letter of its own.
pub(super) fn lanes(loads: impl Iterator<Item = Load>, language: &Language) -> Vec<Lane> {
    let mut lanes: Vec<Lane> = Vec::new();
    for load in loads {
        let name = language.word(load.name()).to_owned();
        let own = name.chars().filter(|char| char.is_alphabetic()).map(|char| char.to_ascii_uppercase());
        let free = own.chain('A'..='Z').find(|letter| !lanes.iter().any(|lane| lane.letter == *letter));
        lanes.push(Lane { load, letter: free.unwrap_or('•'), name });
    }
    lanes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_lines_have_letters_of_their_own() {
        let letters: Vec<char> = lanes(Load::all(), &Language::ENGLISH).iter().map(|lane| lane.letter).collect();
        assert!(letters.iter().all(|letter| letter.is_alphabetic()), "{letters:?}");
        assert!(letters.iter().enumerate().all(|(at, letter)| !letters[..at].contains(letter)), "{letters:?}");
    }

    #[test]
    fn no_two_lines_look_the_same() {
        let looks: Vec<_> = Load::all().map(Load::look).collect();
        assert!(looks.iter().enumerate().all(|(at, look)| !looks[..at].contains(look)), "{looks:?}");
    }
}
