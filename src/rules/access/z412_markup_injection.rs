//! Z412: strangers' text rendered as HTML, mention or formula.

use crate::{apps::Kind, facts::Origin, rules::prelude::*, zap::Segment};

pub(in crate::rules) const RULE: Rule = Rule {
    id: "Z412",
    name: "markup-injection",
    measure: Measure::Access,
    title: "A stranger's text becomes HTML, a ping or a formula",
    severity: Severity::Low,
    confidence: Confidence::Low,
    persona: Persona::Pedantic,
    what: "Text that a stranger wrote goes into an HTML mail, into a chat message that turns names into pings, or first into a cell of a \
           spreadsheet.",
    why: "Links, pings or formulas of the stranger's then look as if they came from your company.",
    fix: "Send plain text, or clean the text with Formatter (Remove HTML Tags) first. In a cell put an apostrophe before it; in a chat \
          switch off that names become pings.",
    references: &["CWE-80", "CWE-1236", "CD-SEC-08"],
    check,
};

const WRITERS: Origin = Origin::STRANGER.and(Origin::CUSTOMER);

fn check(facts: &Facts<'_>, outcomes: &mut Outcomes) {
    if !facts.zap.trigger().is_some_and(apps::has_strangers_text) {
        return;
    }
    for step in facts.steps.iter().filter(|step| step.step.kind != StepKind::Trigger && step.writes()) {
        let Some((field, becomes)) = shown(facts, step) else {
            continue;
        };
        outcomes.looked();
        let from = field.mappings().iter().flat_map(|mapping| &mapping.references);
        let from =
            from.filter_map(|reference| facts.source_at(step.step, reference)).map(|source| source.step.index).min();
        outcomes
            .find(Place::field(step.step, &field.key), say!("What a stranger wrote {}.", becomes))
            .evidence(field.mappings().first().map_or("", |mapping| mapping.text.as_str()))
            .path(from.into_iter().chain([step.step.index]).collect());
    }
}

/// The field where a stranger's text becomes more than text, and what it becomes.
fn shown<'z>(facts: &Facts<'_>, step: &StepFacts<'z>) -> Option<(&'z Field, Word)> {
    let fields = || step.step.fields.iter().filter(|field| !field.mappings().is_empty());
    if apps::is_spreadsheet(step.step) {
        let raw =
            step.step.fields.iter().any(|field| field.literal().is_some_and(|text| text.eq_ignore_ascii_case("raw")));
        let cell = |field: &&Field| {
            !raw && !apps::is_id_field(step.step, field)
                && !apps::is_setting_field(step.step, field)
                && leads(facts, step.step, field)
        };
        return fields()
            .find(cell)
            .map(|field| (field, word!("stands first in a cell: what begins with “=” there becomes a formula")));
    }
    let strange = |field: &&Field| is_body(step.step, field) && mappings_have(facts, step.step, field, Origin::MARKUP);
    if matches!(apps::kind(step.step), Kind::TeamChat | Kind::OpenChat) && pings(step.step) {
        return fields()
            .find(strange)
            .map(|field| (field, word!("goes into a message in which names of people and channels become pings")));
    }
    let html = step.step.fields.iter().any(is_rich_switch);
    fields()
        .find(|field| strange(field) && (html || data::words(field.name()).any(|word| word.is("html"))))
        .map(|field| (field, word!("goes into a text that is shown as HTML")))
}

/// The cell's text begins with what a stranger wrote.
fn leads(facts: &Facts<'_>, step: &Step, field: &Field) -> bool {
    match field.template().and_then(|template| template.segments().next()) {
        Some(Segment::Mapping(mapping)) => {
            let origin = facts.origin_of(step, mapping);
            origin.any(WRITERS)
                && origin.any(Origin::TEXT)
                && !is_fixed_in_shape(mapping.references.first().map_or("", |first| first.name()))
        }
        _ => false,
    }
}

/// The app makes the value sure to be an address, a number or a date.
fn is_fixed_in_shape(name: &str) -> bool {
    const SHAPED: &[&str] = &[
        "email", "mail", "date", "time", "timestamp", "number", "phone", "amount", "price", "total", "quantity",
        "count", "rating", "score", "age", "checkbox", "zip", "currency",
    ];
    data::words(name).any(|word| SHAPED.contains(&word.as_str()))
}

