//! Finds personal numbers and addresses in text by their structure and checksum.
//!
//! Numbers are read as runs: digits and letters with single signs between them, never a part of a longer run. What a
//! checksum and a structure prove is `certain`. A number that one in ten random numbers would pass proves something only
//! where a word beside it, or the field's name, says what it is; it is found otherwise, too, as not certain.

mod bank;
mod checksum;
mod contact;
mod states;
mod table;

use super::{Class, Classes, has_phrase};
use crate::{word, words::Word};
use std::ops::Range;

/// A value in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ValueFound {
    /// Its class.
    pub class: Class,
    /// What it is, in plain English with its article.
    pub kind: Word,
    /// Where it stands, in bytes.
    pub range: Range<usize>,
    /// Whether it is proved; otherwise it may be any number.
    pub certain: bool,
}

/// The longest number in the tables, as written: an IBAN in groups of four.
const LONGEST: usize = 42;

/// The fewest digits of any of them.
const FEWEST: usize = 4;

/// A run of letters, digits and single signs, as people write numbers.
struct Run<'t> {
    /// As it is written: `DE89 3704 0044 …`.
    text: &'t str,
    /// Letters in upper case and digits, nothing else.
    plain: [u8; LONGEST],
    len: usize,
    digits: usize,
}

impl<'t> Run<'t> {
    fn of(text: &'t str) -> Option<Self> {
        let mut run = Self { text, plain: [0; LONGEST], len: 0, digits: 0 };
        for byte in text.bytes().filter(u8::is_ascii_alphanumeric) {
            *run.plain.get_mut(run.len)? = byte.to_ascii_uppercase();
            run.len += 1;
            run.digits += usize::from(byte.is_ascii_digit());
        }
        (run.digits >= FEWEST).then_some(run)
    }

    fn plain(&self) -> &[u8] {
        self.plain.get(..self.len).unwrap_or(&[])
    }

    /// Whether it is written like `###-##-####` (`#` a digit, `@` a letter, `*` either; others as they are).
    fn is_written(&self, shape: &str) -> bool {
        self.text.len() == shape.len()
            && self.text.bytes().zip(shape.bytes()).all(|(byte, shape)| match shape {
                b'#' => byte.is_ascii_digit(),
                b'@' => byte.is_ascii_uppercase(),
                b'*' => byte.is_ascii_digit() || byte.is_ascii_uppercase(),
                sign => byte == sign,
            })
    }
}

/// The personal numbers and addresses in a text, in order. Made-up ones (`example.com`, 555-0100 to 555-0199) are none.
#[must_use]
pub fn values_in(text: &str) -> Vec<ValueFound> {
    values_under(text, || Classes::NONE)
}

/// The same for the text of a field. What its name promises is asked only where there is a number that needs it.
#[must_use]
pub fn values_under(text: &str, named: impl Fn() -> Classes) -> Vec<ValueFound> {
    let bytes = text.as_bytes();
    let digits = bytes.iter().filter(|byte| byte.is_ascii_digit()).take(FEWEST).count();
    let mut found = if bytes.contains(&b'@') { contact::addresses(text) } else { Vec::new() };
    if digits < FEWEST {
        return found;
    }
    contact::phones(text, &mut found);
    numbers(text, &named, &mut found);
    contact::whole(text, named, &mut found);
    crate::sorted::sort_by_numbers(&mut found, |value| [value.range.start as u64, !(value.range.end as u64)]);
    let mut end = 0;
    found.retain(|value| {
        let free = value.range.start >= end;
        end = end.max(value.range.end);
        free
    });
    found
}

/// The next word of a text from here: signs inside a number (`-`, `.`, `/`) belong to it.
fn piece(text: &str, from: usize) -> Option<Range<usize>> {
    let part = |character: char| {
        character.is_alphanumeric()
            || matches!(character, '-' | '.' | '/' | '+' | '_' | '@' | ':' | '=' | '&' | '%' | '#')
    };
    let rest = text.get(from..)?;
    let start = from + rest.find(part)?;
    let len = text.get(start..)?.find(|character| !part(character)).unwrap_or(text.len() - start);
    Some(start..start + len)
}

