//! What a field decides when an AI fills it.

use crate::{address::Address, facts::is_request_address, rules::prelude::*};

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

/// Which address is called: whose server, or what is changed there. What is only looked up on a server that the owner typed
/// (a word to search for, a page to read) decides nothing.
pub(super) fn is_address(step: &Step, field: &Field) -> bool {
    let decides = |address: Address| {
        let method = step.literal("method").unwrap_or(&step.action);
        let reads = ["get", "head"].iter().any(|verb| method.eq_ignore_ascii_case(verb));
        address.host_decided_by_data() || !reads && address.path.is_mapped()
    };
    is_request_address(field) && field.template().and_then(Address::read).is_none_or(decides)
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

#[cfg(test)]
mod tests {
    use super::super::RULE;
    use crate::rules::prelude::*;
    use crate::rules::testkit::StepBuilder;

    fn form() -> StepBuilder {
        trigger("TypeformCLIAPI@1.0.0", "response")
    }

    fn read() -> StepBuilder {
        ai("What does this person want? {{1__message}}")
    }

    #[test]
    fn words_to_search_for_decide_nothing() {
        silent(
            &RULE,
            steps![
                form(),
                read(),
                get("https://books.example.com/subjects/{{2__subject}}.json"),
                get("https://books.example.com/search?q={{2__subject}}"),
                post("https://api.example.com/people/search?titles={{2__titles}}")
            ],
        );
        for call in [get("https://{{2__shop}}/x"), get("{{2__link}}"), post("https://api.example.com/orders/{{2__id}}")]
        {
            finds(&RULE, steps![form(), read(), call], &[(3, "url", Severity::High)]);
        }
    }
}
