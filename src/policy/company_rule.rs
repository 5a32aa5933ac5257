//! Rules that a company writes without code: data that must not reach a place, apps that alone may be used, steps that need a
//! condition or an approval before them. What they mean is in [`crate::rules`].

use serde::{Deserialize, Serialize};

use super::no_such;
use crate::{
    apps::Destination,
    data::{Class, Classes},
    finding::{Measure, Severity},
    say, word,
    words::{Said, Word},
};

/// A rule of the company's own. Exactly one of `forbid`, `only_apps` and `require_guard` says what it looks for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CompanyRule {
    /// Its own id, `ORG-1`: letters, digits and hyphens; one like those of the built-in rules is none.
    pub id: String,
    /// What is wrong, in a few words.
    pub title: String,
    /// Why it matters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub why: Option<String>,
    /// What to do.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fix: Option<String>,
    /// How bad it is; medium where it is not set.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub severity: Option<Severity>,
    /// The number of the measure it is listed under; where it is not set, that of the built-in rules of its kind.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub measure: Option<u8>,
    /// Data, apps or addresses that must not be used.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub forbid: Option<Forbid>,
    /// The apps that alone may be used, or may get some data.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub only_apps: Option<OnlyApps>,
    /// Steps that need a condition or an approval before them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub require_guard: Option<RequireGuard>,
}

/// Data that must not reach a place. Without `data` the place must not be used at all, without a place the data must not leave.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Forbid {
    /// The data.
    pub data: Vec<DataName>,
    /// Apps by name or key.
    pub apps: Vec<String>,
    /// Hosts, each with all below it.
    pub hosts: Vec<String>,
    /// Kinds of places.
    pub destinations: Vec<DestinationName>,
}

/// The apps that alone may be used; with `data`, that alone may get it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct OnlyApps {
    /// Apps by name or key. Zapier's own tools need not be listed where nothing leaves Zapier by them.
    pub apps: Vec<String>,
    /// Hosts that may be called, each with all below it.
    pub hosts: Vec<String>,
    /// The data it is about; none for every step, whatever it gets.
    pub data: Vec<DataName>,
}

/// Steps that must not run without a condition or an approval.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct RequireGuard {
    /// Apps by name or key; none for every app.
    pub apps: Vec<String>,
    /// Actions by their key or by a word of it, `refund`; none for every action of the apps.
    pub actions: Vec<String>,
    /// The name of the field that the condition has to look at.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub field: Option<String>,
    /// What counts; none for all of them.
    pub guards: Vec<GuardName>,
}

/// Data as a policy names it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DataName {
    /// A person's full or last name.
    Name,
    /// A first name.
    FirstName,
    /// An e-mail address.
    Email,
    /// A phone number.
    Phone,
    /// A postal address.
    Address,
    /// A date of birth.
    BirthDate,
    /// An IP address.
    IpAddress,
    /// A number given by a state.
    IdentityNumber,
    /// Bank details.
    Bank,
    /// Payment card details.
    Card,
    /// Health data.
    Health,
    /// Origin, religion, politics and the like.
    Special,
    /// A password.
    Password,
    /// A login code or link.
    LoginCode,
    /// A key or token.
    Key,
    /// A whole text that can hold anything.
    FreeText,
    /// Everything about a person.
    Personal,
    /// What harms a person most: identity numbers, bank and card details, health and specially protected data.
    Sensitive,
    /// Passwords, login codes and keys.
    Credentials,
}

/// A kind of place as a policy names it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DestinationName {
    /// A chat that other people read.
    Chat,
    /// A spreadsheet or table.
    Sheet,
    /// An outgoing mail.
    Mail,
    /// A text message or call.
    Sms,
    /// A language model.
    Ai,
    /// An address on the web, by a request.
    Web,
    /// A file or document.
    File,
    /// The public.
    Public,
    /// A system that keeps records.
    BusinessSystem,
}

/// What can stand guard before a step.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum GuardName {
    /// A Filter that tests data.
    Filter,
    /// A Path's rule that tests data.
    Path,
    /// Somebody's approval.
    Approval,
}

