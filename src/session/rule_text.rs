//! What the built-in rules say of themselves, for the page to learn from. Pages do not hold the rules: the worker tells them.

use serde::{Deserialize, Serialize};

use super::Reference;
use crate::{
    finding::Severity,
    rules::{self, Rule},
    words::Language,
};

/// A built-in rule in the reader's language.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RuleText {
    /// `Z301`.
    pub id: String,
    /// Its short name in English, `http-request`.
    pub name: String,
    /// The number of its measure, 1 to 10.
    pub measure: u8,
    /// How bad it is.
    pub severity: Severity,
    /// "Request without encryption".
    pub title: String,
    /// What it looks for.
    pub what: String,
    /// Why it matters.
    pub why: String,
    /// What to do.
    pub fix: String,
    /// Standards and pages.
    pub references: Vec<Reference>,
}

/// All of them, by id.
pub(super) fn all(language: &Language) -> Vec<RuleText> {
    let text = |rule: &Rule| {
        let [title, what, why, fix] =
            [rule.title, rule.what, rule.why, rule.fix].map(|text| language.word(text).to_owned());
        RuleText {
            id: rule.id.to_owned(),
            name: rule.name.to_owned(),
            measure: rule.measure.number(),
            severity: rule.severity,
            title,
            what,
            why,
            fix,
            references: rule.references.iter().map(|name| Reference::to(name)).collect(),
        }
    };
    rules::ALL.iter().map(text).collect()
}

#[cfg(test)]
mod tests {
    use crate::{
        session::{Answer, Ask, Desk},
        words::Language,
    };

    #[test]
    fn the_rules_are_told_in_the_reader_s_language() {
        let mut desk = Desk::default();
        desk.speak(Language::built_in("de").unwrap(), "2026-11-24");
        let Answer::Rules(rules) = desk.ask(-1, &Ask::Rules, "2026-11-24").0 else { panic!() };
        let rule = rules.iter().find(|rule| rule.id == "Z301").unwrap();
        assert_eq!((rule.measure, rule.name.as_str()), (3, "http-request"));
        assert_eq!(rule.title, Language::built_in("de").unwrap().word("Request without encryption"));
        assert!(rule.title != "Request without encryption" && rule.references.iter().any(|one| one.page.is_some()));
    }
}
