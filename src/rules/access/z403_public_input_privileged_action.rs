//! Z403: a stranger's form makes a privileged change.

use crate::{apps::Kind, facts::Origin, rules::prelude::*};

pub(in crate::rules) const RULE: Rule = Rule {
    id: "Z403",
    name: "public-input-privileged-action",
    measure: Measure::Access,
    title: "A stranger's input makes a privileged change",
    severity: Severity::High,
    confidence: Confidence::Medium,
    persona: Persona::Regular,
    what: "A form, hook or message that anybody can send makes a user, grants a role, pays, shares, sends a contract or texts a number of \
           their choice; or its sender picks which of your files or records they get.",
    why: "The Zap acts with its owner's rights for a person who has none. A condition on what that person typed stops nobody.",
    fix: "Put an approval (Human in the Loop) before the step, or a Filter on a value that the stranger cannot set, such as one looked up in \
          your own records.",
    references: &["CWE-862", "CWE-269", "API5:2023", "API6:2023", "LCNC-SEC-02", "CD-SEC-03"],
    check,
};

fn check(facts: &Facts<'_>, outcomes: &mut Outcomes) {
    let Some(trigger) = facts.zap.trigger() else {
        return;
    };
    if !facts.is_untrusted() {
        return;
    }
    for step in &facts.steps {
        let Some((does, field)) = privileged(facts, step).or_else(|| picks(facts, step)) else {
            continue;
        };
        outcomes.looked();
        if facts.guarded_from_strangers(step.step) || is_told(facts, step) {
            continue;
        }
        let place = field.map_or_else(|| Place::step(step.step), |field| Place::field(step.step, &field.key));
        let message = say!(
            "“{}” {}, and nothing stands before it that a stranger could not get past.",
            apps::step_said(step.step),
            does
        );
        let found = outcomes.find(place, message).path(vec![trigger.index, step.step.index]);
        if let Some(field) = field {
            found.evidence(field.text());
        }
    }
}

/// A right that the step uses for whoever starts the Zap, and the field that shows it.
fn privileged<'z>(facts: &Facts<'_>, step: &StepFacts<'z>) -> Option<(Word, Option<&'z Field>)> {
    if step.step.kind == StepKind::Trigger || !step.writes() {
        return None;
    }
    let says = |list: &[&str]| apps::says(step.step, list);
    if step.effects.has(Effects::CREATES_USER) {
        return Some((word!("makes a user or grants a role for whoever starts the Zap"), None));
    }
    // Into a group of those who sign in somewhere is into what its members may do.
    let joins = apps::kind(step.step) == Kind::Directory
        && apps::app_name(step.step) != "Google Groups"
        && says(&["group", "team"])
        && says(&["user", "member"]);
    if step.effects.has(Effects::ADDS_MEMBER) && (says(&["invite"]) || joins) {
        return Some((word!("makes a user or grants a role for whoever starts the Zap"), None));
    }
    if moves_money(step) {
        return Some((word!("moves money for whoever starts the Zap"), None));
    }
    let signs =
        says(&["send", "request"]) && says(&["envelope", "document", "contract", "agreement", "signature", "template"]);
    // An agreement that is made in an app for signing goes out to be signed at once; a document waits to be sent.
    let signs = signs || (apps::kind(step.step) == Kind::Signing && says(&["create"]) && says(&["agreement"]));
    let is_contract = apps::kind(step.step) == Kind::Signing || says(&["contract", "agreement", "signature"]);
    if is_contract && signs && !says(&["draft", "find", "get", "approval"]) {
        return Some((word!("sends a contract for whoever starts the Zap"), None));
    }
    if step.effects.has(Effects::SHARES) {
        let field = strangers_field(facts, step, is_receiver).or_else(|| strangers_field(facts, step, is_pick))?;
        return Some((word!("shares something of yours as whoever starts the Zap wishes"), Some(field)));
    }
    if step.sends_to() == Some(Destination::Sms) && apps::kind(trigger_of(facts)?) != Kind::Sms {
        let field = strangers_field(facts, step, is_receiver)?;
        return Some((word!("texts any number that whoever starts the Zap types, at your cost"), Some(field)));
    }
    None
}

fn trigger_of<'z>(facts: &Facts<'z>) -> Option<&'z Step> {
    facts.zap.trigger()
}

