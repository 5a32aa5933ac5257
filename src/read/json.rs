//! What both Zapier formats share: fields, labels, conditions and editor marks of one step.

use super::tree::{Json, Members, in_order, member};
use crate::say;
use crate::words::Said;
use crate::zap::{Condition, Field, Labels, Match, Reference, Template, Value};

/// Deeper nesting than any app uses; what lies below is reported as unread.
pub(super) const DEEPEST: usize = 12;

/// A text or number as text; nothing for null, lists and objects.
pub(super) fn as_text<'j>(json: &'j Json<'_>) -> Option<&'j str> {
    match json {
        Json::Text(text) => Some(text),
        Json::Number(number) => Some(number),
        Json::Switch(true) => Some("true"),
        Json::Switch(false) => Some("false"),
        Json::Null | Json::List(_) | Json::Object(_) => None,
    }
}

/// The text under a key, if there is one and it is not blank.
pub(super) fn text(json: &Json<'_>, key: &str) -> Option<String> {
    shown(json, key).map(str::to_owned)
}

/// The same, borrowed.
pub(super) fn shown<'j>(json: &'j Json<'_>, key: &str) -> Option<&'j str> {
    json.get(key).and_then(as_text).filter(|text| !text.trim().is_empty())
}

/// The name of a thing: blank where the source has a place for it that was left empty, none where it has no place.
pub(super) fn title(json: &Json<'_>) -> Option<String> {
    json.get("title").map(|title| as_text(title).unwrap_or_default().trim().to_owned())
}

/// A switch, in any of its spellings.
pub(super) fn is_on(json: Option<&Json<'_>>) -> bool {
    match json {
        Some(Json::Switch(on)) => *on,
        Some(Json::Text(text)) => text.eq_ignore_ascii_case("true") || text.eq_ignore_ascii_case("yes"),
        _ => false,
    }
}

/// The fields of `params`, nested ones flattened; `filter_criteria` is not a field.
pub(super) fn fields(params: Option<&Json<'_>>) -> Vec<Field> {
    let mut fields = Vec::new();
    if let Some(Json::Object(params)) = params {
        fields.reserve(params.len());
        let mut key = String::new();
        for (name, value) in in_order(params).into_iter().filter(|(name, _)| name != "filter_criteria") {
            key.clear();
            key.push_str(name);
            flatten(&mut key, value, 1, &mut fields);
        }
    }
    fields
}

fn flatten(key: &mut String, json: &Json<'_>, depth: usize, fields: &mut Vec<Field>) {
    if depth > DEEPEST {
        fields.push(Field::new(key.clone(), Value::Unread(say!("it is nested too deeply"))));
        return;
    }
    match json {
        Json::Object(members) => {
            let length = key.len();
            for (name, value) in in_order(members) {
                key.push('.');
                key.push_str(name);
                flatten(key, value, depth + 1, fields);
                key.truncate(length);
            }
        }
        Json::List(items) => {
            for item in items {
                match named_row(key, item) {
                    Some((name, value)) => {
                        let length = key.len();
                        key.push('.');
                        key.push_str(name);
                        flatten(key, value, depth + 1, fields);
                        key.truncate(length);
                    }
                    None => flatten(key, item, depth + 1, fields),
                }
            }
        }
        Json::Null => {}
        Json::Text(_) | Json::Number(_) | Json::Switch(_) => {
            fields.push(Field::new(key.clone(), Value::text(as_text(json).unwrap_or_default())));
        }
    }
}

/// A row of a request's headers, parameters or data that is written as `{"key": "Accept", "value": "text/html"}`: its name and
/// its value, as if it stood there as `"Accept": "text/html"`.
pub(super) fn named_row<'j>(key: &str, item: &'j Json<'_>) -> Option<(&'j str, &'j Json<'j>)> {
    const LISTS: [&str; 8] =
        ["headers", "header", "params", "query", "query_params", "querystring", "url_params", "data"];
    if !LISTS.iter().any(|list| key.eq_ignore_ascii_case(list)) || item.members()?.len() != 2 {
        return None;
    }
    let name = ["key", "name", "header"].iter().find_map(|name| item.get(name)).and_then(Json::text)?.trim();
    let is_name = !name.is_empty() && !name.contains("{{") && !name.contains(char::is_whitespace);
    item.get("value").filter(|_| is_name).map(|value| (name, value))
}

