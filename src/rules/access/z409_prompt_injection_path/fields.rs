//! What a field decides when an AI fills it.

use crate::{facts::is_request_address, rules::prelude::*};

/// Who gets it.
pub(super) fn is_receiver(step: &Step, field: &Field) -> bool {
    const RECEIVERS: &[&str] =
        &["recipient", "recipients", "invitee", "member", "collaborator", "username", "assignee", "payee"];
    let from = data::words(field.name()).any(|word| matches!(word.as_str(), "from" | "sender"));
    let named = || data::words(field.name()).any(|word| RECEIVERS.contains(&word.as_str()));
    let mailed = || {
        let effects = apps::effects(step);
        effects.any(Effects::CREATES_USER | Effects::ADDS_MEMBER | Effects::SHARES | Effects::PAYS)
            && data::words(field.name()).any(|word| matches!(word.as_str(), "email" | "mail" | "user"))
    };
    !from && (apps::is_recipient_field(step, field) || named() || mailed())
}

/// Which address is called.
pub(super) fn is_address(_: &Step, field: &Field) -> bool {
    is_request_address(field)
}

/// How much.
pub(super) fn is_amount(_: &Step, field: &Field) -> bool {
    const AMOUNTS: &[&str] = &[
        "amount", "price", "total", "quantity", "qty", "discount", "sum", "value", "rate", "credit", "betrag",
        "montant", "importe", "cents",
    ];
    data::words(field.name()).any(|word| AMOUNTS.contains(&word.as_str()))
}

/// Which record it is; no column of one.
pub(super) fn is_id(step: &Step, field: &Field) -> bool {
    const IDS: &[&str] = &[
        "id", "row", "rowid", "recordid", "record", "key", "charge", "customer", "contact", "deal", "ticket", "order",
        "invoice", "file", "payment", "issue", "document", "user",
    ];
    !apps::is_owners_column(field)
        && !is_prose(step, field)
        && (apps::is_id_field(step, field)
            || data::words(field.name()).last().is_some_and(|word| IDS.contains(&word.as_str())))
}

/// The record was made by this very run: filling it is no overwriting.
pub(super) fn is_of_this_run(facts: &Facts<'_>, step: &StepFacts<'_>) -> bool {
    step.step.fields.iter().filter(|field| is_id(step.step, field)).flat_map(Field::mappings).any(|mapping| {
        mapping.references.iter().any(|reference| {
            facts.source_at(step.step, reference).is_some_and(|source| {
                source.step.kind == StepKind::Action && apps::says(source.step, &["create", "add", "new", "insert"])
            })
        })
    })
}

/// Whatever it says.
pub(super) fn is_any(_: &Step, _: &Field) -> bool {
    true
}

/// What decides something.
pub(super) fn is_no_prose(step: &Step, field: &Field) -> bool {
    !is_prose(step, field)
}

/// Text for people: what the AI writes there decides nothing.
fn is_prose(step: &Step, field: &Field) -> bool {
    const PROSE: &[&str] = &[
        "reason", "memo", "note", "notes", "comment", "comments", "description", "message", "text", "body", "subject",
        "summary", "title", "name", "statement", "remark", "private", "details",
    ];
    apps::is_message_field(step, field) || data::words(field.name()).any(|word| PROSE.contains(&word.as_str()))
}
