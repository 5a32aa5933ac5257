//! Reports: what a check found, in the shapes people and tools read.
//!
//! [`Report`] is plain data with every secret masked already; each format is one file here that only writes.

#[cfg(not(target_arch = "wasm32"))]
pub mod baseline;
pub mod csv;
pub mod html;
pub mod json;
#[cfg(not(target_arch = "wasm32"))]
pub mod junit;
pub mod markdown;
pub(crate) mod page;
pub mod picture;
pub mod sarif;
mod summary;
#[cfg(not(target_arch = "wasm32"))]
pub mod text;
pub mod ticket;
pub mod trend;
pub(crate) mod visible;

pub use summary::{Stream, Summary, Writing};

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use crate::vendors::AppVendor;

use crate::{
    finding::{Confidence, Measure, Persona, Severity},
    policy::{Policy, Waiver},
    rules::RuleId,
    say,
    sorted::sort_by_numbers,
    word,
    words::{Day, Language, Said, Word},
    zap::{Source, Status},
};

/// What "not checked" means, for the end of a report that people read.
pub const NOT_CHECKED_MEANS: Word = word!(
    "“Not checked” does not mean “fine”. It means that Zaplint could not see the \
    place, or could not read what stands there, and so says nothing about it. Please look there yourself. What Zaplint \
    did check, it checked by rules: they can miss something, and they see neither your account’s settings nor the \
    other apps. That is what the items to confirm are for."
);

/// What one run found.
#[derive(Debug, Clone, Default)]
pub struct Report {
    /// One for each Zap, in the order of the input.
    pub zaps: Vec<ZapReport>,
    /// One for each input that could not be read.
    pub errors: Vec<InputError>,
    /// The language it is written in.
    pub language: Language,
}

/// An input, or a part of one, that could not be read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct InputError {
    /// The file's name.
    pub file: String,
    /// Place and reason.
    pub message: String,
}

/// What was found in one Zap.
#[derive(Debug, Clone)]
pub struct ZapReport {
    /// The Zap's number.
    pub id: String,
    /// Its name; empty where it has none.
    pub title: String,
    /// The file it came from.
    pub file: Option<String>,
    /// The kind of source.
    pub source: Source,
    /// Whether Zapier runs it.
    pub status: Status,
    /// Its steps, in the editor's order.
    pub steps: Vec<StepName>,
    /// What is to mend, the worst first; findings below the asked persona or severity are left out.
    pub findings: Vec<ReportedFinding>,
    /// What could not be checked, and why.
    pub not_checked: Vec<ReportedNotChecked>,
    /// The rules that looked and found nothing.
    pub passed: Vec<Passed>,
    /// What a person has to see to, K1 to K33.
    pub checklist: Vec<ChecklistItem>,
    /// The language its texts are in.
    pub language: Language,
    /// The way of the data, where somebody asked for it.
    pub picture: Option<picture::Picture>,
    /// How it went, where it was checked before.
    pub trend: Option<trend::Trend>,
    /// What people noted about it, to go on with on another machine; only where somebody asked for it.
    pub notes: Option<crate::notebook::Transfer>,
    /// Its apps with what is known about the companies behind them; none where the table is not at hand.
    pub vendors: Vec<AppVendor<'static>>,
    /// Its entry in the record of processing, where somebody asked for it.
    #[cfg(not(target_arch = "wasm32"))]
    pub record: Option<crate::record::Record>,
    /// Where its steps and fields stand in the file, where somebody asked for it.
    #[cfg(not(target_arch = "wasm32"))]
    pub places: Option<crate::read::Places>,
}

/// A rule that looked and found nothing. Reports name its id alone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Passed {
    /// Its id.
    pub rule: RuleId,
    /// The measure it belongs to.
    pub measure: Measure,
}

impl Serialize for Passed {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.rule.serialize(serializer)
    }
}

/// A step as people know it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct StepName {
    /// Zapier's number of the step.
    pub id: String,
    /// Its number in the editor, from 1.
    pub number: usize,
    /// "Catch Hook in Webhooks by Zapier", or the name somebody gave it.
    pub name: String,
}