fn numbers(text: &str, named: &impl Fn() -> Classes, found: &mut Vec<ValueFound>) {
    /// The most pieces of a number: an IBAN of 34 characters in groups of four.
    const MOST: usize = 9;
    let mut at = 0;
    while let Some(first) = piece(text, at) {
        at = first.end;
        if !may_begin(text, &first) {
            continue;
        }
        // Every run of pieces with one space between them that begins here; the longest goes first. A digit group before
        // or behind would make the run longer, so a card inside a longer row of digits is none.
        let mut ends = [first.end; MOST];
        let mut count = 1;
        let mut end = first.end;
        while let Some(next) = piece(text, end).filter(|next| {
            count < MOST
                && next.start == end + 1
                && next.end - first.start <= LONGEST
                && text.as_bytes().get(end) == Some(&b' ')
                && is_group(text, next)
        }) {
            end = next.end;
            if let Some(place) = ends.get_mut(count) {
                *place = end;
            }
            count += 1;
        }
        for end in ends.into_iter().take(count).rev() {
            let written = text.get(first.start..end).unwrap_or("");
            let trimmed = written.trim_end_matches(['.', ':', '-', '/', '#', '&', '=', '_', '%', '+', '@']);
            let is_row = trimmed.len() == written.len() && trimmed.contains(' ');
            if trimmed.len() > LONGEST || is_row && is_part_of_a_row(text, first.start..end) {
                continue;
            }
            let range = first.start..first.start + trimmed.len();
            if let Some(value) = known(text, range, named) {
                at = value.range.end;
                found.push(value);
                break;
            }
        }
    }
}

/// Every number begins with a piece that has a digit, or with two letters (`AB 12 …`). Leaves prose alone, cheaply.
fn may_begin(text: &str, piece: &Range<usize>) -> bool {
    piece.len() == 2 || text.get(piece.clone()).is_some_and(|piece| piece.bytes().any(|byte| byte.is_ascii_digit()))
}

/// A further group of a number has digits, or few letters: `WEST`, `C`.
fn is_group(text: &str, piece: &Range<usize>) -> bool {
    text.get(piece.clone())
        .is_some_and(|piece| piece.is_ascii() && (piece.len() <= 5 || piece.bytes().any(|byte| byte.is_ascii_digit())))
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

/// What stands at this place of the text.
fn known(text: &str, range: Range<usize>, named: &impl Fn() -> Classes) -> Option<ValueFound> {
    let written = text.get(range.clone())?;
    if !written.is_ascii() || written.contains(['@', ':', '=', '&', '%', '#', '_']) {
        return None;
    }
    let run = Run::of(written)?;
    let certain = |(class, kind)| ValueFound { class, kind, range: range.clone(), certain: true };
    if bank::is_card(&run) {
        let said = || has_phrase(words_beside(text, &range), bank::CARD_WORDS) || named().contains(Class::Card);
        let proved = !bank::may_be_goods(&run) || said();
        return Some(ValueFound { class: Class::Card, kind: word!("a payment card number"), range, certain: proved });
    }
    if let Some(value) = bank::iban(&run) {
        return Some(certain(value));
    }
    let mut open: Option<&table::Row> = None;
    let mut beside: Option<&str> = None;
    let mut promised: Option<Classes> = None;
    for row in table::ROWS {
        let strong = row.proved.iter().any(|shape| run.is_written(shape));
        if !strong && !row.open.iter().any(|shape| run.is_written(shape)) || !(row.check)(run.plain()) {
            continue;
        }
        if strong || has_phrase(beside.get_or_insert_with(|| words_beside(text, &range)), row.words) {
            return Some(certain((row.class, Word::new(row.kind))));
        }
        let of_class = promised.get_or_insert_with(named).contains(row.class);
        if open.is_none() || of_class {
            open = Some(row);
        }
        if of_class {
            break;
        }
    }
    let row = open?;
    if promised.is_some_and(|promised| promised.contains(row.class)) {
        return Some(certain((row.class, row.class.label())));
    }
    if row.class == Class::GovId && has_phrase(beside.unwrap_or(""), table::ANY_STATE) {
        return Some(certain((row.class, row.class.label())));
    }
    Some(ValueFound { class: row.class, kind: Word::new(row.kind), range, certain: false })
}

/// The text just before and just behind, where people write what a number is: "SSN: …", "… (BSN)".
fn words_beside<'t>(text: &'t str, range: &Range<usize>) -> &'t str {
    let cut = |mut at: usize| {
        while !text.is_char_boundary(at) {
            at += 1;
        }
        at
    };
    let start = cut(range.start.saturating_sub(40));
    let end = cut((range.end + 16).min(text.len()));
    text.get(start..end).unwrap_or("")
}

/// What all of the numbers are called.
#[cfg(test)]
pub(super) fn kinds() -> impl Iterator<Item = &'static str> {
    table::ROWS.iter().map(|row| row.kind)
}

#[cfg(test)]
mod tests;
