//! What a person has set on this machine.

use serde::{Deserialize, Serialize};

use super::{
    stored,
    texts::{self, short},
};
use crate::{data::Masker, finding::Severity, policy::Policy, words::Said};

/// The settings of the extension.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Settings {
    /// What is looked for and how it counts, as in a policy file.
    pub policy: Policy,
    /// The language by its tag, `de`; `None` for the browser's.
    pub language: Option<String>,
    /// Findings below this severity have no badge in the page; the panel has them all.
    pub badges_from: Option<Severity>,
    /// Nothing is checked, on no Zap.
    pub paused: bool,
    /// For how many days is kept what was noted about a Zap that nobody opens any more.
    pub keep_days: Option<u32>,
    /// The person's name, for what is accepted, confirmed and reviewed.
    pub name: String,
}

impl Settings {
    /// For how many days things are kept where nothing else is set.
    pub const KEEP_DAYS: u32 = 400;

    /// The settings as a file.
    #[must_use]
    pub fn to_file(&self) -> String {
        stored::write(self) + "\n"
    }

    /// The settings of such a file; a policy file, as the command line takes it, changes only that part of those `before`.
    ///
    /// # Errors
    /// With the reason, for anything else.
    pub fn read(text: &str, before: &Self) -> Result<Self, Said> {
        let text = text.trim_start_matches('\u{feff}');
        if let Some(settings) = stored::read::<Self>(text) {
            return settings.fault().map_or(Ok(settings), Err);
        }
        Ok(Self { policy: Policy::read(text).map_err(|error| error.said())?, ..before.clone() })
    }

    /// What is wrong with them: a rule or an item that is named and does not exist, a rule of one's own that says nothing.
    #[must_use]
    pub fn fault(&self) -> Option<Said> {
        let policy = serde_json::to_string(&self.policy).unwrap_or_default();
        Policy::read(&policy).err().map(|error| error.reason)
    }

    /// The settings as they may be kept: without what cannot be and what says nothing.
    #[must_use]
    pub fn tidied(mut self) -> Self {
        let masker = Masker::default();
        let policy = &mut self.policy;
        let lists = [&mut policy.company_domains, &mut policy.approved_apps, &mut policy.denied_apps];
        for list in lists {
            let texts = list.iter().map(|text| short(text, &masker, texts::NAME)).filter(|text| !text.is_empty());
            *list = texts.take(1_000).collect();
        }
        // As they were stored by a version that knew of more.
        if self.fault().is_some() {
            let policy = &mut self.policy;
            policy.rules.clear();
            policy.rules_off.retain(|id| crate::rules::by_id(id).is_some());
            policy.no_waivers.retain(|id| crate::rules::by_id(id).is_some());
            policy.required_items.retain(|id| crate::checklist::has(id));
        }
        self.name = short(&self.name, &masker, texts::NAME);
        self.keep_days = self.keep_days.map(|days| days.max(1));
        self.language = self.language.map(|tag| short(&tag, &masker, 20)).filter(|tag| !tag.is_empty());
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn settings_are_tidied() {
        let policy = Policy {
            company_domains: vec![" example.org ".into(), "  ".into()],
            rules_off: vec!["Z999".into(), "z602".into()],
            ..Policy::default()
        };
        let settings = Settings {
            policy,
            keep_days: Some(0),
            name: " Kim\n".into(),
            language: Some(String::new()),
            ..Settings::default()
        };
        let tidied = settings.tidied();
        assert_eq!(tidied.policy.company_domains, ["example.org"]);
        assert_eq!(tidied.policy.rules_off, ["z602"]);
        assert_eq!((tidied.keep_days, tidied.name.as_str(), tidied.language), (Some(1), "Kim", None));
    }
}
