//! Z605: a field is fed from a step that is not there.

use crate::{
    facts::Dead,
    rules::prelude::*,
    zap::{Mapping, Reference, Resolved},
};

pub(in crate::rules) const RULE: Rule = Rule {
    id: "Z605",
    name: "dead-mapping",
    measure: Measure::Auditing,
    title: "A field is fed from a step that gives it nothing",
    severity: Severity::Low,
    confidence: Confidence::High,
    persona: Persona::Regular,
    what: "A field, a Filter or a Path rule takes data from a step that was removed, that lies on another Path or runs later, or that has no such field.",
    why: "The field arrives empty: the wrong record is changed, an AI gets an empty prompt, a check lets everything through.",
    fix: "Map the field again from the step that holds the data now. Delete a condition that tests nothing.",
    references: &["CWE-476", "LCNC-SEC-09", "CD-SEC-09", "API9:2023"],
    check,
};

fn check(facts: &Facts<'_>, outcomes: &mut Outcomes) {
    let mut is_renumbered = false;
    for step in facts.zap.steps() {
        let mut look = |reference: &Reference| -> Option<Said> {
            outcomes.looked();
            is_renumbered |= facts.zap.resolve(reference) == Resolved::OtherNumbering;
            facts.dead(step, reference).map(|dead| reason(reference, dead))
        };
        let mut found: Vec<(&str, Said, &str)> = Vec::new();
        for field in &step.fields {
            // What stands in code between braces is never filled in.
            let is_code = field.key == "code" && apps::product(step) == Product::Code;
            if let Some((mapping, reason)) = dead_in(field.mappings(), &mut look).filter(|_| !is_code) {
                found.push((&field.key, say!("The field “{}” is fed from {}.", &field.key, reason), &mapping.text));
            }
        }
        let rests_on_nothing = step.conditions.iter().find_map(|condition| {
            let key = condition.looks_at.as_ref();
            let by_key = key.and_then(|reference| look(reference).map(|reason| (reference.key(), reason)));
            by_key.or_else(|| {
                let (mapping, reason) = dead_in(condition.value.mappings(), &mut look)?;
                Some((mapping.text.clone(), reason))
            })
        });
        for (key, message, evidence) in found {
            outcomes.find(Place::field(step, key), message).evidence(evidence);
        }
        if let Some((key, reason)) = rests_on_nothing {
            outcomes
                .find(
                    Place::field(step, "filter_criteria"),
                    say!("A condition tests data from {}, so it tests nothing and guards nothing.", reason),
                )
                .severity(Severity::Medium)
                .evidence(key);
        }
    }
    if is_renumbered {
        outcomes.not_checked(
            Place::zap(),
            say!("this kind of export gives its steps new numbers but not all mappings, so it does not tell where these lead"),
        );
    }
}

/// The first mapping that gives nothing, and why.
fn dead_in<'m>(
    mappings: &'m [Mapping],
    look: &mut dyn FnMut(&Reference) -> Option<Said>,
) -> Option<(&'m Mapping, Said)> {
    mappings.iter().find_map(|mapping| {
        let reason = mapping.references.iter().find_map(&mut *look)?;
        Some((mapping, reason))
    })
}

