//! The last review, what changed since in words, and how the findings went over time.

use super::{
    Action, Panel,
    node::{Node, button, node, text},
    trend,
};
use crate::{
    say,
    session::{Ask, Reviewed, View},
    word,
};

impl Panel {
    pub(super) fn draw_review(&self, view: &View) -> Node {
        let language = &self.language;
        let heading = language.said(&match &view.review {
            None => say!("Review: nobody has reviewed this Zap yet"),
            Some(review) if review.by.is_empty() => say!("Review: last on {}", &review.when),
            Some(review) => say!("Review: last on {} by {}", &review.when, &review.by),
        });
        let mut inside = node("div");
        match &view.review {
            None => {
                let why = language
                    .word("Once you have looked through the Zap, mark it: Zaplint then tells what has changed since.");
                inside = inside.child(text("p", why).class("quiet").key("why"));
            }
            Some(review) => inside = inside.child(self.since(review)),
        }
        let mark = button(language.word("Mark as reviewed"), Action::Ask(Ask::Reviewed)).key("mark");
        inside = inside.child(node("div").class("buttons").key("buttons").child(mark));
        if let Some(trend) = trend::draw(&view.trend, language) {
            inside = inside.child(trend);
        }
        let changed = view.review.as_ref().is_some_and(|review| !review.changes.is_empty());
        self.part("review", changed, &heading, inside)
    }

    fn since(&self, review: &Reviewed) -> Node {
        let language = &self.language;
        let lists = [
            (word!("What changed since"), &review.changes),
            (word!("New findings"), &review.new),
            (word!("Findings that are gone"), &review.gone),
        ];
        let mut since = node("div").key("since");
        if lists.iter().all(|(_, lines)| lines.is_empty()) {
            return since.child(text("p", language.word("Nothing has changed since.")));
        }
        for (heading, lines) in lists.into_iter().filter(|(_, lines)| !lines.is_empty()) {
            let lines = lines.iter().map(|line| text("li", line)).collect();
            since = since.child(text("h3", language.word(heading))).child(node("ul").children(lines));
        }
        since
    }
}