impl DataName {
    pub(super) const fn classes(self) -> Classes {
        let class = match self {
            Self::Name => Class::Name,
            Self::FirstName => Class::FirstName,
            Self::Email => Class::Email,
            Self::Phone => Class::Phone,
            Self::Address => Class::Address,
            Self::BirthDate => Class::BirthDate,
            Self::IpAddress => Class::IpAddress,
            Self::IdentityNumber => Class::GovId,
            Self::Bank => Class::Finance,
            Self::Card => Class::Card,
            Self::Health => Class::Health,
            Self::Special => Class::Special,
            Self::Password => Class::Password,
            Self::LoginCode => Class::LoginCode,
            Self::Key => Class::Secret,
            Self::FreeText => Class::FreeText,
            Self::Personal => return Classes::PERSONAL,
            Self::Sensitive => return Classes::SENSITIVE,
            Self::Credentials => return Classes::CREDENTIAL,
        };
        Classes::of(&[class])
    }

    /// The classes that several names mean.
    pub(crate) fn all(names: &[Self]) -> Classes {
        names.iter().fold(Classes::NONE, |classes, name| classes.union(name.classes()))
    }
}

impl DestinationName {
    /// Whether it means this place.
    pub(crate) fn is(self, destination: Destination) -> bool {
        destination
            == match self {
                Self::Chat => Destination::Chat,
                Self::Sheet => Destination::Sheet,
                Self::Mail => Destination::MailOut,
                Self::Sms => Destination::Sms,
                Self::Ai => Destination::Ai,
                Self::Web => Destination::Http,
                Self::File => Destination::File,
                Self::Public => Destination::Public,
                Self::BusinessSystem => Destination::SystemOfRecord,
            }
    }
}

impl CompanyRule {
    /// Why a rule matters that does not say so.
    pub const WHY: Word = word!("Your company has made this a rule.");
    /// What to do where a rule does not say so.
    pub const FIX: Word = word!("Change the step, or ask in your company who made the rule.");

    /// The measure it is listed under.
    #[must_use]
    pub fn measure(&self) -> Measure {
        let listed = Measure::ALL.into_iter().find(|measure| Some(measure.number()) == self.measure);
        let of_kind = || match (&self.forbid, &self.only_apps) {
            (Some(_), _) => Measure::Minimisation,
            (None, Some(_)) => Measure::Vendors,
            (None, None) => Measure::Access,
        };
        listed.unwrap_or_else(of_kind)
    }

    /// How bad it is.
    #[must_use]
    pub fn severity(&self) -> Severity {
        self.severity.unwrap_or(Severity::Medium)
    }

    /// What is wrong with it; the key is its place in the policy.
    pub(super) fn whole(&self, key: &str) -> Result<(), Said> {
        let wrong = |reason| Err(say!("“{}”: {}", key, reason));
        let is_named = self.id.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
            && self.id.starts_with(|first: char| first.is_ascii_alphabetic())
            && self.id.len() <= 40;
        let is_like_ours = self.id.get(1..).is_some_and(|rest| rest.bytes().all(|byte| byte.is_ascii_digit()))
            && self.id.starts_with(['Z', 'z', 'K', 'k']);
        if !is_named || is_like_ours {
            return wrong(say!(
                "the id of a rule has letters, digits and hyphens, such as ORG-1, and is not like Z101 or K1"
            ));
        }
        if self.title.trim().is_empty() {
            return wrong(say!("a rule needs a title"));
        }
        if let Some(measure) = self.measure.filter(|measure| !(1..=10).contains(measure)) {
            return Err(no_such(&format!("{key}.measure"), measure, word!("measure: they are 1 to 10")));
        }
        let kinds = [self.forbid.is_some(), self.only_apps.is_some(), self.require_guard.is_some()];
        if kinds.iter().filter(|&&is_set| is_set).count() != 1 {
            return wrong(say!("a rule has one of “forbid”, “only_apps” and “require_guard”"));
        }
        if self.forbid.as_ref().is_some_and(|forbid| *forbid == Forbid::default()) {
            return wrong(say!("“forbid” names neither data nor a place"));
        }
        if self.only_apps.as_ref().is_some_and(|only| only.apps.is_empty() && only.hosts.is_empty()) {
            return wrong(say!("“only_apps” names no app"));
        }
        if self.require_guard.as_ref().is_some_and(|guard| guard.apps.is_empty() && guard.actions.is_empty()) {
            return wrong(say!("“require_guard” names neither apps nor actions"));
        }
        Ok(())
    }
}

