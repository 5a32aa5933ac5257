//! Keys in the code of a Code step.

use super::{Home, Search, Spot, is_keyish, is_one_word, spelling, split_scheme};
use crate::{
    address::Address,
    code::Code,
    data::{
        SecretName, auth_header, capability_urls, is_chain_address, is_placeholder, is_words, looks_like_secret,
        secret_name, secrets_in,
    },
};

impl Search {
    /// Strings by their looks and by the name they are given to; comments and joined addresses too.
    pub(super) fn code(&mut self, spot: &Spot<'_>, code: &Code, source: &str) {
        for secret in code.stores().iter().filter_map(|store| store.secret.as_deref()) {
            self.store(spot, secret.trim(), None);
        }
        for literal in code.literals() {
            let text = literal.text.trim();
            if text.len() < 4 {
                continue;
            }
            if text.contains("://") && is_one_word(text) {
                self.address(spot, text);
                continue;
            }
            let before = self.found.len();
            self.text(spot, Home::Code, text);
            if self.found.len() > before {
                continue;
            }
            if text.starts_with('{') || text.contains('=') {
                self.written_body(spot, text);
            }
            let Some(name) = literal.name.as_deref() else {
                continue;
            };
            let (scheme, value) = split_scheme(text);
            let is_auth = auth_header(name);
            let secret = secret_name(name);
            if !is_auth && secret.is_none() && !name.eq_ignore_ascii_case("auth") {
                continue;
            }
            if is_placeholder(text) || is_placeholder(value) {
                self.add(spot, Home::Placeholder, text, Some(name), None);
            } else if value.contains("{{") || value.contains("://") {
                // A hole, or an address given to `tokenEndpoint`.
            } else if looks_like_secret(value)
                || (is_auth && scheme.is_some() && value.len() >= 8)
                || (is_auth && is_keyish(value) && !is_words(value) && !is_chain_address(value))
                || (secret == Some(SecretName::Password) && value.len() >= 6 && is_keyish(value))
            {
                let added = self.add(spot, Home::Code, value, Some(name), None);
                if let Some(secret) =
                    added.filter(|_| scheme.is_some_and(|scheme| scheme.eq_ignore_ascii_case("basic")))
                {
                    secret.holds_pair(spelling::read_pair(value));
                }
            }
        }
        // In comments too: whoever reads the code reads them.
        for secret in secrets_in(source) {
            let value = source.get(secret.range).unwrap_or_default();
            if !self.knows(spot, value) {
                self.add(spot, Home::Code, value, None, Some(secret.pattern));
            }
        }
        for capability in capability_urls(source) {
            let value = source.get(capability.range.clone()).unwrap_or_default();
            if !self.knows(spot, value) {
                self.capability(spot, source, &capability);
            }
        }
        for joined in code.joined() {
            if joined.text.contains("://") {
                if let Some(address) = Address::read_text(&joined.text) {
                    self.parts_of(spot, &address);
                }
                continue;
            }
            // `'Bearer ' + key`, where the key stands under a name that says nothing.
            let (_, value) = split_scheme(&joined.text);
            let name = joined.name.as_deref().filter(|_| joined.complete && looks_like_secret(value));
            if name.is_some_and(auth_header) && !self.knows(spot, value) {
                self.add(spot, Home::Code, value, name, None);
            }
        }
    }

    /// A body that the code holds as text: `'{"client_secret": "…"}'`, `'grant_type=…&client_secret=…'`.
    fn written_body(&mut self, spot: &Spot<'_>, text: &str) {
        for (name, value) in super::body::members(text) {
            let (_, value) = split_scheme(&value);
            if secret_name(&name).is_some() && !is_placeholder(value) && looks_like_secret(value) {
                self.add(spot, Home::Code, value, Some(&name), None);
            }
        }
    }
}
