//! What a person or a company has decided: which findings to see, what is theirs, and what they accepted.

mod company_rule;
#[cfg(not(target_arch = "wasm32"))]
mod doubts;
#[cfg(not(target_arch = "wasm32"))]
mod file;
mod layers;
#[cfg(not(target_arch = "wasm32"))]
mod place;
#[cfg(not(target_arch = "wasm32"))]
mod schema;
#[cfg(not(target_arch = "wasm32"))]
mod text;
#[cfg(not(target_arch = "wasm32"))]
mod told;
mod waiver;

use std::fmt::Display;

use serde::{Deserialize, Serialize, de::IgnoredAny};

pub use company_rule::{CompanyRule, DataName, DestinationName, Forbid, GuardName, OnlyApps, RequireGuard};
#[cfg(not(target_arch = "wasm32"))]
pub use file::FileError;
pub use layers::{Layered, SetBy, Setting, layered};
#[cfg(not(target_arch = "wasm32"))]
pub use schema::schema;
pub use waiver::Waiver;

use crate::{
    checklist,
    data::Masker,
    finding::{Persona, Severity},
    read::ReadError,
    rules, say, word,
    words::{Said, Word},
};

/// Settings and the company's policy; the same JSON in a file, in the options and in the managed storage.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "snake_case")]
pub struct Policy {
    /// For whom findings are shown.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub persona: Option<Persona>,
    /// Findings below this severity are not shown.
    #[serde(skip_serializing_if = "Option::is_none")]
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
    #[serde(skip_serializing_if = "Option::is_none")]
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
    #[serde(skip_serializing_if = "Option::is_none")]
    pub contact: Option<String>,
    /// Rules of the company's own.
    pub rules: Vec<CompanyRule>,
    /// Another policy's file, relative to this one, that this policy is laid over.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub extends: Option<String>,
    /// The schema that an editor checks a JSON file by, as such files name it: it says nothing of the policy.
    #[serde(rename = "$schema", skip_serializing)]
    pub schema: IgnoredAny,
    /// What the company switched off of `rules_off`, where this is a person's settings under a company's policy.
    #[serde(skip)]
    pub company_off: Option<Vec<String>>,
}

impl Policy {
    /// Reads a policy from its JSON.
    ///
    /// # Errors
    /// With place and reason, when it is no such JSON, names a setting, a rule or an item that does not exist, or extends a file:
    /// only [`Policy::read_file`] knows where that is.
    pub fn read(json: &str) -> Result<Self, ReadError> {
        #[cfg(not(target_arch = "wasm32"))]
        return text::whole(place::Text::Json(json));
        // In the extension a policy is read key by key: which one does not fit is all there is to tell.
        #[cfg(target_arch = "wasm32")]
        {
            let policy: Self = crate::read::typed::read(json).map_err(|_| ReadError::new(say!("this is no policy")))?;
            policy.whole().map_err(ReadError::from)
        }
    }

    /// The policy, if what it names is there.
    fn whole(self) -> Result<Self, Misfit> {
        if let Some(file) = &self.extends {
            let reason =
                say!("“extends” names the file “{}”, and only a policy that is a file itself can do that", file);
            return Err(Misfit::new("extends", file, reason));
        }
        for (place, rule) in self.rules.iter().enumerate() {
            rule.whole(&format!("rules[{place}]")).map_err(|reason| Misfit::new("rules", &rule.id, reason))?;
            if self.rules.iter().take(place).any(|other| other.id.eq_ignore_ascii_case(&rule.id)) {
                return Err(Misfit::new("rules", &rule.id, say!("two rules have the id {}", &rule.id)));
            }
        }
        for (key, ids) in [("rules_off", &self.rules_off), ("no_waivers", &self.no_waivers)] {
            if let Some(id) = ids.iter().find(|id| rules::by_id(id).is_none() && self.rule(id).is_none()) {
                return Err(Misfit::new(key, id, self.no_such_rule(key, id)));
            }
        }
        match self.required_items.iter().find(|id| !checklist::has(id)) {
            Some(id) => Err(Misfit::new(
                "required_items",
                id,
                no_such("required_items", id, word!("item of the checklist: they are K1 to K33")),
            )),
            None => Ok(self),
        }
    }

    /// That there is no such rule, with the one that was probably meant.
    fn no_such_rule(&self, key: &str, id: &str) -> Said {
        let none = no_such(key, id, word!("rule"));
        #[cfg(not(target_arch = "wasm32"))]
        if let Some(near) = text::nearest_rule(id, self) {
            return say!("{}: did you mean “{}”?", none, near);
        }
        none
    }

    /// The company's rule with this id; capitals do not matter.
    #[must_use]
    pub fn rule(&self, id: &str) -> Option<&CompanyRule> {
        self.rules.iter().find(|rule| rule.id.eq_ignore_ascii_case(id.trim()))
    }

