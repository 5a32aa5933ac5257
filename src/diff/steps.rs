//! Which step of before is which step of now.

use super::align::align;
use super::snapshot::{Kept, Snapshot, StepKept};

/// The steps of two snapshots that are the same, told by place.
pub(super) struct Pairs {
    /// For each step of before its place now.
    pub(super) now: Vec<Option<usize>>,
    /// For each step of now its place before.
    pub(super) before: Vec<Option<usize>>,
    /// The steps of now that stand elsewhere among the others.
    pub(super) moved: Vec<usize>,
}

impl Pairs {
    /// By their ids; where a file numbers its steps anew, and for steps that got an id since, by what they do.
    pub(super) fn of(old: &Snapshot, new: &Snapshot) -> Self {
        let mut pairs =
            Self { now: vec![None; old.steps.len()], before: vec![None; new.steps.len()], moved: Vec::new() };
        let renumbered = [old, new].iter().any(|kept| kept.source == Kept::Renumbered);
        if renumbered {
            pairs.by_what_they_do(old, new);
        } else {
            pairs.by_id(old, new);
        }
        let ways: Vec<usize> = pairs.before.iter().flatten().copied().collect();
        let mut rising = ways.clone();
        rising.sort_unstable();
        let stays: Vec<usize> = align(&ways, &rising).into_iter().filter_map(|(at, _)| ways.get(at).copied()).collect();
        let moves = |before: &Option<usize>| before.is_some_and(|before| !stays.contains(&before));
        let out_of_order: Vec<usize> =
            (0..new.steps.len()).filter(|&at| pairs.before.get(at).is_some_and(moves)).collect();
        for at in out_of_order {
            // Of two that changed places, one only made way: it follows the same step as before.
            if pairs.follows_another(old, new, at) || before(new, at).is_some_and(|after| pairs.moved.contains(&after))
            {
                pairs.moved.push(at);
            }
        }
        pairs
    }

    /// Whether the step just before it, of those that were there before and still are, is another one.
    pub(super) fn follows_another(&self, old: &Snapshot, new: &Snapshot, at: usize) -> bool {
        let kept = |pairs: &[Option<usize>], step: usize| pairs.get(step).copied().flatten();
        let way = |of: &Snapshot, step: usize, pairs: &[Option<usize>]| {
            std::iter::successors(before(of, step), |&step| before(of, step)).find(|&step| kept(pairs, step).is_some())
        };
        let then = kept(&self.before, at).and_then(|then| way(old, then, &self.now));
        way(new, at, &self.before).and_then(|now| kept(&self.before, now)) != then
    }

    fn by_id(&mut self, old: &Snapshot, new: &Snapshot) {
        for (at, step) in new.steps.iter().enumerate().filter(|(_, step)| !step.id.is_empty()) {
            // Two steps of one id are a mistake of the file: the first one counts.
            let same = old.steps.iter().position(|before| before.id == step.id);
            if let Some(before) = same.filter(|&before| self.now.get(before) == Some(&None)) {
                self.pair(before, at);
            }
        }
        for (at, step) in new.steps.iter().enumerate() {
            let is_new = self.before.get(at) == Some(&None);
            let unsaved = |(place, before): &(usize, &StepKept)| {
                self.now.get(*place) == Some(&None) && !is_saved(before) && does_the_same(before, step)
            };
            if is_new && let Some((before, _)) = old.steps.iter().enumerate().find(unsaved) {
                self.pair(before, at);
            }
        }
    }

    fn by_what_they_do(&mut self, old: &Snapshot, new: &Snapshot) {
        // First with their names, then without: what was renamed lies between two that were not.
        let named = |kept: &Snapshot| -> Vec<(String, String, String)> {
            kept.steps.iter().map(|step| (step.app.clone(), step.action.clone(), step.name.clone())).collect()
        };
        for (before, at) in align(&named(old), &named(new)) {
            self.pair(before, at);
        }
        for (at, step) in new.steps.iter().enumerate() {
            let is_new = self.before.get(at) == Some(&None);
            let fits = |(place, before): &(usize, &StepKept)| {
                self.now.get(*place) == Some(&None) && does_the_same(before, step)
            };
            let same_name = |(place, before): &(usize, &StepKept)| fits(&(*place, before)) && before.name == step.name;
            let steps = || old.steps.iter().enumerate();
            if is_new && let Some((before, _)) = steps().find(same_name).or_else(|| steps().find(fits)) {
                self.pair(before, at);
            }
        }
    }

    fn pair(&mut self, before: usize, at: usize) {
        if let (Some(now), Some(then)) = (self.now.get_mut(before), self.before.get_mut(at)) {
            (*now, *then) = (Some(at), Some(before));
        }
    }
}

/// The place of the step before it on its way.
pub(super) fn before(kept: &Snapshot, at: usize) -> Option<usize> {
    kept.steps.get(at)?.after.filter(|&after| after < at)
}

fn is_saved(step: &StepKept) -> bool {
    !step.id.is_empty() && !step.id.starts_with("_GEN_") && !step.id.starts_with("card-")
}

fn does_the_same(old: &StepKept, new: &StepKept) -> bool {
    (old.is_flow && new.is_flow && old.action == new.action) || (old.app == new.app && old.action == new.action)
}
