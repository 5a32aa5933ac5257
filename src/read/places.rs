//! Where a Zap's steps and fields stand in the text they were read from, for reports that point there.
//!
//! A second look at the text, taken only where somebody asks: readers need no places. Field keys are made as in
//! [`super::json::fields`].

use std::{borrow::Cow, collections::BTreeMap};

use serde_json::value::RawValue;

use super::{
    Json, json,
    scanner::{Mark, columns},
};

/// Objects nested deeper than this hold no step.
const DEEPEST: usize = 100;

/// A part of a text by its lines and columns, both from 1; the end is behind its last character.
///
/// Columns count UTF-16 code units, as SARIF and most editors do: an emoji takes two.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Region {
    /// The first line.
    pub line: usize,
    /// The first column.
    pub column: usize,
    /// The last line.
    pub end_line: usize,
    /// The column behind the end.
    pub end_column: usize,
}

/// Where the steps and fields of a Zap stand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Places {
    zap: Region,
    steps: Vec<StepPlace>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct StepPlace {
    id: String,
    version: Version,
    region: Region,
    /// By key; of a key that stands several times each value.
    fields: Vec<(String, Region)>,
}

/// A page holds the draft of a Zap and what runs; readers take the draft.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Version {
    Draft,
    Only,
    Published,
}

impl Places {
    /// Of the steps in a text; `start` is where the text stands in its file.
    pub(super) fn of(text: &str, start: Mark) -> Self {
        let data = super::json_of(text).unwrap_or(Cow::Borrowed(""));
        // The data of a page is found there again, unless the page spells it otherwise.
        let before = text.find(&*data).unwrap_or_default();
        let ruler = Ruler::new(text, start);
        let mut places = Self { zap: ruler.region(before, before + 1), steps: Vec::new() };
        if let Ok(whole) = serde_json::from_str::<&RawValue>(&data)
            && text.get(before..).is_some_and(|rest| rest.starts_with(&*data))
        {
            let mut look = Look { data: &data, before, ruler, steps: &mut places.steps };
            look.value(whole, Version::Only, 0);
        }
        places.steps.sort_by_key(|step| step.version);
        places
    }

    /// Where a step's field stands; the step where the field is not found, the Zap where the step is not.
    #[must_use]
    pub fn region(&self, step: Option<&str>, field: Option<&str>) -> Region {
        let Some(step) = step.and_then(|id| self.steps.iter().find(|step| step.id == id)) else { return self.zap };
        let field = field.and_then(|key| step.fields.iter().find(|(known, _)| known == key));
        field.map_or(step.region, |(_, region)| *region)
    }
}

/// Walks over a text for steps.
struct Look<'l, 't> {
    data: &'t str,
    /// The bytes of the file's text before the data.
    before: usize,
    ruler: Ruler<'l>,
    steps: &'l mut Vec<StepPlace>,
}