/// Money moves, or is promised; a bill, a link to pay or a reminder only asks for it.
fn moves_money(step: &StepFacts<'_>) -> bool {
    const ASKING: &[&str] =
        &["invoice", "link", "request", "method", "intent", "reminder", "plan", "customer", "session", "find", "get"];
    let says = |list: &[&str]| apps::says(step.step, list);
    let moves = says(&["refund", "payout", "disburse", "withdraw", "withdrawal"])
        || (says(&["payment", "pay", "transfer", "charge", "money", "gift"]) && step.effects.has(Effects::PAYS));
    moves && !says(ASKING)
}

/// Whoever starts the Zap chooses a file, template or record of the owner by its id, and a later step sends what was
/// found on.
fn picks<'z>(facts: &Facts<'_>, step: &StepFacts<'z>) -> Option<(Word, Option<&'z Field>)> {
    let keeps = matches!(
        apps::kind(step.step),
        Kind::Files
            | Kind::Documents
            | Kind::Signing
            | Kind::Table
            | Kind::Spreadsheet
            | Kind::Crm
            | Kind::Finance
            | Kind::People
            | Kind::Support
            | Kind::Database
            | Kind::Shop
    );
    if step.step.kind == StepKind::Trigger || !keeps {
        return None;
    }
    let field = strangers_field(facts, step, is_pick)
        .or_else(|| strangers_field(facts, step, looks_up_id))
        .or_else(|| strangers_field(facts, step, finds_file))?;
    let mut later = facts.steps.iter().skip(step.step.index + 1);
    later
        .find_map(|later| {
            if hands_back(facts, later, step.step.index) {
                return Some(word!(
                    "opens the file or record that whoever starts the Zap names, and the Zap hands it out"
                ));
            }
            let deletes = later.effects.has(Effects::DELETES) && takes_from(facts, later, step.step.index);
            deletes
                .then_some(word!("finds the file or record that whoever starts the Zap names, and the Zap deletes it"))
        })
        .map(|does| (does, Some(field)))
}

/// What a file is found by, its name or words in it.
fn finds_file(step: &Step, field: &Field) -> bool {
    const FOUND_BY: &[&str] =
        &["name", "title", "filename", "query", "search", "term", "path", "titel", "nom", "nombre"];
    step.kind == StepKind::Search
        && matches!(apps::kind(step), Kind::Files | Kind::Documents | Kind::Signing)
        && data::words(field.name()).any(|word| FOUND_BY.contains(&word.as_str()))
}

/// A field of a later step is filled with what an earlier one gave.
fn takes_from(facts: &Facts<'_>, later: &StepFacts<'_>, from: usize) -> bool {
    later.step.fields.iter().any(|field| {
        let mut references = field.mappings().iter().flat_map(|mapping| &mapping.references);
        references
            .any(|reference| facts.source_at(later.step, reference).is_some_and(|source| source.step.index == from))
    })
}

/// Sends what an earlier step gave to whoever starts the Zap.
fn hands_back(facts: &Facts<'_>, later: &StepFacts<'_>, from: usize) -> bool {
    let sends = matches!(later.sends_to(), Some(Destination::MailOut | Destination::Sms | Destination::Chat))
        || later.effects.has(Effects::SHARES);
    sends
        && takes_from(facts, later, from)
        && (strangers_field(facts, later, is_receiver).is_some() || apps::says(later.step, &["reply"]))
}

fn strangers_field<'z>(facts: &Facts<'_>, step: &StepFacts<'z>, is: fn(&Step, &Field) -> bool) -> Option<&'z Field> {
    let by_stranger = |field: &&Field| facts.origin_in(step.step, field).any(Origin::STRANGER.and(Origin::AI));
    step.step.fields.iter().filter(by_stranger).find(|field| is(step.step, field))
}

/// To whom it goes.
fn is_receiver(step: &Step, field: &Field) -> bool {
    const RECEIVERS: &[&str] = &[
        "email", "emails", "mail", "recipient", "recipients", "to", "user", "users", "username", "phone", "number",
        "mobile", "invitee", "member", "person", "people", "telefon", "telefono", "telephone",
    ];
    let is_sender = data::words(field.name()).any(|word| word.as_str() == "from");
    !is_sender
        && (apps::is_recipient_field(step, field)
            || data::words(field.name()).any(|word| RECEIVERS.iter().any(|receiver| word.is(receiver))))
}

