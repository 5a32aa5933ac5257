//! What nearly every rule needs, in one import.

pub(super) use super::Rule;
#[cfg(test)]
pub(super) use super::testkit::*;
pub(super) use crate::{
    address::Address,
    apps::{self, Destination, Effects, Product},
    data::{self, Class, Classes},
    facts::{Facts, FieldFacts, Home, StepFacts, addresses, targets},
    finding::{Confidence, Measure, Outcomes, Persona, Place, Severity},
    say, word,
    words::{Day, Said, Word},
    zap::{Field, Step, StepKind, Zap},
};

/// Tells of each class of data that goes to somebody by this step, once: mapped, or typed and proved.
pub(super) fn data_goes(step: &StepFacts<'_>, classes: Classes, to: &Said, outcomes: &mut Outcomes) {
    let mut told = Classes::NONE;
    for field in &step.fields {
        let place = || Place::field(step.step, &field.field.key);
        for passage in &field.passages {
            if classes.without(told).contains(passage.class) {
                told.insert(passage.class);
                let message = say!("“{}” looks like {} and goes to {}.", passage.name, passage.class.label(), to);
                outcomes.find(place(), message).evidence(passage.mapping).path(passage.route.clone());
            }
        }
        for (text, value) in field.values.iter().filter(|(_, value)| value.certain) {
            if classes.without(told).contains(value.class) {
                told.insert(value.class);
                outcomes
                    .find(place(), say!("The field “{}” holds {} and goes to {}.", &field.field.key, value.kind, to))
                    .confidence(Confidence::High)
                    .evidence(text.get(value.range.clone()).unwrap_or_default());
            }
        }
    }
}

/// Who gets something, in words: the kind of place, else the app's name.
pub(super) fn receiver(step: &Step, to: Option<Destination>) -> Said {
    to.map_or_else(|| apps::app_said(step), |to| to.label().into())
}

/// Whether one of the Zap's names says so: its title, a step's title or label, the key of a field or of what it is fed with.
pub(super) fn some_name(zap: &Zap, says: impl Fn(&str) -> bool) -> bool {
    zap.title.as_deref().is_some_and(&says)
        || zap.steps().iter().any(|step| {
            let references = || step.fields.iter().flat_map(Field::mappings).flat_map(|mapping| &mapping.references);
            step.title.as_deref().is_some_and(&says)
                || step.labels.values().any(&says)
                || step.fields.iter().any(|field| says(&field.key))
                || references().any(|reference| says(&reference.key()))
        })
}
