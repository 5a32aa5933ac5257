//! From two snapshots to what changed between them, in sentences.

use super::snapshot::{Entry, Kept, Runs, Snapshot, StepKept, Taken};
use super::steps::{self, Pairs};
use super::{Change, What};
use crate::{
    apps, say,
    told::{self, number_and_name},
    word,
    words::Said,
    zap::{Step, StepKind},
};

impl Snapshot {
    /// What is different now, in sentences. Nothing for a Zap that is as it was.
    #[must_use]
    pub fn changes_to(&self, new: &Self) -> Vec<Change> {
        let mut compared = Compared { old: self, new, pairs: Pairs::of(self, new), changes: Vec::new() };
        compared.zap();
        compared.removed();
        for (at, step) in new.steps.iter().enumerate() {
            compared.step(at, step);
        }
        compared.changes
    }
}

struct Compared<'s> {
    old: &'s Snapshot,
    new: &'s Snapshot,
    pairs: Pairs,
    changes: Vec<Change>,
}

impl Compared<'_> {
    fn say(&mut self, what: What, steps: (Option<usize>, Option<usize>), field: Option<&str>, sentence: Said) {
        let number = |step: Option<usize>| step.map(|step| step + 1);
        self.changes.push(Change {
            what,
            old_step: number(steps.0),
            new_step: number(steps.1),
            field: field.map(str::to_owned),
            sentence: sentence.sentence(),
            old: None,
            new: None,
            lines: Vec::new(),
        });
    }

    fn zap(&mut self) {
        let zap = (None, None);
        if let (Some(old), Some(new)) = (&self.old.title, &self.new.title)
            && old != new
        {
            let sentence = match (old.is_empty(), new.is_empty()) {
                (true, _) => say!("The Zap had no name and is named “{}” now.", new),
                (_, true) => say!("The Zap was named “{}” and has no name now.", old),
                _ => say!("The Zap’s name was “{}” and is “{}” now.", old, new),
            };
            self.say(What::Title, zap, None, sentence);
        }
        match (self.old.runs, self.new.runs) {
            (Runs::Off, Runs::On) => {
                self.say(What::Status, zap, None, say!("The Zap was switched off and is switched on now."));
            }
            (Runs::On, Runs::Off) => {
                self.say(What::Status, zap, None, say!("The Zap was switched on and is switched off now."));
            }
            _ => {}
        }
        if self.same_source() && self.old.note != self.new.note {
            let sentence = match (self.old.note.is_empty(), self.new.note.is_empty()) {
                (true, _) => say!("The Zap has a description or notes now."),
                (_, true) => say!("The Zap has no description and no notes any more."),
                _ => say!("The Zap’s description or notes changed."),
            };
            self.say(What::Note, zap, None, sentence);
        }
    }

    fn removed(&mut self) {
        for (at, step) in self.old.steps.iter().enumerate() {
            if self.pairs.now.get(at) == Some(&None) {
                let sentence = say!("{} was removed.", number_and_name(at + 1, &step.name));
                self.say(What::Removed, (Some(at), None), None, sentence);
            }
        }
    }

    fn step(&mut self, at: usize, step: &StepKept) {
        let Some(before) = self.pairs.before.get(at).copied().flatten() else {
            let sentence = say!("{} is new.", number_and_name(at + 1, &step.name));
            return self.say(What::Added, (None, Some(at)), None, sentence);
        };
        let Some(old) = self.old.steps.get(before) else { return };
        let places = (Some(before), Some(at));
        let name = number_and_name(at + 1, &step.name);
        self.place(places, before, at, &name);
        if (old.is_named || step.is_named) && old.name != step.name {
            let sentence = say!("Step {} was named “{}” and is named “{}” now.", at + 1, &old.name, &step.name);
            self.say(What::Name, places, None, sentence);
        }
        if !(old.is_flow && step.is_flow) && (&old.app, &old.action) != (&step.app, &step.action) {
            let does = |step: &StepKept| {
                let step = Step {
                    app: step.app.clone(),
                    action: step.action.clone(),
                    kind: if step.is_flow { StepKind::Filter } else { StepKind::Action },
                    ..Step::default()
                };
                apps::step_said(&step)
            };
            let sentence = say!("{}: it did “{}” and does “{}” now.", &name, does(old), does(step));
            self.say(What::Action, places, None, sentence);
        }
        if self.reads_fields() {
            self.connection(places, old, step, &name);
            self.conditions(places, old, step, &name);
            self.fields(places, old, step, &name);
        }
        if self.old.source == Kept::Editor && self.new.source == Kept::Editor && old.note != step.note {
            self.say(What::StepNote, places, None, say!("{}: the note on it changed.", &name));
        }
    }

    /// Whether it stands elsewhere now, or on another way.
    fn place(&mut self, places: (Option<usize>, Option<usize>), before: usize, at: usize, name: &Said) {
        if self.pairs.moved.contains(&at) {
            // What came along with the step before it is not told again.
            if self.pairs.follows_another(self.old, self.new, at) {
                let sentence = say!("{} moved: it was step {}.", name, before + 1);
                self.say(What::Moved, places, None, sentence);
            }
            return;
        }
        let now = self.stays_before(at);
        let then = self.stayed_before(before).and_then(|before| self.pairs.now.get(before).copied().flatten());
        if now == then {
            return;
        }
        let told = |step: Option<usize>| {
            let named = |step: usize| Some(number_and_name(step + 1, &self.new.steps.get(step)?.name));
            step.and_then(named).unwrap_or_else(|| word!("no step").into())
        };
        let sentence = say!("{} runs after {} now, not after {}.", name, told(now), told(then));
        self.say(What::Moved, places, None, sentence);
    }

    /// The nearest step on the way to a step of now that was there before and did not move.
    fn stays_before(&self, at: usize) -> Option<usize> {
        let back = |step: usize| steps::before(self.new, step);
        let stays = |step: &usize| {
            self.pairs.before.get(*step).is_some_and(Option::is_some) && !self.pairs.moved.contains(step)
        };
        std::iter::successors(back(at), |&step| back(step)).find(stays)
    }

    /// The same for a step of before.
    fn stayed_before(&self, before: usize) -> Option<usize> {
        let back = |step: usize| steps::before(self.old, step);
        let stayed = |step: &usize| {
            let now = self.pairs.now.get(*step).copied().flatten();
            now.is_some_and(|now| !self.pairs.moved.contains(&now))
        };
        std::iter::successors(back(before), |&step| back(step)).find(stayed)
    }

    fn connection(&mut self, places: (Option<usize>, Option<usize>), old: &StepKept, new: &StepKept, name: &Said) {
        let sentence = match (old.connection.as_str(), new.connection.as_str()) {
            (old, new) if old == new => return,
            ("", _) => say!("{}: an account is connected now.", name),
            (_, "") => say!("{}: no account is connected any more.", name),
            _ => say!("{}: another account is connected now.", name),
        };
        self.say(What::Connection, places, None, sentence);
    }

    fn conditions(&mut self, places: (Option<usize>, Option<usize>), old: &StepKept, new: &StepKept, name: &Said) {
        let (rows, before) = (&new.conditions, &old.conditions);
        let same = rows.len() == before.len() && before.iter().zip(rows).all(|(old, new)| self.is_same(old, new));
        if !same {
            let sentence = match (before.is_empty(), rows.is_empty()) {
                (true, _) => say!("{}: it has conditions now.", name),
                (_, true) => say!("{}: it has no conditions any more.", name),
                _ => say!("{}: its conditions changed.", name),
            };
            self.say(What::Conditions, places, None, sentence);
        }
    }

    fn fields(&mut self, places: (Option<usize>, Option<usize>), old: &StepKept, new: &StepKept, name: &Said) {
        let gone = old.fields.iter().filter(|entry| new.fields.iter().all(|other| other.key != entry.key));
        for entry in gone.filter(|entry| !entry.hash.is_empty()) {
            let sentence = say!("{}: {} is empty now.", name, the_field(&entry.key));
            self.say(What::Field, places, Some(&entry.key), sentence);
        }
        for entry in &new.fields {
            let Some(before) = old.fields.iter().find(|other| other.key == entry.key) else {
                if !entry.hash.is_empty() {
                    let sentence = say!("{}: {} is filled in now.", name, the_field(&entry.key));
                    self.say(What::Field, places, Some(&entry.key), sentence);
                }
                continue;
            };
            if !self.is_same(before, entry) {
                let data = if before.hash == entry.hash { self.other_data(before, entry) } else { Vec::new() };
                let sentence = match data.is_empty() {
                    true => say!("{}: {} changed.", name, the_field(&entry.key)),
                    false => say!("{}: {} changed: {}.", name, the_field(&entry.key), data),
                };
                self.say(What::Field, places, Some(&entry.key), sentence);
            }
        }
    }

    /// Nothing is said where one of them could not be read.
    fn is_same(&self, old: &Entry, new: &Entry) -> bool {
        let is_read = !old.hash.is_empty() && !new.hash.is_empty();
        !is_read
            || old.hash == new.hash
                && old.from.len() == new.from.len()
                && old.from.iter().zip(&new.from).all(|(old, new)| self.is_same_data(old, new))
    }

    fn is_same_data(&self, old: &Taken, new: &Taken) -> bool {
        old.key == new.key
            && match (&old.step, &new.step) {
                (Ok(old), Ok(new)) => self.pairs.now.get(*old) == Some(&Some(*new)),
                (Err(old), Err(new)) => old == new || !self.same_source(),
                // One kind of file tells the step, the other does not.
                _ => !self.same_source(),
            }
    }

    /// "it takes email of step 1 “Catch Hook” now, not name of step 1 “Catch Hook”".
    fn other_data(&self, old: &Entry, new: &Entry) -> Vec<Said> {
        let pairs = old.from.iter().zip(&new.from);
        let other = pairs.filter(|(old, new)| !self.is_same_data(old, new));
        other.map(|(old, new)| say!("it takes {} now, not {}", taken(self.new, new), taken(self.old, old))).collect()
    }

    fn same_source(&self) -> bool {
        self.old.source == self.new.source
    }

    fn reads_fields(&self) -> bool {
        self.old.source != Kept::Cards && self.new.source != Kept::Cards
    }
}

fn taken(kept: &Snapshot, taken: &Taken) -> Said {
    let step = taken.step.as_ref().ok().and_then(|&step| Some((step, kept.steps.get(step)?)));
    let from = match step {
        Some((at, step)) => number_and_name(at + 1, &step.name),
        None => word!("a step that is not known here").into(),
    };
    told::taken(&taken.key, from)
}

fn the_field(key: &str) -> Said {
    match key {
        "code" => word!("the code").into(),
        _ => say!("the field {}", key),
    }
}
