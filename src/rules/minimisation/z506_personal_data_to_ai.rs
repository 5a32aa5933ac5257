//! Z506: personal data in a prompt.

use crate::rules::prelude::*;

pub(in crate::rules) const RULE: Rule = Rule {
    id: "Z506",
    name: "personal-data-to-ai",
    measure: Measure::Minimisation,
    title: "Personal data goes into an AI prompt",
    severity: Severity::Medium,
    confidence: Confidence::Medium,
    persona: Persona::Regular,
    what: "A name with contact details, an identity or bank number, health data or a whole mail, chat or transcript is given to an AI step.",
    why: "The AI's provider becomes one more company that holds the data, and with Zapier's own AI account the text goes to Zapier's provider.",
    fix: "Cut out what the AI does not need before this step (Formatter or Code), and use your own provider account under a contract.",
    references: &["CWE-359", "CWE-201", "LLM02:2025", "GDPR Art. 28", "GDPR Art. 44"],
    check,
};

const CONTACT: Classes = Classes::of(&[Class::Email, Class::Phone, Class::Address, Class::BirthDate]);
const NAMED: Classes = Classes::of(&[Class::Name]);
const WHOLE: Classes = Classes::of(&[Class::FreeText]);

fn check(facts: &Facts<'_>, outcomes: &mut Outcomes) {
    // One finding for each AI, at the step that gets most.
    let mut worst: Vec<(&str, u32, &StepFacts<'_>)> = Vec::new();
    for facts in facts.steps.iter().filter(|facts| facts.destination == Some(Destination::Ai)) {
        if facts.step.kind == StepKind::Trigger {
            continue;
        }
        outcomes.looked();
        let weight = weight(facts.classes());
        if weight == 0 {
            continue;
        }
        match worst.iter_mut().find(|(app, ..)| *app == facts.step.app) {
            Some(known) if known.1 < weight => *known = (&facts.step.app, weight, facts),
            Some(_) => {}
            None => worst.push((&facts.step.app, weight, facts)),
        }
    }
    for (_, _, facts) in worst {
        tell(facts, outcomes);
    }
}

/// How much there is to tell; 0 for nothing.
fn weight(classes: Classes) -> u32 {
    let sensitive = count(classes, Classes::SENSITIVE);
    let person = if classes.intersects(NAMED) && classes.intersects(CONTACT) { 1 + count(classes, CONTACT) } else { 0 };
    let whole = u32::from(classes.intersects(WHOLE));
    sensitive * 100 + person + whole
}

fn count(classes: Classes, among: Classes) -> u32 {
    classes.iter().filter(|&class| among.contains(class)).map(|_| 1).sum()
}

fn tell(facts: &StepFacts<'_>, outcomes: &mut Outcomes) {
    let classes = facts.classes();
    let sensitive = classes.intersects(Classes::SENSITIVE);
    let watched: Classes = if sensitive {
        Classes::SENSITIVE
    } else if classes.intersects(NAMED) && classes.intersects(CONTACT) {
        NAMED.union(CONTACT)
    } else {
        WHOLE
    };
    let share = |field: &&FieldFacts<'_>| count(field.classes(), watched);
    let Some(field) = facts.fields.iter().rev().max_by_key(share).filter(|field| share(field) > 0) else {
        return;
    };
    let Some(passage) = field.passages.iter().find(|passage| watched.contains(passage.class)) else {
        return;
    };
    let mut labels: Vec<&str> = classes.iter().filter(|&class| watched.contains(class)).map(Class::label).collect();
    labels.dedup();
    outcomes
        .find(
            Place::field(facts.step, &field.field.key),
            format!("{} is given {}.", apps::app_name(facts.step), join(&labels)),
        )
        .severity(if sensitive { Severity::High } else { Severity::Medium })
        .evidence(passage.mapping)
        .path(passage.route.clone());
}

/// "a, b and c".
fn join(labels: &[&str]) -> String {
    match labels {
        [] => String::new(),
        [one] => (*one).to_owned(),
        [most @ .., last] => format!("{} and {last}", most.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn personal_data_in_prompts_is_found() {
        finds(
            &RULE,
            steps![hook(), ai("Reply to {{1__full_name}}, {{1__phone}}")],
            &[(2, "instructions", Severity::Medium)],
        );
        finds(&RULE, steps![hook(), ai("Check {{1__passport_number}}")], &[(2, "instructions", Severity::High)]);
        finds(
            &RULE,
            steps![hook(), ai("Sum up").field("inputFields.text", "{{1__transcript}}")],
            &[(2, "inputFields.text", Severity::Medium)],
        );
        // A bare name is a person's where contact details stand beside it.
        finds(&RULE, steps![hook(), ai("{{1__name}} {{1__email}}")], &[(2, "instructions", Severity::Medium)]);
        // Two steps of the same AI are one finding, at the step that gets most.
        finds(
            &RULE,
            steps![hook(), ai("{{1__full_name}} {{1__email}}"), ai("{{1__full_name}} {{1__email}} {{1__diagnosis}}")],
            &[(3, "instructions", Severity::High)],
        );
    }

    #[test]
    fn look_alikes_are_left_alone() {
        silent(
            &RULE,
            steps![
                hook(),
                ai("Write an advert for {{1__product_name}}: {{1__product_description}}"),
                ai("Greet {{1__first_name}}"),
                ai("Describe {{1__name}}, {{1__price}}"),
                javascript("return {text: redact(inputData.t)}").title("Redact").field("input.t", "{{1__transcript}}"),
                ai("Sum up {{5__text}}"),
            ],
        );
    }
}
