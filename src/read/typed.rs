//! From JSON to the types that are kept, sent and taken over: always through the one tree.
//!
//! Reading a type is compiled once for each parser that it is read from, and within it for each form that the parser
//! knows. Texts and what the browser hands over become [`Json`] first; from there each type is read in one way. This
//! makes the WebAssembly a fifth smaller. Whoever reads asks only whether it fits: a policy's mistakes are told by
//! [`crate::policy`].

use std::{borrow::Cow, fmt, vec};

use serde::{
    de::{
        DeserializeOwned, DeserializeSeed, Deserializer, EnumAccess, Error, MapAccess, SeqAccess, VariantAccess,
        Visitor,
    },
    forward_to_deserialize_any,
};

use super::tree::{Json, Members};

/// It is no JSON, or JSON of another form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Misfit;

impl fmt::Display for Misfit {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("it has another form")
    }
}

impl std::error::Error for Misfit {}

impl Error for Misfit {
    fn custom<T: fmt::Display>(_: T) -> Self {
        Self
    }
}

/// What a text says.
pub(crate) fn read<T: DeserializeOwned>(text: &str) -> Result<T, Misfit> {
    T::deserialize(tree(text)?)
}

/// Apart from [`read`], so that it is compiled once for all types.
fn tree(text: &str) -> Result<Json<'_>, Misfit> {
    serde_json::from_str(text).map_err(|_| Misfit)
}

impl<'de> Deserializer<'de> for Json<'de> {
    type Error = Misfit;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Misfit> {
        match self {
            Json::Null => visitor.visit_unit(),
            Json::Switch(on) => visitor.visit_bool(on),
            // Nothing that is read here has a fraction.
            Json::Number(number) => visitor.visit_i64(number.parse().map_err(|_| Misfit)?),
            Json::Text(text) => visitor.visit_string(text.into_owned()),
            Json::List(items) => visitor.visit_seq(Items(items.into_iter())),
            Json::Object(members) => visitor.visit_map(Entries::new(members)),
        }
    }

    fn deserialize_str<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Misfit> {
        visitor.visit_str(self.text().ok_or(Misfit)?)
    }

    fn deserialize_string<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Misfit> {
        match self {
            Json::Text(text) => visitor.visit_string(text.into_owned()),
            _ => Err(Misfit),
        }
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Misfit> {
        if matches!(self, Json::Null) { visitor.visit_none() } else { visitor.visit_some(self) }
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(self, _: &str, visitor: V) -> Result<V::Value, Misfit> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Misfit> {
        match self {
            Json::List(items) => visitor.visit_seq(Items(items.into_iter())),
            _ => Err(Misfit),
        }
    }

    fn deserialize_struct<V: Visitor<'de>>(self, _: &str, _: &[&str], visitor: V) -> Result<V::Value, Misfit> {
        match self {
            Json::Object(members) => visitor.visit_map(Entries::new(members)),
            _ => Err(Misfit),
        }
    }

    fn deserialize_enum<V: Visitor<'de>>(self, _: &str, _: &[&str], visitor: V) -> Result<V::Value, Misfit> {
        match self {
            Json::Text(_) => visitor.visit_enum(Variant { name: self, content: Json::Null }),
            Json::Object(mut members) if members.len() == 1 => {
                let (name, content) = members.pop().ok_or(Misfit)?;
                visitor.visit_enum(Variant { name: Json::Text(name), content })
            }
            _ => Err(Misfit),
        }
    }

    fn deserialize_tuple<V: Visitor<'de>>(self, _: usize, visitor: V) -> Result<V::Value, Misfit> {
        self.deserialize_seq(visitor)
    }

    fn deserialize_identifier<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Misfit> {
        self.deserialize_str(visitor)
    }

    fn deserialize_ignored_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Misfit> {
        visitor.visit_unit()
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char bytes byte_buf unit unit_struct tuple_struct map
    }
}

/// A list's items, one after the other.
struct Items<'t>(vec::IntoIter<Json<'t>>);

impl<'de> SeqAccess<'de> for Items<'de> {
    type Error = Misfit;

    fn next_element_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<Option<T::Value>, Misfit> {
        self.0.next().map(|item| seed.deserialize(item)).transpose()
    }
}

