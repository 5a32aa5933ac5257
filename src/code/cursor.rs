//! Cuts a source text into tokens: what both languages share.

use super::Language;
use super::role::Role;
use super::token::{Kind, NONE, Token, Tokens, Words, hash, inside_quotes, is_keyword};

/// Reads forward through a text; every byte is visited a bounded number of times.
pub(super) struct Cursor<'a> {
    pub(super) source: &'a str,
    language: Language,
    pub(super) at: usize,
    pub(super) balanced: bool,
    /// Whether a new line came since the last token.
    pub(super) newline: bool,
    /// Up to here a regular expression was looked for in vain.
    pub(super) no_pattern_before: usize,
    list: Vec<Token>,
    comments: Vec<std::ops::Range<usize>>,
    open: Vec<u32>,
    words: Words,
}

/// Reads a text as tokens.
pub(super) fn tokens(source: &str, language: Language) -> Tokens {
    // Positions are kept in 32 bits; no Code step comes near that.
    let source = if u32::try_from(source.len()).is_ok() { source } else { "" };
    let mut cursor = Cursor {
        source,
        language,
        at: 0,
        balanced: true,
        newline: true,
        no_pattern_before: 0,
        list: Vec::with_capacity(source.len() / 4 + 4),
        comments: Vec::new(),
        open: Vec::new(),
        words: Words::default(),
    };
    while cursor.at < source.len() {
        match language {
            Language::JavaScript => super::javascript::step(&mut cursor),
            Language::Python => super::python::step(&mut cursor),
        }
    }
    let balanced = cursor.balanced && cursor.open.is_empty();
    let Cursor { list, comments, words, .. } = cursor;
    let mut tokens = Tokens { source: source.into(), language, list, comments, balanced, words };
    tokens.find_roles();
    tokens
}

