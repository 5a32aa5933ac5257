//! Z503: people's details in a channel.

use crate::{data::has_phrase, facts::Passage, rules::prelude::*};

pub(in crate::rules) const RULE: Rule = Rule {
    id: "Z503",
    name: "personal-data-to-chat",
    measure: Measure::Minimisation,
    title: "People's contact details are posted in a channel",
    severity: Severity::Low,
    confidence: Confidence::Medium,
    persona: Persona::Regular,
    what: "Two or more of e-mail address, phone number, postal address and date of birth of a person are posted in a chat's channel.",
    why: "Many people read a channel, and it is searched, exported and kept long after the data should be gone.",
    fix: "Post a link to the record instead: who may see it there can open it.",
    references: &["CWE-359", "CD-SEC-04", "LCNC-SEC-03", "GDPR Art. 5(1)(c)", "GDPR Art. 5(1)(f)"],
    check,
};

const WATCHED: Classes = Classes::of(&[Class::Email, Class::Phone, Class::Address, Class::BirthDate]);

fn check(facts: &Facts<'_>, outcomes: &mut Outcomes) {
    for step in &facts.steps {
        if step.sends_to() != Some(Destination::Chat) {
            continue;
        }
        outcomes.looked();
        let mut posted = Classes::NONE;
        // The field with most of them; among equals the text itself.
        let mut most: Option<(u64, &FieldFacts<'_>, &Passage<'_>)> = None;
        let told = step.fields.iter().filter(|field| field.classes().intersects(WATCHED));
        for field in told.filter(|field| is_read(step.step, field)) {
            let mut here = Classes::NONE;
            let mut first = None;
            for passage in field.passages.iter().filter(|passage| WATCHED.contains(passage.class)) {
                // What a model wrote from the details need not hold them, and colleagues' addresses are known anyway.
                if !is_by_ai(facts, &passage.route) && !is_colleague(passage.mapping) && !is_colleague(passage.name) {
                    here.insert(passage.class);
                    first = first.or(Some(passage));
                }
            }
            posted = posted.union(here);
            let weight = 2 * here.len() as u64 + u64::from(apps::is_message_field(step.step, field.field));
            if let Some(first) = first.filter(|_| most.is_none_or(|(known, ..)| weight > known)) {
                most = Some((weight, field, first));
            }
        }
        let Some((_, field, passage)) = most.filter(|_| !is_for_one_person(step.step)) else {
            continue;
        };
        let labels: Vec<Said> = posted.iter().map(|class| class.label().into()).collect();
        let app = apps::app_name(step.step);
        let message = match labels.len() {
            0 | 1 => say!("{} is posted in a channel of {}.", labels, app),
            _ => say!("{} are posted in a channel of {}.", labels, app),
        };
        let found = outcomes
            .find(Place::field(step.step, &field.field.key), message.sentence())
            .evidence(passage.mapping)
            .path(passage.route.clone());
        if posted.len() < 2 {
            found.persona(Persona::Pedantic);
        }
    }
}

/// What people read: neither the channel nor the name and the picture of the one who posts.
fn is_read(step: &Step, field: &FieldFacts<'_>) -> bool {
    let field = field.field;
    !apps::is_recipient_field(step, field)
        && !apps::is_id_field(step, field)
        && !apps::is_setting_field(step, field)
        && !has_phrase(field.name(), &["channel", "conversation", "chat", "user", "username", "user name", "icon"])
}

/// A message to one person: a direct one, or one by a messenger in which people write to each other.
fn is_for_one_person(step: &Step) -> bool {
    const MESSENGERS: &[&str] = &["whatsapp", "whats app", "messenger", "viber", "line", "wechat", "we chat", "signal"];
    const WITH_CUSTOMERS: &[&str] = &[
        "manychat", "crisp", "tawk", "livechat", "live chat", "drift", "chatfuel", "tidio", "olark", "trengo", "wati",
    ];
    let app = apps::app_name(step);
    apps::is_direct_message(step)
        || has_phrase(&step.action, &["private message", "message to user", "user message", "personal message"])
        || has_phrase(&app, MESSENGERS)
        || has_phrase(&app, WITH_CUSTOMERS)
        || step.fields.iter().any(|field| has_phrase(field.name(), &["channel"]) && is_of_one_person(step, &field.key))
}

