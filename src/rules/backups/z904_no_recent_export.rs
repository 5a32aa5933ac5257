//! Z904: no copy of this Zap.

use crate::{history::Standing, rules::prelude::*};

pub(in crate::rules) const RULE: Rule = Rule {
    id: "Z904",
    name: "no-recent-export",
    measure: Measure::Backups,
    title: "There is no recent copy of this Zap",
    severity: Severity::Info,
    confidence: Confidence::High,
    persona: Persona::Regular,
    what: "What Zaplint remembers on this computer says that the Zap was never exported, that it was changed after its last export, or that \
           this is more than 90 days ago.",
    why: "Zapier keeps a Zap's versions in the same account: if that is lost or emptied, they are lost with it.",
    fix: "Export the Zap now: once as it is, to a safe place, and once with everything secret taken out, for sharing.",
    references: &["45 CFR 164.308(a)(7)(ii)(A)", "GDPR Art. 32(1)(c)"],
    check,
};

/// After how many days an export is too old.
const DAYS: i64 = 90;

fn check(facts: &Facts<'_>, outcomes: &mut Outcomes) {
    let Some(past) = &facts.past else {
        return outcomes
            .not_checked(Place::zap(), say!("no export recorded: there is no local record to look it up in"));
    };
    outcomes.looked();
    let message = match past.export() {
        Standing::Never => say!("No export of this Zap is recorded."),
        Standing::Changed(export) => say!("The Zap was changed after its export of {}.", Day::from(export.day())),
        Standing::Unchanged(export, days) if days > DAYS => {
            say!("The last export, of {}, was {} days ago.", Day::from(export.day()), days)
        }
        Standing::Unchanged(..) => return,
    };
    outcomes.find(Place::zap(), message);
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

    /// How it comes out for these steps with this record.
    fn outcome(history: Option<&History>, now: &[Node], today: &str) -> Outcome {
        let policy = Policy::default();
        let [draft, export] = zaps("Sample", now).map(|zap| {
            let mut outcomes = Outcomes::new(RULE.severity, RULE.confidence, RULE.persona);
            check(&Facts::new(&zap, &policy).with_past(history.map(|history| history.of(&zap, today))), &mut outcomes);
            outcomes.outcome()
        });
        assert_eq!(draft, export);
        draft
    }

    #[test]
    fn a_zap_without_a_recent_copy_is_found() {
        let zap = steps![hook(), slack("x")];
        let [before, _] = zaps("Sample", &zap);
        let mut history = History::default();
        assert_eq!(outcome(Some(&history), &zap, "2026-11-24"), Outcome::Found);
        // A review is no copy.
        history.mark(&before, "", Deed::Review, "2026-09-01", None);
        assert_eq!(outcome(Some(&history), &zap, "2026-09-01"), Outcome::Found);
        history.mark(&before, "", Deed::Export, "2026-09-01T12:00:00Z", None);
        assert_eq!(outcome(Some(&history), &zap, "2026-09-01"), Outcome::Passed);
        assert_eq!(outcome(Some(&history), &zap, "2026-11-30"), Outcome::Passed);
        assert_eq!(outcome(Some(&history), &zap, "2026-12-01"), Outcome::Found);
        let changed = steps![hook(), slack("y")];
        assert_eq!(outcome(Some(&history), &changed, "2026-09-02"), Outcome::Found);
        assert_eq!(outcome(None, &zap, "2026-09-01"), Outcome::NotChecked);
    }
}
