//! Hides secrets in everything that is shown: at most four characters of one are left.

use super::capability::capability_urls;
use super::needles::Needles;
use super::secrets::secrets_in;
use crate::sorted::sort_by_numbers;
use std::borrow::Cow;
use std::ops::Range;

/// A secret as it may be shown: its first four characters and an ellipsis; nothing of one shorter than eight.
#[must_use]
pub fn shorten(secret: &str) -> String {
    let shown = if secret.chars().count() < 8 { 0 } else { 4 };
    secret.chars().take(shown).chain(['…']).collect()
}

/// Hides the secrets it was told of, and those that are known by their looks.
#[derive(Debug, Default)]
pub struct Masker {
    secrets: Needles,
}

impl Masker {
    /// From now on this text is hidden wherever it stands, also where it is percent-encoded. Other spellings of it (base64)
    /// are for the caller to add. Empty texts are left out.
    pub fn add(&mut self, secret: &str) {
        self.secrets.add(secret.trim());
    }

    /// The text without any secret in it; of an address that is a key, scheme and host stay.
    #[must_use]
    pub fn mask<'t>(&self, text: &'t str) -> Cow<'t, str> {
        let mut hidden = self.find(text);
        if let Some(plain) = Decoded::read(text) {
            let found = self.find(&plain.text).into_iter();
            hidden.extend(found.map(|(range, manner)| (plain.written(range), manner)));
        }
        if hidden.is_empty() {
            return Cow::Borrowed(text);
        }
        sort_by_numbers(&mut hidden, |(range, _)| [range.start as u64, !(range.end as u64)]);
        let mut masked = String::with_capacity(text.len());
        let mut at = 0;
        let mut last_secret = 0..0;
        for (range, manner) in hidden {
            if range.end <= at {
                continue;
            }
            if range.start < at {
                // Overlaps the one before, of which something is shown already.
                at = range.end;
                continue;
            }
            masked.push_str(text.get(at..range.start).unwrap_or(""));
            let secret = text.get(range.clone()).unwrap_or("");
            // Pieces of one secret side by side must not add up.
            if manner == HOST_SHOWN || (range.start == last_secret.end && range.start > 0) {
                masked.push('…');
            } else {
                masked.push_str(&shorten(secret));
            }
            at = range.end;
            last_secret = range;
        }
        masked.push_str(text.get(at..).unwrap_or(""));
        Cow::Owned(masked)
    }

    /// What is to be hidden, and how.
    fn find(&self, text: &str) -> Vec<(Range<usize>, usize)> {
        let mut hidden: Vec<(Range<usize>, usize)> =
            self.secrets.find(text).into_iter().map(|range| (range, 0)).collect();
        hidden.extend(secrets_in(text).into_iter().map(|secret| (secret.range, 0)));
        for address in capability_urls(text) {
            let shown = text.get(address.range.clone()).map_or(0, host_length);
            hidden.push((address.range.start + shown..address.range.end, HOST_SHOWN));
        }
        hidden
    }
}

/// A text without its percent-encoding, and where each byte of it was written.
struct Decoded {
    text: String,
    /// For each byte the place where it begins in the text as it was written, and the end of that.
    places: Vec<usize>,
}

impl Decoded {
    /// `None` where nothing is encoded. Letters beyond ASCII are decoded if all of them come out as text.
    fn read(written: &str) -> Option<Self> {
        written.find('%')?;
        Self::up_to(u8::MAX, written).or_else(|| Self::up_to(b'~', written))
    }

    fn up_to(last: u8, written: &str) -> Option<Self> {
        let source = written.as_bytes();
        let (mut bytes, mut places) = (Vec::with_capacity(source.len()), Vec::with_capacity(source.len() + 1));
        let mut at = 0;
        while let Some(&byte) = source.get(at) {
            let code = written
                .get(at + 1..at + 3)
                .filter(|code| byte == b'%' && code.bytes().all(|byte| byte.is_ascii_hexdigit()));
            let decoded = code.and_then(|code| u8::from_str_radix(code, 16).ok()).filter(|byte| *byte <= last);
            bytes.push(decoded.unwrap_or(byte));
            places.push(at);
            at += if decoded.is_some() { 3 } else { 1 };
        }
        places.push(source.len());
        let changed = places.len() - 1 < source.len();
        let text = String::from_utf8(bytes).ok().filter(|_| changed)?;
        Some(Self { text, places })
    }

