//! What a person or a company has decided: which findings to see, what is theirs, and what they accepted.

mod waiver;

use serde::{Deserialize, Serialize};

pub use waiver::Waiver;

use crate::finding::{Persona, Severity};

/// Settings and the company's policy; the same JSON in a file, in the options and in the managed storage.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "snake_case")]
pub struct Policy {
    /// For whom findings are shown.
    pub persona: Option<Persona>,
    /// Findings below this severity are not shown.
    pub minimum_severity: Option<Severity>,
    /// Ids of rules that are switched off. They are reported as "not checked", never as passed.
    pub rules_off: Vec<String>,
    /// The company's own domains: `example.org` also means its subdomains.
    pub company_domains: Vec<String>,
    /// Names or keys of apps that may be used; empty for no such list.
    pub approved_apps: Vec<String>,
    /// Names or keys of apps that must not be used.
    pub denied_apps: Vec<String>,
    /// After how many days a review is due again; 90 where it is not set.
    pub review_days: Option<u32>,
    /// Findings that were accepted.
    pub waivers: Vec<Waiver>,
    /// SHA-256 (hexadecimal) of Code steps somebody has read.
    pub reviewed_code: Vec<String>,
}

impl Policy {
    /// Reads a policy from its JSON.
    ///
    /// # Errors
    /// With place and reason, when it is no such JSON or names a setting or a rule that does not exist.
    pub fn read(text: &str) -> Result<Self, String> {
        let policy: Self = serde_json::from_str(text.trim_start_matches('\u{feff}')).map_err(|error| {
            let message = error.to_string();
            let reason = message.split(" at line ").next().unwrap_or_default();
            format!("line {}, column {}: {reason}", error.line(), error.column())
        })?;
        match policy.rules_off.iter().find(|id| crate::rules::by_id(id).is_none()) {
            Some(id) => Err(format!("rules_off names {id}, and there is no such rule")),
            None => Ok(policy),
        }
    }

    /// Whether a domain is one of the company's own, or below one.
    #[must_use]
    pub fn owns(&self, domain: &str) -> bool {
        let is_under = |own: &String| {
            let own = own.trim_start_matches('@');
            let rest = domain.len().checked_sub(own.len());
            rest.is_some_and(|rest| {
                domain.get(rest..).is_some_and(|end| end.eq_ignore_ascii_case(own))
                    && (rest == 0 || domain.get(..rest).is_some_and(|before| before.ends_with('.')))
            })
        };
        self.company_domains.iter().any(is_under)
    }

    /// The waiver for a finding, if one holds on that day (`2026-11-24`).
    #[must_use]
    pub fn waiver(&self, fingerprint: &str, today: &str) -> Option<&Waiver> {
        self.waivers.iter().find(|waiver| waiver.fingerprint == fingerprint && waiver.holds(today))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_policy_is_read_and_mistakes_are_named() {
        let policy = Policy::read(r#"{"persona":"auditor","minimum_severity":"medium","rules_off":["Z602"]}"#).unwrap();
        assert_eq!(policy.persona, Some(Persona::Auditor));
        assert!(Policy::read(r#"{"person":"auditor"}"#).unwrap_err().starts_with("line 1, column 9: unknown field"));
        assert_eq!(
            Policy::read(r#"{"rules_off":["Z999"]}"#).unwrap_err(),
            "rules_off names Z999, and there is no such rule"
        );
    }

    #[test]
    fn a_companys_domains_hold_for_what_is_below_them() {
        let policy =
            Policy { company_domains: vec!["example.org".into(), "@acme.example".into()], ..Policy::default() };
        assert!(policy.owns("example.org") && policy.owns("Mail.Example.org") && policy.owns("acme.example"));
        assert!(!policy.owns("anexample.org") && !policy.owns("example.com") && !policy.owns(""));
        assert!(!Policy::default().owns("example.org"));
    }
}
