//! References that can give nothing: their step is gone, lies on another Path, runs only later, or has no such field.

use super::Facts;
use crate::{
    apps::{self, Product},
    data::has_phrase,
    zap::{Reference, Resolved, Source, Step, StepKind, Zap},
};

/// Why a reference gives nothing.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Dead<'z> {
    /// Its step is not in the Zap.
    Gone,
    /// Its step lies on another Path.
    OtherPath(&'z Step),
    /// Its step runs only after the one that takes it.
    Later(&'z Step),
    /// Its step has no such field: a raw hook gives its body in one piece.
    NoField(&'z Step),
}

impl<'z> Facts<'z> {
    /// Why a reference in a field of `step` gives nothing; `None` where it gives something or that cannot be told.
    #[must_use]
    pub fn dead(&self, step: &Step, reference: &Reference) -> Option<Dead<'z>> {
        let source = match self.zap.resolve(reference) {
            Resolved::Step(source) => source,
            Resolved::Missing => return (is_whole(self.zap) && !is_unsaved(&reference.step)).then_some(Dead::Gone),
            Resolved::OtherNumbering => return None,
        };
        let ends = self.ends.get_or_init(|| ends(self.zap));
        if is_before(ends, source, step) {
            let is_raw_hook = source.index == 0 && self.starts_by_raw_hook();
            return (is_raw_hook && !raw_hook_gives(reference)).then_some(Dead::NoField(source));
        }
        if source.index == step.index || is_before(ends, step, source) {
            return Some(Dead::Later(source));
        }
        on_another_path(self.zap, ends, step, source).then_some(Dead::OtherPath(source))
    }

    fn starts_by_raw_hook(&self) -> bool {
        *self.raw_hook.get_or_init(|| self.zap.trigger().is_some_and(is_raw_hook))
    }
}

/// For each step the index behind the last step that follows it: steps stand in the order in which they follow.
fn ends(zap: &Zap) -> Vec<usize> {
    let mut ends: Vec<usize> = (1..=zap.steps().len()).collect();
    for step in zap.steps().iter().rev() {
        let own = ends.get(step.index).copied().unwrap_or_default();
        if let Some(end) = step.previous.and_then(|previous| ends.get_mut(previous)) {
            *end = own.max(*end);
        }
    }
    ends
}

fn is_before(ends: &[usize], first: &Step, second: &Step) -> bool {
    first.index < second.index && ends.get(first.index).is_some_and(|&end| second.index < end)
}

/// Every step was read: one that is not there is gone.
fn is_whole(zap: &Zap) -> bool {
    zap.source != Source::Page && zap.unread.iter().all(|unread| unread.field.is_some())
}

/// The editor gives a number of its own to a step that it has just added.
fn is_unsaved(id: &str) -> bool {
    id.starts_with("_GEN_")
}

/// Their ways part where the Zap splits, and `step` is in a Path of its own. What follows a whole split, or a loop, may
/// see what was in it.
fn on_another_path(zap: &Zap, ends: &[usize], step: &Step, source: &Step) -> bool {
    let mut last = step;
    for before in zap.way_to(step) {
        if is_before(ends, before, source) {
            return before.kind == StepKind::Paths && last.kind == StepKind::PathRule;
        }
        last = before;
    }
    false
}

fn is_raw_hook(step: &Step) -> bool {
    apps::product(step) == Product::Webhooks && has_phrase(&step.action, &["raw"])
}

/// The body as it came, the headers, the query: nothing that was read out of the body.
fn raw_hook_gives(reference: &Reference) -> bool {
    let Some(first) = reference.path.first() else {
        return true;
    };
    let is = |name: &str| first.eq_ignore_ascii_case(name);
    let starts = |name: &str| first.get(..name.len()).is_some_and(|start| start.eq_ignore_ascii_case(name));
    (is("raw_body") && reference.path.len() == 1)
        || starts("header")
        || starts("query")
        || is("id")
        || starts("_")
        || starts("zap_")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{policy::Policy, rules::testkit::*};

    /// Whether something guards the last step.
    #[track_caller]
    fn is_guarded(nodes: Vec<Node>) -> bool {
        let guarded = zaps("Sample", &nodes).map(|zap| {
            let policy = Policy::default();
            let facts = Facts::new(&zap, &policy);
            zap.steps().last().is_some_and(|step| facts.guard(step).is_some())
        });
        assert_eq!(guarded[0], guarded[1]);
        guarded[0]
    }

    #[test]
    fn conditions_on_what_nobody_gives_are_no_guard() {
        let raw = || trigger("WebHookCLIAPI@1.1.1", "hook_raw");
        let refund = || action("StripeCLIAPI@2.0.0", "create_refund");
        assert!(is_guarded(steps![hook(), filter("1__status", "iexact", "paid"), refund()]));
        assert!(is_guarded(steps![raw(), filter("1__raw_body", "icontains", "paid"), refund()]));
        assert!(!is_guarded(steps![raw(), filter("1__status", "iexact", "paid"), refund()]));
        assert!(!is_guarded(steps![hook(), filter("77__status", "iexact", "paid"), refund()]));
        assert!(!is_guarded(steps![hook(), filter("3__status", "iexact", "paid"), refund()]));
    }
}
