//! What is known about data: whose details a field's name promises, which numbers and keys a text holds.
//!
//! Everything here reads plain text and knows nothing of Zaps. Names are read word by word ([`names`]), values by
//! structure and checksum ([`values`]), keys and tokens by their makers' patterns ([`secrets`]).

mod anchors;
pub mod capability;
pub mod class;
pub mod free_mail;
pub mod mask;
pub mod names;
mod needles;
pub mod placeholder;
pub mod query;
mod reduced;
pub mod secret_name;
pub mod secrets;
mod shape;
pub mod values;
pub mod weak_password;
pub mod words;

pub use capability::{Capability, capability_urls};
pub use class::{Class, Classes};
pub use free_mail::is_free_mail;
pub use mask::Masker;
pub(crate) use names::known_words;
pub use names::{classes_of_name, is_reduced, may_be_a_name, may_be_any_text};
pub use placeholder::{is_masked, is_placeholder};
pub use secret_name::{SecretName, auth_header, secret_name, secret_query_name, user_name};
pub use secrets::{Pattern, SecretFound, is_chain_address, is_words, looks_like_secret, secrets_in};
pub use values::{ValueFound, values_in, values_under};
pub use words::{has_phrase, words};

/// What the tables call the keys, numbers and addresses they know, for the test of the dictionaries.
#[cfg(test)]
pub(crate) fn kinds() -> impl Iterator<Item = &'static str> {
    secrets::names().chain(values::kinds()).chain(capability::kinds())
}