/// A value with what is in it, as it is written.
enum Value<'t> {
    Plain,
    List(Vec<&'t RawValue>),
    /// Of a key that stands twice the last one counts.
    Object(BTreeMap<String, &'t RawValue>),
}

impl<'t> Value<'t> {
    fn of(raw: &'t RawValue) -> Self {
        let text = raw.get();
        let value = match text.as_bytes().first() {
            Some(b'{') => serde_json::from_str(text).map(Self::Object),
            Some(b'[') => serde_json::from_str(text).map(Self::List),
            _ => Ok(Self::Plain),
        };
        value.unwrap_or(Self::Plain)
    }
}

impl<'t> Look<'_, 't> {
    fn value(&mut self, raw: &'t RawValue, version: Version, depth: usize) {
        if depth > DEEPEST {
            return;
        }
        match Value::of(raw) {
            Value::Plain => {}
            Value::List(items) => items.into_iter().for_each(|item| self.value(item, version, depth + 1)),
            Value::Object(members) => {
                let step = self.step(raw, &members, version);
                let is_step = step.is_some();
                self.steps.extend(step);
                for (name, member) in members {
                    let version = match &*name {
                        "params" | "meta" if is_step => continue,
                        "draft" => Version::Draft,
                        "current_version" => Version::Published,
                        _ => version,
                    };
                    self.value(member, version, depth + 1);
                }
            }
        }
    }

    /// The object as a step, if it is one.
    fn step(&self, raw: &RawValue, members: &BTreeMap<String, &'t RawValue>, version: Version) -> Option<StepPlace> {
        let is_step = ["action", "app", "selected_api"].iter().any(|&key| members.contains_key(key));
        let id: Json<'_> = serde_json::from_str(members.get("id").filter(|_| is_step)?.get()).ok()?;
        let mut fields = Vec::new();
        if let Some(Value::Object(params)) = members.get("params").map(|params| Value::of(params)) {
            params.into_iter().for_each(|(key, value)| self.field(key, value, 1, &mut fields));
        }
        let start = self.offset(raw);
        Some(StepPlace {
            id: json::as_text(&id)?.to_owned(),
            version,
            region: self.ruler.region(start, start + 1),
            fields,
        })
    }

    /// Notes a value under its key, and what is below it.
    fn field(&self, key: String, raw: &'t RawValue, depth: usize, fields: &mut Vec<(String, Region)>) {
        let start = self.offset(raw);
        fields.push((key.clone(), self.ruler.region(start, start + raw.get().len())));
        if depth >= json::DEEPEST {
            return;
        }
        match Value::of(raw) {
            Value::Plain => {}
            Value::Object(members) => {
                for (name, value) in members {
                    self.field(format!("{key}.{name}"), value, depth + 1, fields);
                }
            }
            Value::List(items) => {
                for item in items {
                    match row(&key, item) {
                        Some((name, value)) => self.field(format!("{key}.{name}"), value, depth + 1, fields),
                        None => self.field(key.clone(), item, depth + 1, fields),
                    }
                }
            }
        }
    }

    /// Where a value stands in the file's text, which it is a part of.
    fn offset(&self, raw: &RawValue) -> usize {
        let start = |text: &str| text.as_ptr() as usize;
        self.before + start(raw.get()).saturating_sub(start(self.data))
    }
}

/// A row that is written with its name and value.
fn row<'t>(key: &str, item: &'t RawValue) -> Option<(String, &'t RawValue)> {
    let Value::Object(members) = Value::of(item) else { return None };
    let json: Json<'_> = serde_json::from_str(item.get()).ok()?;
    let name = json::named_row(key, &json)?.0.to_owned();
    Some((name, members.get("value").copied()?))
}

/// Finds lines and columns in a text.
struct Ruler<'t> {
    text: &'t str,
    /// Bytes, with the line and the columns before them on it.
    marks: Vec<(usize, usize, usize)>,
}

impl<'t> Ruler<'t> {
    /// So many bytes are counted for one place at most.
    const STRIDE: usize = 1024;

    fn new(text: &'t str, start: Mark) -> Self {
        let (mut line, mut column) = (start.line, start.column);
        let mut marks = vec![(0, line, column)];
        let mut last = 0;
        for (at, char) in text.char_indices() {
            if at - last >= Self::STRIDE {
                marks.push((at, line, column));
                last = at;
            }
            column += char.len_utf16();
            if char == '\n' {
                (line, column, last) = (line + 1, 0, at + 1);
                marks.push((last, line, column));
            }
        }
        Self { text, marks }
    }

    /// From one byte up to another.
    fn region(&self, start: usize, end: usize) -> Region {
        let ((line, column), (end_line, end_column)) = (self.place(start), self.place(end));
        Region { line, column, end_line, end_column }
    }

    fn place(&self, offset: usize) -> (usize, usize) {
        let next = self.marks.partition_point(|&(at, ..)| at <= offset);
        let &(at, line, column) = next.checked_sub(1).and_then(|last| self.marks.get(last)).unwrap_or(&(0, 1, 0));
        let more = self.text.get(at..offset).map_or(0, |text| columns(text.as_bytes()));
        (line, column + more + 1)
    }
}

#[cfg(test)]
mod tests {
    use super::super::pieces;
    use super::*;

    /// The text at a region.
    fn at(text: &str, region: Region) -> String {
        let text = text.trim_start_matches('\u{feff}');
        let line: Vec<u16> = text.split('\n').nth(region.line - 1).unwrap().encode_utf16().collect();
        assert_eq!(region.line, region.end_line, "{region:?}");
        String::from_utf16(&line[region.column - 1..region.end_column - 1]).unwrap()
    }

