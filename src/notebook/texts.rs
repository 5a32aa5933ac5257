//! Texts that people wrote, as they may be kept.

use crate::data::Masker;

/// A text without secrets, without line ends, and not longer than this many characters.
pub(crate) fn short(text: &str, masker: &Masker, most: usize) -> String {
    let line: String = text.chars().map(|char| if char.is_control() { ' ' } else { char }).collect();
    masker.mask(line.trim()).chars().take(most).collect()
}

/// How long a reason or a note may be.
pub(crate) const LONG: usize = 1_000;

/// How long a name may be.
pub(super) const NAME: usize = 100;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::testkit::random;

    #[test]
    fn a_text_is_kept_short_and_without_secrets() {
        let token = ["sk_li", "ve_", &random(24)].concat();
        let text = short(&format!(" the key\n{token} is old "), &Masker::default(), LONG);
        assert!(text.starts_with("the key sk_l…") && !text.contains(&token[8..]), "{text}");
        assert_eq!(short(&"ä".repeat(200), &Masker::default(), NAME).chars().count(), 100);
    }
}
