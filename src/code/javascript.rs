//! Where the tokens of JavaScript begin and end.

use super::cursor::Cursor;
use super::token::Kind;

const SIGNS: [&str; 26] = [
    "===", "!==", "...", "**=", "??=", "||=", "&&=", ">>>", "=>", "==", "!=", "<=", ">=", "&&", "||", "??", "?.", "++",
    "--", "+=", "-=", "*=", "/=", "%=", "**", "<<",
];

/// Words after which a slash starts a regular expression.
const BEFORE_PATTERN: [&str; 14] = [
    "return", "typeof", "case", "in", "of", "delete", "void", "throw", "new", "else", "do", "await", "yield",
    "instanceof",
];

/// Takes the next token, blank or comment.
pub(super) fn step(cursor: &mut Cursor<'_>) {
    let start = cursor.at;
    match cursor.byte(0) {
        b' ' | b'\n' | b'(' | b')' => {
            cursor.blank_or_bracket();
        }
        b'}' if matches!(cursor.innermost(), Some((Kind::HoleOpen, _))) => {
            cursor.skip(1);
            cursor.close(Kind::HoleClose, start);
            template(cursor);
        }
        b'/' if cursor.byte(1) == b'/' => cursor.line_comment(),
        b'/' if cursor.byte(1) == b'*' => cursor.block_comment(),
        b'/' if pattern(cursor) => {}
        quote @ (b'"' | b'\'') => {
            cursor.skip(1);
            cursor.skip_quoted(if quote == b'"' { "\"" } else { "'" });
            cursor.push(Kind::Text, start);
        }
        b'`' => {
            cursor.skip(1);
            cursor.open(Kind::TemplateOpen, start);
            template(cursor);
        }
        byte if byte.is_ascii_digit() => cursor.number(),
        b'?' if cursor.byte(1) == b'.' && cursor.byte(2).is_ascii_digit() => cursor.sign(&[]),
        byte if byte.is_ascii_alphabetic() || matches!(byte, b'_' | b'$') => {
            cursor.skip_name();
            cursor.push(Kind::Name, start);
        }
        byte if !byte.is_ascii() => other(cursor),
        _ if cursor.blank_or_bracket() => {}
        _ => cursor.sign(&SIGNS),
    }
}

/// A character beyond ASCII: part of a name, a blank, or nothing known.
pub(super) fn other(cursor: &mut Cursor<'_>) {
    let start = cursor.at;
    match cursor.rest().chars().next() {
        Some(character) if character.is_alphanumeric() => {
            cursor.skip_name();
            cursor.push(Kind::Name, start);
        }
        Some(character) if character.is_whitespace() || character == '\u{feff}' => cursor.skip(1),
        _ => cursor.sign(&[]),
    }
}

/// The text of a template up to its end or its next hole.
fn template(cursor: &mut Cursor<'_>) {
    let start = cursor.at;
    loop {
        cursor.skip_to(b"`\\$");
        match cursor.byte(0) {
            b'\\' => cursor.skip(2),
            b'$' if cursor.byte(1) != b'{' => cursor.skip(1),
            _ => break,
        }
    }
    if cursor.at > start {
        cursor.push(Kind::Piece, start);
    }
    let end = cursor.at;
    match cursor.byte(0) {
        b'`' => {
            cursor.skip(1);
            cursor.close(Kind::TemplateClose, end);
        }
        b'$' => {
            cursor.skip(2);
            cursor.open(Kind::HoleOpen, end);
        }
        _ => cursor.balanced = false,
    }
}

/// Takes a regular expression, if the slash starts one.
fn pattern(cursor: &mut Cursor<'_>) -> bool {
    let may_start = match cursor.last() {
        None => true,
        Some((Kind::Sign, text)) => !matches!(text, "++" | "--"),
        Some((Kind::Open | Kind::HoleOpen, _)) => true,
        Some((Kind::Close, text)) => text == "}",
        Some((Kind::Name, text)) => BEFORE_PATTERN.contains(&text),
        Some(_) => false,
    };
    if !may_start || cursor.at < cursor.no_pattern_before {
        return false;
    }
    let start = cursor.at;
    let mut in_class = false;
    cursor.skip(1);
    loop {
        cursor.skip_to(b"/\\[]\n");
        match cursor.byte(0) {
            b'\\' if cursor.byte(1) != b'\n' => cursor.skip(2),
            b'[' => {
                in_class = true;
                cursor.skip(1);
            }
            b']' => {
                in_class = false;
                cursor.skip(1);
            }
            b'/' if in_class => cursor.skip(1),
            b'/' => break,
            _ => {
                cursor.no_pattern_before = cursor.at;
                cursor.at = start;
                return false;
            }
        }
    }
    cursor.skip(1);
    cursor.skip_name();
    cursor.push(Kind::Pattern, start);
    true
}
