//! Copies of a Zap to keep: the full definition as it was read, a version to read, and one for sharing.
//!
//! The one for sharing is [`crate::redact`]'s. The full one is for the owner alone: it holds whatever was typed into
//! the Zap, keys and passwords too.

mod readable;

pub use readable::{fenced, readable};

use std::borrow::Cow;

use crate::{
    read::{self, ReadError, tree::Json},
    word,
    words::{Language, Word},
    zap::Zap,
};

/// What stands at the head of a full copy.
pub const PRIVATE: Word = word!(
    "PRIVATE: this is the whole Zap as it was read. It may hold passwords, keys and personal data. \
    Keep it where only its owner can read it; for sharing take the redacted copy."
);

/// One Zap with its definition as JSON.
#[derive(Debug, Clone)]
pub struct Definition {
    /// The Zap.
    pub zap: Zap,
    /// Its definition, as it was read: a file that can be read again.
    pub json: String,
}

/// Each Zap of an input with its own definition. A Zap that could not be read has none.
///
/// # Errors
/// When nothing in the input is a Zap.
pub fn definitions(text: &str) -> Result<Vec<Definition>, ReadError> {
    let reading = read::read(text)?;
    let source = read::json_of(text)?;
    let Ok(json) = serde_json::from_str::<Json<'_>>(&source) else { return Ok(Vec::new()) };
    let json = read::the_zap_alone(json);
    let mut parts = Vec::new();
    split(&json, &mut parts);
    if let ([only], [zap]) = (parts.as_slice(), reading.zaps.as_slice()) {
        return Ok(vec![Definition { zap: zap.clone(), json: written(only) }]);
    }
    let read_alone = |part: &Json<'_>| {
        let json = written(part);
        let zap = read::read(&json).ok()?.zaps.into_iter().next()?;
        Some(Definition { zap, json })
    };
    Ok(parts.iter().filter_map(read_alone).collect())
}

/// The full definition, with what to know about it at its head.
#[must_use]
pub fn full(definition: &str, language: &Language) -> String {
    let Ok(json) = serde_json::from_str::<Json<'_>>(definition) else { return definition.to_owned() };
    let head = (Cow::Borrowed("_note"), Json::Text(language.kept(PRIVATE.english())));
    let members = match json {
        Json::Object(members) => {
            std::iter::once(head).chain(members.into_iter().filter(|(key, _)| key != "_note")).collect()
        }
        other => vec![head, (Cow::Borrowed("zap"), other)],
    };
    written(&Json::Object(members))
}

/// One part for each Zap: an export's Zaps stand in its list, with what it says of itself beside them.
fn split<'j>(json: &Json<'j>, parts: &mut Vec<Json<'j>>) {
    match (json, json.get("zaps")) {
        (Json::Object(members), Some(Json::List(zaps))) => {
            for zap in zaps {
                let only = |(key, value): &(Cow<'j, str>, Json<'j>)| {
                    let value = if key == "zaps" { Json::List(vec![zap.clone()]) } else { value.clone() };
                    (key.clone(), value)
                };
                parts.push(Json::Object(members.iter().map(only).collect()));
            }
        }
        (Json::List(items), _) => items.iter().for_each(|item| split(item, parts)),
        _ => parts.push(json.clone()),
    }
}

fn written(json: &Json<'_>) -> String {
    let mut text = String::new();
    json.write(&mut text, Some(0));
    text.push('\n');
    text
}

/// How much of a Zap is copied.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Deserialize, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum CopyForm {
    /// The whole definition, secrets too: for the owner alone.
    Full,
    /// To read: step by step, without secrets.
    Readable,
    /// The definition with invented values, for sharing.
    Redacted,
}

impl CopyForm {
    /// The name of the file with such a copy, for a Zap with this [`file_name`]. That of a copy for sharing tells nothing of it.
    #[must_use]
    pub fn file(self, name: &str) -> String {
        match self {
            Self::Full => format!("{name}-full-private.json"),
            Self::Readable => format!("{name}-readable.md"),
            Self::Redacted => "redacted.json".to_owned(),
        }
    }
}

/// A name for files: the Zap's title in small letters, or its number.
#[must_use]
pub fn file_name(zap: &Zap) -> String {
    let name: String = crate::letters::slug(&crate::lint::shown_title(zap)).chars().take(60).collect();
    let id: String = zap.id.chars().filter(char::is_ascii_alphanumeric).take(20).collect();
    match (name.trim_matches('-'), id.as_str()) {
        ("", "") => "zap".to_owned(),
        ("", id) => format!("zap-{id}"),
        (name, "") => name.to_owned(),
        (name, id) => format!("{name}-{id}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        history::content_hash,
        rules::{any_zap::any_nodes, testkit::*},
    };

    #[test]
    fn each_zap_of_an_export_has_a_file_of_its_own() {
        let node = |id: u32| {
            format!(
                r#"{{"id":{id},"title":"Zap {id}","nodes":{{"{id}":{{"id":{id},"parent_id":null,"selected_api":"WebHookCLIAPI@1.1.1","type_of":"read","action":"hook_v2","params":{{}}}}}}}}"#
            )
        };
        let export = format!(r#"{{"metadata":{{"version":"gdpr_v1"}},"zaps":[{},{}]}}"#, node(7), node(8));
        let found = definitions(&export).unwrap();
        assert_eq!(found.len(), 2);
        for (definition, id) in found.iter().zip(["7", "8"]) {
            assert_eq!(definition.zap.id, id);
            let again = read::read(&full(&definition.json, &Language::ENGLISH)).unwrap().zaps;
            assert_eq!((again.len(), again[0].id.as_str(), again[0].source), (1, id, definition.zap.source));
            assert!(full(&definition.json, &Language::ENGLISH).starts_with("{\n \"_note\": \"PRIVATE"));
        }
        assert_eq!(file_name(&found[0].zap), "zap-7-7");
    }

    #[test]
    fn file_names_hold_nothing_that_a_file_system_would_obey() {
        let nodes = steps![hook()];
        let [zap, _] = zaps("../../Ä/etc: \"x\" con?", &nodes);
        assert_eq!(file_name(&zap), "ä-etc-x-con-1");
        let token = ["sk_li", "ve_", &random(24)].concat();
        let [zap, _] = zaps(&token, &nodes);
        assert!(!file_name(&zap).contains(&random(24).to_lowercase()));
    }

    proptest::proptest! {
        /// Read again, a full copy is the Zap that it was.
        #[test]
        fn a_full_copy_does_what_the_original_does(nodes in any_nodes()) {
            for text in texts("One", &nodes) {
                let mut found = definitions(&text).unwrap();
                proptest::prop_assert_eq!(found.len(), 1);
                let definition = found.remove(0);
                let again = read::read(&full(&definition.json, &Language::ENGLISH)).unwrap().zaps.remove(0);
                proptest::prop_assert_eq!(&again, &definition.zap);
                proptest::prop_assert_eq!(content_hash(&again), content_hash(&read::read(&text).unwrap().zaps[0]));
            }
        }
    }
}
