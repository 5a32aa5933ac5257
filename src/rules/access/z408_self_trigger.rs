//! Z408: the Zap can start itself.

use crate::{apps::Kind, rules::prelude::*};

pub(in crate::rules) const RULE: Rule = Rule {
    id: "Z408",
    name: "self-trigger",
    measure: Measure::Access,
    title: "The Zap can start itself",
    severity: Severity::Medium,
    confidence: Confidence::Medium,
    persona: Persona::Regular,
    what: "A step writes into the very sheet, table, list, folder or channel that the trigger watches, in a way that starts the trigger again.",
    why: "The Zap runs in circles: it burns tasks, meets the app's limits and overwrites data.",
    fix: "Let the trigger watch one column that the Zap does not write, or put a Filter behind it, for example on who made the last change.",
    references: &["CWE-835", "CWE-770", "API4:2023"],
    check,
};

fn check(facts: &Facts<'_>, outcomes: &mut Outcomes) {
    let Some(trigger) = facts.zap.trigger() else {
        return;
    };
    let Some(event) = Event::of(trigger) else {
        return;
    };
    let watches_part = watches_part(trigger);
    for step in &facts.steps {
        if step.step.kind == StepKind::Trigger || !same_app(trigger, step.step) || !event.starts_by(step.step) {
            continue;
        }
        if watches_part && !writes_part(trigger, step.step) {
            continue;
        }
        // A tag on a thing makes no new one, and neither does a picture of it.
        let of_part = |step: &Step| apps::says(step, PARTS);
        if !same_place(trigger, step.step) || of_part(step.step) && !of_part(trigger) {
            continue;
        }
        outcomes.looked();
        if facts.guard(step.step).is_some() || facts.caller_check(step.step).is_some() {
            continue;
        }
        outcomes
            .find(
                Place::step(step.step),
                say!(
                    "“{}” writes where the trigger watches, so it starts this Zap again, and no Filter stands between.",
                    apps::step_said(step.step)
                ),
            )
            .path(vec![trigger.index, step.step.index]);
        // One circle is told once.
        return;
    }
}

/// What hangs on a thing: another object than the thing itself.
const PARTS: &[&str] =
    &["tag", "tags", "image", "images", "photo", "picture", "variant", "metafield", "checklist", "follower", "watcher"];

/// What happens to a thing so that the trigger fires.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Event {
    /// It is made.
    New,
    /// It is changed.
    Changed,
    /// Either.
    Both,
}

const CHANGED: &[&str] = &["updated", "update", "updates", "changed", "change", "changes", "modified", "edited"];
const NEW: &[&str] = &["new", "created", "added", "add", "create", "posted", "uploaded", "newly"];
/// Events that no write of the Zap brings about, or that look at one thing only.
const OTHER: &[&str] = &[
    "starred", "star", "mention", "reaction", "start", "started", "end", "ended", "reminder", "due", "completed",
    "closed", "deleted", "archived", "comment", "assigned", "canceled", "cancelled", "won", "lost", "paid", "search",
    "saved", "reply", "submission", "click", "before", "upcoming", "match", "response", "removed", "read", "viewed",
    "opened", "called",
];

impl Event {
    fn of(trigger: &Step) -> Option<Self> {
        let watchable = !matches!(
            apps::kind(trigger),
            Kind::Http
                | Kind::Forms
                | Kind::LeadAds
                | Kind::Feed
                | Kind::Sms
                | Kind::MailSender
                | Kind::Ai
                | Kind::Reviews
        );
        let says = |list: &[&str]| apps::says(trigger, list);
        if !watchable || trigger.is_unfinished() || says(OTHER) || (apps::kind(trigger) == Kind::Utility) {
            return None;
        }
        let table = matches!(apps::kind(trigger), Kind::Spreadsheet);
        match (says(CHANGED), says(NEW)) {
            // Google's "Updated Row" is "New or Updated Row" to people.
            (true, _) if table || says(&["or"]) => Some(Self::Both),
            (true, _) => Some(Self::Changed),
            (false, true) => Some(Self::New),
            // Mailboxes call it `message`, Drive `file_in_folder`.
            (false, false) if says(&["message", "email", "mail", "file", "card", "task"]) => Some(Self::New),
            (false, false) => None,
        }
    }

