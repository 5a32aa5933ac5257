//! What a field is for, told by its key and its app: ids, recipients, messages, addresses, switches.
//!
//! Rows that the owner names (headers and data of a request, Input Data of Code) are none of these but by plain words:
//! there a name proves nothing about what an app does with it.

use super::catalog::{Kind, kind};
use super::destination::{Destination, destination};
use super::product::{Product, is_http_call, product};
use super::words::pieces;
use crate::{
    memo::Memo,
    zap::{Field, Step},
};

/// What a field is for; several may hold at once.
#[derive(Debug, Clone, Copy)]
pub struct Roles(u8);

impl Roles {
    const FREE_ROW: u8 = 1;
    const ID: u8 = 1 << 1;
    const RECIPIENT: u8 = 1 << 2;
    const MESSAGE: u8 = 1 << 3;
    const URL: u8 = 1 << 4;
    const FILE: u8 = 1 << 5;
    const SETTING: u8 = 1 << 6;
}

/// Whether the owner made up the field's name: rows of requests, Code and Looping.
#[must_use]
pub fn is_free_row(step: &Step, field: &Field) -> bool {
    has(step, field, Roles::FREE_ROW)
}

/// Whether the field holds the id of a resource (a spreadsheet, folder, channel, project): such an id is no secret.
#[must_use]
pub fn is_id_field(step: &Step, field: &Field) -> bool {
    has(step, field, Roles::ID)
}

/// Whether the field says to whom or from whom a mail, text message or chat message goes.
#[must_use]
pub fn is_recipient_field(step: &Step, field: &Field) -> bool {
    has(step, field, Roles::RECIPIENT)
}

/// Whether the field holds prose that people or a language model read.
#[must_use]
pub fn is_message_field(step: &Step, field: &Field) -> bool {
    has(step, field, Roles::MESSAGE)
}

/// Whether the field holds an address that somebody will open or call.
#[must_use]
pub fn is_url_field(step: &Step, field: &Field) -> bool {
    has(step, field, Roles::URL)
}

/// Whether the field takes a file, which may be given as an address.
#[must_use]
pub fn is_file_field(step: &Step, field: &Field) -> bool {
    has(step, field, Roles::FILE)
}

/// Whether the field is a switch or a choice of how the step works: no data goes through it.
#[must_use]
pub fn is_setting_field(step: &Step, field: &Field) -> bool {
    has(step, field, Roles::SETTING)
}

/// Whether the field is a column of a sheet, a table or a database that the owner named: what goes there is data, whatever the
/// column is called.
#[must_use]
pub fn is_owners_column(field: &Field) -> bool {
    field.key.starts_with("COL$") || ["fields__", "|||", "::"].iter().any(|sign| field.key.contains(sign))
}

/// Rules ask this again and again: it is worked out once for each field. App, action and key do not change after.
fn has(step: &Step, field: &Field, role: u8) -> bool {
    field.roles.get_or(|| roles(step, field)).0 & role != 0
}

fn roles(step: &Step, field: &Field) -> Roles {
    let name = Name::of(field.name());
    let is_free = in_free_row(step, field);
    let of_ai = || product(step) == Product::AiByZapier && name.is(Name::AI_SETTING);
    let is_setting = !is_free && (name.is(Name::SETTING) || of_ai());
    let is_id = if is_free {
        name.is(Name::ID) && name.is(Name::SEVERAL) && !name.is(Name::SESSION)
    } else {
        name.is(Name::ID) || name.is(Name::RESOURCE)
    };
    let is_message =
        !is_free && !is_setting && name.is(Name::PROSE) && !is_http_call(step) && product(step) != Product::Code;
    let roles = [
        (Roles::FREE_ROW, is_free),
        (Roles::ID, is_id),
        (Roles::RECIPIENT, !is_free && receives(step, name)),
        (Roles::MESSAGE, is_message),
        (Roles::URL, name.is(Name::ADDRESS) && !is_setting),
        (Roles::FILE, name.is(Name::FILE) && !is_setting),
        (Roles::SETTING, is_setting),
    ];
    Roles(roles.into_iter().filter(|&(_, holds)| holds).fold(0, |all, (role, _)| all | role))
}

