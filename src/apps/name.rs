//! Apps and steps by the names people know them by.

use super::catalog::{self, App};
use super::known::known;
use super::product::{Product, product};
use super::words::{fold, letters, pieces};
use crate::letters::sentence;
use crate::{
    say,
    words::Said,
    zap::{Step, StepKind},
};

/// The app's name as people know it. What the page shows wins; an unknown key is put into words, and an app without
/// a key of its own is called by its number.
#[must_use]
pub fn app_name(step: &Step) -> String {
    called(step, catalog::find(step)).map_or_else(|| app_said(step).to_string(), str::to_owned)
}

/// The name as the page shows it, or as it stands in the catalogue.
fn called(step: &Step, app: Option<App>) -> Option<&str> {
    if let Some(name) = step.app_name.as_deref().map(str::trim).filter(|name| !name.is_empty()) {
        return Some(name);
    }
    app.map(|app| app.name).or(match step.kind {
        StepKind::Filter => Some("Filter by Zapier"),
        StepKind::Paths | StepKind::PathRule => Some("Paths by Zapier"),
        _ => None,
    })
}

/// The same, to be said in any language.
#[must_use]
pub fn app_said(step: &Step) -> Said {
    if let Some(name) = called(step, catalog::find(step)) {
        return say!("{}", name);
    }
    let stem = catalog::stem(&step.app);
    if stem.is_empty() {
        return say!("an app not chosen yet");
    }
    if let Some(number) = catalog::opaque(stem) {
        return if number.is_empty() { say!("app") } else { say!("app {}", number) };
    }
    say!("{}", in_words(stem))
}

/// Whether the step's app is called so: by its name or its key, as a whole, without regard to case and signs.
#[must_use]
pub fn is_called(step: &Step, name: &str) -> bool {
    let name = name.split('@').next().unwrap_or(name);
    let (whole, called) = (fold(name), fold(catalog::stem(name.trim())));
    let is = |name: &str| fold(catalog::stem(name)) == called;
    !called.is_empty()
        && (is(&step.app)
            || fold(&step.app) == whole
            || step.app_name.as_deref().is_some_and(is)
            || catalog::find(step).is_some_and(|app| is(app.name))
            || is(&app_name(step)))
}

/// Whether two names are the same without regard to case and signs: `birth_date` and "Birth date".
#[must_use]
pub fn is_same_name(one: &str, other: &str) -> bool {
    let one = fold(one);
    !one.is_empty() && one == fold(other)
}

/// Whether it is one of Zapier's own tools: no other company gets the data by it.
#[must_use]
pub fn is_built_in(step: &Step) -> bool {
    known(step).is_built_in
}

/// Whether the app's name says that it is Zapier's.
pub(super) fn is_zapiers(step: &Step, app: Option<App>) -> bool {
    let says = |name: &str| {
        name.ends_with("by Zapier") || pieces(name).next().is_some_and(|first| letters(first).eq("zapier".chars()))
    };
    match called(step, app) {
        Some(name) => says(name),
        None => says(&in_words(catalog::stem(&step.app))),
    }
}

/// An app's key, put into words.
fn in_words(stem: &str) -> String {
    pieces(stem).collect::<Vec<_>>().join(" ")
}

/// What the step does, for people: its own title, else the action in words and the app.
#[must_use]
pub fn step_name(step: &Step) -> String {
    step_said(step).to_string()
}

/// The same, to be said in any language.
#[must_use]
pub fn step_said(step: &Step) -> Said {
    if let Some(title) = step.title.as_deref().map(str::trim).filter(|title| !title.is_empty()) {
        return say!("{}", title);
    }
    match action_name(step) {
        Some(action) => say!("{} in {}", action, app_said(step)),
        None => app_said(step),
    }
}

/// Actions whose key says less than the editor does: product, key, name.
#[rustfmt::skip]
const ACTIONS: &[(&str, &str, &str)] = &[
    ("Webhooks by Zapier", "hook_v2", "Catch Hook"),
    ("Webhooks by Zapier", "hook_raw", "Catch Raw Hook"),
    ("Webhooks by Zapier", "hook", "Catch Hook"),
    ("Webhooks by Zapier", "post", "POST"),
    ("Webhooks by Zapier", "get", "GET"),
    ("Webhooks by Zapier", "put", "PUT"),
    ("Code by Zapier", "01929fad-d3dd-62c2-52ed-7868d5fcc691", "Run JavaScript"),
    ("Code by Zapier", "01929fad-d3f6-c57c-1b40-ef8691be1f86", "Run Python"),
    ("AI by Zapier", "get_completion", "Analyze and Return Data"),
    ("Email by Zapier", "inbound_v2", "New Inbound Email"),
    ("Email by Zapier", "outbound", "Send Outbound Email"),
    ("Google Sheets", "add_row", "Create Spreadsheet Row"),
    ("Google Sheets", "update_row", "Update Spreadsheet Row"),
    ("Google Sheets", "lookup_row", "Lookup Spreadsheet Row"),
    ("Google Sheets", "new_row_notify_hook", "New Spreadsheet Row"),
    ("Google Sheets", "updated_row_notify_hook", "New or Updated Spreadsheet Row"),
    ("Slack", "channel_message", "Send Channel Message"),
    ("Slack", "direct_message", "Send Direct Message"),
    ("Discord", "channel_message", "Send Channel Message"),
    ("Twilio", "smsv2", "Send SMS"),
    ("Mailchimp", "memberCreate", "Add/Update Subscriber"),
    ("Formatter by Zapier", "text_line_item", "Text"),
    ("Formatter by Zapier", "util_line_item", "Utilities"),
    ("Formatter by Zapier", "datetime_line_item", "Date / Time"),
    ("Looping by Zapier", "loop_values_line_items", "Create Loop From Line Items"),
    ("Sub-Zap by Zapier", "start_subzap", "Start a Sub-Zap"),
    ("Sub-Zap by Zapier", "return_subzap", "Return From a Sub-Zap"),
    ("Typeform", "response", "New Entry"),
    ("Tally", "response", "New Submission"),
];