    /// The step makes or changes such a thing.
    fn starts_by(self, step: &Step) -> bool {
        let says = |list: &[&str]| apps::says(step, list);
        if says(&[
            "delete", "remove", "find", "get", "search", "archive", "comment", "label", "attachment", "note",
            "reaction", "reply",
        ]) && !(says(&["label"]) && says(&["add"]))
        {
            return false;
        }
        let changes =
            says(&["update", "edit", "set", "change", "upsert", "append", "replace", "clear", "complete", "move"]);
        let makes = says(&[
            "create", "add", "insert", "new", "post", "send", "upload", "copy", "duplicate", "append", "upsert", "save",
        ]) || !changes;
        // "Find or create" finds what has just been made, "create or update" updates it.
        step.kind == StepKind::Action
            && match self {
                Self::New => makes && !says(&["update", "upsert", "or"]),
                Self::Changed => changes,
                Self::Both => makes || changes,
            }
    }
}

/// One column, property or stage of a thing is watched, doubles are dropped, or a view picks what counts.
fn watches_part(trigger: &Step) -> bool {
    const PARTS: &[&str] = &["column", "property", "dedupe", "watch", "watched", "monitored", "view", "limit"];
    let by_event =
        apps::says(trigger, &["stage", "status", "property", "field", "column", "view", "filter", "label", "priority"])
            && !apps::says(trigger, &["row"]);
    let by_field = trigger.fields.iter().any(|field| {
        let is_part = data::words(field.name()).any(|word| PARTS.contains(&word.as_str()))
            || ["triggercolumn", "dedupecolumn", "viewname", "limittoview"]
                .iter()
                .any(|name| field.name().eq_ignore_ascii_case(name));
        is_part && !field.text().trim().is_empty() && field.switch() != Some(false)
    });
    // A message of a bot starts nothing unless the trigger is told so.
    let no_bots = trigger
        .fields
        .iter()
        .any(|field| field.switch() == Some(false) && data::words(field.name()).any(|word| word.is("bot")));
    (by_event && apps::kind(trigger) != Kind::Mailbox) || by_field || no_bots
}

/// The step writes the very column or property that is watched.
fn writes_part(trigger: &Step, step: &Step) -> bool {
    const NAMES_PART: &[&str] = &["property", "column", "field"];
    trigger.fields.iter().any(|field| {
        let mut words = data::words(field.name());
        let names_part =
            words.clone().any(|word| NAMES_PART.contains(&word.as_str())) && !words.any(|word| word.is("dedupe"));
        let part = field.literal().map(str::trim).filter(|part| names_part && part.len() > 1);
        part.is_some_and(|part| {
            step.fields
                .iter()
                .any(|written| written.name().eq_ignore_ascii_case(part) && !written.text().trim().is_empty())
        })
    })
}

fn same_app(trigger: &Step, step: &Step) -> bool {
    match (apps::find(trigger), apps::find(step)) {
        (Some(one), Some(other)) => one.name == other.name,
        (None, None) => trigger.app == step.app && trigger.app_name == step.app_name,
        _ => false,
    }
}

/// Fields that say where a thing lies, the widest first.
const PLACES: &[&[&str]] = &[
    &[
        "drive", "base", "applicationid", "workspace", "site", "account", "team", "teamid", "server", "guild",
        "organization", "dataset",
    ],
    &[
        "spreadsheet", "spreadsheetid", "workbook", "folder", "folderid", "directory", "path", "board", "boardid",
        "project", "projectid", "space", "repo", "repository", "owner", "calendar", "calendarid", "store", "database",
        "databaseid", "datasource", "schema",
    ],
    &[
        "worksheet", "worksheetid", "sheet", "table", "tableid", "tablename", "channel", "channelid", "list", "listid",
        "section", "pipeline", "form", "issuetype", "object", "objecttype", "sobject", "collection", "label",
        "labelids", "labels", "chatid", "group", "page",
    ],
];

