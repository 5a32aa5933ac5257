//! Z510: data handed to a step that never uses it.

use crate::{code::InputUse, rules::prelude::*};

pub(in crate::rules) const RULE: Rule = Rule {
    id: "Z510",
    name: "unused-input",
    measure: Measure::Minimisation,
    title: "Data is handed to code that never uses it",
    severity: Severity::Low,
    confidence: Confidence::High,
    persona: Persona::Regular,
    what: "A row of a Code step's Input Data is mapped, but the code never reads it.",
    why: "The data is copied into the step and kept in the run history for nothing.",
    fix: "Delete the row from Input Data.",
    references: &["GDPR Art. 5(1)(c)", "CWE-1164"],
    check,
};

fn check(facts: &Facts<'_>, outcomes: &mut Outcomes) {
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
                    .find(Place::field(facts.step, &field.key), format!("The code never reads the input “{name}”."))
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
            steps![hook(), python("return {'a': input_data['a']}").field("input.a", "{{1__a}}").field("input.b", "{{1__b}}")],
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
}
