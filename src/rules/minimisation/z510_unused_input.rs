//! Z510: data handed to a step that never uses it.

use crate::{code::InputUse, rules::prelude::*};

pub(in crate::rules) const RULE: Rule = Rule {
    id: "Z510",
    name: "unused-input",
    measure: Measure::Minimisation,
    title: "Data is handed to a step that never uses it",
    severity: Severity::Low,
    confidence: Confidence::High,
    persona: Persona::Regular,
    what: "A row of a Code step's Input Data is mapped, but the code never reads it; or instructions of an AI name its input fields one by one, but not this one.",
    why: "The data is copied into the step and kept in the run history for nothing.",
    fix: "Delete the row, so that the data does not go there.",
    references: &["GDPR Art. 5(1)(c)", "CWE-1164"],
    check,
};

fn check(facts: &Facts<'_>, outcomes: &mut Outcomes) {
    by_code(facts, outcomes);
    for facts in facts.of_product(Product::AiByZapier) {
        by_instructions(facts.step, outcomes);
    }
}

/// AI by Zapier gives the model every input field, named in the instructions or not. Only where these take up fields by
/// place-holders, one they leave out is likely forgotten.
fn by_instructions(step: &Step, outcomes: &mut Outcomes) {
    let mut inputs = step.group("inputFields").peekable();
    let instructions = step.field("instructions").map_or("", |field| field.text());
    if inputs.peek().is_none() || !instructions.contains(['{', '[', '<']) {
        return;
    }
    let holds_place = |name: &str| {
        let open = |open: &str, close: &str| instructions.contains(&[open, name, close].concat());
        open("{{", "}}") || open("{", "}") || open("[", "]") || open("<", ">")
    };
    let name = |field: &Field| field.key.strip_prefix("inputFields.").unwrap_or(&field.key).to_owned();
    if !step.group("inputFields").any(|field| holds_place(&name(field))) {
        return;
    }
    outcomes.looked();
    let words = instructions.to_ascii_lowercase();
    for field in inputs.filter(|field| !field.mappings().is_empty()) {
        let name = name(field);
        if !words.contains(&name.to_ascii_lowercase()) {
            outcomes
                .find(
                    Place::field(step, &field.key),
                    say!("The instructions name other input fields, but not “{}”.", name),
                )
                .confidence(Confidence::Low)
                .persona(Persona::Pedantic)
                .evidence(field.text());
        }
    }
}

fn by_code(facts: &Facts<'_>, outcomes: &mut Outcomes) {
    for (facts, code) in facts.code_steps() {
        if code.is_blank() {
            continue;
        }
        outcomes.looked();
        // What code made at run time reads cannot be told.
        if !code.dynamic_code().is_empty() {
            continue;
        }
        let InputUse::Keys(read) = code.inputs() else {
            continue;
        };
        for field in facts.step.group("input") {
            let name = field.key.strip_prefix("input.").unwrap_or(&field.key);
            if !field.mappings().is_empty() && !read.contains(name) {
                outcomes
                    .find(Place::field(facts.step, &field.key), say!("The code never reads the input “{}”.", name))
                    .evidence(field.text());
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn unused_rows_are_found() {
        finds(
            &RULE,
            steps![
                hook(),
                javascript("return {n: JSON.parse(inputData.reply).length}")
                    .field("input.reply", "{{1__reply}}")
                    .field("input.clientZip", "{{1__zip}}")
            ],
            &[(2, "input.clientZip", Severity::Low)],
        );
        finds(
            &RULE,
            steps![
                hook(),
                python("return {'a': input_data['a']}").field("input.a", "{{1__a}}").field("input.b", "{{1__b}}")
            ],
            &[(2, "input.b", Severity::Low)],
        );
    }

    #[test]
    fn code_that_reads_all_is_left_alone() {
        for code in [
            "for (const key of keys) use(inputData[key])",
            "return Object.fromEntries(Object.entries(inputData))",
            "const {a, b} = inputData; return {c: a + b}",
            "export default async function main({inputData: {a, b}}) { return {c: a + b}; }",
            "eval('inputData.b'); return {c: inputData.a}",
            "",
        ] {
            silent(&RULE, steps![hook(), javascript(code).field("input.a", "{{1__a}}").field("input.b", "{{1__b}}")]);
        }
    }

    #[test]
    fn input_fields_that_instructions_leave_out_are_found() {
        let asked = |instructions: &str| {
            steps![
                hook(),
                ai(instructions)
                    .field("inputFields.Question", "{{1__question}}")
                    .field("inputFields.Home Address", "{{1__address}}")
            ]
        };
        finds(&RULE, asked("Answer {{Question}} in one line."), &[(2, "inputFields.Home Address", Severity::Low)]);
        // The model gets them all the same.
        silent(&RULE, asked("Answer what is asked in one line."));
        silent(&RULE, asked("Answer {Question} for somebody at the home address."));
        silent(&RULE, asked("Give JSON: {\"answer\": \"...\"}"));
    }
}