/// Where a thing lies, as far as both steps say so: it is the same place, told by the narrowest thing they both name.
fn same_place(trigger: &Step, step: &Step) -> bool {
    let mut named = false;
    for field in &trigger.fields {
        let Some(level) = level(field) else {
            continue;
        };
        let Some(here) = field.literal().map(str::trim).filter(|text| !text.is_empty()) else {
            continue;
        };
        let other = step
            .fields
            .iter()
            .find(|other| same_name(other.name(), field.name()) || (level == 2 && is_label_pair(field, other)));
        match other.map(Field::text).map(str::trim).filter(|text| !text.is_empty()) {
            Some(there) if there.contains("{{") => {}
            Some(there) if there == here => named |= level > 0,
            Some(_) => return false,
            None => {}
        }
    }
    let chats = matches!(apps::kind(step), Kind::TeamChat | Kind::OpenChat);
    let is_reply = chats
        && step.fields.iter().any(|field| {
            let name = field.name().to_ascii_lowercase();
            ["thread_ts", "thread", "in_reply_to", "parent_id", "thread_id"].contains(&name.as_str())
                && !field.text().trim().is_empty()
        });
    if is_reply {
        return false;
    }
    match apps::kind(trigger) {
        Kind::Mailbox => {
            named
                && (apps::says(step, &["label"])
                    == apps::says(trigger, &["labeled", "labelled", "message", "email", "mail"]))
        }
        Kind::Spreadsheet | Kind::Table | Kind::Database => {
            named && (same_thing(trigger, step) || apps::says(step, &["row", "record", "item"]))
        }
        Kind::TeamChat | Kind::OpenChat => named && apps::says(step, &["message"]) && !apps::says(step, &["direct"]),
        Kind::Files | Kind::Tasks | Kind::Calendar | Kind::Documents => named && same_thing(trigger, step),
        // A customer base has one list of contacts, one of deals.
        Kind::Crm | Kind::Marketing | Kind::Support | Kind::Shop | Kind::People | Kind::Finance | Kind::Directory => {
            same_thing(trigger, step)
        }
        _ => named && same_thing(trigger, step),
    }
}

fn is_label_pair(one: &Field, other: &Field) -> bool {
    let is_label = |field: &Field| data::words(field.name()).any(|word| word.is("label"));
    is_label(one) && is_label(other)
}

fn level(field: &Field) -> Option<usize> {
    let name = field.name();
    let without_id = ["_id", "Id", " ID", " id"].iter().find_map(|end| name.strip_suffix(end)).unwrap_or(name);
    PLACES.iter().position(|names| names.iter().any(|known| same_name(name, known) || same_name(without_id, known)))
}

/// `table_id` and `tableId` are one name.
fn same_name(one: &str, other: &str) -> bool {
    let letters = |name: &str| {
        name.bytes().filter(u8::is_ascii_alphanumeric).map(|byte| byte.to_ascii_lowercase()).collect::<Vec<u8>>()
    };
    one.eq_ignore_ascii_case(other) || letters(one) == letters(other)
}

