//! Z603: secrets or personal data printed by code.

use crate::{
    code::{Code, Logged, Outputs, Sources},
    rules::prelude::*,
};

pub(in crate::rules) const RULE: Rule = Rule {
    id: "Z603",
    name: "sensitive-log",
    measure: Measure::Auditing,
    title: "Code prints secrets or everything it was given",
    severity: Severity::Medium,
    confidence: Confidence::High,
    persona: Persona::Regular,
    what: "Code prints all its input or a variable named like a secret or an identity number, or gives a password or key back as its output.",
    why: "What a Code step prints or returns is kept in the Zap's history for weeks and in backups for months.",
    fix: "Print counts or ids instead, and do not return keys or passwords.",
    references: &["CWE-532", "CD-SEC-10"],
    check,
};

fn check(facts: &Facts<'_>, outcomes: &mut Outcomes) {
    for (step, code) in facts.code_steps() {
        outcomes.looked();
        let text = step.step.field("code").map_or("", |field| field.text());
        for log in code.logs() {
            let message = match &log.what {
                Logged::WholeInput => Some(say!("The code prints everything it was given.")),
                Logged::Names(names) => names
                    .iter()
                    .find(|name| is_sensitive(name))
                    .map(|name| say!("The code prints “{}”, which looks like something secret.", name)),
            };
            if let Some(message) = message {
                outcomes
                    .find(Place::field(step.step, "code"), message)
                    .evidence(text.get(log.range.clone()).unwrap_or_default());
            }
        }
        if let Some((key, name)) = returned(step, code).or_else(|| returned_literal(facts, step, code)) {
            outcomes.find(
                Place::field(step.step, "code"),
                say!("The code gives “{}” back as its output “{}”, where the run history shows it.", name, key),
            );
        }
    }
}

fn is_sensitive(name: &str) -> bool {
    data::secret_name(name).is_some()
        || data::classes_of_name(name).intersects(Classes::SENSITIVE)
        || data::classes_of_name(name).intersects(Classes::CREDENTIAL)
}

/// A password or key that came in and goes out again: the output's key and the input's name.
fn returned(step: &StepFacts<'_>, code: &Code) -> Option<(String, String)> {
    let Outputs::Keys(keys) = code.outputs() else {
        return None;
    };
    keys.iter().find_map(|(key, sources)| {
        let Sources::Inputs(inputs) = sources else {
            return None;
        };
        let secret = step.fields.iter().find(|field| {
            let name = field.field.name();
            field.field.group() == "input"
                && inputs.contains(name)
                && (field.classes().intersects(Classes::CREDENTIAL) || data::secret_name(name).is_some())
                && (data::secret_name(key).is_some() || key == name)
        })?;
        Some((key.clone(), secret.field.name().to_owned()))
    })
}

/// A key written into the code that goes out under its own name.
fn returned_literal(facts: &Facts<'_>, step: &StepFacts<'_>, code: &Code) -> Option<(String, String)> {
    let Outputs::Keys(keys) = code.outputs() else {
        return None;
    };
    let here = Place::field(step.step, "code");
    facts
        .secrets_at(Home::Code)
        .filter(|secret| secret.place == here)
        .filter_map(|secret| {
            let written = || code.literals().iter().find(|literal| literal.text.contains(secret.text.as_str()));
            secret.name.as_deref().or_else(|| written()?.name.as_deref())
        })
        .find(|name| keys.iter().any(|(key, _)| key == name))
        .map(|name| (name.to_owned(), name.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn printed_secrets_are_found() {
        for code in [
            "print(input_data)",
            "access_token = input_data['t']\nprint(access_token)",
            "ssn = input_data.get('a')\nprint('ssn', ssn)",
        ] {
            finds(&RULE, steps![hook(), python(code)], &[(2, "code", Severity::Medium)]);
        }
        for code in [
            "for (const [k, v] of Object.entries(inputData)) console.log(k, v)",
            "Object.values(inputData).forEach(v => console.log(v))",
            "Object.entries(inputData).forEach(([k, v]) => { console.log(`${k}: ${v}`) })",
        ] {
            finds(&RULE, steps![hook(), javascript(code)], &[(2, "code", Severity::Medium)]);
        }
        let each = "for k, v in input_data.items():\n    print(k, v)";
        finds(&RULE, steps![hook(), python(each)], &[(2, "code", Severity::Medium)]);
        for code in ["console.log(inputData)", "const password = inputData.p; console.log('x', password)"] {
            finds(&RULE, steps![hook(), javascript(code)], &[(2, "code", Severity::Medium)]);
        }
        finds(
            &RULE,
            steps![hook(), javascript("return {token: inputData.token}").field("input.token", "{{1__access_token}}")],
            &[(2, "code", Severity::Medium)],
        );
    }

    #[test]
    fn a_key_of_known_looks_that_is_given_back_is_found() {
        let code =
            format!("output = {{ apiKey: '{}{}', id: inputData.id }};", "sk_li", format_args!("ve_{}", random(24)));
        finds(
            &RULE,
            steps![hook(), javascript(&code).field("input.id", "{{1__id}}")],
            &[(2, "code", Severity::Medium)],
        );
    }

    #[test]
    fn look_alikes_are_left_alone() {
        for code in ["print(len(rows))", "# print(input_data)", "print('token saved')", "print(max_tokens)"] {
            silent(&RULE, steps![hook(), python(code)]);
        }
        silent(&RULE, steps![hook(), python("for k, v in input_data.items():\n    print(k)")]);
        for code in [
            "for (const [k, v] of Object.entries(inputData)) console.log(k)",
            "for (const row of rows) console.log(row)",
            "Object.entries(inputData).forEach(([k, v]) => { console.log(v.length) })",
        ] {
            silent(&RULE, steps![hook(), javascript(code)]);
        }
        silent(&RULE, steps![hook(), javascript("const token = crypto.randomUUID(); return {token}")]);
    }
}
