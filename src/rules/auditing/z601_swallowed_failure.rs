//! Z601: errors are hidden.

use crate::{
    data::has_phrase,
    letters::has_letters,
    rules::prelude::*,
    zap::{Reference, Resolved},
};

pub(in crate::rules) const RULE: Rule = Rule {
    id: "Z601",
    name: "swallowed-failure",
    measure: Measure::Auditing,
    title: "A failure is hidden",
    severity: Severity::Medium,
    confidence: Confidence::High,
    persona: Persona::Regular,
    what: "A step goes on after an error, or after it found nothing, and no later Filter, Path or code looks whether it worked.",
    why: "A record that was not found, changed or deleted looks like success, and nobody is told.",
    fix: "Check the result with a Filter or Path right behind the step, and send errors to a person.",
    references: &["CWE-390", "CWE-391", "CD-SEC-10", "LCNC-SEC-10", "45 CFR 164.312(b)"],
    check,
};

fn check(facts: &Facts<'_>, outcomes: &mut Outcomes) {
    for step in &facts.steps {
        for field in &step.step.fields {
            let Some(asked) = goes_on(step.step, field) else {
                continue;
            };
            outcomes.looked();
            let place = Place::field(step.step, &field.key);
            match look_behind(facts, step.step, asked) {
                Checked::Yes => {}
                Checked::Unknown => outcomes.not_checked(
                    place,
                    say!("a later condition may look at the result: this kind of export does not tell which step it names"),
                ),
                Checked::No => {
                    let name = apps::step_said(step.step);
                    let message = match asked {
                        Asked::Found => say!("“{}” counts as a success when it finds nothing, and no later condition looks whether it did.", name),
                        Asked::Worked => say!("“{}” goes on when the request fails, and no later step looks at the answer's status.", name),
                    };
                    outcomes.find(place, message).evidence(format!("{}: {}", field.key, field.text()));
                }
            }
        }
        if let Some(code) = &step.code {
            outcomes.looked();
            let text = step.step.field("code").map_or("", Field::text);
            if let Some(handler) = code.swallowed_errors().into_iter().next() {
                outcomes
                    .find(
                        Place::field(step.step, "code"),
                        say!("The code catches an error and goes on with an ordinary result, so nobody learns of it."),
                    )
                    .confidence(Confidence::Medium)
                    .fix(say!("Let the error stop the step, or give it back as an output of its own and check that with a Filter or Path."))
                    .evidence(text.get(handler).unwrap_or_default());
            }
        }
        if is_error_path(step.step) && !facts.zap.steps().iter().any(|next| next.previous == Some(step.step.index)) {
            outcomes
                .find(
                    Place::step(step.step),
                    say!("The way for errors is empty: when something fails, nothing happens."),
                )
                .fix(say!("Add a step there that tells the person who answers for this Zap."));
        }
    }
}

/// What should be looked at later.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Asked {
    /// Whether the request worked.
    Worked,
    /// Whether anything was found.
    Found,
}

/// A switch that says that the Zap goes on where it would have stopped.
fn goes_on(step: &Step, field: &Field) -> Option<Asked> {
    let on = field.switch()?;
    let name = field.name();
    if name == "_zap_search_success_on_miss" {
        return Some(Asked::Found).filter(|_| on && step.kind != StepKind::SearchOrCreate);
    }
    // Said at once of most names; letters with accents are left to the look word by word.
    if name.is_ascii() && !has_letters(name, "error") && !has_letters(name, "fail") {
        return None;
    }
    let stops = has_phrase(
        name,
        &[
            "fail on error", "fail on errors", "stop on error", "stop on errors", "halt on error", "halt on errors",
            "throw on error", "raise on error",
        ],
    );
    let goes = has_phrase(
        name,
        &[
            "continue on error", "continue on errors", "ignore error", "ignore errors", "continue on fail",
            "skip errors",
        ],
    );
    // A row of data that the owner named so says nothing about the step.
    ((stops && !on) || (goes && on)).then_some(Asked::Worked).filter(|_| !apps::is_free_row(step, field))
}

enum Checked {
    Yes,
    No,
    Unknown,
}

