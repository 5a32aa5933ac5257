//! What each variable is given: one pass over the code, scopes left aside.
//!
//! A name that is defined once, by a plain assignment, is a constant that may be followed. All else is for the
//! flow of data, where names of one spelling in two functions count as one: more sources, never fewer.

use std::ops::Range;

use super::role::Role;
use super::token::{Kind, Tokens};
use crate::sorted::sort_by_numbers;

/// How a variable gets a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum How {
    /// `a = …`
    Whole,
    /// `{a} = …`: a part of the value, under this key where there is one.
    Taken(Option<usize>),
    /// `a.b = …`, `a['b'] = …`: the token that says the key, if it is fixed.
    Part(Option<usize>),
    /// `a.push(…)`, `a.append(…)`
    Item,
    /// `a += …`, `a.set(k, …)`, `a.update(…)`: something is added, it cannot be told where.
    Mixed,
    /// A parameter of the function of this name.
    Parameter(Option<usize>),
    /// An error that was caught: nobody knows what is in it.
    Unknown,
    /// Brought in from a library.
    Import,
    /// The name of a function, whose parameters and body are the value.
    Function,
}

/// One place where a variable gets a value.
#[derive(Debug, Clone)]
pub(super) struct Definition {
    pub(super) name: u64,
    /// The token of the name.
    pub(super) token: usize,
    pub(super) how: How,
    /// The tokens of the value.
    pub(super) value: Range<usize>,
}

/// All of them, by name.
#[derive(Debug, Clone, Default)]
pub(super) struct Definitions {
    pub(super) list: Vec<Definition>,
}

impl Definitions {
    pub(super) fn find(tokens: &Tokens) -> Self {
        let mut pass = Pass { tokens, list: Vec::new(), statement: 0 };
        for index in 0..tokens.len() {
            pass.visit(index);
        }
        let mut list = pass.list;
        sort_by_numbers(&mut list, |definition| [definition.name, definition.token as u64]);
        Self { list }
    }

    pub(super) fn of(&self, name: u64) -> &[Definition] {
        let from = self.list.partition_point(|definition| definition.name < name);
        let rest = self.list.get(from..).unwrap_or_default();
        rest.get(..rest.partition_point(|definition| definition.name == name)).unwrap_or_default()
    }

    /// The value of a name that is assigned once and never changed.
    pub(super) fn constant(&self, name: u64) -> Option<Range<usize>> {
        match self.of(name) {
            [Definition { how: How::Whole, value, .. }] => Some(value.clone()),
            _ => None,
        }
    }

    /// The only plain assignment of a name, whatever is added to it later.
    pub(super) fn start_value(&self, name: u64) -> Option<Range<usize>> {
        let mut whole = self.of(name).iter().filter(|definition| matches!(definition.how, How::Whole));
        let first = whole.next()?;
        whole.next().is_none().then(|| first.value.clone())
    }
}

struct Pass<'a> {
    tokens: &'a Tokens,
    list: Vec<Definition>,
    /// The first token of the current line of Python.
    statement: usize,
}

/// Methods that put their arguments into what they are called on.
const ITEM: [&str; 4] = ["push", "append", "unshift", "add"];
const MIXED: [&str; 8] = ["extend", "insert", "update", "set", "setdefault", "splice", "concat", "fill"];

