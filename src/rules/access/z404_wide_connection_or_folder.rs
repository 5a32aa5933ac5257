//! Z404: account or folder open to everyone.

use crate::{apps::Kind, data::has_phrase, rules::prelude::*};

pub(in crate::rules) const RULE: Rule = Rule {
    id: "Z404",
    name: "wide-connection-or-folder",
    measure: Measure::Access,
    title: "Account or folder open to everyone",
    severity: Severity::Medium,
    confidence: Confidence::Low,
    persona: Persona::Regular,
    what: "The connected account of a mailbox, file store, customer, staff, money or code app is shared with everyone, or the Zap lies in a \
           folder that every member can open although it carries sensitive data.",
    why: "Whoever can use a shared account sees the data of tests and can build Zaps of their own with it. Members of a folder can change \
          its Zaps and read their history.",
    fix: "Share the account with named people or a team, use an account made for this Zap alone, and keep the Zap in a restricted folder.",
    references: &[
        "CWE-732", "CWE-269", "LCNC-SEC-01", "LCNC-SEC-02", "CD-SEC-02", "CD-SEC-03", "GDPR Art. 25(2)",
        "GDPR Art. 32", "45 CFR 164.312(a)(1)",
    ],
    check,
};

/// A Zap holds numbers of accounts and folders, not who shares them. Where the account's name does not say it, all there
/// is to say is what to look up, once.
fn check(facts: &Facts<'_>, outcomes: &mut Outcomes) {
    let mut named: Vec<String> = Vec::new();
    let mut open: Vec<&str> = Vec::new();
    for step in facts.zap.steps() {
        if step.connection.is_none() || !opens_much(step) {
            continue;
        }
        let name = apps::app_name(step);
        match step.labels.get("authentication_id").filter(|label| has_phrase(label, EVERYONE)) {
            Some(label) if open.contains(&label) => {}
            Some(label) => {
                open.push(label);
                outcomes
                    .find(Place::step(step), say!("The account of {} is shared with everyone.", name))
                    .severity(Severity::High)
                    .confidence(Confidence::High)
                    .evidence(label);
            }
            None if named.contains(&name) => {}
            None => named.push(name),
        }
    }
    let folder = facts.holds(Classes::SENSITIVE);
    if named.is_empty() && !folder {
        return;
    }
    let names = named.join(", ");
    let reason = match (named.len(), folder) {
        (0, _) => say!(
            "a Zap does not hold with whom its folder is shared: see the folder in Zapier, for the Zap carries sensitive data"
        ),
        (1, false) => {
            say!("a Zap does not hold with whom its account ({}) is shared: see App connections in Zapier", names)
        }
        (_, false) => {
            say!("a Zap does not hold with whom its accounts ({}) are shared: see App connections in Zapier", names)
        }
        (1, true) => say!(
            "a Zap does not hold with whom its account ({}) and its folder are shared: see App connections and the folder in Zapier, for the Zap carries sensitive data",
            names
        ),
        (_, true) => say!(
            "a Zap does not hold with whom its accounts ({}) and its folder are shared: see App connections and the folder in Zapier, for the Zap carries sensitive data",
            names
        ),
    };
    outcomes.not_checked(Place::zap(), reason);
}

/// What the name of an account says that everyone can use.
#[rustfmt::skip]
const EVERYONE: &[&str] = &[
    "shared with everyone", "everyone in", "everyone at", "shared with all", "all members", "mit allen geteilt",
    "partage avec tout le monde", "partage avec tous", "compartido con todos", "condiviso con tutti",
    "gedeeld met iedereen",
];

/// Whoever can use the account can read mail, files, customers, staff, money or code.
fn opens_much(step: &Step) -> bool {
    matches!(
        apps::kind(step),
        Kind::Mailbox
            | Kind::Files
            | Kind::Crm
            | Kind::People
            | Kind::Directory
            | Kind::Finance
            | Kind::CodeHost
            | Kind::Health
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{finding::Outcome, policy::Policy, rules::testkit::StepBuilder};

    /// What is said where the steps at these numbers have an account.
    fn reasons(nodes: Vec<Node>) -> Vec<String> {
        zaps("Sample", &nodes)
            .into_iter()
            .map(|zap| {
                let mut outcomes = Outcomes::new(RULE.severity, RULE.confidence, RULE.persona);
                check(&Facts::new(&zap, &Policy::default()), &mut outcomes);
                let (findings, mut entries) = outcomes.finish();
                assert!(findings.is_empty() && entries.len() <= 1);
                entries.pop().map_or_else(String::new, |entry| entry.reason.to_string())
            })
            .collect()
    }

    fn connected(step: StepBuilder) -> StepBuilder {
        step.connection("")
    }

    #[test]
    fn one_line_says_what_to_look_up() {
        let mail = || connected(action("GoogleMailV2CLIAPI@2.2.0", "message")).field("to", "ops@example.com");
        let drive = || connected(action("GoogleDriveCLIAPI@1.0.0", "upload_file"));
        let expected = "a Zap does not hold with whom its accounts (Gmail, Google Drive) are shared: see App connections in Zapier";
        assert_eq!(reasons(steps![new_row(), mail(), drive(), mail()]), [expected, expected]);
        for said in reasons(steps![new_row(), sheet("COL$A", "{{1__ssn}}")]) {
            assert!(said.contains("its folder is shared"), "{said}");
        }
        for said in reasons(steps![new_row(), mail().field("body", "{{1__diagnosis}}")]) {
            assert!(said.contains("its account (Gmail) and its folder are shared"), "{said}");
        }
    }

    #[test]
    fn an_account_whose_name_says_everyone_is_found() {
        let crm = |name: &str| {
            action("HubSpotCLIAPI@1.0.0", "create_contact").connection(name).field("firstname", "{{1__name}}")
        };
        let open = "HubSpot (shared with everyone)";
        finds(&RULE, steps![hook(), crm(open), crm(open)], &[(2, "", Severity::High)]);
        finds(&RULE, steps![hook(), crm("Vertrieb, mit allen geteilt")], &[(2, "", Severity::High)]);
        for name in ["HubSpot (shared with Sales)", "HubSpot kim@example.com", "Everyone Counts Ltd"] {
            comes_out(&RULE, steps![hook(), crm(name)], Outcome::NotChecked);
        }
        silent(&RULE, steps![hook(), slack("Hi").connection(open)]);
    }

    #[test]
    fn zaps_it_does_not_concern_are_left_alone() {
        comes_out(&RULE, steps![new_row(), slack("{{1__name}}")], Outcome::NotApplicable);
        comes_out(&RULE, steps![hook(), connected(slack("Hi"))], Outcome::NotApplicable);
        // No account is connected.
        comes_out(&RULE, steps![hook(), action("GoogleMailV2CLIAPI@2.2.0", "message")], Outcome::NotApplicable);
    }
}
