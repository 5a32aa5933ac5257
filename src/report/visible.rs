//! Text from a Zap, made safe to look at.
//!
//! A Zap's name may hold anything: a terminal's escape sequence, a line break that fakes a second finding, a
//! character that turns the reading direction round. Such characters are shown as what they are, never obeyed.

use std::borrow::Cow;

/// The text on one line, with every character that would steer the reader's screen shown by name: an escape
/// as `␛`, a line break as `␊`, a right-to-left override as `[U+202E]`.
pub(crate) fn line(text: &str) -> Cow<'_, str> {
    replace(text, steers)
}

/// The same, but line breaks and tabs stay as they are: for formats that keep them apart from their own.
pub(crate) fn lines(text: &str) -> Cow<'_, str> {
    replace(text, |c| steers(c) && !matches!(c, '\n' | '\r' | '\t'))
}

fn replace(text: &str, hide: impl Fn(char) -> bool) -> Cow<'_, str> {
    if !text.chars().any(&hide) {
        return Cow::Borrowed(text);
    }
    let mut shown = String::with_capacity(text.len() + 16);
    for c in text.chars() {
        match c {
            _ if !hide(c) => shown.push(c),
            // Unicode has a picture for each of the old control characters, in their order from U+2400 on.
            '\0'..='\x1f' => shown.extend(char::from_u32(0x2400 + u32::from(c))),
            '\x7f' => shown.push('\u{2421}'),
            _ => shown.push_str(&format!("[U+{:04X}]", u32::from(c))),
        }
    }
    Cow::Owned(shown)
}

/// Control characters, line and paragraph separators, and what is invisible or changes the reading direction.
/// The joiners U+200C and U+200D stay: Persian, the Indian scripts and many emoji are written with them.
fn steers(c: char) -> bool {
    c.is_control()
        || matches!(c,
            '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steering_characters_are_shown() {
        assert_eq!(line("plain – naïve 顧客 👩‍💻"), "plain – naïve 顧客 👩‍💻");
        assert_eq!(line("\u{1b}[31mred\r\nnext\u{7f}"), "␛[31mred␍␊next␡");
        assert_eq!(line("a\u{202e}b\u{9b}c"), "a[U+202E]b[U+009B]c");
        assert_eq!(lines("a\n\tb\u{1b}"), "a\n\tb␛");
    }
}
