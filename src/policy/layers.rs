//! A person's own settings under a company's policy: what holds, and who set it.
//!
//! What the company decided is a guarantee: a person can ask for more (a stricter list, a lower severity, a nearer review), never
//! for less.

use serde::{Serialize, de::IgnoredAny};

use super::{CompanyRule, Policy, Waiver};

/// Who set something.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum SetBy {
    /// The person whose settings they are.
    Person,
    /// The company.
    Company,
    /// Both added something to it.
    Both,
}

/// One key of a policy that somebody set.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Setting {
    /// The key as it is written in the policy.
    pub key: &'static str,
    /// Whose word it is.
    pub by: SetBy,
}

/// What holds for a person in a company.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Layered {
    /// What is checked with.
    pub policy: Policy,
    /// Who set what of it; keys that nobody set are not listed.
    pub set_by: Vec<Setting>,
}

impl Layered {
    /// Who set a key; `None` where nobody did.
    #[must_use]
    pub fn set_by(&self, key: &str) -> Option<SetBy> {
        self.set_by.iter().find(|setting| setting.key == key).map(|setting| setting.by)
    }
}

/// A person's settings under the company's policy:
/// - the persona and the minimum severity are the company's, and a person can only ask to see more;
/// - the company's list of approved apps stands alone, denied apps of both are denied;
/// - a review is due at the earlier of both;
/// - a rule whose waivers do not hold, and one that the company wrote, cannot be switched off by a person;
/// - the contact is the company's; all other lists are put together.
#[must_use]
pub fn layered(own: &Policy, company: &Policy) -> Layered {
    let mut layers = Layers { set_by: Vec::new() };
    let kept_on = |id: &String| !company.takes_waivers(id) || company.rule(id).is_some();
    let own_off: Vec<String> = own.rules_off.iter().filter(|id| !kept_on(id)).cloned().collect();
    let own_approved = if company.approved_apps.is_empty() { own.approved_apps.as_slice() } else { &[] };
    let policy = Policy {
        persona: layers.one("persona", own.persona, company.persona, Ord::max),
        minimum_severity: layers.one("minimum_severity", own.minimum_severity, company.minimum_severity, Ord::min),
        rules_off: layers.texts("rules_off", &own_off, &company.rules_off),
        company_domains: layers.texts("company_domains", &own.company_domains, &company.company_domains),
        approved_apps: layers.texts("approved_apps", own_approved, &company.approved_apps),
        denied_apps: layers.texts("denied_apps", &own.denied_apps, &company.denied_apps),
        review_days: layers.one("review_days", own.review_days, company.review_days, Ord::min),
        waivers: layers.waivers(&own.waivers, &company.waivers),
        reviewed_code: layers.texts("reviewed_code", &own.reviewed_code, &company.reviewed_code),
        no_waivers: layers.texts("no_waivers", &own.no_waivers, &company.no_waivers),
        required_items: layers.texts("required_items", &own.required_items, &company.required_items),
        contact: layers.one("contact", own.contact.clone(), company.contact.clone(), |_, company| company),
        rules: layers.rules(&own.rules, &company.rules),
        extends: None,
        schema: IgnoredAny,
        company_off: None,
    };
    Layered { policy, set_by: layers.set_by }
}

/// Notes who set what while the layers are put together.
struct Layers {
    set_by: Vec<Setting>,
}

impl Layers {
    fn set(&mut self, key: &'static str, own: bool, company: bool) {
        let by = match (own, company) {
            (true, true) => SetBy::Both,
            (true, false) => SetBy::Person,
            (false, true) => SetBy::Company,
            (false, false) => return,
        };
        self.set_by.push(Setting { key, by });
    }

    /// One value: of two, `stricter` chooses, and it is the company's where both are the same.
    fn one<T: PartialEq + Clone>(
        &mut self,
        key: &'static str,
        own: Option<T>,
        company: Option<T>,
        stricter: fn(T, T) -> T,
    ) -> Option<T> {
        let chosen = match (own, company.clone()) {
            (Some(own), Some(company)) => Some(stricter(own, company)),
            (own, company) => own.or(company),
        };
        let is_company = chosen.is_some() && chosen == company;
        self.set(key, chosen.is_some() && !is_company, is_company);
        chosen
    }

    /// The company's texts, then those that only the person has; capitals make no difference.
    fn texts(&mut self, key: &'static str, own: &[String], company: &[String]) -> Vec<String> {
        let is_new = |text: &&String| !company.iter().any(|known| known.eq_ignore_ascii_case(text));
        let added: Vec<String> = own.iter().filter(is_new).cloned().collect();
        self.set(key, !added.is_empty(), !company.is_empty());
        [company, &added].concat()
    }

    /// The company's rules, then a person's own with other ids.
    fn rules(&mut self, own: &[CompanyRule], company: &[CompanyRule]) -> Vec<CompanyRule> {
        let is_new = |rule: &&CompanyRule| !company.iter().any(|known| known.id.eq_ignore_ascii_case(&rule.id));
        let added: Vec<CompanyRule> = own.iter().filter(is_new).cloned().collect();
        self.set("rules", !added.is_empty(), !company.is_empty());
        [company, &added].concat()
    }

