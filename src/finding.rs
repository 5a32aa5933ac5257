//! What a rule says about a Zap: findings, and what it could not check.

use serde::{Deserialize, Serialize};

use crate::{
    word,
    words::{Said, Word},
    zap::Step,
};

/// How bad it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Worth knowing.
    Info,
    /// Mend it when you are there anyway.
    Low,
    /// Mend it soon.
    Medium,
    /// Mend it before the Zap runs again.
    High,
    /// Money, secrets or regulated data can leave now.
    Critical,
}

impl Severity {
    /// All, the worst first.
    pub const ALL: [Self; 5] = [Self::Critical, Self::High, Self::Medium, Self::Low, Self::Info];

    /// The word as it stands in machine-read reports: `high`.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Info => "info",
            Self::Low => "low",
            Self::Medium => "medium",
            Self::High => "high",
            Self::Critical => "critical",
        }
    }

    /// The word as people read it first, in English: `High`.
    #[must_use]
    pub const fn label(self) -> Word {
        match self {
            Self::Info => word!("Info"),
            Self::Low => word!("Low"),
            Self::Medium => word!("Medium"),
            Self::High => word!("High"),
            Self::Critical => word!("Critical"),
        }
    }

    /// The word as it stands within a sentence, "3 high", in English.
    #[must_use]
    pub const fn in_sentence(self) -> Word {
        match self {
            Self::Info => word!("info"),
            Self::Low => word!("low"),
            Self::Medium => word!("medium"),
            Self::High => word!("high"),
            Self::Critical => word!("critical"),
        }
    }
}

/// How sure the rule is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Confidence {
    /// A hint.
    Low,
    /// Likely.
    Medium,
    /// Certain, short of a trap.
    High,
}

/// For whom a finding is. Only those for everyone show by default.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Persona {
    /// Everyone who builds Zaps.
    #[default]
    Regular,
    /// People who want each small thing.
    Pedantic,
    /// People who audit and look at everything.
    Auditor,
}

/// One of the ten measures the rules and the checklist are grouped by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Measure {
    /// Secure credentials.
    Credentials,
    /// API keys instead of shared logins.
    ApiKeys,
    /// Encryption.
    Encryption,
    /// Access controls.
    Access,
    /// Data minimisation.
    Minimisation,
    /// Regular auditing.
    Auditing,
    /// Compliance.
    Compliance,
    /// Vendor security.
    Vendors,
    /// Data backups.
    Backups,
    /// Employee training.
    Training,
}

impl Measure {
    /// All ten, in order.
    pub const ALL: [Self; 10] = [
        Self::Credentials,
        Self::ApiKeys,
        Self::Encryption,
        Self::Access,
        Self::Minimisation,
        Self::Auditing,
        Self::Compliance,
        Self::Vendors,
        Self::Backups,
        Self::Training,
    ];

    /// Its number, 1 to 10.
    #[must_use]
    pub const fn number(self) -> u8 {
        self as u8 + 1
    }

    /// Its name, in English.
    #[must_use]
    pub const fn title(self) -> Word {
        match self {
            Self::Credentials => word!("Secure credentials"),
            Self::ApiKeys => word!("API keys instead of shared logins"),
            Self::Encryption => word!("Encryption"),
            Self::Access => word!("Access controls"),
            Self::Minimisation => word!("Data minimisation"),
            Self::Auditing => word!("Regular auditing"),
            Self::Compliance => word!("Compliance"),
            Self::Vendors => word!("Vendor security"),
            Self::Backups => word!("Data backups"),
            Self::Training => word!("Employee training"),
        }
    }
}

impl Serialize for Measure {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_u8(self.number())
    }
}

/// Where in the Zap.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// Index of the step; `None` for the whole Zap.
    pub step: Option<usize>,
    /// Dotted key of the field; `None` for the whole step.
    pub field: Option<String>,
}

impl Place {
    /// The whole Zap.
    #[must_use]
    pub const fn zap() -> Self {
        Self { step: None, field: None }
    }

    /// A whole step.
    #[must_use]
    pub const fn step(step: &Step) -> Self {
        Self { step: Some(step.index), field: None }
    }

    /// A field of a step.
    #[must_use]
    pub fn field(step: &Step, key: &str) -> Self {
        Self { step: Some(step.index), field: Some(key.to_owned()) }
    }
}

/// Something to mend.
#[derive(Debug, Clone, PartialEq)]
pub struct Finding {
    /// Where.
    pub place: Place,
    /// How bad it is here.
    pub severity: Severity,
    /// How sure the rule is here.
    pub confidence: Confidence,
    /// For whom it is here.
    pub persona: Persona,
    /// What is wrong here, one or two sentences.
    pub message: Said,
    /// The piece of the Zap that shows it; secrets in it are masked before it leaves the core.
    pub evidence: Option<String>,
    /// The steps the data came through, by index, from its source to the place; empty where nothing flowed.
    pub path: Vec<usize>,
    /// What to do here, where the rule's own words do not fit.
    pub fix: Option<Said>,
}