/// One finding, ready to show.
#[derive(Debug, Clone, Serialize)]
pub struct ReportedFinding {
    /// The rule's id: `Z301`.
    pub rule: RuleId,
    /// How bad it is.
    pub severity: Severity,
    /// How sure it is.
    pub confidence: Confidence,
    /// For whom it is.
    pub persona: Persona,
    /// The measure it belongs to.
    pub measure: Measure,
    /// The step's id; `None` for the whole Zap.
    pub step: Option<String>,
    /// The step's number in the editor.
    pub step_number: Option<usize>,
    /// The dotted key of the field; `None` for the whole step.
    pub field: Option<String>,
    /// The rule's title: what is wrong, in a few words.
    pub title: Cow<'static, str>,
    /// What is wrong here.
    pub message: String,
    /// The piece of the Zap that shows it, masked.
    pub evidence: Option<String>,
    /// The ids of the steps the data came through.
    pub path: Vec<String>,
    /// Why it matters.
    pub why: Cow<'static, str>,
    /// What to do next.
    pub fix: String,
    /// Standards and pages.
    pub references: &'static [&'static str],
    /// Stays the same when the file is renamed, keys change their order or a value changes.
    pub fingerprint: String,
    /// Who accepted it and why, where somebody did.
    pub waived: Option<Waived>,
    /// Who wanted to accept it and why, where the company does not allow that.
    #[serde(skip)]
    pub refused: Option<Waived>,
    /// The language its texts are in.
    #[serde(skip)]
    pub language: Language,
}

impl ReportedFinding {
    /// Somebody accepted it: that holds where the policy takes waivers of the rule, and is told in any case.
    pub(crate) fn accept(&mut self, waiver: &Waiver, policy: &Policy) {
        let Waiver { reason, by, until, .. } = waiver.clone();
        let place = if policy.takes_waivers(&self.rule) { &mut self.waived } else { &mut self.refused };
        *place = Some(Waived { reason, by, until });
    }

    /// "Not accepted: your company does not allow it. Noted by Ada: known supplier", where somebody tried.
    #[must_use]
    pub fn not_accepted(&self) -> Option<String> {
        let Waived { reason, by, .. } = self.refused.as_ref()?;
        Some(self.language.said(&match by {
            Some(by) => say!("Not accepted: your company does not allow it. Noted by {}: {}", by, reason),
            None => say!("Not accepted: your company does not allow it. What was noted: {}", reason),
        }))
    }

    /// "Accepted by Ada until 2027-01-31: known supplier", where somebody waived it.
    #[must_use]
    pub fn accepted(&self) -> Option<String> {
        let waived = self.waived.as_ref()?;
        let reason = &waived.reason;
        let until = waived.until.as_deref().map(Day::from);
        Some(self.language.said(&match (&waived.by, until) {
            (Some(by), Some(until)) => say!("Accepted by {} until {}: {}", by, until, reason),
            (Some(by), None) => say!("Accepted by {}: {}", by, reason),
            (None, Some(until)) => say!("Accepted until {}: {}", until, reason),
            (None, None) => say!("Accepted: {}", reason),
        }))
    }

    /// "High: Request without encryption (Z301)".
    #[must_use]
    pub fn heading(&self) -> String {
        format!("{}: {} ({})", self.language.word(self.severity.label()), self.title, self.rule)
    }

    /// "High: Request without encryption (Z301), step 2", or "…, the whole Zap".
    #[must_use]
    pub fn name(&self) -> String {
        format!("{}, {}", self.heading(), place(&self.language, self.step_number, None))
    }

    /// "step 2, headers.Authorization", "step 2" or "the whole Zap".
    #[must_use]
    pub fn place(&self) -> String {
        place(&self.language, self.step_number, self.field.as_deref())
    }
}

fn place(language: &Language, step: Option<usize>, field: Option<&str>) -> String {
    match (step, field) {
        (Some(step), Some(field)) => format!("{}, {field}", language.said(&say!("step {}", step))),
        (Some(step), None) => language.said(&say!("step {}", step)),
        (None, Some(field)) => field.to_owned(),
        (None, None) => language.word("the whole Zap").to_owned(),
    }
}

