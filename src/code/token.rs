//! Tokens: one shape for both languages, with the brackets already paired.

use std::borrow::Cow;
use std::ops::Range;
use std::sync::LazyLock;

use super::Language;
use super::role::Role;
pub(super) use crate::index::hash;

/// What a token is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// A name or a keyword.
    Name,
    Number,
    /// A whole string without holes, prefix and quotes included.
    Text,
    /// A regular expression literal.
    Pattern,
    /// The start of a template or f-string: prefix and quote.
    TemplateOpen,
    /// The text of a template between two holes.
    Piece,
    TemplateClose,
    HoleOpen,
    HoleClose,
    /// `(`, `[` or `{`.
    Open,
    Close,
    /// An operator or other punctuation.
    Sign,
    /// What stands before the first and after the last token.
    End,
}

/// No such token.
pub(super) const NONE: u32 = u32::MAX;

/// One token.
#[derive(Debug, Clone, Copy)]
pub(super) struct Token {
    pub(super) kind: Kind,
    /// Whether a new line starts before it (a continued line does not count).
    pub(super) newline: bool,
    /// Whether it is a name that ends no value, such as `return`.
    pub(super) keyword: bool,
    /// What an opening bracket is for.
    pub(super) role: Role,
    pub(super) start: u32,
    pub(super) end: u32,
    /// The other bracket of the pair, else [`NONE`].
    pub(super) partner: u32,
    /// The bracket around it, else [`NONE`].
    pub(super) outer: u32,
    /// The [`hash`] of a name; 0 for all else.
    pub(super) hash: u64,
}

impl Token {
    /// In bytes.
    fn len(&self) -> usize {
        self.end.saturating_sub(self.start) as usize
    }
}

static END: Token = Token {
    kind: Kind::End,
    newline: true,
    keyword: false,
    role: Role::Block,
    start: 0,
    end: 0,
    partner: NONE,
    outer: NONE,
    hash: 0,
};

/// A source text and its tokens.
#[derive(Debug, Clone)]
pub(super) struct Tokens {
    pub(super) source: Box<str>,
    pub(super) language: Language,
    pub(super) list: Vec<Token>,
    pub(super) comments: Vec<Range<usize>>,
    /// Whether every bracket and string that opens also closes; else nothing about structure can be relied on.
    pub(super) balanced: bool,
    /// The words that may stand in it.
    pub(super) words: Words,
}

/// The names and short strings of a source, so that most questions are answered without a look at it. It may say
/// "maybe" where the answer is no, never the other way round.
#[derive(Debug, Clone, Default)]
pub(super) struct Words([u64; 32]);

impl Words {
    pub(super) fn add(&mut self, hash: u64) {
        if let Some(part) = self.0.get_mut((hash >> 6) as usize % 32) {
            *part |= 1 << (hash % 64);
        }
    }

    fn may_hold(&self, hash: u64) -> bool {
        self.0.get((hash >> 6) as usize % 32).is_some_and(|part| part & (1 << (hash % 64)) != 0)
    }
}

/// How many tokens of one level an expression is followed; keeps hostile input linear.
const LONGEST_EXPRESSION: usize = 1024;

impl Tokens {
    pub(super) fn len(&self) -> usize {
        self.list.len()
    }

    #[inline]
    pub(super) fn at(&self, index: usize) -> &Token {
        self.list.get(index).unwrap_or(&END)
    }

    #[inline]
    pub(super) fn kind(&self, index: usize) -> Kind {
        self.at(index).kind
    }

    /// The token as it is written; empty where there is none.
    pub(super) fn text(&self, index: usize) -> &str {
        let token = self.at(index);
        self.source.get(token.start as usize..token.end as usize).unwrap_or_default()
    }

    /// Whether the token is this sign, bracket or word (never a string).
    #[inline]
    pub(super) fn is(&self, index: usize, text: &str) -> bool {
        let Some(token) = self.list.get(index) else { return false };
        // Most questions are answered by the length: asked for every token, this must cost next to nothing.
        token.len() == text.len()
            && matches!(token.kind, Kind::Name | Kind::Sign | Kind::Open | Kind::Close)
            && self.source.as_bytes().get(token.start as usize..token.start as usize + text.len())
                == Some(text.as_bytes())
    }

    #[inline]
    pub(super) fn is_any(&self, index: usize, texts: &[&str]) -> bool {
        texts.iter().any(|text| self.is(index, text))
    }

