//! Z803: an old or retired app version.

use crate::rules::prelude::*;

pub(in crate::rules) const RULE: Rule = Rule {
    id: "Z803",
    name: "legacy-app",
    measure: Measure::Vendors,
    title: "A step uses an old version of its app",
    severity: Severity::Low,
    confidence: Confidence::Medium,
    persona: Persona::Regular,
    what: "A step uses the first generation of an app's integration, or one that is marked as legacy or deprecated.",
    why: "Old versions get no more fixes and stop one day without notice.",
    fix: "Choose the app again in the step and take its current version, then map the fields anew.",
    references: &["CWE-477", "CWE-1104", "LCNC-SEC-07"],
    check,
};

fn check(facts: &Facts<'_>, outcomes: &mut Outcomes) {
    let mut told: Vec<(&str, String)> = Vec::new();
    for facts in &facts.steps {
        let step = facts.step;
        if step.app.is_empty() && step.app_name.is_none() {
            continue;
        }
        outcomes.looked();
        // A step that was only seen on the page has a name and no key.
        let app = (step.app.as_str(), apps::app_name(step));
        if !apps::is_legacy(step) || told.contains(&app) {
            continue;
        }
        let found = if facts.product == Product::Functions {
            outcomes
                .find(Place::step(step), say!("Zapier Functions ended on {}.", Day::from(FUNCTIONS_END)))
                .fix(say!("Move what the function does into a Code step, and its keys into a connection."))
        } else {
            outcomes.find(Place::step(step), say!("{} is used here in an old version.", apps::app_said(step)))
        };
        found.evidence(step.app.clone());
        told.push(app);
    }
}

/// Zapier's help, article 32943630229261.
const FUNCTIONS_END: &str = "2026-09-01";

#[cfg(test)]
mod tests {
    use super::*;
    use crate::zap::Source;

    #[test]
    fn old_versions_are_found_once_for_each_app() {
        finds(
            &RULE,
            steps![trigger("SlackAPI", "star"), action("SlackAPI", "message"), action("CodeAPI", "run_python_37")],
            &[(1, "", Severity::Low), (3, "", Severity::Low)],
        );
    }

    #[test]
    fn the_name_may_say_it_too() {
        for app in ["SlackLegacyCLIAPI@1.0.0", "ZapierFunctionsCLIAPI@1.0.0"] {
            finds(&RULE, steps![new_row(), action(app, "run")], &[(2, "", Severity::Low)]);
        }
        // Seen on the page: names without keys.
        let seen = |name: &str| Step { app_name: Some(name.into()), kind: StepKind::Action, ..Step::default() };
        let steps = vec![seen("Acme (Legacy)"), seen("Other (Legacy)"), seen("Acme (Legacy)")];
        let zap = Zap::new("1".into(), Source::Page, steps);
        let mut outcomes = Outcomes::new(RULE.severity, RULE.confidence, RULE.persona);
        check(&Facts::new(&zap, &crate::policy::Policy::default()), &mut outcomes);
        assert_eq!(outcomes.finish().0.len(), 2);
    }

    #[test]
    fn current_ones_are_left_alone() {
        silent(
            &RULE,
            steps![
                hook(),
                filter("1__a", "iexact", "b"),
                paths([steps![path_rule("1__a", "iexact", "b"), slack("x")]]),
                action("App123CLIAPI@1.0.0", "x")
            ],
        );
    }
}
