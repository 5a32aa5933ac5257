//! The apps that rules ask for by name: Zapier's own helpers, and a few others.

use super::catalog::{App, Kind};
use super::known::known;
use crate::zap::{Step, StepKind};

/// An app that rules ask for by name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Product {
    /// Webhooks by Zapier.
    Webhooks,
    /// API by Zapier: requests with the key kept in a connection.
    ApiByZapier,
    /// Code by Zapier.
    Code,
    /// Filter by Zapier.
    Filter,
    /// Paths by Zapier.
    Paths,
    /// Formatter by Zapier.
    Formatter,
    /// Looping by Zapier.
    Looping,
    /// Sub-Zap by Zapier.
    SubZap,
    /// Delay by Zapier.
    Delay,
    /// Schedule by Zapier.
    Schedule,
    /// Storage by Zapier.
    Storage,
    /// Digest by Zapier.
    Digest,
    /// Files by Zapier.
    Files,
    /// Zapier Tables.
    Tables,
    /// Zapier Interfaces and Forms.
    Interfaces,
    /// Email by Zapier.
    EmailByZapier,
    /// Email Parser by Zapier.
    EmailParser,
    /// Human in the Loop: approvals. Also any action named "request approval".
    HumanInTheLoop,
    /// Zapier Manager.
    ZapierManager,
    /// Zapier Functions, which end on 1 September 2026.
    Functions,
    /// AI by Zapier.
    AiByZapier,
    /// Any other language model: ChatGPT, Claude, Gemini …
    Ai,
    /// SMTP by Zapier.
    Smtp,
    /// FTP and SFTP.
    Ftp,
    /// Picsart.
    Picsart,
    /// Anything else.
    Other,
}

#[rustfmt::skip]
const PRODUCTS: &[(&str, Product)] = &[
    ("Webhooks by Zapier", Product::Webhooks),
    ("Webhooks", Product::Webhooks),
    ("API by Zapier", Product::ApiByZapier),
    ("Code by Zapier", Product::Code),
    ("Filter by Zapier", Product::Filter),
    ("Paths by Zapier", Product::Paths),
    ("Formatter by Zapier", Product::Formatter),
    ("Looping by Zapier", Product::Looping),
    ("Sub-Zap by Zapier", Product::SubZap),
    ("Sub-Zaps by Zapier", Product::SubZap),
    ("Delay by Zapier", Product::Delay),
    ("Schedule by Zapier", Product::Schedule),
    ("Storage by Zapier", Product::Storage),
    ("Digest by Zapier", Product::Digest),
    ("Files by Zapier", Product::Files),
    ("Zapier Tables", Product::Tables),
    ("Tables by Zapier", Product::Tables),
    ("Zapier Interfaces", Product::Interfaces),
    ("Interfaces by Zapier", Product::Interfaces),
    ("Zapier Forms", Product::Interfaces),
    ("Forms by Zapier", Product::Interfaces),
    ("Email by Zapier", Product::EmailByZapier),
    ("Email Parser by Zapier", Product::EmailParser),
    ("Human in the Loop", Product::HumanInTheLoop),
    ("Approvals by Zapier", Product::HumanInTheLoop),
    ("Zapier Manager", Product::ZapierManager),
    ("Zapier Functions", Product::Functions),
    ("Functions by Zapier", Product::Functions),
    ("AI by Zapier", Product::AiByZapier),
    ("SMTP by Zapier", Product::Smtp),
    ("SMTP", Product::Smtp),
    ("FTP", Product::Ftp),
    ("FTP by Zapier", Product::Ftp),
    ("SFTP", Product::Ftp),
    ("SFTP by Zapier", Product::Ftp),
    ("Picsart", Product::Picsart),
    ("Picsart Creative APIs", Product::Picsart),
];

/// Which of these a step uses. Steps that are a Filter or a Path by their kind are so whatever their key.
#[must_use]
pub fn product(step: &Step) -> Product {
    known(step).product
}

pub(super) fn product_of(step: &Step, app: Option<App>, kind: Kind, action: &[String]) -> Product {
    match step.kind {
        StepKind::Filter => return Product::Filter,
        StepKind::Paths | StepKind::PathRule => return Product::Paths,
        _ => {}
    }
    if is_approval(action) {
        return Product::HumanInTheLoop;
    }
    if let Some(app) = app {
        let known = PRODUCTS.iter().find(|(name, _)| *name == app.name).map(|&(_, product)| product);
        return known.unwrap_or(if kind == Kind::Ai { Product::Ai } else { Product::Other });
    }
    if kind == Kind::Ai { Product::Ai } else { Product::Other }
}

