//! The fields open on the editor page: what is being typed, laid over the Zap that was read.
//!
//! The page's data is the state at the last save. A field on the page has a label and a text in which mapped
//! values show as pills; which key it belongs to is found by the label's words, else by equal text.

use crate::letters::lower;
use serde::Deserialize;

use crate::zap::{Step, Template, Value, Zap};

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
    /// The key of the step's field that this is, else the label itself.
    #[must_use]
    pub fn key(&self, step: &Step) -> String {
        if let Some(row) = &self.row {
            let group = step.fields.iter().map(|field| field.group()).find(|group| same_words(group, &self.label));
            return format!("{}.{row}", group.unwrap_or(&self.label));
        }
        let by_label = step.fields.iter().find(|field| same_words(&field.key, &self.label));
        let text = self.typed();
        let by_text = || step.fields.iter().find(|field| text.len() >= 4 && field.literal() == Some(text.as_str()));
        by_label.or_else(by_text).map_or_else(|| self.label.clone(), |field| field.key.clone())
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

    fn typed(&self) -> String {
        self.parts
            .iter()
            .map(|part| match part {
                Part::Text(text) | Part::Pill(text) => text.as_str(),
            })
            .collect()
    }
}

/// Lays one open field over a step; gives the key it was taken for.
pub fn lay_over(zap: &mut Zap, step: usize, field: &OpenField) -> Option<String> {
    let target = zap.step(step)?;
    let key = field.key(target);
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
    use crate::zap::{Field, Source};

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
        let key = lay_over(&mut zap, 0, field).expect("a step");
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
            (OpenField { row: Some("email".into()), ..open("Data", &[pill()]) }, "data.email", "{{1__email}}"),
        ] {
            assert_eq!(laid(&field), (key.to_owned(), value.to_owned()), "{}", field.label);
        }
    }
}