/// What the name of a field says by itself, whatever the step; several may hold at once.
#[derive(Debug, Clone, Copy)]
struct Name(u16);

impl Name {
    /// It ends as ids do.
    const ID: u16 = 1;
    /// It has several words.
    const SEVERAL: u16 = 1 << 1;
    /// It speaks of a session or cookie.
    const SESSION: u16 = 1 << 2;
    const RESOURCE: u16 = 1 << 3;
    const RECIPIENT: u16 = 1 << 4;
    const MAIL_RECIPIENT: u16 = 1 << 5;
    const CHAT_RECIPIENT: u16 = 1 << 6;
    const PROSE: u16 = 1 << 7;
    const ADDRESS: u16 = 1 << 8;
    const FILE: u16 = 1 << 9;
    const SETTING: u16 = 1 << 10;
    /// A setting, where the app is AI by Zapier.
    const AI_SETTING: u16 = 1 << 11;

    fn of(name: &str) -> Self {
        thread_local! {
            static READ: Memo<Name> = const { Memo::new() };
        }
        READ.with(|read| read.get(name, Self::read))
    }

    fn read(name: &str) -> Self {
        let folded = Folded::of(name);
        let last = last_piece(name);
        let several = pieces(name).nth(1).is_some();
        let says = [
            (Self::ID, is_one_of(last, &["id", "ids", "gid", "uuid"])),
            (Self::SEVERAL, several),
            (Self::SESSION, pieces(name).any(|piece| is_one_of(piece, &["session", "sess", "cookie"]))),
            (Self::RESOURCE, folded.is_one_of(KEYS_OF_RESOURCES)),
            (Self::RECIPIENT, folded.is_one_of(RECIPIENTS)),
            (Self::MAIL_RECIPIENT, folded.is_one_of(MAIL_RECIPIENTS)),
            (Self::CHAT_RECIPIENT, folded.is_one_of(CHAT_RECIPIENTS)),
            (Self::PROSE, is_one_of(last, PROSE)),
            (Self::ADDRESS, is_one_of(last, ADDRESSES) || (is_one_of(last, GLUED_ADDRESSES) && !several)),
            (Self::FILE, is_one_of(last, FILES)),
            (Self::SETTING, sets(name, last, several)),
            (Self::AI_SETTING, name.starts_with("type_") || name.starts_with("required_")),
        ];
        Self(says.into_iter().filter(|&(_, holds)| holds).fold(0, |all, (what, _)| all | what))
    }

    const fn is(self, what: u16) -> bool {
        self.0 & what != 0
    }
}

fn in_free_row(step: &Step, field: &Field) -> bool {
    let rows = [
        "headers", "data", "input", "inputFields", "params", "querystring", "query_params", "loop_values",
        "output_dict",
    ];
    field.key.contains('.')
        && rows.contains(&field.group())
        && (is_http_call(step)
            || matches!(product(step), Product::Code | Product::AiByZapier | Product::Looping | Product::SubZap))
}

fn receives(step: &Step, name: Name) -> bool {
    if name.is(Name::RECIPIENT) {
        return true;
    }
    let (mail, chat) = (name.is(Name::MAIL_RECIPIENT), name.is(Name::CHAT_RECIPIENT));
    if !mail && !chat {
        return false;
    }
    let place = destination(step);
    let mails = matches!(place, Some(Destination::MailOut | Destination::Sms)) || kind(step) == Kind::Mailbox;
    (mails && mail) || (place == Some(Destination::Chat) && chat)
}

fn sets(name: &str, last: &str, several: bool) -> bool {
    let first = || pieces(name).next().unwrap_or("");
    name.starts_with("_zap_")
        || name.starts_with("inputFieldConfig_")
        || SETTINGS.contains(&name)
        || (several && (is_one_of(last, SETTING_ENDS) || is_one_of(first(), SETTING_STARTS)))
}