    /// Whether one of these names or strings may stand in it.
    pub(super) fn may_say(&self, words: &[&str]) -> bool {
        words.iter().any(|word| self.words.may_hold(hash(word)))
    }

    #[inline]
    pub(super) fn is_name(&self, index: usize) -> bool {
        self.kind(index) == Kind::Name
    }

    pub(super) fn python(&self) -> bool {
        self.language == Language::Python
    }

    /// The bytes from the first to the last of these tokens.
    pub(super) fn bytes(&self, first: usize, last: usize) -> Range<usize> {
        let (start, end) = (self.at(first).start as usize, self.at(last).end as usize);
        start..end.max(start)
    }

    pub(super) fn partner(&self, index: usize) -> Option<usize> {
        let partner = self.at(index).partner;
        (partner != NONE).then_some(partner as usize)
    }

    pub(super) fn outer(&self, index: usize) -> Option<usize> {
        let outer = self.at(index).outer;
        (outer != NONE).then_some(outer as usize)
    }

    pub(super) fn opens(&self, index: usize) -> bool {
        matches!(self.kind(index), Kind::Open | Kind::TemplateOpen | Kind::HoleOpen)
    }

    pub(super) fn closes(&self, index: usize) -> bool {
        matches!(self.kind(index), Kind::Close | Kind::TemplateClose | Kind::HoleClose)
    }

    /// The token after this one, a bracketed part taken as one.
    pub(super) fn after(&self, index: usize) -> usize {
        if self.opens(index) { self.partner(index).map_or(self.len(), |close| close + 1) } else { index + 1 }
    }

    /// Whether it is a member's name (`a.b`, `a?.b`).
    pub(super) fn is_member(&self, index: usize) -> bool {
        self.is_any(index.wrapping_sub(1), &[".", "?."])
    }

    /// Whether an expression may end with this token.
    pub(super) fn ends_value(&self, index: usize) -> bool {
        match self.kind(index) {
            Kind::Name => !self.at(index).keyword || self.is_member(index),
            Kind::Number | Kind::Text | Kind::Pattern | Kind::TemplateClose | Kind::Close => true,
            Kind::Sign => self.is_any(index, &["++", "--"]),
            _ => false,
        }
    }

    /// Where the expression that starts here ends (the first token behind it).
    pub(super) fn expression_end(&self, start: usize) -> usize {
        let in_brackets = self.outer(start).is_some();
        let mut index = start;
        for _ in 0..LONGEST_EXPRESSION {
            let token = self.at(index);
            match token.kind {
                Kind::End | Kind::Close | Kind::HoleClose | Kind::TemplateClose | Kind::Piece => break,
                Kind::Sign if self.is_any(index, &[",", ";"]) || (self.python() && self.is(index, ":")) => break,
                _ if index > start && token.newline && self.breaks_line(index, in_brackets) => break,
                _ => index = self.after(index),
            }
        }
        index.min(self.len())
    }

    fn breaks_line(&self, index: usize, in_brackets: bool) -> bool {
        if self.python() {
            return !in_brackets;
        }
        let starts = match self.kind(index) {
            Kind::Name => !self.is_any(index, &["in", "of", "instanceof"]),
            Kind::Number | Kind::Text => true,
            Kind::Open => self.is(index, "{"),
            Kind::Sign => self.is_any(index, &["!", "++", "--"]),
            _ => false,
        };
        starts && self.ends_value(index.wrapping_sub(1))
    }

    /// The first token of the chain of members, keys and calls that ends with this one: `a` of `a.b[0].c`.
    pub(super) fn chain_start(&self, last: usize) -> usize {
        let mut index = last;
        for _ in 0..64 {
            if self.closes(index) {
                match self.partner(index) {
                    Some(open) => index = open,
                    None => return index,
                }
                if !matches!(self.role(index), Role::Call | Role::Subscript) {
                    return index;
                }
                let before = index.wrapping_sub(1);
                index = if self.is(before, "?.") { before.wrapping_sub(1) } else { before };
            } else if self.is_name(index) && self.is_member(index) {
                index = index.wrapping_sub(2);
            } else {
                return if self.kind(index) == Kind::End { index.wrapping_add(1) } else { index };
            }
        }
        index
    }

