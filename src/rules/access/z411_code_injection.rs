//! Z411: data executed as code.

use crate::{code::Danger, rules::prelude::*};

pub(in crate::rules) const RULE: Rule = Rule {
    id: "Z411",
    name: "code-injection",
    measure: Measure::Access,
    title: "Data is run as code",
    severity: Severity::High,
    confidence: Confidence::Medium,
    persona: Persona::Regular,
    what: "A Code step runs what it is given (eval, exec, a shell, pickle), or a mapping stands in the code itself.",
    why: "Whoever writes that data writes the program, and it reaches everything the step reaches.",
    fix: "Give the value to the step as Input Data and take it apart with JSON.parse, Number or a list of allowed words; never run it.",
    references: &["CWE-94", "CWE-95", "CWE-502", "LCNC-SEC-06", "CD-SEC-08"],
    check,
};

fn check(facts: &Facts<'_>, outcomes: &mut Outcomes) {
    for (step, code) in facts.code_steps() {
        outcomes.looked();
        let place = Place::field(step.step, "code");
        if code.mapping_tokens() > 0 {
            outcomes
                .find(place, say!("A mapping stands in the code: Zapier does not fill it there, and if it did, the data would be part of the program."))
                .confidence(Confidence::High)
                .fix(say!("Give the value a row in Input Data and read it in the code as inputData.name (Python: input_data['name'])."));
            continue;
        }
        if !takes_data(step) {
            continue;
        }
        if let Some(danger) = code.dynamic_code().iter().find(|danger| danger.with_input && runs(danger)) {
            let text = step.step.field("code").map_or("", Field::text);
            let from =
                step.step.group("input").flat_map(|field| field.mappings()).flat_map(|mapping| &mapping.references);
            let from = from
                .filter_map(|reference| facts.source_at(step.step, reference))
                .map(|source| source.step.index)
                .min();
            outcomes
                .find(place, say!("{} gets what comes in as Input Data and runs it.", danger.kind))
                .evidence(text.get(danger.range.clone()).unwrap_or(danger.kind))
                .path(from.into_iter().chain([step.step.index]).collect());
        }
    }
}

fn runs(danger: &Danger) -> bool {
    danger.kind != "import from address"
}

/// Something is mapped into the step; where its Input Data is not there at all, it is still to come.
fn takes_data(step: &StepFacts<'_>) -> bool {
    let mut inputs = step.step.fields.iter().filter(|field| matches!(field.group(), "input" | "inputs")).peekable();
    inputs.peek().is_none() || inputs.any(|field| field.literal().is_none())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::testkit::StepBuilder;

    const HIGH: [(usize, &str, Severity); 1] = [(2, "code", Severity::High)];

    fn js(code: &str) -> StepBuilder {
        javascript(code).field("input.formula", "{{1__formula}}")
    }

    fn py(code: &str) -> StepBuilder {
        python(code).field("input.formula", "{{1__formula}}")
    }

    #[test]
    fn data_that_is_run_is_found() {
        for code in [
            "return {total: eval(inputData.formula)}",
            "const f = inputData.formula; return {total: new Function('return ' + f)()}",
            "const {execSync} = require('child_process'); return {out: execSync(inputData.formula).toString()}",
            "return {total: (0, eval)(inputData.formula)}",
            "const AsyncFunction = (async () => {}).constructor; return await new AsyncFunction(inputData.formula)()",
            "const vm = require('vm'); return {out: vm.runInNewContext(inputData.formula)}",
        ] {
            finds(&RULE, steps![hook(), js(code)], &HIGH);
        }
        for code in [
            "return {'total': eval(input_data['formula'])}",
            "exec(input_data.get('formula'))",
            "import os\nos.system('echo ' + input_data['formula'])",
            "import subprocess\nsubprocess.run(input_data['formula'], shell=True)",
            "import pickle, base64\nreturn {'x': pickle.loads(base64.b64decode(input_data['formula']))}",
            "import yaml\nreturn yaml.load(input_data['formula'])",
        ] {
            finds(&RULE, steps![hook(), py(code)], &HIGH);
        }
        finds(&RULE, steps![hook(), action("CodeAPI", "run_python_37").field("code", "eval(input_data['x'])")], &HIGH);
    }

    #[test]
    fn mappings_in_code_are_found() {
        finds(&RULE, steps![hook(), javascript("const name = '{{1__name}}'; return {name}")], &HIGH);
        finds(&RULE, steps![hook(), python("name = \"{{=gives['1']['name']}}\"\nreturn {'name': name}")], &HIGH);
    }

    #[test]
    fn look_alikes_are_left_alone() {
        for code in [
            "return {m: /a(b)/.exec(inputData.formula)}",
            "const regex = /x/; const m = regex.exec(inputData.formula); return {m}",
            "return JSON.parse(inputData.formula)",
            "// eval(inputData.formula)\nreturn {a: inputData.formula}",
            "/**\n * @param {{inputData: InputData}}\n */\nexport default async function main({inputData}) { return {a: inputData.formula} }",
            "return {n: eval('1 + 1'), a: inputData.formula}",
            "const t = 'Hello {{name}}'; return {t: t.replace('{{name}}', inputData.formula)}",
        ] {
            silent(&RULE, steps![hook(), js(code)]);
        }
        silent(&RULE, steps![hook(), py("import ast\nreturn {'x': ast.literal_eval(input_data['formula'])}")]);
        silent(&RULE, steps![hook(), py("import yaml\nreturn yaml.safe_load(input_data['formula'])")]);
        // The owner typed what is run.
        silent(&RULE, steps![hook(), javascript("return {n: eval(inputData.f)}").field("input.f", "60 * 60 * 24")]);
    }
}
