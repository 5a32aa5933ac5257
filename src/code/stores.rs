//! Uses of `StoreClient`, Zapier's key-value store.

use std::ops::Range;

use super::flow::sources;
use super::fold::fold;
use super::token::Tokens;
use super::{Code, Keys, Sources, StoreSet, StoreUse};

/// Methods that store something.
const WRITES: [&str; 10] = [
    "set", "set_many", "setMany", "increment_by", "incrementBy", "list_push", "listPush", "push", "set_child_value",
    "setChildValue",
];

pub(super) fn find(code: &Code) -> Vec<StoreUse> {
    let tokens = &code.tokens;
    let mut found = Vec::new();
    if !tokens.may_say(&["StoreClient"]) {
        return found;
    }
    for index in 0..tokens.len() {
        if !tokens.is(index, "StoreClient") || !tokens.is(index + 1, "(") {
            continue;
        }
        let close = tokens.after(index + 1).saturating_sub(1);
        let part = tokens.parts(index + 1).into_iter().next().unwrap_or(index..index);
        let secret_from = sources(code.flow().mask(tokens, code.reads(), part.clone()), code.reads());
        let folded = fold(tokens, code.definitions(), part);
        let secret = (folded.complete && folded.some).then_some(folded.text);
        let start = if tokens.is(index.wrapping_sub(1), "new") { index.wrapping_sub(1) } else { index };
        let assigned = tokens.is(start.wrapping_sub(1), "=") && tokens.is_name(start.wrapping_sub(2));
        let name = assigned.then(|| tokens.hash(start.wrapping_sub(2)));
        let mut sets = Vec::new();
        if tokens.is(close + 1, ".") && tokens.is_any(close + 2, &WRITES) {
            sets.push(set(code, close + 2));
        }
        // At most a few stores are looked for through the whole code.
        if let Some(name) = name.filter(|_| found.len() < 8) {
            let writes = (0..tokens.len()).filter(|&at| {
                tokens.is_any(at, &WRITES)
                    && tokens.is(at + 1, "(")
                    && tokens.is_member(at)
                    && tokens.hash(at.wrapping_sub(2)) == name
            });
            sets.extend(writes.map(|at| set(code, at)));
        }
        found.push(StoreUse { secret, secret_from, range: tokens.bytes(index, close), sets });
    }
    found
}

/// What the call of this method stores.
fn set(code: &Code, method: usize) -> StoreSet {
    let tokens = &code.tokens;
    let parts = tokens.parts(method + 1);
    let counts = tokens.is_any(method, &["increment_by", "incrementBy"]);
    let pushes = tokens.is_any(method, &["list_push", "listPush", "push"]);
    let (key, value) = match parts.as_slice() {
        [key, value, .., last] if !pushes => (Some(key.clone()), value.start..last.end),
        [key, value, ..] => (Some(key.clone()), value.clone()),
        [all] => (None, all.clone()),
        [] => (None, method..method),
    };
    let folded = key.clone().map(|key| fold(tokens, code.definitions(), key)).filter(|key| key.some);
    let from = |range| sources(code.flow().mask(tokens, code.reads(), range), code.reads());
    let is_of_input = |sources: &Sources| !matches!(sources, Sources::Inputs(keys) if keys.iter().next().is_none());
    // `set_many({[order]: …})`: the keys stand in the object.
    let written = || tokens.parts(value.start).into_iter().filter_map(|part| before_colon(tokens, part));
    let many = key.is_none() && tokens.is(value.start, "{") && written().any(|key| is_of_input(&from(key)));
    StoreSet {
        keyed: pushes || many || key.is_some_and(|key| is_of_input(&from(key))),
        key: folded.map(|key| key.text).unwrap_or_default(),
        value: if counts { Sources::Inputs(Keys::default()) } else { from(value) },
    }
}

/// The key of one entry of an object.
fn before_colon(tokens: &Tokens, part: Range<usize>) -> Option<Range<usize>> {
    let mut at = part.start;
    while at < part.end && !tokens.is(at, ":") {
        at = tokens.after(at);
    }
    (at < part.end).then_some(part.start..at)
}
