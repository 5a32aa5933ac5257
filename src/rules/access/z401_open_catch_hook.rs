//! Z401: anyone with the address can run the Zap.

use crate::rules::prelude::*;

pub(in crate::rules) const RULE: Rule = Rule {
    id: "Z401",
    name: "open-catch-hook",
    measure: Measure::Access,
    title: "Anyone with the address can run this Zap",
    severity: Severity::Medium,
    confidence: Confidence::Medium,
    persona: Persona::Regular,
    what: "A Catch Hook starts the Zap, and nothing before the first change asks for a signature, a token or an approval.",
    why: "A hook address carries no password: everyone who learns it can send made-up data, and Zapier answers \"success\" to all.",
    fix: "Use the app's own trigger if there is one. Else use Catch Raw Hook, check the sender's signature in a Code step and stop with a \
          Filter; at the very least ask for a long token and let a Filter compare it.",
    references: &["CWE-306", "CWE-345", "CWE-347", "API2:2023", "CD-SEC-07", "LCNC-SEC-04", "LCNC-SEC-05"],
    check,
};

fn check(facts: &Facts<'_>, outcomes: &mut Outcomes) {
    let Some(trigger) = facts.zap.trigger() else {
        return;
    };
    if apps::product(trigger) != Product::Webhooks || !is_catch_hook(trigger) {
        return;
    }
    outcomes.looked();
    let open: Vec<&StepFacts<'_>> = facts
        .steps
        .iter()
        .filter(|facts| facts.writes())
        .filter(|step| facts.caller_check(step.step).is_none())
        .collect();
    let Some(first) = open.first() else {
        return;
    };
    let grave = open.iter().find(|facts| is_grave(facts));
    let (severity, what) = match grave {
        Some(facts) => (Severity::High, facts),
        None => (Severity::Medium, first),
    };
    outcomes
        .find(
            Place::step(trigger),
            say!("Everyone who knows the hook's address can make this Zap run step {} ({}): nothing before it checks who is calling.", what.step.number, apps::step_said(what.step)),
        )
        .severity(severity)
        .path(vec![trigger.index, what.step.index]);
}

/// Catch Hook and Catch Raw Hook; not Retrieve Poll, which asks by itself.
fn is_catch_hook(trigger: &Step) -> bool {
    let action = trigger.action.to_ascii_lowercase();
    action.contains("hook") && !action.contains("poll")
}

/// Pays, deletes, creates users, mails people or asks an AI.
fn is_grave(facts: &StepFacts<'_>) -> bool {
    facts.effects.any(Effects::PAYS | Effects::DELETES | Effects::CREATES_USER)
        || matches!(facts.sends_to(), Some(Destination::MailOut | Destination::Sms))
        || facts.asks_ai().is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mailchimp() -> crate::rules::testkit::StepBuilder {
        action("MailchimpCLIAPI@1.12.0", "memberCreate").field("email", "{{1__email}}")
    }

    #[test]
    fn a_token_held_against_the_owners_own_is_a_check() {
        let code = |expected: &str| {
            javascript("if (inputData.signature !== inputData.key) {\n  throw new Error('wrong');\n}\nreturn {ok: 1};")
                .field("input.signature", "{{1__headers__http_x_signature}}")
                .field("input.key", expected)
        };
        let stored = || search("StorageCLIAPI@1.2.1", "get_value").field("key", "form-key");
        silent(&RULE, steps![hook(), stored(), code("{{2__value}}"), mailchimp()]);
        silent(&RULE, steps![hook(), code(&random(20)), mailchimp()]);
        // Both are the caller's.
        finds(&RULE, steps![hook(), code("{{1__key}}"), mailchimp()], &[(1, "", Severity::Medium)]);
    }

    #[test]
    fn open_hooks_are_found() {
        finds(&RULE, steps![hook(), mailchimp()], &[(1, "", Severity::Medium)]);
        finds(
            &RULE,
            steps![hook(), action("GoogleMailV2CLIAPI@2.0.0", "message").field("to", "{{1__email}}")],
            &[(1, "", Severity::High)],
        );
        finds(&RULE, steps![hook(), ai("Summarise {{1__text}}")], &[(1, "", Severity::High)]);
        finds(&RULE, steps![hook(), post("https://api.openai.com/v1/responses")], &[(1, "", Severity::High)]);
        // A Code step that only parses is no check, nor is a format check of the caller's own data.
        finds(
            &RULE,
            steps![
                trigger("WebHookCLIAPI@1.1.1", "hook_raw"),
                javascript("return {isValid: /@/.test(inputData.raw)}").field("input.raw", "{{1__raw_body}}"),
                filter("2__isValid", "boolean", "true"),
                mailchimp(),
            ],
            &[(1, "", Severity::Medium)],
        );
        // A check on one Path does not guard the other.
        finds(
            &RULE,
            steps![
                hook(),
                paths([
                    steps![path_rule("1__token", "iexact", "a-long-shared-token"), mailchimp()],
                    steps![path_rule("1__kind", "iexact", "lead"), mailchimp()],
                ]),
            ],
            &[(1, "", Severity::Medium)],
        );
    }

    #[test]
    fn guarded_hooks_are_left_alone() {
        silent(
            &RULE,
            steps![
                trigger("WebHookCLIAPI@1.1.1", "hook_raw"),
                javascript(
                    "const crypto = require('crypto');\n\
                     const mine = crypto.createHmac('sha256', inputData.secret).update(inputData.raw).digest('hex');\n\
                     return {valid: mine === inputData.signature}",
                ),
                filter("2__valid", "boolean", "true"),
                mailchimp(),
            ],
        );
        silent(
            &RULE,
            steps![
                hook(),
                javascript("if (inputData.token !== inputData.expected) throw new Error('no'); return {ok: true}")
                    .field("input.token", "{{1__token}}")
                    .field("input.expected", "a-long-shared-token"),
                mailchimp()
            ],
        );
        silent(
            &RULE,
            steps![
                hook(),
                search("StorageCLIAPI@1.3.0", "get_value").field("key", "t"),
                javascript("if (inputData.token !== inputData.secret) { throw new Error('no'); }\nreturn {ok: true};")
                    .field("input.token", "{{1__token}}")
                    .field("input.secret", "{{2__value}}"),
                mailchimp()
            ],
        );
        silent(&RULE, steps![hook(), filter("1__token", "iexact", "a-long-shared-token"), mailchimp()]);
        silent(
            &RULE,
            steps![
                trigger("WebHookCLIAPI@1.1.1", "hook_raw"),
                javascript(
                    "const ok = await crypto.subtle.verify('HMAC', key, inputData.signature, inputData.raw);\n\
                     if (!ok) throw new Error('no');\nreturn {ok};",
                ),
                mailchimp(),
            ],
        );
    }

    #[test]
    fn other_triggers_and_readers_are_left_alone() {
        silent(&RULE, steps![trigger("TypeformCLIAPI@1.0.0", "response"), mailchimp()]);
        silent(&RULE, steps![trigger("WebHookCLIAPI@1.1.1", "retrieve_poll"), mailchimp()]);
        silent(
            &RULE,
            steps![hook(), action("ZapierFormatterCLIAPI@1.0.0", "text_line_item").field("inputs", "{{1__a}}")],
        );
    }
}
