//! Puts constant texts together: `'https://' + host + '/x'` becomes `https://{{}}/x`.

use std::ops::Range;

use super::definitions::Definitions;
use super::role::Role;
use super::token::{Kind, Tokens};

/// What stands for a value that is not known.
pub(super) const HOLE: &str = "{{}}";

/// No folded text gets longer than this, in bytes.
const LONGEST: usize = 4096;

/// A text put together from an expression.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Folded {
    pub(super) text: String,
    /// Whether every part is known.
    pub(super) complete: bool,
    /// Whether any part is known.
    pub(super) some: bool,
    /// How many parts were put together.
    pub(super) parts: usize,
}

struct Fold<'a> {
    tokens: &'a Tokens,
    definitions: &'a Definitions,
    result: Folded,
    /// How many tokens of other statements may still be read.
    budget: usize,
}

/// Folds the expression of these tokens.
pub(super) fn fold(tokens: &Tokens, definitions: &Definitions, range: Range<usize>) -> Folded {
    let mut fold = Fold { tokens, definitions, result: Folded { complete: true, ..Folded::default() }, budget: 256 };
    fold.sum(range, 0);
    fold.result
}

/// Methods that leave a text as it is, for our purpose.
const SAME: [&str; 9] = ["trim", "strip", "toString", "encode", "decode", "trimEnd", "trimStart", "rstrip", "lstrip"];

impl Fold<'_> {
    fn hole(&mut self) {
        self.result.complete = false;
        self.result.parts += 1;
        self.append(HOLE);
    }

    fn append(&mut self, text: &str) {
        let mut room = LONGEST.saturating_sub(self.result.text.len()).min(text.len());
        self.result.complete &= room == text.len();
        while !text.is_char_boundary(room) {
            room -= 1;
        }
        self.result.text.push_str(text.get(..room).unwrap_or_default());
    }

    fn known(&mut self, text: &str) {
        self.result.some = true;
        self.result.parts += 1;
        self.append(text);
    }

    /// Operands with `+` between them, or side by side in Python.
    fn sum(&mut self, range: Range<usize>, depth: usize) {
        let tokens = self.tokens;
        if depth > 6 || !self.only_sums(&range) {
            return self.hole();
        }
        let mut start = range.start;
        while start < range.end {
            let mut end = start;
            while end < range.end && !tokens.is(end, "+") {
                end = tokens.after(end);
                let adjacent = matches!(tokens.kind(end), Kind::Text | Kind::TemplateOpen);
                let text_before = matches!(tokens.kind(end.wrapping_sub(1)), Kind::Text | Kind::TemplateClose);
                if tokens.python() && adjacent && text_before {
                    break;
                }
            }
            let end = end.min(range.end);
            self.operand(start..end, depth);
            start = if tokens.is(end, "+") { end + 1 } else { end.max(start + 1) };
        }
    }

    /// Whether no other operator stands between the operands (a `%` after a Python string is one of ours).
    fn only_sums(&self, range: &Range<usize>) -> bool {
        let tokens = self.tokens;
        let mut index = range.start;
        while index < range.end {
            let foreign = match tokens.kind(index) {
                Kind::Sign => {
                    let format = tokens.python() && tokens.is(index, "%");
                    !format && !tokens.is_any(index, &["+", ".", "?."])
                }
                Kind::Name => {
                    !tokens.is_member(index) && tokens.is_any(index, &["if", "or", "and", "in", "not", "for"])
                }
                _ => false,
            };
            if foreign {
                return false;
            }
            index = tokens.after(index);
        }
        true
    }

    fn operand(&mut self, range: Range<usize>, depth: usize) {
        let tokens = self.tokens;
        let first = range.start;
        let rest = tokens.after(first);
        let alone = rest >= range.end || self.same_text(rest, range.end);
        match tokens.kind(first) {
            Kind::Text | Kind::TemplateOpen if tokens.python() && self.formats(rest, range.end) => {
                self.formatted(first, tokens.is(rest, "%"));
            }
            Kind::Text if alone => self.known(&tokens.value(first)),
            Kind::TemplateOpen if alone => self.template(first, depth),
            Kind::Number if alone => self.known(tokens.text(first)),
            Kind::Open if alone && tokens.role(first) == Role::Group => {
                self.sum(first + 1..rest.saturating_sub(1), depth + 1);
            }
            Kind::Name if tokens.is_any(first, &["await", "new"]) => self.hole(),
            Kind::Name if alone => match self.definitions.constant(tokens.hash(first)) {
                Some(value) if value.len() <= self.budget && !value.contains(&first) && depth < 5 => {
                    self.budget -= value.len();
                    self.sum(value, depth + 1);
                }
                _ => self.hole(),
            },
            _ => self.hole(),
        }
    }

    /// Whether what follows up to `end` are only `.trim()` and the like.
    fn same_text(&self, mut index: usize, end: usize) -> bool {
        let tokens = self.tokens;
        while index < end {
            let method = tokens.is(index, ".") && tokens.is_any(index + 1, &SAME) && tokens.is(index + 2, "(");
            if !method {
                return false;
            }
            index = tokens.after(index + 2);
        }
        true
    }

    fn formats(&self, index: usize, end: usize) -> bool {
        let tokens = self.tokens;
        index < end
            && (tokens.is(index, "%")
                || tokens.is(index, ".") && tokens.is(index + 1, "format") && tokens.is(index + 2, "("))
    }

    /// `'…{}…'.format(…)` and `'…%s…' % …`.
    fn formatted(&mut self, text: usize, percent: bool) {
        let value = self.tokens.value(text).into_owned();
        let mut rest = value.as_str();
        let (mark, close) = if percent { ('%', None) } else { ('{', Some('}')) };
        while let Some((before, after)) = rest.split_once(mark) {
            if !before.is_empty() {
                self.known(before);
            }
            rest = match close {
                Some(close) => after.split_once(close).map_or("", |(_, after)| after),
                None if after.starts_with('%') => after.get(1..).unwrap_or_default(),
                None => {
                    let named = after.strip_prefix('(').and_then(|name| name.split_once(')')).map_or(after, |(_, a)| a);
                    named.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.').get(1..).unwrap_or_default()
                }
            };
            self.hole();
        }
        if !rest.is_empty() {
            self.known(rest);
        }
    }

    fn template(&mut self, open: usize, depth: usize) {
        let tokens = self.tokens;
        let close = tokens.partner(open).unwrap_or(open);
        let mut index = open + 1;
        self.result.some |= index == close;
        while index < close {
            if tokens.kind(index) == Kind::Piece {
                self.known(&tokens.value(index));
            } else if tokens.kind(index) == Kind::HoleOpen {
                let inner = index + 1..tokens.after(index).saturating_sub(1);
                self.sum(inner, depth + 1);
            }
            index = tokens.after(index);
        }
    }
}