/// The rows of a Filter or Path rule: a list, or a list written as text.
///
/// # Errors
/// With the reason, when there is something that is no such list.
pub(super) fn conditions(params: Option<&Json<'_>>) -> Result<Vec<Condition>, Said> {
    let Some(criteria) = params.and_then(|params| params.get("filter_criteria")) else {
        return Ok(Vec::new());
    };
    let parsed;
    let rows = match criteria {
        Json::List(rows) => rows,
        Json::Null => return Ok(Vec::new()),
        Json::Text(text) if text.trim().is_empty() => return Ok(Vec::new()),
        Json::Text(text) => {
            parsed = serde_json::from_str::<Json<'_>>(text).map_err(|_| say!("its conditions are not readable"))?;
            parsed.list().ok_or_else(|| say!("its conditions are not a list"))?
        }
        _ => return Err(say!("its conditions are not a list")),
    };
    Ok(rows.iter().filter_map(Json::members).map(condition).collect())
}

fn condition(row: &Members<'_>) -> Condition {
    let text = |key: &str| member(row, key).and_then(as_text).unwrap_or_default();
    let key = text("key");
    let looks_at = Reference::classic(key).or_else(|| {
        let template = Template::new(key);
        template.mappings().first().and_then(|mapping| mapping.references.first()).cloned()
    });
    Condition {
        group: text("group").to_owned(),
        looks_at,
        compare: Match::read(text("match")),
        less: text("match").ends_with("less"),
        value: Template::new(text("value")),
        stops: text("action") == "stop",
    }
}

/// Labels of chosen values: `meta.parammap.<field>` in exports, `meta.params.<field>.label` in the editor. The account's
/// name goes under `authentication_id`; no source seen so far has it, so each name it could have is taken.
pub(super) fn labels(step: &Json<'_>, meta: Option<&Json<'_>>) -> Labels {
    let mut labels = Labels::default();
    let mut add = |key: &str, label: Option<&str>| {
        if let Some(label) = label.filter(|label| !label.trim().is_empty()) {
            labels.add(key, label);
        }
    };
    if let Some(Json::Object(map)) = meta.and_then(|meta| meta.get("parammap")) {
        map.iter().for_each(|(key, label)| add(key, as_text(label)));
    }
    if let Some(Json::Object(map)) = meta.and_then(|meta| meta.get("params")) {
        map.iter().for_each(|(key, param)| add(key, param.get("label").and_then(as_text)));
    }
    let named = [Some(step), meta].into_iter().flatten().filter_map(Json::members).flatten();
    for (_, value) in named.filter(|(key, _)| key.starts_with("authentication") || key.starts_with("connection")) {
        let label = ["label", "title", "name"].iter().find_map(|part| value.get(part).and_then(as_text));
        add("authentication_id", label.or_else(|| as_text(value).filter(|text| text.contains('@'))));
    }
    labels
}

/// The names under which the editor showed mapped fields.
pub(super) fn mapped_names(meta: Option<&Json<'_>>) -> Labels {
    let mut names = Labels::default();
    if let Some(Json::Object(map)) = meta.and_then(|meta| meta.get("selectedGives")) {
        map.iter().for_each(|(key, name)| as_text(name).into_iter().for_each(|name| names.add(key, name)));
    }
    names
}

/// Whether Zapier's AI made the step.
pub(super) fn ai_written(meta: Option<&Json<'_>>) -> bool {
    is_on(meta.and_then(|meta| meta.at(&["$editor", "$zap_guesser", "generated_by_ai"])))
}

/// The id of the connected account. Built-in AI steps name Zapier's own account `"0"`.
pub(super) fn connection(json: &Json<'_>) -> Option<String> {
    text(json, "authentication_id")
}
