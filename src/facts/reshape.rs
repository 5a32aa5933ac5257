//! What is left of a class of data after a function, a Formatter step or code has reshaped it, and what a step's own
//! field names leave open.

use super::StepFacts;
use crate::{
    apps::{self, Product, Trust},
    data::{Class, has_phrase, is_reduced},
    zap::{Reference, Step, StepKind},
};

/// What a function around a mapping leaves of a class.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Applied {
    /// All of it.
    Keeps,
    /// Nothing.
    Ends,
    /// Just this.
    Gives(Class),
}

impl Applied {
    pub(super) fn of(function: Option<&str>) -> Self {
        let Some(function) = function else {
            return Self::Keeps;
        };
        let name = function.to_ascii_lowercase();
        let has = |word: &str| name.contains(word);
        if has("extract_email") {
            Self::Gives(Class::Email)
        } else if has("extract_phone") {
            Self::Gives(Class::Phone)
        } else if ["hash", "length", "count", "mask", "redact", "sha256", "md5"].into_iter().any(has) {
            Self::Ends
        } else {
            Self::Keeps
        }
    }
}

/// Found or not, how many: says nothing about the data itself.
pub(super) fn is_status(name: &str) -> bool {
    matches!(name, "_zap_search_was_found_status" | "found" | "count" | "length" | "id" | "row_id" | "row")
        || name.ends_with("_id")
        || name.ends_with("_count")
}

/// The text of mails and chat messages has plain names (`text`, `body`), its source tells what it is.
pub(super) fn gives_messages(source: &Step, reference: &Reference) -> bool {
    let name = reference.name();
    let is_plain = matches!(
        name,
        "text"
            | "body"
            | "body_plain"
            | "body_html"
            | "bodyPreview"
            | "body_preview"
            | "content"
            | "message"
            | "snippet"
            | "plain_text"
            | "text_body"
            | "html_body"
    );
    let is_attached = matches!(name, "attachment" | "attachments" | "all_attachments" | "attachment_text")
        || name.strip_prefix("attachment_").is_some_and(|rest| rest.bytes().all(|byte| byte.is_ascii_digit()))
        // `attachments[]file`, not `attachments[]size`.
        || matches!(name.rsplit("[]").next(), Some("file" | "content" | "data" | "text"))
            && reference.path.iter().any(|part| has_phrase(part, &["attachment", "attachments"]));
    let is_mailbox = apps::trust(source) == Trust::Mailbox;
    if is_mailbox && is_attached {
        return true;
    }
    let is_search = matches!(source.kind, StepKind::Search | StepKind::SearchOrCreate);
    if is_search && apps::kind(source) == apps::Kind::Mailbox && (is_plain || name == "body_content") {
        return true;
    }
    if apps::writes_down_speech(source) && matches!(name, "text" | "output" | "transcript") {
        return true;
    }
    let is_message_source = is_mailbox || matches!(apps::kind(source), apps::Kind::TeamChat | apps::Kind::OpenChat);
    is_plain && source.kind == StepKind::Trigger && is_message_source
}

/// The step's name says that it hides what it is given.
pub(super) fn says_reduced(facts: &StepFacts<'_>) -> bool {
    let reshapes = matches!(facts.product, Product::Formatter | Product::Code | Product::Ai | Product::AiByZapier);
    reshapes && facts.step.title.as_deref().is_some_and(is_reduced)
}

/// A Formatter transform after which nothing of the data is left, or four characters at most.
pub(super) fn formatter_ends(step: &Step) -> bool {
    let transform = step.literal("transform").unwrap_or("").to_ascii_lowercase();
    if ["length", "count", "hash", "mask", "redact"].into_iter().any(|word| transform.contains(word)) {
        return true;
    }
    (transform.contains("truncate")
        && typed(step, "max_length").is_some_and(|length| length.trim().parse().is_ok_and(|length: u32| length <= 4)))
        || (extracts_pattern(&transform) && typed(step, "pattern").is_some_and(|pattern| is_short_end(pattern.trim())))
}

/// What is typed into the field of this name.
fn typed<'s>(step: &'s Step, name: &str) -> Option<&'s str> {
    step.fields.iter().find(|field| field.name() == name)?.literal()
}

/// Formatter's "Extract Pattern": `string.re_extract`, as `zapier/transformer` has it.
fn extracts_pattern(transform: &str) -> bool {
    has_phrase(transform, &["re extract", "extract pattern"])
}

/// A pattern for a few characters at the end: `(.{4})$`, `\d{3}$`.
fn is_short_end(pattern: &str) -> bool {
    let Some(inner) = pattern.strip_suffix('$').map(|inner| inner.trim_start_matches('(').trim_end_matches(')')) else {
        return false;
    };
    let counted = inner.strip_suffix('}').and_then(|inner| inner.rsplit_once('{'));
    counted.is_some_and(|(sign, count)| {
        matches!(sign, "." | r"\d" | r"\w" | r"\S") && count.parse().is_ok_and(|count: u32| count <= 4)
    })
}

/// What a Formatter transform takes out of a whole text, where that is not the whole text any more: an address, a number, or
/// something else of no class of its own.
pub(super) fn formatter_takes_out(step: &Step) -> Option<Option<Class>> {
    let transform = step.literal("transform").unwrap_or("");
    let takes = |what: &[&str]| has_phrase(transform, what);
    let pattern = || typed(step, "pattern").unwrap_or_default();
    if takes(&["email extract", "extract email"]) {
        Some(Some(Class::Email))
    } else if takes(&["phone extract", "extract phone"]) {
        Some(Some(Class::Phone))
    } else if takes(&["number extract", "extract number", "url extract", "extract url"])
        || extracts_pattern(transform)
            && !pattern().is_empty()
            && ![".*", ".+", r"\S]", r"\s]"].iter().any(|any| pattern().contains(any))
    {
        Some(None)
    } else {
        None
    }
}

/// Formatter's "Extract Pattern" with a pattern that only letters, digits and the signs typed into it can fit.
pub(super) fn extracts_plain(step: &Step) -> bool {
    let pattern = typed(step, "pattern").unwrap_or_default();
    extracts_pattern(step.literal("transform").unwrap_or("")) && !pattern.is_empty() && is_plain_pattern(pattern)
}

fn is_plain_pattern(pattern: &str) -> bool {
    let mut chars = pattern.chars();
    let mut in_class = false;
    while let Some(char) = chars.next() {
        match char {
            '\\' if chars
                .next()
                .is_none_or(|kind| matches!(kind, 'S' | 'W' | 'D' | 'H' | 'N' | 'x' | 'u' | '\'' | '"')) =>
            {
                return false;
            }
            '[' if !in_class => {
                in_class = true;
                if chars.as_str().starts_with('^') {
                    return false;
                }
            }
            ']' => in_class = false,
            '.' if !in_class => return false,
            '\'' | '"' | '`' => return false,
            _ => {}
        }
    }
    true
}

/// A Formatter transform that hands on nearly all of a text or a link.
pub(crate) fn formatter_keeps(step: &Step) -> bool {
    const TAKES_OUT: &[&str] =
        &["split", "extract", "length", "count", "lookup", "find", "pattern", "hash", "pick", "date", "number"];
    let keeps =
        |transform: &str| !has_phrase(transform, TAKES_OUT) || has_phrase(transform, &["extract url", "url extract"]);
    step.literal("transform").is_some_and(keeps) && !formatter_ends(step)
}
