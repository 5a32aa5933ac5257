//! Z103: a typed password that is weak, used twice, or given to every new user.

use std::borrow::Cow;

use crate::{
    data::{user_name, weak_password::weakness},
    facts::{Secret, members},
    rules::prelude::*,
    zap::Field,
};

pub(in crate::rules) const RULE: Rule = Rule {
    id: "Z103",
    name: "weak-or-shared-password",
    measure: Measure::Credentials,
    title: "A weak or shared password is typed into a step",
    severity: Severity::High,
    confidence: Confidence::High,
    persona: Persona::Regular,
    what: "A typed password is one that everybody tries first, is the user name, is shorter than 12 characters, stands in several steps, \
           or is given to every user the step creates.",
    why: "Such a password is guessed within minutes, and one that opens several doors opens all of them when it leaks once.",
    fix: "Take it out of the step, and set a new one where it is used: long, random and for this one account only. Turn two-factor \
          sign-in on there. If the step creates users, let the app send each of them a mail to set their own.",
    references: &["CWE-521", "CWE-1391", "CD-SEC-07", "NIST SP 800-63B 5.1.1.2"],
    check,
};

fn check(facts: &Facts<'_>, outcomes: &mut Outcomes) {
    for secret in facts.secrets.iter().filter(|secret| matches!(secret.home, Home::Password | Home::BasicAuth)) {
        outcomes.looked();
        let Some(step) = secret.place.step.and_then(|index| facts.steps.get(index)) else {
            continue;
        };
        let user = secret.user.as_deref().map(Cow::Borrowed).or_else(|| user_beside(step, secret));
        let message = if let Some(weakness) = weakness(secret.password(), user.as_deref()) {
            say!("The password in this step {}.", weakness)
        } else if let Some(other) = other_step(facts, secret) {
            say!("The same password also stands in step {}.", other)
        } else if creates_users(step) {
            say!("Every user that this step creates gets the same first password.")
        } else {
            continue;
        };
        outcomes.find(secret.place.clone(), message).evidence(format!("password: {}", secret.shown()));
    }
}

/// The user name in a field, or in the same body, beside the password.
fn user_beside<'z>(facts: &StepFacts<'z>, secret: &Secret) -> Option<Cow<'z, str>> {
    let key = secret.place.field.as_deref()?;
    let group = key.rsplit_once('.').map_or("", |(group, _)| group);
    let beside = |field: &&Field| field.key.rsplit_once('.').map_or("", |(group, _)| group) == group;
    let users = facts.step.fields.iter().filter(|field| user_name(field.name()));
    users
        .filter_map(|field| Some((field, field.literal()?)))
        .find(|(field, _)| beside(field))
        .map(|(_, user)| Cow::Borrowed(user))
        .or_else(|| {
            let body = facts.step.field(key)?.text().trim();
            members(body).into_iter().find(|(name, _)| user_name(name)).map(|(_, user)| user)
        })
}

/// The number of another step with the same password.
fn other_step(facts: &Facts<'_>, secret: &Secret) -> Option<usize> {
    let same = |other: &&Secret| {
        matches!(other.home, Home::Password | Home::BasicAuth | Home::Url | Home::Code)
            && other.place.step != secret.place.step
            && other.password() == secret.password()
    };
    let other = facts.secrets.iter().find(same)?.place.step?;
    facts.zap.step(other).map(|step| step.number)
}

/// The step makes accounts for people, told by its own words: "Create User", "Invite Member", "Add Student".
fn creates_users(facts: &StepFacts<'_>) -> bool {
    const MAKES: [&str; 9] = ["create", "add", "new", "invite", "register", "provision", "signup", "enroll", "upsert"];
    const WHOM: [&str; 12] = [
        "user", "account", "member", "customer", "student", "employee", "login", "teacher", "person", "learner",
        "agent", "mailbox",
    ];
    let said = |list: &[&str]| data::words(&facts.step.action).any(|word| list.iter().any(|known| word.is(known)));
    let calls = matches!(facts.product, Product::Webhooks | Product::ApiByZapier | Product::Code);
    !calls && (facts.effects.has(Effects::CREATES_USER) || said(&MAKES) && said(&WHOM))
}

#[cfg(test)]
mod tests {
    use super::*;
    use base64::{Engine as _, engine::general_purpose::STANDARD};

    const URL: &str = "https://api.example.com/x";

    #[test]
    fn weak_passwords_are_found() {
        let high = |field| [(2, field, Severity::High)];
        finds(
            &RULE,
            steps![new_row(), action("App123CLIAPI@1.0.0", "create_user").field("password", "Welcome1")],
            &high("password"),
        );
        finds(&RULE, steps![hook(), post(URL).field("data.passwort", "Sommer2024!")], &high("data.passwort"));
        finds(&RULE, steps![hook(), post(URL).field("basic_auth", "admin|admin")], &high("basic_auth"));
        finds(&RULE, steps![hook(), post(URL).field("basic_auth", format!("svc|{}", random(9)))], &high("basic_auth"));
        finds(&RULE, steps![hook(), javascript("return {}").field("input.pwd", random(8))], &high("input.pwd"));
        let pair = STANDARD.encode("integration-user:integration-user");
        finds(
            &RULE,
            steps![hook(), get(URL).field("headers.Authorization", format!("Basic {pair}"))],
            &high("headers.Authorization"),
        );
        finds(
            &RULE,
            steps![hook(), post(URL).field("data.user", "integration-user").field("data.password", "integration-user")],
            &high("data.password"),
        );
        for body in [
            "{\"user\": \"svc\", \"password\": \"qwerty123\"}",
            "{\"login\": \"integration-svc\", \"password\": \"integration-svc\"}",
        ] {
            finds(&RULE, steps![hook(), post(URL).field("data", body)], &high("data"));
        }
    }

    #[test]
    fn a_password_of_two_steps_is_found_in_both() {
        let password = random(24);
        finds(
            &RULE,
            steps![
                hook(),
                post(URL).field("data.password", password.as_str()),
                get(URL).field("basic_auth", format!("svc|{password}")),
            ],
            &[(2, "data.password", Severity::High), (3, "basic_auth", Severity::High)],
        );
        let pair = STANDARD.encode(format!("svc:{password}"));
        finds(
            &RULE,
            steps![
                hook(),
                get(URL).field("headers.Authorization", format!("Basic {pair}")),
                python(&format!("db_password = '{password}'\noutput = {{}}")),
            ],
            &[(2, "headers.Authorization", Severity::High)],
        );
    }

    #[test]
    fn one_first_password_for_every_user_is_found() {
        for (app, key) in [
            ("GoogleAdminCLIAPI@1.0.0", "create_user"),
            ("WordPressCLIAPI@2.0.0", "create_user"),
            ("App88CLIAPI@1.0.0", "addMember"),
            ("ThinkificCLIAPI@1.0.0", "create_student_account"),
        ] {
            finds(
                &RULE,
                steps![new_row(), action(app, key).field("email", "{{1__email}}").field("password", random(24))],
                &[(2, "password", Severity::High)],
            );
        }
    }

    #[test]
    fn look_alikes_are_left_alone() {
        silent(
            &RULE,
            steps![
                hook(),
                post(URL).field("data.password", random(24)),
                post(URL).field("basic_auth", format!("svc|{}", random(20))),
                post(URL).field("basic_auth", "user|pass").field("data.password", "changeme"),
                action("App123CLIAPI@1.0.0", "create_user").field("password", "{{1__password}}"),
                action("App123CLIAPI@1.0.0", "create_user").field("password_policy", "short"),
            ],
        );
    }
}
