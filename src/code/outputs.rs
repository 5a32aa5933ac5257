//! What the code gives on: `return {…}`, `output = {…}`, and which Input Data feeds each key.

use std::ops::Range;

use super::definitions::How;
use super::flow::{ALL, Mask, sources};
use super::role::Role;
use super::token::{Kind, Tokens, hash};
use super::{Code, Outputs};

/// More functions than these are not told apart.
const MOST_FUNCTIONS: usize = 200;

pub(super) fn find(code: &Code) -> Outputs {
    let tokens = &code.tokens;
    if !tokens.balanced {
        return Outputs::Unknown;
    }
    let mut search = Search { code, tokens, keys: Vec::new(), values: Vec::new(), functions: Vec::new(), budget: 256 };
    if search.everything().is_none() {
        return Outputs::Unknown;
    }
    let keys = search.keys.into_iter().map(|(key, mask)| (key, sources(mask, code.reads()))).collect();
    Outputs::Keys(keys)
}

/// The value of each key, as tokens; that of a variable which is set once instead of its name.
pub(super) fn values(code: &Code) -> Vec<(String, Range<usize>)> {
    let tokens = &code.tokens;
    let mut search = Search { code, tokens, keys: Vec::new(), values: Vec::new(), functions: Vec::new(), budget: 256 };
    if !tokens.balanced || search.everything().is_none() {
        return Vec::new();
    }
    let mut values = search.values;
    for (_, value) in &mut values {
        for _ in 0..4 {
            let is_name = value.len() == 1 && tokens.is_name(value.start) && code.reads().at(value.start).is_none();
            let Some(constant) = code.definitions().constant(tokens.hash(value.start)).filter(|_| is_name) else {
                break;
            };
            *value = constant;
        }
    }
    values
}

struct Search<'a> {
    code: &'a Code,
    tokens: &'a Tokens,
    keys: Vec<(String, Mask)>,
    /// Each key with the tokens of its value.
    values: Vec<(String, Range<usize>)>,
    /// The bodies of Python's functions.
    functions: Vec<(usize, Range<usize>)>,
    /// How many more expressions may be looked at.
    budget: usize,
}

/// The function around a `return`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Around {
    Nothing,
    /// The function whose body starts at this token.
    Function(usize),
    TooDeep,
}

