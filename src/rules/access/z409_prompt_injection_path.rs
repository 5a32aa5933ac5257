//! Z409: strangers' text steers an AI that acts.

mod fields;

use fields::{is_address, is_amount, is_any, is_id, is_no_prose, is_of_this_run, is_receiver};

use crate::{apps::Kind, facts::Origin, rules::prelude::*, zap::Condition};

pub(in crate::rules) const RULE: Rule = Rule {
    id: "Z409",
    name: "prompt-injection-path",
    measure: Measure::Access,
    title: "A stranger's text steers an AI that acts",
    severity: Severity::Medium,
    confidence: Confidence::Medium,
    persona: Persona::Regular,
    what: "An AI reads a text that a stranger wrote, and what it answers decides who gets something, which record is changed, how much is \
           paid or which way the Zap takes.",
    why: "Instructions hidden in the text become actions under your accounts: an AI cannot tell them from yours.",
    fix: "Let the AI choose from a fixed list and check its answer with a Filter, or let a person approve the step. Type recipients in \
          yourself instead of taking them from the AI.",
    references: &["CWE-1427", "LLM01:2025", "LCNC-SEC-06", "CD-SEC-08"],
    check,
};

/// Text of a model that read a stranger's, or a record that such text picked.
const STEERED: Origin = Origin::AI.and(Origin::PICKED_BY_AI);

fn check(facts: &Facts<'_>, outcomes: &mut Outcomes) {
    if !facts.steps.iter().any(|step| step.step.kind != StepKind::Trigger && step.is_ai()) {
        return;
    }
    for step in facts.steps.iter().filter(|step| step.step.kind != StepKind::Trigger && step.writes() && !step.is_ai())
    {
        let Some(steered) = steered(facts, step) else {
            continue;
        };
        outcomes.looked();
        if is_guarded(facts, step, steered.field.is_some()) {
            continue;
        }
        let place = steered.field.map_or_else(|| Place::step(step.step), |field| Place::field(step.step, &field.key));
        let ai = steered.ai.or_else(|| nearest_ai(facts, step.step));
        let mut path: Vec<usize> = Vec::new();
        for index in facts.zap.trigger().map(|trigger| trigger.index).into_iter().chain(ai).chain([step.step.index]) {
            if !path.contains(&index) {
                path.push(index);
            }
        }
        let found = outcomes
            .find(
                place,
                say!(
                    "What an AI makes of somebody else's text {} in step {} ({}).",
                    steered.does,
                    step.step.number,
                    apps::step_said(step.step)
                ),
            )
            .severity(steered.severity)
            .path(path);
        if let Some(mapping) = steered.field.and_then(|field| field.mappings().first()) {
            found.evidence(mapping.text.as_str());
        }
    }
}

/// What the AI's answer decides at a step.
struct Steered<'z> {
    severity: Severity,
    does: Word,
    field: Option<&'z Field>,
    ai: Option<usize>,
}

