//! How the steps hang together: what follows what, which Path or loop a step is in, and how far it is indented.

use crate::{
    apps::{self, Product},
    zap::{Step, StepKind, Zap},
};

/// Deeper steps are not indented further: their boxes would have no room.
const DEEPEST: i32 = 6;

/// A step's place among the others.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Place {
    /// How many Paths and loops it is in, as far as that is shown.
    pub(super) depth: i32,
    /// The step it hangs on, by index.
    pub(super) parent: Option<usize>,
    /// How it hangs on it.
    pub(super) joint: Joint,
}

/// How a step hangs on the one before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Joint {
    /// It runs after it.
    Next,
    /// It begins one of several ways.
    Branch,
    /// It is what a loop repeats.
    Repeated,
}

/// The places of all steps, in their order.
pub(super) fn places(zap: &Zap) -> Vec<Place> {
    let steps = zap.steps();
    let mut children = vec![0_usize; steps.len()];
    let mut last_child = vec![0_usize; steps.len()];
    for step in steps {
        if let Some(parent) = step.previous
            && let (Some(count), Some(last)) = (children.get_mut(parent), last_child.get_mut(parent))
        {
            *count += 1;
            *last = step.index;
        }
    }
    let mut places: Vec<Place> = Vec::with_capacity(steps.len());
    for step in steps {
        let parent = step.previous.and_then(|parent| steps.get(parent));
        let joint = parent.map_or(Joint::Next, |parent| {
            let has_siblings = children.get(parent.index).is_some_and(|&count| count > 1);
            let is_last = last_child.get(parent.index) == Some(&step.index);
            joint(parent, step, has_siblings && !is_last)
        });
        let above = parent.and_then(|parent| places.get(parent.index)).map_or(0, |place| place.depth);
        let depth = if joint == Joint::Next { above } else { (above + 1).min(DEEPEST) };
        places.push(Place { depth, parent: parent.map(|parent| parent.index), joint });
    }
    places
}

fn joint(parent: &Step, step: &Step, others_follow: bool) -> Joint {
    if apps::product(parent) == Product::Looping {
        Joint::Repeated
    } else if parent.kind == StepKind::Paths || step.kind == StepKind::PathRule || others_follow {
        Joint::Branch
    } else {
        Joint::Next
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::zap::Source;

    fn step(app: &str, kind: StepKind, previous: Option<usize>) -> Step {
        Step { app: app.into(), action: "x".into(), kind, previous, ..Step::default() }
    }

    fn depths(steps: Vec<Step>) -> Vec<(i32, Joint)> {
        places(&Zap::new("1".into(), Source::Zdl, steps)).iter().map(|place| (place.depth, place.joint)).collect()
    }

    #[test]
    fn paths_and_loops_are_indented() {
        use Joint::{Branch, Next, Repeated};
        let steps = vec![
            step("WebHookCLIAPI", StepKind::Trigger, None),
            step("BranchingAPI", StepKind::Paths, Some(0)),
            step("BranchingAPI", StepKind::PathRule, Some(1)),
            step("LoopingCLIAPI", StepKind::Action, Some(2)),
            step("SlackCLIAPI", StepKind::Action, Some(3)),
            step("BranchingAPI", StepKind::PathRule, Some(1)),
            step("SlackCLIAPI", StepKind::Action, Some(5)),
        ];
        let expected = [(0, Next), (0, Next), (1, Branch), (1, Next), (2, Repeated), (1, Branch), (1, Next)];
        assert_eq!(depths(steps), expected);
    }

    #[test]
    fn what_handles_a_failure_stands_beside_the_way() {
        let steps = vec![
            step("WebHookCLIAPI", StepKind::Trigger, None),
            step("SlackCLIAPI", StepKind::Action, Some(0)),
            step("GoogleMailV2CLIAPI", StepKind::Action, Some(1)),
            step("SlackCLIAPI", StepKind::Action, Some(1)),
        ];
        assert_eq!(depths(steps).iter().map(|(depth, _)| *depth).collect::<Vec<_>>(), [0, 0, 1, 0]);
    }
}
