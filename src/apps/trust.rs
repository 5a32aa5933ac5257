//! Who can start a Zap: whether its trigger brings in text of strangers.

use super::catalog::{self, Kind, kind};
use super::known::known;
use super::product::{Product, product};
use super::words::has_any;
use crate::zap::{Step, StepKind};

/// Who can start the Zap and say what it reads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Trust {
    /// Strangers; the text says who: "anyone who knows its address".
    Untrusted(&'static str),
    /// Everyone who writes to a mailbox.
    Mailbox,
    /// The owner's own clock, hand or records.
    Trusted,
    /// Cannot be told: unknown apps, Sub-Zaps (their caller decides), colleagues.
    Unknown,
}

impl Trust {
    /// Whether strangers can start the Zap, by mail or otherwise.
    #[must_use]
    pub const fn is_untrusted(self) -> bool {
        matches!(self, Self::Untrusted(_) | Self::Mailbox)
    }
}

/// Who can start a Zap through this trigger.
#[must_use]
pub fn trust(trigger: &Step) -> Trust {
    if trigger.kind != StepKind::Trigger || trigger.is_unfinished() {
        return Trust::Unknown;
    }
    let action = known(trigger).action.as_slice();
    match product(trigger) {
        Product::Webhooks if has_any(action, &["poll", "retrieve"]) => return Trust::Unknown,
        Product::Webhooks if has_any(action, &["hook", "catch"]) => {
            return Trust::Untrusted("anyone who knows its address");
        }
        Product::EmailByZapier | Product::EmailParser => return Trust::Mailbox,
        Product::Schedule | Product::Tables | Product::ZapierManager => return Trust::Trusted,
        _ => {}
    }
    let said = |list: &[&str]| has_any(action, list);
    let own = said(&["my", "own", "sent"]);
    match kind(trigger) {
        Kind::Mailbox if said(&["event", "calendar", "contact", "task"]) || own => Trust::Unknown,
        Kind::Mailbox => Trust::Mailbox,
        Kind::Other | Kind::Unknown if takes_mails(trigger) => Trust::Mailbox,
        Kind::MailSender if said(&["inbound"]) => Trust::Mailbox,
        Kind::Forms => Trust::Untrusted("anyone who fills in the form"),
        Kind::LeadAds => Trust::Untrusted("anyone who fills in the ad's form"),
        Kind::OpenChat => Trust::Untrusted("anyone who writes in the chat"),
        Kind::Sms => Trust::Untrusted("anyone who knows the phone number"),
        Kind::Reviews => Trust::Untrusted("anyone who writes a review"),
        Kind::Feed => Trust::Untrusted("whoever writes the feed"),
        Kind::Social if !own => Trust::Untrusted("anyone on the network"),
        Kind::Utility if is_manual(trigger) => Trust::Trusted,
        Kind::Utility => Trust::Unknown,
        _ if said(&["form", "forms", "submission", "submissions", "survey"]) => {
            Trust::Untrusted("anyone who fills in the form")
        }
        Kind::Documents | Kind::Tasks | Kind::TeamChat | Kind::Table | Kind::Spreadsheet if said(&["comment"]) => {
            Trust::Unknown
        }
        _ if said(&["comment", "comments"]) => Trust::Untrusted("anyone who writes a comment"),
        _ if said(&["review", "reviews"]) && !said(&["request"]) => Trust::Untrusted("anyone who writes a review"),
        Kind::Spreadsheet
        | Kind::Table
        | Kind::Database
        | Kind::Crm
        | Kind::Shop
        | Kind::Finance
        | Kind::Directory
        | Kind::Calendar
        | Kind::Tasks
        | Kind::Marketing
        | Kind::People => Trust::Trusted,
        _ => Trust::Unknown,
    }
}

/// Whether strangers wrote some of the text the trigger brings, though not everyone can start it: orders, payments,
/// bookings and support tickets are real events with free text in them. True for untrusted triggers, too.
#[must_use]
pub fn has_strangers_text(trigger: &Step) -> bool {
    trust(trigger).is_untrusted()
        || (trigger.kind == StepKind::Trigger
            && matches!(kind(trigger), Kind::Shop | Kind::Finance | Kind::Booking | Kind::Support))
}

