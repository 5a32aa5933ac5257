//! Where a step sends its data.

use super::catalog::{Kind, kind};
use super::known::known;
use super::product::{Product, is_http_call, product};
use super::words::has_any;
use crate::{
    word,
    words::Word,
    zap::{Step, StepKind},
};

/// The kind of place that data goes to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Destination {
    /// A chat that other people read.
    Chat,
    /// A spreadsheet or table.
    Sheet,
    /// An outgoing mail.
    MailOut,
    /// A text message or call.
    Sms,
    /// A language model.
    Ai,
    /// An address on the web, by a request.
    Http,
    /// A file or document.
    File,
    /// The public: a post, a web site.
    Public,
    /// A system that keeps records: customers, staff, money, tickets, shops, mailing lists; also the owner's mailbox.
    SystemOfRecord,
    /// Nobody: the data stays in Zapier, or is only looked up where it already is.
    Util,
}

impl Destination {
    /// All of them.
    #[cfg(not(target_arch = "wasm32"))]
    pub const ALL: [Self; 10] = [
        Self::Chat,
        Self::Sheet,
        Self::MailOut,
        Self::Sms,
        Self::Ai,
        Self::Http,
        Self::File,
        Self::Public,
        Self::SystemOfRecord,
        Self::Util,
    ];

    /// The name for people: "a chat".
    #[must_use]
    pub const fn label(self) -> Word {
        match self {
            Self::Chat => word!("a chat"),
            Self::Sheet => word!("a spreadsheet or table"),
            Self::MailOut => word!("an outgoing mail"),
            Self::Sms => word!("a text message"),
            Self::Ai => word!("an AI model"),
            Self::Http => word!("an address on the web"),
            Self::File => word!("a file or document"),
            Self::Public => word!("a public place"),
            Self::SystemOfRecord => word!("a business system"),
            Self::Util => word!("a helper inside Zapier"),
        }
    }
}

/// Where a step sends its data. `None` for triggers, steps that are not finished, and apps not known: rules name no
/// destination then. Code is `Util` here, for only its text can tell whether it makes requests. A look-up in the
/// owner's chat, mailbox, sheet or files is `Util`: it leaves nothing there that somebody could read.
#[must_use]
pub fn destination(step: &Step) -> Option<Destination> {
    if step.kind == StepKind::Trigger || step.is_unfinished() {
        return None;
    }
    if is_http_call(step) {
        return Some(Destination::Http);
    }
    if product(step) == Product::HumanInTheLoop {
        return Some(Destination::Util);
    }
    let action = known(step).action.as_slice();
    let kind = kind(step);
    let usual = usual(kind);
    let place = match kind {
        Kind::Utility | Kind::Ai | Kind::Http => usual?,
        Kind::Mailbox if sends_from_mailbox(action) => Destination::MailOut,
        Kind::TeamChat | Kind::OpenChat if has_any(action, SILENT_IN_CHAT) => Destination::Util,
        Kind::MailSender | Kind::Sms if has_any(action, LIST_KEEPING) && !has_any(action, SENDING) => {
            Destination::SystemOfRecord
        }
        Kind::Sms | Kind::TeamChat | Kind::OpenChat | Kind::MailSender => usual?,
        _ => sent_by_words(action).or(usual)?,
    };
    if is_look_up(step.kind, action) && stays_when_looked_up(place) {
        return Some(Destination::Util);
    }
    Some(place)
}

/// Whether a chat step writes to one person only: still a chat, but nobody else reads it.
#[must_use]
pub fn is_direct_message(step: &Step) -> bool {
    let action = known(step).action.as_slice();
    destination(step) == Some(Destination::Chat) && (has_any(action, &["direct", "dm"]) && !has_any(action, &["group"]))
}

/// Whether the step's app is a spreadsheet, whose cells run formulas (Airtable and Zapier Tables do not).
#[must_use]
pub fn is_spreadsheet(step: &Step) -> bool {
    kind(step) == Kind::Spreadsheet
}

