//! The secret of Storage by Zapier: whoever knows it reads and writes the whole store.

use super::{Home, Search, Spot, StepFacts, is_header};
use crate::{
    apps::Product,
    code::Sources,
    data::{is_masked, is_placeholder, words},
    letters::has_letters,
    zap::Field,
};

/// Where Storage answers to requests; its secret goes along as a parameter or a header.
pub(super) const HOST: &str = "store.zapier.com";

impl Search {
    /// Takes the secret of a store down.
    pub(super) fn store(&mut self, spot: &Spot<'_>, secret: &str, name: Option<&str>) {
        if secret.contains("{{") || is_masked(secret) {
            return;
        }
        let home = if is_placeholder(secret) { Home::Placeholder } else { Home::Store };
        self.add(spot, home, secret, Some(name.unwrap_or("StoreClient")), None);
    }
}

/// Whether the field holds the secret of a store: in a Storage step, in a request to Storage, or in the row of Input
/// Data that code opens a store with.
pub(super) fn is_secret_field(facts: &StepFacts<'_>, field: &Field) -> bool {
    let is_secret = || words(field.name()).any(|word| word.as_str() == "secret");
    if is_header(facts, field) {
        return is_secret() && facts.step.field("url").is_some_and(|url| url.text().contains(HOST));
    }
    match facts.product {
        Product::Storage => is_secret(),
        Product::Code if field.group() == "input" => facts.code.as_ref().is_some_and(|code| {
            code.stores().iter().any(|store| match &store.secret_from {
                Sources::Inputs(keys) => keys.contains(field.name()),
                Sources::All => false,
            })
        }),
        _ => false,
    }
}

/// The secret in a text that shows it: `StoreClient('…')`, "store secret: …".
pub(super) fn secret_in(text: &str) -> Option<&str> {
    // Most texts are done with this look.
    if !has_letters(text, "cret") && !has_letters(text, "client(") {
        return None;
    }
    let at = text.find("ecret").or_else(|| text.find("ECRET")).or_else(|| text.find("StoreClient("))?;
    if let Some((_, rest)) = text.split_once("StoreClient(") {
        let quote = rest.chars().next().filter(|quote| matches!(quote, '\'' | '"'))?;
        return rest.get(1..)?.split(quote).next().filter(|secret| !secret.is_empty());
    }
    let before = text.get(..at)?;
    let before = before.get(..before.len().checked_sub(1)?)?.trim_end();
    let last = words(before).last()?;
    if !matches!(last.as_str(), "store" | "storage") {
        return None;
    }
    let rest = text.get(at + "ecret".len()..)?.trim_start();
    let told = rest.strip_prefix([':', '=']);
    let rest = told.or_else(|| rest.strip_prefix("is "))?.trim_start();
    let secret = rest.split(char::is_whitespace).next()?.trim_matches(['"', '\'', '`', '“', '”', '.', ',', ')']);
    let is_marked = secret.bytes().any(|byte| byte.is_ascii_digit() || matches!(byte, b'-' | b'_'));
    (secret.len() >= 6 && (told.is_some() || is_marked)).then_some(secret)
}

#[cfg(test)]
mod tests {
    use super::secret_in;

    #[test]
    fn texts_that_show_it_are_known() {
        for text in [
            "Storage secret: acme-orders-store.",
            "our store secret is acme-orders-store, please keep",
            "see StoreClient('acme-orders-store')",
            "STORE SECRET = \"acme-orders-store\"",
        ] {
            assert_eq!(secret_in(text), Some("acme-orders-store"), "{text}");
        }
        for text in [
            "the secret store", "secret: acme-orders-store", "Storage secret", "the store secret was changed",
            "the store secret is required", "StoreClient(inputData.store)", "",
        ] {
            assert_eq!(secret_in(text), None, "{text}");
        }
    }

    proptest::proptest! {
        #[test]
        fn any_text_can_be_asked(text in ".{0,30}(store |StoreClient\\()?(secret)?.{0,20}") {
            let _ = secret_in(&text);
        }
    }
}
