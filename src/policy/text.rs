//! From a policy's text to the policy, and mistakes in it told in plain words.
//!
//! The parsers find the mistakes and say them to programmers; here their words become ours, with the nearest key that there is.

use super::{Policy, shown};
use crate::{
    read::{ReadError, not_json},
    say, word,
    words::{Said, Word},
};

pub(super) fn json(text: &str) -> Result<Policy, ReadError> {
    let text = text.trim_start_matches('\u{feff}');
    if text.trim_start().starts_with('[') {
        // The parser would take the list's entries for the keys' values.
        return Err(ReadError::new(say!("a policy is {}, and this is {}", wanted("map"), given("sequence"))));
    }
    let mut parser = serde_json::Deserializer::from_str(text);
    let placed = |error: &serde_json::Error, path: &str| {
        let message = error.to_string();
        let message = message.split(" at line ").next().unwrap_or_default();
        let reason = match error.classify() {
            serde_json::error::Category::Data => plain(message, path),
            _ => not_json(message),
        };
        ReadError::at(say!("line {}, column {}", error.line(), error.column()), reason)
    };
    let policy = serde_path_to_error::deserialize(&mut parser)
        .map_err(|error| placed(error.inner(), &error.path().to_string()))?;
    parser.end().map_err(|error| placed(&error, ""))?;
    Ok(policy)
}

pub(super) fn toml(text: &str) -> Result<Policy, ReadError> {
    let text = text.trim_start_matches('\u{feff}');
    let placed = |error: &toml::de::Error, reason: Said| {
        let before = text.get(..error.span().map_or(0, |span| span.start)).unwrap_or_default();
        let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
        ReadError::at(say!("line {}, column {}", before.matches('\n').count() + 1, column), reason)
    };
    let parser = toml::Deserializer::parse(text)
        .map_err(|error| placed(&error, say!("this is not valid TOML ({})", error.message())))?;
    serde_path_to_error::deserialize(parser).map_err(|error| {
        let path = error.path().to_string();
        placed(error.inner(), plain(error.inner().message(), &path))
    })
}

/// A parser's message about the value at a path (`waivers[0].reason`), in our words.
fn plain(message: &str, path: &str) -> Said {
    let named = quoted(message);
    let choices = named.get(1..).unwrap_or_default();
    let first = named.first().map(String::as_str).unwrap_or_default();
    let key = if path.is_empty() || path == "." { "policy" } else { path };
    if message.starts_with("unknown field") {
        return match nearest(first, choices) {
            Some(near) => say!("unknown key “{}”: did you mean “{}”?", first, near),
            None => say!("unknown key “{}”; the keys here are: {}", first, choices.join(", ")),
        };
    }
    if message.starts_with("unknown variant") {
        return match nearest(first, choices) {
            Some(near) => say!("“{}” cannot be “{}”: did you mean “{}”?", key, first, near),
            None => say!("“{}” cannot be “{}”; it can be: {}", key, first, choices.join(", ")),
        };
    }
    if message.starts_with("missing field") {
        return match path {
            "" | "." => say!("the key “{}” is missing", first),
            _ => say!("the key “{}” is missing in “{}”", first, path),
        };
    }
    if message.starts_with("duplicate") {
        return say!("the key “{}” stands here twice", first);
    }
    if message.starts_with("invalid length") {
        return say!("“{}” must be {}, and this is {}", key, wanted("map"), given("sequence"));
    }
    let wrong = message.strip_prefix("invalid type: ").or_else(|| message.strip_prefix("invalid value: "));
    match wrong.and_then(|wrong| wrong.rsplit_once(", expected ")) {
        Some((found, expected)) => say!("“{}” must be {}, and this is {}", key, wanted(expected), given(found)),
        None => say!("“{}”: {}", key, shown(message)),
    }
}

/// The words in back quotes.
fn quoted(message: &str) -> Vec<String> {
    message.split('`').skip(1).step_by(2).map(shown).collect()
}

fn wanted(expected: &str) -> Word {
    match expected {
        "a sequence" => word!("a list in square brackets"),
        "a string" | "string or map" | "variant identifier" | "identifier" => word!("a text in quotation marks"),
        "a boolean" => word!("true or false"),
        "u8" | "u16" | "u32" | "u64" | "usize" => word!("a whole number that is not negative"),
        _ => word!("a group of keys with their values"),
    }
}

fn given(found: &str) -> Said {
    let value = || shown(found.split(['"', '`']).nth(1).unwrap_or_default());
    match found.split(' ').next().unwrap_or_default() {
        "string" => say!("the text “{}”", value()),
        "integer" | "floating" => say!("the number {}", value()),
        "boolean" => say!("the word {}", value()),
        "sequence" => word!("a list").into(),
        "map" => word!("a group of keys").into(),
        _ => word!("nothing").into(),
    }
}

/// The choice that was probably meant.
fn nearest<'c>(written: &str, choices: &'c [String]) -> Option<&'c str> {
    let written = written.to_ascii_lowercase().replace(['-', ' '], "_");
    let far = |choice: &str| strsim::osa_distance(&written, choice);
    let (distance, choice) =
        choices.iter().map(|choice| (far(choice), choice)).min_by_key(|&(distance, _)| distance)?;
    (distance <= 1 + choice.len() / 4).then_some(choice)
}
