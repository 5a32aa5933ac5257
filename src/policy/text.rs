//! From a policy's text to the policy, and mistakes in it told in plain words.
//!
//! The parsers find the mistakes and say them to programmers; here their words become ours, with the nearest key that there is.

use toml::de::{DeTable, DeValue};

use super::{
    Policy,
    place::{Text, line_and_column},
    shown,
};
use crate::{
    read::{ReadError, not_json},
    rules, say, word,
    words::{Said, Word},
};

/// Reads a policy's form alone.
pub(super) fn read(text: Text<'_>) -> Result<Policy, ReadError> {
    match text {
        Text::Json(text) => json(text),
        Text::Toml(text) => toml(text),
    }
}

/// Reads a policy that needs no other file.
pub(super) fn whole(text: Text<'_>) -> Result<Policy, ReadError> {
    read(text)?.whole().map_err(|misfit| text.placed(&misfit).unwrap_or_else(|| misfit.into()))
}

fn json(text: &str) -> Result<Policy, ReadError> {
    let text = text.trim_start_matches('\u{feff}');
    if text.trim().is_empty() {
        return Err(ReadError::new(say!("the file is empty")));
    }
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
            // So begins no JSON, and most TOML.
            _ if text.trim_start().starts_with(|first: char| first == '#' || first.is_ascii_alphabetic()) => {
                say!("this looks like TOML: give the file a name that ends in .toml")
            }
            _ => not_json(message),
        };
        ReadError::at(say!("line {}, column {}", error.line(), error.column()), reason)
    };
    let policy = serde_path_to_error::deserialize(&mut parser)
        .map_err(|error| placed(error.inner(), &error.path().to_string()))?;
    parser.end().map_err(|error| placed(&error, ""))?;
    Ok(policy)
}

fn toml(text: &str) -> Result<Policy, ReadError> {
    let text = text.trim_start_matches('\u{feff}');
    let placed = |error: &toml::de::Error, reason: Said| {
        let (line, column) = line_and_column(text, error.span().map_or(0, |span| span.start));
        ReadError::at(say!("line {}, column {}", line, column), reason)
    };
    let is_json = text.trim_start().starts_with('{');
    let not_toml = |message: &str| match is_json {
        true => say!("this looks like JSON: give the file a name that ends in .json"),
        false => not_toml(message),
    };
    let mut table = DeTable::parse(text).map_err(|error| placed(&error, not_toml(error.message())))?;
    table.get_mut().iter_mut().for_each(|(_, value)| days_as_texts(value.get_mut()));
    serde_path_to_error::deserialize(toml::Deserializer::from(table)).map_err(|error| {
        let path = error.path().to_string();
        placed(error.inner(), plain(error.inner().message(), &path))
    })
}

/// TOML has days of its own, and a policy has texts.
fn days_as_texts(value: &mut DeValue<'_>) {
    match value {
        DeValue::Datetime(day) => *value = DeValue::String(day.to_string().into()),
        DeValue::Array(items) => items.iter_mut().for_each(|item| days_as_texts(item.get_mut())),
        DeValue::Table(table) => table.iter_mut().for_each(|(_, item)| days_as_texts(item.get_mut())),
        _ => {}
    }
}

/// What is wrong with a text that should be TOML: in our words what happens to people, and behind it the parser's own.
fn not_toml(message: &str) -> Said {
    let what = message.split(", expected").next().unwrap_or_default();
    let ours = match what {
        "key with no value" | "missing assignment between key-value pairs" => {
            word!("behind a key there must be “=” and a value")
        }
        "string values must be quoted"
        | "missing opening quote"
        | "missing value"
        | "missing value for key"
        | "invalid float"
        | "invalid integer"
        | "invalid boolean"
        | "invalid datetime" => word!("here a value is missing, or a text has no quotation marks"),
        "invalid basic string" | "invalid literal string" | "invalid multi-line basic string" => {
            word!("a text does not end, or holds a sign that it may not, or a value is missing")
        }
        "missing escaped value" | "too few unicode value digits" => {
            word!("“\\” in a text must be written twice, or the text stand in single quotation marks")
        }
        "unclosed array"
        | "missing comma between array elements"
        | "extra comma in array"
        | "unexpected `=` in array" => {
            word!("the entries of a list stand in square brackets, with one comma between two")
        }
        "unclosed inline table"
        | "missing comma between key-value pairs"
        | "extra comma in inline table"
        | "extra assignment between key-value pairs"
        | "missing key for inline table element"
        | "invalid inline table element" => {
            word!("the keys of a group stand in braces, each with “=” and a value, with one comma between two")
        }
        "unclosed table" | "unclosed array table" => {
            word!("the name of a group stands in brackets on a line of its own: [name], or [[name]] in a list")
        }
        "unexpected key or value" | "unexpected content" | "invalid key-value pair" => {
            word!("each key with its value stands on a line of its own")
        }
        "invalid unquoted key" | "unquoted keys cannot be empty" => {
            word!("a key has letters, digits, “_” and “-” alone")
        }
        "duplicate key" => word!("a key stands here twice"),
        "unexpected leading zero" => word!("a number may not begin with 0"),
        _ => return say!("this is not valid TOML ({})", message),
    };
    say!("{} (TOML: {})", ours, message)
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

/// The rule that was probably meant: by its title, or with one letter mistyped. With more than one any rule may be meant.
pub(super) fn nearest_rule<'p>(written: &str, policy: &'p Policy) -> Option<&'p str> {
    let words = written.replace(['-', '_'], " ");
    let named = rules::ALL.iter().find(|rule| rule.title.eq_ignore_ascii_case(words.trim()));
    let all = rules::ALL.iter().map(|rule| rule.id).chain(policy.rules.iter().map(|rule| rule.id.as_str()));
    let is_slip = |id: &&str| strsim::osa_distance(&written.trim().to_ascii_uppercase(), &id.to_ascii_uppercase()) <= 1;
    named.map(|rule| rule.id).or_else(|| all.into_iter().find(is_slip))
}

