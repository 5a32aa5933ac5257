//! Fields and their values.

use std::ops::Range;

use super::Kept;
use super::mapping::{self, Mapping};
use crate::words::Said;

/// One field of a step.
#[derive(Debug, Clone, PartialEq)]
pub struct Field {
    /// The key as the app defines it; nested keys joined with dots (`data.email`), items of a list under the list's own key.
    pub key: String,
    /// What is in it.
    pub value: Value,
    /// What it is for, kept by [`crate::apps`].
    pub roles: Kept<crate::apps::Roles>,
    /// Where the first part of the key ends, and where the last one begins: asked for all the time.
    parts: (usize, usize),
}

impl Field {
    /// A field of which nothing else is known yet.
    #[must_use]
    pub fn new(key: impl Into<String>, value: Value) -> Self {
        let key = key.into();
        let parts = (key.find('.').unwrap_or(key.len()), key.rfind('.').map_or(0, |dot| dot + 1));
        Self { key, value, roles: Kept::default(), parts }
    }

    /// The value as a template, if it could be read.
    #[must_use]
    pub fn template(&self) -> Option<&Template> {
        match &self.value {
            Value::Text(template) => Some(template),
            Value::Unread(_) => None,
        }
    }

    /// The whole text with its mappings as they are written; empty if it could not be read.
    #[must_use]
    pub fn text(&self) -> &str {
        self.template().map_or("", Template::text)
    }

    /// The text of a field without any mapping in it.
    #[must_use]
    pub fn literal(&self) -> Option<&str> {
        self.template().and_then(Template::literal)
    }

    /// The mappings in it.
    #[must_use]
    pub fn mappings(&self) -> &[Mapping] {
        self.template().map_or(&[], Template::mappings)
    }

    /// The last part of the key: `email` of `data.email`.
    #[must_use]
    pub fn name(&self) -> &str {
        self.key.get(self.parts.1..).unwrap_or(&self.key)
    }

    /// The first part of the key: `data` of `data.email`, and of `data` itself.
    #[must_use]
    pub fn group(&self) -> &str {
        self.key.get(..self.parts.0).unwrap_or(&self.key)
    }

    /// A switch's state; Zapier writes them as `true`, `"true"`, `"True"`, `"yes"`, `"no"` and so on.
    #[must_use]
    pub fn switch(&self) -> Option<bool> {
        let text = self.literal()?.trim();
        let is = |words: &[&str]| words.iter().any(|word| text.eq_ignore_ascii_case(word));
        if is(&["true", "yes", "1"]) {
            Some(true)
        } else if is(&["false", "no", "0"]) {
            Some(false)
        } else {
            None
        }
    }
}

/// What is in a field.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// Text, with or without mappings. Numbers and switches are text too.
    Text(Template),
    /// It could not be read, with the reason.
    Unread(Said),
}

impl Value {
    /// A value from its text; mappings are found in it.
    #[must_use]
    pub fn text(text: impl Into<String>) -> Self {
        Self::Text(Template::new(text))
    }
}

/// Text and the mappings in it.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Template {
    text: String,
    mappings: Vec<Mapping>,
}

/// A piece of a template.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Segment<'t> {
    /// Fixed text, typed by a person.
    Text(&'t str),
    /// Data of an earlier step.
    Mapping(&'t Mapping),
}

impl Template {
    /// Finds the mappings in a text.
    #[must_use]
    pub fn new(text: impl Into<String>) -> Self {
        let text = text.into();
        let mappings = mapping::find(&text);
        Self { text, mappings }
    }

    /// The whole text, mappings as they are written.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The mappings, in order.
    #[must_use]
    pub fn mappings(&self) -> &[Mapping] {
        &self.mappings
    }

    /// The text, if there is no mapping in it.
    #[must_use]
    pub fn literal(&self) -> Option<&str> {
        self.mappings.is_empty().then_some(self.text.as_str())
    }

    /// Nothing but white space.
    #[must_use]
    pub fn is_blank(&self) -> bool {
        self.text.trim().is_empty()
    }

    /// The pieces in order; empty texts between two mappings are left out.
    pub fn segments(&self) -> impl Iterator<Item = Segment<'_>> {
        let mut at = 0;
        let pieces = self.mappings.iter().flat_map(move |mapping| {
            let before = self.text.get(at..mapping.range.start).unwrap_or("");
            at = mapping.range.end;
            [Segment::Text(before), Segment::Mapping(mapping)]
        });
        let end = self.mappings.last().map_or(0, |mapping| mapping.range.end);
        pieces
            .chain(std::iter::once(Segment::Text(self.text.get(end..).unwrap_or(""))))
            .filter(|segment| *segment != Segment::Text(""))
    }

    /// The fixed texts between the mappings.
    pub fn fixed_texts(&self) -> impl Iterator<Item = &str> {
        self.fixed_ranges().filter_map(|range| self.text.get(range))
    }

    /// Where the fixed texts stand in the whole text, in bytes; none is empty.
    pub fn fixed_ranges(&self) -> impl Iterator<Item = Range<usize>> {
        let starts = std::iter::once(0).chain(self.mappings.iter().map(|mapping| mapping.range.end));
        let ends = self.mappings.iter().map(|mapping| mapping.range.start).chain(std::iter::once(self.text.len()));
        starts.zip(ends).map(|(start, end)| start..end).filter(|range| !range.is_empty())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_template_is_cut_into_text_and_mappings() {
        let template = Template::new("Hi {{1__name}}{{1__last}}!");
        let seen: Vec<String> = template
            .segments()
            .map(|segment| match segment {
                Segment::Text(text) => format!("text {text}"),
                Segment::Mapping(mapping) => format!("mapping {}", mapping.text),
            })
            .collect();
        assert_eq!(seen, ["text Hi ", "mapping {{1__name}}", "mapping {{1__last}}", "text !"]);
        assert_eq!(template.literal(), None);
        assert_eq!(Template::new("plain").literal(), Some("plain"));
    }

    #[test]
    fn switches_come_in_five_spellings() {
        let switch = |text: &str| Field::new("k", Value::text(text)).switch();
        for yes in ["true", "True", "yes"] {
            assert_eq!(switch(yes), Some(true), "{yes}");
        }
        for no in ["false", "no", "False"] {
            assert_eq!(switch(no), Some(false), "{no}");
        }
        assert_eq!(switch("maybe"), None);
    }
}
