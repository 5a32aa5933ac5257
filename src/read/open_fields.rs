//! The fields open on the editor page: what is being typed, laid over the Zap that was read.
//!
//! The page's data is the state at the last save. A field on the page has a label and a text in which mapped
//! values show as pills; which key it belongs to is found by the label's words, else by an equal value.

use crate::letters::lower;
use serde::Deserialize;

use crate::zap::{Field, Segment, Step, Template, Value, Zap};

/// One field as the page shows it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct OpenField {
    /// Its label without the star of required fields; for a row of a list of pairs, the list's label.
    pub label: String,
    /// The row's name, where the field is the value of a pair.
    pub row: Option<String>,
    /// What stands in it, in order.
    pub parts: Vec<Part>,
}

/// A piece of what stands in a field.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Part {
    /// Typed text.
    Text(String),
    /// A mapped value, with the text the pill shows.
    Pill(String),
}

impl OpenField {
    /// The key of the step's field that this is: by the label's words, as `before`, by an equal value, else the label itself;
    /// none for a field without a name.
    #[must_use]
    pub fn key(&self, step: &Step, before: Option<&str>) -> Option<String> {
        let known = |key: &str| step.fields.iter().find(|field| field.key == key).map(|field| field.key.clone());
        if let Some(row) = &self.row {
            let group = step.fields.iter().map(Field::group).find(|group| same_words(group, &self.label));
            let by_row = || only(step, |field| field.key.split_once('.').is_some_and(|(_, name)| name == row));
            return match group {
                Some(group) => Some(format!("{group}.{row}")),
                None => by_row().or_else(|| Some(format!("{}.{row}", self.label))),
            };
        }
        let by_label = step.fields.iter().find(|field| same_words(&field.key, &self.label));
        by_label
            .map(|field| field.key.clone())
            .or_else(|| before.and_then(known))
            .or_else(|| only(step, |field| field.template().is_some_and(|value| self.shows(value))))
            .or_else(|| Some(self.label.clone()).filter(|label| !label.is_empty()))
    }

    /// Whether this is how the page shows a saved value: the same texts, and a pill for each mapping. Short texts prove nothing.
    fn shows(&self, saved: &Template) -> bool {
        if let [Part::Text(text)] = &self.parts[..] {
            return text.len() >= 4 && text.trim() == saved.text().trim();
        }
        let mut parts = self.parts.iter();
        let mut certain = false;
        for segment in saved.segments() {
            match (segment, parts.next()) {
                (Segment::Text(saved), Some(Part::Text(text))) if saved.trim() == text.trim() => {
                    certain |= text.trim().len() >= 4;
                }
                (Segment::Mapping(_), Some(Part::Pill(_))) => certain |= self.parts.len() == 1,
                _ => return false,
            }
        }
        certain && parts.next().is_none()
    }

    /// The value as a template; pills take the mappings of the saved value where their number is the same.
    #[must_use]
    pub fn value(&self, saved: Option<&Template>) -> Value {
        let pills = self.parts.iter().filter(|part| matches!(part, Part::Pill(_))).count();
        let saved = saved.map(Template::mappings).filter(|mappings| mappings.len() == pills).unwrap_or_default();
        let mut mappings = saved.iter().map(|mapping| mapping.text.as_str());
        let text: String = self
            .parts
            .iter()
            .map(|part| match part {
                Part::Text(text) => text.as_str(),
                Part::Pill(_) => mappings.next().unwrap_or("{{mapped}}"),
            })
            .collect();
        Value::text(text)
    }
}

/// The key of the only field that is wanted.
fn only(step: &Step, wanted: impl Fn(&Field) -> bool) -> Option<String> {
    let mut found = step.fields.iter().filter(|field| wanted(field));
    let field = found.next()?;
    found.next().is_none().then(|| field.key.clone())
}

/// Lays one open field over a step; gives the key it was taken for, which may be the one it was taken for `before`.
pub fn lay_over(zap: &mut Zap, step: usize, field: &OpenField, before: Option<&str>) -> Option<String> {
    let target = zap.step(step)?;
    let key = field.key(target, before)?;
    let value = field.value(target.field(&key).and_then(|field| field.template()));
    zap.set_field(step, &key, value);
    Some(key)
}

/// "Payload Type *" and `payload_type` are the same words.
fn same_words(key: &str, label: &str) -> bool {
    let letters = |text: &str| -> String { text.chars().filter(|char| char.is_alphanumeric()).map(lower).collect() };
    let label = letters(label);
    !label.is_empty() && letters(key) == label
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::zap::Source;

    fn zap() -> Zap {
        let field = |key: &str, text: &str| Field::new(key, Value::text(text));
        let fields = vec![
            field("url", "https://example.com/{{1__id}}"),
            field("payload_type", "json"),
            field("data.email", "{{1__email}}"),
            field("COL$A", "a fixed text"),
        ];
        Zap::new("1".into(), Source::Zdl, vec![Step { id: "1".into(), fields, ..Step::default() }])
    }

    fn open(label: &str, parts: &[Part]) -> OpenField {
        OpenField { label: label.into(), row: None, parts: parts.to_vec() }
    }

    fn laid(field: &OpenField) -> (String, String) {
        let mut zap = zap();
        let key = lay_over(&mut zap, 0, field, None).expect("a step");
        let text = zap.step(0).and_then(|step| step.field(&key)).map(|field| field.text().to_owned());
        (key, text.expect("the field"))
    }

    #[test]
    fn labels_find_their_key_and_pills_their_mapping() {
        let text = |text: &str| Part::Text(text.into());
        let pill = || Part::Pill("1. Id: 7".into());
        for (field, key, value) in [
            (open("URL", &[text("http://example.com/"), pill()]), "url", "http://example.com/{{1__id}}"),
            (open("URL", &[pill(), pill()]), "url", "{{mapped}}{{mapped}}"),
            (open("Payload Type *", &[text("form")]), "payload_type", "form"),
            (open("Summary", &[text("a fixed text")]), "COL$A", "a fixed text"),
            (open("Nobody knows", &[text("x")]), "Nobody knows", "x"),
            (open("Where to?", &[text("https://example.com/"), pill()]), "url", "https://example.com/{{1__id}}"),
            (open("Raw", &[text("https://example.com/{{1__id}}")]), "url", "https://example.com/{{1__id}}"),
            (open("Too short", &[text("json")]), "payload_type", "json"),
            (OpenField { row: Some("email".into()), ..open("Data", &[pill()]) }, "data.email", "{{1__email}}"),
            (OpenField { row: Some("email".into()), ..open("", &[pill()]) }, "data.email", "{{1__email}}"),
        ] {
            assert_eq!(laid(&field), (key.to_owned(), value.to_owned()), "{}", field.label);
        }
    }

    #[test]
    fn a_field_stays_what_it_was_while_somebody_types() {
        let typed = open("Summary", &[Part::Text("something else".into())]);
        assert_eq!(lay_over(&mut zap(), 0, &typed, Some("COL$A")).as_deref(), Some("COL$A"));
        assert_eq!(lay_over(&mut zap(), 0, &typed, Some("gone")).as_deref(), Some("Summary"));
        assert_eq!(lay_over(&mut zap(), 0, &open("", &[Part::Text("x".into())]), None), None);
    }
}
