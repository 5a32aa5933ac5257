//! What the code hands on in one piece: all of its Input Data, or one of them as it came.

use std::ops::Range;

use super::definitions::{Definition, How};
use super::inputs::Read;
use super::token::hash;
use super::{Code, Whole, outputs};

/// Functions that make a text of a value, or a value of a text, and leave nothing out.
const KEEPING: [&str; 6] = ["stringify", "parse", "dumps", "loads", "str", "String"];
/// Those that make a text: what stands in them is handed on wherever in a value they stand.
const WRITING: [&str; 2] = ["stringify", "dumps"];

pub(super) fn find(code: &Code) -> Vec<(String, Whole)> {
    let whole = |(key, value): (String, Range<usize>)| Some((key, whole(code, value, 0)?));
    outputs::values(code).into_iter().filter_map(whole).collect()
}

fn whole(code: &Code, value: Range<usize>, depth: usize) -> Option<Whole> {
    if depth > 6 || value.is_empty() {
        return None;
    }
    let tokens = &code.tokens;
    let first = if tokens.is(value.start, "await") { value.start + 1 } else { value.start };
    match code.reads().at(first) {
        Some(Read::Whole) if first + 1 == value.end => return Some(Whole::Inputs),
        Some(Read::Key(number)) if key_end(code, first) == value.end && !changes_inputs(code) => {
            return input(code, number);
        }
        Some(_) => return None,
        None => {}
    }
    if tokens.is_name(first) && first + 1 == value.end {
        return match code.definitions().of(tokens.hash(first)) {
            [Definition { how: How::Whole, value, .. }] => whole(code, value.clone(), depth + 1),
            [Definition { how: How::Taken(_), token, .. }] => {
                let taken = code.reads().taken.iter().find(|(name, _)| name == token)?;
                input(code, taken.1)
            }
            _ => None,
        };
    }
    // `JSON.stringify(…)` alone, or a text in which it stands.
    let given = |call: usize| {
        let argument = tokens.parts(call + 1).into_iter().next()?;
        whole(code, argument, depth + 1)
    };
    let name = if tokens.is(first + 1, ".") { first + 2 } else { first };
    if tokens.is_any(name, &KEEPING) && tokens.is(name + 1, "(") && tokens.after(name + 1) == value.end {
        return given(name);
    }
    value.filter(|&at| tokens.is_any(at, &WRITING) && tokens.is(at + 1, "(")).find_map(given)
}

/// Whether something is written into the Input Data: then nothing in it is surely as it came.
fn changes_inputs(code: &Code) -> bool {
    let changes = |definition: &Definition| matches!(definition.how, How::Part(_) | How::Item | How::Mixed);
    ["inputData", "input_data"].iter().any(|name| code.definitions().of(hash(name)).iter().any(changes))
}

/// Behind the last token of `inputData.key`, `input_data['key']`, `input_data.get('key')`.
fn key_end(code: &Code, name: usize) -> usize {
    let tokens = &code.tokens;
    let after = name + 1;
    if tokens.is(after, "[") {
        tokens.after(after)
    } else if tokens.is(after + 2, "(") {
        tokens.after(after + 2)
    } else {
        after + 2
    }
}

fn input(code: &Code, number: usize) -> Option<Whole> {
    code.reads().keys.get(number).map(|key| Whole::Input(key.clone()))
}
