//! A check before there is anything to check.
//!
//! Browsers make WebAssembly into machine code function by function, each when it is called for the first time, and our tables
//! of words are made when they are first asked: the first check takes many times as long as the next. It may as well be one
//! that nobody waits for, while the page still loads.

use serde_json::json;

/// The message of a content script, as JSON: a Zap of steps that most Zaps have, in the editor's data and as cards. It is
/// for a desk of its own; what it answers nobody will see.
#[must_use]
pub fn rehearsal() -> String {
    let cards =
        (1..=9).map(|number| json!({"handle": number, "ids": [number.to_string()], "text": format!("{number}. Step")}));
    let page = json!({"address": "https://zapier.com/editor/1/draft", "cards": cards.collect::<Vec<_>>()});
    json!({"open": {"data": ZAP, "page": page}}).to_string()
}

const ZAP: &str = include_str!("rehearsal.json");

#[cfg(test)]
mod tests {
    use super::*;
    use crate::session::{Desk, Message, Reply};

    #[test]
    fn it_goes_all_the_way_to_badges() {
        let message: Message = serde_json::from_str(&rehearsal()).expect("a message");
        let Reply::Paint(paint) = Desk::default().message(0, message, "2026-11-24") else { panic!("nothing to paint") };
        assert!(paint.badges.len() > 1, "{paint:?}");
    }
}