fn steered<'z>(facts: &Facts<'_>, step: &StepFacts<'z>) -> Option<Steered<'z>> {
    let grave = is_grave(step);
    let high = |does, field| Some((Severity::High, does, field));
    let medium = |does, field| Some((Severity::Medium, does, field));
    let origins = step.step.fields.iter().map(|field| (field, facts.origin_in(step.step, field)));
    let touched: Vec<(&Field, Origin)> = origins.filter(|(_, origin)| origin.any(STEERED)).collect();
    let of_ai = |is: fn(&Step, &Field) -> bool, by: Origin| {
        touched.iter().find(|(field, origin)| origin.any(by) && is(step.step, field)).map(|&(field, _)| field)
    };
    // Sorting a ticket is what an AI is for; of a customer's text only what is grave is told.
    let strangers = |field: &&Field| !facts.origin_in(step.step, field).any(Origin::CUSTOMER);
    let sends =
        matches!(step.sends_to(), Some(Destination::MailOut | Destination::Sms)) || step.effects.any(Effects::SENDS);
    let updates = is_update(step);
    let found = if touched.is_empty() {
        None
    } else if let Some(field) = of_ai(is_receiver, STEERED).filter(|_| sends || grave) {
        high(word!("decides who gets it"), field)
    } else if let Some(field) = of_ai(is_address, STEERED).filter(|_| step.calls_http()) {
        high(word!("decides which address is called"), field)
    } else if let Some(field) = of_ai(is_amount, Origin::AI).filter(|_| step.effects.has(Effects::PAYS)) {
        high(word!("decides how much"), field)
    } else if let Some(field) = of_ai(is_id, Origin::AI).filter(|_| updates && !grave) {
        medium(word!("decides which record is changed"), field)
    } else if let Some(field) = of_ai(is_id, STEERED).filter(|field| grave || (updates && strangers(field))) {
        let does = word!("decides which record is changed");
        if grave { high(does, field) } else { medium(does, field) }
    } else if let Some(field) = of_ai(is_no_prose, Origin::AI).filter(|_| grave) {
        high(word!("decides what is done"), field)
    } else if let Some(field) =
        of_ai(is_any, Origin::AI).filter(|field| updates && strangers(field) && !is_of_this_run(facts, step))
    {
        medium(word!("overwrites a record"), field)
    } else if let Some(field) = of_ai(is_any, Origin::AI).filter(|_| sends && answers_stranger(facts, step)) {
        medium(word!("is sent to that person as your answer"), field)
    } else {
        None
    };
    if let Some((severity, does, field)) = found {
        let mut references = field.mappings().iter().flat_map(|mapping| &mapping.references);
        let ai = references.find_map(|reference| {
            let source = facts.source_at(step.step, reference)?;
            facts.origin(step.step, reference).any(STEERED).then_some(source.step.index)
        });
        return Some(Steered { severity, does, field: Some(field), ai });
    }
    if grave && let Some(ai) = gate(facts, step.step) {
        return Some(Steered {
            severity: Severity::High,
            does: word!("decides whether it happens"),
            field: None,
            ai: Some(ai),
        });
    }
    None
}

/// It pays, deletes, shares, makes a user or a member.
fn is_grave(step: &StepFacts<'_>) -> bool {
    step.effects.any(Effects::PAYS | Effects::DELETES | Effects::CREATES_USER | Effects::SHARES | Effects::ADDS_MEMBER)
        && apps::kind(step.step) != Kind::Calendar
}

/// It changes a record that is there already. A note, a comment or a tag is added to it, and takes nothing away.
fn is_update(step: &StepFacts<'_>) -> bool {
    if step.step.kind != StepKind::Action {
        return false;
    }
    if apps::is_http_call(step.step) {
        let method = step.step.literal("method").unwrap_or(&step.step.action).to_ascii_lowercase();
        return ["patch", "put"].iter().any(|verb| method.contains(verb));
    }
    let says = |list: &[&str]| apps::says(step.step, list);
    let kept = !matches!(
        apps::kind(step.step),
        Kind::TeamChat
            | Kind::OpenChat
            | Kind::Mailbox
            | Kind::MailSender
            | Kind::Sms
            | Kind::Social
            | Kind::Publishing
            | Kind::Utility
    );
    kept && says(&["update", "upsert", "edit", "set", "replace", "overwrite", "change", "move", "merge"])
        && !says(&["create", "add", "or", "comment", "note", "tag", "tags", "label"])
}

/// Mail or text to the person whose text the AI read.
fn answers_stranger(facts: &Facts<'_>, step: &StepFacts<'_>) -> bool {
    let to_them = step.step.fields.iter().any(|field| {
        is_receiver(step.step, field) && facts.origin_in(step.step, field).any(Origin::STRANGER.and(Origin::CUSTOMER))
    });
    let place = matches!(step.sends_to(), Some(Destination::MailOut | Destination::Sms));
    place
        && facts.is_untrusted()
        && (to_them || apps::says(step.step, &["reply"]))
        && !apps::says(step.step, &["draft"])
}

