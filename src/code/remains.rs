//! What an output value leaves of the data that feeds it: the data itself, or only how a test of it came out.

use std::ops::Range;

use super::inputs::Read;
use super::token::Tokens;
use super::{Code, Remains, outputs};

/// Methods that spell a text otherwise and leave its letters and digits there.
const SPELLING: [&str; 20] = [
    "replace", "replaceAll", "trim", "trimStart", "trimEnd", "toString", "toUpperCase", "toLowerCase", "normalize",
    "strip", "lstrip", "rstrip", "upper", "lower", "title", "capitalize", "padStart", "padEnd", "zfill", "join",
];

/// Methods and functions that answer yes or no.
const ASKING: [&str; 22] = [
    "test", "includes", "startsWith", "endsWith", "some", "every", "has", "isArray", "isInteger", "isNaN", "Boolean",
    "startswith", "endswith", "isdigit", "isalpha", "isnumeric", "isalnum", "bool", "any", "all", "isinstance",
    "fullmatch",
];

/// By output key, where it can be told and all values of a key agree.
pub(super) fn find(code: &Code) -> Vec<(String, Remains)> {
    let mut found: Vec<(String, Option<Remains>)> = Vec::new();
    for (key, value) in outputs::values(code) {
        let remains = remains(code, value);
        match found.iter_mut().find(|(known, _)| *known == key) {
            Some((_, known)) if *known == remains => {}
            Some((_, known)) => *known = None,
            None => found.push((key, remains)),
        }
    }
    found.into_iter().filter_map(|(key, remains)| Some((key, remains?))).collect()
}

fn remains(code: &Code, value: Range<usize>) -> Option<Remains> {
    if is_test(code, &value) {
        return Some(Remains::Test);
    }
    is_itself(code, &value).then_some(Remains::Itself)
}

/// `inputData.ssn`, `ssn.replace(/-/g, '')`, `input_data['ssn'].strip()`.
fn is_itself(code: &Code, value: &Range<usize>) -> bool {
    let tokens = &code.tokens;
    let first = value.start;
    if !tokens.is_name(first) || code.reads().at(first) == Some(Read::Whole) {
        return false;
    }
    let mut index = first + 1;
    while index < value.end {
        let spelled = !tokens.is(index, "(")
            || tokens.is_any(index.wrapping_sub(1), &SPELLING)
            || tokens.is(index.wrapping_sub(1), "get");
        let goes_on = tokens.is_any(index, &[".", "?."]) || tokens.is_name(index) || tokens.opens(index);
        if !spelled || !goes_on || tokens.is(index, "length") {
            return false;
        }
        index = tokens.after(index);
    }
    true
}

/// `/^DE/.test(iban)`, `a === b`, `!iban`, `iban ? 'yes' : 'no'`, `bool(iban)`.
fn is_test(code: &Code, value: &Range<usize>) -> bool {
    let tokens = &code.tokens;
    if value.is_empty() {
        return false;
    }
    if tokens.is_any(value.start, &["!", "not"]) && !any_at_top(tokens, value, &["?", "||", "&&", "or", "and", "if"]) {
        return true;
    }
    let unfed = |part: Range<usize>| !outputs::any_input(code.flow().mask(tokens, code.reads(), part));
    if let Some(question) = at_top(tokens, value, &["?"]) {
        let colon = at_top(tokens, &(question..value.end), &[":"]);
        return colon.is_some_and(|colon| unfed(question + 1..colon) && unfed(colon + 1..value.end));
    }
    if tokens.python()
        && let Some(test) = at_top(tokens, value, &["if"])
    {
        let other = at_top(tokens, &(test..value.end), &["else"]);
        return other.is_some_and(|other| unfed(value.start..test) && unfed(other + 1..value.end));
    }
    if any_at_top(tokens, value, &["||", "&&", "??", "or", "and"]) {
        return false;
    }
    if any_at_top(tokens, value, &["===", "!==", "==", "!=", "<", ">", "<=", ">=", "in", "is"]) {
        return true;
    }
    // The whole value is one call, the last of which answers.
    let open = tokens.partner(value.end.wrapping_sub(1)).filter(|&open| tokens.is(open, "("));
    open.is_some_and(|open| {
        tokens.is_any(open.wrapping_sub(1), &ASKING) && tokens.chain_start(value.end.wrapping_sub(1)) == value.start
    })
}

fn at_top(tokens: &Tokens, range: &Range<usize>, signs: &[&str]) -> Option<usize> {
    let mut index = range.start;
    while index < range.end {
        if tokens.is_any(index, signs) && !tokens.is_member(index) {
            return Some(index);
        }
        index = tokens.after(index);
    }
    None
}

fn any_at_top(tokens: &Tokens, range: &Range<usize>, signs: &[&str]) -> bool {
    at_top(tokens, range, signs).is_some()
}

#[cfg(test)]
mod tests {
    use super::super::Language;
    use super::*;

    fn of(source: &str, language: Language) -> Option<Remains> {
        find(&Code::read(source, language)).into_iter().find(|(key, _)| key == "m").map(|(_, remains)| remains)
    }

    #[test]
    fn a_test_leaves_nothing_of_the_data() {
        for value in [
            "/^DE/.test(inputData.v)", "inputData.v === 'x'", "inputData.v.length > 4", "!inputData.v",
            "!!inputData.v", "inputData.v ? 'yes' : 'no'", "inputData.v.startsWith('DE')", "Boolean(inputData.v)",
        ] {
            assert_eq!(of(&format!("return {{m: {value}}};"), Language::JavaScript), Some(Remains::Test), "{value}");
        }
        for value in [
            "bool(input_data.get('v'))", "len(input_data['v']) == 22", "'yes' if input_data['v'] else 'no'",
            "not input_data['v']",
        ] {
            assert_eq!(of(&format!("output = {{'m': {value}}}"), Language::Python), Some(Remains::Test), "{value}");
        }
        let variable = "const ok = /x/.test(inputData.v);\nreturn {m: ok};";
        assert_eq!(of(variable, Language::JavaScript), Some(Remains::Test));
    }

    #[test]
    fn other_values_hand_on_the_data() {
        for value in [
            "inputData.v ? inputData.v : 'no'", "inputData.v || 'none'", "inputData.ok && inputData.v",
            "!inputData.a || inputData.v", "x.test(inputData.v) + inputData.v", "f(inputData.v)",
        ] {
            assert_eq!(of(&format!("return {{m: {value}}};"), Language::JavaScript), None, "{value}");
        }
        for value in ["inputData.v", "inputData.v.replace(/-/g, '').trim()", "inputData['v'].toUpperCase()"] {
            assert_eq!(of(&format!("return {{m: {value}}};"), Language::JavaScript), Some(Remains::Itself), "{value}");
        }
        assert_eq!(of("output = {'m': input_data.get('v').strip()}", Language::Python), Some(Remains::Itself));
        assert_eq!(of("output = {'m': input_data['v'] or 'x'}", Language::Python), None);
        let both = "if (inputData.a) return {m: inputData.v};\nreturn {m: !inputData.v};";
        assert_eq!(of(both, Language::JavaScript), None);
    }
}
