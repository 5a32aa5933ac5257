//! Which Input Data stands in a text as it came: put into it without being made a number, without its quotes escaped,
//! and without being compared with a list or a pattern.

use std::ops::Range;

use super::definitions::How;
use super::flow::{Mask, sources};
use super::inputs::Read;
use super::outputs::any_input;
use super::token::{Kind, Tokens};
use super::{Code, Sources};

/// Definitions are followed no further than this.
const DEEPEST: usize = 4;
/// More mentions than these are not looked into; keeps hostile input linear.
const MOST: usize = 200;

/// The Input Data that stands as it came in the expression at these bytes.
pub(super) fn sources_at(code: &Code, bytes: &Range<usize>) -> Sources {
    let tokens = &code.tokens;
    let first = tokens.list.partition_point(|token| (token.start as usize) < bytes.start);
    let last = tokens.list.partition_point(|token| (token.start as usize) < bytes.end);
    sources(mask_of(code, first..last), code.reads())
}

/// Whether what the code gives under this key was tamed on the way.
pub(super) fn gives_tame(code: &Code, key: &str) -> bool {
    let tokens = &code.tokens;
    (0..tokens.len()).any(|index| {
        let named = tokens.is_name(index) && tokens.text(index) == key
            || tokens.kind(index) == Kind::Text && tokens.value(index) == key;
        if !named {
            return false;
        }
        let in_object = tokens.is_any(index.wrapping_sub(1), &["{", ","]);
        let value = if tokens.is(index + 1, ":") && in_object {
            index + 2..tokens.expression_end(index + 2)
        } else if in_object && tokens.is_any(index + 1, &["}", ","]) && tokens.is_name(index) {
            index..index + 1
        } else {
            return false;
        };
        let whole = code.flow().mask(tokens, code.reads(), value.clone());
        any_input(whole) && !any_input(mask_of(code, value))
    })
}

fn mask_of(code: &Code, range: Range<usize>) -> Mask {
    let tokens = &code.tokens;
    let (mut all, mut left) = (0, MOST);
    for index in range.clone().take(4096) {
        if !tokens.is_name(index) || tokens.is_member(index) || super::flow::is_label(tokens, index) {
            continue;
        }
        let mask = code.flow().mask(tokens, code.reads(), index..index + 1);
        if any_input(mask) && !is_tame(code, index, range.start, DEEPEST, &mut left) {
            all |= mask;
        }
    }
    all
}

/// Whether this mention is tamed: where it stands, where it was given its value, or by a test somewhere.
fn is_tame(code: &Code, index: usize, start: usize, depth: usize, left: &mut usize) -> bool {
    let tokens = &code.tokens;
    if *left == 0 {
        return false;
    }
    *left -= 1;
    if is_wrapped(tokens, index, start) || is_replaced(tokens, index) || is_tested(code, index) {
        return true;
    }
    let definitions = code.definitions().of(tokens.hash(index));
    let mut given = definitions.iter().filter(|definition| !definition.value.is_empty()).peekable();
    depth > 0
        && code.reads().at(index).is_none()
        && given.peek().is_some()
        && given.all(|definition| {
            let value = definition.value.clone();
            let mut parts = value.clone().filter(|&part| {
                tokens.is_name(part)
                    && !tokens.is_member(part)
                    && part != index
                    && any_input(code.flow().mask(tokens, code.reads(), part..part + 1))
            });
            // A parameter is what its function is called with, a key what it is taken from; that is not looked up.
            !matches!(definition.how, How::Parameter(_) | How::Taken(_) | How::Unknown)
                && parts.by_ref().take(16).all(|part| is_tame(code, part, value.start, depth - 1, left))
        })
}

/// It stands in a call that makes a number of it, or escapes it.
fn is_wrapped(tokens: &Tokens, index: usize, start: usize) -> bool {
    let mut at = index;
    for _ in 0..6 {
        let Some(open) = tokens.outer(at).filter(|&open| open >= start.saturating_sub(2)) else {
            return false;
        };
        let callee = open.wrapping_sub(1);
        if tokens.is(open, "(") && tokens.is_name(callee) && tames(tokens, callee) {
            return true;
        }
        at = open;
    }
    false
}

