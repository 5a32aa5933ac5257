//! The extension on a company's computer, whose settings the browser hands over when it pleases.

use browser_tests::driver::{Error, Kind};
use browser_tests::editor;
use browser_tests::stage::with_worker;
use browser_tests::zaplint;
use serde_json::json;

/// A key in a header, and a POST without encryption: `tests/zaps/lead-intake.json`.
const LEADS: &str = "351813905";

/// The browser tells the settings when somebody says so, and not before.
const LATE: &str = "
    chrome.storage.managed.get = () => new Promise((tell) => chrome.runtime.onMessage.addListener(
        (message) => { if (message.settings) tell(message.settings); }));";

#[test]
fn nobody_waits_for_what_the_company_has_set_and_it_holds_when_it_comes() -> Result<(), Error> {
    with_worker(LATE, |stage| {
        let browser = &stage.browser;
        editor::open(browser, LEADS)?;
        zaplint::badge(browser, "A key is typed into a request header (Z201), 2 more")?;
        // Firefox stops the worker as soon as it is idle, and this stand-in for the browser's answer with it.
        if browser.kind() == Kind::Firefox {
            return Ok(());
        }
        let tell = json!({"settings": {"rules_off": ["Z201"]}});
        zaplint::in_panel(browser, || browser.script("chrome.runtime.sendMessage(arguments[0])", &[tell]))?;
        browser.wait_until("the company's rules to hold", || {
            let badges = zaplint::badges(browser)?;
            Ok(!badges.is_empty() && !badges.iter().any(|name| name.contains("(Z201)")))
        })
    })
}
