//! A company's rule in words, for people who ask what it looks for.

use super::{CompanyRule, DataName, DestinationName, Forbid, GuardName, OnlyApps, RequireGuard};
use crate::{
    apps::Destination,
    data::Class,
    say, word,
    words::{Said, Word},
};

impl CompanyRule {
    /// What it looks for, one or two sentences.
    #[must_use]
    pub fn what(&self) -> Said {
        match (&self.forbid, &self.only_apps, &self.require_guard) {
            (Some(forbid), ..) => forbidden(forbid),
            (None, Some(only), _) => allowed(only),
            (None, None, Some(guard)) => guarded(guard),
            (None, None, None) => word!("nothing").into(),
        }
    }
}

fn forbidden(forbid: &Forbid) -> Said {
    let mut places = names(&forbid.apps);
    places.extend(names(&forbid.hosts));
    places.extend(forbid.destinations.iter().map(|kind| Said::from(kind.label())));
    match (data(&forbid.data), places) {
        (data, places) if data.is_empty() => say!("It looks for steps that use {}.", places),
        (data, places) if places.is_empty() => say!("It looks for {} leaving the Zap.", data),
        (data, places) => say!("It looks for {} on the way to {}.", data, places),
    }
}

fn allowed(only: &OnlyApps) -> Said {
    let mut places = names(&only.apps);
    places.extend(names(&only.hosts));
    match data(&only.data) {
        data if data.is_empty() => say!("It looks for steps that use anything but {}.", places),
        data => say!("It looks for {} on the way to anything but {}.", data, places),
    }
}

fn guarded(guard: &RequireGuard) -> Said {
    let steps = match (names(&guard.actions), names(&guard.apps)) {
        (actions, apps) if actions.is_empty() => say!("steps of {}", apps),
        (actions, apps) if apps.is_empty() => say!("steps that do “{}”", actions),
        (actions, apps) => say!("steps of {} that do “{}”", apps, actions),
    };
    let kinds = match guard.guards.as_slice() {
        [] => GuardName::ALL.as_slice(),
        chosen => chosen,
    };
    let kinds: Vec<Said> = kinds.iter().map(|kind| Said::from(kind.label())).collect();
    match &guard.field {
        Some(field) => {
            say!("It looks for {} without any of these before them that looks at “{}”: {}.", steps, field, kinds)
        }
        None => say!("It looks for {} without any of these before them: {}.", steps, kinds),
    }
}

fn names(names: &[String]) -> Vec<Said> {
    names.iter().map(|name| say!("{}", name)).collect()
}

fn data(names: &[DataName]) -> Vec<Said> {
    names.iter().map(|name| Said::from(name.label())).collect()
}

impl DataName {
    fn label(self) -> Word {
        match self {
            Self::Personal => word!("personal data"),
            Self::Sensitive => word!("personal data whose loss harms most"),
            Self::Credentials => word!("passwords, login codes and keys"),
            _ => Class::ALL
                .into_iter()
                .find(|class| self.classes().contains(*class))
                .map_or(word!("personal data"), Class::label),
        }
    }
}

impl DestinationName {
    fn label(self) -> Word {
        let places = Destination::ALL.into_iter();
        places.into_iter().find(|place| self.is(*place)).map_or(word!("nothing"), Destination::label)
    }
}

impl GuardName {
    const ALL: [Self; 3] = [Self::Filter, Self::Path, Self::Approval];

    const fn label(self) -> Word {
        match self {
            Self::Filter => word!("a Filter that tests something"),
            Self::Path => word!("a Path's rule that tests something"),
            Self::Approval => word!("somebody's approval"),
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::policy::Policy;

    #[test]
    fn a_rule_is_told_in_a_sentence() {
        for (rule, expected) in [
            (
                r#""forbid":{"data":["health","personal"],"apps":["Slack"],"hosts":["x.example"],"destinations":["ai"]}"#,
                "It looks for health data and personal data on the way to Slack, x.example and an AI model.",
            ),
            (r#""forbid":{"data":["card"]}"#, "It looks for payment card details leaving the Zap."),
            (r#""forbid":{"hosts":["x.example"]}"#, "It looks for steps that use x.example."),
            (r#""only_apps":{"apps":["A","B"]}"#, "It looks for steps that use anything but A and B."),
            (
                r#""only_apps":{"apps":["A"],"data":["email"]}"#,
                "It looks for an e-mail address on the way to anything but A.",
            ),
            (
                r#""require_guard":{"apps":["Stripe"],"actions":["refund"],"field":"amount","guards":["filter"]}"#,
                "It looks for steps of Stripe that do “refund” without any of these before them that looks at “amount”: \
                 a Filter that tests something.",
            ),
            (
                r#""require_guard":{"actions":["delete"]}"#,
                "It looks for steps that do “delete” without any of these before them: a Filter that tests something, \
                 a Path's rule that tests something and somebody's approval.",
            ),
        ] {
            let policy = Policy::read(&format!(r#"{{"rules":[{{"id":"A","title":"t",{rule}}}]}}"#)).unwrap();
            assert_eq!(policy.rules[0].what().to_string(), expected);
        }
    }
}
