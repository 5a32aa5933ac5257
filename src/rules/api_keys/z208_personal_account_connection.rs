//! Z208: a Zap of the company runs on somebody's private account.

use crate::{apps::Kind, data::is_free_mail, rules::prelude::*};

pub(in crate::rules) const RULE: Rule = Rule {
    id: "Z208",
    name: "personal-account-connection",
    measure: Measure::ApiKeys,
    title: "The Zap runs on somebody's private account",
    severity: Severity::Medium,
    confidence: Confidence::Medium,
    persona: Persona::Regular,
    what: "A step for mail, files or customers uses an account with an address that is none of the company's.",
    why: "Everything the Zap does appears as that person. It stops when they leave, or goes on without anybody being able to stop it.",
    fix: "Connect an account that belongs to the role, such as automation@ your company, with no more rights than the Zap needs.",
    references: &["CWE-284", "LCNC-SEC-01", "CD-SEC-02", "45 CFR 164.308(a)(3)(ii)(C)"],
    check,
};

fn check(facts: &Facts<'_>, outcomes: &mut Outcomes) {
    let domains = facts.policy.company_domains.as_slice();
    let mut told: Vec<&str> = Vec::new();
    let mut is_unnamed = false;
    for step in facts.zap.steps().iter().filter(|step| is_about_mail_or_files(step)) {
        let Some(name) = connection_name(step) else {
            is_unnamed |= step.connection.as_deref().is_some_and(|id| id != "0");
            continue;
        };
        outcomes.looked();
        let Some(domain) = domain_of(name).filter(|_| !told.contains(&name)) else {
            continue;
        };
        told.push(name);
        let app = apps::app_name(step);
        if domains.is_empty() {
            if is_free_mail(domain) {
                outcomes
                    .find(Place::step(step), say!("{} is connected with a private address at {}.", app, domain))
                    .severity(Severity::Low)
                    .persona(Persona::Pedantic)
                    .evidence(format!("…@{domain}"));
            }
        } else if !facts.policy.owns(domain) {
            outcomes
                .find(
                    Place::step(step),
                    say!("{} is connected with an address at {}, which is none of your company's.", app, domain),
                )
                .evidence(format!("…@{domain}"));
        }
    }
    // Without the company's domains only those who want every small thing would hear of it.
    if is_unnamed && (!domains.is_empty() || facts.policy.persona >= Some(Persona::Pedantic)) {
        let reason = say!(
            "whose accounts the steps use is not in the data that was read; look at the account in each step's setup"
        );
        outcomes.not_checked(Place::zap(), reason);
    }
}

fn is_about_mail_or_files(step: &Step) -> bool {
    matches!(
        apps::kind(step),
        Kind::Mailbox | Kind::MailSender | Kind::Files | Kind::Documents | Kind::Spreadsheet | Kind::Crm
    )
}

/// The name of the connected account, as the editor labels it.
fn connection_name(step: &Step) -> Option<&str> {
    step.labels.get("authentication_id")
}

/// The domain of the address in a name: `acme.example` of "Gmail kim@acme.example #2".
fn domain_of(name: &str) -> Option<&str> {
    let (_, after) = name.split_once('@')?;
    let end = after.find(|char: char| !(char.is_alphanumeric() || matches!(char, '.' | '-'))).unwrap_or(after.len());
    let domain = after.get(..end)?.trim_matches('.');
    domain.contains('.').then_some(domain)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{finding::Outcome, policy::Policy};

    fn company() -> Policy {
        Policy { company_domains: vec!["example.org".to_owned()], ..Policy::default() }
    }

    fn gmail(name: &str) -> StepBuilder {
        trigger("GoogleMailV2CLIAPI@2.5.0", "message").connection(name)
    }

    #[test]
    fn foreign_accounts_are_found_once() {
        let drive = action("GoogleDriveCLIAPI@1.0.0", "upload_file").connection("Google Drive kim.lee@gmail.com #2");
        finds_under(
            &company(),
            &RULE,
            steps![
                gmail("kim.lee@gmail.com"),
                gmail("kim.lee@gmail.com"),
                drive.clone(),
                slack("x").connection("kim.lee@gmail.com")
            ],
            &[(1, "", Severity::Medium), (3, "", Severity::Medium)],
        );
        finds_under(&company(), &RULE, steps![gmail("Ops <ops@agency.example>")], &[(1, "", Severity::Medium)]);
        finds(&RULE, steps![hook(), drive], &[(2, "", Severity::Low)]);
    }

    #[test]
    fn look_alikes_are_left_alone() {
        for name in ["automation@example.org", "Automation@Mail.Example.ORG", "Gmail of the sales team"] {
            finds_under(&company(), &RULE, steps![gmail(name)], &[]);
        }
        silent(&RULE, steps![gmail("kim@company.example")]);
    }

    #[test]
    fn accounts_without_a_name_are_not_checked() {
        comes_out_under(&company(), &RULE, steps![gmail("")], Outcome::NotChecked);
        comes_out(&RULE, steps![gmail("")], Outcome::NotApplicable);
        comes_out_under(&company(), &RULE, steps![hook(), slack("x").connection("")], Outcome::NotApplicable);
    }

    #[test]
    fn only_the_domain_is_told() {
        assert_eq!(domain_of("Gmail kim@acme.example."), Some("acme.example"));
        for name in ["Gmail", "kim@", "kim@home", "@"] {
            assert_eq!(domain_of(name), None, "{name}");
        }
    }
}
