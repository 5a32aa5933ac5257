//! Steps, and the conditions of Filters and Paths.

use super::{Field, Kept, Labels, Reference, Template};

/// One step of a Zap.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Step {
    /// Zapier's number of the step as text; `_GEN_…` for one that is not saved yet.
    pub id: String,
    /// Its place in [`super::Zap::steps`].
    pub index: usize,
    /// Its number in the editor, from 1.
    pub number: usize,
    /// Index of the step that runs just before it on its way; `None` for the first.
    pub previous: Option<usize>,
    /// What sort of step it is.
    pub kind: StepKind,
    /// The app's key without version: `SlackCLIAPI`. Empty while no app is chosen.
    pub app: String,
    /// The app's version, where the source names it.
    pub app_version: Option<String>,
    /// The app's name as the page shows it, where only that is known.
    pub app_name: Option<String>,
    /// The action's key: `channel_message`. Empty while none is chosen.
    pub action: String,
    /// The name somebody gave the step.
    pub title: Option<String>,
    /// A note on the step.
    pub note: Option<String>,
    /// The id of the connected account, where there is one.
    pub connection: Option<String>,
    /// The fields, nested ones flattened.
    pub fields: Vec<Field>,
    /// The rows of a Filter or Path rule.
    pub conditions: Vec<Condition>,
    /// Labels of chosen values by field: `channel` → `design`.
    pub labels: Labels,
    /// Names of mapped fields as the editor showed them, by `<step>__<key>`.
    pub mapped_names: Labels,
    /// Whether Zapier's AI wrote the step.
    pub ai_written: bool,
    /// What is known about its app and action, kept by [`crate::apps`].
    pub known: Kept<crate::apps::Known>,
}

/// What sort of step it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum StepKind {
    /// Starts the Zap.
    Trigger,
    /// Does something.
    #[default]
    Action,
    /// Looks something up.
    Search,
    /// Looks something up and makes it if it is not there.
    SearchOrCreate,
    /// Lets the Zap go on or not.
    Filter,
    /// Where the Zap splits into Paths.
    Paths,
    /// The rule at the start of a Path.
    PathRule,
}

impl Step {
    /// The field with this dotted key.
    #[must_use]
    pub fn field(&self, key: &str) -> Option<&Field> {
        self.fields.iter().find(|field| field.key == key)
    }

    /// The literal text of a field, trimmed; empty texts are none.
    #[must_use]
    pub fn literal(&self, key: &str) -> Option<&str> {
        self.field(key)?.literal().map(str::trim).filter(|text| !text.is_empty())
    }

    /// The fields of a group: `headers.Authorization` is of the group `headers`.
    pub fn group<'s>(&'s self, group: &'s str) -> impl Iterator<Item = &'s Field> {
        self.fields.iter().filter(move |field| field.group() == group && field.key.len() > group.len())
    }

    /// No app or no action chosen yet.
    #[must_use]
    pub fn is_unfinished(&self) -> bool {
        let is_flow = matches!(self.kind, StepKind::Paths | StepKind::PathRule | StepKind::Filter);
        !is_flow && ((self.app.is_empty() && self.app_name.is_none()) || self.action.is_empty())
    }
}

/// Splits `SlackCLIAPI@1.2.3` into the app's key and version.
#[must_use]
pub fn app_key(selected: &str) -> (&str, Option<&str>) {
    match selected.split_once('@') {
        Some((key, version)) => (key, Some(version)),
        None => (selected, None),
    }
}

/// One row of a Filter or Path rule. Rows of one group must all hold; one group that holds is enough.
#[derive(Debug, Clone, PartialEq)]
pub struct Condition {
    /// Rows with the same group are joined by "and".
    pub group: String,
    /// What is looked at; `None` for an empty row.
    pub looks_at: Option<Reference>,
    /// How it is compared.
    pub compare: Match,
    /// Less or earlier, where it compares by size.
    pub less: bool,
    /// With what.
    pub value: Template,
    /// The row stops the Zap when it holds: Zapier writes "does not contain" so.
    pub stops: bool,
}

/// How a condition compares.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Match {
    /// The same text.
    Exact,
    /// The text holds the value.
    Contains,
    /// It starts with the value.
    StartsWith,
    /// It ends with the value.
    EndsWith,
    /// There is something at all.
    Exists,
    /// Is true, or is false.
    Boolean,
    /// Greater or less, numbers or dates.
    Compare,
    /// A comparison not known here, as written.
    Other(String),
    /// None chosen.
    Missing,
}

impl Match {
    /// Reads Zapier's word for it; the leading `i` ("ignore case") makes no difference here.
    #[must_use]
    pub fn read(word: &str) -> Self {
        match word.strip_prefix('i').unwrap_or(word) {
            "" => Self::Missing,
            // "in" has lost its `i` here.
            "exact" | "n" => Self::Exact,
            "contains" => Self::Contains,
            "startswith" => Self::StartsWith,
            "endswith" => Self::EndsWith,
            "exist" | "exists" => Self::Exists,
            "boolean" => Self::Boolean,
            "greater" | "less" | "dategreater" | "dateless" | "dateequal" => Self::Compare,
            _ => Self::Other(word.to_owned()),
        }
    }
}

impl Condition {
    /// Tests the data: neither empty nor a mere "exists".
    #[must_use]
    pub fn tests_something(&self) -> bool {
        self.looks_at.is_some()
            && match self.compare {
                Match::Missing | Match::Exists => false,
                Match::Boolean => true,
                _ => !self.value.is_blank(),
            }
    }
}
