//! Z602: nobody can tell what the Zap is.

use crate::letters::lowercase;
use crate::rules::prelude::*;

pub(in crate::rules) const RULE: Rule = Rule {
    id: "Z602",
    name: "unidentified-zap",
    measure: Measure::Auditing,
    title: "Nobody can tell what this Zap is for",
    severity: Severity::Low,
    confidence: Confidence::High,
    persona: Persona::Regular,
    what: "The Zap has no name of its own, or most of its many steps have none.",
    why: "What nobody can name, nobody reviews; and copies go on holding the keys of the original.",
    fix: "Give the Zap a name and a description that say what it does and who answers for it, and name its steps.",
    references: &["CWE-1059", "CD-SEC-09", "LCNC-SEC-09", "API9:2023"],
    check,
};

/// With fewer steps the apps alone tell what they are for.
const MANY_STEPS: usize = 4;

fn check(facts: &Facts<'_>, outcomes: &mut Outcomes) {
    outcomes.looked();
    let place = Place { step: None, field: Some("title".to_owned()) };
    match facts.zap.title.as_deref().map(str::trim) {
        None => outcomes.not_checked(place, say!("the Zap's name is not in what was read")),
        Some("") => {
            outcomes.find(place, say!("The Zap has no name."));
        }
        Some(title) => {
            if let Some(what) = says_nothing(title, facts) {
                outcomes.find(place, what).evidence(title);
            }
        }
    }
    let writing: Vec<&StepFacts<'_>> = facts.steps.iter().filter(|facts| is_writing(facts)).collect();
    let unnamed = writing.iter().filter(|facts| facts.step.title.is_none()).count();
    if writing.len() >= MANY_STEPS && unnamed * 2 > writing.len() {
        let message = if unnamed == writing.len() {
            say!("None of the {} steps that change something has a name.", unnamed)
        } else {
            say!("{} of the {} steps that change something have no name.", unnamed, writing.len())
        };
        outcomes.find(Place::zap(), message);
    }
}

/// Paths, Filters and Formatter are not counted.
fn is_writing(facts: &StepFacts<'_>) -> bool {
    matches!(facts.step.kind, StepKind::Action | StepKind::SearchOrCreate)
        && !matches!(facts.product, Product::Formatter | Product::Delay | Product::Looping)
}

fn says_nothing(title: &str, facts: &Facts<'_>) -> Option<Said> {
    let lower = lowercase(title);
    let words: Vec<&str> = lower.split(|char: char| !char.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    if is_copy(&lower) {
        return Some(say!("The Zap's name says that it is a copy, not what it is for."));
    }
    let is_numbered = |rest: &[&str]| rest.iter().all(|word| word.bytes().all(|byte| byte.is_ascii_digit()));
    let generic = match words.as_slice() {
        _ if !facts.zap.is_named() => true,
        ["asdf" | "abc" | "xxx" | "foo" | "temp" | "tmp" | "draft" | "unbenannt"] => true,
        ["my", "first", "zap"] => true,
        ["new" | "my" | "test", "zap", rest @ ..] | ["zap" | "test" | "testing", rest @ ..] => is_numbered(rest),
        _ => false,
    };
    if generic {
        return Some(say!("The Zap's name does not say what it is for."));
    }
    if facts
        .steps
        .iter()
        .skip(1)
        .any(|step| apps::find(step.step).is_some() && lower == lowercase(&apps::app_name(step.step)))
    {
        return Some(say!("The Zap's name is just that of an app."));
    }
    let trigger = facts.zap.trigger()?;
    let app = lowercase(&apps::app_name(trigger));
    let event = lowercase(&apps::step_name(trigger));
    let action = lowercase(&trigger.action).replace('_', " ");
    let is_own = lower == app
        || lower == event
        || (!action.is_empty() && lower == action)
        || event.strip_suffix(&format!(" in {app}")) == Some(&lower);
    is_own.then(|| say!("The Zap's name is just that of its trigger."))
}

/// The name that Zapier or its owner gave to a copy. "Copy of the contract to Drive" says what the Zap does.
fn is_copy(lower: &str) -> bool {
    let starts = ["(copy", "copy:", "kopie:", "kopie von ", "copie de ", "copia de "];
    let plain = lower.trim_end_matches(|char: char| char.is_ascii_digit() || matches!(char, ' ' | ')'));
    let ends = ["(copy", "- copy", "\u{2013} copy", "(kopie", "- kopie"];
    starts.iter().any(|start| lower.starts_with(start))
        || ends.iter().any(|end| plain.ends_with(end))
        || (lower.starts_with("copy of ") && !lower.contains(" to ") && !lower.contains(" in"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_say_nothing_are_found() {
        for title in [
            "", "  ", "(Copy 2) Leads", "Leads (copy) 2", "Copy of leads", "Kopie von Leads", "asdf", "Untitled Zap",
            "Untitled Zap for leads", "Untitled (2)", "Untitled draft", "Unbenannter Zap", "Zap sans titre",
            "(Copy) Latest invoices", "Copy: Leads", "Leads - Copy", "New Zap", "Zap 12", "test", "Catch Hook",
            "Webhooks by Zapier", "Slack",
        ] {
            finds_titled(&RULE, title, steps![hook(), slack("x")], &[(0, "title", Severity::Low)]);
        }
        finds_titled(
            &RULE,
            "Order intake",
            steps![hook(), slack("a"), slack("b"), slack("c"), slack("d").title("Tell sales")],
            &[(0, "", Severity::Low)],
        );
        let none = steps![hook(), slack("a"), slack("b"), slack("c"), slack("d")];
        finds_titled(&RULE, "Order intake", none, &[(0, "", Severity::Low)]);
    }

    #[test]
    fn a_name_that_was_not_read_is_not_judged() {
        let draft = r#"{"zdl": {"steps": [{"id": "1", "app": "WebHookCLIAPI", "type": "read", "action": "hook_v2"}]}}"#;
        let zap = crate::read::read(draft).expect("a draft").zaps.remove(0);
        let policy = crate::policy::Policy::default();
        let mut outcomes = Outcomes::new(RULE.severity, RULE.confidence, RULE.persona);
        check(&Facts::new(&zap, &policy), &mut outcomes);
        assert_eq!(outcomes.outcome(), crate::finding::Outcome::NotChecked);
    }

    #[test]
    fn names_that_say_something_are_left_alone() {
        for title in [
            "Latest invoices", "Contest entries", "Zap 1: Create and update issues", "Copywriting requests",
            "Copy of the contract to Drive", "Draft invoices", "Test results to HR", "Untitled Base rows to Slack",
        ] {
            finds_titled(&RULE, title, steps![hook(), slack("x"), slack("y"), slack("z")], &[]);
        }
        finds_titled(
            &RULE,
            "Order intake",
            steps![
                hook(),
                slack("a").title("A"),
                slack("b").title("B"),
                slack("c"),
                slack("d"),
                filter("1__a", "iexact", "b")
            ],
            &[],
        );
    }
}