/// Words that are not written as "Word".
const SPELLED: &[(&str, &str)] = &[("sms", "SMS"), ("url", "URL"), ("api", "API"), ("id", "ID"), ("pdf", "PDF")];

fn action_name(step: &Step) -> Option<String> {
    match (step.action.trim(), product(step)) {
        ("", _) | (_, Product::Filter | Product::Paths) => return None,
        ("_zap_raw_request", _) => return Some("API Request".to_owned()),
        _ => {}
    }
    let app = catalog::find(step).map_or("", |app| app.name);
    if app == "Gmail" && step.action == "message" {
        return Some(if step.kind == StepKind::Trigger { "New Email" } else { "Send Email" }.to_owned());
    }
    if let Some((_, _, name)) = ACTIONS.iter().find(|(of, key, _)| *of == app && *key == step.action) {
        return Some((*name).to_owned());
    }
    if is_number(&step.action) {
        return None;
    }
    // A name read off the page is right as it is.
    if step.action.contains(' ') {
        return Some(step.action.trim().to_owned());
    }
    let mut words = known(step).action.as_slice();
    while let [_, .., last] = words
        && is_machinery(last)
    {
        words = words.split_last().map_or(words, |(_, before)| before);
    }
    let words: Vec<String> = words.iter().map(|word| titled(word)).collect();
    (!words.is_empty()).then(|| words.join(" "))
}

/// Endings that tell how an action is built, not what it does.
fn is_machinery(word: &str) -> bool {
    let version = word.strip_prefix('v').is_some_and(|rest| rest.bytes().all(|byte| byte.is_ascii_digit()));
    version || matches!(word, "hook" | "notify" | "instant") || word.bytes().all(|byte| byte.is_ascii_digit())
}

/// UUIDs and other keys that are only a number.
fn is_number(action: &str) -> bool {
    let hex = |byte: u8| byte.is_ascii_hexdigit() || byte == b'-';
    action.bytes().all(hex) && action.bytes().any(|byte| byte.is_ascii_digit())
}

fn titled(word: &str) -> String {
    if let Some((_, spelled)) = SPELLED.iter().find(|(plain, _)| *plain == word) {
        return (*spelled).to_owned();
    }
    sentence(word)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn step(app: &str, action: &str) -> Step {
        Step { app: app.into(), action: action.into(), ..Step::default() }
    }

    #[test]
    fn apps_have_the_names_people_know() {
        for (app, name) in [
            ("SlackAPI", "Slack"),
            ("WebHookCLIAPI", "Webhooks by Zapier"),
            ("GoogleMailV2CLIAPI", "Gmail"),
            ("FooBarCLIAPI", "Foo Bar"),
            ("ACMEDeskCLIAPI", "ACME Desk"),
            ("App12345CLIAPI", "app 12345"),
            ("", "an app not chosen yet"),
        ] {
            assert_eq!(app_name(&step(app, "")), name, "{app}");
        }
        let shown = Step { app_name: Some("Acme Pro (1.2)".into()), ..step("App12345CLIAPI", "") };
        assert_eq!(app_name(&shown), "Acme Pro (1.2)");
    }

    #[test]
    fn steps_are_named_by_what_they_do() {
        for (app, action, name) in [
            ("WebHookCLIAPI", "hook_v2", "Catch Hook in Webhooks by Zapier"),
            ("WebHookCLIAPI", "post", "POST in Webhooks by Zapier"),
            ("SlackCLIAPI", "channel_message", "Send Channel Message in Slack"),
            ("CodeCLIAPI", "01929fad-d3dd-62c2-52ed-7868d5fcc691", "Run JavaScript in Code by Zapier"),
            ("CodeAPI", "run_python_37", "Run Python in Code by Zapier"),
            ("GoogleMailV2CLIAPI", "message", "Send Email in Gmail"),
            ("NotionCLIAPI", "create_database_item", "Create Database Item in Notion"),
            ("ShopifyCLIAPI", "new_order_hook_v2", "New Order in Shopify"),
            ("AirtableCLIAPI", "createRecord", "Create Record in Airtable"),
            ("AirtableCLIAPI", "_zap_raw_request", "API Request in Airtable"),
            ("App7CLIAPI", "0f8fad5b-d9cb-469f-a165-70867728950e", "app 7"),
            ("SlackCLIAPI", "", "Slack"),
            ("FilterAPI", "filter", "Filter by Zapier"),
            ("", "", "an app not chosen yet"),
        ] {
            assert_eq!(step_name(&step(app, action)), name, "{app} {action}");
        }
        let trigger = Step { kind: StepKind::Trigger, ..step("GoogleMailV2CLIAPI", "message") };
        assert_eq!(step_name(&trigger), "New Email in Gmail");
        let titled = Step { title: Some(" Tell the team ".into()), ..step("SlackCLIAPI", "channel_message") };
        assert_eq!(step_name(&titled), "Tell the team");
        let shown = Step { app_name: Some("Slack".into()), ..step("", "Send Channel Message") };
        assert_eq!(step_name(&shown), "Send Channel Message in Slack");
    }

    proptest::proptest! {
        #[test]
        fn no_key_makes_it_panic(app in ".{0,40}", action in ".{0,40}") {
            proptest::prop_assert!(!step_name(&step(&app, &action)).trim().is_empty() || !app.is_empty());
        }
    }
}
