//! Where the code reads the Input Data, and which keys of it.

use super::definitions::{Definitions, How};
use super::fold::fold;
use super::role::Role;
use super::token::{Kind, Tokens, hash};
use super::{InputUse, Keys};
use crate::sorted::sort_by_numbers;

/// What one mention of the Input Data reads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Read {
    /// The key of this number.
    Key(usize),
    /// Everything, or it cannot be told.
    Whole,
    /// Nothing by itself: a parameter, a second name, a test whether it is there.
    Nothing,
}

/// Every mention of the Input Data.
#[derive(Debug, Clone, Default)]
pub(super) struct Reads {
    /// The keys read, in order of mention.
    pub(super) keys: Vec<String>,
    /// The token of each mention, and what it reads; in order.
    pub(super) mentions: Vec<(usize, Read)>,
    /// Names taken by `{a, b: c} = inputData`: the token of the name, and the key's number.
    pub(super) taken: Vec<(usize, usize)>,
    unknown: bool,
}

/// No more second names than these are followed.
const MOST_NAMES: usize = 8;

impl Reads {
    pub(super) fn find(tokens: &Tokens, definitions: &Definitions) -> Self {
        let mut reads = Self { unknown: !tokens.balanced, ..Self::default() };
        if !tokens.may_say(&["inputData", "input_data", "input"]) {
            return reads;
        }
        let names = reads.names(tokens, definitions);
        for (index, token) in tokens.list.iter().enumerate() {
            if names.contains(&token.hash) && is_mention(tokens, index) {
                let read = reads.read(tokens, definitions, index, &names);
                reads.mentions.push((index, read));
            }
        }
        reads
    }

    pub(super) fn used(&self) -> InputUse {
        if self.unknown || self.mentions.iter().any(|(_, read)| *read == Read::Whole) {
            return InputUse::All;
        }
        InputUse::Keys(Keys(self.keys.clone()))
    }

    pub(super) fn at(&self, token: usize) -> Option<Read> {
        let found = self.mentions.binary_search_by_key(&token, |(token, _)| *token).ok()?;
        self.mentions.get(found).map(|(_, read)| *read)
    }

    /// The names the Input Data goes by.
    fn names(&mut self, tokens: &Tokens, definitions: &Definitions) -> Vec<u64> {
        let mut names = if tokens.python() { vec![hash("input_data"), hash("input")] } else { vec![hash("inputData")] };
        for (index, token) in tokens.list.iter().enumerate() {
            if !names.contains(&token.hash) || !is_mention(tokens, index) || !is_alone(tokens, index) {
                continue;
            }
            let name = index.wrapping_sub(2);
            if !tokens.is(index.wrapping_sub(1), "=") || !tokens.is_name(name) || tokens.is_member(name) {
                continue;
            }
            // A name that is also something else at times is not followed; the mention then counts as whole.
            let known = tokens.hash(name);
            if definitions.constant(known).is_some() && !names.contains(&known) {
                if names.len() >= MOST_NAMES {
                    self.unknown = true;
                    break;
                }
                names.push(known);
            }
        }
        names
    }

    fn key(&mut self, key: &str) -> Read {
        let found = self.keys.iter().position(|known| known == key);
        if found.is_none() && self.keys.len() >= 512 {
            return Read::Whole;
        }
        Read::Key(found.unwrap_or_else(|| {
            self.keys.push(key.to_owned());
            self.keys.len() - 1
        }))
    }

    fn read(&mut self, tokens: &Tokens, definitions: &Definitions, index: usize, names: &[u64]) -> Read {
        let (before, after) = (index.wrapping_sub(1), index + 1);
        if tokens.is_any(after, &[".", "?."]) {
            return self.member(tokens, definitions, after + 1);
        }
        if tokens.is(after, "[") {
            return self.subscript(tokens, definitions, after);
        }
        if tokens.is(before, "in") {
            let text = index.wrapping_sub(2);
            let text = if tokens.is(text, "not") { text.wrapping_sub(1) } else { text };
            return if tokens.kind(text) == Kind::Text { self.key(&tokens.value(text)) } else { Read::Whole };
        }
        let is_parameter = tokens.outer(index).is_some_and(|open| {
            tokens.role(open) == Role::Params
                || tokens.is(open, "{") && tokens.outer(open).is_some_and(|outer| tokens.role(outer) == Role::Params)
        });
        // `main({inputData: {a, b}})`
        if is_parameter && tokens.is(after, ":") {
            let close = tokens.after(after + 1).saturating_sub(1);
            return if tokens.is(after + 1, "{") { self.pattern(tokens, close) } else { Read::Whole };
        }
        let exists = tokens.is_any(before, &["!", "typeof", "not"])
            || tokens.is_any(after, &["&&", "and", "?"])
            || tokens.is_any(after, &["==", "!=", "===", "!==", "is"])
            || tokens.is(before, "if") && tokens.is(after, ":")
            || tokens.is(before, "(") && tokens.is(after, ")") && tokens.is(index.wrapping_sub(2), "if");
        if is_parameter || exists || tokens.is_any(after, &["=", "=>"]) {
            return Read::Nothing;
        }
        if tokens.is(before, "=") && is_alone(tokens, index) {
            let target = index.wrapping_sub(2);
            if tokens.is(target, "}") {
                return self.pattern(tokens, target);
            }
            if tokens.is_name(target) && !tokens.is_member(target) && names.contains(&tokens.hash(target)) {
                return Read::Nothing;
            }
        }
        Read::Whole
    }

