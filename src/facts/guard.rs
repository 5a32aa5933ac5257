//! What stands between the trigger and a step: Filters, Path rules, approvals, checks of a signature.

use super::Facts;
use crate::{
    apps::Product,
    data::{looks_like_secret, secret_name},
    zap::{Condition, Resolved, Step, StepKind},
};

impl Facts<'_> {
    /// The nearest step on the way to `step` that lets only some runs through: a Filter or Path rule that tests data,
    /// or a person's approval. One with an empty or "exists" condition, or on a step that is gone, tests nothing.
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
        let by_condition = || {
            matches!(step.kind, StepKind::Filter | StepKind::PathRule)
                && every_way(step, |condition| self.reads_token(condition))
        };
        by_code() || by_condition() || self.is_approval(step)
    }

    /// A person has to say yes.
    fn is_approval(&self, step: &Step) -> bool {
        let action = step.action.to_ascii_lowercase();
        if !action.contains("approv") {
            return false;
        }
        self.of(step).is_some_and(|facts| facts.product == Product::HumanInTheLoop)
            || action.replace(['_', '-', ' '], "").contains("requestapproval")
    }

    fn tests_data(&self, step: &Step) -> bool {
        matches!(step.kind, StepKind::Filter | StepKind::PathRule)
            && every_way(step, |condition| condition.tests_something() && self.leads_somewhere(condition))
    }

    fn leads_somewhere(&self, condition: &Condition) -> bool {
        condition.looks_at.as_ref().is_some_and(|reference| !matches!(self.zap.resolve(reference), Resolved::Missing))
    }

    /// The row compares a token, a secret or a header with something a stranger does not know.
    fn reads_token(&self, condition: &Condition) -> bool {
        let Some(reference) = condition.looks_at.as_ref() else {
            return false;
        };
        if !condition.tests_something() || !self.leads_somewhere(condition) || condition.stops {
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