fn last_piece(name: &str) -> &str {
    if !name.bytes().any(|byte| byte.is_ascii_uppercase() || !byte.is_ascii()) {
        // Where no capital starts a word, signs alone part them.
        return name.rsplit(|char: char| !char.is_ascii_alphanumeric()).find(|piece| !piece.is_empty()).unwrap_or("");
    }
    pieces(name).last().unwrap_or("")
}

fn is_one_of(piece: &str, list: &[&str]) -> bool {
    let first = piece.as_bytes().first().map(u8::to_ascii_lowercase);
    let begins = |word: &str| word.len() == piece.len() && word.as_bytes().first() == first.as_ref();
    list.iter().any(|word| begins(word) && word.eq_ignore_ascii_case(piece))
}

/// The letters and digits of a name in lower case, if it is no longer than any key that is known.
#[derive(Default)]
struct Folded {
    letters: [u8; 24],
    length: usize,
}

impl Folded {
    fn of(name: &str) -> Self {
        let mut folded = Self::default();
        if name.is_ascii() {
            for byte in name.bytes().filter(u8::is_ascii_alphanumeric) {
                let Some(place) = folded.letters.get_mut(folded.length) else { return Self::default() };
                *place = byte.to_ascii_lowercase();
                folded.length += 1;
            }
        }
        folded
    }

    fn is_one_of(&self, list: &[&str]) -> bool {
        let Some(letters @ [first, ..]) = self.letters.get(..self.length) else { return false };
        list.iter().any(|word| word.as_bytes().first() == Some(first) && word.as_bytes() == letters)
    }
}

#[rustfmt::skip]
const KEYS_OF_RESOURCES: &[&str] = &[
    "spreadsheet", "worksheet", "sheet", "workbook", "drive", "folder", "parentfolder", "parent", "tablename", "table", "viewname", "base",
    "database", "datasource", "channel", "calendar", "calendarid", "list", "board", "project", "workspace", "team", "issuekey", "issuetype",
    "dataset", "bucket", "repo", "repository", "pipeline", "stage", "site", "location", "threadts", "identifier", "label", "group",
    "fielddatakey", "lookupkey", "dedupecolumn", "triggercolumn", "page", "template", "form", "campaign", "audience",
];
#[rustfmt::skip]
const RECIPIENTS: &[&str] = &[
    "cc", "bcc", "recipient", "recipients", "recipientemail", "replyto", "toemail", "toaddress", "fromemail", "fromaddress", "fromname",
    "sender", "senderemail", "sendername", "tonumber", "fromnumber", "torecipients", "ccrecipients", "bccrecipients", "ccemails", "bccemails",
    "sendto", "mailto",
];
const MAIL_RECIPIENTS: &[&str] = &["to", "from", "email", "phone", "number", "phonenumber", "toemails"];
const CHAT_RECIPIENTS: &[&str] = &["to", "chatid"];
#[rustfmt::skip]
const PROSE: &[&str] = &[
    "text", "message", "body", "subject", "content", "prompt", "instructions", "description", "comment", "note", "notes", "caption", "html",
    "markdown", "summary", "title",
];
const ADDRESSES: &[&str] = &["url", "urls", "uri", "link", "href", "callback", "webhook", "endpoint"];
const GLUED_ADDRESSES: &[&str] =
    &["imageurl", "fileurl", "callbackurl", "webhookurl", "photourl", "videourl", "baseurl", "redirecturl", "weburl"];