impl<'a> Cursor<'a> {
    pub(super) fn rest(&self) -> &'a str {
        self.source.get(self.at..).unwrap_or_default()
    }

    /// The byte so many places ahead; 0 behind the end.
    #[inline]
    pub(super) fn byte(&self, ahead: usize) -> u8 {
        self.source.as_bytes().get(self.at + ahead).copied().unwrap_or(0)
    }

    pub(super) fn starts(&self, text: &str) -> bool {
        self.rest().starts_with(text)
    }

    /// Goes on by so many bytes, and to the next character's start.
    pub(super) fn skip(&mut self, bytes: usize) {
        self.at = (self.at + bytes).min(self.source.len());
        while !self.source.is_char_boundary(self.at) {
            self.at += 1;
        }
    }

    /// Goes to the first of these bytes (ASCII), or the end.
    pub(super) fn skip_to(&mut self, stops: &[u8]) {
        let rest = self.rest().as_bytes();
        self.at += rest.iter().position(|byte| stops.contains(byte)).unwrap_or(rest.len());
    }

    pub(super) fn last(&self) -> Option<(Kind, &'a str)> {
        let token = self.list.last()?;
        Some((token.kind, self.source.get(token.start as usize..token.end as usize).unwrap_or_default()))
    }

    /// The kind and text of the innermost open bracket.
    pub(super) fn innermost(&self) -> Option<(Kind, &'a str)> {
        let token = self.list.get(*self.open.last()? as usize)?;
        Some((token.kind, self.source.get(token.start as usize..token.end as usize).unwrap_or_default()))
    }

    /// Adds the token from `start` to here.
    pub(super) fn push(&mut self, kind: Kind, start: usize) {
        let outer = self.open.last().copied().unwrap_or(NONE);
        let newline = std::mem::take(&mut self.newline);
        let text = self.source.get(start..self.at).unwrap_or_default();
        let name = if kind == Kind::Name { hash(text) } else { 0 };
        match kind {
            Kind::Name => self.words.add(name),
            Kind::Text if text.len() < 48 => self.words.add(hash(inside_quotes(text).1)),
            _ => {}
        }
        self.list.push(Token {
            kind,
            newline,
            keyword: kind == Kind::Name && is_keyword(text, name, self.language),
            role: Role::Block,
            start: start as u32,
            end: self.at as u32,
            partner: NONE,
            outer,
            hash: name,
        });
    }

    pub(super) fn open(&mut self, kind: Kind, start: usize) {
        let index = self.list.len() as u32;
        self.push(kind, start);
        self.open.push(index);
    }

    /// Adds a closing token and pairs it with the innermost open one, if they fit.
    pub(super) fn close(&mut self, kind: Kind, start: usize) {
        let closing = self.source.get(start..self.at).unwrap_or_default();
        let fits = match (self.innermost(), kind) {
            (Some((Kind::Open, "(")), Kind::Close) => closing == ")",
            (Some((Kind::Open, "[")), Kind::Close) => closing == "]",
            (Some((Kind::Open, "{")), Kind::Close) => closing == "}",
            (Some((Kind::HoleOpen, _)), Kind::HoleClose) => true,
            (Some((Kind::TemplateOpen, _)), Kind::TemplateClose) => true,
            _ => false,
        };
        let opening = if fits { self.open.pop() } else { None };
        let index = self.list.len() as u32;
        self.push(kind, start);
        let Some(opening) = opening else {
            self.balanced = false;
            return;
        };
        if let Some(token) = self.list.get_mut(opening as usize) {
            token.partner = index;
        }
        if let Some(token) = self.list.last_mut() {
            token.partner = opening;
        }
    }

    /// Adds what lies between here and the first of these bytes as a comment.
    pub(super) fn line_comment(&mut self) {
        let start = self.at;
        self.skip_to(b"\n");
        self.comments.push(start..self.at);
    }

    pub(super) fn block_comment(&mut self) {
        let start = self.at;
        let length = self.rest().get(2..).and_then(|rest| rest.find("*/"));
        self.balanced &= length.is_some();
        self.at = length.map_or(self.source.len(), |length| start + length + 4);
        let text = self.source.get(start..self.at).unwrap_or_default();
        self.newline |= text.contains('\n');
        self.comments.push(start..self.at);
    }

    /// Goes to the end of a quoted text, whose opening quote is behind the cursor.
    pub(super) fn skip_quoted(&mut self, quote: &str) {
        let first = quote.bytes().next().unwrap_or(b'"');
        let many_lines = quote.len() == 3;
        loop {
            self.skip_to(&[first, b'\\', b'\n']);
            match self.byte(0) {
                b'\\' => self.skip(if self.rest().starts_with("\\\r\n") { 3 } else { 2 }),
                b'\n' if many_lines => self.skip(1),
                byte if byte == first && self.starts(quote) => return self.skip(quote.len()),
                byte if byte == first => self.skip(1),
                _ => {
                    self.balanced = false;
                    return;
                }
            }
        }
    }

    /// Takes a name; letters of any script count.
    pub(super) fn skip_name(&mut self) {
        let rest = self.source.as_bytes().get(self.at..).unwrap_or_default();
        self.at += rest.iter().take_while(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'$')).count();
        if !self.byte(0).is_ascii() {
            let more = self.rest();
            let other = |character: char| !(character.is_alphanumeric() || matches!(character, '_' | '$'));
            self.at += more.find(other).unwrap_or(more.len());
        }
    }

    pub(super) fn number(&mut self) {
        let start = self.at;
        let hexadecimal = matches!(self.byte(1), b'x' | b'X');
        loop {
            let byte = self.byte(0);
            let exponent = matches!(byte, b'e' | b'E') && !hexadecimal && matches!(self.byte(1), b'+' | b'-');
            if exponent {
                self.at += 2;
            } else if byte.is_ascii_alphanumeric() || byte == b'_' || (byte == b'.' && self.byte(1).is_ascii_digit()) {
                self.at += 1;
            } else {
                break;
            }
        }
        self.push(Kind::Number, start);
    }

    /// Takes the longest of these signs, else one character.
    pub(super) fn sign(&mut self, signs: &[&str]) {
        let start = self.at;
        // Most signs stand alone, and only these bytes go second.
        let pairs = matches!(self.byte(1), b'=' | b'>' | b'<' | b'&' | b'|' | b'?' | b'.' | b'+' | b'-' | b'*' | b'/');
        let rest = self.source.as_bytes().get(self.at..).unwrap_or_default();
        let begins = |sign: &&&str| sign.as_bytes().first() == rest.first() && rest.starts_with(sign.as_bytes());
        let longest = if pairs { signs.iter().find(begins) } else { None };
        let length = longest.map_or(1, |sign| sign.len());
        self.skip(length);
        self.push(Kind::Sign, start);
    }

    /// Blanks and bracket signs, which are the same everywhere. Whether something was taken.
    pub(super) fn blank_or_bracket(&mut self) -> bool {
        let start = self.at;
        match self.byte(0) {
            b'\n' | b' ' | b'\t' | b'\r' | 0x0c => {
                let rest = self.source.as_bytes().get(self.at..).unwrap_or_default();
                let blanks = rest.iter().take_while(|byte| matches!(byte, b'\n' | b' ' | b'\t' | b'\r' | 0x0c));
                let mut count = 0;
                for blank in blanks {
                    count += 1;
                    self.newline |= *blank == b'\n';
                }
                self.at += count;
            }
            b'(' | b'[' | b'{' => {
                self.at += 1;
                self.open(Kind::Open, start);
            }
            b')' | b']' | b'}' => {
                self.at += 1;
                self.close(Kind::Close, start);
            }
            _ => return false,
        }
        true
    }
}

/// Takes the backslashes out of a quoted text.
pub(super) fn unescape(text: &str) -> String {
    let mut result = String::with_capacity(text.len());
    let mut characters = text.chars();
    while let Some(character) = characters.next() {
        if character != '\\' {
            result.push(character);
            continue;
        }
        match characters.next() {
            Some('n') => result.push('\n'),
            Some('t') => result.push('\t'),
            Some('r') => result.push('\r'),
            Some('0') => result.push('\0'),
            Some('\n') | None => {}
            Some('\r') => {
                if characters.as_str().starts_with('\n') {
                    characters.next();
                }
            }
            Some(kind @ ('x' | 'u')) => match code_point(kind, characters.as_str()) {
                Some((character, length)) => {
                    result.push(character);
                    characters = characters.as_str().get(length..).unwrap_or_default().chars();
                }
                None => result.push(kind),
            },
            Some(other) => result.push(other),
        }
    }
    result
}

fn code_point(kind: char, rest: &str) -> Option<(char, usize)> {
    let (digits, length) = match (kind, rest.strip_prefix('{')) {
        ('u', Some(inner)) => {
            let length = inner.bytes().take(9).position(|byte| byte == b'}')?;
            (inner.get(..length)?, length + 2)
        }
        ('u', None) => (rest.get(..4)?, 4),
        _ => (rest.get(..2)?, 2),
    };
    Some((char::from_u32(u32::from_str_radix(digits, 16).ok()?)?, length))
}