fn mappings_have(facts: &Facts<'_>, step: &Step, field: &Field, what: Origin) -> bool {
    field.mappings().iter().any(|mapping| {
        let origin = facts.origin_of(step, mapping);
        origin.any(WRITERS)
            && origin.any(what)
            && !is_fixed_in_shape(mapping.references.first().map_or("", |first| first.name()))
    })
}

fn is_body(step: &Step, field: &Field) -> bool {
    const BODIES: &[&str] = &["body", "html", "content", "text", "message", "comment", "description", "note"];
    apps::is_message_field(step, field) || data::words(field.name()).any(|word| BODIES.contains(&word.as_str()))
}

/// `body_type: html`, `bodyFormat: HTML`, `is_html: yes`.
fn is_rich_switch(field: &Field) -> bool {
    let Some(text) = field.literal().map(str::trim) else {
        return false;
    };
    let named = |list: &[&str]| data::words(field.name()).any(|word| list.contains(&word.as_str()));
    let says_html = ["html", "text/html", "rich", "rich text", "richtext", "html_body"]
        .iter()
        .any(|word| text.eq_ignore_ascii_case(word));
    (says_html && named(&["type", "format", "mode", "content", "body", "mail", "message", "text"]))
        || (field.switch() == Some(true) && named(&["html"]))
}

/// Names in the text become pings: "link names" is on, or the text itself pings everybody.
fn pings(step: &Step) -> bool {
    step.fields.iter().any(|field| {
        let is_switch = || field.name() == "link_names" || data::words(field.name()).any(|word| word.is("mention"));
        let says = || {
            ["<!channel>", "<!here>", "<!everyone>", "@everyone", "@here"]
                .iter()
                .any(|ping| field.text().contains(ping))
        };
        (field.switch() == Some(true) && is_switch()) || (field.text().contains(['<', '@']) && says())
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::testkit::StepBuilder;

    fn form() -> StepBuilder {
        trigger("TypeformCLIAPI@1.0.0", "response")
    }

    fn mail(key: &str, value: &str) -> StepBuilder {
        action("GoogleMailV2CLIAPI@2.2.0", "message").field("to", "ops@example.com").field(key, value)
    }

    #[test]
    fn strangers_markup_is_found() {
        for (key, value) in [("body_type", "html"), ("bodyFormat", "HTML"), ("is_html", "yes"), ("mailFormat", "html")]
        {
            let step = mail(key, value).field("body", "<p>{{1__message}}</p>");
            finds(&RULE, steps![form(), step], &[(2, "body", Severity::Low)]);
        }
        finds(
            &RULE,
            steps![
                form(),
                action("SendGridCLIAPI@1.0.0", "send_email").field("html_content", "Hi {{=gives['1'][\"message\"]}}")
            ],
            &[(2, "html_content", Severity::Low)],
        );
        finds(&RULE, steps![form(), sheet("COL$A", "{{1__message}}")], &[(2, "COL$A", Severity::Low)]);
        finds(
            &RULE,
            steps![form(), slack("New: {{1__message}}").field("link_names", "yes")],
            &[(2, "text", Severity::Low)],
        );
        finds(
            &RULE,
            steps![
                trigger("ShopifyCLIAPI@1.0.0", "new_order_hook_v2"),
                mail("body_type", "html").field("body", "{{1__note}}")
            ],
            &[(2, "body", Severity::Low)],
        );
    }

    #[test]
    fn plain_and_cleaned_text_is_left_alone() {
        let clean = || {
            action("ZapierFormatterCLIAPI@1.0.8", "text_line_item")
                .field("transform", "string.strip_html")
                .field("inputs", "{{1__message}}")
        };
        silent(
            &RULE,
            steps![
                form(),
                clean(),
                mail("body_type", "html").field("body", "<p>{{2__output}}</p>"),
                mail("body_type", "plain").field("body", "{{1__message}}"),
                mail("body_type", "html").field("body", "Thank you, your request {{1__response_id}} is here"),
                slack("{{1__message}}"),
                sheet("COL$A", "'{{1__message}}"),
                sheet("COL$A", "{{1__email}}"),
                sheet("COL$A", "Name: {{1__message}}"),
                action("AirtableCLIAPI@3.0.0", "createRecord").field("fields__Text", "{{1__message}}"),
            ],
        );
        silent(
            &RULE,
            steps![new_row(), sheet("COL$A", "{{1__COL$B}}"), mail("body_type", "html").field("body", "{{1__COL$B}}")],
        );
    }
}
