//! Finds personal numbers and addresses in text by their structure and checksum.
//!
//! Numbers are read as runs: digits and letters with single signs between them, never a part of a longer run. What a
//! checksum and a structure prove is `certain`; a number that one in ten or more random numbers would pass is not, and
//! proves something only together with a name that agrees.

mod bank;
mod checksum;
mod contact;
mod states;

use super::Class;
use std::ops::Range;

/// A value in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ValueFound {
    /// Its class.
    pub class: Class,
    /// What it is, in plain English with its article.
    pub kind: &'static str,
    /// Where it stands, in bytes.
    pub range: Range<usize>,
    /// Whether structure and checksum alone prove it; otherwise use it only under a name that agrees.
    pub certain: bool,
}

/// A run of letters, digits and single signs, as people write numbers.
struct Run<'t> {
    /// As it is written: `DE89 3704 0044 …`.
    text: &'t str,
    /// Letters in upper case and digits, nothing else.
    plain: String,
}

impl Run<'_> {
    fn digits(&self) -> Option<Vec<u32>> {
        self.plain.chars().map(|character| character.to_digit(10)).collect()
    }

    /// Whether it is written in groups like `###-##-####` (`#` a digit, `@` a letter, `*` either; others as they are).
    fn is_written(&self, shape: &str) -> bool {
        self.text.len() == shape.len()
            && self.text.bytes().zip(shape.bytes()).all(|(byte, shape)| match shape {
                b'#' => byte.is_ascii_digit(),
                b'@' => byte.is_ascii_alphabetic(),
                b'*' => byte.is_ascii_alphanumeric(),
                sign => byte == sign,
            })
    }
}

/// What a run is: its class, its name and whether that is certain.
type Known = (Class, &'static str, bool);

/// The longest number in the tables, as written: an IBAN in groups of four.
const LONGEST: usize = 42;

/// The fewest digits of any of them, with room for the letters that Italy may put for some.
const FEWEST: usize = 5;

/// The personal numbers and addresses in a text, in order. Made-up ones (`example.com`, 555-0100 to 555-0199) are none.
#[must_use]
pub fn values_in(text: &str) -> Vec<ValueFound> {
    let bytes = text.as_bytes();
    let has_digit = bytes.iter().any(u8::is_ascii_digit);
    if !has_digit && !bytes.contains(&b'@') {
        return Vec::new();
    }
    let mut found = contact::addresses(text);
    if has_digit {
        found.extend(contact::phones(text));
        numbers(text, &mut found);
    }
    crate::sorted::sort_by_numbers(&mut found, |value| [value.range.start as u64, !(value.range.end as u64)]);
    let mut end = 0;
    found.retain(|value| {
        let free = value.range.start >= end;
        end = end.max(value.range.end);
        free
    });
    found
}

/// Words of a text: where each begins and ends. Signs inside a number (`-`, `.`, `/`) belong to it.
fn pieces(text: &str) -> Vec<Range<usize>> {
    let mut pieces: Vec<Range<usize>> = Vec::new();
    let mut start = None;
    let part = |character: char| {
        character.is_alphanumeric()
            || matches!(character, '-' | '.' | '/' | '+' | '_' | '@' | ':' | '=' | '&' | '%' | '#')
    };
    for (at, character) in text.char_indices() {
        match (part(character), start) {
            (true, None) => start = Some(at),
            (false, Some(from)) => {
                pieces.push(from..at);
                start = None;
            }
            _ => {}
        }
    }
    pieces.extend(start.map(|from| from..text.len()));
    pieces
}

fn numbers(text: &str, found: &mut Vec<ValueFound>) {
    let pieces = pieces(text);
    let mut skip_to = 0;
    for (at, first) in pieces.iter().enumerate() {
        if first.start < skip_to || !may_begin(text.get(first.clone()).unwrap_or("")) {
            continue;
        }
        // The longest run of pieces with one space between them that is something known. A digit group before or behind
        // would make the run longer, so a card inside a longer row of digits is none.
        let after = pieces.get(at..).unwrap_or(&[]);
        let joined = after.windows(2).take_while(|pair| match pair {
            [left, right] => text.get(left.end..right.start) == Some(" "),
            _ => false,
        });
        let most = 1 + joined.take(8).count();
        for count in (1..=most).rev() {
            let Some(last) = after.get(count - 1) else { continue };
            let written = text.get(first.start..last.end).unwrap_or("");
            let trimmed = written.trim_end_matches(['.', ':', '-', '/', '#', '&', '=', '_', '%', '+', '@']);
            if trimmed.len() > LONGEST || !trimmed.is_ascii() || !trimmed.contains(|c: char| c.is_ascii_digit()) {
                continue;
            }
            let is_whole = trimmed.len() == written.len() && trimmed.contains(' ');
            if is_whole && is_part_of_a_row(text, first.start..last.end) {
                continue;
            }
            if let Some((class, kind, certain)) = known(trimmed) {
                let range = first.start..first.start + trimmed.len();
                skip_to = range.end;
                found.push(ValueFound { class, kind, range, certain });
                break;
            }
        }
    }
}

/// Every number begins with a piece that has a digit, or with two letters (`AB 12 …`). Leaves prose alone, cheaply.
fn may_begin(piece: &str) -> bool {
    piece.len() == 2 || piece.bytes().any(|byte| byte.is_ascii_digit())
}

/// Whether a further group of digits stands before or behind, one space away.
fn is_part_of_a_row(text: &str, range: Range<usize>) -> bool {
    let is_group = |group: Option<&str>| {
        group.is_some_and(|group| !group.is_empty() && group.bytes().all(|byte| byte.is_ascii_digit()))
    };
    let before = text.get(..range.start).and_then(|before| before.strip_suffix(' '));
    let after = text.get(range.end..).and_then(|after| after.strip_prefix(' '));
    is_group(before.and_then(|before| before.rsplit(char::is_whitespace).next()))
        || is_group(after.and_then(|after| after.split(|sign: char| !sign.is_alphanumeric() && sign != '/').next()))
}

fn known(text: &str) -> Option<Known> {
    let digits = text.bytes().filter(u8::is_ascii_digit).count();
    if digits < FEWEST || text.contains(['@', ':', '=', '&', '%', '#', '_']) {
        return None;
    }
    let plain = text.bytes().filter(u8::is_ascii_alphanumeric).map(|byte| byte.to_ascii_uppercase() as char).collect();
    let run = Run { text, plain };
    bank::card(&run).or_else(|| bank::iban(&run)).or_else(|| states::number(&run))
}

#[cfg(test)]
mod tests;