/// The rules, and more of them: of two with one id the later one stands.
pub(super) fn with_more(mut rules: Vec<CompanyRule>, more: &[CompanyRule]) -> Vec<CompanyRule> {
    rules.retain(|rule| !more.iter().any(|other| other.id.eq_ignore_ascii_case(&rule.id)));
    rules.extend(more.iter().cloned());
    rules
}

#[cfg(test)]
mod tests {
    use crate::policy::Policy;

    #[test]
    fn what_is_wrong_with_a_rule_is_told() {
        for (rule, expected) in [
            (r#""id":"Z999","title":"t","forbid":{"apps":["a"]}"#, "the id of a rule has letters"),
            (r#""id":"k1","title":"t","forbid":{"apps":["a"]}"#, "the id of a rule has letters"),
            (r#""id":"a b","title":"t","forbid":{"apps":["a"]}"#, "the id of a rule has letters"),
            (r#""id":"","title":"t","forbid":{"apps":["a"]}"#, "the id of a rule has letters"),
            (r#""id":"ORG-1","title":" ","forbid":{"apps":["a"]}"#, "a rule needs a title"),
            (r#""id":"ORG-1","title":"t""#, "a rule has one of “forbid”"),
            (
                r#""id":"ORG-1","title":"t","forbid":{"apps":["a"]},"only_apps":{"apps":["a"]}"#,
                "a rule has one of “forbid”",
            ),
            (r#""id":"ORG-1","title":"t","forbid":{}"#, "“forbid” names neither data nor a place"),
            (r#""id":"ORG-1","title":"t","only_apps":{"data":["email"]}"#, "“only_apps” names no app"),
            (r#""id":"ORG-1","title":"t","require_guard":{"field":"a"}"#, "“require_guard” names neither"),
        ] {
            let error = Policy::read(&format!(r#"{{"rules":[{{{rule}}}]}}"#)).unwrap_err().to_string();
            assert!(error.contains("“rules[0]”: ") && error.contains(expected), "{rule}: {error}");
        }
        let rule = r#"{"id":"ORG-1","title":"t","forbid":{"apps":["a"]}}"#;
        let error = |json: String| Policy::read(&json).unwrap_err().to_string();
        assert_eq!(
            error(format!(r#"{{"rules":[{rule},{}]}}"#, rule.to_lowercase())),
            "line 1, column 68: two rules have the id org-1"
        );
        assert_eq!(
            error(r#"{"rules":[{"id":"A","title":"t","measure":11,"forbid":{"apps":["a"]}}]}"#.into()),
            "line 1, column 17: “rules[0].measure” names “11”, and there is no such measure: they are 1 to 10"
        );
        let unknown = error(r#"{"rules":[{"id":"A","title":"t","forbid":{"data":["e-mail"]}}]}"#.into());
        assert!(unknown.ends_with("“rules[0].forbid.data[0]” cannot be “e-mail”: did you mean “email”?"), "{unknown}");
        // Its id is one like the others'.
        assert!(Policy::read(&format!(r#"{{"rules_off":["org-1"],"no_waivers":["ORG-1"],"rules":[{rule}]}}"#)).is_ok());
        // One that extends another replaces the rules it has itself.
        let policy = |title: &str| {
            let rule = rule.replace(r#""t""#, &format!(r#""{title}""#));
            Policy::read(&format!(r#"{{"rules":[{rule}]}}"#)).unwrap()
        };
        assert_eq!(policy("new").over(policy("old")), policy("new"));
    }
}
