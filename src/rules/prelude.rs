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
    zap::{Step, StepKind},
};

/// Who gets something, in words: the kind of place, else the app's name.
pub(super) fn receiver(step: &Step, to: Option<Destination>) -> Said {
    to.map_or_else(|| apps::app_said(step), |to| to.label().into())
}
