//! Other spellings of a secret, besides the codes of addresses: what is hidden is hidden in each of them.

use base64::{
    Engine as _,
    engine::general_purpose::{STANDARD, STANDARD_NO_PAD},
};

use super::{Home, Secret};
use crate::data::{is_words, looks_like_secret};

impl Secret {
    /// Other spellings by which it may stand in the Zap.
    #[must_use]
    pub fn spellings(&self) -> Vec<String> {
        let mut spellings = self.written.clone();
        for text in std::iter::once(&self.text).chain(&self.written) {
            if text.contains(' ') {
                spellings.push(text.replace(' ', "+"));
            }
            if let Some(user) = self.name.as_deref().filter(|_| self.home == Home::BasicAuth) {
                spellings.push(write_pair(user, text));
            }
        }
        spellings
    }

    /// Takes down that it is a pair in base64.
    pub(super) fn holds_pair(&mut self, pair: Option<(String, String)>) {
        let Some((user, password)) = pair else {
            return;
        };
        // Some services take a key as the user, and no password.
        if password.is_empty() || looks_like_secret(&user) {
            self.written.push(user.clone());
        }
        if !password.is_empty() {
            self.written.push(password);
            self.user = Some(user);
        }
    }
}

/// The user and the password of a Basic header.
pub(super) fn read_pair(value: &str) -> Option<(String, String)> {
    let bytes = STANDARD_NO_PAD.decode(value.trim_end_matches('=')).ok()?;
    let pair = String::from_utf8(bytes).ok()?;
    pair.split_once(':').map(|(user, password)| (user.to_owned(), password.to_owned()))
}

/// A Basic header's value; without the signs that only fill it up, so that it is found with and without them.
pub(super) fn write_pair(user: &str, password: &str) -> String {
    STANDARD.encode(format!("{user}:{password}")).trim_end_matches('=').to_owned()
}

/// `Bearer abc` → (`Bearer`, `abc`); no scheme where the text is one word.
pub(super) fn split_scheme(text: &str) -> (Option<&str>, &str) {
    const SCHEMES: [&str; 9] =
        ["bearer", "basic", "token", "apikey", "api-key", "key", "zoho-oauthtoken", "bot", "genie_key"];
    let text = text.trim();
    match text.split_once([' ', '=']) {
        Some((scheme, value)) if SCHEMES.contains(&scheme.trim().to_ascii_lowercase().trim_end_matches(':')) => {
            (Some(scheme.trim()), value.trim().trim_matches('"'))
        }
        _ if SCHEMES.contains(&text.to_ascii_lowercase().as_str()) => (Some(text), ""),
        _ => (None, text),
    }
}

/// What stands before a mapping without the name that the mapping is the value of: `session=` of a cookie, `Token token="`.
pub(super) fn without_last_name(text: &str) -> &str {
    let Some(named) = text.trim_end().trim_end_matches(['"', '\'']).strip_suffix('=') else {
        return text;
    };
    let before = named.trim_end_matches(|sign: char| sign.is_ascii_alphanumeric() || matches!(sign, '_' | '-' | '.'));
    let name = named.get(before.len()..).unwrap_or("");
    if looks_like_secret(name) { text } else { before }
}

/// Whether one of these cookies is a key: no word such as `theme=dark`.
pub(super) fn holds_key(cookies: &str) -> bool {
    cookies.split(';').any(|cookie| {
        let value = cookie.split_once('=').map_or(cookie, |(_, value)| value).trim().trim_matches('"');
        value.len() >= 8 && !is_words(value)
    })
}

/// The text without the codes (`%21`) that addresses need.
pub(super) fn decode(text: &str) -> String {
    let text = format!("={}", text.replace('+', "%2B").replace('&', "%26"));
    url::form_urlencoded::parse(text.as_bytes()).next().map_or_else(String::new, |(_, value)| value.into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_name_of_a_mapping_is_no_key() {
        for (text, left) in [
            ("ACMESESSION=", ""),
            ("theme=dark; ACME-SESSION=", "theme=dark; "),
            ("Token token=\"", "Token "),
            ("Bearer ", "Bearer "),
            ("Zq8kd93Lx02hR7Wm=", "Zq8kd93Lx02hR7Wm="),
        ] {
            assert_eq!(without_last_name(text), left, "{text}");
        }
    }

    #[test]
    fn pairs_are_read_and_written() {
        assert_eq!(decode("a%21+b%2Fc&d"), "a!+b/c&d");
        let pair = write_pair("svc", "a:b");
        assert_eq!(read_pair(&pair), Some(("svc".to_owned(), "a:b".to_owned())));
        assert_eq!(read_pair("no pair"), None);
    }

    proptest::proptest! {
        #[test]
        fn any_text_can_be_asked(text in ".{0,40}") {
            let _ = (decode(&text), read_pair(&text));
        }
    }
}
