//! The button of the browser's toolbar: a number, a colour, and the state in words.

use serde::Serialize;

use super::{Paint, State};
use crate::{finding::Severity, say, words::Language};

/// How the button looks for a tab.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Toolbar {
    /// The number of findings; empty for none.
    pub text: String,
    /// The colour behind it.
    pub colour: &'static str,
    /// What it says when it is pointed at: "Zaplint: 3 findings".
    pub title: String,
    /// Nothing is checked in this tab: the icon is grey.
    pub grey: bool,
}

impl Toolbar {
    /// For what is painted in a tab; `None` where there is no Zap.
    #[must_use]
    pub fn new(paint: Option<&Paint>, language: &Language) -> Self {
        let count = paint.map_or(0, |paint| paint.count);
        let state = paint.map(|paint| paint.state);
        Self {
            text: if count == 0 { String::new() } else { count.to_string() },
            colour: colour(paint.and_then(|paint| paint.worst)),
            title: match paint {
                Some(paint) => language.said(&say!("Zaplint: {}", &paint.status)),
                None => language.word("Zaplint: nothing to check on this page").to_owned(),
            },
            grey: !matches!(state, Some(State::Checked | State::PartlyChecked)),
        }
    }
}

/// The same colours as those of the badges.
const fn colour(worst: Option<Severity>) -> &'static str {
    match worst {
        Some(Severity::Critical) => "#8c1020",
        Some(Severity::High) => "#b3261e",
        Some(Severity::Medium) => "#8a5a00",
        Some(Severity::Low) => "#2b5c8a",
        Some(Severity::Info) | None => "#566074",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_button_says_how_it_stands() {
        let paint = |state, count, worst| Paint {
            state,
            status: "so and so".into(),
            count,
            worst,
            badges: Vec::new(),
            words: None,
        };
        let toolbar = |paint: Option<&Paint>| Toolbar::new(paint, &Language::ENGLISH);
        let found = toolbar(Some(&paint(State::Checked, 3, Some(Severity::High))));
        assert_eq!((found.text.as_str(), found.colour, found.grey), ("3", "#b3261e", false));
        assert_eq!(found.title, "Zaplint: so and so");
        assert!(toolbar(Some(&paint(State::Checked, 0, None))).text.is_empty());
        for state in [State::CannotRead, State::Paused] {
            assert!(toolbar(Some(&paint(state, 0, None))).grey);
        }
        assert!(toolbar(None).grey && toolbar(None).title.contains("nothing to check"));
        // The badges in the page have the same colours.
        let overlay = include_str!("../../extension/overlay.js");
        for severity in Severity::ALL {
            let rule = format!(".{} {{ --tone: {}; }}", severity.word(), colour(Some(severity)));
            assert!(overlay.contains(&rule), "{rule}");
        }
    }
}