/// "a step that is no longer in the Zap".
fn reason(reference: &Reference, dead: Dead<'_>) -> Said {
    match dead {
        Dead::Gone => say!("a step that is not in the Zap any more"),
        Dead::OtherPath(source) => say!("“{}”, which lies on another Path", apps::step_said(source)),
        Dead::Later(source) => say!("“{}”, which has not run by then", apps::step_said(source)),
        Dead::NoField(source) => say!(
            "“{}” of “{}”, which gives the whole body in one piece and no single fields",
            reference.key(),
            apps::step_said(source)
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::Outcome;

    const LOW: Severity = Severity::Low;
    const MEDIUM: Severity = Severity::Medium;

    #[test]
    fn steps_that_are_gone_are_found() {
        finds(&RULE, steps![new_row(), slack("High of {{75467864__temperatureHigh}}º")], &[(2, "text", LOW)]);
        finds(
            &RULE,
            steps![
                new_row(),
                post("https://a.example.com/{{1__id}}")
                    .field("data.a", r#"{{=gives["900"]["email"]}}"#)
                    .field("data.b", "{{1__b}} {{901__c}}")
                    .field("headers.X-Id", r#"{{=Text.trim(gives['900']["id"])}}"#)
                    .field("data.c", "{{=Object.to_json(output['900'])}}"),
            ],
            &[(2, "data.a", LOW), (2, "data.b", LOW), (2, "data.c", LOW), (2, "headers.X-Id", LOW)],
        );
    }

    #[test]
    fn conditions_on_nothing_are_worse() {
        finds(
            &RULE,
            steps![
                trigger("ScheduleCLIAPI@1.0.0", "everyDay"),
                filter("75467864__temperatureHigh", "igreater", "45").condition("75467864__rain", "iless", "50"),
                slack("Go out"),
            ],
            &[(2, "filter_criteria", MEDIUM)],
        );
        finds(
            &RULE,
            steps![
                hook(),
                filter(r#"{{=gives["77"]["status"]}}"#, "iexact", "paid"),
                filter("1__status", "iexact", "{{78__status}}"),
                paths([vec![path_rule("79__kind", "iexact", "a").into(), slack("{{1__id}}").into()]]),
            ],
            &[(2, "filter_criteria", MEDIUM), (3, "filter_criteria", MEDIUM), (5, "filter_criteria", MEDIUM)],
        );
    }

    #[test]
    fn other_paths_and_later_steps_are_found() {
        finds(
            &RULE,
            steps![
                hook(),
                paths([
                    // 3, 4
                    vec![
                        path_rule("1__kind", "iexact", "new").into(),
                        action("TrelloCLIAPI@1.0.0", "create_card").field("name", "{{1__name}}").into()
                    ],
                    // 5, 6, 7
                    vec![
                        path_rule("4__id", "iexact", "old").into(),
                        slack("Card {{4__url}}").into(),
                        sheet("COL$A", "{{1__name}} {{6__ts}}").into()
                    ],
                ]),
            ],
            &[(5, "filter_criteria", MEDIUM), (6, "text", LOW)],
        );
        finds(
            &RULE,
            steps![new_row(), slack("{{3__output}}"), sheet("COL$A", "{{3__x}}")],
            &[(2, "text", LOW), (3, "COL$A", LOW)],
        );
    }

    #[test]
    fn parts_of_a_raw_body_are_found() {
        let raw = || trigger("WebHookCLIAPI@1.1.1", "hook_raw");
        finds(
            &RULE,
            steps![raw(), filter("1__status", "iexact", "paid"), slack("{{1__raw_body__customer__name}}")],
            &[(2, "filter_criteria", MEDIUM), (3, "text", LOW)],
        );
        finds(&RULE, steps![raw(), slack(r#"{{=gives["1"]["raw_body"]["id"]}}"#)], &[(2, "text", LOW)]);
        silent(
            &RULE,
            steps![
                raw(),
                filter("1__headers__X-Token", "iexact", "something"),
                javascript("return JSON.parse(inputData.raw)")
                    .field("input.raw", "{{1__raw_body}}")
                    .field("input.q", r#"{{=gives["1"]["querystring"]["page"]}}"#)
                    .field("input.all", "{{=Object.to_json(output['1'])}}"),
                slack("{{3__status}} {{3__customer__name}}"),
            ],
        );
    }

    #[test]
    fn look_alikes_are_left_alone() {
        silent(
            &RULE,
            steps![
                hook(),
                search("AirtableCLIAPI@3.0.0", "findRecord").field("searchByValue", "{{1__id}}"),
                slack(
                    "{{_GEN_1748188434247__url}} {{zap_meta_human_now}} {{=meta[\"human_now\"]}} {{2___zap_search_was_found_status}}"
                ),
                javascript("/** @param {{inputData: InputData}} */\nreturn {a: '{{99__x}}'}")
                    .field("input.a", "{{3__ts}}"),
                slack("Hi {{first_name}}, {{ company }}, {{4__a}}s"),
            ],
        );
    }

    #[test]
    fn a_renumbered_export_does_not_tell() {
        let of = |text: &str| {
            let json = format!(
                r#"{{"metadata":{{"version":2}},"zaps":[{{"id":1,"title":"T","nodes":{{
                "1":{{"id":1,"selected_api":"ScheduleCLIAPI","type_of":"read","action":"everyDay","parent_id":null}},
                "2":{{"id":2,"selected_api":"SlackCLIAPI","type_of":"write","action":"channel_message","parent_id":1,
                      "params":{{"text":"{text}"}}}}}}}}]}}"#
            );
            let zap = crate::read::read(&json).expect("an export").zaps.remove(0);
            let policy = crate::policy::Policy::default();
            let mut outcomes = Outcomes::new(RULE.severity, RULE.confidence, RULE.persona);
            check(&Facts::new(&zap, &policy), &mut outcomes);
            outcomes.outcome()
        };
        assert_eq!(of("{{1__pretty_date}}"), Outcome::Passed);
        assert_eq!(of("{{75467864__x}}"), Outcome::Found);
        assert_eq!(of(r"{{=gives['360598043']['emails']}}"), Outcome::NotChecked);
    }
}