/// The AI whose answer a Filter or Path rule on the way reads.
fn gate(facts: &Facts<'_>, step: &Step) -> Option<usize> {
    facts.zap.way_to(step).find_map(|guard| {
        guard.conditions.iter().filter_map(|condition| condition.looks_at.as_ref()).find_map(|reference| {
            let steers = facts.origin(guard, reference).any(Origin::AI);
            steers.then(|| facts.source_at(guard, reference).map(|source| source.step.index)).flatten()
        })
    })
}

fn nearest_ai(facts: &Facts<'_>, step: &Step) -> Option<usize> {
    facts.zap.way_to(step).find(|before| facts.of(before).is_some_and(StepFacts::is_ai)).map(|ai| ai.index)
}

/// An approval, proof of who calls, or a condition on the trigger's data. Where the step takes the AI's answer, also a
/// Filter that compares that answer with what is allowed; where the answer only opens the way, it is the way itself.
fn is_guarded(facts: &Facts<'_>, step: &StepFacts<'_>, takes_answer: bool) -> bool {
    facts.caller_check(step.step).is_some()
        || facts.guarded_by(step.step, &|guard, condition| {
            if of_answer(facts, guard, condition) {
                takes_answer && guard.kind == StepKind::Filter
            } else {
                !is_found_status(facts, guard, condition)
            }
        })
}

fn of_answer(facts: &Facts<'_>, guard: &Step, condition: &Condition) -> bool {
    condition.looks_at.as_ref().is_some_and(|reference| facts.origin(guard, reference).any(STEERED))
}

