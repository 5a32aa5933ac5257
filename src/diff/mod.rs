//! What is different between two states of a Zap, in sentences for the people who build it.
//!
//! Two Zaps are compared by their [`Snapshot`]s, so that what is said of two files and what is said of a Zap "since it
//! was looked at" is one and the same. Where both Zaps are there, old and new values are added, without secrets.

mod align;
mod compare;
mod lines;
#[cfg(not(target_arch = "wasm32"))]
pub mod report;
mod snapshot;
mod steps;

pub use lines::{Line, Side};
pub use snapshot::Snapshot;
pub(crate) use snapshot::short_hash;

use crate::{
    data::Masker,
    lint::masker_of,
    told,
    words::{Language, Said},
    zap::{Field, Step, Zap},
};

/// One thing that is different.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Change {
    /// What kind of thing.
    pub what: What,
    /// The step's number before.
    pub old_step: Option<usize>,
    /// The step's number now.
    pub new_step: Option<usize>,
    /// The dotted key of the field, where it is one.
    pub field: Option<String>,
    /// What changed, as a sentence. It holds no value of a field.
    pub sentence: Said,
    /// What stood there, mappings by name, without secrets; only where both Zaps are compared.
    pub old: Option<String>,
    /// What stands there now.
    pub new: Option<String>,
    /// The lines of code that went and came.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub lines: Vec<Line>,
}

/// What kind of thing is different.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum What {
    /// The Zap's name.
    Title,
    /// It runs, or does not.
    Status,
    /// Description and notes of the Zap.
    Note,
    /// A step is new.
    Added,
    /// A step is gone.
    Removed,
    /// A step is in another place, or on another way.
    Moved,
    /// A step has another name.
    Name,
    /// A step has another app or action.
    Action,
    /// The connected account.
    Connection,
    /// The rows of a Filter or Path rule.
    Conditions,
    /// A field, the code among them.
    Field,
    /// The note on a step.
    StepNote,
}

/// What is different between two states of a Zap, with old and new values told in a language. Nothing for one and the same.
#[must_use]
pub fn changes(old: &Zap, new: &Zap, language: &Language) -> Vec<Change> {
    let sides = [old, new].map(|zap| Values { zap, masker: masker_of(zap), language });
    let [before, now] = sides.each_ref().map(|side| Snapshot::masked(side.zap, &side.masker));
    let mut changes = before.changes_to(&now);
    // What is a secret on one side is one on the other, even where nothing there tells.
    let hide = |text: &str| sides.iter().fold(text.to_owned(), |text, side| side.masker.mask(&text).into_owned());
    for change in &mut changes {
        let [before, now] = &sides;
        let texts = [before.of(change, change.old_step), now.of(change, change.new_step)];
        let [old, new] = texts.map(|text| text.map(|text| hide(&text)));
        if change.field.as_deref() == Some("code") {
            change.lines = lines::changed(old.as_deref().unwrap_or(""), new.as_deref().unwrap_or(""));
        } else {
            (change.old, change.new) = (old, new);
        }
    }
    changes
}

/// The values of one side.
struct Values<'z> {
    zap: &'z Zap,
    masker: Masker,
    language: &'z Language,
}

impl Values<'_> {
    fn of(&self, change: &Change, number: Option<usize>) -> Option<String> {
        if change.what == What::Note {
            return self.zap.note.clone();
        }
        let step = self.zap.step(number?.checked_sub(1)?)?;
        match change.what {
            What::Field => self.field(step, change.field.as_deref()?),
            What::Conditions => {
                Some(told::conditions(self.zap, step, self.language).join("\n")).filter(|text| !text.is_empty())
            }
            What::Connection => {
                let label = step.labels.get("authentication_id");
                label.or(step.connection.as_deref()).map(str::to_owned)
            }
            What::StepNote => step.note.clone(),
            _ => None,
        }
    }

    /// The texts of all fields with the key, as a list has them; a chosen value with its label.
    fn field(&self, step: &Step, key: &str) -> Option<String> {
        let is = |field: &&Field| self.masker.mask(&field.key) == key;
        let texts: Vec<String> = step
            .fields
            .iter()
            .filter(is)
            .filter_map(Field::template)
            .map(|template| told::template(self.zap, step, template, self.language))
            .collect();
        let text = texts.join("\n");
        let label = step.labels.get(key).filter(|label| *label != text);
        let labelled = || label.map_or_else(|| text.clone(), |label| format!("{text} ({})", label.trim()));
        Some(labelled()).filter(|_| !text.is_empty())
    }
}

#[cfg(test)]
mod tests;