/// Somebody accepted a finding.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Waived {
    /// Why.
    pub reason: String,
    /// Who, where it is known.
    pub by: Option<String>,
    /// The last day it holds, `2027-01-31`.
    pub until: Option<String>,
}

/// Something that was not checked, ready to show.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ReportedNotChecked {
    /// The rule that could not look; `None` when no rule could, as with a field that could not be read.
    pub rule: Option<RuleId>,
    /// Its measure, where a rule is named.
    #[serde(skip)]
    pub measure: Option<Measure>,
    /// The step's id.
    pub step: Option<String>,
    /// The step's number in the editor.
    pub step_number: Option<usize>,
    /// The dotted key of the field.
    pub field: Option<String>,
    /// Why, as a sentence.
    pub reason: String,
    /// The language its texts are in.
    #[serde(skip)]
    pub language: Language,
}

impl ReportedNotChecked {
    /// "step 2, code", as for a finding.
    #[must_use]
    pub fn place(&self) -> String {
        place(&self.language, self.step_number, self.field.as_deref())
    }
}

/// One item of the checklist, with its state for this Zap.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ChecklistItem {
    /// `K1` to `K33`.
    pub id: &'static str,
    /// The measure it belongs to.
    pub measure: Measure,
    /// What to confirm.
    pub text: Cow<'static, str>,
    /// Where to look.
    pub place: Cow<'static, str>,
    /// When it is done.
    pub done_when: Cow<'static, str>,
    /// How it stands.
    pub state: ItemState,
    /// Why it does not apply, or what was noted.
    pub note: Option<String>,
    /// The policy requires it to be confirmed.
    pub required: bool,
}

/// How a checklist item stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum ItemState {
    /// A person has to see to it.
    Open,
    /// Somebody did.
    Done,
    /// It does not concern this Zap.
    NotApplicable,
}

/// How a Zap came out, in the words the panel's status and the reports share.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ZapState {
    /// All of it was read.
    Checked,
    /// Something could not be read or checked.
    PartlyChecked,
}

impl ZapReport {
    /// The Zap's name for people.
    #[must_use]
    pub fn name(&self) -> &str {
        if self.title.trim().is_empty() { self.language.word("Untitled Zap") } else { &self.title }
    }

    /// The findings nobody waived.
    pub fn open(&self) -> impl Iterator<Item = &ReportedFinding> {
        self.findings.iter().filter(|finding| finding.waived.is_none())
    }

    /// The worst severity among the findings nobody waived.
    #[must_use]
    pub fn worst(&self) -> Option<Severity> {
        self.open().map(|finding| finding.severity).max()
    }

    /// Whether all of the Zap was read. A rule that never can look from here (a page that does not show
    /// sharing) does not make a Zap partly checked; a part that could not be read does.
    #[must_use]
    pub fn state(&self) -> ZapState {
        let unread = self.not_checked.iter().any(|entry| entry.rule.is_none());
        if unread { ZapState::PartlyChecked } else { ZapState::Checked }
    }

    /// "3 findings", "1 finding", "No findings", or "Partly checked: 3 findings, 1 part could not be read".
    #[must_use]
    pub fn status_line(&self) -> String {
        let findings = findings(self.open().count());
        self.language.said(&match (self.state(), self.unread().count()) {
            (ZapState::Checked, _) => findings,
            (ZapState::PartlyChecked, 1) => say!("Partly checked: {}, 1 part could not be read", findings),
            (ZapState::PartlyChecked, parts) => say!("Partly checked: {}, {} parts could not be read", findings, parts),
        })
    }

    /// The findings in the order people read them: open before waived, then the worst first, then by step.
    #[must_use]
    pub fn ordered(&self) -> Vec<&ReportedFinding> {
        let mut findings: Vec<_> = self.findings.iter().collect();
        let step = |finding: &ReportedFinding| finding.step_number.map_or(0, |number| number as u64);
        sort_by_numbers(&mut findings, |finding| {
            [u64::from(finding.waived.is_some()) << 8 | u64::from(u8::MAX - finding.severity as u8), step(finding)]
        });
        findings
    }

