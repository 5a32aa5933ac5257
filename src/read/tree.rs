//! JSON as a tree of pieces of its own text: a Zap is read once and most of it is never looked at.
//!
//! `serde_json` parses; only the tree is ours, since its own copies every key and text.

use std::borrow::Cow;
use std::fmt;

use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};

/// One JSON value.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Json<'t> {
    Null,
    Switch(bool),
    /// As it is written back: `1`, `-3`, `2.5`.
    Number(String),
    Text(Cow<'t, str>),
    List(Vec<Json<'t>>),
    Object(Members<'t>),
}

/// The members of an object as they are written; of a key that stands twice the last one counts.
pub(crate) type Members<'t> = Vec<(Cow<'t, str>, Json<'t>)>;

impl<'t> Json<'t> {
    /// The member under a key; nothing for what is no object.
    pub(crate) fn get(&self, key: &str) -> Option<&Self> {
        self.members().and_then(|members| member(members, key))
    }

    /// The member under a chain of keys.
    pub(crate) fn at(&self, keys: &[&str]) -> Option<&Self> {
        keys.iter().try_fold(self, |json, key| json.get(key))
    }

    pub(crate) fn members(&self) -> Option<&Members<'t>> {
        if let Self::Object(members) = self { Some(members) } else { None }
    }

    pub(crate) fn list(&self) -> Option<&[Self]> {
        if let Self::List(items) = self { Some(items) } else { None }
    }

    pub(crate) fn text(&self) -> Option<&str> {
        if let Self::Text(text) = self { Some(text) } else { None }
    }

    pub(crate) fn switch(&self) -> Option<bool> {
        if let Self::Switch(on) = self { Some(*on) } else { None }
    }
}

impl Json<'_> {
    /// As JSON text, with line breaks where `depth` is given: how deep it stands.
    pub(crate) fn write(&self, out: &mut String, depth: Option<usize>) {
        let text = |out: &mut String, text: &str| out.push_str(&serde_json::to_string(text).unwrap_or_default());
        let line = |out: &mut String, more: usize| {
            if let Some(depth) = depth {
                out.push('\n');
                out.extend(std::iter::repeat_n(' ', depth + more));
            }
        };
        let inner = depth.map(|depth| depth + 1);
        match self {
            Self::Null => out.push_str("null"),
            Self::Switch(on) => out.push_str(if *on { "true" } else { "false" }),
            Self::Number(number) => out.push_str(number),
            Self::Text(own) => text(out, own),
            Self::List(items) => {
                out.push('[');
                for (at, item) in items.iter().enumerate() {
                    out.push_str(if at > 0 { "," } else { "" });
                    line(out, 1);
                    item.write(out, inner);
                }
                if !items.is_empty() {
                    line(out, 0);
                }
                out.push(']');
            }
            Self::Object(members) => {
                out.push('{');
                for (at, (key, member)) in members.iter().enumerate() {
                    out.push_str(if at > 0 { "," } else { "" });
                    line(out, 1);
                    text(out, key);
                    out.push_str(if depth.is_some() { ": " } else { ":" });
                    member.write(out, inner);
                }
                if !members.is_empty() {
                    line(out, 0);
                }
                out.push('}');
            }
        }
    }
}

/// The members in the order of their keys, each key once: files that differ in the order alone are read the same.
pub(crate) fn in_order<'m, 't>(members: &'m Members<'t>) -> Vec<&'m (Cow<'t, str>, Json<'t>)> {
    let mut ordered: Vec<&(Cow<'t, str>, Json<'t>)> = members.iter().rev().collect();
    ordered.sort_by(|(left, _), (right, _)| left.cmp(right));
    ordered.dedup_by(|(later, _), (first, _)| later == first);
    ordered
}

/// The member under a key.
pub(crate) fn member<'m, 't>(members: &'m Members<'t>, key: &str) -> Option<&'m Json<'t>> {
    members.iter().rfind(|(name, _)| name == key).map(|(_, value)| value)
}

impl<'de> Deserialize<'de> for Json<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Tree)
    }
}

struct Tree;

impl<'de> Visitor<'de> for Tree {
    type Value = Json<'de>;

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("JSON")
    }

    fn visit_unit<E>(self) -> Result<Self::Value, E> {
        Ok(Json::Null)
    }

    fn visit_bool<E>(self, on: bool) -> Result<Self::Value, E> {
        Ok(Json::Switch(on))
    }

    fn visit_u64<E>(self, number: u64) -> Result<Self::Value, E> {
        Ok(Json::Number(number.to_string()))
    }

    fn visit_i64<E>(self, number: i64) -> Result<Self::Value, E> {
        Ok(Json::Number(number.to_string()))
    }

    fn visit_f64<E>(self, number: f64) -> Result<Self::Value, E> {
        // As serde_json writes it: the shortest text that reads as the same number.
        Ok(Json::Number(serde_json::Number::from_f64(number).map_or_else(String::new, |number| number.to_string())))
    }

    fn visit_str<E>(self, text: &str) -> Result<Self::Value, E> {
        Ok(Json::Text(Cow::Owned(text.to_owned())))
    }

    fn visit_borrowed_str<E>(self, text: &'de str) -> Result<Self::Value, E> {
        Ok(Json::Text(Cow::Borrowed(text)))
    }

    fn visit_string<E>(self, text: String) -> Result<Self::Value, E> {
        Ok(Json::Text(Cow::Owned(text)))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut access: A) -> Result<Self::Value, A::Error> {
        let mut items = Vec::new();
        while let Some(item) = access.next_element()? {
            items.push(item);
        }
        Ok(Json::List(items))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut access: A) -> Result<Self::Value, A::Error> {
        let mut members = Members::new();
        while let Some(Key(key)) = access.next_key()? {
            if members.is_empty() {
                members.reserve(8);
            }
            members.push((key, access.next_value()?));
        }
        Ok(Json::Object(members))
    }
}

struct Key<'t>(Cow<'t, str>);

impl<'de> Deserialize<'de> for Key<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = deserializer.deserialize_str(Tree)?;
        Ok(Self(if let Json::Text(text) = text { text } else { Cow::Borrowed("") }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tree(text: &str) -> Json<'_> {
        serde_json::from_str(text).expect("JSON")
    }

    #[test]
    fn the_last_of_a_name_counts() {
        let json = tree(r#"{"b": 1, "a": {"x": [true, null, -2, 2.50]}, "b": "\u0041"}"#);
        let members = in_order(json.members().expect("an object"));
        assert_eq!(members.iter().map(|(key, _)| key.as_ref()).collect::<Vec<&str>>(), ["a", "b"]);
        assert_eq!(members[1].1, Json::Text("A".into()));
        assert_eq!(json.get("b").and_then(Json::text), Some("A"));
        let list = [Json::Switch(true), Json::Null, Json::Number("-2".into()), Json::Number("2.5".into())];
        assert_eq!(json.at(&["a", "x"]).and_then(Json::list), Some(&list[..]));
        assert_eq!(json.at(&["a", "y"]), None);
    }
}
