//! A hash of what a Zap does, to tell whether it has changed since somebody looked at it.
//!
//! Two readings of one Zap are equal whatever the order of their JSON keys, the numbers of their steps and rows, their
//! format and the way a mapping is spelled; names, notes, labels and places on the screen do not count either, nor does
//! the app's version, which Zapier moves by itself. What is done, in which order, with which data and account counts.

use sha2::{Digest, Sha256};

use crate::{
    sorted::sort_by_numbers,
    zap::{Condition, Field, Mapping, Match, Reference, Resolved, Segment, Step, StepKind, Template, Zap},
};

/// The hash of a Zap's content: SHA-256, hexadecimal.
#[must_use]
pub fn content_hash(zap: &Zap) -> String {
    let mut content = Content { zap, hash: Sha256::new() };
    for step in zap.steps() {
        content.step(step);
    }
    crate::lint::hex(&content.hash.finalize())
}

struct Content<'z> {
    zap: &'z Zap,
    hash: Sha256,
}

impl<'z> Content<'z> {
    /// Adds a piece; its length goes first, so that two pieces never read as one.
    fn add(&mut self, piece: &str) {
        self.hash.update(piece.len().to_le_bytes());
        self.hash.update(piece.as_bytes());
    }

    fn number(&mut self, number: usize) {
        self.hash.update(number.to_le_bytes());
    }

    fn step(&mut self, step: &'z Step) {
        self.number(step.kind as usize);
        self.number(step.previous.map_or(0, |previous| previous + 1));
        // The two formats have other keys for Filters and Paths.
        if !matches!(step.kind, StepKind::Filter | StepKind::Paths | StepKind::PathRule) {
            self.add(&step.app);
            self.add(&step.action);
        }
        self.add(step.connection.as_deref().unwrap_or(""));
        self.fields(step);
        self.conditions(&step.conditions);
    }

    /// In the order of their keys; the items of a list, which share one, stay in their own.
    fn fields(&mut self, step: &'z Step) {
        let mut fields: Vec<&Field> = step.fields.iter().filter(|field| counts(step, field)).collect();
        sort_by_numbers(&mut fields, |field| number_of(&field.key));
        for field in fields {
            self.add(&field.key);
            match field.template() {
                Some(template) => self.template(template),
                None => self.add("not read"),
            }
        }
    }

    fn template(&mut self, template: &'z Template) {
        for segment in template.segments() {
            match segment {
                Segment::Text(text) => self.add(text),
                Segment::Mapping(mapping) => self.mapping(mapping),
            }
        }
        self.number(template.mappings().len());
    }

    fn mapping(&mut self, mapping: &Mapping) {
        if let ([reference], true) = (mapping.references.as_slice(), is_plain(mapping)) {
            return self.reference(reference);
        }
        // An expression: piece by piece between its quotes and brackets, steps by their place.
        let mut names_step = false;
        for piece in mapping.text.split(['"', '\'', '\\', '[', ']']).filter(|piece| !piece.is_empty()) {
            let step = if names_step { self.zap.step_by_id(piece) } else { None };
            match step {
                Some(step) => self.number(step.index),
                None => self.add(piece),
            }
            names_step = piece.ends_with("gives") || piece.ends_with("output");
        }
    }

    fn reference(&mut self, reference: &Reference) {
        match self.zap.resolve(reference) {
            Resolved::Step(step) => self.number(step.index),
            Resolved::Missing | Resolved::OtherNumbering => self.add(&reference.step),
        }
        self.add(&reference.key());
    }

    /// The numbers of groups are made up anew; which rows belong together counts.
    fn conditions(&mut self, conditions: &'z [Condition]) {
        let mut groups: Vec<&str> = Vec::new();
        for condition in conditions {
            let group = groups.iter().position(|group| *group == condition.group).unwrap_or_else(|| {
                groups.push(&condition.group);
                groups.len() - 1
            });
            self.number(group);
            if let Some(reference) = &condition.looks_at {
                self.reference(reference);
            }
            self.add(word(&condition.compare));
            self.number(usize::from(condition.stops) * 2 + usize::from(condition.less));
            self.template(&condition.value);
        }
    }
}

/// Empty fields come and go as a step is opened; a Path's colour and its place among the others do nothing.
pub(crate) fn counts(step: &Step, field: &Field) -> bool {
    const OF_PATHS: [&str; 5] = ["path_eval_index", "path_eval_stage", "emoji", "color", "formerTitle"];
    let is_blank = field.template().is_some_and(Template::is_blank);
    let is_look = step.kind == StepKind::PathRule && OF_PATHS.contains(&field.key.as_str());
    !is_blank && !is_look
}

