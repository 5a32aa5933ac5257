//! Facts about a Zap that rules ask for: what each step is, what reaches it, what guards it, which secrets stand in it.
//!
//! Made once for each check. Rules only read them.

mod ai;
mod dead;
mod flow;
mod guard;
mod leaving;
mod origin;
mod reshape;
mod secrets;
mod targets;

pub(crate) use ai::{ai_hosts, provider as ai_provider};
pub use dead::Dead;
pub use flow::Passage;
pub(crate) use guard::every_way;
pub use guard::names_sender;
pub use leaving::Leaving;
pub use origin::{Origin, gives_no_free_text};
#[cfg(not(target_arch = "wasm32"))]
pub(crate) use reshape::masks;
pub use secrets::{Home, Secret};
pub(crate) use secrets::{is_basic_auth, is_header, is_query_row, members};
pub(crate) use targets::is_request_address;
pub use targets::{Target, addresses, targets};

use std::cell::OnceCell;

use crate::{
    apps::{self, Destination, Effects, Product, Trust},
    code::{Code, Language},
    data::{Class, Classes, ValueFound, classes_of_name, values_in, values_under},
    history::{History, Past},
    policy::Policy,
    zap::{Field, Reference, Resolved, Step, StepKind, Zap},
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
}

/// What is known about one step.
pub struct StepFacts<'z> {
    /// The step.
    pub step: &'z Step,
    /// The built-in tool or sort of app it is.
    pub product: Product,
    /// Where it sends what it is given; `None` when nothing leaves or the app is not known.
    pub destination: Option<Destination>,
    /// What it changes in the world.
    pub effects: Effects,
    /// The code of a Code step.
    pub code: Option<Code>,
    /// Its fields with what reaches them.
    pub fields: Vec<FieldFacts<'z>>,
    /// The addresses it calls, once somebody asked: see [`targets`].
    targets: OnceCell<Vec<Target>>,
    /// The addresses in its other fields, once somebody asked: see [`addresses`].
    links: OnceCell<Vec<Target>>,
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

impl StepFacts<'_> {
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
        let mut steps: Vec<StepFacts<'z>> = zap.steps().iter().map(look_at).collect();
        flow::follow(zap, &mut steps);
        let secrets = secrets::find(zap, &steps);
        let (guards, caller_checks, origins) = (OnceCell::new(), OnceCell::new(), OnceCell::new());
        Self { zap, policy, past: None, steps, secrets, guards, caller_checks, origins, ends: OnceCell::new() }
    }

    /// The same, with what the local record says on a day (`2026-11-24`).
    #[must_use]
    pub fn with_history(self, history: Option<&'z History>, today: &str) -> Self {
        let past = history.map(|history| history.of(self.zap, today));
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
        match self.zap.resolve(reference) {
            Resolved::Step(step) => self.steps.get(step.index),
            Resolved::Missing | Resolved::OtherNumbering => None,
        }
    }

    /// The step that a reference in a field of `step` leads to; see [`flow::origin`].
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

/// What a step is, from itself alone.
fn look_at(step: &Step) -> StepFacts<'_> {
    let product = apps::product(step);
    let code = (product == Product::Code).then(|| step.field("code")).flatten().map(|field| {
        let language = Language::of_action(&step.action).unwrap_or_else(|| Language::guess(field.text()));
        Code::read(field.text(), language)
    });
    let calls_out = code.as_ref().is_some_and(|code| !code.requests().is_empty());
    let destination = if calls_out { Some(Destination::Http) } else { apps::destination(step) };
    let fields = step
        .fields
        .iter()
        .map(|field| FieldFacts { field, passages: Vec::new(), values: typed_values(step, field), payload: None })
        .collect();
    StepFacts {
        step,
        product,
        destination,
        effects: apps::effects(step),
        code,
        fields,
        targets: OnceCell::new(),
        links: OnceCell::new(),
    }
}

/// Values in what was typed. Ids of resources and switches hold none, and code is full of numbers: there only cards and
/// accounts count.
fn typed_values<'z>(step: &Step, field: &'z Field) -> Vec<(&'z str, ValueFound)> {
    if field.key == "code" {
        let code = field.text();
        let mut found = if has_long_number(code) { values_in(code) } else { Vec::new() };
        found.retain(|value| value.certain && matches!(value.class, Class::Card | Class::Finance));
        return found.into_iter().map(|value| (code, value)).collect();
    }
    if apps::is_id_field(step, field) || apps::is_setting_field(step, field) {
        return Vec::new();
    }
    let Some(template) = field.template() else {
        return Vec::new();
    };
    let named = || {
        let label = step.labels.get(&field.key).map_or(Classes::NONE, classes_of_name);
        classes_of_name(field.name()).union(label)
    };
    template
        .fixed_texts()
        .flat_map(|text| values_under(text, named).into_iter().map(move |value| (text, value)))
        .collect()
}

/// Whether there are thirteen digits, with single signs between them at most.
fn has_long_number(text: &str) -> bool {
    let (mut digits, mut signs) = (0, 0);
    text.bytes().any(|byte| {
        match byte {
            b'0'..=b'9' => (digits, signs) = (digits + 1, 0),
            b' ' | b'-' if signs == 0 => signs = 1,
            _ => (digits, signs) = (0, 0),
        }
        digits == 13
    })
}
