//! E-mail addresses and telephone numbers.

use super::{Class, Classes, ValueFound};
use crate::{word, words::Word};

/// Domains that belong to nobody (RFC 2606), or that everybody writes in examples.
const MADE_UP: [&str; 9] = [
    "example.com", "example.org", "example.net", "test.com", "domain.com", "yourdomain.com", "yourcompany.com",
    "company.com", "email.com",
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
        kind: word!("an e-mail address"),
        range: local_start..end,
        certain: true,
    })
}

/// The telephone numbers that are written as no other number is: `+49 30 …`, `(212) 736-…`.
pub(super) fn phones(text: &str, found: &mut Vec<ValueFound>) {
    let bytes = text.as_bytes();
    let mut from = 0;
    while let Some(start) = text.get(from..).and_then(|rest| rest.find(['+', '('])).map(|at| from + at) {
        from = start + 1;
        let touches = |byte: &u8| byte.is_ascii_alphanumeric() || b"+=&%._-)".contains(byte);
        if start.checked_sub(1).and_then(|before| bytes.get(before)).is_some_and(touches) {
            continue;
        }
        let number = if bytes.get(start) == Some(&b'(') { area(bytes, start) } else { phone(bytes, start + 1) };
        let Some((end, digits)) = number else { continue };
        if !is_made_up(&digits) {
            found.push(ValueFound {
                class: Class::Phone,
                kind: word!("a phone number"),
                range: start..end,
                certain: true,
            });
        }
        from = end;
    }
}

/// A North American number with its area in brackets, and its digits with the country's before them.
fn area(bytes: &[u8], from: usize) -> Option<(usize, Vec<u8>)> {
    let shape = |shape: &[u8]| {
        let written = bytes.get(from..from + shape.len())?;
        let fits = |(byte, shape): (&u8, &u8)| if *shape == b'#' { byte.is_ascii_digit() } else { byte == shape };
        written.iter().zip(shape).all(fits).then_some(from + shape.len())
    };
    let end = shape(b"(###) ###-####").or_else(|| shape(b"(###)###-####")).or_else(|| shape(b"(###) ### ####"))?;
    let mut digits = vec![b'1'];
    digits.extend(bytes.get(from..end)?.iter().filter(|byte| byte.is_ascii_digit()));
    let is_part = bytes.get(end).is_some_and(u8::is_ascii_alphanumeric);
    let begins = |at: usize| digits.get(at).is_some_and(|digit| *digit >= b'2');
    (!is_part && begins(1) && begins(4)).then_some((end, digits))
}

/// A text that is nothing but a number, under a name that says it is one of this sort: a telephone number as people
/// write it at home, an address on the internet.
pub(super) fn whole(text: &str, named: impl Fn() -> Classes, found: &mut Vec<ValueFound>) {
    let number = text.trim();
    let start = text.len() - text.trim_start().len();
    if number.len() > 45 || found.iter().any(|value| value.certain) {
        return;
    }
    let mut add = |class: Class, kind: Word| {
        found.clear();
        found.push(ValueFound { class, kind, range: start..start + number.len(), certain: true });
    };
    let digits: Vec<u8> = number.bytes().filter(u8::is_ascii_digit).collect();
    let is_phone = (7..=15).contains(&digits.len())
        && number.bytes().all(|byte| byte.is_ascii_digit() || b" -.()/".contains(&byte));
    if is_phone
        && !is_made_up(&digits)
        && !is_made_up(&[b"1", digits.as_slice()].concat())
        && named().contains(Class::Phone)
    {
        add(Class::Phone, word!("a phone number"));
    } else if is_internet_address(number) && named().contains(Class::IpAddress) {
        add(Class::IpAddress, word!("an IP address"));
    }
}

/// An IP address that may be a person's: none of a network's own, and none of those kept for examples.
fn is_internet_address(text: &str) -> bool {
    if text.contains(':') {
        let groups = text.split(':');
        let whole = groups.clone().count() == 8 || text.contains("::");
        let own = ["::", "fe80:", "fc", "fd", "2001:db8:"].iter().any(|own| text.starts_with(own));
        let mut groups = groups.map(|group| group.len() <= 4 && group.bytes().all(|byte| byte.is_ascii_hexdigit()));
        return whole && !own && groups.all(|sound| sound);
    }
    let mut parts = text.split('.').map(|part| part.parse::<u8>().ok().filter(|_| part.len() <= 3));
    let (Some(Some(first)), Some(Some(second)), Some(Some(third)), Some(Some(_)), None) =
        (parts.next(), parts.next(), parts.next(), parts.next(), parts.next())
    else {
        return false;
    };
    let own = matches!(
        (first, second, third),
        (0 | 10 | 127 | 224.., ..) | (169, 254, _) | (172, 16..=31, _) | (192, 168, _)
    );
    let example = matches!((first, second, third), (192, 0, 2) | (198, 51, 100) | (203, 0, 113));
    !own && !example
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
