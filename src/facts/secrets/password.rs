//! What somebody may have typed into a field for a password, and what not.

use crate::data::words;
use crate::letters::lowercase;

/// Whether somebody could have typed this as a password: no switch in any language, and no sentence.
pub(super) fn can_be_password(text: &str) -> bool {
    const SWITCHES: [&str; 28] = [
        "true", "false", "yes", "no", "on", "off", "1", "0", "none", "null", "undefined", "n/a", "-", "auto",
        "required", "optional", "ja", "nein", "oui", "non", "si", "sí", "sim", "não", "nee", "tak", "nie", "string",
    ];
    let text = text.trim();
    let is_sentence =
        text.split_whitespace().count() > 5 || text.contains(", ") || text.ends_with([':', '?']) && text.contains(' ');
    !is_sentence && !SWITCHES.contains(&lowercase(text).as_str())
}

/// A pass that is bought and shown at a door: some plain words under a name that ends so.
pub(super) fn is_ticket(name: &str, text: &str) -> bool {
    let named = words(name).last().is_some_and(|last| last.is("pass"));
    named && text.trim().contains(' ') && text.chars().all(|letter| letter.is_alphabetic() || letter == ' ')
}
