//! Z801: an app outside of the company's list.

use crate::rules::prelude::*;

pub(in crate::rules) const RULE: Rule = Rule {
    id: "Z801",
    name: "app-not-approved",
    measure: Measure::Vendors,
    title: "An app that is not approved",
    severity: Severity::Medium,
    confidence: Confidence::High,
    persona: Persona::Regular,
    what: "A step uses an app that is on the company's list of denied apps, or is missing on its list of approved ones.",
    why: "An app that nobody has vetted receives the data of this Zap.",
    fix: "Ask the owner of the list. Use an approved app instead, or have this one vetted and put on the list.",
    references: &["CD-SEC-06", "LCNC-SEC-07", "API9:2023", "API10:2023", "GDPR Art. 28", "45 CFR 164.308(b)"],
    check,
};

fn check(facts: &Facts<'_>, outcomes: &mut Outcomes) {
    let (approved, denied) = (&facts.policy.approved_apps, &facts.policy.denied_apps);
    if approved.is_empty() && denied.is_empty() {
        return;
    }
    let mut told: Vec<String> = Vec::new();
    for step in facts.zap.steps() {
        if step.is_unfinished() || matches!(step.kind, StepKind::Filter | StepKind::Paths | StepKind::PathRule) {
            continue;
        }
        outcomes.looked();
        let is_listed = |list: &[String]| list.iter().any(|name| apps::is_called(step, name));
        let what = if is_listed(denied) {
            word!("is on your company's list of denied apps")
        } else if !approved.is_empty() && !is_listed(approved) && !apps::is_built_in(step) {
            word!("is not on your company's list of approved apps")
        } else {
            continue;
        };
        let app = apps::app_name(step);
        if told.contains(&app) {
            continue;
        }
        let mut message = say!("“{}” {}.", &app, what);
        if is_numbered(&step.app) {
            message = say!("{} Its key does not tell who made it: ask for the publisher's name.", message);
        }
        outcomes.find(Place::step(step), message).evidence(step.app.as_str());
        told.push(app);
    }
}

/// `App12345CLIAPI`: an integration without a key of its own, public or private.
fn is_numbered(key: &str) -> bool {
    key.strip_prefix("App").is_some_and(|rest| rest.starts_with(|first: char| first.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{finding::Outcome, policy::Policy};

    fn approved(apps: &[&str]) -> Policy {
        Policy { approved_apps: apps.iter().map(|&app| app.to_owned()).collect(), ..Policy::default() }
    }

    fn denied(apps: &[&str]) -> Policy {
        Policy { denied_apps: apps.iter().map(|&app| app.to_owned()).collect(), ..Policy::default() }
    }

    #[test]
    fn apps_outside_of_the_list_are_found_once() {
        finds_under(
            &approved(&["Gmail", "slackcliapi", "HUBSPOT"]),
            &RULE,
            steps![
                trigger("GoogleMailV2CLIAPI@2.5.0", "message"),
                action("CloudConvertCLIAPI@1.0.0", "convert"),
                action("CloudConvertCLIAPI@1.0.0", "convert"),
                slack("x"),
                action("App4711CLIAPI@1.0.0", "create"),
                action("HubSpotCLIAPI@1.0.0", "create_contact"),
            ],
            &[(2, "", Severity::Medium), (5, "", Severity::Medium)],
        );
        finds_under(&approved(&["Google"]), &RULE, steps![new_row()], &[(1, "", Severity::Medium)]);
    }

    #[test]
    fn denied_apps_are_found() {
        finds_under(
            &denied(&["discord", "Webhooks by Zapier"]),
            &RULE,
            steps![hook(), slack("x"), action("DiscordCLIAPI@1.0.0", "channel_message"), javascript("return {}")],
            &[(1, "", Severity::Medium), (3, "", Severity::Medium)],
        );
    }

    #[test]
    fn look_alikes_are_left_alone() {
        let steps = || {
            steps![
                hook(),
                filter("1__a", "iexact", "b"),
                javascript("return {}"),
                action("DelayAPI", "delay_for"),
                slack("x")
            ]
        };
        comes_out(&RULE, steps(), Outcome::NotApplicable);
        comes_out_under(&approved(&["Slack"]), &RULE, steps(), Outcome::Passed);
        comes_out_under(&denied(&["Slac", "Slack Enterprise"]), &RULE, steps(), Outcome::Passed);
    }
}