/// One field of one step and nothing else, in either spelling.
pub(crate) fn is_plain(mapping: &Mapping) -> bool {
    let inside = mapping.text.trim_start_matches('{').trim_end_matches('}').trim();
    match inside.strip_prefix('=') {
        None => true,
        Some(expression) => {
            let expression = expression.trim();
            mapping.function.is_none()
                && (expression.starts_with("gives[") || expression.starts_with("output["))
                && expression.ends_with(']')
        }
    }
}

fn word(compare: &Match) -> &str {
    match compare {
        Match::Exact => "exact",
        Match::Contains => "contains",
        Match::StartsWith => "startswith",
        Match::EndsWith => "endswith",
        Match::Exists => "exists",
        Match::Boolean => "boolean",
        Match::Compare => "compare",
        Match::Other(word) => word,
        Match::Missing => "",
    }
}

/// A key as two numbers, to sort by: any order will do, as long as it is always the same.
fn number_of(key: &str) -> [u64; 2] {
    let hash = key
        .bytes()
        .fold(0xcbf2_9ce4_8422_2325, |hash: u64, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3));
    [hash, key.len() as u64]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::testkit::*;

    fn hash(json: &str) -> String {
        content_hash(&crate::read::read(json).expect("a Zap").zaps.remove(0))
    }

    #[test]
    fn both_formats_of_one_zap_are_equal() {
        let nodes = steps![
            hook(),
            filter("1__status", "iexact", "open").or("1__total", "igreater", "10"),
            post("https://a.example.com/{{1__id}}").field("data.b", "{{1__b}}").field("data.a", "{{1__a}}"),
            paths([
                vec![path_rule("1__x", "iexact", "a").into(), slack("{{3__id}}").into()],
                vec![path_rule("1__x", "iexact", "b").into(), slack("{{3__id}}").title("Tell them").into()],
            ]),
        ];
        let [draft, export] = zaps("One", &nodes);
        assert_eq!(content_hash(&draft), content_hash(&export));
        let [renamed, _] = zaps("Another", &nodes);
        assert_eq!(content_hash(&draft), content_hash(&renamed));
    }

    fn draft(post: &str) -> String {
        format!(
            r#"{{"zdl":{{"steps":[
            {{"id":"11","app":"WebHookCLIAPI@1.1.1","type":"read","action":"hook_v2","params":{{}}}},
            {post}]}}}}"#
        )
    }

    #[test]
    fn order_of_keys_new_ids_and_spelling_do_not_count() {
        let zap = draft(
            r#"{"id":"12","app":"WebHookCLIAPI@1.1.1","type":"write","action":"post","title":"Send it",
            "params":{"url":"https://a.example.com","data":{"a":"{{11__x__y}}","b":"{{=Text.trim(gives[\"11\"][\"11\"])}}"},"as_json":""}}"#,
        );
        let same = draft(
            r#"{"params":{"data":{"b":"{{=Text.trim(gives['7'][\"11\"])}}","a":"{{=gives['7']['x'][\"y\"]}}"},"url":"https://a.example.com"},
            "action":"post","type":"write","app":"WebHookCLIAPI@1.2.0","id":"_GEN_1748188434247","meta":{"$editor":{"x":1}}}"#,
        )
        .replace("\"11\",\"app\"", "\"7\",\"app\"");
        assert_eq!(hash(&zap), hash(&same));
    }

    #[test]
    fn what_is_done_counts() {
        let zap = |params: &str, more: &str| {
            hash(&draft(&format!(
                r#"{{"id":"12","app":"WebHookCLIAPI@1.1.1","type":"write","action":"post","params":{{{params}}}{more}}}"#
            )))
        };
        let before = zap(r#""url":"https://a.example.com","data":{"a":"{{11__x}}"}"#, "");
        for (params, more) in [
            (r#""url":"https://b.example.com","data":{"a":"{{11__x}}"}"#, ""),
            (r#""url":"https://a.example.com","data":{"a":"{{11__x}}"},"headers":{"X-Key":"k"}"#, ""),
            (r#""url":"https://a.example.com","data":{"a":"{{11__y}}"}"#, ""),
            (r#""url":"https://a.example.com","data":{"a":"{{13__x}}"}"#, ""),
            (r#""url":"https://a.example.com","data":{"a":"{{=Text.trim(gives['11']['x'])}}"}"#, ""),
            (r#""url":"https://a.example.com","data":{"a":"{{11__x}}"}"#, r#","authentication_id":5"#),
        ] {
            assert_ne!(before, zap(params, more), "{params}{more}");
        }
    }
}
