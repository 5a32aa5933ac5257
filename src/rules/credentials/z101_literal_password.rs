//! Z101: a password typed into a field.

use crate::rules::prelude::*;

pub(in crate::rules) const RULE: Rule = Rule {
    id: "Z101",
    name: "literal-password",
    measure: Measure::Credentials,
    title: "A password is typed into a step",
    severity: Severity::High,
    confidence: Confidence::Medium,
    persona: Persona::Regular,
    what: "A field named password (in any app, or a row of Webhooks data or Code input) holds a typed text.",
    why: "Everyone who may edit the Zap can read it, and so can every export, every copy and the run history.",
    fix: "Delete it here and change it where it is used. Put the new one into the app's connection; if the step creates \
          a user, let that app send its own set-password mail.",
    references: &["CWE-256", "CWE-798", "CD-SEC-05", "LCNC-SEC-08", "GDPR Art. 32", "45 CFR 164.312(d)"],
    check,
};

fn check(facts: &Facts<'_>, outcomes: &mut Outcomes) {
    outcomes.looked();
    for secret in facts.secrets_at(Home::Password) {
        let name = secret.name.as_deref().unwrap_or("password");
        outcomes
            .find(secret.place.clone(), say!("The field “{}” holds a password as plain text.", name))
            .evidence(format!("{name}: {}", secret.shown()));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pass_for_a_door_is_no_password() {
        let row = |value: &str| steps![hook(), post("https://api.example.com/x").field("data.pass", value)];
        silent(&RULE, row("Day pass adult"));
        let password = format!("{} {}", random(8), random(8));
        finds(&RULE, row(&password), &[(2, "data.pass", Severity::High)]);
    }

    #[test]
    fn typed_passwords_are_found() {
        let password = random(14);
        finds(
            &RULE,
            steps![hook(), post("https://crm.example.com/users").field("data.password", password.as_str())],
            &[(2, "data.password", Severity::High)],
        );
        finds(
            &RULE,
            steps![hook(), javascript("return {ok: inputData.pwd}").field("input.pwd", password.as_str())],
            &[(2, "input.pwd", Severity::High)],
        );
        finds(
            &RULE,
            steps![new_row(), action("App123CLIAPI@1.0.0", "create_user").field("userPassword", password)],
            &[(2, "userPassword", Severity::High)],
        );
    }

    #[test]
    fn json_in_a_field_of_any_app_is_read() {
        let call = |text: &str| action("App123CLIAPI@1.0.0", "run_job").field("payload", text);
        let body = format!("{{\"user\": \"{{{{1__mail}}}}\", \"password\": \"{}\"}}", random(14));
        finds(&RULE, steps![hook(), call(&body)], &[(2, "payload", Severity::High)]);
        finds(&RULE, steps![hook(), call(&format!("[ {body} ]"))], &[(2, "payload", Severity::High)]);
        silent(
            &RULE,
            steps![
                hook(),
                call(r#"{"user": "{{1__mail}}", "password": "{{1__password}}"}"#),
                call(r#"{"user": "string", "password": "string"}"#),
                call(r#"{"password": "YOUR_PASSWORD", "password_policy": "at least 12 characters"}"#),
                call(r#"{"password": true, "note": "password: ask Anna"}"#),
                call("{{1__password}}: \"password\": \"x\""),
                ai(r#"Answer as {"password": "yes or no", "reason": "text"}"#),
                action("OpenAiCLIAPI@1.0.0", "send_prompt").field(
                    "schema",
                    r#"{"properties": {"password": {"type": "string", "description": "what was asked"}}}"#
                ),
            ],
        );
    }

    #[test]
    fn a_body_written_by_hand_is_read() {
        let body = format!("{{\"user\": \"{{{{1__mail}}}}\", \"n\": {{{{1__n}}}}, \"password\": \"{}\"}}", random(14));
        finds(
            &RULE,
            steps![hook(), post("https://crm.example.com/users").field("data", body)],
            &[(2, "data", Severity::High)],
        );
        for body in [
            format!("<Login><User>svc</User><x:Password>{}</x:Password></Login>", random(14)),
            format!("user=svc&password={}", random(14)),
        ] {
            finds(
                &RULE,
                steps![hook(), post("https://crm.example.com/users").field("data", body)],
                &[(2, "data", Severity::High)],
            );
        }
        silent(
            &RULE,
            steps![
                hook(),
                post("https://crm.example.com/users")
                    .field("data", "{\"password\": \"{{1__pw}}\", \"a\": \"password\"}"),
                ai("Answer with {\"password\": \"the-word\"}"),
            ],
        );
    }

    #[test]
    fn look_alikes_are_left_alone() {
        silent(
            &RULE,
            steps![
                hook(),
                post("https://crm.example.com/users")
                    .field("data.password", "{{2__generated_password}}")
                    .field("data.passenger_name", "Ada")
                    .field("data.bypass", "yes")
                    .field("data.password_policy", "at least 12 characters")
                    .field("data.pwd", "changeme"),
                action("App123CLIAPI@1.0.0", "create_user").field("passwort_senden", "ja").field("password", "nein"),
                action("ZapierFormatterCLIAPI@1.0.0", "util_v2").field("inputs.table.password", "Passwort"),
                ai("Extract").field("outputSchema.Password", "The password they speak of"),
            ],
        );
    }

    #[test]
    fn names_of_other_people_are_known() {
        let password = random(14);
        for key in [
            "Password", "user_password", "adminPassword", "passwd", "passphrase", "kennwort", "Contraseña",
            "mot_de_passe", "confirmPassword", "pass", "userPwd", "smtp_pass", "account[password]",
        ] {
            finds(
                &RULE,
                steps![
                    hook(),
                    post("https://api.example.com/x").field(&format!("data.{key}"), password.as_str()),
                    action("App9CLIAPI@1.0.0", "update_record").field(key, password.as_str()),
                ],
                &[(2, &format!("data.{key}"), Severity::High), (3, key, Severity::High)],
            );
        }
        for key in ["pdf_password", "wifi_password", "WLAN Passwort", "meetingPassword"] {
            finds(
                &RULE,
                steps![new_row(), action("App9CLIAPI@1.0.0", "create").field(key, password.as_str())],
                &[(2, key, Severity::High)],
            );
        }
        finds(&RULE, steps![new_row(), sheet("Password", &password)], &[(2, "Password", Severity::High)]);
        for (key, value) in [
            ("password", "••••••••"),
            ("password_hint", "dog"),
            ("password_reset_url", "https://x.example.com/reset"),
            ("show_password", "no"),
            ("password_last_changed", "2024-01-01"),
            ("password_length", "12"),
            ("passport", "no"),
            ("wifi_password", "{{1__wifi_password}}"),
            ("wifi_password_shown", "open"),
            ("passed", "7"),
        ] {
            silent(&RULE, steps![hook(), action("App9CLIAPI@1.0.0", "update_record").field(key, value)]);
        }
    }
}