/// A parser of mails, or an app not known whose trigger is a mail that came in.
fn takes_mails(trigger: &Step) -> bool {
    let said = |list: &[&str]| has_any(&known(trigger).action, list);
    let parses = catalog::find(trigger).is_some_and(|app| matches!(app.name, "Mailparser" | "Parseur" | "Parserr"));
    // What becomes of the owner's own mails is no mail from outside.
    let other =
        ["subscriber", "opened", "sent", "click", "clicked", "bounce", "bounced", "event", "address", "campaign"];
    let comes_in = said(&["email", "mail"]) && said(&["new", "inbound", "received", "incoming"]) && !said(&other);
    parses || comes_in
}

fn is_manual(trigger: &Step) -> bool {
    catalog::find(trigger).is_some_and(|app| matches!(app.name, "Push by Zapier" | "Zapier Chrome Extension"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn trigger(app: &str, action: &str) -> Step {
        Step { kind: StepKind::Trigger, app: app.into(), action: action.into(), ..Step::default() }
    }

    #[test]
    fn strangers_start_these() {
        for (app, action) in [
            ("WebHookCLIAPI", "hook_v2"),
            ("WebHookCLIAPI", "hook_raw"),
            ("WebHookAPI", "hook"),
            ("TallyCLIAPI", "response"),
            ("TypeformCLIAPI", "entry"),
            ("FacebookLeadAdsCLIAPI", "lead"),
            ("TelegramCLIAPI", "new_message"),
            ("HubSpotCLIAPI", "new_form_submission"),
            ("WordPressCLIAPI", "new_comment"),
            ("RSSCLIAPI", "new_item"),
            ("TwilioCLIAPI", "new_sms"),
            ("InterfacesCLIAPI", "form_submission"),
        ] {
            assert!(matches!(trust(&trigger(app, action)), Trust::Untrusted(_)), "{app} {action}");
        }
        for (app, action) in
            [("ZapierMailCLIAPI", "inbound_v2"), ("EmailParserCLIAPI", "email"), ("GoogleMailV2CLIAPI", "message")]
        {
            assert_eq!(trust(&trigger(app, action)), Trust::Mailbox, "{app}");
        }
        for (app, action) in [("App3CLIAPI", "new_inbound_email"), ("ParseurCLIAPI", "document_processed")] {
            assert_eq!(trust(&trigger(app, action)), Trust::Mailbox, "{app}");
        }
        let named = Step { app_name: Some("Acme Forms".into()), ..trigger("App5CLIAPI", "entry") };
        assert!(trust(&named).is_untrusted());
    }

    #[test]
    fn strangers_do_not_start_these() {
        for (app, action, expected) in [
            ("ScheduleCLIAPI", "everyDay", Trust::Trusted),
            ("ScheduleAPI", "every_week", Trust::Trusted),
            ("GoogleSheetsV2CLIAPI", "new_row_notify_hook", Trust::Trusted),
            ("AirtableCLIAPI", "newRecord", Trust::Trusted),
            ("ShopifyCLIAPI", "new_order_hook_v2", Trust::Trusted),
            ("StripeCLIAPI", "charge_hook", Trust::Trusted),
            ("SubZapCLIAPI", "start_subzap", Trust::Unknown),
            ("WebHookCLIAPI", "retrieve_poll", Trust::Unknown),
            ("SlackAPI", "star_added", Trust::Unknown),
            ("App12345CLIAPI", "new_hook", Trust::Unknown),
            ("App12345CLIAPI", "new_email_opened", Trust::Unknown),
            ("NotionCLIAPI", "", Trust::Unknown),
        ] {
            assert_eq!(trust(&trigger(app, action)), expected, "{app} {action}");
        }
    }

    #[test]
    fn an_order_brings_a_strangers_text() {
        assert!(has_strangers_text(&trigger("ShopifyCLIAPI", "new_order_hook_v2")));
        assert!(!has_strangers_text(&trigger("AirtableCLIAPI", "newRecord")));
    }
}
