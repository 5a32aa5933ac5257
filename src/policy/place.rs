//! Where in a policy's text a value stands, so that a mistake in it can be told with its line and column.
//!
//! A policy is looked at as a whole before what it names is looked up, since one file may name the rules of another. The place
//! is found again in the text.

use std::collections::BTreeMap;

use serde_json::value::RawValue;
use toml::de::{DeTable, DeValue};

use super::Misfit;
use crate::{read::ReadError, say};

/// A policy's text in one of its forms.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Text<'t> {
    Json(&'t str),
    Toml(&'t str),
}

impl Text<'_> {
    /// What does not fit, with its place in this text; `None` where it does not stand here.
    pub(super) fn placed(self, misfit: &Misfit) -> Option<ReadError> {
        let Misfit { key, value, reason } = misfit;
        let (text, offset) = match self {
            Self::Json(text) => (text, in_json(text, key, value)?),
            Self::Toml(text) => (text, in_toml(text, key, value)?),
        };
        let (line, column) = line_and_column(text, offset);
        Some(ReadError::at(say!("line {}, column {}", line, column), reason.clone()))
    }
}

/// Line and column of a byte, both from 1; columns are characters.
pub(super) fn line_and_column(text: &str, offset: usize) -> (usize, usize) {
    let before = text.get(..offset).unwrap_or_default();
    let column = before.rsplit('\n').next().unwrap_or_default().trim_start_matches('\u{feff}').chars().count() + 1;
    (before.matches('\n').count() + 1, column)
}

fn in_json(text: &str, key: &str, value: &str) -> Option<usize> {
    fn find<'t>(raw: &'t RawValue, value: &str) -> Option<&'t RawValue> {
        let text = raw.get();
        match text.as_bytes().first()? {
            b'{' => serde_json::from_str::<BTreeMap<String, &RawValue>>(text)
                .ok()?
                .into_values()
                .find_map(|raw| find(raw, value)),
            b'[' => serde_json::from_str::<Vec<&RawValue>>(text).ok()?.into_iter().find_map(|raw| find(raw, value)),
            b'"' => serde_json::from_str::<String>(text).ok().filter(|text| text == value).map(|_| raw),
            _ => None,
        }
    }
    let whole: BTreeMap<String, &RawValue> = serde_json::from_str(text.trim_start_matches('\u{feff}')).ok()?;
    let found = find(whole.get(key)?, value)?;
    (found.get().as_ptr() as usize).checked_sub(text.as_ptr() as usize)
}

fn in_toml(text: &str, key: &str, value: &str) -> Option<usize> {
    fn find(spanned: &toml::Spanned<DeValue<'_>>, value: &str) -> Option<usize> {
        match spanned.get_ref() {
            DeValue::String(text) => (text == value).then(|| spanned.span().start),
            DeValue::Array(items) => items.iter().find_map(|item| find(item, value)),
            DeValue::Table(table) => table.iter().find_map(|(_, item)| find(item, value)),
            _ => None,
        }
    }
    let plain = text.trim_start_matches('\u{feff}');
    let table = DeTable::parse(plain).ok()?;
    Some(text.len() - plain.len() + find(table.get_ref().get(key)?, value)?)
}