    /// This policy laid over another one that it extends: what it sets itself stands for what the other one says, and lists are
    /// put together, the other one's first.
    #[must_use]
    pub fn over(self, base: Self) -> Self {
        Self {
            extends: self.extends,
            persona: self.persona.or(base.persona),
            minimum_severity: self.minimum_severity.or(base.minimum_severity),
            rules_off: with_more(base.rules_off, &self.rules_off),
            company_domains: with_more(base.company_domains, &self.company_domains),
            approved_apps: with_more(base.approved_apps, &self.approved_apps),
            denied_apps: with_more(base.denied_apps, &self.denied_apps),
            review_days: self.review_days.or(base.review_days),
            waivers: waiver::with_more(base.waivers, &self.waivers),
            reviewed_code: with_more(base.reviewed_code, &self.reviewed_code),
            no_waivers: with_more(base.no_waivers, &self.no_waivers),
            required_items: with_more(base.required_items, &self.required_items),
            contact: self.contact.or(base.contact),
            rules: company_rule::with_more(base.rules, &self.rules),
            schema: IgnoredAny,
            company_off: None,
        }
    }

    /// Whether a domain is one of the company's own, or below one.
    #[must_use]
    pub fn owns(&self, domain: &str) -> bool {
        self.company_domains.iter().any(|own| is_under(domain, own.trim_start_matches('@')))
    }

    /// The waiver for a finding, if one holds on that day (`2026-11-24`), and its rule [takes](Self::takes_waivers) one.
    #[must_use]
    pub fn waiver(&self, fingerprint: &str, today: &str) -> Option<&Waiver> {
        self.waivers.iter().find(|waiver| waiver.fingerprint == fingerprint && waiver.holds(today))
    }

    /// Who switched a rule off, if anybody did; a policy that stands alone is taken for the company's.
    pub(crate) fn off_by(&self, rule: &str) -> Option<SetBy> {
        let has = |ids: &[String]| ids.iter().any(|id| id.eq_ignore_ascii_case(rule));
        let company = self.company_off.as_deref().unwrap_or(&self.rules_off);
        has(&self.rules_off).then(|| if has(company) { SetBy::Company } else { SetBy::Person })
    }

