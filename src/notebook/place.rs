//! What stands at a place of a Zap, as a short hash: a waiver ends when it changes.

use crate::{
    diff::short_hash,
    zap::{Field, Value, Zap},
};

/// The hash of what stands in a field, or in all fields of a step. `None` where that cannot be told: a place that is not there,
/// one that could not be read, or the whole Zap.
///
/// `field` is the key as a report shows it. One that holds a secret is not found by that: then the whole step counts.
pub(crate) fn place_hash(zap: &Zap, step: Option<&str>, field: Option<&str>) -> Option<String> {
    let step = zap.step_by_id(step?)?;
    let is_named = |one: &&Field| field.is_some_and(|key| one.key == key || one.group() == key);
    let named: Vec<&Field> = step.fields.iter().filter(is_named).collect();
    let fields = if named.is_empty() { step.fields.iter().collect() } else { named };
    let mut text = String::new();
    for field in fields {
        match &field.value {
            // What the page shows and what was saved differ in blanks.
            Value::Text(template) => template.text().split_whitespace().for_each(|word| {
                text.push_str(word);
                text.push(' ');
            }),
            Value::Unread(_) => return None,
        }
        text.push('\n');
    }
    (!text.is_empty()).then(|| short_hash(&step.action, &text))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::testkit::*;

    fn hash(url: &str, field: Option<&str>) -> Option<String> {
        let nodes = steps![hook(), post(url).field("data", serde_json::json!({"mail": "{{1__mail}}"}))];
        let [zap, _] = zaps("Leads", &nodes);
        place_hash(&zap, Some("2"), field)
    }

    #[test]
    fn a_hash_follows_its_field_alone() {
        let [one, other] = ["http://a.example/x", "http://b.example/x"];
        assert_ne!(hash(one, Some("url")), hash(other, Some("url")));
        assert_eq!(hash(one, Some("url")), hash(" http://a.example/x\n", Some("url")));
        assert_eq!(hash(one, Some("data.mail")), hash(other, Some("data.mail")));
        // Without a field of that name the step counts, and of the whole Zap nothing can be told.
        assert_ne!(hash(one, Some("what")), hash(other, Some("what")));
        assert_ne!(hash(one, None), hash(other, None));
        let nodes = steps![hook()];
        let [zap, _] = zaps("Leads", &nodes);
        assert_eq!((place_hash(&zap, None, None), place_hash(&zap, Some("7"), None)), (None, None));
    }
}
