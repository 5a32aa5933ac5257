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
    /// The names that the values of a list are given to, one by one: `[id, secret] = […]`; and which is next.
    unpacked: Option<(usize, usize)>,
    place: usize,
    /// The name of the function whose body this is: what it returns is what it is called.
    function: Option<usize>,
    /// The first token of the current expression.
    start: usize,
    /// Up to here texts are already joined.
    joined: usize,
    role: Option<Role>,
}

impl Level {
    /// For the next statement.
    fn afresh(&self) -> Self {
        Self { role: self.role, function: self.function, ..Self::default() }
    }
}

/// No more names than these are followed on the left of one assignment.
const MOST_NAMES: usize = 16;

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
            *level = Level { start: index, joined: level.joined, ..level.afresh() };
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
            Kind::Name if tokens.is(index, "return") => {
                level.target = level.function;
                level.start = index + 1;
            }
            Kind::Name if tokens.is_any(index, &["throw", "raise", "in", "if", "else", "or", "and"]) => {
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
        let inner = Level { target: given, given, role: Some(role), ..Level::default() };
        match role {
            Role::Block => Level { function: self.function(open), ..inner },
            Role::Group | Role::List if level.start == open && level.unpacked.is_some() => {
                Level { target: self.element(level.unpacked, 0), unpacked: level.unpacked, ..inner }
            }
            _ => inner,
        }
    }

    /// The name of the function whose body this brace opens.
    fn function(&self, open: usize) -> Option<usize> {
        let tokens = self.tokens;
        let arrow = tokens.is(open.wrapping_sub(1), "=>");
        let close = open.wrapping_sub(if arrow { 2 } else { 1 });
        let before = tokens.partner(close).filter(|&open| tokens.role(open) == Role::Params)?.wrapping_sub(1);
        let before = if tokens.is(before, "async") { before.wrapping_sub(1) } else { before };
        let name = if tokens.is(before, "=") { before.wrapping_sub(1) } else { before };
        tokens.is_name(name).then_some(name)
    }

    /// The names that an assignment gives the values of a list to, as tokens from and to: those before this last one.
    fn unpacked(&self, last: usize, level: &Level) -> Option<(usize, usize)> {
        let tokens = self.tokens;
        if let Some(open) = tokens.partner(last) {
            let is_list = matches!(tokens.role(open), Role::List | Role::Group);
            return is_list.then_some((open + 1, last));
        }
        let bare = tokens.python() && tokens.is_name(last) && tokens.is(last.wrapping_sub(1), ",");
        let inside = !matches!(level.role, None | Some(Role::Block));
        if !bare || inside {
            return None;
        }
        let mut first = last;
        for _ in 0..MOST_NAMES {
            if !tokens.is(first.wrapping_sub(1), ",") || !tokens.is_name(first.wrapping_sub(2)) {
                break;
            }
            first -= 2;
        }
        Some((first, last + 1))
    }

    /// The name at this place of those.
    fn element(&self, unpacked: Option<(usize, usize)>, place: usize) -> Option<usize> {
        let (mut index, end) = unpacked.filter(|_| place < MOST_NAMES)?;
        let mut at = 0;
        while index < end {
            if at == place && !self.tokens.is(index, ",") {
                return self.tokens.is_name(index).then_some(index);
            }
            at += usize::from(self.tokens.is(index, ","));
            index = self.tokens.after(index);
        }
        None
    }

    fn sign(&self, index: usize, level: &mut Level) {
        let tokens = self.tokens;
        let before = index.wrapping_sub(1);
        match tokens.text(index) {
            "=" | ":=" | "+=" | "||=" | "??=" => {
                if !std::mem::take(&mut level.annotated) {
                    level.target = self.target(before).or(level.target);
                }
                level.unpacked = self.unpacked(before, level);
                level.place = 0;
                // `a, b = 'x', 'y'` has no brackets of its own.
                if level.unpacked.is_some() && !tokens.opens(index + 1) {
                    level.target = self.element(level.unpacked, 0);
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
                let first = tokens.kind(before) == Kind::Text && tokens.is_any(index.wrapping_sub(2), &["(", "["]);
                let setter = first && level.role == Some(Role::Call) && tokens.is_any(index.wrapping_sub(3), &SETTERS);
                // `[['Authorization', 'Bearer …']]`
                let pair = first
                    && matches!(level.role, Some(Role::List | Role::Group))
                    && level.unpacked.is_none()
                    && (level.given.is_none() || self.is_in_list(index))
                    && tokens.closes(tokens.after(index + 1));
                level.place += 1;
                level.target = if setter || pair {
                    Some(before)
                } else {
                    self.element(level.unpacked, level.place).or(level.given)
                };
                level.annotated = false;
                level.start = index + 1;
            }
            ";" => *level = Level { given: level.given, start: index + 1, ..level.afresh() },
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
        let by_place = || self.by_place(index, level);
        let name =
            if key { None } else { self.pair(index, level).or_else(|| self.name(level.target)).or_else(by_place) };
        let text = tokens.value(index).into_owned();
        self.literals.push(Literal { text, range: tokens.bytes(index, index), name });
    }

    /// Of all that is encoded only a user with a password is for signing in, whatever the result is called.
    fn pair(&self, index: usize, level: &Level) -> Option<String> {
        let encoded = level.role == Some(Role::Call)
            && self.tokens.is(index.wrapping_sub(1), "(")
            && self.tokens.is_any(index.wrapping_sub(2), &["b64encode", "btoa"]);
        (encoded && is_pair(&self.tokens.value(index))).then(|| "auth".to_owned())
    }

    /// Whether the bracket around this token is an element of a list.
    fn is_in_list(&self, index: usize) -> bool {
        let around = self.tokens.outer(index).and_then(|open| self.tokens.outer(open));
        around.is_some_and(|open| self.tokens.role(open) == Role::List)
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

/// `user:password`, and no address.
fn is_pair(text: &str) -> bool {
    text.split_once(':').is_some_and(|(user, password)| {
        let is_word = |part: &str| !part.is_empty() && !part.contains(|sign: char| sign.is_whitespace() || sign == ':');
        is_word(user) && is_word(password) && password.len() >= 6 && !password.starts_with("//")
    })
}
