//! Z407: delete, refund or cancel without a condition.

use crate::rules::prelude::*;

pub(in crate::rules) const RULE: Rule = Rule {
    id: "Z407",
    name: "unguarded-destructive",
    measure: Measure::Access,
    title: "Deletes, refunds or cancels without a condition",
    severity: Severity::Medium,
    confidence: Confidence::Medium,
    persona: Persona::Regular,
    what: "A step deletes, refunds, cancels or deactivates something, and no Filter, Path rule or approval stands before it.",
    why: "One wrong or repeated event destroys data or moves money at the speed of a machine.",
    fix: "Put a Filter before the step that checks the state of the record, or let a person approve it; better still, archive instead of deleting.",
    references: &["CWE-284", "API6:2023", "CD-SEC-04", "45 CFR 164.312(c)(1)"],
    check,
};

fn check(facts: &Facts<'_>, outcomes: &mut Outcomes) {
    let all = facts;
    for facts in all.steps.iter().filter(|facts| facts.effects.has(Effects::DELETES) || deletes_by_code(facts)) {
        if facts.step.kind == StepKind::Trigger {
            continue;
        }
        outcomes.looked();
        if all.guard(facts.step).is_some() {
            continue;
        }
        let (severity, what) = if all.is_untrusted() {
            (Severity::High, word!("can be set off by a stranger, and nothing before it asks for a condition"))
        } else {
            (Severity::Medium, word!("happens in each run, without any condition before it"))
        };
        outcomes.find(Place::step(facts.step), say!("“{}” {}.", apps::step_said(facts.step), what)).severity(severity);
    }
}

/// Code that asks another server to delete.
fn deletes_by_code(facts: &StepFacts<'_>) -> bool {
    facts
        .code
        .iter()
        .flat_map(|code| code.requests())
        .any(|request| request.method.as_deref() == Some("DELETE") || request.call.rsplit('.').next() == Some("delete"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refund() -> crate::rules::testkit::StepBuilder {
        action("StripeCLIAPI@2.0.0", "create_refund").field("charge", "{{1__charge}}")
    }

    #[test]
    fn unguarded_steps_are_found() {
        finds(&RULE, steps![new_row(), refund()], &[(2, "", Severity::Medium)]);
        finds(&RULE, steps![hook(), action("HubSpotCLIAPI@1.0.0", "delete_contact")], &[(2, "", Severity::High)]);
        // An empty or "exists" condition, one after the step, and one on the other Path guard nothing.
        finds(&RULE, steps![new_row(), filter("1__id", "iexist", ""), refund()], &[(3, "", Severity::Medium)]);
        finds(
            &RULE,
            steps![new_row(), refund(), filter("1__status", "iexact", "closed")],
            &[(2, "", Severity::Medium)],
        );
        finds(
            &RULE,
            steps![
                new_row(),
                paths([
                    steps![path_rule("1__status", "iexact", "open"), slack("open")],
                    steps![path_rule("", "", ""), refund()]
                ]),
            ],
            &[(6, "", Severity::Medium)],
        );
        let code = "await fetch('https://api.example.com/x/' + inputData.id, {method: 'DELETE'}); return {}";
        finds(&RULE, steps![new_row(), javascript(code).field("input.id", "{{1__id}}")], &[(2, "", Severity::Medium)]);
        // A condition on a step that is gone tests nothing.
        finds(&RULE, steps![new_row(), filter("99__status", "iexact", "x"), refund()], &[(3, "", Severity::Medium)]);
        // One of two ways through the Filter has no test.
        finds(
            &RULE,
            steps![new_row(), filter("1__status", "iexact", "closed").or("1__id", "iexist", ""), refund()],
            &[(3, "", Severity::Medium)],
        );
    }

    #[test]
    fn the_end_of_a_sitting_destroys_nothing() {
        silent(&RULE, steps![new_row(), action("App77CLIAPI@1.0.0", "terminate_session")]);
        let employee = action("App77CLIAPI@1.0.0", "terminate_employee");
        finds(&RULE, steps![new_row(), employee], &[(2, "", Severity::Medium)]);
    }

    #[test]
    fn guarded_steps_and_look_alikes_are_left_alone() {
        silent(&RULE, steps![new_row(), filter("1__status", "iexact", "closed"), refund()]);
        silent(&RULE, steps![new_row(), action("HumanInTheLoopCLIAPI@1.0.0", "request_approval"), refund()]);
        silent(
            &RULE,
            steps![
                new_row(),
                paths([steps![path_rule("1__status", "iexact", "closed"), refund()], steps![slack("x")]])
            ],
        );
        silent(
            &RULE,
            steps![
                new_row(),
                action("App123CLIAPI@1.0.0", "remove_background").field("image_url", "{{1__url}}"),
                action("ZapierFormatterCLIAPI@1.0.0", "text_line_item").field("transform", "string.remove_html"),
                action("GoogleMailV2CLIAPI@2.0.0", "remove_label"),
            ],
        );
    }
}