/// "Found" or "not found" of a look-up says nothing about the text.
fn is_found_status(facts: &Facts<'_>, guard: &Step, condition: &Condition) -> bool {
    condition.looks_at.as_ref().is_some_and(|reference| {
        let looked_up = facts
            .source_at(guard, reference)
            .is_some_and(|source| matches!(source.step.kind, StepKind::Search | StepKind::SearchOrCreate));
        let status = ["_zap_search_was_found_status", "found", "count", "id", "exists"];
        let name = reference.path.last().map_or("", String::as_str);
        (looked_up && status.contains(&reference.name())) || name.ends_with("zap_search_was_found_status")
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::testkit::StepBuilder;

    fn form() -> StepBuilder {
        trigger("TypeformCLIAPI@1.0.0", "response")
    }

    fn inbox() -> StepBuilder {
        trigger("GoogleMailV2CLIAPI@2.0.0", "message")
    }

    fn read() -> StepBuilder {
        ai("What does this person want? {{1__message}}")
    }

    fn mail(to: &str, body: &str) -> StepBuilder {
        action("GoogleMailV2CLIAPI@2.0.0", "message").field("to", to).field("subject", "News").field("body", body)
    }

    fn update(id: &str, text: &str) -> StepBuilder {
        action("AirtableCLIAPI@3.10.0", "updateRecord").field("rowId", id).field("fields__fld1", text)
    }

    fn refund() -> StepBuilder {
        action("StripeCLIAPI@2.0.0", "create_refund")
    }

    const HIGH: Severity = Severity::High;
    const MEDIUM: Severity = Severity::Medium;

    #[test]
    fn answers_that_decide_are_found() {
        finds(&RULE, steps![form(), read(), mail("{{2__email}}", "Hi")], &[(3, "to", HIGH)]);
        finds(&RULE, steps![form(), read(), mail("{{=gives['2'][\"email\"]}}", "Hi")], &[(3, "to", HIGH)]);
        finds(&RULE, steps![hook(), read(), refund().field("charge", "{{2__charge}}")], &[(3, "charge", HIGH)]);
        finds(
            &RULE,
            steps![form(), read(), refund().field("charge", "{{1__charge}}").field("amount", "{{2__amount}}")],
            &[(3, "amount", HIGH)],
        );
        finds(&RULE, steps![hook(), read(), post("https://api.example.com/{{2__what}}")], &[(3, "url", HIGH)]);
        finds(
            &RULE,
            steps![
                form(),
                read(),
                paths([steps![path_rule("2__wish", "iexact", "refund"), refund().field("charge", "{{1__charge}}")]])
            ],
            &[(5, "", HIGH)],
        );
        finds(
            &RULE,
            steps![
                inbox(),
                read(),
                filter("2__spam", "iexact", "yes"),
                action("HubSpotCLIAPI@1.0.0", "delete_contact")
            ],
            &[(4, "", HIGH)],
        );
        finds(
            &RULE,
            steps![
                trigger("ZendeskCLIAPI@1.0.0", "new_ticket"),
                ai("{{1__description}}"),
                refund().field("charge", "{{2__charge}}")
            ],
            &[(3, "charge", HIGH)],
        );
        // Any way to ask a model, and to pass its answer on.
        finds(
            &RULE,
            steps![
                form(),
                post("https://api.openai.com/v1/responses").field("data.input", "{{1__message}}"),
                javascript("return {to: JSON.parse(inputData.answer).email}").field("input.answer", "{{2__output}}"),
                mail("{{3__to}}", "Hi")
            ],
            &[(4, "to", HIGH)],
        );
        finds(
            &RULE,
            steps![
                form(),
                javascript(
                    "const r = await fetch('https://api.anthropic.com/v1/messages', {method: 'POST', body: inputData.text}); \
                     return {mail: (await r.json()).mail}"
                )
                .field("input.text", "{{1__message}}"),
                mail("{{2__mail}}", "Hi")
            ],
            &[(3, "to", HIGH)],
        );
        finds(
            &RULE,
            steps![
                trigger("ScheduleCLIAPI@1.0.0", "everyDay"),
                get("https://www.example.com/news"),
                ai("Whom does it concern? {{2__body}}"),
                mail("{{3__email}}", "Hi")
            ],
            &[(4, "to", HIGH)],
        );
    }

    #[test]
    fn overwritten_records_and_answers_are_found() {
        // As in a real Zap: the record is looked up by phone, the Path only asks whether it was found.
        finds(
            &RULE,
            steps![
                trigger("WebHookCLIAPI@1.1.1", "hook_raw"),
                javascript("const d = JSON.parse(inputData.raw); return {phone: d.phone}")
                    .field("input.raw", "{{1__raw_body}}"),
                search("AirtableCLIAPI@3.10.0", "findRecord").field("searchByValue", "{{2__phone}}"),
                paths([
                    steps![
                        path_rule("3___zap_search_was_found_status", "iexact", "true"),
                        ai("Qualify {{1__transcript}}"),
                        update("{{3__id}}", "Qualified: {{6__qualified}}")
                    ],
                    steps![
                        path_rule("3___zap_search_was_found_status", "iexact", "false"),
                        sheet("COL$A", "{{2__phone}}")
                    ],
                ]),
            ],
            &[(7, "fields__fld1", MEDIUM)],
        );
        finds(&RULE, steps![form(), read(), update("{{2__record_id}}", "done")], &[(3, "rowId", MEDIUM)]);
        finds(
            &RULE,
            steps![
                form(),
                read(),
                search("HubSpotCLIAPI@1.0.0", "contact_search").field("email", "{{2__email}}"),
                action("HubSpotCLIAPI@1.0.0", "update_contact").field("contact_id", "{{3__id}}").field("stage", "lost")
            ],
            &[(4, "contact_id", MEDIUM)],
        );
        finds(&RULE, steps![form(), read(), mail("{{1__email}}", "{{2__answer}}")], &[(3, "body", MEDIUM)]);
        finds(
            &RULE,
            steps![
                inbox(),
                ai("Answer {{1__body_plain}}"),
                action("GoogleMailV2CLIAPI@2.0.0", "reply_to_email")
                    .field("thread_id", "{{1__thread_id}}")
                    .field("body", "{{2__answer}}")
            ],
            &[(3, "body", MEDIUM)],
        );
        finds(
            &RULE,
            steps![
                form(),
                read(),
                action("TwilioCLIAPI@1.1.0", "smsv2")
                    .field("to_number", "{{1__phone}}")
                    .field("message", "{{2__answer}}")
            ],
            &[(3, "message", MEDIUM)],
        );
    }

    #[test]
    fn guarded_answers_are_left_alone() {
        silent(
            &RULE,
            steps![
                form(),
                read(),
                action("HumanInTheLoopCLIAPI@1.0.0", "request_approval"),
                mail("{{2__email}}", "Hi")
            ],
        );
        let review = action("GotoHumanCLIAPI@1.0.0", "request_human_review");
        silent(&RULE, steps![form(), read(), review, mail("{{2__email}}", "Hi")]);
        silent(
            &RULE,
            steps![form(), read(), filter("2__email", "iexact", "sales@example.com"), mail("{{2__email}}", "Hi")],
        );
        silent(
            &RULE,
            steps![form(), read(), filter("2__amount", "iless", "50"), refund().field("amount", "{{2__amount}}")],
        );
        silent(
            &RULE,
            steps![form(), filter("1__email", "iendswith", "@example.com"), read(), update("{{1__id}}", "{{2__x}}")],
        );
        silent(
            &RULE,
            steps![
                form(),
                read(),
                action("ZapierFormatterCLIAPI@1.0.8", "util_line_item")
                    .field("transform", "util.lookup")
                    .field("inputs", "{{2__team}}"),
                mail("{{3__output}}", "Hi")
            ],
        );
    }

    #[test]
    fn ordinary_uses_are_left_alone() {
        silent(
            &RULE,
            steps![
                inbox(),
                ai("Sum up {{1__body_plain}}"),
                slack("{{2__summary}}"),
                sheet("COL$A", "{{2__summary}}"),
                action("GoogleMailV2CLIAPI@2.0.0", "create_draft")
                    .field("to", "{{1__from__email}}")
                    .field("body", "{{2__answer}}"),
                mail("me@example.com", "{{2__summary}}"),
                action("NotionCLIAPI@2.37.0", "create_database_item")
                    .field("properties|||Summary|||rich_text", "{{2__summary}}"),
                action("HubSpotCLIAPI@1.0.0", "create_contact")
                    .field("email", "{{1__from__email}}")
                    .field("note", "{{2__summary}}"),
                action("ZendeskCLIAPI@1.0.0", "add_comment_to_ticket").field("comment", "{{2__summary}}"),
                action("TrelloCLIAPI@1.0.0", "card").field("name", "{{2__title}}"),
            ],
        );
        // Which channel hears of it.
        silent(
            &RULE,
            steps![
                form(),
                read(),
                paths([
                    steps![path_rule("2__topic", "iexact", "sales"), slack("{{1__message}}")],
                    steps![path_rule("2__topic", "iexact", "support"), mail("support@example.com", "{{1__message}}")],
                ]),
            ],
        );
        // A row that this run made, and a text of the owner's own.
        silent(
            &RULE,
            steps![
                form(),
                action("AirtableCLIAPI@3.10.0", "createRecord").field("fields__fld1", "{{1__message}}"),
                ai("{{1__message}}"),
                update("{{2__id}}", "{{3__summary}}")
            ],
        );
        silent(
            &RULE,
            steps![
                new_row(),
                ai("Write about {{1__COL$A}}"),
                mail("{{1__COL$B}}", "{{2__text}}"),
                update("{{1__id}}", "{{2__text}}")
            ],
        );
        silent(
            &RULE,
            steps![
                trigger("ZendeskCLIAPI@1.0.0", "new_ticket"),
                ai("Sort {{1__description}}"),
                action("ZendeskCLIAPI@1.0.0", "update_ticket")
                    .field("ticket_id", "{{1__id}}")
                    .field("priority", "{{2__priority}}")
            ],
        );
        silent(&RULE, steps![form(), mail("{{1__email}}", "Thank you"), refund().field("reason", "no AI here")]);
        silent(
            &RULE,
            steps![
                trigger("RSSCLIAPI@1.0.0", "new_item_in_feed"),
                ai("Write a post about {{1__title}}"),
                action("LinkedInCLIAPI@1.0.0", "create_share_update").field("comment", "{{2__post}}")
            ],
        );
    }
}