    /// `.key`, `.get('key')`, `?.['key']`.
    fn member(&mut self, tokens: &Tokens, definitions: &Definitions, name: usize) -> Read {
        if tokens.is(name, "[") {
            return self.subscript(tokens, definitions, name);
        }
        if !tokens.is_name(name) {
            return Read::Whole;
        }
        let called = tokens.is(name + 1, "(");
        if !called {
            return if tokens.python() { Read::Whole } else { self.key(tokens.text(name)) };
        }
        let by_key: &[&str] =
            if tokens.python() { &["get", "pop", "setdefault", "__getitem__"] } else { &["hasOwnProperty"] };
        if tokens.is_any(name, by_key) && tokens.is_any(name + 3, &[",", ")"]) {
            return self.subscript(tokens, definitions, name + 1);
        }
        let other_member = !tokens.python() && !tokens.is_any(name, &["toString", "valueOf", "hasOwnProperty"]);
        if other_member { self.key(tokens.text(name)) } else { Read::Whole }
    }

    /// `['key']`, or `('key', …)` of a call.
    fn subscript(&mut self, tokens: &Tokens, definitions: &Definitions, open: usize) -> Read {
        let Some(part) = tokens.parts(open).into_iter().next() else { return Read::Whole };
        let folded = fold(tokens, definitions, part);
        if folded.complete && folded.some { self.key(&folded.text) } else { Read::Whole }
    }

    /// `{a, b: c} = inputData`, whose closing brace this is.
    fn pattern(&mut self, tokens: &Tokens, close: usize) -> Read {
        let Some(open) = tokens.partner(close) else { return Read::Whole };
        for part in tokens.parts(open) {
            let key = part.start;
            let value = match tokens.kind(key) {
                Kind::Name => tokens.text(key).to_owned(),
                Kind::Text => tokens.value(key).into_owned(),
                _ => return Read::Whole,
            };
            let Read::Key(number) = self.key(&value) else { return Read::Whole };
            let target = if tokens.is(key + 1, ":") { key + 2 } else { key };
            if tokens.is_name(target) {
                self.taken.push((target, number));
            }
        }
        sort_by_numbers(&mut self.taken, |&(token, key)| [token as u64, key as u64]);
        Read::Nothing
    }
}

/// Whether one of the names of the Input Data stands for it here.
fn is_mention(tokens: &Tokens, index: usize) -> bool {
    if tokens.is_member(index) {
        return false;
    }
    // `input` is also a function, a named argument and a key.
    let asks = tokens.python() && tokens.is(index, "input") && tokens.is_any(index + 1, &["(", "="]);
    let key = tokens.is(index + 1, ":")
        && tokens.is_any(index.wrapping_sub(1), &["{", ","])
        && tokens.outer(index).is_some_and(|open| {
            let in_parameters = tokens.outer(open).is_some_and(|outer| tokens.role(outer) == Role::Params);
            tokens.role(open) == Role::Object && !in_parameters && !tokens.python()
        });
    !asks && !key
}

/// Whether nothing but a default follows: `= inputData;`, `= inputData || {}`.
fn is_alone(tokens: &Tokens, index: usize) -> bool {
    let end = tokens.expression_end(index);
    end == index + 1
        || tokens.is_any(index + 1, &["||", "??", "or"])
            && tokens.is(index + 2, "{")
            && tokens.is(index + 3, "}")
            && end == index + 4
}

impl Definitions {
    /// Whether a name ever stands for data, not only for a function or a library.
    pub(super) fn is_data(&self, name: u64) -> bool {
        self.of(name).iter().any(|definition| !matches!(definition.how, How::Import | How::Function))
    }
}