/// The choice that was probably meant.
fn nearest<'c>(written: &str, choices: &'c [String]) -> Option<&'c str> {
    let written = written.to_ascii_lowercase().replace(['-', ' '], "_");
    let far = |choice: &str| strsim::osa_distance(&written, choice);
    let (distance, choice) =
        choices.iter().map(|choice| (far(choice), choice)).min_by_key(|&(distance, _)| distance)?;
    (distance <= 1 + choice.len() / 4).then_some(choice)
}

#[cfg(test)]
mod tests {
    use crate::policy::Policy;

    #[test]
    fn mistakes_in_toml_are_told_in_our_words_first() {
        const KEY: &str = "behind a key there must be “=” and a value";
        const VALUE: &str = "here a value is missing, or a text has no quotation marks";
        const TEXT: &str = "a text does not end, or holds a sign that it may not, or a value is missing";
        const SLASH: &str = "“\\” in a text must be written twice, or the text stand in single quotation marks";
        const LIST: &str = "the entries of a list stand in square brackets, with one comma between two";
        const GROUP: &str =
            "the keys of a group stand in braces, each with “=” and a value, with one comma between two";
        const NAME: &str = "the name of a group stands in brackets on a line of its own: [name], or [[name]] in a list";
        for (toml, place, expected) in [
            ("contact", "line 1, column 8", KEY),
            ("contact: \"a\"", "line 1, column 10", KEY),
            ("my contact = \"a\"", "line 1, column 4", KEY),
            ("contact = it", "line 1, column 11", VALUE),
            ("persona = \"auditor\"\ncontact = ", "line 2, column 11", VALUE),
            ("contact = “a”", "line 1, column 11", VALUE),
            ("review_days = 9O", "line 1, column 15", VALUE),
            ("contact = \"a", "line 1, column 13", TEXT),
            ("contact = \"a\\q\"", "line 1, column 14", SLASH),
            ("contact = \"C:\\Users\"", "line 1, column 16", SLASH),
            ("rules_off = [\"Z602\" \"Z301\"]", "line 1, column 21", LIST),
            ("rules_off = [\"Z602\"", "line 1, column 20", LIST),
            ("rules_off = [\"Z602\",, ]", "line 1, column 21", LIST),
            ("[[rules]\nid = \"A\"", "line 1, column 9", NAME),
            ("[rules\nid = 1", "line 1, column 7", NAME),
            (
                "contact = \"a\" persona = \"auditor\"",
                "line 1, column 15",
                "each key with its value stands on a line of its own",
            ),
            ("contact = \"a\"\ncontact = \"b\"", "line 2, column 1", "a key stands here twice"),
            ("review_days = 090", "line 1, column 15", "a number may not begin with 0"),
            ("a = {b = 1", "line 1, column 11", GROUP),
        ] {
            let error = Policy::read_toml(toml).unwrap_err().to_string();
            let (ours, parser) = error.split_once(" (TOML: ").unwrap_or((&error, ""));
            assert_eq!((ours, parser.is_empty()), (&*format!("{place}: {expected}"), false), "{toml}: {error}");
        }
    }

    #[test]
    fn a_day_may_be_written_as_toml_has_it() {
        let waiver = |until: &str| format!("[[waivers]]\nfingerprint = \"f\"\nreason = \"r\"\nuntil = {until}");
        let read = |until: &str| Policy::read_toml(&waiver(until)).unwrap();
        assert_eq!(read("2027-01-31"), read("\"2027-01-31\""));
        assert_eq!(read("2027-01-31").waivers[0].until.as_deref(), Some("2027-01-31"));
    }

    #[test]
    fn a_form_under_the_others_name_is_told() {
        let json = Policy::read_toml("{\"contact\": \"a\"}").unwrap_err().to_string();
        assert_eq!(json, "line 1, column 1: this looks like JSON: give the file a name that ends in .json");
        let toml = Policy::read("# Ours\ncontact = \"a\"").unwrap_err().to_string();
        assert_eq!(toml, "line 1, column 1: this looks like TOML: give the file a name that ends in .toml");
    }
}
