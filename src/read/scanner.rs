//! Walks over a JSON text that need not fit into memory, and copies the parts that are asked for.
//!
//! It looks at the structure alone: brackets, commas, colons and where a text ends. Numbers and escapes are looked at by
//! those who read the copy.

use std::io::{self, Read};

use super::{ends_early, not_json};
use crate::words::Said;

/// How much is read at once.
const CHUNK: usize = 128 << 10;

/// A place in the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Mark {
    /// The bytes before it.
    pub(super) offset: u64,
    /// Its line, from 1.
    pub(super) line: usize,
    /// The UTF-16 code units before it on its line, as SARIF and most editors count columns.
    pub(super) column: usize,
}

/// What stands in the way.
#[derive(Debug)]
pub(super) enum Fault {
    /// The text goes on otherwise than JSON does, or not at all. The column counts from 1, as people do.
    Broken(Mark, Said),
    /// The text cannot be read on.
    Source(io::Error),
}

/// A name of a member, as far as it matters here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Key {
    Zaps,
    Metadata,
    Other,
}

pub(super) struct Scanner<'s> {
    source: &'s mut dyn Read,
    buffer: Box<[u8]>,
    /// The next byte, and the end of what was read, in the buffer.
    at: usize,
    end: usize,
    /// How many bytes there were before the buffer's.
    before: u64,
    line: usize,
    line_start: u64,
    /// How many more bytes than UTF-16 code units there are from the line's start to the next byte.
    surplus: i64,
    copy: Copy,
    /// A copy takes no more than this.
    largest: usize,
}

/// What is being copied.
struct Copy {
    /// What was copied out of earlier buffers.
    text: Vec<u8>,
    /// Where the copy goes on in this buffer; nothing is copied without.
    from: Option<usize>,
    /// There was more than may be copied.
    is_too_large: bool,
}

impl<'s> Scanner<'s> {
    pub(super) fn new(source: &'s mut dyn Read, largest: usize) -> Self {
        let copy = Copy { text: Vec::new(), from: None, is_too_large: false };
        let buffer = vec![0; CHUNK].into_boxed_slice();
        Self { source, buffer, at: 0, end: 0, before: 0, line: 1, line_start: 0, surplus: 0, copy, largest }
    }

    /// The next byte, which is not taken; `None` at the end.
    pub(super) fn peek(&mut self) -> Result<Option<u8>, Fault> {
        if self.at == self.end {
            self.refill()?;
        }
        Ok(self.rest().first().copied())
    }

    /// Takes the byte that was peeked at.
    pub(super) fn step(&mut self) {
        if let Some(&byte) = self.rest().first() {
            self.surplus += surplus(&[byte]);
            self.at += 1;
        }
    }

    /// Takes a byte order mark, where there is one: it is no part of the text, and its line starts behind it.
    pub(super) fn skip_byte_order_mark(&mut self) -> Result<(), Fault> {
        if self.peek()? == Some(0xef) {
            (0..3).for_each(|_| self.step());
            (self.line_start, self.surplus) = (self.before + self.at as u64, 0);
        }
        Ok(())
    }

    /// Takes everything that is in memory.
    pub(super) fn skip_buffer(&mut self) {
        self.at = self.end;
    }

    fn rest(&self) -> &[u8] {
        self.buffer.get(self.at..self.end).unwrap_or_default()
    }

    #[cold]
    fn refill(&mut self) -> Result<(), Fault> {
        if let Some(from) = self.copy.from {
            self.copy.is_too_large |= self.copy.text.len() + (self.end - from) > self.largest;
            if self.copy.is_too_large {
                self.copy.text = Vec::new();
            } else {
                self.copy.text.extend_from_slice(self.buffer.get(from..self.end).unwrap_or_default());
            }
            self.copy.from = Some(0);
        }
        self.before += self.end as u64;
        (self.at, self.end) = (0, 0);
        self.end = loop {
            match self.source.read(&mut self.buffer) {
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                read => break read.map_err(Fault::Source)?,
            }
        };
        Ok(())
    }

    /// Where the next byte is.
    pub(super) fn mark(&self) -> Mark {
        let offset = self.before + self.at as u64;
        let column = offset.saturating_sub(self.line_start).saturating_add_signed(-self.surplus);
        Mark { offset, line: self.line, column: usize::try_from(column).unwrap_or(usize::MAX) }
    }

    /// Copies from here on, and says where that is.
    pub(super) fn keep(&mut self) -> Mark {
        self.copy = Copy { text: Vec::new(), from: Some(self.at), is_too_large: false };
        self.mark()
    }

    /// Whether anything is being copied.
    pub(super) fn keeps(&self) -> bool {
        self.copy.from.is_some()
    }

    /// How much was copied up to here.
    pub(super) fn length(&self) -> usize {
        self.copy.from.map_or(0, |from| self.copy.text.len() + (self.at - from))
    }

    /// What was copied from a length on.
    pub(super) fn kept_from(&self, length: usize) -> Vec<u8> {
        let here = self.copy.from.and_then(|from| self.buffer.get(from..self.at)).unwrap_or_default();
        self.copy.text.iter().chain(here).skip(length).copied().collect()
    }

    /// Ends the copy, and gives it; `None` where there was too much of it.
    pub(super) fn kept(&mut self) -> Option<Vec<u8>> {
        let from = self.copy.from.take()?;
        let mut text = std::mem::take(&mut self.copy.text);
        let here = self.buffer.get(from..self.at).unwrap_or_default();
        if self.copy.is_too_large || text.len() + here.len() > self.largest {
            return None;
        }
        text.extend_from_slice(here);
        Some(text)
    }

