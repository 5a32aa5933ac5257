//! What addresses and cards of Zapier's editor say. Its selectors stand in `extension/page_map.js`: the content script
//! reads the page by them without waiting for the core.

/// The id of the Zap that is open, from the page's address: `/editor/<zap>/draft` (A).
#[must_use]
pub fn open_zap(address: &str) -> Option<&str> {
    let mut parts = parts(address)?;
    parts.next().filter(|zap| !zap.is_empty())
}

/// The id of the step that is open, from the page's address: `/editor/<zap>/draft/<step>/fields` (A).
#[must_use]
pub fn open_step(address: &str) -> Option<&str> {
    let mut parts = parts(address)?;
    let _zap = parts.next()?;
    matches!(parts.next()?, "draft" | "published").then_some(())?;
    parts.next().filter(|step| !step.is_empty())
}

/// What follows `/editor/` in an address, part by part.
fn parts(address: &str) -> Option<impl Iterator<Item = &str>> {
    let path = address.split(['?', '#']).next()?;
    let path = path.split_once("://").map_or(path, |(_, rest)| rest.split_once('/').map_or("", |(_, path)| path));
    let mut parts = path.trim_start_matches('/').split('/');
    (parts.next()? == "editor").then_some(parts)
}

/// Whether it is a page of Zapier's own, not a look-alike of ours.
#[must_use]
pub fn is_zapier(address: &str) -> bool {
    address.strip_prefix("https://zapier.com").is_some_and(|rest| rest.starts_with(['/', '?']))
}

/// The number at the beginning of a card's text: 2 of "2. POST", of "Action 2. Select the event" and of "Step 2 of 4: POST".
#[must_use]
pub fn card_number(text: &str) -> Option<usize> {
    let text = text.trim_start();
    let counted = text.strip_prefix("Step ");
    let text = counted
        .or_else(|| text.strip_prefix("Trigger"))
        .or_else(|| text.strip_prefix("Action"))
        .unwrap_or(text)
        .trim_start();
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let (number, rest) = text.split_at_checked(digits)?;
    let mut rest = rest.chars();
    let follows = match rest.next() {
        // Not "1.5 hours".
        Some('.' | ')') => rest.next().is_some_and(|char| !char.is_ascii_digit()),
        next => counted.is_some() && next.is_none_or(|char| !char.is_alphanumeric()),
    };
    follows.then(|| number.parse().ok()).flatten()
}

/// What follows the number of a card: "POST" of "2. POST"; all of a text without a number.
#[must_use]
pub fn card_title(text: &str) -> &str {
    card_number(text).and_then(|_| text.split_once(['.', ')', ':', ','])).map_or(text, |(_, title)| title).trim()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_open_step_is_in_the_address() {
        for (address, step) in [
            ("https://zapier.com/editor/1/draft/299/fields", Some("299")),
            ("/editor/1/draft/_GEN_17/setup?x=1", Some("_GEN_17")),
            ("https://zapier.com/editor/1/published/299", Some("299")),
            ("https://zapier.com/editor/1/draft", None),
            ("https://zapier.com/editor?attempt_id=7", None),
            ("https://zapier.com/app/assets/zaps", None),
        ] {
            assert_eq!(open_step(address), step, "{address}");
        }
    }

    #[test]
    fn cards_carry_their_number() {
        for (text, number) in [
            ("2. POST", Some(2)),
            ("Trigger 1. Select the event that starts your Zap", Some(1)),
            ("Action\n12. x", Some(12)),
            ("3.POST", Some(3)),
            ("Step 4 of 9: POST", Some(4)),
            ("1.5 hours", None),
            ("10:15", None),
            ("Publish", None),
            ("4 steps", None),
        ] {
            assert_eq!(card_number(text), number, "{text}");
        }
        for (text, title) in [("2. POST", "POST"), (" Publish ", "Publish"), ("Step 2 of 4: Ask: why?", "Ask: why?")] {
            assert_eq!(card_title(text), title);
        }
    }
}
