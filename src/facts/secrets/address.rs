//! Keys in addresses: before the `@`, as a parameter, or as a known kind anywhere.

use super::{Home, Search, Spot, is_keyish, spelling, store};
use crate::{
    address::{Address, Piece},
    data::{capability_urls, is_placeholder, is_words, looks_like_secret, secret_query_name, secrets_in},
    zap::Template,
};

impl Search {
    /// A field or literal that is an address as a whole.
    pub(super) fn address(&mut self, spot: &Spot<'_>, text: &str) {
        let before = self.found.len();
        // Of a flow's address all is public but the signature, a parameter like others.
        for capability in
            capability_urls(text).iter().filter(|capability| capability.kind != "a Microsoft flow address")
        {
            self.capability(spot, text, capability);
        }
        if self.found.len() > before {
            return;
        }
        if let Some(address) = read_address(text) {
            self.parts_of(spot, &address);
        }
        for secret in secrets_in(text) {
            let value = text.get(secret.range).unwrap_or_default();
            let known = self.found.get_mut(before..).unwrap_or_default();
            if let Some(known) = known.iter_mut().find(|known| known.text == value && known.home == Home::Url) {
                // What sort of address it is tells what the password opens.
                known.pattern = known.pattern.or(Some(secret.pattern));
            } else if !known.iter().any(|known| known.text.contains(value) || value.contains(known.text.as_str())) {
                self.add(spot, Home::Url, value, None, Some(secret.pattern));
            }
        }
    }

    /// The parameters of addresses that stand in a text, HTML or not.
    pub(super) fn links(&mut self, spot: &Spot<'_>, text: &str) {
        let ends = |letter: char| letter.is_whitespace() || matches!(letter, '"' | '\'' | '<' | '>' | '(' | ')' | '`');
        for word in text.split(ends).filter(|word| word.contains("://") && word.contains('?')) {
            let written = word.replace("&amp;", "&");
            let Some(address) = Address::read_text(&written) else { continue };
            for (name, value) in &address.query {
                if let Some(value) = value.literal() {
                    self.parameter(spot, &name.text, value.trim_end_matches(['.', ',', ';', '!']));
                }
            }
        }
    }

    /// The password before the `@`, and parameters that are keys by their name.
    pub(super) fn parts_of(&mut self, spot: &Spot<'_>, address: &Address) {
        let expires = address.query.iter().any(|(name, _)| is_expiry(&name.text));
        let password = address.password.as_ref().and_then(Piece::literal).filter(|password| !password.is_empty());
        if let Some(password) = password {
            let home = if is_placeholder(password) { Home::Placeholder } else { Home::Url };
            let user = address.user.as_ref().map_or("", |user| user.text.as_str());
            // Some keys have a colon in them.
            let whole = format!("{user}:{password}");
            let key = secrets_in(&whole).into_iter().next().map(|found| found.pattern);
            let text = if key.is_some() { &whole } else { password };
            if let Some(secret) = self.add(spot, home, text, None, key) {
                let plain = spelling::decode(password);
                secret.written.push(spelling::write_pair(user, &plain));
                secret.written.push(plain);
            }
        }
        let user = address.user.as_ref().and_then(Piece::literal).filter(|user| looks_like_secret(user));
        if let Some(user) = user.filter(|_| password.is_none())
            && let Some(secret) = self.add(spot, Home::Url, user, None, None)
        {
            secret.written.push(spelling::decode(user));
        }
        for (name, value) in &address.query {
            let Some(value) = value.literal() else {
                continue;
            };
            if address.fixed_host() == Some(store::HOST) && name.text.eq_ignore_ascii_case("secret") {
                self.store(spot, value, Some("secret"));
                continue;
            }
            if self.parameter(spot, &name.text, value)
                && let Some(secret) = self.found.last_mut()
            {
                secret.expires = expires;
            }
        }
    }

    /// A parameter of an address; says whether it is a key or stands for one.
    pub(super) fn parameter(&mut self, spot: &Spot<'_>, name: &str, value: &str) -> bool {
        let value = value.trim();
        if value.len() < 4 || !(secret_query_name(name) || is_signature(name) || is_function_key(name, value)) {
            return false;
        }
        let pattern = secrets_in(value).first().map(|found| found.pattern);
        // `?key=ABC-12` is an issue's key as often as not, and `?auth=` a way to sign in.
        let is_vague = ["key", "auth"].iter().any(|known| name.eq_ignore_ascii_case(known));
        let is_secret =
            pattern.is_some() || looks_like_secret(value) || (!is_vague && is_keyish(value) && !is_words(value));
        let before = self.found.len();
        if is_placeholder(value) {
            self.add(spot, Home::Placeholder, value, Some(name), None);
        } else if is_secret {
            self.add(spot, Home::Url, value, Some(name), pattern);
        }
        self.found.len() > before
    }
}

/// Reads the address of a field, whose mappings are written out.
fn read_address(text: &str) -> Option<Address> {
    Address::read(&Template::new(text))
}

/// `?code=` is a code to sign in with, or a coupon, as often as not; but Azure's functions take their keys so: long, in base64
/// with its padding, or with the mark of a newer one.
fn is_function_key(name: &str, value: &str) -> bool {
    let is_base64 = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'/' | b'-' | b'_' | b'=');
    name.eq_ignore_ascii_case("code")
        && (40..=100).contains(&value.len())
        && value.bytes().all(is_base64)
        && (value.ends_with("==") || value.contains("AzFu"))
        && looks_like_secret(value.trim_end_matches('='))
}

/// The signature of a signed link.
fn is_signature(name: &str) -> bool {
    ["x-amz-signature", "x-goog-signature", "x-amz-security-token", "sig"]
        .iter()
        .any(|known| name.eq_ignore_ascii_case(known))
}

/// The parameter by which a signed link ends.
fn is_expiry(name: &str) -> bool {
    ["x-amz-expires", "x-goog-expires", "expires", "se", "exp", "expiry"]
        .iter()
        .any(|known| name.eq_ignore_ascii_case(known))
}

/// Whether the position lies in an address: no blank between it and the `://` before it.
pub(super) fn inside_address(text: &str, at: usize) -> bool {
    let word = text.get(..at).unwrap_or_default().rsplit(char::is_whitespace).next().unwrap_or_default();
    word.contains("://")
}
