//! An editor page saved as HTML. The extension never has one: it reads the page itself.

use html5gum::{Token, Tokenizer};

use super::{
    ReadError, Reading,
    page::{CARD_PREFIX, Card, DATA_SCRIPT, from_cards, read_data},
};
use crate::say;

/// Reads the Zap out of a saved editor page.
///
/// # Errors
/// When the page holds neither the editor's data nor step cards.
pub(super) fn read(html: &str) -> Result<Reading, ReadError> {
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
pub(super) fn data_of(html: &str) -> Result<String, ReadError> {
    let mut page = SavedPage::default();
    page.read(html);
    page.data.ok_or_else(no_data)
}

fn no_data() -> ReadError {
    ReadError::new(say!(
        "this page is no Zap in Zapier's editor, or it was saved without its data: save it as \"Web page, HTML only\", or export the Zap"
    ))
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
    use crate::zap::Source;

    #[test]
    fn the_data_of_a_saved_page_is_read() {
        let data = r#"{"props":{"pageProps":{"zap":{"id":"9","title":"A < B","draft":{"zdl":{"steps":[
            {"id":"9","type":"read","app":"WebHookCLIAPI@1.1.1","action":"hook_v2","params":{}}]}}}}}}"#;
        let html = format!("<!DOCTYPE html><p>x<script id=\"{DATA_SCRIPT}\" type=application/json>{data}</script>");
        let zap = read(&html).expect("a page").zaps.remove(0);
        assert_eq!((zap.id.as_str(), zap.title.as_deref(), zap.steps().len()), ("9", Some("A < B"), 1));
    }

    #[test]
    fn without_data_the_cards_are_shown_as_unread() {
        let html = "<html><div><div data-testid=step-node-7><div><span>1.</span> Catch Hook</div></div>\
                    <div data-testid=step-node-8>2. POST</div><p>other</div>";
        let zap = read(html).expect("cards").zaps.remove(0);
        let titles: Vec<_> = zap.steps().iter().map(|step| (step.id.as_str(), step.title.as_deref())).collect();
        assert_eq!(titles, [("7", Some("Catch Hook")), ("8", Some("POST"))]);
        assert_eq!((zap.source, zap.unread.len()), (Source::Page, 2));
    }

    #[test]
    fn another_page_is_an_error_that_says_what_to_do() {
        let error = read("<html><body>hello").expect_err("no Zap").to_string();
        assert!(error.contains("export the Zap"), "{error}");
    }

    proptest::proptest! {
        #[test]
        fn no_page_makes_it_panic(html in "[<>/=\"a-z -]{0,200}") {
            let _ = read(&format!("<{html}"));
        }
    }
}
