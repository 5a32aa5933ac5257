//! The rules that a Zap is checked with: the built-in ones and the company's own.

use std::borrow::Cow;

use super::Mask;
use crate::{
    facts::Facts,
    finding::{Confidence, Measure, Outcomes, Persona},
    policy::{CompanyRule, Policy},
    report::visible,
    rules::{self, Rule, RuleId, company},
    words::Word,
};

/// A rule, whoever wrote it.
#[derive(Clone, Copy)]
pub(super) enum Checked<'c> {
    BuiltIn(&'static Rule),
    Company(&'c CompanyRule),
}

impl<'c> Checked<'c> {
    /// The built-in rules, then the company's own.
    pub(super) fn all(policy: &'c Policy) -> impl Iterator<Item = Self> {
        rules::ALL.iter().map(Self::BuiltIn).chain(policy.rules.iter().map(Self::Company))
    }

    pub(super) fn id(self) -> RuleId {
        match self {
            Self::BuiltIn(rule) => rule.id.into(),
            Self::Company(rule) => rule.id.clone().into(),
        }
    }

    pub(super) fn measure(self) -> Measure {
        match self {
            Self::BuiltIn(rule) => rule.measure,
            Self::Company(rule) => rule.measure(),
        }
    }

    pub(super) fn check(self, facts: &Facts<'_>) -> Outcomes {
        match self {
            Self::BuiltIn(rule) => {
                let mut outcomes = Outcomes::new(rule.severity, rule.confidence, rule.persona);
                (rule.check)(facts, &mut outcomes);
                outcomes
            }
            Self::Company(rule) => {
                let mut outcomes = Outcomes::new(rule.severity(), Confidence::Medium, Persona::Regular);
                company::check(rule, facts, &mut outcomes);
                outcomes
            }
        }
    }

    pub(super) fn title(self, mask: &Mask<'_>) -> Cow<'static, str> {
        match self {
            Self::BuiltIn(rule) => mask.language.kept(rule.title),
            Self::Company(rule) => shown(&rule.title, mask),
        }
    }

    pub(super) fn why(self, mask: &Mask<'_>) -> Cow<'static, str> {
        match self {
            Self::BuiltIn(rule) => mask.language.kept(rule.why),
            Self::Company(rule) => told(rule.why.as_deref(), CompanyRule::WHY, mask),
        }
    }

    pub(super) fn fix(self, mask: &Mask<'_>) -> Cow<'static, str> {
        match self {
            Self::BuiltIn(rule) => mask.language.kept(rule.fix),
            Self::Company(rule) => told(rule.fix.as_deref(), CompanyRule::FIX, mask),
        }
    }

    pub(super) fn references(self) -> &'static [&'static str] {
        match self {
            Self::BuiltIn(rule) => rule.references,
            Self::Company(_) => &[],
        }
    }
}

/// What somebody in the company wrote is text like any other: no screen obeys it, and it shows no secret of the Zap.
fn shown(text: &str, mask: &Mask<'_>) -> Cow<'static, str> {
    Cow::Owned(mask.text(&visible::line(text)))
}

fn told(text: Option<&str>, otherwise: Word, mask: &Mask<'_>) -> Cow<'static, str> {
    text.map_or_else(|| mask.language.kept(otherwise.english()), |text| shown(text, mask))
}
