//! The model of a Zap: what every reader makes and every rule looks at.
//!
//! Steps form a tree: each step names the one that runs just before it, so a Zap with Paths is several
//! ways that share a beginning. A field's value keeps its text with the mappings found in it; what could
//! not be read is a case of its own, never an empty text.

mod field;
mod kept;
mod labels;
mod mapping;
mod numbering;
mod step;

pub use field::{Field, Segment, Template, Value};
pub use kept::Kept;
pub use labels::Labels;
pub use mapping::{Mapping, Reference};
pub use step::{Condition, Match, Step, StepKind, app_key};

use crate::{index::Index, words::Said};

/// One Zap as it was read, steps in the editor's order.
#[derive(Debug, Clone, PartialEq)]
pub struct Zap {
    /// Zapier's number for the Zap, or `"sandbox"` for one that was never saved. Empty where the source has none.
    pub id: String,
    /// The Zap's name: empty for a Zap without one, `None` where the source does not tell.
    pub title: Option<String>,
    /// Description and notes, joined; shown to everyone who can open the Zap.
    pub note: Option<String>,
    /// The file it was read from, where it was one.
    pub file: Option<String>,
    /// Whether Zapier runs it.
    pub status: Status,
    /// The last day on which a step was changed, `2026-04-23`, where the source tells.
    pub changed: Option<String>,
    /// The kind of source it was read from.
    pub source: Source,
    /// What could not be read, in words, with the step it belongs to (an index into [`Zap::steps`]).
    pub unread: Vec<Unread>,
    steps: Vec<Step>,
    by_id: Index,
    /// In version 2 exports: numbers from before, with the index of the step that each must mean.
    originals: Vec<(String, usize)>,
}

/// Whether Zapier runs the Zap. Rules never depend on it; reports say it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Status {
    /// Switched on.
    On,
    /// Switched off.
    Off,
    /// Being edited: what is read is not what runs.
    Draft,
    /// The source does not say.
    Unknown,
}

/// The kind of source a Zap was read from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
pub enum Source {
    /// The editor's own format (ZDL), from the page's data or a draft.
    #[serde(rename = "zdl")]
    Zdl,
    /// A Zap export, `metadata.version` 2: steps are renumbered, see [`Resolved::OtherNumbering`].
    #[serde(rename = "export-2")]
    Export2,
    /// The account data export, `metadata.version` `gdpr_v1`.
    #[serde(rename = "export-gdpr")]
    ExportGdpr,
    /// Only what the editor page shows: cards and open fields.
    #[serde(rename = "page")]
    Page,
}

/// A part of the Zap that could not be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unread {
    /// Index of the step it belongs to; `None` for the whole Zap.
    pub step: Option<usize>,
    /// Dotted key of the field, where it is one.
    pub field: Option<String>,
    /// Why, as a sentence for the person who builds the Zap.
    pub reason: Said,
}

/// Where a mapping's reference leads.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Resolved<'z> {
    /// To a step of this Zap.
    Step(&'z Step),
    /// To no step of this Zap.
    Missing,
    /// A version 2 export renumbers its steps but leaves `gives["…"]` with the original number: it leads to
    /// some step of the Zap, the file does not tell which. [`Zap::leads_to`] knows it where only one can be meant.
    OtherNumbering,
}

impl Zap {
    /// Puts the steps together. `steps` must be in the editor's order; numbers are given here.
    #[must_use]
    pub fn new(id: String, source: Source, mut steps: Vec<Step>) -> Self {
        for (index, step) in steps.iter_mut().enumerate() {
            step.index = index;
            step.number = index + 1;
            // A step can only follow an earlier one: anything else would be a loop.
            step.previous = step.previous.filter(|&previous| previous < index);
        }
        let by_id = Index::of(steps.iter().map(|step| step.id.as_str()));
        let originals = if source == Source::Export2 { numbering::originals(&steps) } else { Vec::new() };
        Self {
            id,
            title: None,
            note: None,
            file: None,
            status: Status::Unknown,
            changed: None,
            source,
            unread: Vec::new(),
            steps,
            by_id,
            originals,
        }
    }