impl Pass<'_> {
    fn add(&mut self, token: usize, how: How, value: Range<usize>) {
        if self.tokens.is_name(token) {
            self.list.push(Definition { name: self.tokens.hash(token), token, how, value });
        }
    }

    fn visit(&mut self, index: usize) {
        let tokens = self.tokens;
        let token = tokens.at(index);
        if token.newline && tokens.python() && tokens.outer(index).is_none() {
            self.statement = index;
        }
        match token.kind {
            Kind::Sign => self.sign(index),
            Kind::Name if token.keyword && !tokens.is_member(index) => self.word(index),
            Kind::Open if tokens.text(index) == "(" => self.parentheses(index),
            _ => {}
        }
    }

    fn sign(&mut self, index: usize) {
        let tokens = self.tokens;
        let before = index.wrapping_sub(1);
        match tokens.text(index) {
            "=" => {
                let inside = tokens.outer(index);
                let call = inside.is_some_and(|open| tokens.is(open, "("));
                if call && tokens.python() || inside.is_some_and(|open| tokens.role(open) == Role::Params) {
                    return;
                }
                let value = index + 1..tokens.expression_end(index + 1);
                self.target(before, value.clone());
                if tokens.python() {
                    self.python_targets(before, value);
                }
            }
            ":=" => self.add(before, How::Whole, index + 1..tokens.expression_end(index + 1)),
            "+=" | "-=" | "*=" | "/=" | "%=" | "|=" | "&=" | "||=" | "&&=" | "??=" | "//=" | "**=" => {
                let root = tokens.chain_start(before);
                self.add(root, How::Mixed, index + 1..tokens.expression_end(index + 1));
            }
            "++" | "--" => self.add(before, How::Mixed, index..index),
            ";" => self.statement = index,
            "=>" if tokens.is_name(before) => {
                self.add(before, How::Parameter(self.owner(before)), self.receiver(before))
            }
            _ => {}
        }
    }

    /// One target of an assignment, whose last token this is.
    fn target(&mut self, last: usize, value: Range<usize>) {
        let tokens = self.tokens;
        if tokens.is_name(last) {
            if tokens.is_member(last) {
                let root = tokens.chain_start(last);
                let direct = root.wrapping_add(2) == last;
                self.add(root, if direct { How::Part(Some(last)) } else { How::Mixed }, value);
            } else if !tokens.is_any(last.wrapping_sub(1), &[":", ","]) || !tokens.python() || tokens.at(last).newline {
                self.add(last, How::Whole, value);
            }
            return;
        }
        let Some(open) = tokens.partner(last) else { return };
        if tokens.is(last, "]") && tokens.role(open) == Role::Subscript {
            let root = tokens.chain_start(last);
            let fixed = tokens.kind(open + 1) == Kind::Text && open + 2 == last && open == root + 1;
            let how = if fixed {
                How::Part(Some(open + 1))
            } else if open == root + 1 {
                How::Part(None)
            } else {
                How::Mixed
            };
            self.add(root, how, value);
        } else {
            self.pattern(open, &value, 0);
        }
    }

    /// `{a, b: c, ...rest}`, `[a, b]` or `(a, b)` on the left of an assignment.
    fn pattern(&mut self, open: usize, value: &Range<usize>, depth: usize) {
        let tokens = self.tokens;
        let object = tokens.is(open, "{");
        for part in tokens.parts(open) {
            let renamed = object && tokens.is(part.start + 1, ":");
            let target = if renamed { part.start + 2 } else { part.start };
            if tokens.opens(target) && depth < 4 {
                self.pattern(target, value, depth + 1);
            } else if tokens.is(target, "...") || tokens.is(target, "*") {
                self.add(target + 1, How::Taken(None), value.clone());
            } else {
                let key = (object && depth == 0).then_some(part.start);
                self.add(target, How::Taken(key), value.clone());
            }
        }
    }

    /// `a, b = …` and `a: str = …`.
    fn python_targets(&mut self, last: usize, value: Range<usize>) {
        let tokens = self.tokens;
        let first = if tokens.is(self.statement, ";") { self.statement + 1 } else { self.statement };
        if tokens.outer(last).is_some() || first >= last {
            return;
        }
        if tokens.is_name(first) && tokens.is(first + 1, ":") {
            self.add(first, How::Whole, value);
        } else if tokens.is(last.wrapping_sub(1), ",") {
            for index in first..=last {
                if tokens.is_name(index) && !tokens.is_member(index) {
                    self.add(index, How::Taken(None), value.clone());
                }
            }
        }
    }

    fn word(&mut self, index: usize) {
        let tokens = self.tokens;
        match tokens.text(index) {
            "for" => self.for_loop(index),
            "function" | "def" => {
                let name = if tokens.is(index + 1, "*") { index + 2 } else { index + 1 };
                let end = if tokens.python() { self.indented_end(index) } else { tokens.after(tokens.after(name + 1)) };
                self.add(name, How::Function, name + 1..end.max(name + 1));
            }
            "lambda" => {
                let receiver = self.receiver(index);
                for token in index + 1..index + 24 {
                    if tokens.is(token, ":") {
                        break;
                    }
                    self.add(token, How::Parameter(self.owner(index)), receiver.clone());
                }
            }
            "catch" if tokens.is(index + 1, "(") => self.add(index + 2, How::Unknown, index..index),
            "as" => {
                let imported = (1..40)
                    .map(|back| index.wrapping_sub(back))
                    .find(|&at| tokens.is_any(at, &["import", "except", "with"]) || tokens.kind(at) == Kind::End);
                match imported.map(|at| (at, tokens.text(at))) {
                    Some((_, "import")) => self.add(index + 1, How::Import, index..index),
                    Some((at, "with")) => self.add(index + 1, How::Whole, at + 1..index),
                    _ => self.add(index + 1, How::Unknown, index..index),
                }
            }
            _ => {}
        }
    }

    fn for_loop(&mut self, index: usize) {
        let tokens = self.tokens;
        let mut word = if tokens.is(index + 1, "await") { index + 2 } else { index + 1 };
        if tokens.is(word, "(") && !tokens.python() {
            word += 1;
        }
        let first = word;
        while word < first + 24 && !tokens.is_any(word, &["in", "of", ";"]) {
            word += 1;
        }
        if !tokens.is_any(word, &["in", "of"]) {
            return;
        }
        let value = word + 1..tokens.expression_end(word + 1);
        for token in first..word {
            if !tokens.is_any(token, &["const", "let", "var"]) {
                self.add(token, How::Taken(None), value.clone());
            }
        }
    }

    fn parentheses(&mut self, open: usize) {
        let tokens = self.tokens;
        match tokens.role(open) {
            Role::Params => {
                let close = tokens.partner(open).unwrap_or(open);
                let arrow = tokens.is(close + 1, "=>");
                let start = if tokens.is(open.wrapping_sub(1), "async") { open.wrapping_sub(1) } else { open };
                let before = open.wrapping_sub(1);
                let (owner, receiver) = if arrow {
                    (self.owner(start), self.receiver(start))
                } else {
                    (tokens.is_name(before).then_some(before), self.receiver(before))
                };
                for index in open + 1..close.min(open + 200) {
                    let default = tokens.is(index.wrapping_sub(1), "=");
                    let label = tokens.is(index + 1, ":") && !tokens.python();
                    if tokens.is_name(index) && !default && !tokens.is_member(index) && !label {
                        self.add(index, How::Parameter(owner), receiver.clone());
                    }
                }
            }
            Role::Call => {
                let method = open.wrapping_sub(1);
                let close = tokens.partner(open).unwrap_or(open);
                if !tokens.is_member(method) {
                    return;
                }
                let name = tokens.text(method);
                let root = tokens.chain_start(method);
                let direct = root.wrapping_add(2) == method;
                if ITEM.contains(&name) {
                    self.add(root, if direct { How::Item } else { How::Mixed }, open + 1..close);
                } else if MIXED.contains(&name) {
                    self.add(root, How::Mixed, open + 1..close);
                } else if name == "assign" && tokens.is(root, "Object") {
                    self.add(open + 1, How::Mixed, open + 1..close);
                }
            }
            _ => {}
        }
    }

    /// The name that a function which starts here is given to: `f` of `f = (x) => …`.
    fn owner(&self, start: usize) -> Option<usize> {
        let start = if self.tokens.is(start.wrapping_sub(1), "async") { start.wrapping_sub(1) } else { start };
        let name = start.wrapping_sub(2);
        (self.tokens.is(start.wrapping_sub(1), "=") && self.tokens.is_name(name)).then_some(name)
    }

    /// What a function that starts here is applied to: `rows` of `rows.map(row => …)`.
    fn receiver(&self, start: usize) -> Range<usize> {
        let tokens = self.tokens;
        let Some(open) = tokens.outer(start).filter(|&open| tokens.is(open, "(") && tokens.role(open) == Role::Call)
        else {
            return start..start;
        };
        let first = tokens.chain_start(open.wrapping_sub(1));
        // In Python the data comes behind: `map(lambda row: …, rows)`.
        if tokens.python() { first..tokens.partner(open).unwrap_or(open) } else { first..start }
    }

    /// Where the body of a `def` ends: the next line that is not further in.
    fn indented_end(&self, index: usize) -> usize {
        let first = if self.tokens.is(index.wrapping_sub(1), "async") { index - 1 } else { index };
        let column = self.tokens.column(first);
        let mut at = index + 1;
        while at < self.tokens.len() {
            let line = self.tokens.at(at).newline && self.tokens.outer(at) == self.tokens.outer(index);
            if line && self.tokens.column(at) <= column {
                break;
            }
            at = self.tokens.after(at);
        }
        at
    }
}
