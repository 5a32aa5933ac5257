//! Whether what a step gives is about people: told by its app, where the names of its fields say too little.

use super::catalog::{Kind, kind};
use super::known::known;
use super::product::{Product, product};
use super::words::{has_any, words};
use crate::zap::{Step, StepKind};

/// Whether a plain `message` or `body` of this step is what a person wrote to somebody. In a shop, a table of one's own,
/// a news feed or a repository it is the text of a product, an article or an issue.
#[must_use]
pub fn has_peoples_messages(source: &Step) -> bool {
    match kind(source) {
        Kind::Utility => matches!(product(source), Product::EmailParser | Product::SubZap),
        // A hook brings what somebody sent; the answer to a request is a program's.
        Kind::Http => source.kind == StepKind::Trigger,
        Kind::Shop
        | Kind::Spreadsheet
        | Kind::Table
        | Kind::Database
        | Kind::Feed
        | Kind::Publishing
        | Kind::Social
        | Kind::Reviews
        | Kind::Documents
        | Kind::Files
        | Kind::CodeHost
        | Kind::Tasks
        | Kind::Images
        | Kind::Marketing
        | Kind::Finance
        | Kind::Other => false,
        Kind::Ai => writes_down_speech(source),
        _ => true,
    }
}

/// Whether a model writes down, or in another language, what somebody said: its text is theirs, no answer of its own.
#[must_use]
pub fn writes_down_speech(step: &Step) -> bool {
    const WAYS: &[&str] = &["transcribe", "transcription", "transcript", "translate", "translation"];
    kind(step) == Kind::Ai && has_any(&known(step).action, WAYS)
}

/// Whether a bare `name` beside an e-mail address is a person's. An order, a file or a repository has a name, too, but
/// one `nested` together with the address (`buyer__name`, `buyer__email`) is its owner's. A company's is none.
#[must_use]
pub fn names_people(source: &Step, nested: bool) -> bool {
    const THINGS: &[&str] = &[
        "company", "companies", "organization", "organisation", "account", "deal", "product", "order", "store",
        "business", "event", "venue", "place", "location", "property", "project", "list", "campaign", "team", "group",
        "channel", "workspace", "board", "subscription", "item",
    ];
    let of_things = matches!(
        kind(source),
        Kind::Shop
            | Kind::Feed
            | Kind::CodeHost
            | Kind::Files
            | Kind::Documents
            | Kind::Publishing
            | Kind::Social
            | Kind::Images
            | Kind::Tasks
    );
    !has_any(&words(&source.action), THINGS) && (nested || !of_things)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn trigger(app: &str, action: &str) -> Step {
        Step { kind: StepKind::Trigger, app: app.to_owned(), action: action.to_owned(), ..Step::default() }
    }

    #[test]
    fn messages_are_peoples_where_people_write() {
        for (app, action) in [
            ("GoogleMailV2CLIAPI", "message"),
            ("SlackCLIAPI", "new_message"),
            ("ZendeskCLIAPI", "new_ticket"),
            ("TypeformCLIAPI", "response"),
            ("WebHookCLIAPI", "hook_v2"),
            ("EmailParserCLIAPI", "new_email"),
            ("App4711CLIAPI", "inbound_message"),
        ] {
            assert!(has_peoples_messages(&trigger(app, action)), "{app}");
        }
        for (app, action) in [
            ("ShopifyCLIAPI", "new_product"),
            ("GoogleSheetsV2CLIAPI", "new_row"),
            ("AirtableCLIAPI", "newRecord"),
            ("GitHubCLIAPI", "new_issue"),
            ("RSSCLIAPI", "new_item_in_feed"),
            ("CodeCLIAPI", "run_python_37"),
        ] {
            assert!(!has_peoples_messages(&trigger(app, action)), "{app}");
        }
    }

    #[test]
    fn names_are_peoples_where_people_are_kept() {
        assert!(names_people(&trigger("HubSpotCLIAPI", "new_contact"), false));
        assert!(names_people(&trigger("AirtableCLIAPI", "newRecord"), true));
        assert!(names_people(&trigger("EventbriteCLIAPI", "new_attendee"), true));
        assert!(!names_people(&trigger("HubSpotCLIAPI", "new_company"), false));
        assert!(!names_people(&trigger("ShopifyCLIAPI", "new_order_hook_v2"), false));
    }
}
