//! Pieces of a Zap in words: whose data a mapping takes, what a condition asks.
//!
//! For people who compare, copy or rebuild a Zap. A step is told by its number and name, never by its id.

use std::fmt::Write as _;

use crate::{
    apps,
    zap::{Condition, Match, Reference, Resolved, Segment, Step, Template, Zap},
};

/// "email of step 1 “Catch Hook”". The name that the editor showed for the field wins over its key.
#[must_use]
pub fn reference(zap: &Zap, step: &Step, reference: &Reference) -> String {
    let key = reference.key();
    let shown = step.mapped_names.get(&format!("{}__{key}", reference.step));
    let what = match shown.map(str::trim).filter(|shown| !shown.is_empty()) {
        Some(shown) => shown,
        None if key.is_empty() => "everything",
        None => &key,
    };
    let source = match zap.resolve(reference) {
        Resolved::Step(source) => number_and_name(source.number, &apps::step_name(source)),
        Resolved::Missing => "a step that is not there".to_owned(),
        Resolved::OtherNumbering => "an earlier step (the export does not tell which)".to_owned(),
    };
    format!("{what} of {source}")
}

/// "step 1 “Catch Hook”".
#[must_use]
pub fn number_and_name(number: usize, name: &str) -> String {
    format!("step {number} “{name}”")
}

/// A text with each mapping told by name: "Hi {{first_name of step 1 “Catch Hook”}}".
#[must_use]
pub fn template(zap: &Zap, step: &Step, template: &Template) -> String {
    let mut told = String::with_capacity(template.text().len());
    for segment in template.segments() {
        match segment {
            Segment::Text(text) => told.push_str(text),
            Segment::Mapping(mapping) if mapping.references.is_empty() => told.push_str(&mapping.text),
            Segment::Mapping(mapping) => {
                let from: Vec<String> = mapping.references.iter().map(|from| reference(zap, step, from)).collect();
                let function = mapping.function.as_ref().map(|name| format!("{name}: ")).unwrap_or_default();
                let _ = write!(told, "{{{{{function}{}}}}}", from.join(", "));
            }
        }
    }
    told
}

/// "status of step 1 “Catch Hook” is “open”".
#[must_use]
pub fn condition(zap: &Zap, step: &Step, row: &Condition) -> String {
    let what = row.looks_at.as_ref().map_or_else(|| "nothing chosen".to_owned(), |from| reference(zap, step, from));
    let value = template(zap, step, &row.value);
    // A row that stops the Zap when it holds is how "does not" is kept.
    let (holds, fails) = match &row.compare {
        Match::Exact => ("is exactly", "is not exactly"),
        Match::Contains => ("contains", "does not contain"),
        Match::StartsWith => ("starts with", "does not start with"),
        Match::EndsWith => ("ends with", "does not end with"),
        Match::Exists => return format!("{what} is {}", if row.stops { "missing" } else { "there" }),
        Match::Boolean => ("is", "is not"),
        Match::Compare if row.less => ("is less or earlier than", "is not less or earlier than"),
        Match::Compare => ("is greater or later than", "is not greater or later than"),
        Match::Other(word) => return format!("{what}, compared by “{word}” with “{value}”"),
        Match::Missing => return format!("{what}: no comparison chosen"),
    };
    format!("{what} {} “{value}”", if row.stops { fails } else { holds })
}

/// The rows of a Filter or Path rule, groups parted: rows of one group must all hold, one group is enough.
#[must_use]
pub fn conditions(zap: &Zap, step: &Step) -> Vec<String> {
    let rows = step.conditions.iter();
    let mut last: Option<&str> = None;
    rows.map(|row| {
        let joined = match last.replace(&row.group) {
            None => "",
            Some(group) if group == row.group => "and ",
            Some(_) => "or ",
        };
        format!("{joined}{}", condition(zap, step, row))
    })
    .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::testkit::*;

    #[test]
    fn mappings_and_conditions_are_told_by_name() {
        let nodes = steps![
            hook(),
            filter("1__status", "iexact", "open")
                .condition("1__note", "icontains", "test")
                .stops()
                .or("1__total", "igreater", "10"),
            slack("Hi {{1__name}}, {{=Text.trim(gives[\"1\"][\"mail\"])}} {{9__x}} {{zap_meta_human_now}}"),
        ];
        for zap in zaps("One", &nodes) {
            let [_, filter, slack] = zap.steps() else { panic!("three steps") };
            assert_eq!(
                conditions(&zap, filter),
                [
                    "status of step 1 “Catch Hook in Webhooks by Zapier” is exactly “open”",
                    "and note of step 1 “Catch Hook in Webhooks by Zapier” does not contain “test”",
                    "or total of step 1 “Catch Hook in Webhooks by Zapier” is greater or later than “10”",
                ]
            );
            let text = slack.field("text").and_then(|field| field.template()).expect("a text");
            assert_eq!(
                template(&zap, slack, text),
                "Hi {{name of step 1 “Catch Hook in Webhooks by Zapier”}}, \
                 {{Text.trim: mail of step 1 “Catch Hook in Webhooks by Zapier”}} \
                 {{x of a step that is not there}} {{zap_meta_human_now}}"
            );
        }
    }
}
