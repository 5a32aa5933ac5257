//! The map of Zapier's editor page: every selector and path that is relied on, with its confidence and source.
//!
//! This is the one place to change when the page changes. The content script gets it as data and knows nothing of
//! its own. Each list is tried in order; the first entry that finds something is taken. Confidence: A seen live by
//! two or more sources, B by one, C inferred from how a library behaves.

use serde::Serialize;

/// What the content script needs to read the page.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct PageMap {
    /// Addresses (path and query) that are an editor; a regular expression.
    pub editor: &'static str,
    /// Scripts that hold the page's data as JSON.
    pub data: &'static [&'static str],
    /// Step cards on the canvas.
    pub cards: &'static [CardRecipe],
    /// Text fields of the open step.
    pub fields: &'static [&'static str],
    /// How a field's label is found.
    pub label: LabelRecipe,
    /// How the name of a row (of Data, Headers and the like) is found from its value.
    pub row: RowRecipe,
    /// Mapped values inside a text field.
    pub pills: &'static [&'static str],
    /// Addresses of the page's own requests that mean "saved"; a regular expression.
    pub saves: &'static str,
}

/// A way to find step cards.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct CardRecipe {
    /// The selector.
    pub css: &'static str,
    /// The attribute that holds the step's id after a prefix.
    pub id_attribute: Option<&'static str>,
    /// The prefix before the step's id.
    pub id_prefix: &'static str,
    /// What the card's label or text has to look like; a regular expression.
    pub text: &'static str,
}

/// A way to find a field's label.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct LabelRecipe {
    /// The field's own attribute that names it.
    pub attribute: &'static str,
    /// What follows the name in that attribute; a regular expression.
    pub suffix: &'static str,
    /// The element that holds the label.
    pub css: &'static str,
    /// How many ancestors of the field are searched for it.
    pub ancestors: u8,
}

/// A way to find a row's name.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct RowRecipe {
    /// The element whose value is the name.
    pub css: &'static str,
    /// How many ancestors of the field are searched for it.
    pub ancestors: u8,
}

/// The map, as the page is known today.
pub const PAGE_MAP: PageMap = PageMap {
    // A: /editor/<id>, /editor/<id>/draft/<step>/fields; B: /editor?attempt_id=… for a new Zap.
    editor: r"^/editor(?:/[A-Za-z0-9_-]|\?|$)",
    // A: four independent sources, 2026.
    data: &["script#__NEXT_DATA__"],
    cards: &[
        // A: "stable" on the live page.
        CardRecipe {
            css: "[data-testid^=\"step-node-\"]",
            id_attribute: Some("data-testid"),
            id_prefix: "step-node-",
            text: "",
        },
        // A for the text "2. POST", C for reading the number out of it when the test ids are gone.
        CardRecipe {
            css: "[role=\"button\"]",
            id_attribute: None,
            id_prefix: "",
            text: r"^(?:Trigger |Action )?\d{1,3}\.\s*\S",
        },
    ],
    fields: &[
        // A: class and attribute of the live page.
        ".editable-slate-field",
        "[data-slate-editor=\"true\"]",
        // C: what every rich text field needs for screen readers.
        "[contenteditable=\"true\"][role=\"textbox\"]",
    ],
    label: LabelRecipe {
        // B: "<label>, required".
        attribute: "aria-label",
        suffix: r",\s*required$|\s*\*$",
        // B: a real label element, up to eight ancestors away.
        css: "label",
        ancestors: 8,
    },
    // C: rows of pairs are an input for the name and a text field for the value.
    row: RowRecipe { css: "input[type=\"text\"], input:not([type])", ancestors: 3 },
    // C: how Slate marks inline void elements; the second for a page without Slate's attributes.
    pills: &["[data-slate-inline=\"true\"][data-slate-void=\"true\"]", "[contenteditable=\"false\"]"],
    // B: the draft's autosave.
    saves: r"/api/[^?]*/zaps/",
};

/// The id of the step that is open, from the page's address: `/editor/<zap>/draft/<step>/fields` (A).
#[must_use]
pub fn open_step(address: &str) -> Option<&str> {
    let path = address.split(['?', '#']).next()?;
    let path = path.split_once("://").map_or(path, |(_, rest)| rest.split_once('/').map_or("", |(_, path)| path));
    let mut parts = path.trim_start_matches('/').split('/');
    (parts.next()? == "editor").then_some(())?;
    let _zap = parts.next()?;
    matches!(parts.next()?, "draft" | "published").then_some(())?;
    parts.next().filter(|step| !step.is_empty())
}

/// The number at the beginning of a card's text: 2 of "2. POST" and of "Action 2. Select the event".
#[must_use]
pub fn card_number(text: &str) -> Option<usize> {
    let text = text.trim_start();
    let text = text.strip_prefix("Trigger").or_else(|| text.strip_prefix("Action")).unwrap_or(text).trim_start();
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let (number, rest) = text.split_at_checked(digits)?;
    rest.starts_with('.').then(|| number.parse().ok()).flatten()
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
            ("Publish", None),
            ("4 steps", None),
        ] {
            assert_eq!(card_number(text), number, "{text}");
        }
    }
}
