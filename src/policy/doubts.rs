//! What is no mistake in a policy, and probably not meant: an app counts by its whole name, and one that nobody has is never met.

use super::Policy;
use crate::{apps, say, words::Said};

impl Policy {
    /// The names of apps that may mean others, with these.
    #[must_use]
    pub fn doubts(&self) -> Vec<Said> {
        let rules = self.rules.iter().enumerate().flat_map(|(place, rule)| {
            let of_kinds = [
                ("forbid", rule.forbid.as_ref().map(|forbid| &forbid.apps)),
                ("only_apps", rule.only_apps.as_ref().map(|only| &only.apps)),
                ("require_guard", rule.require_guard.as_ref().map(|guard| &guard.apps)),
            ];
            of_kinds.into_iter().filter_map(move |(kind, apps)| Some((format!("rules[{place}].{kind}.apps"), apps?)))
        });
        let lists = [("approved_apps", &self.approved_apps), ("denied_apps", &self.denied_apps)];
        let lists = lists.map(|(key, apps)| (key.to_owned(), apps)).into_iter().chain(rules);
        lists.flat_map(|(key, apps)| apps.iter().filter_map(move |name| doubt(&key, name))).collect()
    }
}

fn doubt(key: &str, name: &str) -> Option<Said> {
    let is_known = apps::known_names().any(|known| apps::is_same_name(known, name));
    let longer = |known: &&str| {
        let begins = known.get(..name.len()).is_some_and(|start| start.eq_ignore_ascii_case(name));
        begins && known.get(name.len()..).is_some_and(|rest| rest.starts_with(' '))
    };
    let slip = |known: &&str| strsim::osa_distance(&known.to_ascii_lowercase(), &name.to_ascii_lowercase()) == 1;
    let mut others: Vec<&str> = apps::known_names().filter(longer).collect();
    if others.is_empty() && !is_known && name.len() > 3 {
        others = apps::known_names().filter(slip).collect();
    }
    others.sort_unstable();
    others.dedup();
    if others.is_empty() {
        return None;
    }
    let others = others.join(", ");
    Some(if is_known {
        say!("“{}”: “{}” means the app of just this name. Others are: {}", key, super::shown(name), others)
    } else {
        say!("“{}”: no app is known as “{}”. Did you mean: {}", key, super::shown(name), others)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_may_mean_other_apps_are_told() {
        let told = |toml: &str| -> Vec<String> {
            Policy::read_toml(toml).unwrap().doubts().iter().map(ToString::to_string).collect()
        };
        assert_eq!(told("approved_apps = [\"Gmail\", \"discord\", \"Our Own Tool\"]"), [""; 0]);
        assert_eq!(
            told("denied_apps = [\"Slak\"]"),
            ["“denied_apps”: no app is known as “Slak”. Did you mean: Slab, Slack"]
        );
        let rule = "[[rules]]\nid = \"A\"\ntitle = \"t\"\nforbid = { apps = [\"jira\"] }";
        let [jira] = told(rule).try_into().unwrap();
        assert!(
            jira.starts_with("“rules[0].forbid.apps”: “jira” means the app of just this name. Others are: Jira S"),
            "{jira}"
        );
    }
}