/// Slack takes a person or a conversation of two for a channel, too.
fn is_of_one_person(step: &Step, key: &str) -> bool {
    let is_id = |text: &str| {
        text.len() >= 9
            && text.starts_with(['U', 'D', 'W'])
            && text.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit())
            && text.bytes().any(|byte| byte.is_ascii_digit())
    };
    step.literal(key).is_some_and(|text| is_id(text) || text.starts_with('@'))
        || step.labels.get(key).is_some_and(|label| label.starts_with('@'))
}

fn is_by_ai(facts: &Facts<'_>, route: &[usize]) -> bool {
    let between = route.split_last().map_or(&[][..], |(_, before)| before);
    between
        .iter()
        .filter_map(|&index| facts.steps.get(index))
        .any(|step| matches!(step.product, Product::Ai | Product::AiByZapier))
}

fn is_colleague(name: &str) -> bool {
    const COLLEAGUES: &[&str] = &[
        "assignee", "assigned", "owner", "agent", "rep", "representative", "manager", "account manager", "organizer",
        "host", "creator", "created by", "author", "staff", "our", "internal", "coordinator", "recruiter",
        "interviewer", "bearbeiter",
    ];
    has_phrase(name, COLLEAGUES)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::policy::Policy;

    const LOW: Severity = Severity::Low;

    #[test]
    fn contact_details_in_channels_are_found() {
        let lead = || trigger("FacebookLeadAdsCLIAPI@2.0.0", "lead");
        finds(&RULE, steps![lead(), slack("New lead: {{1__email}}, {{1__phone_number}}")], &[(2, "text", LOW)]);
        finds(
            &RULE,
            steps![
                lead(),
                action("MicrosoftTeamsCLIAPI@1.0.0", "send_channel_message")
                    .field("message", r#"{{=gives["1"]["contact"]["emailAddress"]}} {{=gives['1']["Geburtsdatum"]}}"#)
            ],
            &[(2, "message", LOW)],
        );
        finds(
            &RULE,
            steps![
                lead(),
                action("DiscordCLIAPI@1.0.0", "channel_message")
                    .field("content", "{{1__correo_electronico}} {{1__Teléfono}}")
            ],
            &[(2, "content", LOW)],
        );
        finds(
            &RULE,
            steps![
                lead(),
                action("SlackCLIAPI@1.0.0", "channel_message")
                    .field("channel", "C0123456789")
                    .field("text", "{{1__email}}")
                    .field("attachments", "{{1__street_address}}")
            ],
            &[(2, "text", LOW)],
        );
        finds(
            &RULE,
            steps![
                lead(),
                action("ZapierFormatterCLIAPI@1.0.0", "text_line_item")
                    .field("transform", "string.lowercase")
                    .field("inputs", "{{1__email}}"),
                slack("{{2__output}} {{1__phone}}")
            ],
            &[(3, "text", LOW)],
        );
        finds(
            &RULE,
            steps![lead(), action("GoogleChatCLIAPI@1.0.0", "create_message").field("text", "{{1__email}} {{1__tel}}")],
            &[(2, "text", LOW)],
        );
    }

    #[test]
    fn a_single_detail_is_for_the_thorough() {
        for zap in zaps("Sample", &[hook().into(), slack("Hello {{1__email}}").into()]) {
            let policy = Policy::default();
            let mut outcomes = Outcomes::new(RULE.severity, RULE.confidence, RULE.persona);
            check(&Facts::new(&zap, &policy), &mut outcomes);
            let (findings, _) = outcomes.finish();
            assert_eq!(findings.iter().map(|finding| finding.persona).collect::<Vec<_>>(), [Persona::Pedantic]);
        }
    }

    #[test]
    fn look_alikes_are_left_alone() {
        let details = "{{1__email}} {{1__phone}} {{1__address}}";
        silent(
            &RULE,
            steps![
                hook(),
                action("SlackCLIAPI@1.0.0", "direct_message").field("channel", "U0123456789").field("text", details),
                action("SlackCLIAPI@1.0.0", "channel_message").field("channel", "D0AB12CD34E").field("text", details),
                action("WhatsAppBusinessCLIAPI@1.0.0", "send_message")
                    .field("to", "{{1__phone}}")
                    .field("text", "Hi {{1__email}}, {{1__address}}"),
                slack("{{1__assignee__email}} {{1__owner__phone}} has {{1__initials}}"),
                slack("{{1__email_verified}} {{1__phone_type}} {{1__full_name}} https://crm.example.com/{{1__id}}"),
                slack("{{1__email_sha256}} {{1__phone_last4}}"),
                sheet("COL$A", details),
                ai(details),
                slack("{{9__summary}}"),
            ],
        );
    }
}