/// Both actions speak of the same kind of thing: a row, a contact, a deal.
fn same_thing(trigger: &Step, step: &Step) -> bool {
    const THINGS: &[&str] = &[
        "row", "rows", "record", "item", "page", "contact", "company", "deal", "lead", "person", "organization",
        "opportunity", "account", "card", "task", "issue", "file", "folder", "document", "event", "ticket", "order",
        "product", "customer", "subscriber", "member", "invoice", "note", "message", "entry", "candidate", "employee",
        "user", "project", "list", "activity", "campaign", "subtask", "bill", "conversation", "object", "block",
    ];
    THINGS.iter().any(|thing| apps::says(trigger, &[thing]) && apps::says(step, &[thing]))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::testkit::StepBuilder;

    fn updated_row() -> StepBuilder {
        trigger("GoogleSheetsV2CLIAPI@2.9.1", "updated_row_notify_hook")
            .field("spreadsheet", "s1")
            .field("worksheet", 0)
    }

    fn row_in(key: &str, spreadsheet: &str, worksheet: &str) -> StepBuilder {
        action("GoogleSheetsV2CLIAPI@2.9.1", key)
            .field("spreadsheet", spreadsheet)
            .field("worksheet", worksheet)
            .field("COL$C", "done")
    }

    #[test]
    fn circles_are_found() {
        let medium = |step| [(step, "", Severity::Medium)];
        finds(
            &RULE,
            steps![
                trigger("NotionCLIAPI@2.34.0", "new_database_item").field("datasource_id", "9bde5a2c"),
                action("NotionCLIAPI@2.34.0", "create_database_item").field("datasource_id", "9bde5a2c"),
            ],
            &medium(2),
        );
        finds(&RULE, steps![updated_row(), row_in("update_row", "s1", "0")], &medium(2));
        finds(&RULE, steps![updated_row(), slack("x"), row_in("add_row", "s1", "0")], &medium(3));
        finds(
            &RULE,
            steps![new_row().field("spreadsheet", "s1").field("worksheet", "0"), row_in("add_row", "s1", "0")],
            &medium(2),
        );
        finds(
            &RULE,
            steps![
                trigger("AirtableCLIAPI@3.10.0", "updatedRecord")
                    .field("applicationId", "app1")
                    .field("tableName", "tbl1"),
                action("AirtableCLIAPI@3.10.0", "updateRecord")
                    .field("applicationId", "app1")
                    .field("tableName", "tbl1")
            ],
            &medium(2),
        );
        finds(
            &RULE,
            steps![
                trigger("TableCLIAPI@1.21.0", "new_or_updated_record").field("table_id", "t1"),
                action("TableCLIAPI@1.21.0", "update_record").field("table_id", "t1")
            ],
            &medium(2),
        );
        finds(
            &RULE,
            steps![
                trigger("HubSpotCLIAPI@1.0.0", "updated_contact"),
                action("HubSpotCLIAPI@1.0.0", "create_or_update_contact").field("email", "{{1__email}}")
            ],
            &medium(2),
        );
        finds(
            &RULE,
            steps![
                trigger("SlackCLIAPI@1.30.0", "new_message_posted_to_channel").field("channel", "C0123456789"),
                slack("{{1__text}}")
            ],
            &medium(2),
        );
        finds(
            &RULE,
            steps![
                trigger("GoogleDriveCLIAPI@1.18.2", "file_in_folder_v2").field("folder", "f1"),
                action("GoogleDriveCLIAPI@1.18.2", "upload_file").field("folder", "f1").field("file", "{{1__file}}")
            ],
            &medium(2),
        );
        finds(
            &RULE,
            steps![
                trigger("TrelloCLIAPI@1.0.0", "new_card").field("board", "b1").field("list", "l1"),
                action("TrelloCLIAPI@1.0.0", "card").field("board", "b1").field("list", "l1")
            ],
            &medium(2),
        );
        finds(
            &RULE,
            steps![
                trigger("GoogleCalendarCLIAPI@1.0.0", "event_created").field("calendarid", "c1"),
                action("GoogleCalendarCLIAPI@1.0.0", "create_event").field("calendarid", "c1")
            ],
            &medium(2),
        );
    }

    #[test]
    fn a_picture_of_a_thing_is_another_object() {
        let product = || trigger("ShopifyCLIAPI@1.30.0", "new_product");
        silent(
            &RULE,
            steps![product(), action("ShopifyCLIAPI@1.30.0", "create_product_image").field("product_id", "{{1__id}}")],
        );
        finds(&RULE, steps![product(), action("ShopifyCLIAPI@1.30.0", "create_product")], &[(2, "", Severity::Medium)]);
    }

    #[test]
    fn writing_the_column_or_property_that_is_watched_is_a_circle() {
        let medium = [(2, "", Severity::Medium)];
        finds(&RULE, steps![updated_row().field("trigger_column", "COL$C"), row_in("update_row", "s1", "0")], &medium);
        let changed = || trigger("HubSpotCLIAPI@1.0.0", "contact_property_changed").field("property", "lifecyclestage");
        let update = |property: &str| {
            action("HubSpotCLIAPI@1.0.0", "update_contact").field("id", "{{1__vid}}").field(property, "x")
        };
        finds(&RULE, steps![changed(), update("lifecyclestage")], &medium);
        silent(&RULE, steps![changed(), update("city")]);
        silent(&RULE, steps![changed(), filter("1__lifecyclestage", "iexact", "lead"), update("lifecyclestage")]);
    }

    #[test]
    fn broken_circles_are_left_alone() {
        let update = || row_in("update_row", "s1", "0");
        silent(&RULE, steps![updated_row().field("trigger_column", "COL$A"), update()]);
        silent(
            &RULE,
            steps![updated_row().field("dedupe_column", "RUN"), filter("1__COL$A", "iexact", "true"), update()],
        );
        silent(&RULE, steps![updated_row(), filter("1__COL$C", "iexact", "open"), update()]);
        silent(
            &RULE,
            steps![
                updated_row(),
                paths([steps![path_rule("1__COL$C", "iexact", "open"), update()], steps![path_rule("", "", "")]])
            ],
        );
        silent(
            &RULE,
            steps![
                trigger("SlackCLIAPI@1.30.0", "new_message_posted_to_channel")
                    .field("channel", "C0123456789")
                    .field("bot_messages", "no"),
                slack("{{1__text}}")
            ],
        );
    }

    #[test]
    fn other_places_and_things_are_left_alone() {
        silent(&RULE, steps![updated_row(), row_in("update_row", "s2", "0"), row_in("update_row", "s1", "7")]);
        silent(
            &RULE,
            steps![new_row().field("spreadsheet", "s1").field("worksheet", "0"), row_in("update_row", "s1", "0")],
        );
        silent(
            &RULE,
            steps![trigger("HubSpotCLIAPI@1.0.0", "new_contact"), action("HubSpotCLIAPI@1.0.0", "create_deal")],
        );
        silent(
            &RULE,
            steps![trigger("HubSpotCLIAPI@1.0.0", "new_contact"), action("HubSpotCLIAPI@1.0.0", "update_contact")],
        );
        silent(
            &RULE,
            steps![
                trigger("PipedriveCLIAPI@1.0.0", "updated_deal_stage"),
                action("PipedriveCLIAPI@1.0.0", "update_deal")
            ],
        );
        silent(
            &RULE,
            steps![
                trigger("GoogleMailV2CLIAPI@2.0.0", "message").field("label_ids", "INBOX"),
                action("GoogleMailV2CLIAPI@2.0.0", "message").field("to", "{{1__from__email}}"),
                action("GoogleMailV2CLIAPI@2.0.0", "create_draft").field("to", "{{1__from__email}}"),
                action("GoogleMailV2CLIAPI@2.0.0", "add_label_to_email").field("label_ids", "Label_4"),
            ],
        );
        silent(
            &RULE,
            steps![
                trigger("SlackCLIAPI@1.30.0", "new_message_posted_to_channel").field("channel", "C0123456789"),
                slack("{{1__text}}").field("thread_ts", "{{1__ts}}"),
                action("SlackCLIAPI@1.30.0", "channel_message").field("channel", "C9999999999"),
                action("SlackCLIAPI@1.30.0", "direct_message").field("channel", "C0123456789"),
            ],
        );
        silent(
            &RULE,
            steps![
                trigger("JiraSoftwareCloudCLIAPI@1.0.0", "new_issue").field("project", "10000"),
                action("JiraSoftwareCloudCLIAPI@1.0.0", "update_issue").field("project", "10000"),
                action("JiraSoftwareCloudCLIAPI@1.0.0", "add_comment").field("project", "10000"),
                action("JiraSoftwareCloudCLIAPI@1.0.0", "create_issue").field("project", "10002"),
            ],
        );
        silent(&RULE, steps![hook(), post("https://api.example.com/orders")]);
    }
}