/// Whether the step asks a person to approve, by whatever app.
fn is_approval(action: &[String]) -> bool {
    let asks = |first: &str, second: &str| matches!((first, second), ("request", "approval") | ("human", "review"));
    action.iter().zip(action.iter().skip(1)).any(|(first, second)| asks(first, second))
}

/// Whether it is the "API Request" that any app can have: free method, address and body with the app's connection.
#[must_use]
pub fn is_raw_request(step: &Step) -> bool {
    step.action == "_zap_raw_request" || step.action.eq_ignore_ascii_case("API Request (Beta)")
}

/// Whether the step sends a request to an address in its fields: also the trigger that asks an address for news
/// ("Retrieve Poll"). Code is not among them: only its text can tell.
#[must_use]
pub fn is_http_call(step: &Step) -> bool {
    known(step).is_http_call
}

pub(super) fn calls_http(step: &Step, product: Product) -> bool {
    (step.kind != StepKind::Trigger || step.action.to_ascii_lowercase().contains("poll"))
        && (is_raw_request(step) || matches!(product, Product::Webhooks | Product::ApiByZapier))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn step(app: &str, action: &str) -> Step {
        Step { app: app.into(), action: action.into(), ..Step::default() }
    }

    #[test]
    fn products_are_known_by_key_or_name() {
        for (app, expected) in [
            ("WebHookCLIAPI", Product::Webhooks),
            ("WebHookAPI", Product::Webhooks),
            ("CodeCLIAPI", Product::Code),
            ("CodeAPI", Product::Code),
            ("ZapierMailCLIAPI", Product::EmailByZapier),
            ("EmailParserCLIAPI", Product::EmailParser),
            ("AICLIAPI", Product::AiByZapier),
            ("ChatGPTCLIAPI", Product::Ai),
            ("OpenAiCLIAPI", Product::Ai),
            ("DelayAPI", Product::Delay),
            ("SubZapCLIAPI", Product::SubZap),
            ("InterfacesCLIAPI", Product::Interfaces),
            ("PicsartCLIAPI", Product::Picsart),
            ("SlackCLIAPI", Product::Other),
            ("App12345CLIAPI", Product::Other),
            ("", Product::Other),
        ] {
            assert_eq!(product(&step(app, "x")), expected, "{app}");
        }
        for (name, expected) in [
            ("Webhooks by Zapier", Product::Webhooks),
            ("API by Zapier", Product::ApiByZapier),
            ("Picsart Enterprise", Product::Picsart),
            ("Decode by Zap", Product::Other),
        ] {
            let step = Step { app_name: Some(name.into()), action: "x".into(), ..Step::default() };
            assert_eq!(product(&step), expected, "{name}");
        }
    }

    #[test]
    fn old_code_actions_are_words_and_make_no_difference() {
        assert_eq!(product(&step("CodeAPI", "run_python_37")), Product::Code);
    }

    #[test]
    fn every_product_is_in_the_catalog() {
        for (name, expected) in PRODUCTS {
            let step = Step { app_name: Some((*name).into()), action: "x".into(), ..Step::default() };
            assert_eq!(product(&step), *expected, "{name}");
        }
    }

    #[test]
    fn an_approval_is_one_in_any_app() {
        assert_eq!(product(&step("App9CLIAPI", "request_approval")), Product::HumanInTheLoop);
        assert_eq!(product(&step("App9CLIAPI", "approval_of_request")), Product::Other);
    }

    #[test]
    fn requests_are_told_from_triggers() {
        assert!(is_http_call(&step("WebHookCLIAPI", "post")));
        assert!(is_http_call(&step("AirtableCLIAPI", "_zap_raw_request")));
        assert!(is_raw_request(&step("AirtableCLIAPI", "_zap_raw_request")));
        assert!(!is_http_call(&step("AirtableCLIAPI", "createRecord")));
        assert!(!is_http_call(&Step { kind: StepKind::Trigger, ..step("WebHookCLIAPI", "hook_v2") }));
    }
}
