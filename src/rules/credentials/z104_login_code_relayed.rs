//! Z104: passwords and one-time codes that are passed on.

use crate::{
    apps::{Kind, Trust},
    facts::Passage,
    rules::prelude::*,
    zap::{Condition, Match, Reference},
};

pub(in crate::rules) const RULE: Rule = Rule {
    id: "Z104",
    name: "login-code-relayed",
    measure: Measure::Credentials,
    title: "Passwords or login codes are passed on",
    severity: Severity::High,
    confidence: Confidence::Medium,
    persona: Persona::Regular,
    what: "A mapped password, one-time code or reset link reaches a chat, sheet, mail, AI or web address; or the Zap picks such mails \
           out of a mailbox and sends their text on.",
    why: "Everyone who can read the receiver can sign in with it. Two-factor sign-in then protects nobody.",
    fix: "Delete this step. Give each person an account of their own, or share the login in a password manager that also holds its codes.",
    references: &["CWE-522", "CWE-640", "CWE-200", "CD-SEC-02", "45 CFR 164.312(d)"],
    check,
};

const CODES: Classes = Classes::of(&[Class::Password, Class::LoginCode]);

fn check(facts: &Facts<'_>, outcomes: &mut Outcomes) {
    let receives_codes = facts.zap.trigger().filter(|&trigger| brings_mail(trigger));
    let is_picked = receives_codes.is_some_and(picks_codes);
    if receives_codes.is_some() {
        outcomes.looked();
    }
    for step in facts.steps.iter().filter(|step| leaves(step)) {
        let picked = receives_codes.is_some() && (is_picked || facts.zap.way_to(step.step).any(lets_codes_through));
        if let Some(field) = step.fields.iter().find(|field| picked && brings_text(facts, step.step, field.field, 0)) {
            let to = step.destination.map_or(word!("an app"), Destination::label);
            outcomes
                .find(
                    Place::field(step.step, &field.field.key),
                    say!(
                        "The Zap picks out mails with passwords or login codes, and this step sends their text to {}.",
                        to
                    ),
                )
                .severity(Severity::Critical)
                .evidence(field.field.mappings().first().map_or("", |mapping| mapping.text.as_str()))
                .path(vec![0, step.step.index]);
            continue;
        }
        if step.destination == Some(Destination::Sms) {
            // A code that is texted to its owner is how such codes are meant to travel.
            continue;
        }
        let passages = step.fields.iter().flat_map(|field| field.passages.iter().map(move |passage| (field, passage)));
        for (field, passage) in passages.filter(|(_, passage)| CODES.contains(passage.class)) {
            outcomes.looked();
            if opens_a_meeting(facts, passage) || is_of_a_card(step, passage) {
                continue;
            }
            let to = step.destination.map_or(word!("an app"), Destination::label);
            outcomes
                .find(
                    Place::field(step.step, &field.field.key),
                    say!("“{}” looks like {} and goes to {}.", passage.name, passage.class.label(), to),
                )
                .evidence(passage.mapping)
                .path(passage.route.clone());
            break;
        }
    }
}

/// Goes where other people or companies can read it.
fn leaves(facts: &StepFacts<'_>) -> bool {
    matches!(
        facts.sends_to(),
        Some(
            Destination::Chat
                | Destination::Sheet
                | Destination::MailOut
                | Destination::Ai
                | Destination::Http
                | Destination::Sms
        )
    )
}

/// The password of an online meeting lets guests in; nobody signs in with it.
fn opens_a_meeting(facts: &Facts<'_>, passage: &Passage<'_>) -> bool {
    passage.class == Class::Password
        && passage
            .route
            .first()
            .and_then(|&from| facts.zap.step(from))
            .is_some_and(|from| apps::kind(from) == Kind::Calendar)
}

/// Beside a card number, the security code is the card's.
fn is_of_a_card(step: &StepFacts<'_>, passage: &Passage<'_>) -> bool {
    step.classes().contains(Class::Card) && data::has_phrase(passage.name, &["security code"])
}

/// Codes come by mail and by text message.
fn brings_mail(trigger: &Step) -> bool {
    apps::trust(trigger) == Trust::Mailbox || apps::kind(trigger) == Kind::Sms
}

/// The trigger's own search, label or folder asks for such mails.
fn picks_codes(trigger: &Step) -> bool {
    trigger.fields.iter().any(|field| speaks_of_codes(field.text())) || trigger.labels.values().any(speaks_of_codes)
}

