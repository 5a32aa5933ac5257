//! The editor page: a page saved as HTML, and the cards it shows when its data is missing.

use html5gum::{Token, Tokenizer};

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

/// Reads the Zap out of a saved editor page.
///
/// # Errors
/// When the page holds neither the editor's data nor step cards.
pub fn read_saved(html: &str) -> Result<Reading, ReadError> {
    let mut page = SavedPage::default();
    page.read(html);
    match page.data {
        Some(data) => read_data(&data),
        None if page.cards.is_empty() => Err(no_data()),
        None => Ok(Reading { zaps: vec![from_cards(&page.cards)], errors: Vec::new() }),
    }
}

/// The text of the data script of a saved page.
///
/// # Errors
/// When the page has none.
pub(crate) fn data_of(html: &str) -> Result<String, ReadError> {
    let mut page = SavedPage::default();
    page.read(html);
    page.data.ok_or_else(no_data)
}

fn no_data() -> ReadError {
    ReadError::new(say!(
        "this page is no Zap in Zapier's editor, or it was saved without its data: save it as \"Web page, HTML only\", or export the Zap"
    ))
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

/// What a walk over a saved page collects.
#[derive(Default)]
struct SavedPage {
    data: Option<String>,
    cards: Vec<Card>,
    /// The element whose text is being collected, and how many elements of its name are open inside it.
    open: Option<(Part, Vec<u8>, usize)>,
}

#[derive(Clone, Copy)]
enum Part {
    Data,
    Card,
}

impl SavedPage {
    fn read(&mut self, html: &str) {
        let mut emitter = html5gum::emitters::default::DefaultEmitter::<()>::default();
        emitter.naively_switch_states(true);
        for token in Tokenizer::new_with_emitter(html, emitter) {
            let Ok(token) = token;
            match token {
                Token::StartTag(tag) if !tag.self_closing => self.start(&tag),
                Token::EndTag(tag) => self.end(&tag.name),
                Token::String(text) => self.text(&String::from_utf8_lossy(&text)),
                _ => {}
            }
        }
    }

    fn start(&mut self, tag: &html5gum::StartTag<()>) {
        if let Some((_, name, depth)) = &mut self.open {
            if name[..] == tag.name[..] {
                *depth += 1;
            }
            return;
        }
        let attribute = |name: &[u8]| {
            let (_, value) = tag.attributes.iter().find(|(key, _)| key[..] == *name)?;
            Some(String::from_utf8_lossy(value).into_owned())
        };
        let part = if &tag.name[..] == b"script" && attribute(b"id").as_deref() == Some(DATA_SCRIPT) {
            self.data = Some(String::new());
            Part::Data
        } else if let Some(id) =
            attribute(b"data-testid").and_then(|id| id.strip_prefix(CARD_PREFIX).map(str::to_owned))
        {
            self.cards.push(Card { id: Some(id), text: String::new() });
            Part::Card
        } else {
            return;
        };
        self.open = Some((part, tag.name.to_vec(), 1));
    }

    fn end(&mut self, name: &[u8]) {
        if let Some((_, open, depth)) = &mut self.open
            && open[..] == *name
        {
            *depth -= 1;
            if *depth == 0 {
                self.open = None;
            }
        }
    }

    fn text(&mut self, text: &str) {
        match self.open {
            Some((Part::Data, ..)) => {
                if let Some(data) = &mut self.data {
                    data.push_str(text);
                }
            }
            Some((Part::Card, ..)) => {
                if let Some(card) = self.cards.last_mut() {
                    card.text.push_str(text);
                    card.text.push(' ');
                }
            }
            None => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_data_of_a_saved_page_is_read() {
        let data = r#"{"props":{"pageProps":{"zap":{"id":"9","title":"A < B","draft":{"zdl":{"steps":[
            {"id":"9","type":"read","app":"WebHookCLIAPI@1.1.1","action":"hook_v2","params":{}}]}}}}}}"#;
        let html = format!("<!DOCTYPE html><p>x<script id=\"{DATA_SCRIPT}\" type=application/json>{data}</script>");
        let zap = read_saved(&html).expect("a page").zaps.remove(0);
        assert_eq!((zap.id.as_str(), zap.title.as_deref(), zap.steps().len()), ("9", Some("A < B"), 1));
    }

    #[test]
    fn without_data_the_cards_are_shown_as_unread() {
        let html = "<html><div><div data-testid=step-node-7><div><span>1.</span> Catch Hook</div></div>\
                    <div data-testid=step-node-8>2. POST</div><p>other</div>";
        let zap = read_saved(html).expect("cards").zaps.remove(0);
        let titles: Vec<_> = zap.steps().iter().map(|step| (step.id.as_str(), step.title.as_deref())).collect();
        assert_eq!(titles, [("7", Some("Catch Hook")), ("8", Some("POST"))]);
        assert_eq!((zap.source, zap.unread.len()), (Source::Page, 2));
    }

    #[test]
    fn cards_keep_their_numbers() {
        let card = |text: &str| Card { id: None, text: text.into() };
        let zap = from_cards(&[card("3. POST"), card("4. Tell the team"), card("4. Tell the team")]);
        let steps: Vec<_> = zap.steps().iter().map(|step| (step.app.as_str(), step.title.as_deref())).collect();
        let none = ("", None);
        assert_eq!(steps, [none, none, ("WebHookCLIAPI", Some("POST")), ("", Some("Tell the team"))]);
        assert_eq!(zap.unread.len(), 3);
    }

    #[test]
    fn another_page_is_an_error_that_says_what_to_do() {
        let error = read_saved("<html><body>hello").expect_err("no Zap").to_string();
        assert!(error.contains("export the Zap"), "{error}");
    }

    proptest::proptest! {
        #[test]
        fn no_page_makes_it_panic(html in "[<>/=\"a-z -]{0,200}") {
            let _ = read_saved(&format!("<{html}"));
        }
    }
}
