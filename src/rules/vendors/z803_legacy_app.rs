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
    let mut told: Vec<&str> = Vec::new();
    for facts in &facts.steps {
        if facts.step.app.is_empty() && facts.step.app_name.is_none() {
            continue;
        }
        outcomes.looked();
        if apps::is_legacy(facts.step) && !told.contains(&facts.step.app.as_str()) {
            told.push(&facts.step.app);
            outcomes
                .find(Place::step(facts.step), say!("{} is used here in an old version.", apps::app_said(facts.step)))
                .evidence(facts.step.app.clone());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn old_versions_are_found_once_for_each_app() {
        finds(
            &RULE,
            steps![trigger("SlackAPI", "star"), action("SlackAPI", "message"), action("CodeAPI", "run_python_37")],
            &[(1, "", Severity::Low), (3, "", Severity::Low)],
        );
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
