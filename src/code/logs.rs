//! What the code prints.

use std::ops::Range;

use super::definitions::How;
use super::flow::is_label;
use super::inputs::Read;
use super::role::Role;
use super::token::{Kind, Tokens};
use super::{Code, LogCall, Logged};

/// Functions that hand on what they get.
const SHOWS: [&str; 15] = [
    "stringify", "dumps", "str", "String", "repr", "dict", "list", "entries", "values", "items", "copy", "format",
    "assign", "parse", "loads",
];
/// Methods that hand on what they are called on.
const KEEPS: [&str; 12] = [
    "toString", "trim", "strip", "toUpperCase", "toLowerCase", "upper", "lower", "items", "values", "copy", "encode",
    "decode",
];

pub(super) fn find(code: &Code) -> Vec<LogCall> {
    let tokens = &code.tokens;
    let mut found = Vec::new();
    if !tokens.may_say(&["console", "print", "pprint", "logging", "logger", "log", "stdout", "stderr"]) {
        return found;
    }
    for open in 0..tokens.len() {
        if !tokens.is(open, "(") || !tokens.is_name(open.wrapping_sub(1)) || !prints(tokens, open) {
            continue;
        }
        let mut printed = Printed { code, tokens, whole: false, names: Vec::new() };
        let close = tokens.after(open).saturating_sub(1);
        printed.values(open + 1..close, 0);
        let what = match printed {
            Printed { whole: true, .. } => Logged::WholeInput,
            Printed { names, .. } if !names.is_empty() => Logged::Names(names),
            _ => continue,
        };
        found.push(LogCall { range: tokens.bytes(tokens.chain_start(open.wrapping_sub(1)), close), what });
    }
    found
}

fn prints(tokens: &Tokens, open: usize) -> bool {
    if tokens.role(open) != Role::Call {
        return false;
    }
    // Most calls are told by their last name alone.
    let methods = ["log", "info", "warn", "error", "debug", "dir", "table", "warning", "critical", "exception"];
    let last = open.wrapping_sub(1);
    if !tokens.is_any(last, &methods) && !tokens.is_any(last, &["print", "pprint", "pp", "write"]) {
        return false;
    }
    let call = tokens.callee(open);
    match call.split_once('.') {
        Some(("console", method)) => matches!(method, "log" | "info" | "warn" | "error" | "debug" | "dir" | "table"),
        Some(("logging" | "logger" | "log", method)) if tokens.python() => {
            matches!(method, "info" | "debug" | "warning" | "error" | "critical" | "exception")
        }
        None if tokens.python() => matches!(&*call, "print" | "pprint"),
        Some(("pprint", method)) if tokens.python() => matches!(method, "pprint" | "pp"),
        Some(("sys", method)) => matches!(method, "stdout.write" | "stderr.write") && tokens.python(),
        _ => false,
    }
}

struct Printed<'a> {
    code: &'a Code,
    tokens: &'a Tokens,
    whole: bool,
    names: Vec<String>,
}

impl Printed<'_> {
    fn values(&mut self, range: Range<usize>, depth: usize) {
        let tokens = self.tokens;
        let mut index = range.start;
        while index < range.end && depth < 8 {
            if tokens.opens(index) {
                let next = tokens.after(index);
                self.values(index + 1..next.saturating_sub(1).min(range.end), depth + 1);
                index = next;
            } else if tokens.is_name(index) && !tokens.is_member(index) && !is_label(tokens, index) {
                index = self.chain(index, range.end, depth);
            } else {
                index += 1;
            }
        }
    }

    /// One variable with what hangs on it; gives the token behind.
    fn chain(&mut self, root: usize, end: usize, depth: usize) -> usize {
        let tokens = self.tokens;
        let mut name = Some(tokens.text(root).to_owned());
        let mut last = root;
        let mut at = root + 1;
        while at < end {
            if tokens.is_any(at, &[".", "?."]) && tokens.is_name(at + 1) {
                last = at + 1;
                if !tokens.is(at + 2, "(") {
                    name = (!tokens.is(last, "length")).then(|| tokens.text(last).to_owned());
                }
                at += 2;
            } else if tokens.is(at, "(") {
                let next = tokens.after(at);
                if last == root || tokens.is_any(last, &SHOWS) {
                    if tokens.is_any(last, &SHOWS) {
                        self.values(at + 1..next.saturating_sub(1), depth + 1);
                    }
                    name = if tokens.is_any(last, &KEEPS) && last != root { name } else { None };
                } else if tokens.is(last, "get") && tokens.kind(at + 1) == Kind::Text {
                    name = Some(tokens.value(at + 1).into_owned());
                } else if !tokens.is_any(last, &KEEPS) {
                    name = None;
                }
                at = next;
            } else if tokens.is(at, "[") {
                name = (tokens.kind(at + 1) == Kind::Text).then(|| tokens.value(at + 1).into_owned());
                at = tokens.after(at);
            } else {
                break;
            }
        }
        self.found(root, last, at, name);
        at
    }

    /// The variable of a loop over all values that came in: `v` of `for (const [k, v] of Object.entries(inputData))`.
    fn is_each_value(&self, variable: usize) -> bool {
        let tokens = self.tokens;
        self.code.definitions().of(tokens.hash(variable)).iter().any(|definition| {
            let is_last = tokens.is_any(definition.token + 1, &["]", ")", "=>", "of", "in"]);
            let shows_values = || definition.value.clone().any(|at| tokens.is_any(at, &["entries", "values", "items"]));
            let takes_all = || definition.value.clone().any(|at| self.code.reads().at(at) == Some(Read::Whole));
            matches!(definition.how, How::Taken(None) | How::Parameter(_)) && is_last && shows_values() && takes_all()
        })
    }

    fn found(&mut self, root: usize, last: usize, after: usize, name: Option<String>) {
        let tokens = self.tokens;
        let tested = tokens.is_any(root.wrapping_sub(1), &["!", "typeof", "not"])
            || tokens.is_any(after, &["?", "===", "!==", "==", "!=", "is", "in", "&&", ">", "<"]);
        if tested {
            return;
        }
        let whole = self.code.reads().at(root) == Some(Read::Whole) && (last == root || tokens.is_any(last, &KEEPS))
            || last == root && self.is_each_value(root);
        if whole && name.is_some() {
            self.whole = true;
            return;
        }
        let variable = self.code.definitions().is_data(tokens.hash(root)) || self.code.reads().at(root).is_some();
        if variable
            && let Some(name) = name
            && self.names.len() < 64
            && !self.names.contains(&name)
        {
            self.names.push(name);
        }
    }
}
