//! The strings of the code, what they are given to, and what they are joined to.

use super::definitions::Definitions;
use super::fold::{Folded, fold};
use super::requests::is_auth;
use super::role::Role;
use super::token::{Kind, Tokens};
use super::{Joined, Literal};

/// What is known inside one pair of brackets.
#[derive(Debug, Clone, Copy, Default)]
struct Level {
    /// The token that names what the next value is given to.
    target: Option<usize>,
    /// What the value of the whole bracket is given to, for the next element.
    given: Option<usize>,
    /// Whether the target is fixed by `name: type` before an `=`.
    annotated: bool,
    /// The first token of the current expression.
    start: usize,
    /// Up to here texts are already joined.
    joined: usize,
    role: Option<Role>,
}

/// Functions that only dress up the text they get.
const WRAPPERS: [&str; 11] = [
    "btoa", "from", "b64encode", "String", "str", "bytes", "encodeURIComponent", "quote", "atob", "bytearray",
    "b64decode",
];

/// Functions whose first argument names the second.
const SETTERS: [&str; 10] = [
    "set", "append", "setRequestHeader", "setHeader", "header", "add_header", "putheader", "setdefault", "putenv",
    "add_unredirected_header",
];

/// Functions that take a credential by its place among the arguments, and what it is.
const BY_PLACE: [(&str, usize, &str); 8] = [
    ("login", 1, "password"),
    ("HTTPBasicAuth", 1, "password"),
    ("HTTPDigestAuth", 1, "password"),
    ("createHmac", 1, "secret"),
    ("hmac.new", 0, "secret"),
    ("jwt.sign", 1, "secret"),
    ("jwt.encode", 1, "secret"),
    ("jwt.verify", 1, "secret"),
];

/// All strings and all joined texts.
pub(super) fn find(tokens: &Tokens, definitions: &Definitions) -> (Vec<Literal>, Vec<Joined>) {
    let mut pass = Pass { tokens, definitions, literals: Vec::new(), joined: Vec::new(), stack: Vec::new() };
    let mut level = Level::default();
    for index in 0..tokens.len() {
        pass.visit(index, &mut level);
    }
    (pass.literals, pass.joined)
}

struct Pass<'a> {
    tokens: &'a Tokens,
    definitions: &'a Definitions,
    literals: Vec<Literal>,
    joined: Vec<Joined>,
    stack: Vec<Level>,
}

