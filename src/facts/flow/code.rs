//! What a Code step hands on of the classes of data that it is given.

use super::super::{StepFacts, reshape::is_status};
use super::{Given, Passage, give};
use crate::{
    code::{Code, Outputs, Remains, Sources, Whole},
    data::is_reduced,
};

/// A Code step gives on, for each output key, what the code shows to feed it; else everything.
pub(super) fn by_code<'z>(facts: &StepFacts<'z>, code: &Code) -> Vec<Given<'z>> {
    let inputs: Vec<(&str, &Passage<'z>)> = facts
        .fields
        .iter()
        .filter(|field| matches!(field.field.group(), "input" | "inputs"))
        .flat_map(|field| field.passages.iter().map(|passage| (field.field.name(), passage)))
        .collect();
    if inputs.is_empty() {
        return Vec::new();
    }
    if facts.masks {
        return untouched(code, &inputs);
    }
    match code.outputs() {
        Outputs::Unknown => inputs.iter().map(|(_, passage)| give(None, passage)).collect(),
        Outputs::Keys(keys) => {
            let mut given = Vec::new();
            let remains = code.output_remains();
            for (key, sources) in keys {
                // An id or a count may come from a look-up; only what is the data itself is handed on under such a name.
                match remains.iter().find(|(known, _)| known == key).map(|(_, remains)| *remains) {
                    Some(Remains::Test) => continue,
                    Some(Remains::Itself) => {}
                    // In Code, a row is one that was put together.
                    None if is_status(key) && key != "row" => continue,
                    None => {}
                }
                for (input, passage) in &inputs {
                    let feeds = match sources {
                        Sources::All => true,
                        Sources::Inputs(names) => names.contains(input),
                    };
                    if feeds && !is_reduced(key) {
                        given.push(give(Some(key.clone().into()), passage));
                    }
                }
            }
            given
        }
    }
}

/// Of code that masks something: what it hands on just as it came. What it may have masked is not told from the rest.
fn untouched<'z>(code: &Code, inputs: &[(&str, &Passage<'z>)]) -> Vec<Given<'z>> {
    let mut given = Vec::new();
    for (key, whole) in code.wholes() {
        let Whole::Input(name) = whole else { continue };
        let passages = inputs.iter().filter(|(input, _)| *input == name);
        given.extend(passages.map(|(_, passage)| give(Some(key.clone().into()), passage)));
    }
    given
}

/// The keys of a Code step of whose data only a rest is left.
pub(super) fn masked(facts: &StepFacts<'_>) -> Vec<String> {
    facts.code.as_ref().filter(|_| facts.masks).map(Code::masked_outputs).unwrap_or_default()
}
