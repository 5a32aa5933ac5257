//! What stands between the trigger and a step: Filters, Path rules, approvals, checks of a signature.

use super::{Facts, Origin};
use crate::{
    apps::{self, Product, Trust},
    code::Sources,
    data::{looks_like_secret, secret_name, words},
    zap::{Condition, Field, Match, Reference, Step, StepKind},
};

impl Facts<'_> {
    /// The nearest step on the way to `step` that lets only some runs through: a Filter or Path rule that tests data,
    /// or a person's approval. One with an empty or "exists" condition, or on what no step gives, tests nothing.
    #[must_use]
    pub fn guard(&self, step: &Step) -> Option<&Step> {
        let nearest = self.guards.get_or_init(|| self.nearest(|step| self.tests_data(step) || self.is_approval(step)));
        nearest.get(step.index).copied().flatten().and_then(|index| self.zap.step(index))
    }

    /// The nearest step on the way that proves who the caller is: Code that checks a signature, or a Filter or
    /// Path rule on a token or a header.
    #[must_use]
    pub fn caller_check(&self, step: &Step) -> Option<&Step> {
        let nearest = self.caller_checks.get_or_init(|| self.nearest(|step| self.proves_caller(step)));
        nearest.get(step.index).copied().flatten().and_then(|index| self.zap.step(index))
    }

    /// Whether a condition that this holds for, or a person's approval, stands on the way to `step`: each of the ways
    /// through the Filter or Path rule must have such a row. Rows that test nothing count for nothing.
    #[must_use]
    pub fn guarded_by(&self, step: &Step, holds: &dyn Fn(&Step, &Condition) -> bool) -> bool {
        self.zap.way_to(step).any(|guard| {
            let row = |condition: &Condition| self.tests(guard, condition) && holds(guard, condition);
            self.is_approval(guard) || (is_condition(guard) && every_way(guard, row))
        })
    }

    /// What stands on the way to `step` that a stranger cannot get past by what they write: an approval, a check of who
    /// is calling, a condition on something that they do not set, or on who sent the mail.
    #[must_use]
    pub fn guarded_from_strangers(&self, step: &Step) -> bool {
        self.caller_check(step).is_some()
            || self.guarded_by(step, &|guard, condition| {
                self.reads_sender(guard, condition) || !self.is_set_by_stranger(guard, condition)
            })
    }

    /// Whether only values that fit what the owner typed get to `step`: a Filter or Path rule on the way compares this very
    /// value, and `fits` says of the comparison and of what was typed that it leaves no choice. An approval counts, too.
    #[must_use]
    pub fn lets_only(&self, step: &Step, reference: &Reference, fits: &dyn Fn(&Match, &str) -> bool) -> bool {
        self.guarded_by(step, &|_, condition| {
            let looked = condition.looks_at.as_ref();
            looked.is_some_and(|looked| looked.step == reference.step && looked.path == reference.path)
                && !condition.stops
                && condition.value.literal().is_some_and(|typed| fits(&condition.compare, typed.trim()))
        })
    }

    /// The row lets only some senders through.
    #[must_use]
    pub fn reads_sender(&self, guard: &Step, condition: &Condition) -> bool {
        if condition.stops || !self.zap.trigger().is_some_and(|trigger| apps::trust(trigger) == Trust::Mailbox) {
            return false;
        }
        let Some(source) = condition.looks_at.as_ref().and_then(|reference| self.source_at(guard, reference)) else {
            return false;
        };
        let by_name = |reference: &Reference| reference.path.iter().any(|part| names_sender(part));
        match source.step.kind {
            StepKind::Trigger => condition.looks_at.as_ref().is_some_and(by_name),
            // The sender's domain cut out, or the sender looked up.
            _ => {
                source.step.fields.iter().flat_map(Field::mappings).flat_map(|mapping| &mapping.references).any(by_name)
            }
        }
    }

    /// The row looks at what whoever starts the Zap can write, or at what was made of it.
    fn is_set_by_stranger(&self, guard: &Step, condition: &Condition) -> bool {
        condition.looks_at.as_ref().is_none_or(|reference| {
            let from_trigger =
                self.source_at(guard, reference).is_some_and(|source| source.step.kind == StepKind::Trigger);
            from_trigger || self.origin(guard, reference).any(Origin::OUTSIDE)
        })
    }

    /// For each step the index of the nearest one before it, on its own way, for which this holds.
    fn nearest(&self, holds: impl Fn(&Step) -> bool) -> Vec<Option<usize>> {
        // The nearest of a step itself counted, for the steps behind it.
        let mut nearest_from: Vec<Option<usize>> = Vec::with_capacity(self.steps.len());
        let mut nearest = Vec::with_capacity(self.steps.len());
        for step in self.zap.steps() {
            let before = step.previous.and_then(|before| nearest_from.get(before).copied().flatten());
            nearest.push(before);
            nearest_from.push(if holds(step) { Some(step.index) } else { before });
        }
        nearest
    }

    fn proves_caller(&self, step: &Step) -> bool {
        let by_code = || {
            let code = self.of(step).and_then(|facts| facts.code.as_ref());
            code.is_some_and(crate::code::Code::checks_signature)
        };
        let by_condition = || is_condition(step) && every_way(step, |condition| self.reads_token(step, condition));
        by_code() || self.compares_with_own(step) || by_condition() || self.is_approval(step)
    }

    /// Code compares what the caller sent with what the owner keeps: typed into the Input Data, or fetched by a step.
    fn compares_with_own(&self, step: &Step) -> bool {
        let Some(code) = self.of(step).and_then(|facts| facts.code.as_ref()) else { return false };
        let is_own = |sources: &Sources| {
            let Sources::Inputs(keys) = sources else { return false };
            let mut inputs = step.fields.iter().filter(|field| field.group() == "input" && keys.contains(field.name()));
            keys.iter().count() == 1 && inputs.any(|field| self.is_owners(step, field))
        };
        code.compared_inputs().iter().any(|[left, right]| is_own(left) != is_own(right))
    }

    /// The owner typed it, long enough for a secret, or a step fetched it from where no stranger writes.
    fn is_owners(&self, step: &Step, field: &Field) -> bool {
        if let Some(typed) = field.literal() {
            return typed.trim().len() >= 6;
        }
        let from_step = |reference: &Reference| {
            self.source_at(step, reference).is_some_and(|from| from.step.kind != StepKind::Trigger)
        };
        !field.mappings().is_empty()
            && field.mappings().iter().flat_map(|mapping| &mapping.references).all(from_step)
            && !self.origin_in(step, field).any(Origin::OUTSIDE.and(Origin::UNKNOWN))
    }

    /// A person has to say yes.
    pub(crate) fn is_approval(&self, step: &Step) -> bool {
        if !apps::says(step, &["approval", "approvals", "approve"]) {
            let action = step.action.to_ascii_lowercase().replace(['_', '-', ' '], "");
            return ["requestapproval", "humanreview"].iter().any(|asked| action.contains(asked));
        }
        let asks = apps::says(step, &["request", "ask", "wait", "get"]) && step.kind != StepKind::Trigger;
        asks || self.of(step).is_some_and(|facts| facts.product == Product::HumanInTheLoop)
    }

    fn tests_data(&self, step: &Step) -> bool {
        is_condition(step) && every_way(step, |condition| self.tests(step, condition))
    }

    /// The row tests something, and a step gives what it looks at.
    pub(crate) fn tests(&self, step: &Step, condition: &Condition) -> bool {
        condition.tests_something() && self.leads_somewhere(step, condition)
    }

    fn leads_somewhere(&self, step: &Step, condition: &Condition) -> bool {
        condition.looks_at.as_ref().is_some_and(|reference| self.dead(step, reference).is_none())
    }

    /// The row compares a token, a secret or a header with something a stranger does not know.
    fn reads_token(&self, step: &Step, condition: &Condition) -> bool {
        let Some(reference) = condition.looks_at.as_ref() else {
            return false;
        };
        if !self.tests(step, condition) || condition.stops {
            return false;
        }
        let names_token = reference.path.iter().any(|part| {
            let lower = part.to_ascii_lowercase();
            secret_name(part).is_some()
                || ["token", "secret", "signature", "authorization", "header"].iter().any(|word| lower.contains(word))
        });
        let checked_by_code = || {
            // "valid is true", where the Code step that gave it checks a signature.
            self.source(reference)
                .and_then(|facts| facts.code.as_ref())
                .is_some_and(crate::code::Code::checks_signature)
        };
        names_token
            || checked_by_code()
            || condition.value.literal().is_some_and(|value| looks_like_secret(value.trim()))
    }
}

fn is_condition(step: &Step) -> bool {
    matches!(step.kind, StepKind::Filter | StepKind::PathRule)
}

/// A name for who sent a mail, in a few languages.
#[must_use]
pub fn names_sender(name: &str) -> bool {
    const SENDERS: &[&str] = &["from", "sender", "absender", "expediteur", "remitente", "mittente", "afzender"];
    words(name).any(|word| SENDERS.contains(&word.as_str()))
}

/// Groups are joined by "or", rows of a group by "and": each group needs a row that holds.
pub(crate) fn every_way(step: &Step, holds: impl Fn(&Condition) -> bool) -> bool {
    let mut groups: Vec<(&str, bool)> = Vec::new();
    for condition in &step.conditions {
        let row = holds(condition);
        match groups.iter_mut().find(|(group, _)| *group == condition.group) {
            Some((_, any)) => *any |= row,
            None => groups.push((&condition.group, row)),
        }
    }
    !groups.is_empty() && groups.iter().all(|&(_, any)| any)
}
