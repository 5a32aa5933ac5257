//! What proves that a text of the right shape is a key: check digits, what is written inside, and that it is no example.

use super::super::placeholder::{is_masked, is_placeholder};
use super::looks::{entropy, is_words, looks_like_secret};
use super::secrets_in;
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use std::ops::Range;

/// How a text that has a pattern's shape is proved to be a key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Proof {
    /// The shape is proof enough.
    Shape,
    /// It follows no rule, as words after a short anchor would.
    Random,
    /// The last six signs are a checksum (CRC-32 in base 62): GitHub, npm. A wrong one leaves a doubt: somebody made it up or
    /// cut it, but most who write a key down write a real one.
    Crc,
    /// The first part is the number of a bot in base64.
    Discord,
    /// A signed token: its first part says how it is signed. One for everybody (Supabase's `anon`) is no secret.
    Jwt,
    /// A signed token that may do everything in Supabase.
    Service,
    /// The key is what stands behind the last colon, with an `@` behind it.
    Password,
    /// The key is the last word.
    Tail,
}

/// What a proof comes to.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Verdict {
    /// A key, without or with a doubt.
    Key { certain: bool },
    /// Nothing that is to be kept secret: an example, a key for everybody.
    Harmless,
    /// Another kind of thing; another pattern may know it.
    Other,
}

impl Proof {
    /// A cheap look at what stands behind the anchor, before the shape is compared: most addresses hold no password.
    pub(super) fn may_follow(self, behind: &[u8]) -> bool {
        let ends = |byte: &&u8| matches!(byte, b'@' | b'/' | b'?' | b' ' | b'"');
        self != Self::Password || behind.iter().take(200).find(ends) == Some(&b'@')
    }

    /// Looks at a text of the pattern's shape; cuts the range to the key itself.
    pub(super) fn judge(self, text: &str, range: &mut Range<usize>, anchor: usize) -> Verdict {
        match self {
            Self::Password if text.as_bytes().get(range.end) != Some(&b'@') => return Verdict::Other,
            Self::Password => cut(text, range, &[':']),
            Self::Tail => cut(text, range, &[':', ' ']),
            _ => {}
        }
        let Some(secret) = text.get(range.clone()) else { return Verdict::Other };
        let is_cut = matches!(self, Self::Password | Self::Tail);
        let body = secret.get(anchor..).filter(|_| !is_cut).unwrap_or(secret);
        let verdict = match self {
            Self::Random if !is_random(body) => Verdict::Other,
            Self::Shape | Self::Random => Verdict::Key { certain: true },
            Self::Crc => Verdict::Key { certain: has_checksum(body) },
            Self::Discord => Verdict::Key { certain: is_number(secret) },
            Self::Jwt if payload(secret).contains("\"role\":\"anon\"") => Verdict::Harmless,
            Self::Jwt => Verdict::Key { certain: part(secret, 0).contains("\"alg\"") },
            Self::Service if payload(secret).contains("\"role\":\"service_role\"") => Verdict::Key { certain: true },
            Self::Service => Verdict::Other,
            // A key that is known by its own looks is told as what it is.
            Self::Password | Self::Tail if !secrets_in(secret).is_empty() => Verdict::Other,
            Self::Password if is_for_show(secret) => Verdict::Harmless,
            Self::Password => Verdict::Key { certain: true },
            Self::Tail if has_digit(secret) && looks_like_secret(secret) => Verdict::Key { certain: true },
            Self::Tail => Verdict::Other,
        };
        if matches!(verdict, Verdict::Key { .. }) && is_example(body) { Verdict::Harmless } else { verdict }
    }
}

/// Leaves what stands behind the last of these signs; both shapes have one.
fn cut(text: &str, range: &mut Range<usize>, signs: &[char]) {
    let at = text.get(range.clone()).and_then(|whole| whole.rfind(signs));
    range.start = at.map_or(range.end, |at| range.start + at + 1);
}

/// A stand-in: hidden, of very few letters, or it says so.
fn is_example(body: &str) -> bool {
    const WORDS: [&str; 8] = ["example", "xxxxxx", "placeholder", "changeme", "redacted", "your_", "your-", "yourkey"];
    let start = body.get(..body.floor_char_boundary(120)).unwrap_or(body).to_ascii_lowercase();
    let mut seen = 0_u64;
    for byte in start.bytes().filter(u8::is_ascii_alphanumeric) {
        seen |= 1 << (byte & 63);
    }
    seen.count_ones() < 4 || is_masked(body) || WORDS.iter().any(|word| start.contains(word))
}

/// The password of every manual: `user:password@host`.
fn is_for_show(password: &str) -> bool {
    const WORDS: [&str; 9] = ["password", "pass", "passwd", "pwd", "secret", "token", "pw", "passwort", "example"];
    let names_itself = WORDS.iter().any(|word| password.eq_ignore_ascii_case(word));
    names_itself || is_placeholder(password) || password.starts_with('$')
}

fn has_digit(text: &str) -> bool {
    text.bytes().any(|byte| byte.is_ascii_digit())
}

/// No words, and letters and digits in no order.
fn is_random(body: &str) -> bool {
    has_digit(body) && !is_words(body) && entropy(body) >= 3.0
}

/// Part of a signed token, decoded.
fn part(token: &str, number: usize) -> String {
    let decoded = token.split('.').nth(number).and_then(|part| URL_SAFE_NO_PAD.decode(part).ok());
    decoded.map_or_else(String::new, |bytes| String::from_utf8_lossy(&bytes).replace(' ', ""))
}

fn payload(token: &str) -> String {
    part(token, 1)
}

fn is_number(token: &str) -> bool {
    let number = part(token, 0);
    number.len() >= 15 && number.bytes().all(|byte| byte.is_ascii_digit())
}

/// Whether the last six signs are the checksum of those before them.
fn has_checksum(body: &str) -> bool {
    let parts = body.len().checked_sub(6).and_then(|at| body.split_at_checked(at));
    parts.is_some_and(|(text, end)| write_checksum(text) == end)
}

/// The CRC-32 in base 62.
pub(super) fn write_checksum(text: &str) -> String {
    let mut crc = checksum(text.as_bytes());
    let mut signs = ['0'; 6];
    for sign in signs.iter_mut().rev() {
        let value = (crc % 62) as u8;
        crc /= 62;
        *sign = char::from(match value {
            0..=9 => b'0' + value,
            10..=35 => b'A' + value - 10,
            _ => b'a' + value - 36,
        });
    }
    signs.iter().collect()
}

fn checksum(bytes: &[u8]) -> u32 {
    let mut crc = u32::MAX;
    for byte in bytes {
        crc ^= u32::from(*byte);
        for _ in 0..8 {
            let carry = crc & 1;
            crc >>= 1;
            if carry == 1 {
                crc ^= 0xEDB8_8320;
            }
        }
    }
    !crc
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn checksums_are_those_of_the_makers() {
        assert_eq!(checksum(b"123456789"), 0xCBF4_3926);
        // A token that its makers' documentation of the checksum is explained with.
        assert!(has_checksum(concat!("zQWBuTSOoRi4A9spHcVY5", "ncnsDkxkJ0mLq17")));
        assert!(!has_checksum(concat!("zQWBuTSOoRi4A9spHcVY5", "ncnsDkxkJ0mLq18")));
        assert!(!has_checksum("short"));
    }
}
