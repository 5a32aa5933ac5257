//! Z701: health data in the Zap.

use crate::{data::has_phrase, rules::prelude::*};

pub(in crate::rules) const RULE: Rule = Rule {
    id: "Z701",
    name: "health-data",
    measure: Measure::Compliance,
    title: "Health data goes through this Zap",
    severity: Severity::High,
    confidence: Confidence::Medium,
    persona: Persona::Regular,
    what: "A health app's data, or at least two fields with health data (diagnosis, medication, patient and the like), are passed on.",
    why: "In the USA this needs a signed business associate agreement with every company in the Zap, in Europe a reason that the law names. \
          Do not assume that Zapier has signed one for you.",
    fix: "Keep health data out of Zapier and send an id instead of the record; or have the agreements on file with every app in this Zap.",
    references: &[
        "45 CFR 164.502(e)", "45 CFR 164.504(e)", "45 CFR 164.308(b)(1)", "45 CFR 164.502(b)", "45 CFR 164.514(b)(2)",
        "GDPR Art. 9",
    ],
    check,
};

fn is_health_app(step: &Step) -> bool {
    apps::health_app(step) == Some(apps::Patients::People)
}

const HEALTH: Classes = Classes::of(&[Class::Health]);

fn check(facts: &Facts<'_>, outcomes: &mut Outcomes) {
    outcomes.looked();
    let app = facts.steps.iter().find(|facts| is_health_app(facts.step));
    let mut names: Vec<&str> = Vec::new();
    for passage in facts.steps.iter().flat_map(|facts| &facts.fields).flat_map(|field| &field.passages) {
        if passage.class == Class::Health && !names.contains(&passage.name) {
            names.push(passage.name);
        }
    }
    if app.is_none() && (names.is_empty() || names.len() < 2 && !has_second(facts, &names)) {
        return;
    }
    let animals = app.is_none() && is_about_animals(facts);
    let leaving = facts.leaving(HEALTH);
    for leaving in &leaving {
        let named = names.iter().map(|name| format!("“{name}”")).collect::<Vec<_>>().join(", ");
        let to = receiver(leaving.facts.step, leaving.destination);
        let found = outcomes
            .find(Place::field(leaving.facts.step, &leaving.field.key), say!("Health data ({}) goes to {}.", named, to))
            .evidence(leaving.passage.mapping)
            .path(leaving.passage.route.clone());
        if animals {
            found.severity(Severity::Low).persona(Persona::Pedantic);
        }
    }
    if let Some(app) = app.filter(|_| leaving.is_empty()) {
        from_health_app(facts, app, outcomes);
    }
}

/// Beside one name of medicine, in the same step, a word counts that is used elsewhere, too: symptoms beside a medication. A diagnosis may
/// as well be a machine's, and what guests must not eat is asked for at every party.
fn has_second(all: &Facts<'_>, names: &[&str]) -> bool {
    const SECOND: &[&str] =
        &["symptom", "treatment", "therapy", "doctor", "physician", "injury", "test result", "dose", "hospital"];
    let first = names.first().copied().unwrap_or("");
    let by_health = |facts: &&StepFacts<'_>| facts.fields.iter().any(|field| field.passage(Class::Health).is_some());
    !has_phrase(first, &["diagnosis", "diagnose", "diagnostic"])
        && all.steps.iter().filter(by_health).flat_map(|facts| &facts.step.fields).any(|field| {
            let mut references = field.mappings().iter().flat_map(|mapping| &mapping.references);
            references.any(|reference| reference.name() != first && has_phrase(reference.name(), SECOND))
        })
}

/// A vet's patients are animals: the Zap's app, or its words, say so.
fn is_about_animals(all: &Facts<'_>) -> bool {
    const ANIMALS: &[&str] = &[
        "pet", "animal", "dog", "cat", "horse", "breed", "species", "vet", "veterinary", "veterinarian", "puppy",
        "kitten", "microchip", "tierarzt", "haustier", "veterinaire", "veterinario", "mascota",
    ];
    some_name(all.zap, |name| has_phrase(name, ANIMALS))
        || all.steps.iter().any(|facts| apps::health_app(facts.step) == Some(apps::Patients::Animals))
}