/// A Filter or Path rule that only such mails pass.
fn lets_codes_through(step: &Step) -> bool {
    let wants = |condition: &Condition| {
        let is_not = match &condition.compare {
            Match::Other(word) => word.to_ascii_lowercase().contains("not"),
            Match::Exists | Match::Missing | Match::Boolean | Match::Compare => true,
            Match::Exact | Match::Contains | Match::StartsWith | Match::EndsWith => false,
        };
        !condition.stops && !is_not && condition.value.fixed_texts().any(speaks_of_codes)
    };
    step.conditions.iter().any(wants)
}

/// The field holds the subject or the text of the mail, whole or reshaped by steps between.
fn brings_text(facts: &Facts<'_>, step: &Step, field: &Field, depth: usize) -> bool {
    if apps::is_recipient_field(step, field) || apps::is_setting_field(step, field) {
        return false;
    }
    field.mappings().iter().flat_map(|mapping| &mapping.references).any(|reference| {
        let Some(source) = facts.source_at(step, reference) else {
            return is_text(reference);
        };
        if source.step.index == 0 {
            let parsed = source.product == Product::EmailParser;
            return parsed || reference.path.is_empty() || is_text(reference);
        }
        let reshapes = matches!(
            source.product,
            Product::Formatter | Product::Code | Product::AiByZapier | Product::Ai | Product::Looping | Product::Digest
        );
        reshapes
            && depth < 4
            && source.step.index < step.index
            && source.step.fields.iter().any(|field| brings_text(facts, source.step, field, depth + 1))
    })
}

fn is_text(reference: &Reference) -> bool {
    const TEXT: [&str; 15] = [
        "subject", "body", "snippet", "text", "html", "plain", "message", "content", "raw", "preview", "code", "otp",
        "betreff", "asunto", "objet",
    ];
    data::words(reference.name()).any(|word| TEXT.contains(&word.as_str()))
}

/// What mails with codes and links to sign in are searched by.
const PHRASES: [&str; 41] = [
    "password reset", "reset password", "reset your password", "reset my password", "password recovery",
    "forgot password", "forgot your password", "verification code", "verify code", "otp", "totp", "one time password",
    "one time code", "one time passcode", "one time pin", "2 fa", "two factor", "mfa code", "sign in link",
    "signin link", "sign in code", "login link", "log in link", "login code", "log in code", "magic link",
    "security code", "authentication code", "recovery code", "passcode", "bestatigungscode", "verifizierungscode",
    "einmalcode", "einmalpasswort", "passwort zurucksetzen", "code de verification",
    "reinitialisation de votre mot de passe", "codigo de verificacion", "restablecer contrasena",
    "codigo de verificacao", "codice di verifica",
];

/// Whether a search or a condition asks for such mails.
fn speaks_of_codes(text: &str) -> bool {
    data::has_phrase(&wanted_words(text), &PHRASES)
}

/// The words that a search asks for; an `x` for what it leaves out (`-subject:"…"`, `NOT …`).
fn wanted_words(search: &str) -> String {
    let mut said = String::new();
    let mut is_not = false;
    let mut rest = search.trim_start();
    while !rest.is_empty() {
        let (term, after) = rest.split_at_checked(term_end(rest)).unwrap_or((rest, ""));
        rest = after.trim_start();
        if term == "NOT" {
            is_not = true;
        } else if is_not || term.starts_with('-') {
            is_not = false;
            said.push_str("x ");
        } else {
            data::words(term).for_each(|word| said.extend([word.as_str(), " "]));
        }
    }
    said
}

/// Where the first term of a search ends: at a blank outside of quotes and brackets.
fn term_end(search: &str) -> usize {
    let mut at = 0;
    while let Some(next) = search.get(at..).and_then(|rest| rest.chars().next()) {
        if next.is_whitespace() {
            return at;
        }
        at += next.len_utf8();
        let close = match next {
            '"' => '"',
            '(' => ')',
            _ => continue,
        };
        at += search.get(at..).and_then(|rest| rest.find(close)).map_or(0, |end| end + 1);
    }
    at
}

#[cfg(test)]
mod tests {
    use super::*;

    fn gmail(query: &str) -> StepBuilder {
        trigger("GoogleMailV2CLIAPI@2.5.0", "message").field("query", query)
    }