    /// The dotted names before an opening parenthesis, without spaces: `axios.post`.
    pub(super) fn callee(&self, open: usize) -> Cow<'_, str> {
        let last = open.wrapping_sub(1);
        if self.is_name(last) && !self.is_member(last) {
            return Cow::Borrowed(self.text(last));
        }
        let mut names: Vec<&str> = Vec::new();
        let mut index = open.wrapping_sub(1);
        if self.is(index, "?.") {
            index = index.wrapping_sub(1);
        }
        while self.is_name(index) && names.len() < 6 {
            names.push(self.text(index));
            if !self.is_member(index) {
                break;
            }
            index = index.wrapping_sub(2);
            if !self.is_name(index) {
                names.push("");
            }
        }
        names.reverse();
        Cow::Owned(names.join("."))
    }

    /// The arguments or elements between a pair of brackets, as ranges of tokens.
    pub(super) fn parts(&self, open: usize) -> Vec<Range<usize>> {
        let close = self.partner(open).unwrap_or(open);
        let mut parts = Vec::new();
        let (mut start, mut index) = (open + 1, open + 1);
        while index < close {
            if self.is(index, ",") {
                if index > start {
                    parts.push(start..index);
                }
                start = index + 1;
            }
            index = self.after(index);
        }
        if close > start {
            parts.push(start..close);
        }
        parts
    }

    /// How far in a token stands on its line, in bytes; looks back a few hundred bytes only.
    pub(super) fn column(&self, index: usize) -> usize {
        let start = self.at(index).start as usize;
        let before = self.source.as_bytes().get(start.saturating_sub(400)..start).unwrap_or_default();
        before.iter().rev().take_while(|&&byte| byte != b'\n').count()
    }

    /// A hash of a name: equal names have equal hashes.
    #[inline]
    pub(super) fn hash(&self, index: usize) -> u64 {
        self.at(index).hash
    }

    /// What a string, or a piece of a template, stands for.
    pub(super) fn value(&self, index: usize) -> Cow<'_, str> {
        let text = self.text(index);
        match self.kind(index) {
            Kind::Text => {
                let (prefix, inner) = inside_quotes(text);
                if prefix.contains(['r', 'R']) { Cow::Borrowed(inner) } else { self.unescaped(inner) }
            }
            Kind::Piece if self.python() => {
                let opening = self.outer(index).map_or("", |open| self.text(open));
                let text = if opening.contains(['r', 'R']) { Cow::Borrowed(text) } else { self.unescaped(text) };
                let doubled = text.contains("{{") || text.contains("}}");
                if doubled { Cow::Owned(text.replace("{{", "{").replace("}}", "}")) } else { text }
            }
            Kind::Piece => self.unescaped(text),
            _ => Cow::Borrowed(""),
        }
    }

    fn unescaped<'a>(&self, text: &'a str) -> Cow<'a, str> {
        if text.contains('\\') { Cow::Owned(super::cursor::unescape(text)) } else { Cow::Borrowed(text) }
    }
}

/// Words after which an expression begins or goes on: in both languages, and in each.
const KEYWORDS: [&str; 17] = [
    "return", "if", "for", "while", "in", "await", "yield", "else", "import", "from", "as", "case", "with", "finally",
    "try", "async", "assert",
];
const JAVASCRIPT: [&str; 16] = [
    "typeof", "of", "new", "throw", "void", "delete", "do", "instanceof", "switch", "catch", "const", "let", "var",
    "export", "default", "function",
];
const PYTHON: [&str; 10] = ["and", "or", "not", "is", "lambda", "raise", "del", "elif", "except", "def"];

/// Whether a name with this hash is a word after which an expression begins or goes on.
pub(super) fn is_keyword(text: &str, hash: u64, language: Language) -> bool {
    static ANY: LazyLock<Words> = LazyLock::new(|| {
        let mut words = Words::default();
        KEYWORDS.iter().chain(&JAVASCRIPT).chain(&PYTHON).for_each(|word| words.add(self::hash(word)));
        words
    });
    // Most names are none.
    ANY.may_hold(hash)
        && (KEYWORDS.contains(&text)
            || match language {
                Language::JavaScript => JAVASCRIPT.contains(&text),
                Language::Python => PYTHON.contains(&text),
            })
}

pub(super) fn inside_quotes(text: &str) -> (&str, &str) {
    let prefix = text.bytes().take_while(u8::is_ascii_alphabetic).count();
    let (prefix, quoted) = text.split_at_checked(prefix).unwrap_or(("", text));
    for quote in ["\"\"\"", "'''", "\"", "'", "`"] {
        if let Some(inner) = quoted.strip_prefix(quote) {
            return (prefix, inner.strip_suffix(quote).unwrap_or(inner));
        }
    }
    (prefix, quoted)
}