    /// Whether somebody gave it a name: "Untitled Zap" is Zapier's, in each of its languages. Where the source does not
    /// tell, somebody may have.
    #[must_use]
    pub fn is_named(&self) -> bool {
        let Some(title) = &self.title else { return true };
        let lower = crate::letters::lowercase(title);
        let words: Vec<&str> =
            lower.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
        let is_zapiers = match words.as_slice() {
            [] => title.trim().is_empty(),
            ["untitled"] => true,
            // "Untitled Base rows to Slack" says what it does: the base is called so.
            ["untitled", next, rest @ ..] => {
                rest.is_empty()
                    || ["zap", "copy", "draft"].contains(next)
                    || next.bytes().all(|byte| byte.is_ascii_digit())
            }
            ["unbenannter" | "unbenannte", "zap", ..] | ["zap", "sans" | "sin", "titre" | "título"] => true,
            _ => false,
        };
        !is_zapiers
    }

    /// All steps in the editor's order, the trigger first.
    #[must_use]
    pub fn steps(&self) -> &[Step] {
        &self.steps
    }

    /// The step at an index, as in [`Step::index`].
    #[must_use]
    pub fn step(&self, index: usize) -> Option<&Step> {
        self.steps.get(index)
    }

    /// The step with this id.
    #[must_use]
    pub fn step_by_id(&self, id: &str) -> Option<&Step> {
        let is = |index: usize| self.steps.get(index).is_some_and(|step| step.id == id);
        self.by_id.find(id, is).and_then(|index| self.steps.get(index))
    }

    /// The step that starts the Zap, if the first one is a trigger.
    #[must_use]
    pub fn trigger(&self) -> Option<&Step> {
        self.steps.first().filter(|step| step.kind == StepKind::Trigger)
    }

    /// The steps that ran before `step` on its own way, the nearest first. Steps on another Path are not among them.
    pub fn way_to<'z>(&'z self, step: &Step) -> impl Iterator<Item = &'z Step> {
        std::iter::successors(self.before(step), |step| self.before(step))
    }

    /// Whether `earlier` runs before `later` on the way to it.
    #[must_use]
    pub fn is_before(&self, earlier: &Step, later: &Step) -> bool {
        self.way_to(later).any(|step| step.index == earlier.index)
    }

    /// Where a reference leads.
    #[must_use]
    pub fn resolve(&self, reference: &Reference) -> Resolved<'_> {
        if self.source == Source::Export2 && reference.original_numbering {
            return Resolved::OtherNumbering;
        }
        self.step_by_id(&reference.step).map_or(Resolved::Missing, Resolved::Step)
    }

    /// The step a reference leads to; of a renumbered one, the only step that can be meant, if there is but one.
    #[must_use]
    pub fn leads_to(&self, reference: &Reference) -> Option<&Step> {
        match self.resolve(reference) {
            Resolved::Step(step) => Some(step),
            Resolved::Missing => None,
            Resolved::OtherNumbering => {
                let known = self.originals.iter().find(|(number, _)| *number == reference.step);
                known.and_then(|&(_, index)| self.steps.get(index))
            }
        }
    }

    /// Replaces the value of one field, or adds the field: what is typed on the page, laid over what was read.
    pub fn set_field(&mut self, step: usize, key: &str, value: Value) {
        let Some(step) = self.steps.get_mut(step) else {
            return;
        };
        match step.fields.iter_mut().find(|field| field.key == key) {
            Some(field) => field.value = value,
            None => step.fields.push(Field::new(key, value)),
        }
        // What was worked out may rest on any field of the step.
        step.known = Kept::default();
        step.fields.iter_mut().for_each(|field| field.roles = Kept::default());
    }

    fn before(&self, step: &Step) -> Option<&Step> {
        step.previous.and_then(|index| self.steps.get(index))
    }
}
