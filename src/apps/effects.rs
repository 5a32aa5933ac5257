//! What a step does to the world, told by the words of its action and by its app.

use super::catalog::{Kind, kind};
use super::destination::{Destination, destination, is_look_up};
use super::known::known;
use super::product::{Product, is_http_call, product};
use super::words::{has_any, words};
use crate::zap::{Step, StepKind};

/// A set of effects.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Hash)]
pub struct Effects(u16);

impl Effects {
    /// Nothing.
    pub const NONE: Self = Self(0);
    /// Makes or changes something outside of the Zap.
    pub const WRITES: Self = Self(1);
    /// Mails or texts people.
    pub const SENDS: Self = Self(1 << 1);
    /// Posts in a chat.
    pub const POSTS: Self = Self(1 << 2);
    /// Moves money or asks for it: charge, refund, payout, invoice.
    pub const PAYS: Self = Self(1 << 3);
    /// Deletes, voids, cancels, refunds, deactivates or terminates.
    pub const DELETES: Self = Self(1 << 4);
    /// Makes a user, or gives one a role.
    pub const CREATES_USER: Self = Self(1 << 5);
    /// Shares something or makes a link to it.
    pub const SHARES: Self = Self(1 << 6);
    /// Adds a member, collaborator or guest.
    pub const ADDS_MEMBER: Self = Self(1 << 7);
    /// Asks a language model.
    pub const CALLS_AI: Self = Self(1 << 8);
    /// Puts a person on a mailing list or campaign.
    pub const SUBSCRIBES: Self = Self(1 << 9);

    /// Whether all of `other` are among these.
    #[must_use]
    pub const fn has(self, other: Self) -> bool {
        self.0 & other.0 == other.0
    }

    /// Whether one of `other` is among these.
    #[must_use]
    pub const fn any(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    fn add(&mut self, other: Self, when: bool) {
        if when {
            self.0 |= other.0;
        }
    }
}

impl std::ops::BitOr for Effects {
    type Output = Self;

