//! What the company has set for this browser.

use crate::{
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
        for member in in_order(&keys) {
            match policy(vec![member.clone()]) {
                Ok(_) => good.push(member.clone()),
                Err(_) => {
                    faults.push(say!(
                        "Your company’s setting “{}” could not be read, and does not hold.",
                        member.0.as_ref()
                    ));
                }
            }
        }
        Self { policy: policy(good).unwrap_or_default(), faults }
    }
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
        assert_eq!(Company::read("{}"), Company::default());
        assert_eq!(Company::read("7").faults.len(), 1);
    }
}
