//! Facts about a Zap that rules ask for: what each step is, what reaches it, what guards it, which secrets stand in it.
//!
//! Made once for each check. Rules only read them.

mod ai;
mod dead;
mod flow;
mod guard;
mod leaving;
mod origin;
mod own;
mod reshape;
mod secrets;
mod stored;
mod targets;

pub(crate) use ai::{ai_hosts, provider as ai_provider};
pub use dead::Dead;
pub use flow::Passage;
pub(crate) use guard::every_way;
pub use guard::names_sender;
pub use leaving::Leaving;
pub use origin::{Origin, gives_no_free_text};
pub use own::{Memory, Own};
pub(crate) use reshape::formatter_keeps;
pub use secrets::{Home, Secret};
pub(crate) use secrets::{is_basic_auth, is_header, is_query_row, members};
pub use targets::{Target, addresses, receives, targets};
pub(crate) use targets::{is_request_address, sends_data};

use std::{cell::OnceCell, ops::Deref, rc::Rc};

use crate::{
    apps::{self, Destination, Effects, Product, Trust},
    code::Code,
    data::{Class, Classes, ValueFound},
    history::Past,
    policy::Policy,
    zap::{Field, Reference, Step, StepKind, Zap},
};

/// All facts of one Zap.
pub struct Facts<'z> {
    /// The Zap.
    pub zap: &'z Zap,
    /// The settings that change what rules look for.
    pub policy: &'z Policy,
    /// What the local record says about it; `None` where no record was given.
    pub past: Option<Past<'z>>,
    /// One for each step, in the Zap's order.
    pub steps: Vec<StepFacts<'z>>,
    /// Every secret that stands in the Zap as typed text, each once.
    pub secrets: Vec<Secret>,
    guards: OnceCell<Vec<Option<usize>>>,
    caller_checks: OnceCell<Vec<Option<usize>>>,
    /// Who wrote what each step gives, once somebody asked.
    origins: OnceCell<Vec<origin::Given>>,
    /// Behind the last step that follows each, once somebody asked.
    ends: OnceCell<Vec<usize>>,
    /// The trigger gives its body in one piece, once somebody asked.
    raw_hook: OnceCell<bool>,
}

/// What is known about one step: what it says of itself ([`Own`]), and what reaches it.
pub struct StepFacts<'z> {
    /// The step.
    pub step: &'z Step,
    /// Its fields with what reaches them.
    pub fields: Vec<FieldFacts<'z>>,
    own: Rc<Own>,
}

impl Deref for StepFacts<'_> {
    type Target = Own;

    fn deref(&self) -> &Own {
        &self.own
    }
}

/// What is known about one field.
pub struct FieldFacts<'z> {
    /// The field.
    pub field: &'z Field,
    /// What reaches it through mappings.
    pub passages: Vec<Passage<'z>>,
    /// What stands in its typed text by value, each with the text it was found in.
    pub values: Vec<(&'z str, ValueFound)>,
    /// It is fed with everything an earlier step gave, not with chosen fields.
    pub payload: Option<Payload>,
}

/// Everything a step gave, passed on in one piece.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Payload {
    /// The mapping as it is written.
    pub mapping: String,
    /// Index of the step it comes from, where the source tells.
    pub from: Option<usize>,
    /// Only the fields that somebody chose for a Code step are in it, made one text.
    pub chosen: bool,
}

impl FieldFacts<'_> {
    /// The classes of data that reach it through mappings.
    #[must_use]
    pub fn classes(&self) -> Classes {
        self.passages.iter().map(|passage| passage.class).collect()
    }

    /// How a class reaches it.
    #[must_use]
    pub fn passage(&self, class: Class) -> Option<&Passage<'_>> {
        self.passages.iter().find(|passage| passage.class == class)
    }
}

impl<'z> StepFacts<'z> {
    fn new(step: &'z Step, own: Rc<Own>) -> Self {
        let fields = step.fields.iter().enumerate().map(|(at, field)| FieldFacts {
            field,
            passages: Vec::new(),
            values: own.values_of(at, field),
            payload: None,
        });
        Self { step, fields: fields.collect(), own }
    }
    /// The classes of data that reach the step through mappings in any field.
    #[must_use]
    pub fn classes(&self) -> Classes {
        self.fields.iter().flat_map(|field| &field.passages).map(|passage| passage.class).collect()
    }

    /// Data that is given to it leaves for somewhere: no trigger, no mere look-up, no built-in helper.
    #[must_use]
    pub fn sends_to(&self) -> Option<Destination> {
        let sends = matches!(self.step.kind, StepKind::Action | StepKind::SearchOrCreate)
            || self.destination == Some(Destination::Http)
            || self.destination == Some(Destination::Ai);
        self.destination.filter(|&destination| sends && destination != Destination::Util)
    }

