//! Two checks that code makes or leaves out: certificates, and who is calling.

use std::ops::Range;

use super::definitions::How;
use super::flow::sources;
use super::outputs::any_input;
use super::role::Role;
use super::token::{Kind, Tokens};
use super::{Code, Sources};
use crate::data::words;

/// Where the check of certificates is turned off.
pub(super) fn tls_off(code: &Code) -> Vec<Range<usize>> {
    let tokens = &code.tokens;
    let words = [
        "verify", "verify_ssl", "check_hostname", "ssl", "_create_unverified_context", "CERT_NONE", "cert_reqs",
        "rejectUnauthorized", "strictSSL", "NODE_TLS_REJECT_UNAUTHORIZED", "checkServerIdentity",
    ];
    let last = if tokens.may_say(&words) { tokens.len() } else { 0 };
    (0..last)
        .filter_map(|index| {
            let last = if tokens.python() { tls_off_python(code, index) } else { tls_off_javascript(tokens, index) }?;
            Some(tokens.bytes(index, last))
        })
        .collect()
}

fn tls_off_python(code: &Code, index: usize) -> Option<usize> {
    let tokens = &code.tokens;
    match (tokens.kind(index), tokens.text(index)) {
        (Kind::Name, "verify" | "verify_ssl" | "check_hostname") if tokens.is(index + 1, "=") => {
            let argument = tokens
                .outer(index)
                .is_some_and(|open| tokens.role(open) == Role::Call && !tokens.callee(open).starts_with("jwt."));
            let value = index + 2;
            let named = || {
                let constant = code.definitions().constant(tokens.hash(value));
                constant.is_some_and(|range| range.len() == 1 && tokens.is(range.start, "False"))
            };
            let off = is_off(tokens, value) || tokens.is_name(value) && named();
            ((argument || tokens.is_member(index)) && off).then_some(value)
        }
        (Kind::Name, "ssl") if tokens.is(index + 1, "=") && tokens.is(index + 2, "False") => {
            let open = tokens.outer(index)?;
            let callee = tokens.callee(open);
            let verb = callee.rsplit('.').next().unwrap_or_default();
            let is_request = matches!(verb, "get" | "post" | "put" | "patch" | "delete" | "request" | "ws_connect");
            let by_aiohttp = || (0..tokens.len()).any(|at| tokens.is(at, "aiohttp"));
            let is_off = verb == "TCPConnector" || is_request && by_aiohttp();
            (tokens.role(open) == Role::Call && is_off).then_some(index + 2)
        }
        (Kind::Name, "_create_unverified_context" | "CERT_NONE") => {
            let compared = tokens.is_any(index + 1, &["==", "!=", "is"]);
            (!compared).then_some(index)
        }
        (Kind::Name, "cert_reqs") if tokens.is(index + 1, "=") && tokens.value(index + 2) == "CERT_NONE" => {
            Some(index + 2)
        }
        (Kind::Text, _) if tokens.value(index) == "verify" => {
            let value = if tokens.is(index + 1, "]") { index + 3 } else { index + 2 };
            let set = tokens.is_any(value.wrapping_sub(1), &[":", "="]) && is_off(tokens, value);
            (set && becomes_arguments(tokens, index)).then_some(value)
        }
        _ => None,
    }
}

/// `False` or `0`, and nothing behind it.
fn is_off(tokens: &Tokens, value: usize) -> bool {
    tokens.is(value, "False") || tokens.text(value) == "0"
}

/// Whether the dictionary that this key is in, or is set in, becomes the arguments of a call: `f(**{"verify": False})`, or by its
/// name. As data for somebody else it says nothing about certificates.
fn becomes_arguments(tokens: &Tokens, key: usize) -> bool {
    let Some(open) = tokens.outer(key) else { return false };
    let before = open.wrapping_sub(1);
    let name = match tokens.text(open) {
        "{" if tokens.is(before, "**") => return true,
        "{" if tokens.is(before, "=") => open.wrapping_sub(2),
        "[" => before,
        _ => return false,
    };
    tokens.is_name(name) && (1..tokens.len()).any(|at| tokens.is(at - 1, "**") && tokens.hash(at) == tokens.hash(name))
}

