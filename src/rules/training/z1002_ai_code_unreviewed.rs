//! Z1002: AI-written code that nobody has read.

use crate::{lint, rules::prelude::*};

pub(in crate::rules) const RULE: Rule = Rule {
    id: "Z1002",
    name: "ai-code-unreviewed",
    measure: Measure::Training,
    title: "Code was written by AI and not reviewed",
    severity: Severity::Info,
    confidence: Confidence::High,
    persona: Persona::Auditor,
    what: "Zapier's AI wrote the code of this step, and nobody has marked it as reviewed.",
    why: "AI writes code that looks right; whether it also sends data elsewhere or trusts what strangers typed, only a reader sees.",
    fix: "Read the code, or ask somebody who can, then mark it as reviewed.",
    references: &["CD-SEC-01", "GDPR Art. 39(1)(b)", "45 CFR 164.308(a)(5)"],
    check,
};

fn check(facts: &Facts<'_>, outcomes: &mut Outcomes) {
    for (step, code) in facts.code_steps() {
        outcomes.looked();
        let reviewed = || {
            // Most people have marked none.
            if facts.policy.reviewed_code.is_empty() {
                return false;
            }
            let hash = lint::code_hash(step.step.field("code").map_or("", |field| field.text()));
            facts.policy.reviewed_code.iter().any(|known| known.eq_ignore_ascii_case(&hash))
        };
        if !step.step.ai_written || code.is_blank() || reviewed() {
            continue;
        }
        let place = Place::field(step.step, "code");
        if code.requests().is_empty() {
            outcomes.find(place, say!("Zapier's AI wrote this code, and nobody has marked it as reviewed."));
        } else {
            outcomes
                .find(place, say!("Zapier's AI wrote this code, it sends data over the network, and nobody has marked it as reviewed."))
                .severity(Severity::Low)
                .persona(Persona::Regular);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{facts::Facts, policy::Policy};

    #[test]
    fn unread_code_is_found() {
        finds(&RULE, steps![hook(), javascript("return {a: 1}").ai_written()], &[(2, "code", Severity::Info)]);
        finds(
            &RULE,
            steps![hook(), javascript("await fetch('https://api.example.com/x')").ai_written()],
            &[(2, "code", Severity::Low)],
        );
    }

    #[test]
    fn code_of_people_and_reviewed_code_are_left_alone() {
        silent(&RULE, steps![hook(), javascript("return {a: 1}"), slack("x").ai_written()]);
        let code = "return {a: 1}";
        let [zap, _] = zaps("Reviewed", &[hook().into(), javascript(code).ai_written().into()]);
        let policy = Policy { reviewed_code: vec![lint::code_hash(code)], ..Policy::default() };
        let mut outcomes = Outcomes::new(RULE.severity, RULE.confidence, RULE.persona);
        check(&Facts::new(&zap, &policy), &mut outcomes);
        assert!(outcomes.finish().0.is_empty());
    }
}
