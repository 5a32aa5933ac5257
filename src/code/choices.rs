//! The addresses that a request goes to one of, where its own text does not say: of a list, a table, one after the other.

use super::definitions::How;
use super::flow::is_label;
use super::token::{Kind, Tokens};
use super::{Code, Request};

/// No more tokens than these are looked at for one request.
const MOST: usize = 2000;

pub(super) fn find(code: &Code, request: &Request) -> Vec<String> {
    let tokens = &code.tokens;
    let Some(open) = arguments(tokens, request) else { return Vec::new() };
    let is_address = |at: usize| {
        let text = tokens.value(at);
        text.starts_with("http://") || text.starts_with("https://")
    };
    // The address stands first, or behind the method.
    let mut waiting: Vec<_> =
        tokens.parts(open).into_iter().take(2).filter(|part| !tokens.is(part.start, "{")).collect();
    let (mut found, mut seen, mut budget) = (Vec::new(), Vec::new(), MOST);
    while let Some(range) = waiting.pop() {
        for index in range {
            if budget == 0 {
                return found;
            }
            budget -= 1;
            if tokens.kind(index) == Kind::Text && is_address(index) {
                found.push(tokens.value(index).into_owned());
            }
            let name = tokens.hash(index);
            if !tokens.is_name(index) || tokens.is_member(index) || is_label(tokens, index) || seen.contains(&name) {
                continue;
            }
            seen.push(name);
            for definition in code.definitions().of(name) {
                waiting.push(definition.value.clone());
                if let How::Parameter(Some(owner)) = definition.how {
                    waiting.extend(calls(tokens, tokens.hash(owner)));
                }
            }
        }
    }
    found
}

/// The bracket of the request's arguments.
fn arguments(tokens: &Tokens, request: &Request) -> Option<usize> {
    let close = tokens.list.partition_point(|token| (token.start as usize) + 1 < request.range.end);
    tokens.partner(close).filter(|&open| tokens.is(open, "("))
}

/// What the function of this name is called with.
fn calls(tokens: &Tokens, name: u64) -> Vec<std::ops::Range<usize>> {
    let called = |&index: &usize| {
        tokens.hash(index) == name
            && tokens.is(index + 1, "(")
            && !tokens.is_any(index.wrapping_sub(1), &["function", "def"])
    };
    let given = |index: usize| index + 2..tokens.after(index + 1).saturating_sub(1);
    (0..tokens.len()).filter(called).take(16).map(given).collect()
}