/// Something a rule could not look at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NotChecked {
    /// Where.
    pub place: Place,
    /// Why, as a sentence.
    pub reason: Said,
}

/// How a rule came out for one Zap.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// There is at least one finding.
    Found,
    /// It looked at all there was and found nothing.
    Passed,
    /// There was something it could not look at.
    NotChecked,
    /// There was nothing of its kind in the Zap.
    NotApplicable,
}

/// Where a rule puts what it sees.
#[derive(Debug)]
pub struct Outcomes {
    defaults: (Severity, Confidence, Persona),
    looked: bool,
    findings: Vec<Finding>,
    not_checked: Vec<NotChecked>,
}

impl Outcomes {
    /// For a rule with these defaults.
    #[must_use]
    pub const fn new(severity: Severity, confidence: Confidence, persona: Persona) -> Self {
        Self { defaults: (severity, confidence, persona), looked: false, findings: Vec::new(), not_checked: Vec::new() }
    }

    /// There is something of the rule's kind in the Zap, and it was looked at.
    pub const fn looked(&mut self) {
        self.looked = true;
    }

    /// Adds a finding with the rule's own severity; refine it on what this returns.
    pub fn find(&mut self, place: Place, message: Said) -> Refine<'_> {
        self.looked = true;
        let (severity, confidence, persona) = self.defaults;
        self.findings.push(Finding {
            place,
            severity,
            confidence,
            persona,
            message,
            evidence: None,
            path: Vec::new(),
            fix: None,
        });
        Refine(self.findings.last_mut())
    }

    /// Says that something could not be looked at, and why.
    pub fn not_checked(&mut self, place: Place, reason: Said) {
        let entry = NotChecked { place, reason };
        if !self.not_checked.contains(&entry) {
            self.not_checked.push(entry);
        }
    }

    /// How it came out.
    #[must_use]
    pub const fn outcome(&self) -> Outcome {
        if !self.findings.is_empty() {
            Outcome::Found
        } else if !self.not_checked.is_empty() {
            Outcome::NotChecked
        } else if self.looked {
            Outcome::Passed
        } else {
            Outcome::NotApplicable
        }
    }

    /// The findings, and what could not be checked.
    #[must_use]
    pub fn finish(self) -> (Vec<Finding>, Vec<NotChecked>) {
        (self.findings, self.not_checked)
    }
}

/// Refines the finding just added.
pub struct Refine<'o>(Option<&'o mut Finding>);

impl Refine<'_> {
    fn with(mut self, change: impl FnOnce(&mut Finding)) -> Self {
        if let Some(finding) = self.0.as_deref_mut() {
            change(finding);
        }
        self
    }

    /// Another severity than the rule's.
    pub fn severity(self, severity: Severity) -> Self {
        self.with(|finding| finding.severity = severity)
    }

    /// Another confidence than the rule's.
    pub fn confidence(self, confidence: Confidence) -> Self {
        self.with(|finding| finding.confidence = confidence)
    }

    /// Another persona than the rule's.
    pub fn persona(self, persona: Persona) -> Self {
        self.with(|finding| finding.persona = persona)
    }

    /// The piece of the Zap that shows it.
    pub fn evidence(self, evidence: impl Into<String>) -> Self {
        self.with(|finding| finding.evidence = Some(evidence.into()))
    }

    /// The steps the data came through, by index.
    pub fn path(self, path: Vec<usize>) -> Self {
        self.with(|finding| finding.path = path)
    }

    /// What to do here.
    pub fn fix(self, fix: Said) -> Self {
        self.with(|finding| finding.fix = Some(fix))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::say;

    #[test]
    fn the_four_outcomes() {
        let new = || Outcomes::new(Severity::High, Confidence::High, Persona::Regular);
        assert_eq!(new().outcome(), Outcome::NotApplicable);
        let mut outcomes = new();
        outcomes.looked();
        assert_eq!(outcomes.outcome(), Outcome::Passed);
        outcomes.not_checked(Place::zap(), say!("why"));
        assert_eq!(outcomes.outcome(), Outcome::NotChecked);
        let _ = outcomes.find(Place::zap(), say!("what")).severity(Severity::Low).evidence("http://…");
        assert_eq!(outcomes.outcome(), Outcome::Found);
        let (findings, not_checked) = outcomes.finish();
        assert_eq!((findings[0].severity, findings[0].confidence), (Severity::Low, Confidence::High));
        assert_eq!(not_checked.len(), 1);
    }
}
