//! Where the tokens of Python begin and end.

use super::cursor::Cursor;
use super::token::Kind;

const SIGNS: [&str; 20] = [
    "...", "**=", "//=", ">>=", "<<=", "==", "!=", "<=", ">=", ":=", "->", "**", "//", "+=", "-=", "*=", "/=", "%=",
    "|=", "&=",
];

/// Takes the next token, blank or comment.
pub(super) fn step(cursor: &mut Cursor<'_>) {
    let start = cursor.at;
    let in_hole = matches!(cursor.innermost(), Some((Kind::HoleOpen, _)));
    match cursor.byte(0) {
        b' ' | b'\n' | b'(' | b')' => {
            cursor.blank_or_bracket();
        }
        b'}' if in_hole => {
            cursor.skip(1);
            cursor.close(Kind::HoleClose, start);
            formatted(cursor);
        }
        b':' if in_hole => format_spec(cursor),
        b'!' if in_hole && cursor.byte(1).is_ascii_alphabetic() && matches!(cursor.byte(2), b'}' | b':') => {
            cursor.skip(2);
        }
        b'#' => cursor.line_comment(),
        b'\\' if matches!(cursor.byte(1), b'\n' | b'\r') => {
            cursor.skip(if cursor.byte(1) == b'\r' && cursor.byte(2) == b'\n' { 3 } else { 2 });
        }
        b'"' | b'\'' => quoted(cursor, start),
        byte if byte.is_ascii_digit() => cursor.number(),
        byte if byte.is_ascii_alphabetic() || byte == b'_' => {
            cursor.skip_name();
            let prefix = cursor.source.get(start..cursor.at).unwrap_or_default();
            let quote = matches!(cursor.byte(0), b'"' | b'\'');
            if quote && prefix.len() <= 2 && prefix.bytes().all(|byte| b"rbfutRBFUT".contains(&byte)) {
                quoted(cursor, start);
            } else {
                cursor.push(Kind::Name, start);
            }
        }
        byte if !byte.is_ascii() => super::javascript::other(cursor),
        _ if cursor.blank_or_bracket() => {}
        _ => cursor.sign(&SIGNS),
    }
}

/// A string whose prefix, if any, starts at `start` and whose quote is here.
fn quoted(cursor: &mut Cursor<'_>, start: usize) {
    let quote = if cursor.starts("\"\"\"") {
        "\"\"\""
    } else if cursor.starts("'''") {
        "'''"
    } else if cursor.byte(0) == b'"' {
        "\""
    } else {
        "'"
    };
    let prefix = cursor.source.get(start..cursor.at).unwrap_or_default();
    let holes = prefix.contains(['f', 'F', 't', 'T']);
    cursor.skip(quote.len());
    if holes {
        cursor.open(Kind::TemplateOpen, start);
        formatted(cursor);
    } else {
        cursor.skip_quoted(quote);
        cursor.push(Kind::Text, start);
    }
}

/// The text of an f-string up to its end or its next hole.
fn formatted(cursor: &mut Cursor<'_>) {
    let opening = match cursor.innermost() {
        Some((Kind::TemplateOpen, text)) => text,
        _ => return,
    };
    let quote = opening.trim_start_matches(|character: char| character.is_ascii_alphabetic());
    let first = quote.bytes().next().unwrap_or(b'"');
    let start = cursor.at;
    loop {
        cursor.skip_to(&[first, b'{', b'}', b'\\', b'\n']);
        match cursor.byte(0) {
            b'\\' if matches!(cursor.byte(1), b'{' | b'}') => cursor.skip(1),
            b'\\' => cursor.skip(2),
            b'{' if cursor.byte(1) == b'{' => cursor.skip(2),
            b'}' => cursor.skip(1),
            b'\n' if quote.len() == 3 => cursor.skip(1),
            byte if byte == first && !cursor.starts(quote) => cursor.skip(1),
            _ => break,
        }
    }
    if cursor.at > start {
        cursor.push(Kind::Piece, start);
    }
    let end = cursor.at;
    if cursor.starts(quote) {
        cursor.skip(quote.len());
        cursor.close(Kind::TemplateClose, end);
    } else if cursor.byte(0) == b'{' {
        cursor.skip(1);
        cursor.open(Kind::HoleOpen, end);
    } else {
        cursor.balanced = false;
        cursor.close(Kind::TemplateClose, end);
    }
}

/// Passes over `:>10.2f` and the like in a hole; what stands in it decides only the looks.
fn format_spec(cursor: &mut Cursor<'_>) {
    let mut depth = 0_usize;
    loop {
        cursor.skip_to(b"{}\n");
        match cursor.byte(0) {
            b'{' => depth += 1,
            b'}' if depth > 0 => depth -= 1,
            _ => return,
        }
        cursor.skip(1);
    }
}