/// Whether a step behind this one looks at its result, also after Formatter or code has reshaped it. What was found is
/// nobody's concern where nothing is done with it.
fn look_behind(facts: &Facts<'_>, source: &Step, asked: Asked) -> Checked {
    let mut carriers = vec![source.index];
    let mut acts = asked == Asked::Worked;
    let behind = facts.steps.iter().skip(source.index + 1);
    for later in behind.filter(|later| facts.zap.is_before(source, later.step)) {
        let step = later.step;
        let leads = |reference: &Reference| {
            facts.source_at(step, reference).is_some_and(|origin| carriers.contains(&origin.step.index))
        };
        for condition in &step.conditions {
            let by_value = condition.value.mappings().iter().flat_map(|mapping| &mapping.references);
            for reference in condition.looks_at.iter().chain(by_value) {
                if leads(reference) {
                    return Checked::Yes;
                }
                if facts.source_at(step, reference).is_none()
                    && facts.zap.resolve(reference) == Resolved::OtherNumbering
                {
                    return Checked::Unknown;
                }
            }
        }
        acts |= later.writes();
        let mappings = step.fields.iter().flat_map(Field::mappings);
        let mut taken =
            mappings.flat_map(|mapping| &mapping.references).filter(|reference| leads(reference)).peekable();
        if taken.peek().is_none() {
            continue;
        }
        let looks = match &later.code {
            Some(code) => {
                code.has_word(&["throw", "raise"])
                    || (asked == Asked::Found && code.has_word(&["if"]))
                    || taken.any(|reference| is_status(reference.name()))
            }
            None => later.product == Product::HumanInTheLoop,
        };
        if looks {
            return Checked::Yes;
        }
        let carries = matches!(
            later.product,
            Product::Code | Product::Formatter | Product::Looping | Product::Ai | Product::AiByZapier
        );
        if carries {
            carriers.push(step.index);
        }
    }
    if acts { Checked::No } else { Checked::Yes }
}

fn is_status(name: &str) -> bool {
    has_phrase(name, &["status", "status code", "ok", "success", "error", "errors", "http code", "response code"])
}