#[rustfmt::skip]
const FILES: &[&str] = &[
    "file", "files", "image", "images", "avatar", "attachment", "attachments", "photo", "picture", "video", "audio", "logo", "icon",
    "thumbnail", "pdf", "img", "media", "cover", "banner", "screenshot", "datei", "bild", "fichier", "archivo", "imagen",
];
#[rustfmt::skip]
const SETTINGS: &[&str] = &[
    "unflatten", "as_json", "json_key", "provider_id", "model_id", "model", "authentication_id", "unfurl", "link_names", "as_bot",
    "add_edit_link", "reply_broadcast", "send_to_groups", "signature_delimiter", "wrap_in_array", "fail_on_errors", "packages_enabled",
    "timezone", "color", "emoji", "use_stored_order", "temperature", "max_tokens", "transform", "method", "checked", "priority",
    "isOutputArray", "formerTitle", "decimals", "operator",
];
const SETTING_STARTS: &[&str] = &["is", "has", "should", "enable", "include", "allow", "disable"];
const SETTING_ENDS: &[&str] =
    &["type", "format", "mode", "enabled", "toggle", "limit", "count", "timezone", "index", "unit", "order", "tokens"];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::zap::Value;

    type Role = fn(&Step, &Field) -> bool;

    fn is(role: Role, app: &str, action: &str, key: &str) -> bool {
        let step = Step { app: app.into(), action: action.into(), ..Step::default() };
        role(&step, &Field::new(key, Value::text("x")))
    }

    const SLACK: (&str, &str) = ("SlackCLIAPI", "channel_message");
    const SHEETS: (&str, &str) = ("GoogleSheetsV2CLIAPI", "add_row");
    const GMAIL: (&str, &str) = ("GoogleMailV2CLIAPI", "message");
    const POST: (&str, &str) = ("WebHookCLIAPI", "post");
    const AI: (&str, &str) = ("AICLIAPI", "get_completion");

    #[test]
    fn roles_are_told_by_key_and_app() {
        for (role, (app, action), key) in [
            (is_id_field as Role, SHEETS, "spreadsheet"),
            (is_id_field, SHEETS, "worksheet"),
            (is_id_field, ("AirtableCLIAPI", "createRecord"), "applicationId"),
            (is_id_field, ("AirtableCLIAPI", "createRecord"), "tableName"),
            (is_id_field, SLACK, "channel"),
            (is_id_field, POST, "data.order_id"),
            (is_recipient_field, GMAIL, "to"),
            (is_recipient_field, GMAIL, "reply_to"),
            (is_recipient_field, ("TwilioCLIAPI", "smsv2"), "to_number"),
            (is_message_field, SLACK, "text"),
            (is_message_field, AI, "instructions"),
            (is_message_field, ("ChatGPTCLIAPI", "send_prompt"), "user_message"),
            (is_message_field, ("JiraSoftwareCloudCLIAPI", "create_issue"), "string::description"),
            (is_url_field, POST, "url"),
            (is_url_field, POST, "data.callback_url"),
            (is_url_field, ("PicsartCLIAPI", "remove_background"), "imageUrl"),
            (is_file_field, GMAIL, "file"),
            (is_file_field, ("BufferCLIAPI", "update"), "attachment"),
            (is_setting_field, GMAIL, "body_type"),
            (is_setting_field, POST, "as_json"),
            (is_setting_field, AI, "required_Rationale"),
            (is_setting_field, SLACK, "add_edit_link"),
        ] {
            assert!(is(role, app, action, key), "{app} {key}");
        }
    }

    #[test]
    fn near_misses_are_told_apart() {
        for (role, (app, action), key) in [
            (is_id_field as Role, POST, "data.list"),
            (is_id_field, POST, "headers.session_id"),
            (is_id_field, POST, "data.paid"),
            (is_id_field, GMAIL, "body"),
            (is_recipient_field, SHEETS, "from"),
            (is_recipient_field, POST, "data.to"),
            (is_message_field, GMAIL, "body_type"),
            (is_message_field, POST, "data"),
            (is_message_field, ("CodeCLIAPI", "run_python_37"), "code"),
            (is_url_field, SLACK, "add_edit_link"),
            (is_url_field, SLACK, "link_names"),
            (is_url_field, SHEETS, "curl"),
            (is_url_field, AI, "inputFieldConfig_Email_isFileUrl"),
            (is_file_field, SHEETS, "profile"),
            (is_setting_field, POST, "data.body_type"),
            (is_setting_field, SLACK, "text"),
            (is_setting_field, SLACK, "type"),
        ] {
            assert!(!is(role, app, action, key), "{app} {key}");
        }
    }
}