    /// The same range in the text as it was written.
    fn written(&self, range: Range<usize>) -> Range<usize> {
        let place = |at: usize| self.places.get(at).or(self.places.last()).copied().unwrap_or(0);
        place(range.start)..place(range.end)
    }
}

/// Marks what stands behind a host that is shown.
const HOST_SHOWN: usize = 1;

/// How much of an address is scheme and host, with the slash behind it.
fn host_length(address: &str) -> usize {
    let scheme = address.find("://").map_or(0, |at| at + 3);
    address.get(scheme..).and_then(|rest| rest.find('/')).map_or(address.len(), |slash| scheme + slash + 1)
}

#[cfg(test)]
mod tests {
    use super::super::secrets::noise;
    use super::*;
    use proptest::prelude::*;

    fn masker(secrets: &[&str]) -> Masker {
        let mut masker = Masker::default();
        secrets.iter().for_each(|secret| masker.add(secret));
        masker
    }

    #[test]
    fn four_characters_at_most_are_left() {
        assert_eq!(shorten("abcdefghij"), "abcd…");
        assert_eq!(shorten("abcdefg"), "…");
        assert_eq!(shorten("äöüßäöüß"), "äöüß…");
        let masker = masker(&["hunter2", "correct-horse", "correct-horse-battery"]);
        assert_eq!(masker.mask("pw hunter2, hunter2!"), "pw …, …!");
        assert_eq!(masker.mask("a correct-horse-battery b"), "a corr… b");
        assert!(matches!(masker.mask("nothing here"), Cow::Borrowed(_)));
        assert_eq!(self::masker(&["é00aa"]).mask("é00aa"), "…");
    }

    #[test]
    fn known_looks_are_hidden_untold() {
        let token = ["ghp_", &noise(36)].concat();
        assert_eq!(Masker::default().mask(&format!("token {token}.")), "token ghp_….");
        let hook = format!("see https://hooks.zapier.com/hooks/catch/123456/{}/ now", noise(7));
        assert_eq!(Masker::default().mask(&hook), "see https://hooks.zapier.com/… now");
    }

    #[test]
    fn codes_of_addresses_hide_nothing() {
        let masker = masker(&["Zq8!kd/93L"]);
        assert_eq!(masker.mask("https://x.example.com/Zq8%21kd%2f93L/x"), "https://x.example.com/Zq8%…/x");
        assert_eq!(masker.mask("%5aq8!kd%2F93%4C 100% %zz %C3"), "%5aq… 100% %zz %C3");
        assert_eq!(Masker::default().mask("100 %, 5%ab"), "100 %, 5%ab");
        let token = ["xoxb%2D123456789012%2D1234567890123%2D", &noise(24)].concat();
        assert_eq!(Masker::default().mask(&token), "xoxb…");
    }

    #[test]
    fn secrets_side_by_side_or_overlapping_show_no_more() {
        assert_eq!(masker(&["abcdefgh"]).mask("abcdefghabcdefgh"), "abcd……");
        let token = ["ghp_", &noise(36)].concat();
        assert_eq!(masker(&[&token[2..]]).mask(&token), "ghp_…");
    }

    proptest! {
        #[test]
        fn no_added_secret_is_left(secret in "[a-zé0-9]{5,12}", before in ".{0,20}", after in ".{0,20}") {
            let text = format!("{before}{secret}{after}");
            let masked = masker(&[&secret]).mask(&text).into_owned();
            prop_assert!(!masked.contains(&secret));
        }
    }
}
