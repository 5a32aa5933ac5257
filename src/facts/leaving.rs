//! Where classes of data leave the Zap.

use super::{Facts, Passage, StepFacts};
use crate::{
    apps::Destination,
    data::{Class, Classes},
    zap::Field,
};

/// A class of data that leaves at a step.
pub struct Leaving<'f, 'z> {
    /// The step where it leaves.
    pub facts: &'f StepFacts<'z>,
    /// The field by which it leaves.
    pub field: &'z Field,
    /// How it got there.
    pub passage: &'f Passage<'z>,
    /// Where it goes; `None` for an app that is not known.
    pub destination: Option<Destination>,
}

impl<'z> Facts<'z> {
    /// Where each of these classes leaves: one for each class and destination, at the last step if several are equal.
    #[must_use]
    pub fn leaving(&self, classes: Classes) -> Vec<Leaving<'_, 'z>> {
        let mut found: Vec<Leaving<'_, 'z>> = Vec::new();
        for facts in self.steps.iter().filter(|facts| facts.writes()) {
            let destination = facts.sends_to();
            let mut told: Vec<Class> = Vec::new();
            for field in &facts.fields {
                for passage in field.passages.iter().filter(|passage| classes.contains(passage.class)) {
                    if told.contains(&passage.class) {
                        continue;
                    }
                    told.push(passage.class);
                    let leaving = Leaving { facts, field: field.field, passage, destination };
                    let same = |known: &&mut Leaving<'_, '_>| {
                        known.passage.class == passage.class
                            && known.destination == destination
                            && (destination.is_some() || known.facts.step.app == facts.step.app)
                    };
                    match found.iter_mut().find(same) {
                        Some(known) => *known = leaving,
                        None => found.push(leaving),
                    }
                }
            }
        }
        found
    }
}