    fn places(text: &str) -> Vec<Places> {
        let mut found = Vec::new();
        pieces(|| Ok(text.as_bytes()), |piece| found.extend(piece.ok().map(|piece| piece.places()))).expect("a text");
        found
    }

    const STEP: &str = r#"{"id": 2, "action": "post", "selected_api": "W", "title": "Ä 🦊", "params":
      {"url": "http://ä.example", "headers": [{"key": "Accept", "value": "text/html"}], "data": {"a": {"b": "c"}}}}"#;

    #[test]
    fn fields_are_found_by_the_keys_that_readers_give_them() {
        let export = format!(
            "{{\"metadata\": {{\"version\": \"2\"}}, \"für\": \"🦊 日本\", \"zaps\": [\n \
             {{\"id\": 1, \"title\": \"Grüße 🦊🦊 日本\", \"nodes\": {{}}}},\n  \
             {{\"id\": 3, \"nodes\": {{\"2\": {STEP}}}}}]}}"
        );
        let minified = export.replace('\n', "");
        let marked = format!("\u{feff}{minified}");
        // Behind a Zap that is broken off, too.
        let behind_a_fault = minified.replace("\"nodes\": {}}", "\"ü🦊\" ü🦊 }");
        for text in [export, minified, marked, behind_a_fault] {
            let zap = places(&text).pop().expect("a Zap");
            for (field, expected) in [
                ("url", "\"http://ä.example\""),
                ("headers.Accept", "\"text/html\""),
                ("data.a.b", "\"c\""),
                ("data.a", "{\"b\": \"c\"}"),
                ("nothing", "{"),
            ] {
                assert_eq!(at(&text, zap.region(Some("2"), Some(field))), expected, "{text}");
            }
            assert_eq!(at(&text, zap.region(Some("9"), None)), "{");
            assert_eq!(zap.region(None, None), zap.region(Some("9"), Some("url")));
        }
    }

    #[test]
    fn of_a_page_it_is_the_draft() {
        let step = |url: &str| format!(r#"[{{"id":"9","app":"W@1","action":"get","params":{{"url":"{url}"}}}}]"#);
        let zap = format!(
            r#"{{"id":"9","current_version":{{"zdl":{{"steps":{}}}}},"draft":{{"zdl":{{"steps":{}}}}}}}"#,
            step("old"),
            step("new")
        );
        let data = format!(r#"{{"props":{{"pageProps":{{"zap":{zap}}}}}}}"#);
        let page =
            format!("<!DOCTYPE html>\n<p>x<script id=\"__NEXT_DATA__\" type=\"application/json\">{data}</script>\n");
        for text in [zap, data, page] {
            let places = places(&text).remove(0);
            assert_eq!(at(&text, places.region(Some("9"), Some("url"))), "\"new\"", "{text}");
        }
    }

    #[test]
    fn every_field_that_readers_find_has_its_place() {
        for file in std::fs::read_dir("tests/zaps").expect("the samples") {
            let text = std::fs::read_to_string(file.expect("a sample").path()).expect("a text");
            let one_line = text.lines().map(str::trim_start).collect::<String>();
            for text in [text, one_line] {
                let zaps = super::super::read(&text).expect("Zaps").zaps;
                let places = places(&text);
                let places = |step: &str| {
                    places.iter().find(|places| places.steps.iter().any(|known| known.id == step)).expect("the step")
                };
                for step in zaps.iter().flat_map(|zap| zap.steps()).filter(|step| !step.id.is_empty()) {
                    let places = places(&step.id);
                    for field in &step.fields {
                        let region = places.region(Some(&step.id), Some(&field.key));
                        assert_ne!(region, places.region(Some(&step.id), None), "{} {}", step.id, field.key);
                        assert_ne!(region, places.zap);
                    }
                }
            }
        }
    }

    proptest::proptest! {
        #[test]
        fn no_text_makes_it_panic(text in "[\\[{<]?[\\[\\]{}\",:a-zä0-9\\\\ \n]{0,60}") {
            let _ = Places::of(&text, Mark { offset: 0, line: 1, column: 0 });
        }
    }
}
