//! Sample Zaps made at random, for the tests of properties: steps of many kinds with people, hosts and keys in them.

use proptest::prelude::*;

use super::testkit::*;

/// A few steps after a trigger, perhaps with Paths at the end.
pub(crate) fn any_nodes() -> impl Strategy<Value = Vec<Node>> {
    let steps = prop::collection::vec(any_step(), 0..6);
    (any_trigger(), steps, prop::option::of((any_step(), any_step(), any_word()))).prop_map(|(trigger, steps, ways)| {
        let mut nodes: Vec<Node> = vec![trigger.into()];
        nodes.extend(steps.into_iter().map(Node::from));
        if let Some((one, other, word)) = ways {
            nodes.push(paths([
                vec![path_rule("1__status", "iexact", &word).into(), one.into()],
                vec![path_rule("1__status", "icontains", &word).stops().into(), other.into()],
            ]));
        }
        nodes
    })
}

fn any_trigger() -> impl Strategy<Value = StepBuilder> {
    prop_oneof![
        Just(hook()),
        Just(new_row()),
        Just(trigger("TypeformCLIAPI@2.0.0", "response").field("form_id", "qW3x9"))
    ]
}

/// A step with typed text, mappings, an address, a person or a key.
pub(crate) fn any_step() -> impl Strategy<Value = StepBuilder> {
    let kinds = (0_usize..8, any_word(), any_text(), any_host(), any_key());
    (kinds, prop::option::of(any_word())).prop_map(|((kind, word, text, host, key), title)| {
        let step = match kind {
            0 => post(&format!("https://{host}/{word}?token={key}")).field("data.email", format!("{word}@{host}")),
            1 => post(&format!("http://{host}/{{{{1__id}}}}")).field("headers.Authorization", format!("Bearer {key}")),
            2 => slack(&text).label("channel", &word),
            3 => sheet("COL$A", &text).connection(&format!("{word}@{host}")),
            4 => filter("1__status", "icontains", &word).or("{{=gives[\"1\"][\"mail\"]}}", "iexact", &text),
            5 => javascript(&format!(
                "// {text}\nconst apiKey = '{key}';\nreturn fetch('https://{host}/{word}', {{headers: {{apiKey}}}});"
            ))
            .field("input.mail", "{{1__mail}}"),
            6 => ai(&text).ai_written(),
            _ => {
                action("GoogleMailV2CLIAPI@2.2.0", "message").field("to", format!("{word}@{host}")).field("body", text)
            }
        };
        match title {
            Some(title) => step.title(&title),
            None => step,
        }
    })
}

/// A word nobody else uses.
pub(crate) fn any_word() -> impl Strategy<Value = String> {
    prop_oneof!["[bcdfghklm][aeiou][npqrstvw][aeiou][jkxz]{1,4}", "[BKT][aeiou][xqz][äöé][lr]{2}"]
}

fn any_host() -> impl Strategy<Value = String> {
    any_word().prop_map(|word| format!("{}.example.com", word.to_lowercase().replace(['ä', 'ö', 'é'], "o")))
}

fn any_key() -> impl Strategy<Value = String> {
    "[A-Za-z0-9]{24}"
}

/// Some words, with mappings in both spellings between them.
fn any_text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        3 => any_word(),
        1 => Just("{{1__customer__first_name}}".to_owned()),
        1 => Just("{{=Text.trim(gives[\"1\"]['mail'])}}".to_owned()),
    ];
    prop::collection::vec(piece, 1..6).prop_map(|pieces| pieces.join(" "))
}