const SENDING: &[&str] = &["send", "sends", "reply", "forward"];
const LIST_KEEPING: &[&str] =
    &["contact", "contacts", "subscriber", "list", "segment", "recipient", "unsubscribe", "suppression", "lookup"];
/// Actions of chats that leave no text others read.
const SILENT_IN_CHAT: &[&str] = &[
    "invite", "reaction", "status", "reminder", "profile", "role", "kick", "ban", "archive", "remove", "delete", "pin",
    "presence",
];
/// Actions of mailboxes that send nothing.
const SILENT_IN_MAILBOX: &[&str] = &[
    "label", "labels", "draft", "drafts", "find", "search", "get", "archive", "delete", "trash", "remove", "move",
    "flag", "mark", "contact", "event", "calendar", "folder", "star", "signature", "category",
];
const LOOKING_UP: &[&str] =
    &["find", "get", "search", "lookup", "list", "retrieve", "read", "fetch", "download", "query"];
const CHANGING: &[&str] = &["create", "add", "update", "upsert", "set", "or", "send", "post", "move", "mark", "append"];

fn usual(kind: Kind) -> Option<Destination> {
    Some(match kind {
        Kind::TeamChat | Kind::OpenChat => Destination::Chat,
        Kind::Spreadsheet | Kind::Table => Destination::Sheet,
        Kind::MailSender => Destination::MailOut,
        Kind::Sms => Destination::Sms,
        Kind::Ai => Destination::Ai,
        Kind::Http => Destination::Http,
        Kind::Files | Kind::Documents => Destination::File,
        Kind::Social | Kind::Publishing => Destination::Public,
        Kind::Utility => Destination::Util,
        Kind::Mailbox
        | Kind::Crm
        | Kind::Marketing
        | Kind::Shop
        | Kind::Finance
        | Kind::Directory
        | Kind::People
        | Kind::Tasks
        | Kind::Support
        | Kind::Calendar
        | Kind::Booking
        | Kind::Forms
        | Kind::Reviews
        | Kind::LeadAds
        | Kind::Database
        | Kind::CodeHost
        | Kind::Signing
        | Kind::Health
        | Kind::Veterinary => Destination::SystemOfRecord,
        Kind::Feed | Kind::Images | Kind::Other | Kind::Unknown => return None,
    })
}

/// A draft is sent only by "send draft"; a "message" that is neither labelled nor filed is one that is sent.
fn sends_from_mailbox(action: &[String]) -> bool {
    let creates = has_any(action, &["create", "add"]);
    let sends = has_any(action, SENDING) && !(creates && has_any(action, &["draft", "drafts"]));
    sends || (has_any(action, &["message", "email", "mail"]) && !has_any(action, SILENT_IN_MAILBOX))
}

/// Apps of any kind that mail or text by one of their actions: "Send Email" of a CRM.
fn sent_by_words(action: &[String]) -> Option<Destination> {
    if !has_any(action, SENDING) {
        return None;
    }
    if has_any(action, &["email", "emails", "mail"]) {
        Some(Destination::MailOut)
    } else if has_any(action, &["sms", "smsv2"]) {
        Some(Destination::Sms)
    } else if has_any(action, &["whatsapp"]) {
        Some(Destination::Chat)
    } else {
        None
    }
}

/// Whether the step only reads: a search, or an action named so.
pub(super) fn is_look_up(kind: StepKind, action: &[String]) -> bool {
    match kind {
        StepKind::Search => true,
        StepKind::Action => {
            action.first().is_some_and(|first| LOOKING_UP.contains(&first.as_str())) && !has_any(action, CHANGING)
        }
        _ => false,
    }
}