fn tls_off_javascript(tokens: &Tokens, index: usize) -> Option<usize> {
    let written = match tokens.kind(index) {
        Kind::Text => tokens.value(index),
        Kind::Name => tokens.text(index).into(),
        _ => return None,
    };
    match &*written {
        "rejectUnauthorized" | "strictSSL" => {
            let value = index + 2;
            let is_set = tokens.is_any(index + 1, &[":", "="]);
            let not = |what: &str| tokens.is(value, "!") && tokens.text(value + 1) == what;
            match is_set {
                true if tokens.is(value, "false") => Some(value),
                // As programs that shorten code write it.
                true if not("1") || not("true") => Some(value + 1),
                _ => None,
            }
        }
        // A function that takes nothing looks at no certificate.
        "checkServerIdentity" => {
            let takes_nothing =
                tokens.is_any(index + 1, &[":", "="]) && tokens.is(index + 2, "(") && tokens.is(index + 3, ")");
            (takes_nothing && tokens.is(index + 4, "=>")).then_some(index + 4)
        }
        "NODE_TLS_REJECT_UNAUTHORIZED" => {
            let assign = if tokens.is(index + 1, "]") { index + 2 } else { index + 1 };
            let zero =
                tokens.text(assign + 1) == "0" || tokens.value(assign + 1) == "0" || tokens.is(assign + 1, "false");
            (tokens.is_any(assign, &["=", ":"]) && zero).then_some(assign + 1)
        }
        _ => None,
    }
}

/// Whether a signature is computed or compared, or a token that came in is compared with a fixed one.
pub(super) fn signature(code: &Code) -> bool {
    let tokens = &code.tokens;
    (0..tokens.len()).any(|index| match tokens.kind(index) {
        Kind::Name => {
            let called = tokens.is(index + 1, "(");
            let hmac = tokens.is_any(index, &["new", "digest"]) && tokens.is(index.wrapping_sub(2), "hmac");
            let named = tokens.is_any(index, &["createHmac", "timingSafeEqual", "compare_digest", "constructEvent"]);
            // `crypto.subtle.verify('HMAC', …)`
            let subtle = tokens.is_any(index, &["sign", "verify"]) && tokens.is(index.wrapping_sub(2), "subtle");
            called && (named || (hmac || subtle) && tokens.is_member(index))
        }
        Kind::Sign if tokens.is_any(index, &COMPARING) => compares_token(code, index),
        _ => false,
    })
}

/// Pairs of Input Data that are compared, one of which has the name of a token, where the comparison decides something. Whether
/// the other is the owner's, the Zap alone can tell.
pub(super) fn compared_inputs(code: &Code) -> Vec<[Sources; 2]> {
    let tokens = &code.tokens;
    let compares = |sign: &usize| tokens.is_any(*sign, &COMPARING) && decides(tokens, *sign);
    let pair = |sign: usize| {
        let sides = sides(tokens, sign);
        let is_token = sides.iter().any(|side| is_secret_input(code, side));
        is_token.then(|| sides.map(|side| sources(code.flow().mask(tokens, code.reads(), side), code.reads())))
    };
    (0..tokens.len()).filter(compares).filter_map(pair).collect()
}

/// The signs of a comparison for equality.
const COMPARING: [&str; 4] = ["===", "!==", "==", "!="];

/// What stands on the left and on the right of the sign of a comparison.
fn sides(tokens: &Tokens, sign: usize) -> [Range<usize>; 2] {
    [tokens.chain_start(sign.wrapping_sub(1))..sign, sign + 1..operand_end(tokens, sign + 1)]
}

const SECRET_WORDS: [&str; 12] = [
    "token", "secret", "signature", "sig", "hmac", "auth", "authorization", "apikey", "key", "password", "passphrase",
    "header",
];

/// Whether the comparison at this sign is one of a token that came in, and decides something.
fn compares_token(code: &Code, sign: usize) -> bool {
    let tokens = &code.tokens;
    let [left, right] = sides(tokens, sign);
    let secret = |range: &Range<usize>| is_secret_input(code, range);
    let other = |range: &Range<usize>| is_expected(code, range);
    (secret(&left) && other(&right) || secret(&right) && other(&left)) && decides(tokens, sign)
}

