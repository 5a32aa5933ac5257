//! Z604: not reviewed, or changed since.

use crate::{history::Standing, rules::prelude::*};

pub(in crate::rules) const RULE: Rule = Rule {
    id: "Z604",
    name: "review-due",
    measure: Measure::Auditing,
    title: "This Zap is due for a review",
    severity: Severity::Info,
    confidence: Confidence::High,
    persona: Persona::Regular,
    what: "What Zaplint remembers on this computer says that the Zap was changed after its last review, or that the review is too old.",
    why: "A review is worth nothing once the Zap does something else, and what was right a while ago may not be today.",
    fix: "Look through the findings and the checklist, then record the review anew.",
    references: &["GDPR Art. 32(1)(d)", "45 CFR 164.308(a)(1)(ii)(D)", "45 CFR 164.308(a)(8)"],
    check,
};

/// After how many days a review is due again, where the settings do not say.
const DAYS: u32 = 90;

fn check(facts: &Facts<'_>, outcomes: &mut Outcomes) {
    let Some(past) = &facts.past else {
        return outcomes
            .not_checked(Place::zap(), say!("no review recorded: there is no local record to look it up in"));
    };
    match past.review() {
        Standing::Never => outcomes.not_checked(Place::zap(), say!("no review recorded for this Zap so far")),
        Standing::Changed(review) => {
            outcomes.find(Place::zap(), say!("The Zap was changed after its review of {}.", Day::from(review.day())));
        }
        Standing::Unchanged(review, days) => {
            outcomes.looked();
            if days > i64::from(facts.policy.review_days.unwrap_or(DAYS)) {
                outcomes.find(
                    Place::zap(),
                    say!("The last review, of {}, was {} days ago.", Day::from(review.day()), days),
                );
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        finding::Outcome,
        history::{Deed, History},
        policy::Policy,
        rules::testkit::Node,
    };

    /// How it comes out for these steps when others were reviewed on 1 September 2026.
    fn outcome(reviewed: &[Node], now: &[Node], today: &str, policy: &Policy) -> Outcome {
        let [before, _] = zaps("Sample", reviewed);
        let mut history = History::default();
        history.mark(&before, "", Deed::Review, "2026-09-01T12:00:00Z", Some("Kim"));
        let [draft, export] = zaps("Sample", now).map(|zap| {
            let mut outcomes = Outcomes::new(RULE.severity, RULE.confidence, RULE.persona);
            check(&Facts::new(&zap, policy).with_past(Some(history.of(&zap, today))), &mut outcomes);
            outcomes.outcome()
        });
        assert_eq!(draft, export);
        draft
    }

    #[test]
    fn changes_and_old_reviews_are_found() {
        let zap = steps![hook(), post("https://a.example.com").field("data.id", "{{1__id}}")];
        let header =
            steps![hook(), post("https://a.example.com").field("data.id", "{{1__id}}").field("headers.X-Team", "blue")];
        let policy = Policy::default();
        assert_eq!(outcome(&zap, &zap, "2026-11-24", &policy), Outcome::Passed);
        assert_eq!(outcome(&zap, &zap, "2026-11-30", &policy), Outcome::Passed);
        assert_eq!(outcome(&zap, &zap, "2026-12-01", &policy), Outcome::Found);
        assert_eq!(outcome(&zap, &header, "2026-09-02", &policy), Outcome::Found);
        let weekly = Policy { review_days: Some(7), ..Policy::default() };
        assert_eq!(outcome(&zap, &zap, "2026-09-10", &weekly), Outcome::Found);
    }

    #[test]
    fn a_first_visit_is_not_checked() {
        comes_out(&RULE, steps![hook(), slack("x")], Outcome::NotChecked);
        let zap = steps![hook(), slack("x")];
        let [draft, _] = zaps("Sample", &zap);
        let (policy, history) = (Policy::default(), History::default());
        let mut outcomes = Outcomes::new(RULE.severity, RULE.confidence, RULE.persona);
        check(&Facts::new(&draft, &policy).with_past(Some(history.of(&draft, "2026-11-24"))), &mut outcomes);
        assert_eq!(outcomes.outcome(), Outcome::NotChecked);
    }
}
