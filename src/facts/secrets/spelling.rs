//! Other spellings of a secret: encoded for an address, or for a Basic header. What is hidden is hidden in each of them.

use base64::{
    Engine as _,
    engine::general_purpose::{STANDARD, STANDARD_NO_PAD},
};

use super::{Home, Secret};
use crate::data::looks_like_secret;

impl Secret {
    /// Other spellings by which it may stand in the Zap.
    #[must_use]
    pub fn spellings(&self) -> Vec<String> {
        let mut spellings: Vec<String> = Vec::new();
        let texts = std::iter::once(&self.text).chain(&self.written);
        for text in texts {
            let encoded: String = url::form_urlencoded::byte_serialize(text.as_bytes()).collect();
            if encoded != *text {
                spellings.push(encoded.replace('+', "%20"));
                spellings.push(lower_codes(&encoded));
                spellings.push(encoded);
            }
            if let Some(user) = self.name.as_deref().filter(|_| matches!(self.home, Home::BasicAuth | Home::Url)) {
                spellings.push(write_pair(user, text));
            }
        }
        spellings.extend(self.written.iter().cloned());
        spellings
    }

    /// Takes down that it is a pair in base64.
    pub(super) fn holds_pair(&mut self, pair: Option<(String, String)>) {
        let Some((user, password)) = pair else {
            return;
        };
        // Some services take a key as the user, and no password.
        if password.is_empty() || looks_like_secret(&user) {
            self.written.push(user);
        }
        self.written.push(password);
    }
}

/// The user and the password of a Basic header.
pub(super) fn read_pair(value: &str) -> Option<(String, String)> {
    let bytes = STANDARD_NO_PAD.decode(value.trim_end_matches('=')).ok()?;
    let pair = String::from_utf8(bytes).ok()?;
    pair.split_once(':').map(|(user, password)| (user.to_owned(), password.to_owned()))
}

/// A Basic header's value; without the signs that only fill it up, so that it is found with and without them.
fn write_pair(user: &str, password: &str) -> String {
    STANDARD.encode(format!("{user}:{password}")).trim_end_matches('=').to_owned()
}

/// The text without the codes (`%21`) that addresses need.
pub(super) fn decode(text: &str) -> String {
    let text = format!("={}", text.replace('+', "%2B").replace('&', "%26"));
    url::form_urlencoded::parse(text.as_bytes()).next().map_or_else(String::new, |(_, value)| value.into_owned())
}

/// The value as it stands in the address, if it stands there in another way.
pub(super) fn as_written(address: &str, value: &str) -> Option<String> {
    let values = address.split(['?', '&', '#']).filter_map(|pair| Some(pair.split_once('=')?.1));
    let reads = |written: &&str| decode(&written.replace('+', " ")).trim() == value.trim();
    values.filter(|written| *written != value).find(reads).map(str::to_owned)
}

/// The same codes in lower case: `%2f`.
fn lower_codes(encoded: &str) -> String {
    let mut parts = encoded.split('%');
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |text, part| {
        let (code, rest) = part.split_at_checked(2).unwrap_or((part, ""));
        format!("{text}%{}{rest}", code.to_ascii_lowercase())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_and_pairs_are_read_and_written() {
        assert_eq!(decode("a%21+b%2Fc&d"), "a!+b/c&d");
        assert_eq!(as_written("https://x.example.com/?a=b&t=a%2fb", "a/b"), Some("a%2fb".to_owned()));
        assert_eq!(as_written("https://x.example.com/?t=ab", "ab"), None);
        assert_eq!(lower_codes("a%2Fb%3D"), "a%2fb%3d");
        let pair = write_pair("svc", "a:b");
        assert_eq!(read_pair(&pair), Some(("svc".to_owned(), "a:b".to_owned())));
        assert_eq!(read_pair("no pair"), None);
    }

    proptest::proptest! {
        #[test]
        fn any_text_can_be_asked(text in ".{0,40}", value in ".{0,10}") {
            let _ = (decode(&text), as_written(&text, &value), lower_codes(&text), read_pair(&text));
        }
    }
}
