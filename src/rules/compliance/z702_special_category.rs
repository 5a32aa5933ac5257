//! Z702: the special categories of article 9, and article 10.

use crate::{data::has_phrase, rules::prelude::*};

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
        if is_race(leaving.passage.name) && is_about_sport_or_animals(facts) {
            continue;
        }
        let to = receiver(leaving.facts.step, leaving.destination);
        outcomes
            .find(
                Place::field(leaving.facts.step, &leaving.field.key),
                say!("“{}” is especially protected by law and goes to {}.", leaving.passage.name, to),
            )
            .evidence(leaving.passage.mapping)
            .path(leaving.passage.route.clone());
    }
}

/// A bare `race` is run by people, too, and is the breed of a French dog.
fn is_race(name: &str) -> bool {
    let mut words = data::words(name);
    words.all(|word| {
        word.is("race") || has_phrase(word.as_str(), &["your", "the", "what", "is", "which", "select", "choose"])
    })
}

fn is_about_sport_or_animals(all: &Facts<'_>) -> bool {
    const WORDS: &[&str] = &[
        "bib", "marathon", "runner", "run", "running", "triathlon", "5k", "10k", "lap", "heat", "race day",
        "race time", "race name", "race id", "finish time", "distance", "cyclist", "regatta", "horse", "dog", "chien",
        "chat", "pet", "animal", "breed", "vet", "t shirt size", "course", "karting",
    ];
    let says = |text: &str| has_phrase(text, WORDS);
    let in_texts = |field: &Field| field.template().is_some_and(|template| template.fixed_texts().any(says));
    some_name(all.zap, says) || all.zap.steps().iter().flat_map(|step| &step.fields).any(in_texts)
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
            steps![
                hook(),
                sheet("COL$B", "{{1__religion}}"),
                sheet("COL$B", "{{1__religion}}"),
                slack("{{1__ethnicity}}")
            ],
            &[(3, "COL$B", Severity::High), (4, "text", Severity::High)],
        );
    }

    #[test]
    fn data_is_followed_through_storage_and_tables() {
        let store = |name: &str, key: &str| action("StorageCLIAPI@1.0.0", name).field("key", key);
        let through = |read: &str| {
            let put = store("set_value", "guest").field("value", "{{1__religion}}");
            steps![hook(), put, store("get_value", read), slack("{{3__value}}")]
        };
        finds(&RULE, through("guest"), &[(2, "value", Severity::High), (4, "text", Severity::High)]);
        finds(&RULE, through("other"), &[(2, "value", Severity::High)]);
        let table = |step: StepBuilder, id: &str| step.field("table_id", id);
        let through = |read: &str| {
            let put =
                table(action("TableCLIAPI@1.0.0", "create_record"), "01A").field("new__data__f3", "{{1__religion}}");
            let found = table(search("TableCLIAPI@1.0.0", "find_record"), read);
            steps![hook(), put, found, slack("{{3__old__data__f3}} {{3__old__data__f4}}")]
        };
        finds(&RULE, through("01A"), &[(2, "new__data__f3", Severity::High), (4, "text", Severity::High)]);
        finds(&RULE, through("01B"), &[(2, "new__data__f3", Severity::High)]);
    }

    #[test]
    fn other_ways_to_write_it_are_found() {
        for name in [
            "ethnicity",
            "Race/Ethnicity",
            "race",
            "What is your race?",
            "sexual_orientation",
            "tradeUnionMembership",
            "political-party",
            "criminal_record",
            "Have you ever been convicted of a crime?",
            "biometric_id",
            "genetic_data",
            "Konfession",
            "Religionszugehörigkeit",
            "Gewerkschaft",
            "Vorstrafen",
            "origine ethnique",
            "casier judiciaire",
            "orientación sexual",
            "antecedentes penales",
            "religione",
            "religião",
            "strafblad",
            "wyznanie",
            "employee__religion",
        ] {
            finds(
                &RULE,
                steps![trigger("BambooHRCLIAPI@1.0.0", "new_employee"), sheet("COL$C", &format!("{{{{1__{name}}}}}"))],
                &[(2, "COL$C", Severity::High)],
            );
        }
        finds(&RULE, steps![hook(), slack("Religion: {{1__field_9}}")], &[(2, "text", Severity::High)]);
        finds(
            &RULE,
            steps![hook(), post("https://api.example.com/x").field("data.religion", r#"{{=gives["1"]["q9"]}}"#)],
            &[(2, "data.religion", Severity::High)],
        );
    }

    #[test]
    fn look_alikes_are_left_alone() {
        for text in [
            "{{1__conviction}} {{1__core_convictions_count}}",
            "{{1__race}} bib {{1__bib_number}}",
            "{{1__union_station_exit}} {{1__credit_union}} {{1__third_party}} {{1__faith_in_us}}",
            "{{1__gender}} {{1__nationality}} {{1__pronouns}} {{1__marital_status}}",
            "{{1__party_of}} {{1__orientation}} {{1__religion_hash}} {{1__biometric_login}}",
        ] {
            silent(&RULE, steps![hook(), slack(text)]);
        }
        silent(
            &RULE,
            steps![
                hook(),
                slack("{{1__race_time}} {{1__orientation}} {{1__party_size}} {{1__union_type}} {{1__mother_tongue}}")
            ],
        );
    }
}
