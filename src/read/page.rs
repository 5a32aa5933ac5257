//! The editor page: its data, and the cards it shows where that is missing.

use super::{ReadError, Reading, read_json};
use crate::zap::{Source, Step, StepKind, Unread, Zap};
use crate::{page_map, say};

/// The id of the script that holds the page's data (seen on the live page by several sources).
pub const DATA_SCRIPT: &str = "__NEXT_DATA__";

/// The beginning of a step card's `data-testid`; the step's id follows.
pub const CARD_PREFIX: &str = "step-node-";

/// What a step's card shows.
#[derive(Debug, Clone, PartialEq, Eq, Default, serde::Serialize, serde::Deserialize)]
pub struct Card {
    /// The step's id, where the card tells it.
    pub id: Option<String>,
    /// The visible text: number and title.
    pub text: String,
}

/// Reads the text of the page's data script.
///
/// # Errors
/// When it is no JSON or holds no Zap.
pub fn read_data(data: &str) -> Result<Reading, ReadError> {
    let json: super::tree::Json<'_> = serde_json::from_str(data).map_err(|error| {
        ReadError::at(
            say!("the page's data, line {}, column {}", error.line(), error.column()),
            say!("it is cut off or has an unknown form"),
        )
    })?;
    read_json(&json)
}

/// A Zap of which only the cards could be read: steps with numbers and titles, no fields. Steps whose card is not there are
/// left blank, so that the others keep their numbers.
#[must_use]
pub fn from_cards(cards: &[Card]) -> Zap {
    let mut steps: Vec<Step> = Vec::new();
    let mut unread = Vec::new();
    for card in cards {
        let index = page_map::card_number(&card.text).and_then(|number| number.checked_sub(1)).unwrap_or(steps.len());
        // A card that is shown twice, or a number that is none.
        if index < steps.len() || index > MOST_STEPS {
            continue;
        }
        let missing = index - steps.len();
        if missing > 0 {
            let reason = say!("{} steps before this one are not on the screen", missing);
            unread.push(Unread { step: Some(index), field: None, reason });
        }
        while steps.len() < index {
            steps.push(Step { id: format!("card-{}", steps.len() + 1), ..Step::default() });
        }
        steps.push(step(card, index));
        let reason = say!("the page shows only the step's card; its fields could not be read");
        unread.push(Unread { step: Some(index), field: None, reason });
    }
    for (index, step) in steps.iter_mut().enumerate() {
        step.kind = if index == 0 { StepKind::Trigger } else { StepKind::Action };
        step.previous = index.checked_sub(1);
    }
    let mut zap = Zap::new(String::new(), Source::Page, steps);
    zap.unread = unread;
    zap
}

/// The step of a card. Some titles are those of one action alone.
fn step(card: &Card, index: usize) -> Step {
    let title = title(&card.text);
    let (_, app, action) = KNOWN.iter().find(|(known, _, _)| *known == title).copied().unwrap_or_default();
    Step {
        id: card.id.clone().unwrap_or_else(|| format!("card-{}", index + 1)),
        app: app.to_owned(),
        action: action.to_owned(),
        title: Some(title).filter(|title| !title.is_empty()),
        ..Step::default()
    }
}

/// More than any Zap has.
const MOST_STEPS: usize = 1000;

/// Titles that a card has when nobody gave it another one, with app and action.
const KNOWN: &[(&str, &str, &str)] = &[
    ("Catch Hook", "WebHookCLIAPI", "hook_v2"),
    ("Catch Raw Hook", "WebHookCLIAPI", "hook_raw"),
    ("POST", "WebHookCLIAPI", "post"),
    ("GET", "WebHookCLIAPI", "get"),
    ("PUT", "WebHookCLIAPI", "put"),
    ("Custom Request", "WebHookCLIAPI", "custom_request"),
    ("Run Javascript", "CodeCLIAPI", "01929fad-d3dd-62c2-52ed-7868d5fcc691"),
    ("Run Python", "CodeCLIAPI", "01929fad-d3f6-c57c-1b40-ef8691be1f86"),
];

/// `Catch Hook` of `1. Catch Hook`.
fn title(text: &str) -> String {
    page_map::card_title(&text.split_whitespace().collect::<Vec<_>>().join(" ")).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cards_keep_their_numbers() {
        let card = |text: &str| Card { id: None, text: text.into() };
        let zap = from_cards(&[card("3. POST"), card("4. Tell the team"), card("4. Tell the team")]);
        let steps: Vec<_> = zap.steps().iter().map(|step| (step.app.as_str(), step.title.as_deref())).collect();
        let none = ("", None);
        assert_eq!(steps, [none, none, ("WebHookCLIAPI", Some("POST")), ("", Some("Tell the team"))]);
        assert_eq!(zap.unread.len(), 3);
    }
}