/// An object's members, one after the other.
struct Entries<'t> {
    rest: vec::IntoIter<(Cow<'t, str>, Json<'t>)>,
    value: Json<'t>,
}

impl<'t> Entries<'t> {
    fn new(members: Members<'t>) -> Self {
        Self { rest: members.into_iter(), value: Json::Null }
    }
}

impl<'de> MapAccess<'de> for Entries<'de> {
    type Error = Misfit;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, Misfit> {
        let Some((key, value)) = self.rest.next() else { return Ok(None) };
        self.value = value;
        seed.deserialize(Json::Text(key)).map(Some)
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, Misfit> {
        seed.deserialize(std::mem::replace(&mut self.value, Json::Null))
    }
}

/// One of several: its name, with what belongs to it.
struct Variant<'t> {
    name: Json<'t>,
    content: Json<'t>,
}

impl<'de> EnumAccess<'de> for Variant<'de> {
    type Error = Misfit;
    type Variant = Json<'de>;

    fn variant_seed<V: DeserializeSeed<'de>>(self, seed: V) -> Result<(V::Value, Json<'de>), Misfit> {
        Ok((seed.deserialize(self.name)?, self.content))
    }
}

impl<'de> VariantAccess<'de> for Json<'de> {
    type Error = Misfit;

    fn unit_variant(self) -> Result<(), Misfit> {
        if matches!(self, Json::Null) { Ok(()) } else { Err(Misfit) }
    }

    fn newtype_variant_seed<T: DeserializeSeed<'de>>(self, seed: T) -> Result<T::Value, Misfit> {
        seed.deserialize(self)
    }

    fn tuple_variant<V: Visitor<'de>>(self, _: usize, visitor: V) -> Result<V::Value, Misfit> {
        self.deserialize_seq(visitor)
    }

    fn struct_variant<V: Visitor<'de>>(self, fields: &'static [&'static str], visitor: V) -> Result<V::Value, Misfit> {
        self.deserialize_struct("", fields, visitor)
    }
}

#[cfg(test)]
mod tests {
    use serde::{Deserialize, de::IgnoredAny};

    use super::*;

    #[derive(Debug, PartialEq, Deserialize)]
    #[serde(rename_all = "lowercase")]
    enum Shade {
        Light,
        Of(String),
        Mixed { parts: [u8; 2], more: Option<bool> },
    }

    #[derive(Debug, Default, PartialEq, Deserialize)]
    #[serde(default)]
    struct Card {
        number: i32,
        shades: Vec<Shade>,
    }

    #[test]
    fn types_are_read_as_serde_json_reads_them() {
        for text in [
            r#"{"number":-7,"shades":["light",{"of":"\u0041b"},{"mixed":{"parts":[1,255],"more":true}}],"later":[{}]}"#,
            r#"{"shades":[{"mixed":{"more":null,"parts":[0,0]}},{"mixed":{"parts":[0,0]}}]}"#,
            "{}",
        ] {
            assert_eq!(read::<Card>(text), Ok(serde_json::from_str(text).unwrap()), "{text}");
        }
        assert!(read::<IgnoredAny>(r#"[null,1.5,"x"]"#).is_ok());
    }

    #[test]
    fn what_does_not_fit_is_refused() {
        for text in [
            "",
            "{",
            "{} {}",
            "null",
            r#"{"number":"1"}"#,
            r#"{"number":1.5}"#,
            r#"{"number":99999999999999999999}"#,
            r#"{"number":3000000000}"#,
            r#"{"number":1,"number":1}"#,
            r#"{"shades":["dark"]}"#,
            r#"{"shades":["of"]}"#,
            r#"{"shades":[{"of":1}]}"#,
            r#"{"shades":[{"of":"a","light":null}]}"#,
            r#"{"shades":[{"mixed":{"parts":[1]}}]}"#,
            r#"{"shades":[{"mixed":{"parts":[1,256]}}]}"#,
            r#"{"shades":{}}"#,
        ] {
            assert!(serde_json::from_str::<Card>(text).is_err() && read::<Card>(text) == Err(Misfit), "{text}");
        }
    }
}
