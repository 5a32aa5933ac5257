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
    words::{Argument, Day, Said, Word},
    zap::{Step, StepKind},
};

/// Who gets something, in words: the kind of place, else the app's name.
pub(super) fn receiver(step: &Step, to: Option<Destination>) -> Argument {
    to.map_or_else(|| apps::app_name(step).into(), |to| to.label().into())
}