fn stays_when_looked_up(place: Destination) -> bool {
    !matches!(place, Destination::Ai | Destination::Http | Destination::SystemOfRecord)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn step(app: &str, action: &str) -> Step {
        Step { app: app.into(), action: action.into(), ..Step::default() }
    }

    #[test]
    fn writes_go_where_their_app_keeps_things() {
        use Destination::{Ai, Chat, File, Http, MailOut, Public, Sheet, Sms, SystemOfRecord, Util};
        for (app, action, expected) in [
            ("SlackCLIAPI", "channel_message", Some(Chat)),
            ("SlackAPI", "direct_message", Some(Chat)),
            ("SlackCLIAPI", "invite_user_to_channel", Some(Util)),
            ("GoogleSheetsV2CLIAPI", "add_row", Some(Sheet)),
            ("NotionCLIAPI", "create_database_item", Some(Sheet)),
            ("TableCLIAPI", "create_record", Some(Sheet)),
            ("GoogleMailV2CLIAPI", "message", Some(MailOut)),
            ("GoogleMailV2CLIAPI", "create_draft", Some(SystemOfRecord)),
            ("GoogleMailV2CLIAPI", "add_label_to_email", Some(SystemOfRecord)),
            ("GoogleMailV2CLIAPI", "reply_to_email", Some(MailOut)),
            ("MicrosoftOutlookCLIAPI", "send_email", Some(MailOut)),
            ("MicrosoftOutlookCLIAPI", "create_event", Some(SystemOfRecord)),
            ("ZapierMailCLIAPI", "outbound", Some(MailOut)),
            ("SendGridCLIAPI", "add_contact", Some(SystemOfRecord)),
            ("TwilioCLIAPI", "smsv2", Some(Sms)),
            ("AICLIAPI", "get_completion", Some(Ai)),
            ("ChatGPTCLIAPI", "send_prompt", Some(Ai)),
            ("WebHookCLIAPI", "get", Some(Http)),
            ("AirtableCLIAPI", "_zap_raw_request", Some(Http)),
            ("GoogleDriveCLIAPI", "upload_file", Some(File)),
            ("GoogleDocsV2CLIAPI", "create_document", Some(File)),
            ("BufferCLIAPI", "update", Some(Public)),
            ("HubSpotCLIAPI", "create_contact", Some(SystemOfRecord)),
            ("HubSpotCLIAPI", "send_email", Some(MailOut)),
            ("JiraSoftwareCloudCLIAPI", "create_issue", Some(SystemOfRecord)),
            ("CodeCLIAPI", "01929fad-d3dd-62c2-52ed-7868d5fcc691", Some(Util)),
            ("ZapierFormatterCLIAPI", "text_line_item", Some(Util)),
            ("App12345CLIAPI", "create_contact", None),
            ("NotionCLIAPI", "", None),
        ] {
            assert_eq!(destination(&step(app, action)), expected, "{app} {action}");
        }
        assert_eq!(destination(&Step { kind: StepKind::Trigger, ..step("SlackCLIAPI", "star_added") }), None);
        assert_eq!(destination(&Step { kind: StepKind::Filter, ..step("FilterAPI", "filter") }), Some(Util));
        assert!(is_direct_message(&step("SlackAPI", "direct_message")));
        assert!(!is_direct_message(&step("SlackAPI", "channel_message")));
    }

    #[test]
    fn a_look_up_leaves_nothing_to_read() {
        let search = |app: &str, action: &str| Step { kind: StepKind::Search, ..step(app, action) };
        for (app, action, expected) in [
            ("SlackCLIAPI", "user_by_email", Destination::Util),
            ("GoogleSheetsV2CLIAPI", "lookup_row", Destination::Util),
            ("GoogleMailV2CLIAPI", "message", Destination::Util),
            ("HubSpotCLIAPI", "contact_search", Destination::SystemOfRecord),
        ] {
            assert_eq!(destination(&search(app, action)), Some(expected), "{app} {action}");
        }
        let or_create = Step { kind: StepKind::SearchOrCreate, ..step("GoogleSheetsV2CLIAPI", "lookup_row") };
        assert_eq!(destination(&or_create), Some(Destination::Sheet));
        assert_eq!(destination(&step("GoogleDriveCLIAPI", "get_file")), Some(Destination::Util));
    }
}
