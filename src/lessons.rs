//! What there is to learn beyond a rule's own words: a before and after, and how to mend it step by step in Zapier; and for
//! each measure what it means.
//!
//! The texts are many and only one page shows them, so they are no part of the core: a file for each language holds them
//! (`extension/data/learn.<language>.json`), and the page loads the one it needs.

use crate::{finding::Measure, read::Json};

/// The lessons in one language.
#[derive(Debug, Clone, PartialEq)]
pub struct Lessons {
    measures: Vec<(String, String)>,
    rules: Vec<(String, Lesson)>,
}

/// The lesson of a rule.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Lesson {
    /// A field as the rule would find it: `URL: http://crm.example.com/leads`.
    pub before: String,
    /// The same, mended.
    pub after: String,
    /// What to do, one thing after the other.
    pub steps: Vec<String>,
}

impl Lessons {
    /// Reads the file of a language.
    ///
    /// # Errors
    /// With the reason, when it is no such file.
    pub fn read(text: &str) -> Result<Self, String> {
        let json: Json<'_> = serde_json::from_str(text).map_err(|error| error.to_string())?;
        let members = |key: &str| json.get(key).and_then(Json::members).ok_or("the file holds no lessons");
        let owned = |json: Option<&Json<'_>>| json.and_then(Json::text).unwrap_or_default().to_owned();
        let lesson = |json: &Json<'_>| Lesson {
            before: owned(json.get("before")),
            after: owned(json.get("after")),
            steps: json
                .get("steps")
                .and_then(Json::list)
                .unwrap_or_default()
                .iter()
                .map(|step| owned(Some(step)))
                .collect(),
        };
        Ok(Self {
            measures: members("measures")?
                .iter()
                .map(|(number, text)| (number.to_string(), owned(Some(text))))
                .collect(),
            rules: members("rules")?.iter().map(|(id, json)| (id.to_string(), lesson(json))).collect(),
        })
    }

    /// The lessons that are built in, by the language's tag; English where there are none.
    #[cfg(not(target_arch = "wasm32"))]
    #[must_use]
    pub fn built_in(tag: &str) -> Option<Self> {
        let text = match tag {
            "de" => include_str!("../extension/data/learn.de.json"),
            _ => include_str!("../extension/data/learn.en.json"),
        };
        Self::read(text).ok()
    }

    /// What a measure means.
    #[must_use]
    pub fn measure(&self, measure: Measure) -> Option<&str> {
        let number = measure.number().to_string();
        self.measures.iter().find(|(known, _)| *known == number).map(|(_, text)| text.as_str())
    }

    /// The lesson of a rule, by its id.
    #[must_use]
    pub fn rule(&self, id: &str) -> Option<&Lesson> {
        self.rules.iter().find(|(known, _)| known == id).map(|(_, lesson)| lesson)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules;

    /// Every language with its lessons.
    fn all() -> [(&'static str, Lessons); 2] {
        ["en", "de"].map(|tag| (tag, Lessons::built_in(tag).unwrap()))
    }

    #[test]
    fn every_rule_and_measure_has_a_lesson_and_nothing_else_has() {
        for (tag, lessons) in all() {
            let ids: Vec<_> = lessons.rules.iter().map(|(id, _)| id.as_str()).collect();
            assert_eq!(ids, rules::ALL.iter().map(|rule| rule.id).collect::<Vec<_>>(), "{tag}");
            assert_eq!(lessons.measures.len(), Measure::ALL.len());
            for measure in Measure::ALL {
                let sentences = lessons.measure(measure).unwrap().matches(". ").count() + 1;
                assert!((2..=4).contains(&sentences), "{tag} {measure:?}: {sentences} sentences");
            }
        }
    }

    #[test]
    fn lessons_are_short_and_show_a_difference() {
        for (tag, lessons) in all() {
            for (id, Lesson { before, after, steps }) in &lessons.rules {
                assert!(!before.is_empty() && !after.is_empty() && before != after, "{tag} {id}");
                assert!(before.chars().count() <= 130 && after.chars().count() <= 130, "{tag} {id}");
                assert!((2..=3).contains(&steps.len()), "{tag} {id}");
                assert!(
                    steps.iter().all(|step| step.ends_with(['.', '“', '”']) && step.len() > 10),
                    "{tag} {id}: {steps:?}"
                );
            }
        }
    }

    #[test]
    fn the_languages_say_the_same() {
        let [(_, english), (_, german)] = all();
        for ((id, one), (_, other)) in english.rules.iter().zip(&german.rules) {
            assert_eq!(one.steps.len(), other.steps.len(), "{id}");
            assert!(one.steps.iter().zip(&other.steps).all(|(one, other)| one != other), "{id} is not translated");
            let mappings = |text: &str| text.matches("{{").count();
            assert_eq!(mappings(&one.before), mappings(&other.before), "{id}");
            assert_eq!(mappings(&one.after), mappings(&other.after), "{id}");
        }
    }

    #[test]
    fn no_secret_is_longer_than_its_first_four_characters() {
        for (tag, lessons) in all() {
            for (id, lesson) in &lessons.rules {
                let texts = [&lesson.before, &lesson.after].into_iter().chain(&lesson.steps);
                for text in texts {
                    assert!(crate::data::secrets_in(text).is_empty(), "{tag} {id}: {text}");
                }
            }
        }
    }

    #[test]
    fn what_is_no_lesson_is_refused() {
        assert!(Lessons::read("[]").is_err() && Lessons::read("{").is_err());
        assert_eq!(
            Lessons::read(r#"{"measures": {}, "rules": {"Z301": 3}}"#).unwrap().rule("Z301"),
            Some(&Lesson::default())
        );
    }
}