/// What a health app gives is health data by where it comes from: even that somebody has an appointment.
fn from_health_app(all: &Facts<'_>, app: &StepFacts<'_>, outcomes: &mut Outcomes) {
    let receiver = all.steps.iter().rev().find_map(|facts| {
        if !facts.writes() || is_health_app(facts.step) {
            return None;
        }
        let field = facts.fields.iter().find(|field| {
            field.field.mappings().iter().flat_map(|mapping| &mapping.references).any(|reference| {
                all.source_at(facts.step, reference).is_some_and(|source| comes_from(all, source, app.step))
            })
        })?;
        Some((facts, field))
    });
    let name = apps::app_name(app.step);
    match receiver {
        Some((facts, field)) => {
            let to = super::super::prelude::receiver(facts.step, facts.sends_to());
            outcomes
                .find(
                    Place::field(facts.step, &field.field.key),
                    say!("What {} holds is health data, and some of it goes to {}.", name, to),
                )
                .evidence(field.field.text())
                .path(vec![app.step.index, facts.step.index]);
        }
        None => {
            let others = all.steps.iter().any(|facts| facts.writes() && !is_health_app(facts.step));
            if others || app.step.kind == StepKind::Trigger || app.writes() {
                outcomes.find(Place::step(app.step), say!("{} holds health data, and this Zap works with it.", name));
            }
        }
    }
}

fn comes_from(all: &Facts<'_>, source: &StepFacts<'_>, app: &Step) -> bool {
    if source.step.index == app.index {
        return true;
    }
    matches!(source.product, Product::Formatter | Product::Code | Product::Ai | Product::AiByZapier | Product::Looping)
        && source
            .step
            .fields
            .iter()
            .flat_map(|field| field.mappings())
            .flat_map(|mapping| &mapping.references)
            .filter_map(|reference| all.source_at(source.step, reference))
            .any(|earlier| earlier.step.index < source.step.index && comes_from(all, earlier, app))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn health_data_is_found_where_it_leaves() {
        finds(
            &RULE,
            steps![trigger("ClinikoCLIAPI@1.0.0", "new_appointment"), slack("New: {{1__appointment_type}}")],
            &[(2, "text", Severity::High)],
        );
        finds(
            &RULE,
            steps![hook(), slack("Patient {{1__patient_name}}: {{1__diagnosis}}")],
            &[(2, "text", Severity::High)],
        );
    }

    #[test]
    fn other_ways_to_write_it_are_found() {
        let found = [(2, "text", Severity::High)];
        for text in [
            "{{1__medication}} for {{1__symptoms}}",
            "MRN {{1__mrn}}, {{1__allergies}}",
            "{{1__icd10_code}} / {{1__treatment_plan}}",
            r#"{{=gives["1"]["patientName"]}} {{=gives["1"]["insurance_member_id"]}}"#,
            "{{1__Diagnose}} {{1__Medikamente}}",
            "{{1__antécédents médicaux}} {{1__maladie}}",
            "{{1__diagnóstico}} {{1__alergias}}",
            "Diagnosis: {{1__field_3}}\nMedication: {{1__field_4}}",
        ] {
            finds(&RULE, steps![trigger("TypeformCLIAPI@1.0.0", "response"), slack(text)], &found);
        }
        finds(
            &RULE,
            steps![
                trigger("App77CLIAPI@1.0.0", "new_appointment"),
                sheet("COL$A", "{{1__patient_id}}").field("COL$B", "{{1__prescription}}")
            ],
            &[(2, "COL$A", Severity::High)],
        );
    }

    #[test]
    fn a_vets_patients_are_animals() {
        let text = "{{1__patient_name}}: {{1__diagnosis}}";
        let low = [(2, "text", Severity::Low)];
        finds(&RULE, steps![trigger("EzyVetCLIAPI@1.0.0", "new_appointment"), slack(text)], &low);
        finds(&RULE, steps![hook(), slack(text).title("Tell the vet")], &low);
        finds(&RULE, steps![hook(), slack("{{1__patient_name}} ({{1__breed}}): {{1__diagnosis}}")], &low);
    }

    #[test]
    fn look_alikes_are_left_alone() {
        for text in [
            "{{1__symptoms}} {{1__treatment}}",
            "{{1__diagnosis}} {{1__symptoms}}",
            "{{1__allergies}} {{1__dietary_requirements}}",
            "{{1__health_score}} {{1__account_health}}",
            "{{1__patient_count}} {{1__patients_total}}",
            "{{1__membership}} {{1__class_name}} {{1__trainer}}",
        ] {
            silent(&RULE, steps![hook(), slack(text)]);
        }
        silent(
            &RULE,
            steps![
                hook(),
                slack("{{1__patience}} {{1__treatment}} {{1__symptoms}} {{1__variant}}"),
                slack("Allergies: {{1__allergies}}")
            ],
        );
    }
}
