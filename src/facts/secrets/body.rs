//! Keys and passwords in a body that was written by hand: JSON, XML or the form of addresses.

use std::borrow::Cow;

use super::{Home, Search, Spot, can_be_password, is_one_word, split_scheme};
use crate::data::{SecretName, is_masked, is_placeholder, looks_like_secret, secret_name, secrets_in};

impl Search {
    /// A name and its value in a body written by hand.
    pub(super) fn member(&mut self, spot: &Spot<'_>, name: &str, value: &str) {
        let Some(kind) = secret_name(name).filter(|_| !value.contains("{{") && !is_masked(value)) else {
            return;
        };
        let (_, value) = split_scheme(value);
        let pattern = secrets_in(value).first().map(|found| found.pattern);
        if is_placeholder(value) {
            self.add(spot, Home::Placeholder, value, Some(name), None);
        } else if kind == SecretName::Password && is_one_word(value) && can_be_password(value) {
            self.add(spot, Home::Password, value, Some(name), None);
        } else if pattern.is_some() || looks_like_secret(value) {
            self.add(spot, Home::Text, value, Some(name), pattern);
        }
    }
}

/// Whether it is JSON that somebody wrote, and no mapping.
pub(super) fn is_json(text: &str) -> bool {
    let inside = text.strip_prefix('[').map_or(text, str::trim_start);
    inside.strip_prefix('{').is_some_and(|rest| rest.trim_start().starts_with('"'))
}

/// The names and texts in a body. It need not be well-formed: mappings without quotes break JSON.
pub(crate) fn members(body: &str) -> Vec<(Cow<'_, str>, Cow<'_, str>)> {
    if body.starts_with(['{', '[']) {
        of_json(body)
    } else if body.starts_with('<') {
        of_xml(body)
    } else if body.contains('=') && is_one_word(body) && !body.contains("://") {
        url::form_urlencoded::parse(body.as_bytes()).collect()
    } else {
        Vec::new()
    }
}

fn of_json(body: &str) -> Vec<(Cow<'_, str>, Cow<'_, str>)> {
    let mut found = Vec::new();
    let mut parts = body.split('"').skip(1);
    let mut name = parts.next().unwrap_or_default();
    while let (Some(between), Some(value)) = (parts.next(), parts.next()) {
        if between.trim() == ":" {
            found.push((name.into(), value.into()));
        }
        name = value;
    }
    found
}

fn of_xml(body: &str) -> Vec<(Cow<'_, str>, Cow<'_, str>)> {
    let elements = body.split('<').filter_map(|element| element.split_once('>'));
    elements
        .map(|(tag, value)| {
            let name = tag.split_whitespace().next().unwrap_or_default();
            (name.rsplit(':').next().unwrap_or(name).into(), value.trim().into())
        })
        .filter(|(name, value): &(Cow<'_, str>, Cow<'_, str>)| !name.starts_with('/') && !value.is_empty())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(body: &str) -> Vec<(String, String)> {
        members(body).into_iter().map(|(name, value)| (name.into_owned(), value.into_owned())).collect()
    }

    #[test]
    fn each_form_is_read() {
        let expected = [("user".to_owned(), "a".to_owned()), ("pin".to_owned(), "b c".to_owned())];
        assert_eq!(read("{\"user\": \"a\", \"n\": {{1__n}}, \"o\": {\"pin\" :\"b c\"}}"), expected);
        assert_eq!(read("<x:L xmlns:x=\"u\"><x:user>a</x:user><pin k=\"1\">b c</pin></x:L>"), expected);
        assert_eq!(read("user=a&pin=b+c"), expected);
        assert_eq!(read("the pin = 5 is fine"), []);
        assert_eq!(read("https://example.com/?pin=b"), []);
    }

    proptest::proptest! {
        #[test]
        fn any_body_can_be_read(body in "[{<]?.{0,60}") {
            let _ = members(&body);
        }
    }
}
