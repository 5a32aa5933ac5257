//! Z207: an address that is itself a key.

use crate::rules::prelude::*;

pub(in crate::rules) const RULE: Rule = Rule {
    id: "Z207",
    name: "capability-url",
    measure: Measure::ApiKeys,
    title: "A secret hook or invite address is in a field",
    severity: Severity::Medium,
    confidence: Confidence::High,
    persona: Persona::Regular,
    what: "A field holds a hook or invite address (Slack, Discord, Teams, Google Chat, Zapier, Make, MCP) that works for everyone who knows it.",
    why: "Such an address needs no password: anyone who reads it can post as you, start your Zap or join your group.",
    fix: "Use the app's own connection (Slack, Discord, Teams) instead of its hook, keep hook addresses out of messages and tables, \
          and make a new one if this was shared.",
    references: &["CWE-522", "CWE-200", "LCNC-SEC-08"],
    check,
};

fn check(facts: &Facts<'_>, outcomes: &mut Outcomes) {
    outcomes.looked();
    for secret in facts.secrets_at(Home::Capability) {
        let field = secret.place.field.as_deref().unwrap_or("text");
        let (message, severity) = match secret.shown_in {
            Some(destination) => {
                (say!("{} is sent to {}.", secret.kind(), destination.label()).sentence(), Severity::Critical)
            }
            None => (say!("The field “{}” holds {}.", field, secret.kind()), Severity::Medium),
        };
        outcomes.find(secret.place.clone(), message).severity(severity).evidence(secret.text.clone());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn slack_hook() -> String {
        format!("https://hooks.slack.com/{}/{}/{}/{}", "services", "T0A1B2C3D", "B0A1B2C3D", random(24))
    }

    #[test]
    fn secret_addresses_are_found() {
        finds(&RULE, steps![hook(), post(&slack_hook())], &[(2, "url", Severity::Medium)]);
        finds(
            &RULE,
            steps![hook(), slack(&format!("post to {} please", slack_hook()))],
            &[(2, "text", Severity::Critical)],
        );
        let catch = format!("https://hooks.zapier.com/hooks/{}/1234567/{}/", "catch", "b4k9z2q");
        finds(&RULE, steps![hook(), post(&catch)], &[(2, "url", Severity::Medium)]);
    }

    #[test]
    fn look_alikes_are_left_alone() {
        let own = format!("https://hooks.zapier.com/hooks/{}/1234567/{}/", "catch", "b4k9z2q");
        silent(
            &RULE,
            steps![
                hook().field("webhook_url", own),
                slack("See https://api.slack.com/messaging/webhooks and https://hooks.slack.com"),
                post("https://discord.com/developers/docs/resources/webhook"),
            ],
        );
    }

    #[test]
    fn they_are_found_in_every_field() {
        for address in [
            format!("https://discord.com/api/webhooks/112233445566778899/{}", random(68)),
            format!("https://hook.eu2.make.com/{}", random(32)),
            format!("https://mcp.zapier.com/api/mcp/s/{}/mcp", random(40)),
        ] {
            finds(
                &RULE,
                steps![
                    hook(),
                    javascript(&format!("await fetch('{address}', {{method: 'POST', body: '{{}}'}})")),
                    post("https://api.example.com/x").field("data.notify_url", address.as_str()),
                    sheet("COL$A", &address),
                    action("GoogleMailV2CLIAPI@2.0.0", "message")
                        .field("to", "a@example.com")
                        .field("body", format!("<a href=\"{address}\">x</a>")),
                ],
                &[
                    (2, "code", Severity::Medium),
                    (3, "data.notify_url", Severity::Medium),
                    (4, "COL$A", Severity::Critical),
                    (5, "body", Severity::Critical),
                ],
            );
        }
    }
}
