//! Pieces of a Zap in words: whose data a mapping takes, what a condition asks.
//!
//! For people who compare, copy or rebuild a Zap. A step is told by its number and name, never by its id.

use crate::{
    apps, say, word,
    words::{Language, Said, Sayable},
    zap::{Condition, Match, Reference, Resolved, Segment, Step, Template, Zap},
};

/// "email of step 1 “Catch Hook”". The name that the editor showed for the field wins over its key.
#[must_use]
pub fn reference(zap: &Zap, step: &Step, reference: &Reference) -> Said {
    let key = reference.key();
    let shown = step.mapped_names.get(&format!("{}__{key}", reference.step));
    let what = shown.map(str::trim).filter(|shown| !shown.is_empty()).unwrap_or(&key);
    let source = match (zap.leads_to(reference), zap.resolve(reference)) {
        (Some(source), _) => number_and_name(source.number, &apps::step_said(source)),
        (None, Resolved::OtherNumbering) => word!("an earlier step (the export does not tell which)").into(),
        (None, _) => word!("a step that is not there").into(),
    };
    taken(what, source)
}

/// "email of step 1 “Catch Hook”", or "everything of …" where no key is named.
#[must_use]
pub fn taken(key: &str, from: Said) -> Said {
    if key.is_empty() { say!("everything of {}", from) } else { say!("{} of {}", key, from) }
}

/// "step 1 “Catch Hook”".
#[must_use]
pub fn number_and_name(number: usize, name: &dyn Sayable) -> Said {
    say!("step {} “{}”", number, name.argument())
}

/// A text with each mapping told by name: "Hi {{first_name of step 1 “Catch Hook”}}".
#[must_use]
pub fn template(zap: &Zap, step: &Step, template: &Template, language: &Language) -> String {
    let mut told = String::with_capacity(template.text().len());
    for segment in template.segments() {
        match segment {
            Segment::Text(text) => told.push_str(text),
            Segment::Mapping(mapping) if mapping.references.is_empty() => told.push_str(&mapping.text),
            Segment::Mapping(mapping) => {
                told.push_str("{{");
                if let Some(name) = &mapping.function {
                    told.push_str(name);
                    told.push_str(": ");
                }
                for (at, from) in mapping.references.iter().enumerate() {
                    told.push_str(if at > 0 { ", " } else { "" });
                    told.push_str(&language.said(&reference(zap, step, from)));
                }
                told.push_str("}}");
            }
        }
    }
    told
}

/// "status of step 1 “Catch Hook” is “open”".
#[must_use]
pub fn condition(zap: &Zap, step: &Step, row: &Condition, language: &Language) -> Said {
    let chosen = row.looks_at.as_ref().map(|from| reference(zap, step, from));
    let what = chosen.unwrap_or_else(|| word!("nothing chosen").into());
    let value = template(zap, step, &row.value, language);
    // A row that stops the Zap when it holds is how "does not" is kept.
    match (&row.compare, row.stops) {
        (Match::Exact, false) => say!("{} is exactly “{}”", what, value),
        (Match::Exact, true) => say!("{} is not exactly “{}”", what, value),
        (Match::Contains, false) => say!("{} contains “{}”", what, value),
        (Match::Contains, true) => say!("{} does not contain “{}”", what, value),
        (Match::StartsWith, false) => say!("{} starts with “{}”", what, value),
        (Match::StartsWith, true) => say!("{} does not start with “{}”", what, value),
        (Match::EndsWith, false) => say!("{} ends with “{}”", what, value),
        (Match::EndsWith, true) => say!("{} does not end with “{}”", what, value),
        (Match::Exists, false) => say!("{} is there", what),
        (Match::Exists, true) => say!("{} is missing", what),
        (Match::Boolean, false) => say!("{} is “{}”", what, value),
        (Match::Boolean, true) => say!("{} is not “{}”", what, value),
        (Match::Compare, false) if row.less => say!("{} is less or earlier than “{}”", what, value),
        (Match::Compare, true) if row.less => say!("{} is not less or earlier than “{}”", what, value),
        (Match::Compare, false) => say!("{} is greater or later than “{}”", what, value),
        (Match::Compare, true) => say!("{} is not greater or later than “{}”", what, value),
        (Match::Other(word), _) => say!("{}, compared by “{}” with “{}”", what, word, value),
        (Match::Missing, _) => say!("{}: no comparison chosen", what),
    }
}

/// The rows of a Filter or Path rule, groups parted: rows of one group must all hold, one group is enough.
#[must_use]
pub fn conditions(zap: &Zap, step: &Step, language: &Language) -> Vec<String> {
    let mut last: Option<&str> = None;
    let rows = step.conditions.iter().map(|row| {
        let told = condition(zap, step, row, language);
        let told = match last.replace(&row.group) {
            None => told,
            Some(group) if group == row.group => say!("and {}", told),
            Some(_) => say!("or {}", told),
        };
        language.said(&told)
    });
    rows.collect()
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
                conditions(&zap, filter, &Language::ENGLISH),
                [
                    "status of step 1 “Catch Hook in Webhooks by Zapier” is exactly “open”",
                    "and note of step 1 “Catch Hook in Webhooks by Zapier” does not contain “test”",
                    "or total of step 1 “Catch Hook in Webhooks by Zapier” is greater or later than “10”",
                ]
            );
            let text = slack.field("text").and_then(|field| field.template()).expect("a text");
            assert_eq!(
                template(&zap, slack, text, &Language::ENGLISH),
                "Hi {{name of step 1 “Catch Hook in Webhooks by Zapier”}}, \
                 {{Text.trim: mail of step 1 “Catch Hook in Webhooks by Zapier”}} \
                 {{x of a step that is not there}} {{zap_meta_human_now}}"
            );
        }
    }
}
