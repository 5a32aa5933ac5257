//! What the company has set for this browser.

use std::borrow::Cow;

use super::texts::{NAME, short};
use crate::{
    data::Masker,
    policy::Policy,
    read::{
        Json, ReadError,
        tree::{Members, in_order},
    },
    say,
    words::Said,
};

/// The company's policy, as far as it can be read.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Company {
    /// What holds.
    pub policy: Policy,
    /// What could not be read, key by key.
    pub faults: Vec<Said>,
}

impl Company {
    /// Reads what the browser hands over, a JSON object. A key that cannot be read is told of; the others hold.
    #[must_use]
    pub fn read(text: &str) -> Self {
        if let Ok(policy) = Policy::read(text) {
            return Self { policy, faults: Vec::new() };
        }
        let Ok(Json::Object(keys)) = serde_json::from_str(text) else {
            return Self {
                faults: vec![say!("Your company’s settings could not be read: they are no list of settings.")],
                ..Self::default()
            };
        };
        let (mut good, mut faults) = (Members::new(), Vec::new());
        let mut members = in_order(&keys);
        // Lists can name rules of the company's own.
        members.sort_by_key(|(key, _)| key != "rules");
        for (key, value) in members {
            match entries(&good, key, value) {
                Some((value, bad)) => {
                    good.push((key.clone(), value));
                    faults.extend(bad.iter().map(|entry| {
                        say!(
                            "In your company’s setting “{}” the entry “{}” could not be read, and does not hold. The others do.",
                            key.as_ref(),
                            shown(entry)
                        )
                    }));
                }
                None => {
                    faults.push(say!(
                        "Your company’s setting “{}” could not be read, and does not hold.",
                        short(key, &Masker::default(), NAME)
                    ));
                }
            }
        }
        Self { policy: policy(good).unwrap_or_default(), faults }
    }
}

/// What of a value can be read beside what is `good` already, and the entries of a list that cannot; `None` where nothing can.
fn entries<'j, 't>(
    good: &Members<'t>,
    key: &Cow<'t, str>,
    value: &'j Json<'t>,
) -> Option<(Json<'t>, Vec<&'j Json<'t>>)> {
    let is_good = |value: &Json<'t>| {
        let member = (key.clone(), value.clone());
        policy(good.iter().cloned().chain([member]).collect()).is_ok()
    };
    if is_good(value) {
        return Some((value.clone(), Vec::new()));
    }
    let empty = Json::List(Vec::new());
    let list = value.list().filter(|_| is_good(&empty))?;
    let (mut kept, mut bad) = (Vec::new(), Vec::new());
    for entry in list {
        kept.push(entry.clone());
        // With those before it, for two of a kind may be one too many.
        if !is_good(&Json::List(kept.clone())) {
            kept.pop();
            bad.push(entry);
        }
    }
    Some((Json::List(kept), bad))
}

/// An entry as it may be told: a rule by its id.
fn shown(entry: &Json<'_>) -> String {
    let named = entry.get("id").unwrap_or(entry);
    let mut text = named.text().unwrap_or_default().to_owned();
    if named.text().is_none() {
        named.write(&mut text, None);
    }
    short(&text, &Masker::default(), NAME)
}

fn policy(keys: Members<'_>) -> Result<Policy, ReadError> {
    let mut text = String::new();
    Json::Object(keys).write(&mut text, None);
    Policy::read(&text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_bad_key_does_not_spoil_the_others() {
        let company =
            Company::read(r#"{"contact":"it@example.org","persona":"nobody","rules_of":[],"no_waivers":["Z101"]}"#);
        assert_eq!(company.policy.contact.as_deref(), Some("it@example.org"));
        assert_eq!(company.policy.no_waivers, ["Z101"]);
        let faults: Vec<String> = company.faults.iter().map(ToString::to_string).collect();
        assert!(faults.len() == 2 && faults[0].contains("“persona”") && faults[1].contains("“rules_of”"), "{faults:?}");
    }

    #[test]
    fn one_bad_entry_does_not_spoil_its_list() {
        let rule = |id: &str, app: &str| format!(r#"{{"id":"{id}","title":"t","forbid":{{"apps":["{app}"]}}}}"#);
        let rules = [rule("ORG-1", "Slack"), rule("org-1", "Gmail"), rule("ORG-2", "Gmail"), "7".to_owned()].join(",");
        let key = ["sk_l", "ive_4eC39HqLyjWDarjtT1zdp7dc"].concat();
        let company = Company::read(&format!(
            r#"{{"no_waivers":["Z101","Z999","ORG-1",3],"required_items":["K8","K99"],"rules_off":["{key}"],
                "denied_apps":["Discord",{{}}],"rules":[{rules}],"waivers":"none"}}"#
        ));
        let policy = &company.policy;
        assert_eq!(
            (&policy.no_waivers[..], &policy.required_items[..]),
            (&["Z101", "ORG-1"].map(str::to_owned)[..], &["K8".to_owned()][..])
        );
        assert_eq!((policy.denied_apps.as_slice(), policy.rules_off.len()), (&["Discord".to_owned()][..], 0));
        assert_eq!(policy.rules.iter().map(|rule| rule.id.as_str()).collect::<Vec<_>>(), ["ORG-1", "ORG-2"]);
        let faults: Vec<String> = company.faults.iter().map(ToString::to_string).collect();
        let told = ["“org-1”", "“7”", "“Z999”", "“3”", "“K99”", "“sk_l…", "“{}”", "“waivers” could not be read"];
        assert_eq!(faults.len(), told.len(), "{faults:?}");
        for part in told {
            assert!(faults.iter().any(|fault| fault.contains(part)), "{part}: {faults:?}");
        }
        assert!(!faults.concat().contains(&key[8..]));
    }

    #[test]
    fn what_is_no_policy_is_told() {
        assert_eq!(Company::read("{}"), Company::default());
        assert_eq!(Company::read("7").faults.len(), 1);
    }
}
