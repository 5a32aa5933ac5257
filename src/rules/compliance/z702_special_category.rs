//! Z702: the special categories of article 9, and article 10.

use crate::rules::prelude::*;

pub(in crate::rules) const RULE: Rule = Rule {
    id: "Z702",
    name: "special-category",
    measure: Measure::Compliance,
    title: "Especially protected data is passed on",
    severity: Severity::High,
    confidence: Confidence::Medium,
    persona: Persona::Regular,
    what: "A field about ethnic origin, religion, politics, trade union, sexual orientation, genes, biometrics or convictions is passed on.",
    why: "European law forbids handling such data unless an exception applies, and asks for extra steps before the first run.",
    fix: "Leave the field out; or write down the legal reason and a data protection impact assessment first.",
    references: &["GDPR Art. 9", "GDPR Art. 10", "GDPR Art. 35", "CWE-359"],
    check,
};

fn check(facts: &Facts<'_>, outcomes: &mut Outcomes) {
    outcomes.looked();
    for leaving in facts.leaving(Classes::of(&[Class::Special])) {
        let to = leaving.destination.map_or_else(|| apps::app_name(leaving.facts.step), |to| to.label().to_owned());
        outcomes
            .find(
                Place::field(leaving.facts.step, &leaving.field.key),
                format!("“{}” is especially protected by law and goes to {to}.", leaving.passage.name),
            )
            .evidence(leaving.passage.mapping)
            .path(leaving.passage.route.clone());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn protected_fields_are_found_where_they_leave() {
        finds(&RULE, steps![hook(), sheet("COL$B", "{{1__religion}}")], &[(2, "COL$B", Severity::High)]);
        // One finding for each destination, at the last step.
        finds(
            &RULE,
            steps![hook(), sheet("COL$B", "{{1__religion}}"), sheet("COL$B", "{{1__religion}}"), slack("{{1__ethnicity}}")],
            &[(3, "COL$B", Severity::High), (4, "text", Severity::High)],
        );
    }

    #[test]
    fn look_alikes_are_left_alone() {
        silent(
            &RULE,
            steps![hook(), slack("{{1__race_time}} {{1__orientation}} {{1__party_size}} {{1__union_type}} {{1__mother_tongue}}")],
        );
    }
}