    /// That somebody switched a rule off, in words.
    pub(crate) fn why_off(&self, by: SetBy) -> Word {
        match (by, &self.company_off) {
            (SetBy::Person, _) => word!("you have switched this rule off"),
            (_, Some(_)) => word!("your company has switched this rule off"),
            (_, None) => word!("this rule is switched off in the policy"),
        }
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

/// Whether a domain is another one or below it; capitals make no difference.
pub(crate) fn is_under(domain: &str, above: &str) -> bool {
    let rest = domain.len().checked_sub(above.len());
    rest.is_some_and(|rest| {
        domain.get(rest..).is_some_and(|end| end.eq_ignore_ascii_case(above))
            && (rest == 0 || domain.get(..rest).is_some_and(|before| before.ends_with('.')))
    })
}

/// The texts, and those that are not among them yet; capitals make no difference.
fn with_more(mut texts: Vec<String>, more: &[String]) -> Vec<String> {
    for text in more {
        if !texts.iter().any(|known| known.eq_ignore_ascii_case(text)) {
            texts.push(text.clone());
        }
    }
    texts
}

/// What does not fit in a policy that is one by its form.
#[derive(Debug)]
#[cfg_attr(target_arch = "wasm32", expect(dead_code, reason = "the extension has no text to find it in"))]
struct Misfit {
    /// The key it stands under.
    key: &'static str,
    /// The text that can be found there.
    value: String,
    reason: Said,
}

impl Misfit {
    fn new(key: &'static str, value: &str, reason: Said) -> Self {
        Self { key, value: value.to_owned(), reason }
    }
}

impl From<Misfit> for ReadError {
    fn from(misfit: Misfit) -> Self {
        Self::new(misfit.reason)
    }
}

/// Something that is named in the policy and does not exist.
fn no_such(key: &str, name: impl Display, what: Word) -> Said {
    say!("“{}” names “{}”, and there is no such {}", key, shown(&name.to_string()), what)
}

/// What was written, as it may be shown again: somebody may have pasted a key.
fn shown(text: &str) -> String {
    const MOST: usize = 60;
    let masked = Masker::default().mask(text).into_owned();
    if masked.chars().count() > MOST { masked.chars().take(MOST).chain(['…']).collect() } else { masked }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::testkit::{hook, post, zaps};

    #[test]
    fn a_policy_is_read_and_mistakes_are_named() {
        let policy = Policy::read(r#"{"persona":"auditor","minimum_severity":"medium","rules_off":["Z602"]}"#).unwrap();
        assert_eq!(policy.persona, Some(Persona::Auditor));
        for (json, expected) in [
            (r#"{"person":"auditor"}"#, "line 1, column 9: unknown key “person”: did you mean “persona”?"),
            (
                "{\n  \"aproved_apps\": []\n}",
                "line 2, column 16: unknown key “aproved_apps”: did you mean “approved_apps”?",
            ),
            (
                r#"{"company-domains":[]}"#,
                "line 1, column 18: unknown key “company-domains”: did you mean “company_domains”?",
            ),
            (r#"{"waivers":[{"reason":"r"}]}"#, "line 1, column 26: the key “fingerprint” is missing in “waivers[0]”"),
            (
                r#"{"persona":"expert"}"#,
                "line 1, column 19: “persona” cannot be “expert”; it can be: regular, pedantic, auditor",
            ),
            (
                r#"{"minimum_severity":"hihg"}"#,
                "line 1, column 26: “minimum_severity” cannot be “hihg”: did you mean “high”?",
            ),
            (
                r#"{"rules_off":"Z602"}"#,
                "line 1, column 19: “rules_off” must be a list in square brackets, and this is the text “Z602”",
            ),
            (
                r#"{"rules_off":[602]}"#,
                "line 1, column 17: “rules_off[0]” must be a text in quotation marks, and this is the number 602",
            ),
            (
                r#"{"review_days":-1}"#,
                "line 1, column 17: “review_days” must be a whole number that is not negative, and this is the number -1",
            ),
            (
                r#"{"review_days":1.5}"#,
                "line 1, column 18: “review_days” must be a whole number that is not negative, and this is the number 1.5",
            ),
            (
                r#"{"contact":true}"#,
                "line 1, column 15: “contact” must be a text in quotation marks, and this is the word true",
            ),
            (
                r#"{"rules_off":null}"#,
                "line 1, column 17: “rules_off” must be a list in square brackets, and this is nothing",
            ),
            (
                r#"{"waivers":[[]]}"#,
                "line 1, column 14: “waivers[0]” must be a group of keys with their values, and this is a list",
            ),
            (r#"{"contact":"a","contact":"b"}"#, "line 1, column 24: the key “contact” stands here twice"),
            ("[]", "a policy is a group of keys with their values, and this is a list"),
            ("{\"contact\": \"a\"\n \"x\"}", "line 2, column 2: this is not valid JSON (expected `,` or `}`)"),
            ("{} x", "line 1, column 4: this is not valid JSON (trailing characters)"),
            ("", "the file is empty"),
            (r#"{"rules_off":["Z999"]}"#, "line 1, column 15: “rules_off” names “Z999”, and there is no such rule"),
            (
                r#"{"rules_off":["Z602","z3O1"]}"#,
                "line 1, column 22: “rules_off” names “z3O1”, and there is no such rule: did you mean “Z301”?",
            ),
            (
                r#"{"rules_off":["request-without-encryption"]}"#,
                "line 1, column 15: “rules_off” names “request-without-encryption”, and there is no such rule: did you \
                 mean “Z301”?",
            ),
            (
                r#"{"rules_off":["ORG1"],"rules":[{"id":"ORG-1","title":"t","forbid":{"apps":["a"]}}]}"#,
                "line 1, column 15: “rules_off” names “ORG1”, and there is no such rule: did you mean “ORG-1”?",
            ),
            (
                "{\"no_waivers\": [\n  \"Z101\",\n  \"Y\"]}",
                "line 3, column 3: “no_waivers” names “Y”, and there is no such rule",
            ),
            (
                r#"{"required_items":["k1","K34"]}"#,
                "line 1, column 25: “required_items” names “K34”, and there is no such item of the checklist: they are K1 to K33",
            ),
            (
                r#"{"extends":"a.json"}"#,
                "line 1, column 12: “extends” names the file “a.json”, and only a policy that is a file itself can do that",
            ),
        ] {
            assert_eq!(Policy::read(json).unwrap_err().to_string(), expected, "{json}");
        }
    }

    #[test]
    fn a_pasted_key_is_not_told_again() {
        let key = ["sk_l", "ive_4eC39HqLyjWDarjtT1zdp7dc"].concat();
        for json in [
            format!(r#"{{"rules_off":"{key}"}}"#),
            format!(r#"{{"{key}":1}}"#),
            format!(r#"{{"rules_off":["{key}"]}}"#),
        ] {
            let error = Policy::read(&json).unwrap_err().to_string();
            assert!(error.contains("sk_l…") && !error.contains("4eC39"), "{error}");
        }
    }

    #[test]
    fn waivers_of_a_rule_that_takes_none_do_not_hold() {
        let waivers = r#""waivers":[{"fingerprint":"f","reason":"known"}]"#;
        let policy = Policy::read(&format!("{{{waivers}}}")).unwrap();
        assert!(policy.waiver("f", "2026-11-24").is_some() && policy.takes_waivers("Z101"));
        let policy = Policy::read(&format!(r#"{{"no_waivers":["z101"],{waivers}}}"#)).unwrap();
        assert!(!policy.takes_waivers("Z101") && policy.takes_waivers("Z102"));
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
            // It is not dropped without a word.
            assert_eq!((finding.waived.is_some(), finding.refused.is_some()), (waived, !waived));
            let said = finding.not_accepted().unwrap_or_default();
            assert!(waived || said == "Not accepted: your company does not allow it. What was noted: known", "{said}");
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
