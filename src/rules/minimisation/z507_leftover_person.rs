//! Z507: a real person typed into a field.

use crate::{
    data::{ValueFound, has_phrase, is_free_mail, mask},
    rules::prelude::*,
    zap::Field,
};

pub(in crate::rules) const RULE: Rule = Rule {
    id: "Z507",
    name: "leftover-person",
    measure: Measure::Minimisation,
    title: "A real person's details are typed into a field",
    severity: Severity::Low,
    confidence: Confidence::Medium,
    persona: Persona::Pedantic,
    what: "A field that sets neither sender nor recipient holds a typed e-mail address, phone number or identity number.",
    why: "If it is left over from a test, a real person gets test traffic, and their details live on in every copy and export of the Zap.",
    fix: "Map the field from an earlier step. For tests use made-up details, such as an address at example.com.",
    references: &["CWE-359", "GDPR Art. 5(1)(c)"],
    check,
};

fn check(facts: &Facts<'_>, outcomes: &mut Outcomes) {
    for step in facts.steps.iter().filter(|step| takes_records(step)) {
        outcomes.looked();
        for field in step.fields.iter().filter(|field| !field.values.is_empty()) {
            let mut people =
                field.values.iter().filter(|&&(text, ref value)| is_person(facts, step, field.field, text, value));
            let (Some((text, value)), None) = (people.next(), people.next()) else {
                // Several in one field are a list of one's own.
                continue;
            };
            outcomes
                .find(
                    Place::field(step.step, &field.field.key),
                    say!("The field “{}” holds {} that was typed in.", &field.field.key, value.kind),
                )
                .evidence(mask::shorten(text.get(value.range.clone()).unwrap_or_default()));
        }
    }
}

/// Prompts hold samples, and the tables of Formatter and Looping whom to write to.
fn takes_records(facts: &StepFacts<'_>) -> bool {
    matches!(facts.step.kind, StepKind::Action | StepKind::Search | StepKind::SearchOrCreate)
        && !matches!(
            facts.product,
            Product::Ai
                | Product::AiByZapier
                | Product::Formatter
                | Product::Looping
                | Product::SubZap
                | Product::Delay
                | Product::HumanInTheLoop
        )
}

fn is_person(all: &Facts<'_>, facts: &StepFacts<'_>, field: &Field, text: &str, value: &ValueFound) -> bool {
    if !value.certain || says_whose(facts.step, field) {
        return false;
    }
    let written = text.get(value.range.clone()).unwrap_or_default();
    // Messages are signed, and say whom to call.
    let is_prose = apps::is_message_field(facts.step, field);
    match value.class {
        Class::Email => {
            let Some((local, domain)) = written.split_once('@') else {
                return false;
            };
            let outside = is_free_mail(domain) || !(is_prose && all.policy.company_domains.is_empty());
            outside && !all.policy.owns(domain) && !is_role(local, domain) && !is_set_elsewhere(all, written)
        }
        Class::Phone => !is_prose,
        // Where it leaves, Z502 speaks of it.
        Class::GovId => {
            let stays = facts.sends_to().is_none_or(|destination| {
                matches!(destination, Destination::SystemOfRecord | Destination::File | Destination::Util)
            });
            stays && apps::kind(facts.step) != apps::Kind::Finance
        }
        _ => false,
    }
}

/// The field says who sends, gets, owns or may see something, or whom to leave out: one's own people.
fn says_whose(step: &Step, field: &Field) -> bool {
    #[rustfmt::skip]
    const OWN: &[&str] = &[
        "from", "to", "cc", "bcc", "sender", "recipient", "reply", "absender", "empfanger", "expediteur", "destinataire", "remitente",
        "destinatario", "mittente", "afzender", "ontvanger", "local", "owner", "assignee", "assigned", "assign", "username", "user name",
        "login", "account", "attendee", "guest", "invitee", "invite", "participant", "member", "collaborator", "watcher", "follower",
        "notify", "notification", "share", "shared", "organizer", "organiser", "host", "creator", "author", "reporter", "approver",
        "reviewer", "agent", "admin", "manager", "support", "office", "company", "our", "own", "block", "blocklist", "blacklist", "blocked",
        "whitelist", "allow", "allowlist", "allowed", "deny", "denylist", "ignore", "exclude", "excluded", "skip", "filter", "domain",
        "calendar", "query", "search", "signature", "footer", "hotline", "vat", "tax", "business", "merchant", "seller", "auth", "header",
    ];
    apps::is_recipient_field(step, field)
        || field.name().eq_ignore_ascii_case("user")
        || has_phrase(&field.key, OWN)
        || step.labels.get(&field.key).is_some_and(|label| has_phrase(label, OWN))
}

/// An address of an office, not of a person; or one of a calendar, a list, a machine.
fn is_role(local: &str, domain: &str) -> bool {
    #[rustfmt::skip]
    const ROLES: &[&str] = &[
        "support", "info", "hello", "hi", "contact", "sales", "office", "admin", "administrator", "help", "helpdesk", "team", "billing",
        "invoice", "accounts", "accounting", "finance", "hr", "jobs", "careers", "recruiting", "people", "marketing", "press", "media", "pr",
        "newsletter", "news", "service", "services", "customerservice", "noreply", "no reply", "donotreply", "do not reply", "notification",
        "alert", "mailer", "bot", "robot", "automation", "zapier", "webmaster", "postmaster", "hostmaster", "abuse", "security", "privacy",
        "legal", "it", "ops", "operations", "dev", "dpo", "orders", "order", "shop", "store", "booking", "reservations", "reception", "events",
        "partners", "feedback", "test", "tester", "demo", "inbox", "mail", "kontakt", "hallo", "buero", "buro", "rechnung", "bewerbung",
        "datenschutz", "vertrieb", "ventas", "contacto", "soporte", "bonjour", "compta", "facturation", "ordini", "assistenza", "everyone",
        "all", "staff", "crew", "group", "user", "username", "you", "your", "name", "firstname", "email", "someone", "somebody", "customer",
    ];
    let is_calendar =
        ["group.calendar.google.com", "resource.calendar.google.com", "robot.zapier.com", "zapiermail.com"]
            .iter()
            .any(|machine| domain.eq_ignore_ascii_case(machine));
    is_calendar || domain.to_ascii_lowercase().ends_with("gserviceaccount.com") || has_phrase(local, ROLES)
}

