//! From two snapshots to what changed between them, in sentences.

use super::snapshot::{Entry, Kept, Runs, Snapshot, StepKept, Taken};
use super::steps::{self, Pairs};
use super::{Change, What};
use crate::{apps, told::number_and_name, zap::Step, zap::StepKind};

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
    fn say(&mut self, what: What, steps: (Option<usize>, Option<usize>), field: Option<&str>, sentence: String) {
        let number = |step: Option<usize>| step.map(|step| step + 1);
        self.changes.push(Change {
            what,
            old_step: number(steps.0),
            new_step: number(steps.1),
            field: field.map(str::to_owned),
            sentence,
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
            let named = |title: &str| if title.is_empty() { "no name".to_owned() } else { format!("“{title}”") };
            self.say(What::Title, zap, None, format!("The Zap’s name was {} and is {} now.", named(old), named(new)));
        }
        match (self.old.runs, self.new.runs) {
            (Runs::Off, Runs::On) => {
                self.say(What::Status, zap, None, "The Zap was switched off and is switched on now.".to_owned());
            }
            (Runs::On, Runs::Off) => {
                self.say(What::Status, zap, None, "The Zap was switched on and is switched off now.".to_owned());
            }
            _ => {}
        }
        if self.same_source() && self.old.note != self.new.note {
            let sentence = match (self.old.note.is_empty(), self.new.note.is_empty()) {
                (true, _) => "The Zap has a description or notes now.",
                (_, true) => "The Zap has no description and no notes any more.",
                _ => "The Zap’s description or notes changed.",
            };
            self.say(What::Note, zap, None, sentence.to_owned());
        }
    }

    fn removed(&mut self) {
        for (at, step) in self.old.steps.iter().enumerate() {
            if self.pairs.now.get(at) == Some(&None) {
                let sentence = format!("{} was removed.", capital(&number_and_name(at + 1, &step.name)));
                self.say(What::Removed, (Some(at), None), None, sentence);
            }
        }
    }

    fn step(&mut self, at: usize, step: &StepKept) {
        let Some(before) = self.pairs.before.get(at).copied().flatten() else {
            let sentence = format!("{} is new.", capital(&number_and_name(at + 1, &step.name)));
            return self.say(What::Added, (None, Some(at)), None, sentence);
        };
        let Some(old) = self.old.steps.get(before) else { return };
        let places = (Some(before), Some(at));
        let name = number_and_name(at + 1, &step.name);
        self.place(places, before, at, &name);
        if (old.is_named || step.is_named) && old.name != step.name {
            let sentence = format!("Step {} was named “{}” and is named “{}” now.", at + 1, old.name, step.name);
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
                apps::step_name(&step)
            };
            let sentence = format!("{}: it did “{}” and does “{}” now.", capital(&name), does(old), does(step));
            self.say(What::Action, places, None, sentence);
        }
        if self.reads_fields() {
            self.connection(places, old, step, &name);
            self.conditions(places, old, step, &name);
            self.fields(places, old, step, &name);
        }
        if self.old.source == Kept::Editor && self.new.source == Kept::Editor && old.note != step.note {
            self.say(What::StepNote, places, None, format!("{}: the note on it changed.", capital(&name)));
        }
    }

    /// Whether it stands elsewhere now, or on another way.
    fn place(&mut self, places: (Option<usize>, Option<usize>), before: usize, at: usize, name: &str) {
        if self.pairs.moved.contains(&at) {
            // What came along with the step before it is not told again.
            if self.pairs.follows_another(self.old, self.new, at) {
                let sentence = format!("{} moved: it was step {}.", capital(name), before + 1);
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
            step.and_then(named).unwrap_or_else(|| "no step".to_owned())
        };
        let sentence = format!("{} runs after {} now, not after {}.", capital(name), told(now), told(then));
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

    fn connection(&mut self, places: (Option<usize>, Option<usize>), old: &StepKept, new: &StepKept, name: &str) {
        let sentence = match (old.connection.as_str(), new.connection.as_str()) {
            (old, new) if old == new => return,
            ("", _) => "an account is connected now",
            (_, "") => "no account is connected any more",
            _ => "another account is connected now",
        };
        self.say(What::Connection, places, None, format!("{}: {sentence}.", capital(name)));
    }

    fn conditions(&mut self, places: (Option<usize>, Option<usize>), old: &StepKept, new: &StepKept, name: &str) {
        let (rows, before) = (&new.conditions, &old.conditions);
        let same = rows.len() == before.len() && before.iter().zip(rows).all(|(old, new)| self.is_same(old, new));
        if !same {
            let sentence = match (before.is_empty(), rows.is_empty()) {
                (true, _) => "it has conditions now",
                (_, true) => "it has no conditions any more",
                _ => "its conditions changed",
            };
            self.say(What::Conditions, places, None, format!("{}: {sentence}.", capital(name)));
        }
    }

    fn fields(&mut self, places: (Option<usize>, Option<usize>), old: &StepKept, new: &StepKept, name: &str) {
        let gone = old.fields.iter().filter(|entry| new.fields.iter().all(|other| other.key != entry.key));
        for entry in gone.filter(|entry| !entry.hash.is_empty()) {
            let sentence = format!("{}: {} is empty now.", capital(name), the_field(&entry.key));
            self.say(What::Field, places, Some(&entry.key), sentence);
        }
        for entry in &new.fields {
            let Some(before) = old.fields.iter().find(|other| other.key == entry.key) else {
                if !entry.hash.is_empty() {
                    let sentence = format!("{}: {} is filled in now.", capital(name), the_field(&entry.key));
                    self.say(What::Field, places, Some(&entry.key), sentence);
                }
                continue;
            };
            if !self.is_same(before, entry) {
                let data = if before.hash == entry.hash { self.other_data(before, entry) } else { String::new() };
                let sentence = format!("{}: {} changed{data}.", capital(name), the_field(&entry.key));
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

    /// ": it takes email of step 1 “Catch Hook” now, not name of step 1 “Catch Hook”".
    fn other_data(&self, old: &Entry, new: &Entry) -> String {
        let pairs = old.from.iter().zip(&new.from);
        let other = pairs.filter(|(old, new)| !self.is_same_data(old, new));
        let told: Vec<String> = other
            .map(|(old, new)| format!("it takes {} now, not {}", taken(self.new, new), taken(self.old, old)))
            .collect();
        if told.is_empty() { String::new() } else { format!(": {}", told.join(", ")) }
    }

    fn same_source(&self) -> bool {
        self.old.source == self.new.source
    }

    fn reads_fields(&self) -> bool {
        self.old.source != Kept::Cards && self.new.source != Kept::Cards
    }
}

fn taken(kept: &Snapshot, taken: &Taken) -> String {
    let what = if taken.key.is_empty() { "everything" } else { &taken.key };
    let step = taken.step.as_ref().ok().and_then(|&step| Some((step, kept.steps.get(step)?)));
    match step {
        Some((at, step)) => format!("{what} of {}", number_and_name(at + 1, &step.name)),
        None => format!("{what} of a step that is not known here"),
    }
}

fn the_field(key: &str) -> String {
    match key {
        "code" => "the code".to_owned(),
        _ => format!("the field {key}"),
    }
}

fn capital(text: &str) -> String {
    crate::letters::sentence(text)
}