/// `None` from these functions means: it cannot be told.
impl Search<'_> {
    fn everything(&mut self) -> Option<()> {
        let tokens = self.tokens;
        let definitions = &self.code.definitions().list;
        if tokens.python() {
            let functions = definitions.iter().filter(|definition| definition.how == How::Function);
            self.functions = functions.map(|function| (function.token, function.value.clone())).collect();
            if self.functions.len() > MOST_FUNCTIONS {
                return None;
            }
        }
        let mut found = false;
        let main = self.body(hash("main"));
        for index in 0..tokens.len() {
            if tokens.is(index, "return") && !tokens.is_member(index) {
                let around = self.around(index);
                let exported = main.is_some_and(|main| around == Around::Function(main)) && !tokens.python();
                if around == Around::Nothing || exported {
                    found = true;
                    self.value(index + 1..tokens.expression_end(index + 1), 0)?;
                }
            } else if tokens.is(index, "callback")
                && tokens.is(index + 1, "(")
                && !tokens.is_member(index)
                && let [_, result] = tokens.parts(index + 1).as_slice()
            {
                found = true;
                self.value(result.clone(), 0)?;
            }
        }
        let output = hash("output");
        if self.code.definitions().is_data(output) && (tokens.python() || !found) {
            found = true;
            self.name(output, 0)?;
        }
        if !found && let Some(main) = main {
            found = true;
            self.returns(main, 0)?;
        }
        found.then_some(())
    }

    fn around(&self, index: usize) -> Around {
        if self.tokens.python() {
            let around = self.functions.iter().filter(|(_, body)| body.contains(&index));
            return around
                .max_by_key(|(_, body)| body.start)
                .map_or(Around::Nothing, |(_, body)| Around::Function(body.start));
        }
        let mut at = index;
        for _ in 0..64 {
            let Some(open) = self.tokens.outer(at) else { return Around::Nothing };
            let before = open.wrapping_sub(1);
            let after_parameters = self.tokens.is(before, ")")
                && self.tokens.partner(before).is_some_and(|open| self.tokens.role(open) == Role::Params);
            let method = after_parameters && self.tokens.is(open, "{");
            if method || self.tokens.is(before, "=>") {
                return Around::Function(open);
            }
            at = open;
        }
        Around::TooDeep
    }

    /// Where the body of the function of this name starts.
    fn body(&self, name: u64) -> Option<usize> {
        let [definition] = self.code.definitions().of(name) else { return None };
        let value = definition.value.clone();
        match definition.how {
            How::Function if self.tokens.python() => Some(value.start),
            How::Function => self.tokens.partner(value.end.wrapping_sub(1)),
            How::Whole => {
                let body = self.arrow(&value)?;
                self.tokens.is(body, "{").then_some(body)
            }
            _ => None,
        }
    }

    /// The first token behind the `=>` of a function that makes up this range.
    fn arrow(&self, range: &Range<usize>) -> Option<usize> {
        let start = if self.tokens.is(range.start, "async") { range.start + 1 } else { range.start };
        let arrow = self.tokens.after(start);
        self.tokens.is(arrow, "=>").then_some(arrow + 1).filter(|body| *body < range.end)
    }

    /// Everything that the function whose body starts here returns.
    fn returns(&mut self, body: usize, depth: usize) -> Option<()> {
        let tokens = self.tokens;
        let end = if tokens.python() {
            self.functions.iter().find(|(_, range)| range.start == body)?.1.end
        } else {
            tokens.partner(body)?
        };
        let mut found = None;
        self.budget = self.budget.checked_sub(1 + (end - body) / 64)?;
        for index in body..end {
            if tokens.is(index, "return") && !tokens.is_member(index) && self.around(index) == Around::Function(body) {
                self.value(index + 1..tokens.expression_end(index + 1), depth + 1)?;
                found = Some(());
            }
        }
        found
    }

    fn value(&mut self, range: Range<usize>, depth: usize) -> Option<()> {
        let tokens = self.tokens;
        self.budget = self.budget.checked_sub(1)?;
        if depth > 8 {
            return None;
        }
        let first = range.start;
        if range.is_empty() || first + 1 == range.end && tokens.is_any(first, &["null", "None", "undefined"]) {
            return Some(());
        }
        if tokens.is(first, "await") {
            return self.value(first + 1..range.end, depth + 1);
        }
        let rest = tokens.after(first);
        let alone = rest >= range.end;
        let comprehension = tokens.python() && tokens.is(rest, "for");
        if tokens.is(first, "{") && (alone || comprehension) {
            return self.object(first, depth);
        }
        if tokens.is(first, "(") && alone {
            return self.value(first + 1..rest.saturating_sub(1), depth + 1);
        }
        if tokens.is(first, "[") && alone {
            for part in tokens.parts(first) {
                let spread = usize::from(tokens.is_any(part.start, &["...", "*"]));
                self.value(part.start + spread..part.end, depth + 1)?;
            }
            return Some(());
        }
        if tokens.is_name(first) && alone && self.code.reads().at(first).is_none() {
            return self.name(tokens.hash(first), depth + 1);
        }
        if tokens.is_name(first) && tokens.is(rest, "(") && tokens.after(rest) >= range.end {
            return self.call(first, depth);
        }
        self.mapped(&range, depth).or_else(|| self.choice(&range, depth))
    }

    fn call(&mut self, function: usize, depth: usize) -> Option<()> {
        let name = self.tokens.hash(function);
        if let Some(body) = self.body(name) {
            return self.returns(body, depth + 1);
        }
        let value = self.code.definitions().constant(name)?;
        let body = self.arrow(&value)?;
        self.value(body..value.end, depth + 1)
    }

    /// `rows.map(row => ({…}))`
    fn mapped(&mut self, range: &Range<usize>, depth: usize) -> Option<()> {
        let tokens = self.tokens;
        let open = tokens.partner(range.end.wrapping_sub(1))?;
        let whole = tokens.chain_start(range.end.wrapping_sub(1)) == range.start;
        if !whole || !tokens.is(open, "(") || !tokens.is(open.wrapping_sub(1), "map") {
            return None;
        }
        let function = tokens.parts(open).into_iter().next()?;
        let body = self.arrow(&function)?;
        if tokens.is(body, "{") { self.returns(body, depth + 1) } else { self.value(body..function.end, depth + 1) }
    }

    /// `test ? {…} : {…}`
    fn choice(&mut self, range: &Range<usize>, depth: usize) -> Option<()> {
        let tokens = self.tokens;
        let find = |from: usize, sign: &str| {
            let mut index = from;
            while index < range.end && !tokens.is(index, sign) {
                index = tokens.after(index);
            }
            (index < range.end).then_some(index)
        };
        let question = find(range.start, "?")?;
        let colon = find(question, ":")?;
        self.value(question + 1..colon, depth + 1)?;
        self.value(colon + 1..range.end, depth + 1)
    }

    fn put(&mut self, key: String, value: Range<usize>) -> Option<()> {
        self.budget = self.budget.checked_sub(1)?;
        self.values.push((key.clone(), value.clone()));
        let mask = self.code.flow().mask(self.tokens, self.code.reads(), value);
        match self.keys.iter_mut().find(|(known, _)| *known == key) {
            Some((_, known)) => *known |= mask,
            None => self.keys.push((key, mask)),
        }
        Some(())
    }

    fn object(&mut self, open: usize, depth: usize) -> Option<()> {
        let tokens = self.tokens;
        for part in tokens.parts(open) {
            let key = part.start;
            let next = key + 1;
            if tokens.is_any(key, &["...", "**"]) {
                self.value(next..part.end, depth + 1)?;
            } else if tokens.kind(key) == Kind::Text && tokens.is(next, ":") {
                self.put(tokens.value(key).into_owned(), next + 1..part.end)?;
            } else if matches!(tokens.kind(key), Kind::Name | Kind::Number) && tokens.is(next, ":") && !tokens.python()
            {
                self.put(tokens.text(key).to_owned(), next + 1..part.end)?;
            } else if tokens.is_name(key) && next == part.end && !tokens.python() {
                self.put(tokens.text(key).to_owned(), part)?;
            } else {
                return None;
            }
        }
        Some(())
    }

    /// What a variable holds at the end.
    fn name(&mut self, name: u64, depth: usize) -> Option<()> {
        let definitions = self.code.definitions().of(name);
        if definitions.is_empty() || depth > 8 {
            return None;
        }
        for definition in definitions {
            let value = definition.value.clone();
            match definition.how {
                How::Whole | How::Item => self.value(value, depth + 1)?,
                How::Part(Some(key)) if self.tokens.is_name(key) => {
                    self.put(self.tokens.text(key).to_owned(), value)?
                }
                How::Part(Some(key)) => self.put(self.tokens.value(key).into_owned(), value)?,
                _ => return None,
            }
        }
        Some(())
    }
}

/// Whether a set of keys holds any Input Data.
pub(super) fn any_input(mask: Mask) -> bool {
    mask & !super::flow::RESPONSE != 0 || mask & ALL != 0
}