    /// It gives what it was given in another form: nothing is looked up, and nobody asked.
    #[must_use]
    pub fn reshapes(&self) -> bool {
        matches!(self.product, Product::Formatter | Product::Code | Product::Looping)
    }

    /// A Code step or a step that calls an address itself.
    #[must_use]
    pub fn calls_http(&self) -> bool {
        apps::is_http_call(self.step) || self.code.as_ref().is_some_and(|code| !code.requests().is_empty())
    }

    /// It changes something or sends something somewhere.
    #[must_use]
    pub fn writes(&self) -> bool {
        match self.step.kind {
            StepKind::Action | StepKind::SearchOrCreate => {
                self.effects != Effects::NONE || self.sends_to().is_some() || (self.product == Product::Other)
            }
            StepKind::Search => self.effects.has(Effects::WRITES),
            StepKind::Trigger | StepKind::Filter | StepKind::Paths | StepKind::PathRule => false,
        }
    }
}

impl<'z> Facts<'z> {
    /// Looks at everything once.
    #[must_use]
    pub fn new(zap: &'z Zap, policy: &'z Policy) -> Self {
        Self::of_steps(
            zap,
            policy,
            zap.steps().iter().map(|step| StepFacts::new(step, Rc::new(Own::of(step)))).collect(),
        )
    }

    /// The same, for a Zap that was looked at before: only steps that changed since are looked at themselves; what
    /// reaches what is followed anew.
    #[must_use]
    pub fn again(zap: &'z Zap, policy: &'z Policy, memory: &mut Memory) -> Self {
        let own = memory.of(zap);
        Self::of_steps(zap, policy, zap.steps().iter().zip(own).map(|(step, own)| StepFacts::new(step, own)).collect())
    }

    fn of_steps(zap: &'z Zap, policy: &'z Policy, mut steps: Vec<StepFacts<'z>>) -> Self {
        flow::follow(zap, &mut steps);
        let secrets = secrets::find(zap, &steps);
        Self {
            zap,
            policy,
            past: None,
            steps,
            secrets,
            guards: OnceCell::new(),
            caller_checks: OnceCell::new(),
            origins: OnceCell::new(),
            ends: OnceCell::new(),
            raw_hook: OnceCell::new(),
        }
    }

    /// The same, with what the local record says of the Zap.
    #[must_use]
    pub fn with_past(self, past: Option<Past<'z>>) -> Self {
        Self { past, ..self }
    }

    /// The facts of a step.
    #[must_use]
    pub fn of(&self, step: &Step) -> Option<&StepFacts<'z>> {
        self.steps.get(step.index)
    }

    /// How far the step that starts the Zap can be trusted; unknown where there is none.
    #[must_use]
    pub fn trust(&self) -> Trust {
        self.zap.trigger().map_or(Trust::Unknown, apps::trust)
    }

    /// Strangers can start the Zap and decide what is in its data.
    #[must_use]
    pub fn is_untrusted(&self) -> bool {
        matches!(self.trust(), Trust::Untrusted(_) | Trust::Mailbox)
    }

    /// The steps of one product.
    pub fn of_product(&self, product: Product) -> impl Iterator<Item = &StepFacts<'z>> {
        self.steps.iter().filter(move |facts| facts.product == product)
    }

    /// The Code steps with their code.
    pub fn code_steps(&self) -> impl Iterator<Item = (&StepFacts<'z>, &Code)> {
        self.steps.iter().filter_map(|facts| Some((facts, facts.code.as_ref()?)))
    }

    /// The secrets a rule speaks of.
    pub fn secrets_at(&self, home: Home) -> impl Iterator<Item = &Secret> {
        self.secrets.iter().filter(move |secret| secret.home == home)
    }

    /// The step a mapping's first reference leads to.
    #[must_use]
    pub fn source(&self, reference: &Reference) -> Option<&StepFacts<'z>> {
        self.zap.leads_to(reference).and_then(|step| self.steps.get(step.index))
    }

    /// The step that a reference in a field of `step` leads to; see `flow::origin`.
    #[must_use]
    pub fn source_at(&self, step: &Step, reference: &Reference) -> Option<&StepFacts<'z>> {
        flow::origin(self.zap, step, reference).and_then(|source| self.steps.get(source.index))
    }

    /// Whether any class of the set is mapped, or stands as a value, anywhere in the Zap.
    #[must_use]
    pub fn holds(&self, classes: Classes) -> bool {
        self.steps.iter().flat_map(|facts| &facts.fields).any(|field| {
            field.classes().intersects(classes)
                || field.values.iter().any(|(_, value)| value.certain && classes.contains(value.class))
        })
    }
}