fn operand_end(tokens: &Tokens, start: usize) -> usize {
    let end = tokens.expression_end(start);
    let mut index = start;
    while index < end {
        let sum = tokens.is_any(index, &[".", "?.", "+"]);
        let foreign = tokens.kind(index) == Kind::Sign && !sum || tokens.is_any(index, &["and", "or", "else", "if"]);
        if foreign {
            break;
        }
        index = tokens.after(index);
    }
    index.min(end)
}

/// Whether it is a value of the caller with the name of a token.
fn is_secret_input(code: &Code, range: &Range<usize>) -> bool {
    let tokens = &code.tokens;
    let last = range.end.wrapping_sub(1);
    if range.is_empty() || tokens.is(last, "length") {
        return false;
    }
    let named = range.clone().take(16).any(|index| match tokens.kind(index) {
        Kind::Name => has_secret_word(tokens.text(index)),
        Kind::Text => has_secret_word(&tokens.value(index)),
        _ => false,
    });
    named && any_input(code.flow().mask(tokens, code.reads(), range.clone()))
}

fn has_secret_word(name: &str) -> bool {
    words(name).any(|word| SECRET_WORDS.contains(&word.as_str()))
}

/// Whether it is something the caller cannot choose: a text, an environment variable, a computed value.
fn is_expected(code: &Code, range: &Range<usize>) -> bool {
    let tokens = &code.tokens;
    let first = range.start;
    match tokens.kind(first) {
        Kind::Text if range.len() == 1 => tokens.value(first).len() >= 6,
        Kind::Text | Kind::TemplateOpen => true,
        Kind::Name if tokens.is_any(first, &["null", "undefined", "None", "true", "false", "True", "False"]) => false,
        Kind::Name if tokens.is_any(first, &["process", "os"]) => true,
        Kind::Name => {
            let definitions = code.definitions().of(tokens.hash(first));
            // The owner keeps the expected value in a row of Input Data of that name.
            if names_expected(tokens, range) {
                return true;
            }
            let known = definitions.iter().any(|definition| definition.how == How::Whole);
            known && !any_input(code.flow().mask(tokens, code.reads(), range.clone()))
        }
        _ => false,
    }
}

fn names_expected(tokens: &Tokens, range: &Range<usize>) -> bool {
    const WORDS: [&str; 9] = ["expected", "shared", "valid", "known", "correct", "own", "secret", "stored", "saved"];
    let last = range.clone().rev().take(3).find(|&index| matches!(tokens.kind(index), Kind::Name | Kind::Text));
    last.is_some_and(|index| {
        let text = tokens.value(index);
        let text = if text.is_empty() { tokens.text(index).into() } else { text };
        let text = text.to_ascii_lowercase();
        WORDS.iter().any(|word| text.starts_with(word))
    })
}

/// Whether the result throws, returns, or is kept for a later step to test.
fn decides(tokens: &Tokens, sign: usize) -> bool {
    let mut at = sign;
    for _ in 0..8 {
        let Some(open) = tokens.outer(at) else { break };
        if tokens.is(open.wrapping_sub(1), "if") && !tokens.python() {
            let body = tokens.after(open);
            let end = if tokens.is(body, "{") { tokens.after(body) } else { body + 8 };
            return stops(tokens, body..end.min(body + 200));
        }
        at = open;
    }
    let line = (1..60).map(|back| sign.wrapping_sub(back)).find(|&index| {
        tokens.kind(index) == Kind::End || tokens.is_any(index, &["return", "=", "if", "elif", "assert", ":", ";"])
    });
    match line {
        Some(start) if tokens.is_any(start, &["if", "elif"]) && tokens.python() => {
            let column = tokens.column(start);
            let body = (sign..sign + 200).take_while(|&index| {
                index < tokens.len() && !(index > sign && tokens.at(index).newline && tokens.column(index) <= column)
            });
            stops(tokens, sign..body.last().map_or(sign, |last| last + 1))
        }
        Some(start) => tokens.is_any(start, &["return", "=", "assert", ":"]),
        None => false,
    }
}

fn stops(tokens: &Tokens, range: Range<usize>) -> bool {
    range.into_iter().any(|index| tokens.is_any(index, &["throw", "return", "raise", "exit", "output"]))
}