impl Pass<'_> {
    fn visit(&mut self, index: usize, level: &mut Level) {
        let tokens = self.tokens;
        let token = tokens.at(index);
        let statements = matches!(level.role, None | Some(Role::Block));
        if token.newline && statements && (tokens.python() || tokens.ends_value(index.wrapping_sub(1))) {
            *level = Level { start: index, joined: level.joined, role: level.role, ..Level::default() };
        }
        match token.kind {
            Kind::Text => {
                self.literal(index, level);
                self.join(index, level);
            }
            Kind::TemplateOpen => {
                self.join(index, level);
                self.enter(level, Level { target: level.target, given: level.target, ..Level::default() }, index);
            }
            Kind::Piece => self.literal(index, level),
            Kind::HoleOpen => self.enter(level, Level::default(), index),
            Kind::Open => {
                let inner = self.inside(index, level);
                self.enter(level, inner, index);
            }
            Kind::Close | Kind::HoleClose | Kind::TemplateClose => {
                if let Some(outer) = self.stack.pop() {
                    *level = outer;
                }
            }
            Kind::Sign => self.sign(index, level),
            Kind::Name if level.start == index && self.is_alone(index) => self.passed_on(index, level),
            Kind::Name if tokens.is_any(index, &["return", "throw", "raise", "in", "if", "else", "or", "and"]) => {
                level.start = index + 1;
            }
            _ => {}
        }
    }

    fn enter(&mut self, level: &mut Level, inner: Level, open: usize) {
        self.stack.push(*level);
        *level = Level { start: open + 1, ..inner };
    }

    /// What holds inside the bracket that opens here.
    fn inside(&self, open: usize, level: &Level) -> Level {
        let tokens = self.tokens;
        let role = tokens.role(open);
        let given = match role {
            Role::Group | Role::List => level.target,
            Role::Call if tokens.is_any(open.wrapping_sub(1), &WRAPPERS) => level.target,
            _ => None,
        };
        Level { target: given, given, role: Some(role), ..Level::default() }
    }

    fn sign(&self, index: usize, level: &mut Level) {
        let tokens = self.tokens;
        let before = index.wrapping_sub(1);
        match tokens.text(index) {
            "=" | ":=" | "+=" | "||=" | "??=" => {
                if !std::mem::take(&mut level.annotated) {
                    level.target = self.target(before).or(level.target);
                }
                level.start = index + 1;
            }
            ":" => {
                let key_start = tokens.partner(before).unwrap_or(before).wrapping_sub(1);
                let first = tokens.is_any(key_start, &["{", ","])
                    || tokens.python() && (tokens.is(key_start, "(") || tokens.at(before).newline);
                let keyed = matches!(level.role, Some(Role::Object));
                if keyed && first {
                    level.target = self.target(before);
                } else if tokens.python()
                    && first
                    && tokens.is_name(before)
                    && !matches!(level.role, Some(Role::Subscript))
                {
                    level.target = Some(before);
                    level.annotated = true;
                }
                level.start = index + 1;
            }
            "," => {
                let setter = level.role == Some(Role::Call)
                    && tokens.kind(before) == Kind::Text
                    && tokens.is(index.wrapping_sub(2), "(")
                    && tokens.is_any(index.wrapping_sub(3), &SETTERS);
                level.target = if setter { Some(before) } else { level.given };
                level.annotated = false;
                level.start = index + 1;
            }
            ";" => *level = Level { role: level.role, given: level.given, start: index + 1, ..Level::default() },
            "+" | "." | "?." | "%" => {}
            _ => level.start = index + 1,
        }
    }

    /// The token that names what is assigned to: `a`, the `b` of `a.b`, the `'k'` of `a['k']` or of `'k': …`.
    fn target(&self, last: usize) -> Option<usize> {
        let tokens = self.tokens;
        match tokens.kind(last) {
            Kind::Name | Kind::Text => Some(last),
            Kind::Close if tokens.is(last, "]") => {
                let inner = tokens.partner(last)? + 1;
                (inner + 1 == last && matches!(tokens.kind(inner), Kind::Text | Kind::Name)).then_some(inner)
            }
            _ => None,
        }
    }

    fn name(&self, target: Option<usize>) -> Option<String> {
        let target = target?;
        let tokens = self.tokens;
        Some(if tokens.is_name(target) { tokens.text(target).to_owned() } else { tokens.value(target).into_owned() })
    }

    fn literal(&mut self, index: usize, level: &Level) {
        let tokens = self.tokens;
        let key = tokens.is(index + 1, ":")
            && matches!(level.role, Some(Role::Object))
            && tokens.is_any(index.wrapping_sub(1), &["{", ","]);
        let name = if key { None } else { self.name(level.target).or_else(|| self.by_place(index, level)) };
        let text = tokens.value(index).into_owned();
        self.literals.push(Literal { text, range: tokens.bytes(index, index), name });
    }

    /// What an argument is by its place.
    fn by_place(&self, index: usize, level: &Level) -> Option<String> {
        let tokens = self.tokens;
        if level.role != Some(Role::Call) {
            return None;
        }
        let open = tokens.outer(index)?;
        let known = |name: &&str| BY_PLACE.iter().any(|(callee, ..)| callee.rsplit('.').next() == Some(*name));
        Some(tokens.text(open.wrapping_sub(1))).filter(known)?;
        let callee = tokens.callee(open);
        let last = callee.rsplit('.').next().unwrap_or(&callee);
        let (_, place, name) = BY_PLACE.iter().find(|(known, ..)| *known == callee || *known == last)?;
        tokens.parts(open).get(*place)?.contains(&index).then(|| (*name).to_owned())
    }

    /// Whether the value is this name and nothing more.
    fn is_alone(&self, index: usize) -> bool {
        let after = index + 1;
        self.tokens.is_any(after, &[",", ";"])
            || matches!(self.tokens.kind(after), Kind::Close | Kind::End)
            || self.tokens.at(after).newline
    }

    /// A text under a plain name that is given to a header or a field for keys: `{'X-API-Key': key}`.
    fn passed_on(&mut self, index: usize, level: &Level) {
        let tokens = self.tokens;
        let Some(target) = level.target.filter(|&target| target != index) else {
            return;
        };
        let value = self.definitions.constant(tokens.hash(index)).filter(|value| value.len() == 1);
        let Some(text) = value.map(|value| value.start).filter(|&text| tokens.kind(text) == Kind::Text) else {
            return;
        };
        if let Some(name) = self.name(Some(target)).filter(|name| is_auth(name)) {
            let text = tokens.value(text).into_owned();
            self.joined.push(Joined { name: Some(name), text, complete: true, range: tokens.bytes(index, index) });
        }
    }

    /// Joins the expression around the first text in it.
    fn join(&mut self, index: usize, level: &mut Level) {
        let tokens = self.tokens;
        if index < level.joined || index < level.start {
            return;
        }
        // Behind the longest chain that is followed, a new one starts.
        if level.joined > level.start {
            level.start = index;
        }
        let single = tokens.kind(index) == Kind::Text
            && level.start == index
            && !tokens.is_any(index + 1, &["+", "%", "."])
            && !matches!(tokens.kind(index + 1), Kind::Text | Kind::TemplateOpen);
        if single {
            return;
        }
        let end = self.chain_end(level.start, index);
        level.joined = end;
        let Folded { text, complete, some, parts } = fold(tokens, self.definitions, level.start..end);
        if some && parts > 1 {
            let range = tokens.bytes(level.start, end.saturating_sub(1));
            self.joined.push(Joined { name: self.name(level.target), text, complete, range });
        }
    }

    /// Where operands with nothing but `+` between them end.
    fn chain_end(&self, start: usize, text: usize) -> usize {
        let tokens = self.tokens;
        let limit = tokens.expression_end(start);
        let mut end = text;
        while end < limit {
            let foreign = tokens.kind(end) == Kind::Sign && !tokens.is_any(end, &["+", ".", "?.", "%"]);
            let word = tokens.is_any(end, &["if", "or", "and", "in", "not", "for", "else"]) && !tokens.is_member(end);
            if foreign || word {
                break;
            }
            end = tokens.after(end);
        }
        end.min(limit).max(text)
    }
}