/// Functions after which no quote of the data is left open: `parseInt`, `JSON.stringify`, `escapeFormula`.
fn tames(tokens: &Tokens, callee: usize) -> bool {
    let name = tokens.text(callee);
    let known = matches!(
        name,
        "parseInt"
            | "Number"
            | "parseFloat"
            | "BigInt"
            | "int"
            | "float"
            | "Decimal"
            | "stringify"
            | "dumps"
            | "Boolean"
            | "bool"
            | "UUID"
    );
    // `re.sub(r"[^0-9]", "", x)`
    let cuts = name == "sub" && (callee + 1..callee + 4).any(|part| is_strict(tokens, part));
    let lower = name.to_ascii_lowercase();
    known
        || cuts
        || (["escape", "sanitize", "sanitise"].iter().any(|word| lower.starts_with(word)) && lower != "escapehtml")
}

/// `.replace(/'/g, …)` and the like follow on it.
fn is_replaced(tokens: &Tokens, index: usize) -> bool {
    let mut at = index;
    for _ in 0..24 {
        let next = at + 1;
        if tokens.is(next, "(") || tokens.is(next, "[") {
            at = tokens.after(next).wrapping_sub(1);
        } else if tokens.is_any(next, &[".", "?."]) && tokens.is_name(next + 1) {
            let method = next + 1;
            if tokens.is_any(method, &["replace", "replaceAll"]) && is_strict(tokens, method + 2)
                || tokens.is_any(method, &["toFixed", "isoformat"])
            {
                return true;
            }
            at = method;
        } else if tokens.is_any(next, &["||", "??"]) || (tokens.is(next, ")") && tokens.is_any(next + 1, &[".", "?."]))
        {
            // `(inputData.zip || '').replace(…)`
            let Some(close) = (next..next + 12).find(|&close| tokens.is(close, ")")) else {
                return false;
            };
            at = close;
        } else {
            return false;
        }
    }
    false
}

/// A pattern that takes out quotes, or all but a few signs.
fn is_strict(tokens: &Tokens, pattern: usize) -> bool {
    if !matches!(tokens.kind(pattern), Kind::Pattern | Kind::Text) {
        return false;
    }
    let text = tokens.text(pattern);
    let inner = text.get(1..text.len().saturating_sub(1)).unwrap_or("");
    inner.contains("[^") || inner.contains("\\D") || inner.contains("\\W") || inner.contains(['\'', '"'])
}

/// Somewhere the same value is compared with a pattern or with a list.
fn is_tested(code: &Code, index: usize) -> bool {
    let tokens = &code.tokens;
    let same = |other: usize| match (code.reads().at(index), code.reads().at(other)) {
        (Some(Read::Key(one)), Some(Read::Key(two))) => one == two,
        (None, None) => tokens.is_name(other) && !tokens.is_member(other) && tokens.hash(other) == tokens.hash(index),
        _ => false,
    };
    (0..tokens.len()).filter(|&other| same(other)).any(|other| {
        let end = chain_end(tokens, other);
        let open = tokens.outer(other).filter(|&open| tokens.is(open, "("));
        // `/^\d+$/.test(zip)`, `ALLOWED.includes(zip)`, `re.fullmatch(p, zip)`
        let tested = open.is_some_and(|open| {
            tokens.is_any(
                open.wrapping_sub(1),
                &["test", "includes", "has", "match", "fullmatch", "isNaN", "isInteger", "isFinite"],
            ) && tokens.is_any(end + 1, &[")", ","])
        });
        // `zip in ALLOWED`, `zip.isdigit()`, `zip.match(/^…$/)`
        let by_member = tokens.is_any(end, &["isdigit", "isalnum", "isnumeric"])
            || (tokens.is(end, "match") && tokens.is(end + 1, "("));
        let in_list = tokens.python()
            && (tokens.is(end + 1, "in") || tokens.is(end + 1, "not") && tokens.is(end + 2, "in"))
            && !tokens.is_any(other.wrapping_sub(1), &["for", ","]);
        tested || by_member || in_list
    })
}

/// The last token of the members and keys that follow a name: `zip` of `inputData.zip`.
fn chain_end(tokens: &Tokens, index: usize) -> usize {
    let mut at = index;
    for _ in 0..12 {
        if tokens.is_any(at + 1, &[".", "?."]) && tokens.is_name(at + 2) {
            at += 2;
        } else if tokens.is(at + 1, "[") {
            at = tokens.after(at + 1).wrapping_sub(1);
        } else {
            break;
        }
    }
    at
}
