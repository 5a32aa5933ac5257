//! Uses of `StoreClient`, Zapier's key-value store.

use super::fold::fold;
use super::{Code, StoreUse};

/// Methods that store something.
const WRITES: [&str; 10] = [
    "set",
    "set_many",
    "setMany",
    "increment_by",
    "incrementBy",
    "list_push",
    "listPush",
    "push",
    "set_child_value",
    "setChildValue",
];

pub(super) fn find(code: &Code) -> Vec<StoreUse> {
    let tokens = &code.tokens;
    let mut found = Vec::new();
    for index in 0..tokens.len() {
        if !tokens.is(index, "StoreClient") || !tokens.is(index + 1, "(") {
            continue;
        }
        let close = tokens.after(index + 1).saturating_sub(1);
        let secret = tokens.parts(index + 1).into_iter().next().and_then(|part| {
            let folded = fold(tokens, code.definitions(), part);
            (folded.complete && folded.some).then_some(folded.text)
        });
        let start = if tokens.is(index.wrapping_sub(1), "new") { index.wrapping_sub(1) } else { index };
        let assigned = tokens.is(start.wrapping_sub(1), "=") && tokens.is_name(start.wrapping_sub(2));
        let name = assigned.then(|| tokens.hash(start.wrapping_sub(2)));
        let direct = tokens.is(close + 1, ".") && tokens.is_any(close + 2, &WRITES);
        // At most a few stores are looked for through the whole code.
        let writes = direct
            || found.len() < 8
                && name.is_some_and(|name| {
                    (0..tokens.len()).any(|at| {
                        tokens.is_any(at, &WRITES)
                            && tokens.is(at + 1, "(")
                            && tokens.is_member(at)
                            && tokens.hash(at.wrapping_sub(2)) == name
                    })
                });
        found.push(StoreUse { secret, range: tokens.bytes(index, close), writes });
    }
    found
}