    /// Ends the copy without using it.
    pub(super) fn forget(&mut self) {
        self.copy = Copy { text: Vec::new(), from: None, is_too_large: false };
    }

    /// Skips blanks, and gives the byte behind them.
    pub(super) fn next(&mut self) -> Result<Option<u8>, Fault> {
        loop {
            match self.peek()? {
                Some(b'\n') => self.new_line(),
                Some(b' ' | b'\t' | b'\r') => self.at += 1,
                other => return Ok(other),
            }
        }
    }

    /// Takes a line break.
    pub(super) fn new_line(&mut self) {
        self.at += 1;
        self.line += 1;
        (self.line_start, self.surplus) = (self.before + self.at as u64, 0);
    }

    /// The next byte is not what it must be, or is missing.
    pub(super) fn broken(&self, expected: &str) -> Fault {
        let mut mark = self.mark();
        if self.at == self.end {
            return Fault::Broken(mark, ends_early());
        }
        mark.column += 1;
        Fault::Broken(mark, not_json(expected))
    }

    /// Takes one byte that must be there.
    pub(super) fn expect(&mut self, byte: u8, expected: &str) -> Result<(), Fault> {
        if self.next()? == Some(byte) {
            self.at += 1;
            return Ok(());
        }
        Err(self.broken(expected))
    }

    /// The next member of an object that is open, up to its value; `None` where the object ends.
    pub(super) fn member(&mut self, is_first: bool) -> Result<Option<Key>, Fault> {
        match self.next()? {
            Some(b'}') => {
                self.at += 1;
                return Ok(None);
            }
            Some(b',') if !is_first => self.at += 1,
            _ if !is_first => return Err(self.broken("expected `,` or `}`")),
            _ => {}
        }
        self.key().map(Some)
    }

    /// A key with its colon.
    fn key(&mut self) -> Result<Key, Fault> {
        if self.next()? != Some(b'"') {
            return Err(self.broken("key must be a string"));
        }
        let key = self.text()?;
        self.expect(b':', "expected `:`")?;
        Ok(key)
    }

    /// A whole value.
    pub(super) fn value(&mut self) -> Result<(), Fault> {
        let mut open: Vec<u8> = Vec::new();
        loop {
            match self.next()? {
                Some(b'"') => {
                    self.text()?;
                }
                Some(b'{') => {
                    self.at += 1;
                    open.push(b'}');
                    if self.next()? != Some(b'}') {
                        self.key()?;
                        continue;
                    }
                }
                Some(b'[') => {
                    self.at += 1;
                    open.push(b']');
                    if self.next()? != Some(b']') {
                        continue;
                    }
                }
                Some(byte) if is_word(byte) => self.word()?,
                _ => return Err(self.broken("expected value")),
            }
            // A value has ended, or an object or list is empty: what was opened may end here, too.
            loop {
                let Some(end) = open.last().copied() else { return Ok(()) };
                match self.next()? {
                    Some(b',') => {
                        self.at += 1;
                        if end == b'}' {
                            self.key()?;
                        }
                        break;
                    }
                    Some(byte) if byte == end => {
                        self.at += 1;
                        open.pop();
                    }
                    _ if end == b'}' => return Err(self.broken("expected `,` or `}`")),
                    _ => return Err(self.broken("expected `,` or `]`")),
                }
            }
        }
    }

    /// A number, or one of the three words.
    fn word(&mut self) -> Result<(), Fault> {
        while self.peek()?.is_some_and(is_word) {
            self.at += 1;
        }
        Ok(())
    }

    /// A text with its quotes.
    fn text(&mut self) -> Result<Key, Fault> {
        self.at += 1;
        // Enough of it to know the keys that matter.
        let mut start = [0; 9];
        let mut length = 0;
        loop {
            let Some(byte) = self.peek()? else { return Err(self.broken("EOF while parsing a string")) };
            let rest = self.rest();
            let plain =
                rest.iter().position(|&byte| byte == b'"' || byte == b'\\' || byte < b' ').unwrap_or(rest.len());
            for (place, &byte) in start.iter_mut().skip(length).zip(rest.iter().take(plain)) {
                *place = byte;
            }
            length = length.saturating_add(plain);
            let more = surplus(rest.get(..plain).unwrap_or_default());
            self.surplus += more;
            self.at += plain;
            if plain > 0 {
                continue;
            }
            match byte {
                b'"' => {
                    self.at += 1;
                    return Ok(match start.get(..length) {
                        Some(b"zaps") => Key::Zaps,
                        Some(b"metadata") => Key::Metadata,
                        _ => Key::Other,
                    });
                }
                b'\\' => {
                    self.at += 1;
                    length = start.len() + 1;
                    if self.peek()?.is_none_or(|byte| byte < b' ') {
                        return Err(self.broken("invalid escape"));
                    }
                    self.at += 1;
                }
                _ => return Err(self.broken("control character (\\u0000-\\u001F) found while parsing a string")),
            }
        }
    }
}

/// The UTF-16 code units in a text.
pub(super) fn columns(text: &[u8]) -> usize {
    text.len().saturating_add_signed(isize::try_from(-surplus(text)).unwrap_or_default())
}

/// How many more bytes there are than UTF-16 code units: a character takes one of these, or two where it has four bytes.
fn surplus(bytes: &[u8]) -> i64 {
    bytes.iter().map(|&byte| i64::from(byte & 0xc0 == 0x80) - i64::from(byte >= 0xf0)).sum()
}

fn is_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'+' | b'.')
}
