//! What a Zap puts into Storage by Zapier or a Zapier Table and takes out again in a later step.

use super::StepFacts;
use super::flow::{Given, give};
use crate::{
    apps::{self, Product},
    zap::{Step, StepKind, Zap},
};

/// What was put where, by the steps so far.
#[derive(Default)]
pub(super) struct Stored<'z> {
    kept: Vec<Kept<'z>>,
}

struct Kept<'z> {
    /// The key in Storage, or the table.
    place: &'z str,
    step: &'z Step,
    given: Vec<Given<'z>>,
}

impl<'z> Stored<'z> {
    /// Remembers what a step puts in.
    pub(super) fn put(&mut self, facts: &StepFacts<'z>) {
        let Some(place) = place(facts).filter(|_| !takes(facts.step)) else {
            return;
        };
        let mut given = Vec::new();
        for field in facts.fields.iter().filter(|field| field.field.key != "key") {
            // `new__data__f3` is read as `old__data__f3`.
            let column = field.field.name().rsplit("__").next().filter(|_| facts.product == Product::Tables);
            given.extend(
                field.passages.iter().map(|passage| give(column.map(|column| column.to_owned().into()), passage)),
            );
        }
        self.kept.push(Kept { place, step: facts.step, given });
    }

    /// What a step takes out of it.
    pub(super) fn taken(&self, zap: &Zap, facts: &StepFacts<'z>) -> Vec<Given<'z>> {
        let Some(place) = place(facts).filter(|_| takes(facts.step)) else {
            return Vec::new();
        };
        let is_before = |kept: &&Kept<'z>| zap.is_before(kept.step, facts.step);
        let same = self.kept.iter().filter(|kept| kept.place == place).filter(is_before);
        same.flat_map(|kept| kept.given.iter().cloned()).collect()
    }
}

/// Where a step puts something, or looks for it.
fn place<'z>(facts: &StepFacts<'z>) -> Option<&'z str> {
    let place = match facts.product {
        Product::Storage => facts.step.field("key")?.text(),
        Product::Tables => facts.step.literal("table_id")?,
        _ => return None,
    };
    Some(place.trim()).filter(|place| !place.is_empty())
}

fn takes(step: &Step) -> bool {
    matches!(step.kind, StepKind::Search | StepKind::SearchOrCreate) || apps::says(step, &["get", "find"])
}