    /// "Switched on, 4 steps" or "Switched off, 1 step": what the Zap is, for its heading.
    #[must_use]
    pub fn about(&self) -> String {
        let status = match self.status {
            Status::On => word!("Switched on"),
            Status::Off => word!("Switched off"),
            Status::Draft => word!("A draft, not what runs"),
            Status::Unknown => word!("On or off: not known"),
        };
        let steps = match self.steps.len() {
            0 => say!("no steps"),
            1 => say!("1 step"),
            steps => say!("{} steps", steps),
        };
        self.language.said(&say!("{}, {}", status, steps))
    }

    /// The way the data of a finding takes, by the steps' numbers and names: "1 Catch Hook → 3 Slack". Empty where
    /// nothing flows. A step that is not in the Zap shows by its id.
    #[must_use]
    pub fn path_of(&self, finding: &ReportedFinding) -> String {
        let step = |id: &String| match self.steps.iter().find(|step| step.id == *id) {
            Some(step) => format!("{} {}", step.number, step.name),
            None => id.clone(),
        };
        finding.path.iter().map(step).collect::<Vec<_>>().join(" → ")
    }

    /// What could not be read at all, so that no rule could look at it.
    pub fn unread(&self) -> impl Iterator<Item = &ReportedNotChecked> {
        self.not_checked.iter().filter(|entry| entry.rule.is_none())
    }

    /// The ids of one measure's rules that looked and found nothing.
    pub fn passed_of(&self, measure: Measure) -> impl Iterator<Item = &str> {
        self.passed.iter().filter(move |passed| passed.measure == measure).map(|passed| passed.rule.as_ref())
    }

    /// What to say of a measure without findings: that rules looked, or that there was nothing to look at.
    #[must_use]
    pub fn nothing_found(&self, measure: Measure) -> String {
        let passed: Vec<_> = self.passed_of(measure).collect();
        self.language.said(&match (passed.is_empty(), self.not_checked_of(measure).next()) {
            (false, _) => say!("Nothing. Rules that looked: {}.", passed.join(", ")),
            (true, Some(_)) => say!("Nothing, and no rule could look at everything it had to."),
            (true, None) => say!("Nothing: there is nothing in this Zap that a rule of this measure looks at."),
        })
    }

    /// The items of a measure that do not concern this Zap, by id and reason.
    pub fn set_aside(&self, measure: Measure) -> impl Iterator<Item = (&'static str, String)> {
        let items = self.items_of(measure).filter(|item| item.state == ItemState::NotApplicable);
        let why =
            |item: &ChecklistItem| item.note.clone().unwrap_or_else(|| self.language.word("not applicable").to_owned());
        items.map(move |item| (item.id, why(item).trim_end_matches('.').to_owned()))
    }

    /// The checklist's items of one measure.
    pub fn items_of(&self, measure: Measure) -> impl Iterator<Item = &ChecklistItem> {
        self.checklist.iter().filter(move |item| item.measure == measure)
    }

    /// The findings of one measure.
    pub fn of(&self, measure: Measure) -> impl Iterator<Item = &ReportedFinding> {
        self.findings.iter().filter(move |finding| finding.measure == measure)
    }

    /// What was not checked of one measure; parts that no rule could read are under none.
    pub fn not_checked_of(&self, measure: Measure) -> impl Iterator<Item = &ReportedNotChecked> {
        self.not_checked.iter().filter(move |entry| entry.measure == Some(measure))
    }
}

/// "No findings", "1 finding", "3 findings".
#[must_use]
pub fn findings(number: usize) -> Said {
    match number {
        0 => say!("No findings"),
        1 => say!("1 finding"),
        _ => say!("{} findings", number),
    }
}

/// "No Zaps", "1 Zap", "3 Zaps".
#[must_use]
pub fn zaps(number: usize) -> Said {
    match number {
        0 => say!("No Zaps"),
        1 => say!("1 Zap"),
        _ => say!("{} Zaps", number),
    }
}
