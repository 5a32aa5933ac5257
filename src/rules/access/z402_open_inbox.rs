//! Z402: any sender can run the Zap by mail.

use crate::{apps::Kind, facts::names_sender, rules::prelude::*};

pub(in crate::rules) const RULE: Rule = Rule {
    id: "Z402",
    name: "open-inbox",
    measure: Measure::Access,
    title: "Any sender can run this Zap by mail",
    severity: Severity::Medium,
    confidence: Confidence::Medium,
    persona: Persona::Regular,
    what: "A mail starts the Zap, a later step changes or pays something, and nothing looks at who sent the mail.",
    why: "The mail address is the only key, and it stands in every mail and every forward. Whoever learns it can set the step off.",
    fix: "Put a Filter first that compares the exact sender and a secret word in the subject or the address; the sender alone can be \
          forged. Better, use the trigger of the app that sends the mail.",
    references: &["CWE-290", "CWE-306", "LCNC-SEC-04", "CD-SEC-05"],
    check,
};

fn check(facts: &Facts<'_>, outcomes: &mut Outcomes) {
    let Some(trigger) = facts.zap.trigger() else {
        return;
    };
    if apps::trust(trigger) != apps::Trust::Mailbox {
        return;
    }
    outcomes.looked();
    if chooses_senders(trigger) {
        return;
    }
    let mut worst: Option<(Severity, &StepFacts<'_>)> = None;
    for step in &facts.steps {
        let Some(severity) = acts(step) else {
            continue;
        };
        if worst.is_none_or(|(known, _)| severity > known) && !is_guarded(facts, step.step) {
            worst = Some((severity, step));
        }
    }
    if let Some((severity, what)) = worst {
        let severity = if is_sorted(trigger) { Severity::Low } else { severity };
        outcomes
            .find(
                Place::step(trigger),
                say!(
                    "A mail from anybody makes this Zap run step {} ({}): nothing before it looks at the sender.",
                    what.step.number,
                    apps::step_said(what.step)
                ),
            )
            .severity(severity)
            .path(vec![trigger.index, what.step.index]);
    }
}

/// The trigger takes only mails of some senders.
fn chooses_senders(trigger: &Step) -> bool {
    texts(trigger).any(|(field, text)| {
        let lower = text.to_ascii_lowercase();
        names_sender(field.name()) || lower.contains("from:") || lower.contains("from/emailaddress")
    })
}

/// It takes only mails that lie in a folder, or bear a label, of the owner's own. A rule may put anybody's there, and a
/// person may: it narrows and proves nothing.
fn is_sorted(trigger: &Step) -> bool {
    texts(trigger).any(|(field, text)| {
        // Gmail's own labels are written in capitals; one of the owner's has a number or a name.
        let by_label = data::words(field.name()).any(|word| word.is("label") || word.is("folder"))
            || text.to_ascii_lowercase().contains("label:");
        let label = trigger.labels.get(&field.key).unwrap_or(text);
        by_label && !is_systems_label(text) && !is_systems_label(label)
    })
}

fn texts(trigger: &Step) -> impl Iterator<Item = (&Field, &str)> {
    let texts = trigger.fields.iter().filter_map(|field| Some((field, field.literal()?.trim())));
    texts.filter(|(_, text)| !text.is_empty())
}

fn is_systems_label(label: &str) -> bool {
    const SYSTEMS: &[&str] =
        &["inbox", "all", "any", "unread", "spam", "important", "sent", "starred", "trash", "draft", "chat", "primary"];
    data::words(label).any(|word| SYSTEMS.contains(&word.as_str())) || label.starts_with("CATEGORY_")
}

/// What the step does beyond telling somebody and adding to a list, and how bad that is.
fn acts(facts: &StepFacts<'_>) -> Option<Severity> {
    let step = facts.step;
    if !facts.writes() && facts.product != Product::Code {
        return None;
    }
    if facts.product == Product::Code {
        let changes = facts.code.iter().flat_map(|code| code.requests()).any(|request| {
            request.method.as_deref().is_some_and(|method| !matches!(method, "GET" | "HEAD"))
                || request
                    .call
                    .rsplit('.')
                    .next()
                    .is_some_and(|verb| matches!(verb, "post" | "put" | "patch" | "delete"))
        });
        return (changes && !facts.is_ai()).then_some(Severity::High);
    }
    let kind = apps::kind(step);
    let says = |list: &[&str]| apps::says(step, list);
    if facts.effects.any(Effects::PAYS | Effects::DELETES | Effects::CREATES_USER) && kind != Kind::Mailbox {
        return Some(Severity::High);
    }
    if kind == Kind::CodeHost {
        return (!says(&["issue", "comment", "gist", "label"])).then_some(Severity::High);
    }
    let changes = says(&[
        "update", "updated", "upsert", "edit", "set", "replace", "change", "move", "close", "complete", "approve",
        "merge", "trigger", "run", "start", "enable", "disable", "reset", "unlock", "publish", "assign", "archive",
        "clear",
    ]);
    let acts = match kind {
        Kind::Mailbox | Kind::MailSender | Kind::Sms | Kind::TeamChat | Kind::OpenChat | Kind::Ai | Kind::Calendar => {
            false
        }
        Kind::Http => {
            let method = step.literal("method").unwrap_or(&step.action).to_ascii_lowercase();
            let told = || facts.step.fields.iter().any(|field| !data::capability_urls(field.text()).is_empty());
            if ["post", "patch"].iter().any(|verb| method.contains(verb)) && !told() {
                // What it does there nobody can see from here.
                return Some(Severity::Low);
            }
            method.contains("put")
        }
        Kind::Finance => changes || says(&["bill", "expense", "purchase", "journal", "payment", "transfer"]),
        Kind::Social | Kind::Publishing => !step.fields.iter().any(|field| field.literal().is_some_and(is_draft)),
        Kind::Tasks | Kind::Documents | Kind::Files => changes && !says(&["comment", "find", "or", "create", "add"]),
        _ => changes && !says(&["or", "create", "add", "comment", "note"]),
    };
    let opens = facts.effects.any(Effects::SHARES | Effects::ADDS_MEMBER) && kind != Kind::Calendar;
    (acts || opens).then_some(Severity::Medium)
}

fn is_draft(text: &str) -> bool {
    matches!(text.trim().to_ascii_lowercase().as_str(), "draft" | "pending" | "private")
}

fn is_guarded(facts: &Facts<'_>, step: &Step) -> bool {
    let stops_others = |before: &Step| {
        let takes_sender = before
            .fields
            .iter()
            .flat_map(|field| field.mappings())
            .flat_map(|mapping| &mapping.references)
            .any(|reference| reference.path.iter().any(|part| names_sender(part)));
        let code = before.field("code").map_or("", |field| field.text());
        takes_sender && ["throw ", "raise ", "exit("].iter().any(|word| code.contains(word))
    };
    facts.guarded_from_strangers(step) || facts.zap.way_to(step).any(stops_others)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn inbox() -> crate::rules::testkit::StepBuilder {
        trigger("ZapierMailCLIAPI@2.0.7", "inbound_v2").field("identifier", "invoices")
    }

    fn parser() -> crate::rules::testkit::StepBuilder {
        trigger("EmailParserCLIAPI@1.0.0", "new_email").field("mailbox", "abc@robot.zapier.com")
    }

    fn gmail() -> crate::rules::testkit::StepBuilder {
        trigger("GoogleMailV2CLIAPI@2.2.0", "message")
    }

    fn invoice() -> crate::rules::testkit::StepBuilder {
        action("QuickBooksCLIAPI@3.0.0", "create_invoice").field("customer", "{{1__customer}}")
    }

    fn update() -> crate::rules::testkit::StepBuilder {
        action("AirtableCLIAPI@3.10.0", "updateRecord").field("fields__Status", "{{1__subject}}")
    }

    #[test]
    fn open_inboxes_are_found() {
        finds(&RULE, steps![parser(), invoice()], &[(1, "", Severity::High)]);
        finds(&RULE, steps![inbox(), invoice()], &[(1, "", Severity::High)]);
        finds(&RULE, steps![inbox(), update()], &[(1, "", Severity::Medium)]);
        finds(&RULE, steps![gmail().field("label_ids", "INBOX"), update()], &[(1, "", Severity::Medium)]);
        finds(&RULE, steps![gmail().field("query", "subject:refund"), invoice()], &[(1, "", Severity::High)]);
        finds(&RULE, steps![inbox(), action("GitHubCLIAPI@3.0.0", "dispatch_workflow")], &[(1, "", Severity::High)]);
        finds(
            &RULE,
            steps![
                inbox(),
                action("GoogleAdminCLIAPI@1.0.0", "suspend_user").field("action", "x"),
                action("GoogleAdminCLIAPI@1.0.0", "create_user")
            ],
            &[(1, "", Severity::High)],
        );
        finds(
            &RULE,
            steps![
                trigger("ImapByZapierCLIAPI@1.0.0", "new_mail").field("folder", "INBOX"),
                action("App5CLIAPI@1.0.0", "Cancel Order").field("order", "{{1__subject}}")
            ],
            &[(1, "", Severity::High)],
        );
        finds(
            &RULE,
            steps![
                inbox(),
                javascript("await fetch('https://ops.example.com/restart', {method: 'POST', body: inputData.s})")
                    .field("input.s", "{{1__subject}}")
            ],
            &[(1, "", Severity::High)],
        );
    }

    #[test]
    fn conditions_that_let_everybody_through_do_not_help() {
        for condition in [
            filter("1__from__email", "iexist", ""),
            filter("1__subject", "icontains", "invoice"),
            filter("1__from__email", "iexact", ""),
        ] {
            finds(&RULE, steps![inbox(), condition, invoice()], &[(1, "", Severity::High)]);
        }
    }

    #[test]
    fn checked_senders_are_left_alone() {
        for condition in [
            filter("1__from__email", "iendswith", "@vendor.example"),
            filter("{{=gives['1'][\"from\"][\"email\"]}}", "iexact", "billing@vendor.example"),
            filter("1__sender", "icontains", "vendor.example"),
            filter("1__plus_tag_token", "iexact", "a-long-shared-token"),
        ] {
            silent(&RULE, steps![inbox(), condition, invoice()]);
        }
        silent(&RULE, steps![gmail().field("query", "from:billing@vendor.example"), invoice()]);
        silent(&RULE, steps![inbox(), action("HumanInTheLoopCLIAPI@1.0.0", "request_approval"), invoice()]);
        silent(
            &RULE,
            steps![
                inbox(),
                search("HubSpotCLIAPI@1.0.0", "contact_search").field("email", "{{1__from__email}}"),
                filter("2___zap_search_was_found_status", "iexact", "true"),
                invoice()
            ],
        );
        silent(
            &RULE,
            steps![
                inbox(),
                paths([
                    steps![path_rule("1__from__email", "iendswith", "@vendor.example"), invoice()],
                    steps![path_rule("1__subject", "icontains", "hello"), slack("{{1__subject}}")],
                ]),
            ],
        );
    }

    #[test]
    fn a_folder_or_label_of_the_owners_narrows_and_proves_nothing() {
        let outlook =
            trigger("MicrosoftOutlookCLIAPI@1.0.0", "new_email").field("folder", "AAMkAD").label("folder", "Invoices");
        for inbox in [outlook, gmail().field("label_ids", "Label_12")] {
            finds(&RULE, steps![inbox, invoice()], &[(1, "", Severity::Low)]);
        }
    }

    #[test]
    fn what_a_request_does_nobody_can_see() {
        finds(
            &RULE,
            steps![inbox(), post("https://erp.example.com/orders").field("data.a", "{{1__subject}}")],
            &[(1, "", Severity::Low)],
        );
        let told = format!("https://hooks.slack.com/{}/{}/{}/{}", "services", "T0A1B2C3D", "B0A1B2C3D", random(24));
        silent(
            &RULE,
            steps![inbox(), post(&told).field("data.text", "{{1__subject}}"), get("https://erp.example.com/orders")],
        );
    }

    #[test]
    fn telling_and_adding_is_left_alone() {
        silent(
            &RULE,
            steps![
                gmail().field("label_ids", "INBOX"),
                slack("{{1__subject}}"),
                sheet("COL$A", "{{1__subject}}"),
                action("GoogleMailV2CLIAPI@2.2.0", "add_label_to_email").field("label", "Label_1"),
                action("GoogleMailV2CLIAPI@2.2.0", "delete_email").field("message_id", "{{1__id}}"),
                action("GoogleMailV2CLIAPI@2.2.0", "reply_to_email").field("body", "Thank you"),
                action("TrelloCLIAPI@1.0.0", "card").field("name", "{{1__subject}}"),
                action("NotionCLIAPI@2.37.0", "add_block_to_page").field("content", "{{1__body_plain}}"),
                action("HubSpotCLIAPI@1.0.0", "create_contact").field("email", "{{1__from__email}}"),
                action("HubSpotCLIAPI@1.0.0", "create_or_update_contact").field("email", "{{1__from__email}}"),
                action("MailchimpCLIAPI@1.0.0", "Add/Update Subscriber").field("email", "{{1__from__email}}"),
                action("GoogleDriveCLIAPI@1.18.2", "upload_file").field("file", "{{1__attachment}}"),
                action("ZendeskCLIAPI@1.0.0", "create_ticket").field("subject", "{{1__subject}}"),
            ],
        );
        silent(&RULE, steps![hook(), invoice()]);
        silent(&RULE, steps![new_row(), invoice()]);
    }
}