/// Which file, template or record it is: its id, not a text it is searched by.
fn is_pick(step: &Step, field: &Field) -> bool {
    const THINGS: &[&str] = &[
        "file", "fileid", "document", "documentid", "template", "templateid", "record", "recordid", "row", "rowid",
        "folder", "item", "itemid", "page", "pageid", "path", "key", "object", "invoice", "contract", "report", "id",
    ];
    const OTHERS: &[&str] = &[
        "name", "title", "content", "contents", "upload", "new", "url", "text", "body", "subject", "type", "extension",
        "lookup", "search", "query", "value", "column", "field", "application", "base", "table", "parent",
        "description",
    ];
    // A file that comes with the form is the stranger's own.
    let brings = apps::says(step, &["upload", "create", "add", "new", "save", "append", "insert", "update", "attach"]);
    if brings && !apps::says(step, &["copy", "duplicate", "template", "link", "share", "sharing"]) {
        return false;
    }
    // Columns that the owner named are data, not a choice.
    if apps::is_owners_column(field) {
        return false;
    }
    let mut named = false;
    for word in data::words(field.name()) {
        if OTHERS.contains(&word.as_str()) {
            return false;
        }
        named |= THINGS.contains(&word.as_str());
    }
    named
}

/// The value that a look-up compares, where it is an id by its own name.
fn looks_up_id(step: &Step, field: &Field) -> bool {
    let is_value = step.kind == StepKind::Search && data::words(field.name()).any(|word| word.as_str() == "value");
    let is_id = |name: &str| data::words(name).last().is_some_and(|word| word.is("id"));
    is_value
        && field.mappings().iter().flat_map(|mapping| &mapping.references).any(|reference| {
            let shown = step.mapped_names.iter().find(|(key, _)| {
                key.split_once("__").is_some_and(|(id, rest)| id == reference.step && rest == reference.key())
            });
            is_id(reference.name()) || shown.is_some_and(|(_, name)| is_id(name))
        })
}