    fn waivers(&mut self, own: &[Waiver], company: &[Waiver]) -> Vec<Waiver> {
        let added: Vec<Waiver> = own.iter().filter(|waiver| !company.contains(waiver)).cloned().collect();
        self.set("waivers", !added.is_empty(), !company.is_empty());
        [company, &added].concat()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::{Persona, Severity};

    fn policy(json: &str) -> Policy {
        Policy::read(json).unwrap()
    }

    #[test]
    fn a_person_can_ask_to_see_more_and_never_less() {
        let company = policy(r#"{"persona":"pedantic","minimum_severity":"medium","review_days":90}"#);
        let own = |json: &str| layered(&policy(json), &company);
        for less in ["{}", r#"{"persona":"regular","minimum_severity":"critical","review_days":365}"#] {
            let layered = own(less);
            assert_eq!(layered.policy, company, "{less}");
            assert_eq!(layered.set_by("persona"), Some(SetBy::Company));
            assert_eq!(layered.set_by("review_days"), Some(SetBy::Company));
        }
        let more = own(r#"{"persona":"auditor","minimum_severity":"info","review_days":30}"#);
        assert_eq!(more.policy.persona, Some(Persona::Auditor));
        assert_eq!(more.policy.minimum_severity, Some(Severity::Info));
        assert_eq!(more.policy.review_days, Some(30));
        assert_eq!(more.set_by("minimum_severity"), Some(SetBy::Person));
    }

    #[test]
    fn lists_are_put_together_but_nobody_adds_to_the_companys_approved_apps() {
        let company = policy(
            r#"{"approved_apps":["Gmail"],"denied_apps":["Discord"],"company_domains":["example.org"],"contact":"it@example.org"}"#,
        );
        let own = policy(
            r#"{"approved_apps":["Slack"],"denied_apps":["discord","Telegram"],"contact":"me","reviewed_code":["ab"]}"#,
        );
        let layered = layered(&own, &company);
        assert_eq!(layered.policy.approved_apps, ["Gmail"]);
        assert_eq!(layered.policy.denied_apps, ["Discord", "Telegram"]);
        assert_eq!(layered.policy.contact.as_deref(), Some("it@example.org"));
        let by = ["approved_apps", "denied_apps", "company_domains", "reviewed_code", "waivers"];
        let by = by.map(|key| layered.set_by(key));
        assert_eq!(by, [Some(SetBy::Company), Some(SetBy::Both), Some(SetBy::Company), Some(SetBy::Person), None]);
        // Without a company's list a person may keep one of their own.
        assert_eq!(super::layered(&own, &Policy::default()).policy.approved_apps, ["Slack"]);
    }

    #[test]
    fn rules_that_take_no_waivers_stay_on() {
        let company = policy(r#"{"no_waivers":["Z101"],"rules_off":["Z602"]}"#);
        let own = policy(r#"{"rules_off":["z101","Z604"]}"#);
        let layered = layered(&own, &company);
        assert_eq!(layered.policy.rules_off, ["Z602", "Z604"]);
        assert_eq!(layered.policy.no_waivers, ["Z101"]);
    }

    #[test]
    fn nobody_changes_the_companys_own_rules_or_switches_them_off() {
        let rule =
            |id: &str, app: &str| format!(r#""rules":[{{"id":"{id}","title":"t","forbid":{{"apps":["{app}"]}}}}]"#);
        let company = policy(&format!("{{{}}}", rule("ORG-1", "Slack")));
        let own = policy(&format!(r#"{{"rules_off":["org-1"],{}}}"#, rule("org-1", "Gmail")));
        assert_eq!(layered(&own, &company).policy, company);
        let own = policy(&format!("{{{}}}", rule("MY-1", "Gmail")));
        let ids: Vec<_> = layered(&own, &company).policy.rules.into_iter().map(|rule| rule.id).collect();
        assert_eq!(ids, ["ORG-1", "MY-1"]);
    }

    #[test]
    fn a_layer_over_nothing_is_itself() {
        let own = policy(
            r#"{"persona":"auditor","minimum_severity":"low","rules_off":["Z602"],"company_domains":["a.example"],
                "approved_apps":["Gmail"],"denied_apps":["Discord"],"review_days":9,"reviewed_code":["ab"],
                "waivers":[{"fingerprint":"f","reason":"r"}],"no_waivers":["Z101"],"required_items":["K1"],"contact":"c",
                "rules":[{"id":"ORG-1","title":"t","forbid":{"apps":["Slack"]}}]}"#,
        );
        let nothing = Policy::default();
        let (alone, company) = (layered(&own, &nothing), layered(&nothing, &own));
        assert_eq!((&alone.policy, &company.policy), (&own, &own));
        // Each key is told of, by the name it has in the file.
        let keys = serde_json::to_value(&own).unwrap();
        for key in keys.as_object().unwrap().keys() {
            assert_eq!((alone.set_by(key), company.set_by(key)), (Some(SetBy::Person), Some(SetBy::Company)), "{key}");
        }
        assert!(layered(&nothing, &nothing).set_by.is_empty());
    }
}
