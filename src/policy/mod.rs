//! What a person or a company has decided: which findings to see, what is theirs, and what they accepted.

mod layers;
mod waiver;

use serde::{Deserialize, Serialize};

pub use layers::{Layered, SetBy, Setting, layered};
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
    /// Ids of rules whose findings nobody can accept: waivers for them do not hold.
    pub no_waivers: Vec<String>,
    /// Ids of the checklist's items that have to be confirmed, `K8`.
    pub required_items: Vec<String>,
    /// Whom to ask in the company, as text: a name, an address, a channel.
    pub contact: Option<String>,
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
        for (key, ids) in [("rules_off", &policy.rules_off), ("no_waivers", &policy.no_waivers)] {
            if let Some(id) = ids.iter().find(|id| crate::rules::by_id(id).is_none()) {
                return Err(format!("{key} names {id}, and there is no such rule"));
            }
        }
        match policy.required_items.iter().find(|id| !crate::checklist::has(id)) {
            Some(id) => Err(format!("required_items names {id}, and there is no such item")),
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

    /// The waiver for a rule's finding, if one holds on that day (`2026-11-24`).
    #[must_use]
    pub fn waiver(&self, rule: &str, fingerprint: &str, today: &str) -> Option<&Waiver> {
        let holds = |waiver: &&Waiver| waiver.fingerprint == fingerprint && waiver.holds(today);
        self.waivers.iter().find(holds).filter(|_| self.takes_waivers(rule))
    }

    /// Whether findings of a rule can be accepted.
    #[must_use]
    pub fn takes_waivers(&self, rule: &str) -> bool {
        !self.no_waivers.iter().any(|id| id.eq_ignore_ascii_case(rule))
    }

    /// Whether an item of the checklist has to be confirmed.
    #[must_use]
    pub fn requires(&self, item: &str) -> bool {
        self.required_items.iter().any(|id| id.eq_ignore_ascii_case(item))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::testkit::{hook, post, zaps};

    #[test]
    fn a_policy_is_read_and_mistakes_are_named() {
        let policy = Policy::read(r#"{"persona":"auditor","minimum_severity":"medium","rules_off":["Z602"]}"#).unwrap();
        assert_eq!(policy.persona, Some(Persona::Auditor));
        assert!(Policy::read(r#"{"person":"auditor"}"#).unwrap_err().starts_with("line 1, column 9: unknown field"));
        assert_eq!(
            Policy::read(r#"{"rules_off":["Z999"]}"#).unwrap_err(),
            "rules_off names Z999, and there is no such rule"
        );
        assert_eq!(
            Policy::read(r#"{"no_waivers":["Z101","Y"]}"#).unwrap_err(),
            "no_waivers names Y, and there is no such rule"
        );
        assert_eq!(
            Policy::read(r#"{"required_items":["k1","K34"]}"#).unwrap_err(),
            "required_items names K34, and there is no such item"
        );
    }

    #[test]
    fn waivers_of_a_rule_that_takes_none_do_not_hold() {
        let waivers = r#""waivers":[{"fingerprint":"f","reason":"known"}]"#;
        let policy = Policy::read(&format!("{{{waivers}}}")).unwrap();
        assert!(policy.waiver("Z101", "f", "2026-11-24").is_some() && policy.takes_waivers("Z101"));
        let policy = Policy::read(&format!(r#"{{"no_waivers":["z101"],{waivers}}}"#)).unwrap();
        assert!(policy.waiver("Z101", "f", "2026-11-24").is_none() && !policy.takes_waivers("Z101"));
        assert!(policy.waiver("Z102", "f", "2026-11-24").is_some());
    }

    #[test]
    fn a_report_follows_what_the_company_asks_for() {
        let [zap, _] = zaps("Leads", &[hook().into(), post("http://crm.example.com/leads").into()]);
        let found = |policy: &Policy| crate::lint::lint(&zap, policy, "2026-11-24");
        let report = found(&Policy::default());
        let finding = report.findings.iter().find(|finding| finding.rule == "Z301").unwrap();
        let waiver = Waiver { fingerprint: finding.fingerprint.clone(), reason: "known".into(), by: None, until: None };
        let own = Policy { waivers: vec![waiver], ..Policy::default() };
        let company = Policy::read(r#"{"no_waivers":["Z301"],"required_items":["K8"]}"#).unwrap();
        for (policy, waived, required) in [(&own, true, false), (&layered(&own, &company).policy, false, true)] {
            let report = found(policy);
            let finding = report.findings.iter().find(|finding| finding.rule == "Z301").unwrap();
            assert_eq!(finding.waived.is_some(), waived);
            let items: Vec<_> = report.checklist.iter().filter(|item| item.required).map(|item| item.id).collect();
            assert_eq!(items, if required { vec!["K8"] } else { Vec::new() });
        }
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
