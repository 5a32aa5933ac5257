//! What both Zapier formats share: fields, labels, conditions and editor marks of one step.

use std::collections::BTreeMap;

use serde_json::{Map, Value as Json};

use crate::zap::{Condition, Field, Match, Reference, Template, Value};

/// Deeper nesting than any app uses; what lies below is reported as unread.
const DEEPEST: usize = 12;

/// A text or number as text; nothing for null, lists and objects.
pub(super) fn as_text(json: &Json) -> Option<String> {
    match json {
        Json::String(text) => Some(text.clone()),
        Json::Number(number) => Some(number.to_string()),
        Json::Bool(switch) => Some(switch.to_string()),
        Json::Null | Json::Array(_) | Json::Object(_) => None,
    }
}

/// The text under a key, if there is one and it is not blank.
pub(super) fn text(json: &Json, key: &str) -> Option<String> {
    json.get(key).and_then(as_text).filter(|text| !text.trim().is_empty())
}

/// The name of a thing: blank where the source has a place for it that was left empty, none where it has no place.
pub(super) fn title(json: &Json) -> Option<String> {
    json.get("title").map(|title| as_text(title).unwrap_or_default().trim().to_owned())
}

/// A switch, in any of its spellings.
pub(super) fn is_on(json: Option<&Json>) -> bool {
    match json {
        Some(Json::Bool(on)) => *on,
        Some(Json::String(text)) => text.eq_ignore_ascii_case("true") || text.eq_ignore_ascii_case("yes"),
        _ => false,
    }
}

/// The fields of `params`, nested ones flattened; `filter_criteria` is not a field.
pub(super) fn fields(params: Option<&Json>) -> Vec<Field> {
    let mut fields = Vec::new();
    if let Some(Json::Object(params)) = params {
        for (key, value) in params {
            if key != "filter_criteria" {
                flatten(key.clone(), value, 1, &mut fields);
            }
        }
    }
    fields
}

fn flatten(key: String, json: &Json, depth: usize, fields: &mut Vec<Field>) {
    if depth > DEEPEST {
        fields.push(Field { key, value: Value::Unread("it is nested too deeply".to_owned()) });
        return;
    }
    match json {
        Json::Object(map) => {
            for (name, value) in map {
                flatten(format!("{key}.{name}"), value, depth + 1, fields);
            }
        }
        Json::Array(items) => {
            for item in items {
                flatten(key.clone(), item, depth + 1, fields);
            }
        }
        Json::Null => {}
        Json::String(_) | Json::Number(_) | Json::Bool(_) => {
            fields.push(Field { key, value: Value::text(as_text(json).unwrap_or_default()) });
        }
    }
}

/// The rows of a Filter or Path rule: a list, or a list written as text.
///
/// # Errors
/// With the reason, when there is something that is no such list.
pub(super) fn conditions(params: Option<&Json>) -> Result<Vec<Condition>, String> {
    let Some(criteria) = params.and_then(|params| params.get("filter_criteria")) else {
        return Ok(Vec::new());
    };
    let parsed;
    let rows = match criteria {
        Json::Array(rows) => rows,
        Json::Null => return Ok(Vec::new()),
        Json::String(text) if text.trim().is_empty() => return Ok(Vec::new()),
        Json::String(text) => {
            parsed = serde_json::from_str::<Json>(text).map_err(|_| "its conditions are not readable".to_owned())?;
            parsed.as_array().ok_or("its conditions are not a list")?
        }
        _ => return Err("its conditions are not a list".to_owned()),
    };
    Ok(rows.iter().filter_map(Json::as_object).map(condition).collect())
}

fn condition(row: &Map<String, Json>) -> Condition {
    let text = |key: &str| row.get(key).and_then(as_text).unwrap_or_default();
    let key = text("key");
    let looks_at = Reference::classic(&key).or_else(|| {
        let template = Template::new(key);
        template.mappings().first().and_then(|mapping| mapping.references.first()).cloned()
    });
    Condition {
        group: text("group"),
        looks_at,
        compare: Match::read(&text("match")),
        value: Template::new(text("value")),
        stops: text("action") == "stop",
    }
}

/// Labels of chosen values: `meta.parammap.<field>` in exports, `meta.params.<field>.label` in the editor.
pub(super) fn labels(meta: Option<&Json>) -> BTreeMap<String, String> {
    let mut labels = BTreeMap::new();
    let mut add = |key: &String, label: Option<String>| {
        if let Some(label) = label.filter(|label| !label.trim().is_empty()) {
            labels.insert(key.clone(), label);
        }
    };
    if let Some(Json::Object(map)) = meta.and_then(|meta| meta.get("parammap")) {
        map.iter().for_each(|(key, label)| add(key, as_text(label)));
    }
    if let Some(Json::Object(map)) = meta.and_then(|meta| meta.get("params")) {
        map.iter().for_each(|(key, param)| add(key, param.get("label").and_then(as_text)));
    }
    labels
}

/// The names under which the editor showed mapped fields.
pub(super) fn mapped_names(meta: Option<&Json>) -> BTreeMap<String, String> {
    let Some(Json::Object(map)) = meta.and_then(|meta| meta.get("selectedGives")) else {
        return BTreeMap::new();
    };
    map.iter().filter_map(|(key, name)| Some((key.clone(), as_text(name)?))).collect()
}

/// Whether Zapier's AI made the step.
pub(super) fn ai_written(meta: Option<&Json>) -> bool {
    is_on(meta.and_then(|meta| meta.pointer("/$editor/$zap_guesser/generated_by_ai")))
}

/// The id of the connected account. Built-in AI steps name Zapier's own account `"0"`.
pub(super) fn connection(json: &Json) -> Option<String> {
    text(json, "authentication_id")
}
