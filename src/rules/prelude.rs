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
    zap::{Step, StepKind},
};