/// A Path or handler that is there for errors.
fn is_error_path(step: &Step) -> bool {
    let named = step.kind == StepKind::PathRule
        && step.title.as_deref().is_some_and(|title| has_phrase(title, &["error", "errors", "fehler"]));
    let handles = step.app == "EngineAPI" && has_phrase(&step.action, &["error", "on error", "error handler", "catch"]);
    named || handles
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::Outcome;

    const MEDIUM: Severity = Severity::Medium;

    fn request() -> StepBuilder {
        action("AirtableCLIAPI@3.0.0", "_zap_raw_request")
            .field("method", "DELETE")
            .field("url", "https://api.airtable.com/v0/app/tbl/{{1__id}}")
            .field("fail_on_errors", "false")
    }

    fn look_up() -> StepBuilder {
        search("HubSpotCLIAPI@1.0.0", "find_contact")
            .field("email", "{{1__email}}")
            .field("_zap_search_success_on_miss", true)
    }

    fn update(id: &str) -> StepBuilder {
        action("HubSpotCLIAPI@1.0.0", "update_contact").field("id", id).field("stage", "customer")
    }

    #[test]
    fn requests_that_may_fail_unseen_are_found() {
        let found = [(2, "fail_on_errors", MEDIUM)];
        finds(&RULE, steps![new_row(), request()], &found);
        finds(
            &RULE,
            steps![
                new_row(),
                request(),
                javascript("const a = JSON.parse(inputData.reply); return {n: a.records.length}")
                    .field("input.reply", "{{2__response__data}}"),
                slack("Deleted {{3__n}}"),
            ],
            &found,
        );
        finds(
            &RULE,
            steps![new_row(), request().field("fail_on_errors", "False"), filter("1__id", "iexact", "7")],
            &found,
        );
        finds(
            &RULE,
            steps![new_row(), action("App5CLIAPI", "push").field("continue_on_error", "yes"), slack("x")],
            &[(2, "continue_on_error", MEDIUM)],
        );
    }

    #[test]
    fn requests_that_are_looked_at_are_left_alone() {
        silent(&RULE, steps![new_row(), request().field("fail_on_errors", "true"), slack("x")]);
        silent(&RULE, steps![new_row(), request(), filter("2__response__status", "iexact", "200"), slack("x")]);
        silent(
            &RULE,
            steps![
                new_row(),
                request(),
                paths([
                    vec![path_rule("2__status", "iless", "300").into(), slack("done").into()],
                    vec![path_rule("2__status", "igreater", "299").into(), slack("failed").into()],
                ]),
            ],
        );
        silent(
            &RULE,
            steps![
                new_row(),
                request(),
                python("if input_data['s'] != '200':\n    raise Exception('no')\nreturn {}")
                    .field("input.s", "{{2__status}}"),
                slack("x"),
            ],
        );
        silent(
            &RULE,
            steps![
                new_row(),
                request(),
                javascript("return {good: inputData.reply.includes('deleted')}").field("input.reply", "{{2__body}}"),
                filter("3__good", "iexact", "true"),
                slack("x"),
            ],
        );
        silent(&RULE, steps![new_row(), post("https://a.example.com").field("data.ignore_errors", "true")]);
    }

    #[test]
    fn look_ups_that_may_find_nothing_are_found() {
        let found = [(2, "_zap_search_success_on_miss", MEDIUM)];
        finds(&RULE, steps![hook(), look_up(), update("{{2__id}}")], &found);
        for yes in ["true", "True", "yes"] {
            finds(
                &RULE,
                steps![
                    hook(),
                    look_up().field("_zap_search_success_on_miss", yes),
                    filter("1__plan", "iexact", "pro"),
                    update("{{2__id}}")
                ],
                &found,
            );
        }
        // The condition stands on another Path.
        finds(
            &RULE,
            steps![
                hook(),
                paths([
                    vec![path_rule("1__a", "iexact", "b").into(), look_up().into(), update("{{4__id}}").into()],
                    vec![path_rule("1__a", "iexact", "c").into(), slack("x").into()],
                ]),
            ],
            &[(4, "_zap_search_success_on_miss", MEDIUM)],
        );
    }

    #[test]
    fn look_ups_with_a_later_condition_are_left_alone() {
        for key in ["2___zap_search_was_found_status", "2__id", "2__total_count", r#"{{=gives["2"]["id"]}}"#] {
            silent(&RULE, steps![hook(), look_up(), filter(key, "iexist", ""), update("{{2__id}}")]);
        }
        silent(
            &RULE,
            steps![
                hook(),
                look_up(),
                paths([
                    vec![
                        path_rule("2___zap_search_was_found_status", "iexact", "true").into(),
                        update("{{2__id}}").into()
                    ],
                    vec![path_rule("2___zap_search_was_found_status", "iexact", "false").into(), slack("new").into()],
                ]),
            ],
        );
        silent(&RULE, steps![hook(), look_up().field("_zap_search_success_on_miss", "false"), update("{{2__id}}")]);
        silent(&RULE, steps![hook(), look_up()]);
        silent(
            &RULE,
            steps![
                hook(),
                look_up(),
                javascript("if (!inputData.id) { return []; } return {id: inputData.id}")
                    .field("input.id", "{{2__id}}"),
                update("{{3__id}}"),
            ],
        );
    }

    #[test]
    fn code_and_empty_ways_for_errors_are_found() {
        finds(
            &RULE,
            steps![
                hook(),
                javascript("let d; try { d = JSON.parse(inputData.raw) } catch (e) { d = {} }\nreturn {id: d.id}")
                    .field("input.raw", "{{1__raw_body}}")
            ],
            &[(2, "code", MEDIUM)],
        );
        let ways = |last: Vec<Node>| {
            let mut errors = vec![path_rule("1__ok", "iexact", "false").title("Errors").into()];
            errors.extend(last);
            steps![hook(), paths([vec![path_rule("1__ok", "iexact", "true").into(), slack("x").into()], errors])]
        };
        finds(&RULE, ways(vec![]), &[(5, "", MEDIUM)]);
        silent(&RULE, ways(vec![action("GoogleMailV2CLIAPI@2.0.0", "message").field("to", "me@example.com").into()]));
        comes_out(&RULE, steps![hook(), slack("x")], Outcome::NotApplicable);
    }
}