/// The same address sends or gets mail somewhere in this Zap: the builder's own.
fn is_set_elsewhere(facts: &Facts<'_>, address: &str) -> bool {
    facts.zap.steps().iter().any(|step| {
        let sets = |field: &&Field| apps::is_recipient_field(step, field);
        step.fields.iter().filter(sets).any(|field| field.text().contains(address))
            || step.labels.values().any(|label| label.contains(address))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::policy::Policy;

    const LOW: Severity = Severity::Low;

    fn contact() -> StepBuilder {
        action("HubSpotCLIAPI@1.0.0", "create_contact")
    }

    /// A number nobody has been given here for a test; made at run time.
    fn phone() -> String {
        ["+49", "30", "9018", "4711"].join(" ")
    }

    fn address(local: &str) -> String {
        [local, "gmail.com"].join("@")
    }

    #[test]
    fn people_typed_into_records_are_found() {
        finds(&RULE, steps![hook(), contact().field("phone", phone())], &[(2, "phone", LOW)]);
        finds(
            &RULE,
            steps![hook(), contact().field("email", address("jordan.marlow")).field("firstname", "{{1__name}}")],
            &[(2, "email", LOW)],
        );
        finds(
            &RULE,
            steps![
                hook(),
                post("https://api.acme.io/leads").field("data.customer.email", ["j.marlow", "clientcorp.io"].join("@")),
                sheet("COL$C", &phone()),
                search("HubSpotCLIAPI@1.0.0", "find_contact").field("email", address("jmarlow81")),
                slack(&format!("New lead: {}", address("jmarlow81"))),
            ],
            &[(2, "data.customer.email", LOW), (3, "COL$C", LOW), (4, "email", LOW), (5, "text", LOW)],
        );
        finds(
            &RULE,
            steps![
                hook(),
                action("MailchimpCLIAPI@1.0.0", "memberCreate").field("E-Mail-Adresse", address("jmarlow81"))
            ],
            &[(2, "E-Mail-Adresse", LOW)],
        );
    }

    #[test]
    fn identity_numbers_that_stay_are_found() {
        let number = ["943", "476", "5919"].join(" ");
        finds(&RULE, steps![hook(), contact().field("nhs_number", number.clone())], &[(2, "nhs_number", LOW)]);
        // Z502 tells of it.
        silent(&RULE, steps![hook(), sheet("NHS number", &number)]);
    }

    #[test]
    fn senders_recipients_and_own_people_are_left_alone() {
        let mail = |key: &str| {
            action("GoogleMailV2CLIAPI@2.0.0", "message").field(key, address("kim.lee")).field("subject", "Hi")
        };
        for key in ["to", "cc", "bcc", "from", "reply_to", "fromAddress"] {
            silent(&RULE, steps![hook(), mail(key)]);
        }
        silent(
            &RULE,
            steps![
                hook(),
                mail("to").field("body", format!("Write to {}", address("kim.lee"))),
                action("TwilioCLIAPI@1.0.0", "smsv2")
                    .field("to_number", phone())
                    .field("message", format!("Call {}", phone())),
                action("AircallCLIAPI@1.0.0", "log_call").field("local_phone", phone()),
                action("TrelloCLIAPI@1.0.0", "create_card").field("assigned_members", address("kim.lee")),
                action("GoogleCalendarCLIAPI@1.0.0", "detailed_event")
                    .field("calendarid", "abc123@group.calendar.google.com")
                    .field("attendees", address("anna.k")),
                contact().field("owner_email", address("anna.k")).field("email", "support@clientcorp.io"),
                contact().field("email", "jane@example.com").field("phone", "+1 415 555 0123"),
                post("https://api.acme.io")
                    .field("headers.From", address("anna.k"))
                    .field("data.notify_email", address("anna.k")),
                ai(&format!("Classify, for example {} is a person", address("anna.k"))),
                javascript("const blocked = ['x@gmail.com']; return {}").field("input.blocklist", address("anna.k")),
                filter("1__email", "iexact", &address("anna.k")),
                action("ZapierFormatterCLIAPI@1.0.0", "util_line_item").field("lookup.Berlin", address("anna.k")),
                sheet("COL$D", &format!("{}, {}", address("anna.k"), address("ben.k"))),
            ],
        );
    }

    #[test]
    fn colleagues_are_known_by_their_domain() {
        let policy = Policy { company_domains: vec!["clientcorp.io".to_owned()], ..Policy::default() };
        let nodes = || steps![hook(), contact().field("email", ["j.marlow", "mail.clientcorp.io"].join("@"))];
        finds_under(&policy, &RULE, nodes(), &[]);
        finds(&RULE, nodes(), &[(2, "email", LOW)]);
    }
}
