//! Old and retired app versions (Z803).

use super::catalog;
use super::product::{Product, product};
use super::words::{has_any, words};
use crate::{letters::has_letters, zap::Step};

/// Whether a step uses an old or retired app: a key that ends in `API` without `CLI` and has no version, a name that
/// says "Legacy" or "Deprecated", or Zapier Functions. `FilterAPI`, `BranchingAPI` and `EngineAPI` are current.
#[must_use]
pub fn is_legacy(step: &Step) -> bool {
    let old_key = step.app.ends_with("API")
        && !step.app.ends_with("CLIAPI")
        && step.app_version.is_none()
        && !matches!(step.app.as_str(), "FilterAPI" | "BranchingAPI" | "EngineAPI");
    let says = |name: &str| has_letters(name, "legacy") || has_letters(name, "deprecated");
    let named = |name: &str| says(name) && has_any(&words(name), &["legacy", "deprecated"]);
    old_key
        || named(catalog::stem(&step.app))
        || step.app_name.as_deref().is_some_and(named)
        || product(step) == Product::Functions
}

#[cfg(test)]
mod tests {
    use super::*;

    fn with_key(key: &str) -> Step {
        Step { app: key.into(), action: "x".into(), ..Step::default() }
    }

    #[test]
    fn keys_of_before_the_current_platform_are_old() {
        for key in ["SlackAPI", "WebHookAPI", "CodeAPI", "GoogleMailV2API", "TodoistV2DevAPI", "SlackLegacyCLIAPI"] {
            assert!(is_legacy(&with_key(key)), "{key}");
        }
        for key in ["FilterAPI", "BranchingAPI", "EngineAPI", "SlackCLIAPI", "App12345CLIAPI", ""] {
            assert!(!is_legacy(&with_key(key)), "{key}");
        }
        assert!(!is_legacy(&Step { app_version: Some("1.0.0".into()), ..with_key("SlackAPI") }));
    }

    #[test]
    fn a_name_may_say_it() {
        let named = |name: &str| Step { app_name: Some(name.into()), ..with_key("App7CLIAPI") };
        assert!(is_legacy(&named("Acme (Legacy)")));
        assert!(is_legacy(&named("Zapier Functions")));
        assert!(!is_legacy(&named("Legacybox")));
    }
}
