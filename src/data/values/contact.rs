//! E-mail addresses and telephone numbers.

use super::{Class, ValueFound};

/// Domains that belong to nobody (RFC 2606), or that everybody writes in examples.
const MADE_UP: [&str; 9] = [
    "example.com",
    "example.org",
    "example.net",
    "test.com",
    "domain.com",
    "yourdomain.com",
    "yourcompany.com",
    "company.com",
    "email.com",
];

/// The e-mail addresses in a text.
pub(super) fn addresses(text: &str) -> Vec<ValueFound> {
    let bytes = text.as_bytes();
    let at_signs = bytes.iter().enumerate().filter(|(_, byte)| **byte == b'@').map(|(at, _)| at);
    at_signs.filter_map(|at| address(text, at)).collect()
}

fn address(text: &str, at: usize) -> Option<ValueFound> {
    let is_local = |byte: &u8| byte.is_ascii_alphanumeric() || b"._%+-'".contains(byte);
    let is_domain = |byte: &u8| byte.is_ascii_alphanumeric() || b".-".contains(byte);
    let before = text.as_bytes().get(..at)?;
    let after = text.as_bytes().get(at + 1..)?;
    let start = at - before.iter().rev().take_while(|byte| is_local(byte)).count();
    let mut end = at + 1 + after.iter().take_while(|byte| is_domain(byte)).count();
    end = at + 1 + text.get(at + 1..end)?.trim_end_matches(['.', '-']).len();
    let local_start =
        start + text.get(start..at)?.len() - text.get(start..at)?.trim_start_matches(['.', '\'', '-']).len();
    let (local, domain) = (text.get(local_start..at)?, text.get(at + 1..end)?);
    // User and password in an address of a server are no mail address.
    let word = text.get(..local_start)?.rsplit(char::is_whitespace).next()?;
    let inside_url = word.rsplit_once("://").is_some_and(|(_, host)| !host.contains(['/', '?']));
    let followed = text.as_bytes().get(end).is_some_and(|byte| *byte == b'@');
    let (name, top) = domain.rsplit_once('.')?;
    let is_made_up = MADE_UP.iter().any(|made_up| domain.eq_ignore_ascii_case(made_up))
        || ["example", "test", "invalid", "localhost"].iter().any(|reserved| top.eq_ignore_ascii_case(reserved))
        || domain.to_ascii_lowercase().ends_with(".example.com");
    let is_file =
        ["png", "jpg", "jpeg", "gif", "svg", "webp", "js", "css"].iter().any(|file| top.eq_ignore_ascii_case(file));
    let sound = !local.is_empty()
        && !name.is_empty()
        && !domain.contains("..")
        && !domain.starts_with(['-', '.'])
        && top.len() >= 2
        && top.bytes().all(|byte| byte.is_ascii_alphabetic());
    (sound && !is_made_up && !is_file && !inside_url && !followed).then_some(ValueFound {
        class: Class::Email,
        kind: "an e-mail address",
        range: local_start..end,
        certain: true,
    })
}

/// The telephone numbers in international form (`+49 30 …`).
pub(super) fn phones(text: &str) -> Vec<ValueFound> {
    let bytes = text.as_bytes();
    let mut found = Vec::new();
    let mut from = 0;
    while let Some(plus) = text.get(from..).and_then(|rest| rest.find('+')).map(|at| from + at) {
        from = plus + 1;
        let touches = |byte: &u8| byte.is_ascii_alphanumeric() || b"+=&%._-)".contains(byte);
        if plus.checked_sub(1).and_then(|before| bytes.get(before)).is_some_and(touches) {
            continue;
        }
        let Some((end, digits)) = phone(bytes, plus + 1) else { continue };
        if !is_made_up(&digits) {
            found.push(ValueFound { class: Class::Phone, kind: "a phone number", range: plus..end, certain: true });
        }
        from = end;
    }
    found
}

/// Where the number ends that begins here, and its digits: 8 to 15, with single signs between groups.
fn phone(bytes: &[u8], from: usize) -> Option<(usize, Vec<u8>)> {
    let mut digits = Vec::with_capacity(15);
    let mut end = from;
    let mut signs = 0;
    for (at, byte) in bytes.iter().enumerate().skip(from) {
        if byte.is_ascii_digit() {
            digits.push(*byte);
            end = at + 1;
            signs = 0;
        } else if b" -.()/".contains(byte) && signs < 3 && !digits.is_empty() {
            signs += 1;
        } else if byte.is_ascii_alphabetic() && end == at {
            return None;
        } else {
            break;
        }
        if digits.len() > 15 {
            return None;
        }
    }
    (digits.len() >= 8 && digits.first() != Some(&b'0')).then_some((end, digits))
}

/// 555-0100 to 555-0199 belong to nobody in North America; neither do rows of one digit or of counting.
fn is_made_up(digits: &[u8]) -> bool {
    let body = digits.get(1..).unwrap_or(&[]);
    let north_american = digits.len() == 11 && digits.first() == Some(&b'1');
    let repeated = body.windows(2).all(|pair| matches!(pair, [left, right] if left == right));
    let counted: [&[u8]; 4] = [b"234567890", b"1234567890", b"123456789", b"12345678"];
    repeated
        || digits.starts_with(b"123456")
        || counted.contains(&body)
        || (north_american && digits.get(4..9) == Some(b"55501"))
}