    fn bitor(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

/// What a step does. Triggers, unfinished steps and steps that only read do nothing; what Code does only its text can
/// tell, so nothing is said of it here. An action whose key is a UUID has no words and only the effects of its app.
#[must_use]
pub fn effects(step: &Step) -> Effects {
    let mut effects = Effects::NONE;
    if step.kind == StepKind::Trigger || step.is_unfinished() {
        return effects;
    }
    let kind = kind(step);
    let action = known(step).action.as_slice();
    if is_http_call(step) {
        return request(step, action);
    }
    if kind == Kind::Ai {
        effects.add(Effects::CALLS_AI, true);
        return effects;
    }
    if kind == Kind::Utility || product(step) == Product::HumanInTheLoop {
        effects.add(Effects::WRITES, product(step) == Product::Storage && !is_look_up(step.kind, action));
        return effects;
    }
    if is_look_up(step.kind, action) {
        return written_query(step);
    }
    let place = destination(step);
    let said = |list: &[&str]| has_any(action, list);
    effects.add(Effects::WRITES, true);
    effects.add(Effects::POSTS, place == Some(Destination::Chat));
    effects.add(Effects::SENDS, sends(kind, place, action));
    effects.add(Effects::PAYS, pays(kind, action));
    effects.add(
        Effects::DELETES,
        said(DELETING) && !said(HARMLESS_TO_DELETE) || written_query(step).has(Effects::DELETES),
    );
    effects.add(Effects::CREATES_USER, creates_user(kind, action) || gives_role(step, kind, action));
    effects.add(Effects::SHARES, !matches!(kind, Kind::Social | Kind::Publishing) && said(SHARING));
    let subscribes = subscribes(kind, action);
    effects.add(Effects::SUBSCRIBES, subscribes);
    effects.add(Effects::ADDS_MEMBER, !subscribes && adds_member(kind, action));
    effects
}

const DELETING: &[&str] =
    &["delete", "purge", "void", "cancel", "refund", "deactivate", "terminate", "destroy", "erase", "wipe"];
/// What can be deleted without loss: a mark on a thing, not the thing; a sitting that is over.
const HARMLESS_TO_DELETE: &[&str] =
    &["label", "labels", "tag", "tags", "background", "html", "reaction", "reminder", "session", "sessions"];
/// Actions whose text says what they do.
const QUERYING: &[&str] = &["query", "sql", "statement"];
const SHARING: &[&str] = &["share", "shared", "sharing", "shareable"];
const MAKING: &[&str] = &["create", "add", "invite", "provision", "upsert", "new", "register"];
const PEOPLE: &[&str] = &[
    "contact", "contacts", "subscriber", "subscribers", "member", "lead", "person", "people", "profile", "email",
    "customer", "recipient", "prospect",
];
/// Those for whom a mailing service is made.
const READERS: &[&str] =
    &["contact", "contacts", "subscriber", "subscribers", "member", "lead", "recipient", "prospect"];
const LISTS: &[&str] =
    &["list", "campaign", "audience", "newsletter", "sequence", "automation", "drip", "workflow", "cadence"];

/// A request writes unless its method only reads. The method is a field of raw and custom requests.
fn request(step: &Step, action: &[String]) -> Effects {
    let mut effects = Effects::NONE;
    let method = step.literal("method").unwrap_or("").to_ascii_uppercase();
    let reads =
        matches!(method.as_str(), "GET" | "HEAD" | "OPTIONS") || (method.is_empty() && has_any(action, &["get"]));
    effects.add(Effects::WRITES, !reads);
    effects.add(Effects::DELETES, method == "DELETE" || (method.is_empty() && has_any(action, &["delete"])));
    effects
}

/// A "search" by a query of one's own writes if the query does.
fn written_query(step: &Step) -> Effects {
    let mut effects = Effects::NONE;
    if !has_any(&known(step).action, QUERYING) {
        return effects;
    }
    for field in &step.fields {
        let first = field.text().split_whitespace().next().unwrap_or("").to_ascii_lowercase();
        let changes = matches!(first.as_str(), "insert" | "update" | "delete" | "merge" | "truncate" | "drop");
        effects.add(Effects::WRITES, changes);
        effects.add(Effects::DELETES, matches!(first.as_str(), "delete" | "truncate" | "drop"));
    }
    effects
}

fn sends(kind: Kind, place: Option<Destination>, action: &[String]) -> bool {
    match place {
        Some(Destination::MailOut | Destination::Sms) => true,
        Some(Destination::Chat) => kind == Kind::OpenChat && has_any(action, &["send", "reply"]),
        _ => {
            let mailed = [
                "email", "mail", "sms", "invoice", "envelope", "document", "invitation", "campaign", "receipt",
                "contract", "newsletter",
            ];
            has_any(action, &["send", "reply", "resend"]) && has_any(action, &mailed) && !has_any(action, &["draft"])
        }
    }
}

fn pays(kind: Kind, action: &[String]) -> bool {
    let acts =
        has_any(action, &["create", "send", "make", "issue", "add", "new", "pay", "finalize", "capture", "execute"]);
    has_any(action, &["refund", "payout"])
        || (has_any(action, &["charge", "invoice", "payment", "pay"]) && acts)
        || (action.first().is_some_and(|first| first == "charge") && kind == Kind::Finance)
        || (kind == Kind::Finance && acts && has_any(action, &["transfer", "subscription", "transaction"]))
}

/// "User" means a login, except in apps that call their customers so. A role is one anywhere.
fn creates_user(kind: Kind, action: &[String]) -> bool {
    let role = has_any(action, &["role", "roles", "permission", "permissions", "license", "admin", "administrator"]);
    if role && has_any(action, &["assign", "grant", "give", "add", "make", "promote", "set", "change"]) {
        return true;
    }
    if matches!(kind, Kind::Crm | Kind::Marketing | Kind::Support | Kind::OpenChat | Kind::Other | Kind::Shop) {
        return false;
    }
    let user = has_any(action, &["user", "users"]) || (kind == Kind::Directory && has_any(action, &["account"]));
    let into = has_any(action, &["to", "group", "channel", "team", "list", "task"]);
    user && has_any(action, &["create", "invite", "provision", "add", "register"]) && !into
}

/// An account is changed, and one of the fields says what it may do from now on. A customer base keeps the role that a
/// person has in life.
fn gives_role(step: &Step, kind: Kind, action: &[String]) -> bool {
    const PLAIN: &[&str] =
        &["subscriber", "customer", "member", "viewer", "reader", "guest", "user", "none", "student"];
    matches!(kind, Kind::Directory | Kind::Publishing | Kind::CodeHost | Kind::Database | Kind::Unknown)
        && has_any(action, &["user", "users", "account"])
        && has_any(action, &["update", "change", "edit", "set", "modify"])
        && step.fields.iter().any(|field| {
            let names_role = has_any(&words(field.name()), &["role", "roles", "permission", "permissions"]);
            let role = field.text().trim();
            names_role && !role.is_empty() && !PLAIN.iter().any(|plain| role.eq_ignore_ascii_case(plain))
        })
}

fn adds_member(kind: Kind, action: &[String]) -> bool {
    if !has_any(action, &["add", "invite", "create"]) || matches!(kind, Kind::Calendar | Kind::Booking | Kind::Finance)
    {
        return false;
    }
    has_any(action, &["member", "members", "collaborator", "guest", "teammate", "invitation"])
        || has_any(action, &["invite"])
        || (has_any(action, &["user"]) && has_any(action, &["group", "channel", "team", "organization", "workspace"]))
}

/// "Add" needs a person and a list, or an app that is nothing but lists; a card added to a list of a board is none, and
/// neither is a student enrolled in a course.
fn subscribes(kind: Kind, action: &[String]) -> bool {
    let said = |list: &[&str]| has_any(action, list);
    if said(&["remove", "delete", "unsubscribe", "tag"]) && !said(&["subscribe"]) {
        return false;
    }
    let person = said(PEOPLE);
    let makes = said(MAKING);
    let listed = said(LISTS) && said(&["add", "enroll", "create"]);
    // Whom, if not people? What else a mailing service has is named.
    let into_list = said(LISTS) && said(&["add", "enroll"]) && said(&["to", "in", "into"]);
    let thing = said(&["product", "item", "order", "card", "file", "event", "note"]);
    match kind {
        // A profile is kept for many things, and an e-mail may be one that is written.
        Kind::Marketing => {
            said(&["subscribe"]) || (said(READERS) && makes) || (person && listed) || (into_list && !thing)
        }
        Kind::Crm if into_list && !thing => true,
        Kind::Tasks | Kind::Social | Kind::Directory | Kind::TeamChat | Kind::CodeHost => false,
        Kind::Finance | Kind::Shop => said(&["subscribe"]) || (listed && person),
        _ => {
            said(&["subscribe"])
                || (said(&["enroll"]) && (person || said(LISTS)))
                || (said(&["subscriber", "subscribers"]) && makes)
                || (listed && person)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::zap::{Field, Value};

    fn step(app: &str, action: &str) -> Step {
        Step { app: app.into(), action: action.into(), ..Step::default() }
    }

    fn with(step: Step, key: &str, value: &str) -> Step {
        Step { fields: vec![Field::new(key, Value::text(value))], ..step }
    }

    #[test]
    fn actions_do_what_their_words_say() {
        for (app, action, expected) in [
            ("MailchimpCLIAPI", "memberCreate", Effects::SUBSCRIBES),
            ("SendyCLIAPI", "subscribe", Effects::SUBSCRIBES),
            ("HubSpotCLIAPI", "add_contact_to_list", Effects::SUBSCRIBES),
            ("OutreachCLIAPI", "add_prospect_to_sequence", Effects::SUBSCRIBES),
            ("App5CLIAPI", "add_subscriber", Effects::SUBSCRIBES),
            ("KlaviyoCLIAPI", "add_profile_to_list", Effects::SUBSCRIBES),
            ("KlaviyoCLIAPI", "add_to_list", Effects::SUBSCRIBES),
            ("LemlistCLIAPI", "addToCampaign", Effects::SUBSCRIBES),
            ("StripeCLIAPI", "create_refund", Effects::PAYS | Effects::DELETES),
            ("StripeCLIAPI", "create_charge", Effects::PAYS),
            ("XeroCLIAPI", "create_invoice", Effects::PAYS),
            ("GoogleAdminCLIAPI", "create_user", Effects::CREATES_USER),
            ("App5CLIAPI", "create_user", Effects::CREATES_USER),
            ("SlackCLIAPI", "invite_user_to_channel", Effects::ADDS_MEMBER),
            ("GitHubCLIAPI", "add_collaborator", Effects::ADDS_MEMBER),
            ("GoogleDriveCLIAPI", "share_file", Effects::SHARES),
            ("DropBoxCLIAPI", "create_shared_link", Effects::SHARES),
            ("GoogleMailV2CLIAPI", "message", Effects::SENDS),
            ("TwilioCLIAPI", "smsv2", Effects::SENDS),
            ("SlackCLIAPI", "channel_message", Effects::POSTS),
            ("AirtableCLIAPI", "deleteRecord", Effects::DELETES),
            ("PandaDocCLIAPI", "send_document", Effects::SENDS),
        ] {
            let found = effects(&step(app, action));
            assert_eq!(found, Effects::WRITES | expected, "{app} {action}");
        }
        assert_eq!(effects(&step("AICLIAPI", "get_completion")), Effects::CALLS_AI);
    }

    #[test]
    fn plain_writes_and_near_misses_only_write() {
        for (app, action) in [
            ("PicsartCLIAPI", "remove_background"),
            ("GoogleMailV2CLIAPI", "remove_label"),
            ("GoogleMailV2CLIAPI", "create_draft"),
            ("SendyCLIAPI", "unsubscribe"),
            ("TrelloCLIAPI", "add_card_to_list"),
            ("IntercomCLIAPI", "create_user"),
            ("SalesforceCLIAPI", "create_account"),
            ("GoogleSheetsV2CLIAPI", "add_row"),
            ("SlackCLIAPI", "set_status"),
            ("BufferCLIAPI", "share_update"),
            ("ThinkificCLIAPI", "enroll_user"),
            ("App5CLIAPI", "enroll_student"),
            ("MailchimpCLIAPI", "add_tag_to_subscriber"),
            ("CustomerIoCLIAPI", "create_or_update_person"),
            ("KlaviyoCLIAPI", "create_profile"),
            ("KlaviyoCLIAPI", "create_list"),
            ("MailchimpCLIAPI", "create_campaign"),
            ("DripCLIAPI", "add_product_to_campaign"),
            ("ActiveCampaignCLIAPI", "create_email"),
        ] {
            assert_eq!(effects(&step(app, action)), Effects::WRITES, "{app} {action}");
        }
    }

    #[test]
    fn steps_that_only_read_do_nothing() {
        for (app, action) in [
            ("ZapierFormatterCLIAPI", "delete_html"),
            ("DelayCLIAPI", "cancel"),
            ("FilterAPI", "filter"),
            ("CodeCLIAPI", "01929fad-d3dd-62c2-52ed-7868d5fcc691"),
            ("WebHookCLIAPI", "get"),
            ("XeroCLIAPI", "find_invoice"),
            ("SlackCLIAPI", ""),
        ] {
            assert_eq!(effects(&step(app, action)), Effects::NONE, "{app} {action}");
        }
        let trigger = Step { kind: StepKind::Trigger, ..step("StripeCLIAPI", "refund") };
        assert_eq!(effects(&trigger), Effects::NONE);
    }

    #[test]
    fn requests_and_queries_write_if_their_text_does() {
        let raw = |method: &str| effects(&with(step("AirtableCLIAPI", "_zap_raw_request"), "method", method));
        assert_eq!(raw("GET"), Effects::NONE);
        assert_eq!(raw("PATCH"), Effects::WRITES);
        assert_eq!(raw("delete"), Effects::WRITES | Effects::DELETES);
        assert_eq!(effects(&step("WebHookCLIAPI", "post")), Effects::WRITES);
        let query = |sql: &str| {
            let search = Step { kind: StepKind::Search, ..step("PostgreSQLCLIAPI", "row_custom_query") };
            effects(&with(search, "query", sql))
        };
        assert_eq!(query(" SELECT 1"), Effects::NONE);
        assert_eq!(query("insert into t values (1)"), Effects::WRITES);
        assert_eq!(query("DELETE FROM t"), Effects::WRITES | Effects::DELETES);
        let run = |sql: &str| effects(&with(step("MySQLCLIAPI", "execute_query"), "query", sql));
        assert_eq!(run("UPDATE t SET a = 1"), Effects::WRITES);
        assert_eq!(run("DELETE FROM t"), Effects::WRITES | Effects::DELETES);
    }
}