/// Deleting and refunding on an open hook or inbox is told by Z407 at the step and by Z401 or Z402 at the trigger.
fn is_told(facts: &Facts<'_>, step: &StepFacts<'_>) -> bool {
    let is_door = facts.zap.trigger().is_some_and(|trigger| {
        apps::product(trigger) == Product::Webhooks || apps::trust(trigger) == apps::Trust::Mailbox
    });
    is_door && step.effects.has(Effects::DELETES) && facts.guard(step.step).is_none()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::testkit::StepBuilder;

    const HIGH: Severity = Severity::High;

    fn tally() -> StepBuilder {
        trigger("TallyCLIAPI@2.0.5", "response").field("formId", "abc")
    }

    fn create_user() -> StepBuilder {
        action("GoogleAdminCLIAPI@1.0.0", "create_user").field("primary_email", "{{1__question_mail}}")
    }

    fn text_to(number: &str) -> StepBuilder {
        action("TwilioCLIAPI@1.1.0", "smsv2")
            .field("from_number", "+15005550006")
            .field("to_number", number)
            .field("message", "Hi")
    }

    #[test]
    fn who_is_invited_or_put_into_a_group_of_logins_gets_its_rights() {
        let form = || trigger("TallyCLIAPI@2.0.0", "response");
        let invite = || action("SlackCLIAPI@1.30.0", "invite_user_to_channel").field("email", "{{1__email}}");
        let join =
            || action("OktaCLIAPI@1.0.0", "add_user_to_group").field("user", "{{1__email}}").field("group", "admins");
        finds(&RULE, steps![form(), invite()], &[(2, "", Severity::High)]);
        let approval = || action("HumanInTheLoopCLIAPI@1.0.0", "request_approval").field("message", "Fine?");
        finds(&RULE, steps![form(), join(), approval()], &[(2, "", Severity::High)]);
        silent(&RULE, steps![form(), approval(), join()]);
        silent(&RULE, steps![new_row(), invite(), join()]);
        let list = action("GoogleGroupsCLIAPI@1.0.0", "add_group_member").field("email", "{{1__email}}");
        silent(&RULE, steps![form(), list]);
    }

    #[test]
    fn rights_lent_to_strangers_are_found() {
        finds(&RULE, steps![tally(), create_user()], &[(2, "", HIGH)]);
        finds(&RULE, steps![hook(), create_user()], &[(2, "", HIGH)]);
        finds(
            &RULE,
            steps![tally(), action("App5CLIAPI@1.0.0", "Invite User").field("email", "{{1__mail}}")],
            &[(2, "", HIGH)],
        );
        finds(
            &RULE,
            steps![tally(), action("DiscordCLIAPI@1.0.0", "add_role").field("user", "{{1__name}}")],
            &[(2, "", HIGH)],
        );
        finds(
            &RULE,
            steps![tally(), action("StripeCLIAPI@2.0.0", "create_refund").field("charge", "{{1__c}}")],
            &[(2, "", HIGH)],
        );
        finds(
            &RULE,
            steps![hook(), action("PayPalCLIAPI@2.0.0", "create_payout").field("amount", "{{1__a}}")],
            &[(2, "", HIGH)],
        );
        finds(&RULE, steps![tally(), action("DocuSignCLIAPI@2.0.0", "send_envelope_using_template")], &[(2, "", HIGH)]);
        finds(&RULE, steps![tally(), action("DropboxSignCLIAPI@2.0.0", "Send Signature Request")], &[(2, "", HIGH)]);
        finds(&RULE, steps![tally(), action("AdobeSignCLIAPI@1.0.0", "create_agreement")], &[(2, "", HIGH)]);
        finds(&RULE, steps![tally(), text_to("{{1__question_phone}}")], &[(2, "to_number", HIGH)]);
        finds(
            &RULE,
            steps![
                trigger("InterfacesCLIAPI@1.0.0", "form_submission"),
                action("DropBoxCLIAPI@1.0.0", "share_folder")
                    .field("folder", "/Clients")
                    .field("members", "{{1__mail}}")
            ],
            &[(2, "members", HIGH)],
        );
        finds(
            &RULE,
            steps![
                tally(),
                action("GoogleDriveCLIAPI@1.18.2", "share_file")
                    .field("file_id", "abc")
                    .field("email", "{{=gives['1'][\"mail\"]}}")
            ],
            &[(2, "email", HIGH)],
        );
    }

    #[test]
    fn conditions_on_what_the_stranger_typed_do_not_help() {
        for condition in [filter("1__department", "iexact", "IT"), filter("1__email", "iendswith", "@example.com")] {
            finds(&RULE, steps![tally(), condition, create_user()], &[(3, "", HIGH)]);
        }
        finds(
            &RULE,
            steps![
                tally(),
                ai("Is this person staff? {{1__why}}"),
                filter("2__is_staff", "iexact", "yes"),
                javascript("return {ok: inputData.mail.includes('@')}").field("input.mail", "{{1__mail}}"),
                filter("4__ok", "boolean", "true"),
                create_user(),
            ],
            &[(6, "", HIGH)],
        );
    }

    #[test]
    fn a_file_of_the_strangers_choice_is_found() {
        let drive = || search("GoogleDriveCLIAPI@1.18.2", "get_file_by_id").field("file_id", "{{1__question_file_id}}");
        let mail = |to: &str| {
            action("GoogleMailV2CLIAPI@2.2.0", "message")
                .field("to", to)
                .field("body", "{{2__webViewLink}}")
                .field("subject", "Your file")
        };
        finds(&RULE, steps![tally(), drive(), mail("{{1__mail}}")], &[(2, "file_id", HIGH)]);
        silent(&RULE, steps![tally(), drive(), mail("office@example.com")]);
        finds(
            &RULE,
            steps![
                tally(),
                action("GoogleDocsV2CLIAPI@1.0.0", "create_document_from_template").field("template", "{{1__which}}"),
                mail("{{1__mail}}")
            ],
            &[(2, "template", HIGH)],
        );
        let payslip = |value: &str| {
            search("GoogleSheetsV2CLIAPI@2.9.1", "lookup_row").field("lookup_key", "COL$A").field("lookup_value", value)
        };
        finds(&RULE, steps![tally(), payslip("{{1__employee_id}}"), mail("{{1__mail}}")], &[(2, "lookup_value", HIGH)]);
        silent(&RULE, steps![tally(), payslip("{{1__mail}}"), mail("{{1__mail}}")]);
        silent(&RULE, steps![tally(), payslip("{{1__employee_id}}"), mail("{{2__COL$C}}")]);
        silent(
            &RULE,
            steps![
                tally(),
                search("GoogleDriveCLIAPI@1.18.2", "get_file_by_id").field("file_id", "abc"),
                mail("{{1__mail}}")
            ],
        );
        silent(
            &RULE,
            steps![
                tally(),
                action("GoogleDriveCLIAPI@1.18.2", "upload_file").field("file", "{{1__upload}}"),
                mail("{{1__mail}}")
            ],
        );
    }

    #[test]
    fn a_file_found_by_the_name_that_a_stranger_typed_is_found() {
        let by_name =
            |name: &str| search("GoogleDriveCLIAPI@1.18.2", "find_file").field("title", name).field("folder", "f1");
        let mail = || {
            action("GoogleMailV2CLIAPI@2.2.0", "message").field("to", "{{1__mail}}").field("body", "{{2__webViewLink}}")
        };
        let delete = || action("GoogleDriveCLIAPI@1.18.2", "delete_file").field("file_id", "{{2__id}}");
        finds(&RULE, steps![tally(), by_name("{{1__which}}"), mail()], &[(2, "title", HIGH)]);
        finds(&RULE, steps![tally(), by_name("{{1__which}}"), delete()], &[(2, "title", HIGH)]);
        silent(&RULE, steps![tally(), by_name("Brochure"), mail()]);
        silent(&RULE, steps![tally(), by_name("{{1__which}}"), slack("{{2__webViewLink}}")]);
    }

    #[test]
    fn a_role_given_by_a_field_is_found() {
        let update =
            |role: &str| action("WordPressCLIAPI@2.4.0", "update_user").field("id", "{{1__uid}}").field("role", role);
        finds(&RULE, steps![tally(), update("administrator")], &[(2, "", HIGH)]);
        finds(&RULE, steps![tally(), update("{{1__role}}")], &[(2, "", HIGH)]);
        silent(&RULE, steps![tally(), update("subscriber")]);
        silent(&RULE, steps![tally(), action("IntercomCLIAPI@1.0.0", "update_user").field("role", "{{1__role}}")]);
    }

    #[test]
    fn approvals_and_what_strangers_cannot_set_are_left_alone() {
        silent(&RULE, steps![tally(), action("HumanInTheLoopCLIAPI@1.0.0", "request_approval"), create_user()]);
        silent(&RULE, steps![tally(), action("App77CLIAPI@1.0.0", "Request Approval"), create_user()]);
        silent(
            &RULE,
            steps![
                tally(),
                search("AirtableCLIAPI@3.5.8", "findRecord").field("searchByValue", "{{1__mail}}"),
                filter("2__fields__Approved", "boolean", "true"),
                create_user()
            ],
        );
        silent(&RULE, steps![hook(), filter("1__token", "iexact", "a-long-shared-token"), create_user()]);
    }

    #[test]
    fn ordinary_forms_are_left_alone() {
        silent(
            &RULE,
            steps![
                tally(),
                sheet("COL$A", "{{1__name}}"),
                action("HubSpotCLIAPI@1.0.0", "create_contact").field("email", "{{1__mail}}"),
                action("IntercomCLIAPI@1.0.0", "create_user").field("email", "{{1__mail}}"),
                action("QuickBooksCLIAPI@3.0.0", "create_invoice").field("customer", "{{1__name}}"),
                action("StripeCLIAPI@2.0.0", "create_payment_link").field("price", "price_1"),
                action("PandaDocCLIAPI@1.0.0", "create_document_from_template").field("name", "{{1__name}}"),
                action("AdobeSignCLIAPI@1.0.0", "create_draft_agreement").field("name", "{{1__name}}"),
                action("SalesforceCLIAPI@1.0.0", "create_agreement").field("name", "{{1__name}}"),
                text_to("+15005550009"),
                action("GoogleMailV2CLIAPI@2.2.0", "message").field("to", "{{1__mail}}").field("body", "Thank you"),
            ],
        );
        silent(&RULE, steps![trigger("BambooHRCLIAPI@1.0.0", "new_employee"), create_user()]);
        silent(&RULE, steps![trigger("TwilioCLIAPI@1.1.0", "new_sms"), text_to("{{1__from}}")]);
        silent(&RULE, steps![new_row(), text_to("{{1__COL$B}}")]);
    }
}
