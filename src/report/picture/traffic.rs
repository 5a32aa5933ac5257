//! What comes in, is used and leaves at each step.

use crate::{
    apps::Destination,
    data::Class,
    facts::{Facts, Home, StepFacts},
    word,
    words::Word,
};

/// What flows along one line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Load {
    /// Data of one class.
    Of(Class),
    /// All that an earlier step gave, in one piece.
    Everything,
}

impl Load {
    /// All, in the order of their lines.
    pub(super) fn all() -> impl Iterator<Item = Self> {
        Class::ALL.into_iter().map(Self::Of).chain([Self::Everything])
    }

    /// Its name in a few letters.
    pub(super) const fn name(self) -> Word {
        match self {
            Self::Of(Class::Name) => word!("Name"),
            Self::Of(Class::FirstName) => word!("First name"),
            Self::Of(Class::Email) => word!("E-mail address"),
            Self::Of(Class::Phone) => word!("Phone number"),
            Self::Of(Class::Address) => word!("Postal address"),
            Self::Of(Class::BirthDate) => word!("Date of birth"),
            Self::Of(Class::IpAddress) => word!("IP address"),
            Self::Of(Class::GovId) => word!("Identity number"),
            Self::Of(Class::Finance) => word!("Bank details"),
            Self::Of(Class::Card) => word!("Card details"),
            Self::Of(Class::Health) => word!("Health data"),
            Self::Of(Class::Special) => word!("Protected data"),
            Self::Of(Class::Password) => word!("Password"),
            Self::Of(Class::LoginCode) => word!("Login code"),
            Self::Of(Class::Secret) => word!("Key or token"),
            Self::Of(Class::FreeText) => word!("Free text"),
            Self::Everything => word!("All that came in"),
        }
    }

    /// The look of its line: one of eight colours, and dashes for the second of two that share one.
    pub(super) const fn look(self) -> (u8, bool) {
        match self {
            Self::Of(Class::Name) => (0, false),
            Self::Of(Class::FirstName) => (0, true),
            Self::Of(Class::Email) => (1, false),
            Self::Of(Class::LoginCode) => (1, true),
            Self::Of(Class::Phone) => (2, false),
            Self::Of(Class::IpAddress) => (2, true),
            Self::Of(Class::Address) => (3, false),
            Self::Of(Class::BirthDate) => (3, true),
            Self::Of(Class::GovId) => (4, false),
            Self::Of(Class::Finance) => (4, true),
            Self::Of(Class::Card) => (5, false),
            Self::Of(Class::Health) => (5, true),
            Self::Of(Class::Password) => (6, false),
            Self::Of(Class::Secret) => (6, true),
            Self::Of(Class::Special) => (7, false),
            Self::Of(Class::FreeText) => (7, true),
            Self::Everything => (8, false),
        }
    }
}

/// What happens to a load at a step.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Stop {
    /// What it is.
    pub(super) load: Load,
    /// The step gives it, or it was typed in there.
    pub(super) enters: bool,
    /// The step is handed it.
    pub(super) taken: bool,
    /// The step sends it out of the Zap, or writes it down somewhere.
    pub(super) leaves: bool,
}

/// Where what a step is given goes, in a few words.
pub(super) fn goes_to(facts: &StepFacts<'_>) -> Word {
    facts.sends_to().map_or(word!("the app"), Destination::label)
}

/// The stops at each step, in the steps' order; those of one step in the order of the lines.
pub(super) fn stops(facts: &Facts<'_>) -> Vec<Vec<Stop>> {
    let mut traffic = Traffic { stops: vec![Vec::new(); facts.steps.len()] };
    for step in &facts.steps {
        let (index, leaves) = (step.step.index, step.writes());
        for field in &step.fields {
            for passage in &field.passages {
                traffic.along(Load::Of(passage.class), &passage.route, leaves);
            }
            if let Some(payload) = &field.payload {
                let route: Vec<usize> = payload.from.into_iter().chain([index]).collect();
                traffic.along(Load::Everything, &route, leaves);
            }
            for (_, value) in field.values.iter().filter(|(_, value)| value.certain) {
                traffic.typed(Load::Of(value.class), index, leaves);
            }
        }
    }
    for secret in facts.secrets.iter().filter(|secret| secret.home != Home::Placeholder) {
        let is_password = matches!(secret.home, Home::Password | Home::BasicAuth);
        let load = Load::Of(if is_password { Class::Password } else { Class::Secret });
        if let Some(step) = secret.place.step.and_then(|index| facts.steps.get(index)) {
            traffic.typed(load, step.step.index, step.writes());
        }
    }
    for stops in &mut traffic.stops {
        let ordered = Load::all().filter_map(|load| stops.iter().find(|stop| stop.load == load).copied());
        *stops = ordered.collect();
    }
    traffic.stops
}

struct Traffic {
    stops: Vec<Vec<Stop>>,
}

impl Traffic {
    /// A load that takes this way: given by its first step, handed to the others.
    fn along(&mut self, load: Load, route: &[usize], leaves: bool) {
        let Some((&last, before)) = route.split_last() else { return };
        for (place, &step) in before.iter().enumerate() {
            self.note(step, Stop { load, enters: place == 0, taken: place > 0, leaves: false });
        }
        self.note(last, Stop { load, enters: false, taken: true, leaves });
    }

    /// A load that stands in the step itself.
    fn typed(&mut self, load: Load, step: usize, leaves: bool) {
        self.note(step, Stop { load, enters: true, taken: false, leaves });
    }

    fn note(&mut self, step: usize, stop: Stop) {
        let Some(stops) = self.stops.get_mut(step) else { return };
        match stops.iter_mut().find(|known| known.load == stop.load) {
            Some(known) => {
                known.enters |= stop.enters;
                known.taken |= stop.taken;
                known.leaves |= stop.leaves;
            }
            None => stops.push(stop),
        }
    }
}
