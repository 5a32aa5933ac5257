//! The walk over the JSON of an input: what stays, what is replaced as a name and what as a typed text.

use std::borrow::Cow;

use super::texts::Texts;
use super::vocabulary::is_choice;
use crate::{
    code::Language,
    data::{secret_name, secrets_in},
    read::tree::Json,
};

/// Where a member stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    /// In what Zapier writes about Zap and step.
    Structure,
    /// In the fields of a step.
    Fields,
}

impl Place {
    /// Where the value of a member stands.
    pub(super) fn below(self, key: &str) -> Self {
        if key == "params" || self == Self::Fields { Self::Fields } else { Self::Structure }
    }
}

/// Whether a value stays as it is: the key of an app or of an action, which are no more than their public names.
pub(super) fn is_key_of_app(place: Place, key: &str, value: &str) -> bool {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'.' | b'-' | b'@');
    let is_plain = value.len() <= 80 && value.bytes().all(plain) && secrets_in(value).is_empty();
    place == Place::Structure
        && is_plain
        && match key {
            "app" | "selected_api" => value.split('@').next().is_some_and(|key| key.ends_with("API")),
            "action" => !value.contains('@'),
            "zdl_version" | "version" => {
                value.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.') || is_choice(value)
            }
            _ => false,
        }
}

/// The list or object in a text: Filters and others keep theirs so.
pub(super) fn inner(text: &str) -> Option<Json<'_>> {
    let start = text.trim_start();
    let may_be = start.starts_with('[') || start.starts_with('{') && !start.starts_with("{{");
    may_be.then(|| serde_json::from_str(text).ok()).flatten()
}

/// The JSON with stand-ins.
pub(super) fn redacted(json: &Json<'_>, key: &str, place: Place, texts: &mut Texts) -> Json<'static> {
    match json {
        Json::Null => Json::Null,
        Json::Switch(on) => Json::Switch(*on),
        Json::Number(number) => Json::Number(redacted_number(number, texts)),
        Json::Text(text) => Json::Text(Cow::Owned(redacted_text(text, key, place, texts))),
        Json::List(items) => Json::List(items.iter().map(|item| redacted(item, key, place, texts)).collect()),
        Json::Object(members) => {
            let member = |(name, value): &(Cow<'_, str>, Json<'_>)| {
                let below = place.below(name);
                let value = match value {
                    Json::Text(text) if name == "value" && is_row_of_filter(members) => {
                        Json::Text(Cow::Owned(texts.compared(text)))
                    }
                    value => redacted(value, name, below, texts),
                };
                (Cow::Owned(texts.name(name)), value)
            };
            Json::Object(members.iter().map(member).collect())
        }
    }
}

/// Whether an object is a row of a Filter: what it looks at, how, and what somebody typed to compare it with.
fn is_row_of_filter(members: &[(Cow<'_, str>, Json<'_>)]) -> bool {
    ["key", "match"].iter().all(|part| members.iter().any(|(name, _)| name == part))
}

/// What is no whole number of up to three digits is replaced, in one piece.
fn redacted_number(number: &str, texts: &mut Texts) -> String {
    let digits: String = number.chars().filter(char::is_ascii_digit).collect();
    if digits.len() < 4 && !number.contains(['e', 'E']) {
        return number.to_owned();
    }
    if number.bytes().all(|byte| byte.is_ascii_digit()) {
        texts.digits(number)
    } else {
        texts.digits(&format!("{digits:0>4}"))
    }
}

fn redacted_text(text: &str, key: &str, place: Place, texts: &mut Texts) -> String {
    if is_key_of_app(place, key, text) {
        return text.to_owned();
    }
    if let Some(json) = inner(text) {
        let mut written = String::with_capacity(text.len());
        redacted(&json, key, place, texts).write(&mut written, None);
        return written;
    }
    match (place, key) {
        (Place::Fields, "code") => {
            let is_python = Language::guess(text) == Language::Python;
            texts.code(text, is_python)
        }
        // Of the rows of a Filter: what it looks at.
        (Place::Fields, "key") if text.contains("__") => texts.name(text),
        (Place::Structure, "id" | "parent_id" | "root_id" | "stepId" | "giveKey" | "replaced_step_id") => {
            texts.name(text)
        }
        (Place::Fields, _) if !is_choice(text) && (secret_name(key).is_some() || key == "basic_auth") => {
            texts.secret(text)
        }
        _ => texts.value(text),
    }
}