    #[test]
    fn mails_with_codes_are_found() {
        for query in [
            "subject:\"verification code\"", "subject:(Password reset) newer_than:1d", "from:noreply@bank.example OTP",
            "\"Your 2FA code\"", "in:inbox sign-in link", "Ihr Bestätigungscode",
        ] {
            finds(&RULE, steps![gmail(query), slack("New: {{1__body_plain}}")], &[(2, "text", Severity::Critical)]);
        }
        finds(
            &RULE,
            steps![
                trigger("MicrosoftOutlookCLIAPI@2.0.0", "new_email"),
                filter("1__subject", "icontains", "verification code"),
                action("ZapierFormatterCLIAPI@1.0.0", "text_line_item")
                    .field("transform", "text.extract_pattern")
                    .field("inputs", "{{1__subject}}"),
                action("TwilioCLIAPI@2.0.0", "smsv2")
                    .field("to_number", "{{1__x}}")
                    .field("message", "Code {{=gives[\"3\"][\"output\"]}}"),
            ],
            &[(4, "message", Severity::Critical)],
        );
        finds(
            &RULE,
            steps![
                trigger("EmailParserCLIAPI@1.0.0", "new_email").label("mailbox", "OTP codes"),
                sheet("COL$A", "{{1__parsed_value}}"),
            ],
            &[(2, "COL$A", Severity::Critical)],
        );
        finds(
            &RULE,
            steps![
                gmail(""),
                paths([
                    steps![path_rule("1__subject", "icontains", "Password Reset"), slack("{{1__subject}}")],
                    steps![path_rule("1__subject", "icontains", "Invoice"), slack("{{1__subject}}")],
                ]),
            ],
            &[(4, "text", Severity::Critical)],
        );
    }

    #[test]
    fn mapped_passwords_and_codes_are_found() {
        for (name, value) in [
            ("password", "{{2__generated_password}}"),
            ("otp", "{{=gives[\"1\"][\"otp\"]}}"),
            ("code", "{{1__verification_code}}"),
            ("link", "{{1__password_reset_link}}"),
            ("magic", "{{1__magic_link}}"),
        ] {
            finds(
                &RULE,
                steps![
                    hook(),
                    action("App5CLIAPI@1.0.0", "create_user"),
                    post("https://api.example.com/x").field(&format!("data.{name}"), value)
                ],
                &[(3, &format!("data.{name}"), Severity::High)],
            );
        }
        finds(
            &RULE,
            steps![
                hook(),
                sheet("COL$B", "{{1__user__password}}"),
                slack("Hi, {{1__otp}}"),
                ai("Explain {{1__recovery_code}}")
            ],
            &[(2, "COL$B", Severity::High), (3, "text", Severity::High), (4, "instructions", Severity::High)],
        );
    }

    #[test]
    fn look_alikes_are_left_alone() {
        silent(&RULE, steps![hook(), sheet("COL$A", "{{1__Card Number}} {{1__Security Code}}")]);
        silent(
            &RULE,
            steps![
                gmail("label:orders -subject:\"verification code\" NOT otp"),
                filter("1__subject", "icontains", "Order"),
                slack("{{1__body_plain}}"),
            ],
        );
        let mut not = filter("1__subject", "icontains", "verification code");
        not = not.stops();
        silent(&RULE, steps![gmail(""), not, slack("{{1__body_plain}}")]);
        silent(
            &RULE,
            steps![
                hook(),
                action("TwilioCLIAPI@2.0.0", "smsv2")
                    .field("to_number", "{{1__phone}}")
                    .field("message", "Your code: {{1__otp}}"),
                slack("{{1__zip_code}} {{1__discount_code}} {{1__promo_code}} {{1__tracking_code}}"),
                action("App5CLIAPI@1.0.0", "create_user").field("password", "{{1__password}}"),
                post("https://api.example.com/x").field("data.password_reset_at", "{{1__password_reset_at}}"),
            ],
        );
        silent(
            &RULE,
            steps![trigger("ZoomCLIAPI@2.0.0", "new_meeting"), slack("Join: {{1__join_url}}, {{1__password}}")],
        );
        silent(&RULE, steps![gmail("subject:\"verification code\""), slack("A code came in")]);
    }

    #[test]
    fn a_search_is_read_by_its_parts() {
        for text in [
            "-otp", "NOT otp", "-\"verification code\"", "-subject:(one time code)", "one-time offer code", "", "adopt",
        ] {
            assert!(!speaks_of_codes(text), "{text}");
        }
        for text in [
            "otp -invoice", "a NOT b otp", "(verification code)", "One-Time Password", "subject:otp",
            "Passwort zurücksetzen",
        ] {
            assert!(speaks_of_codes(text), "{text}");
        }
    }

    proptest::proptest! {
        #[test]
        fn any_search_can_be_asked(text in "([a-z]{0,4}|[-\"() ]|NOT |otp){0,12}") {
            let _ = speaks_of_codes(&text);
        }
    }
}
