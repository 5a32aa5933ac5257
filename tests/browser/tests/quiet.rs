//! Nothing is told to nobody: what goes on between the parts of the extension while somebody types.

use browser_tests::driver::{Browser, Error};
use browser_tests::editor::{self, field, open_step};
use browser_tests::stage::with_worker;
use browser_tests::zaplint;
use serde_json::{Value, json};

/// A POST without encryption: `tests/zaps/lead-intake.json`.
const LEADS: &str = "351813905";
const POST: &str = "351813907";

const CONTROL: &str = "\u{e009}";

type Done = Result<(), Error>;

/// Counts the news that the worker tells.
const COUNTING: &str = r#"
    let told = 0;
    for (const part of [chrome.runtime, chrome.tabs]) {
        const send = part.sendMessage.bind(part);
        part.sendMessage = (...message) => {
            if (message.at(-1)?.kind?.endsWith("news")) told += 1;
            return send(...message);
        };
    }
    chrome.runtime.onMessage.addListener((message, sender, reply) => { if (message.count) reply(told); });
"#;

/// Runs a script in the panel's frame, whether it is open or not.
fn in_frame(browser: &Browser, script: &str) -> Result<Value, Error> {
    let overlay = zaplint::overlay(browser)?;
    let frames = overlay.find_all("iframe")?;
    let frame = frames.first().ok_or_else(|| Error::new("the panel was never open"))?;
    browser.enter_frame(frame)?;
    let result = browser.script(script, &[]);
    browser.leave_frames()?;
    result
}

/// How often news was told.
fn told(browser: &Browser) -> Result<u64, Error> {
    let told = in_frame(browser, "return chrome.runtime.sendMessage({count: true})")?;
    told.as_u64().ok_or_else(|| Error::new(format!("no number: {told}")))
}

fn press_the_button(browser: &Browser) -> Done {
    let overlay = zaplint::overlay(browser)?;
    let buttons = overlay.find_all("button.open")?;
    buttons.first().ok_or_else(|| Error::new("no button"))?.click()
}

#[test]
fn who_types_beside_a_closed_panel_sends_no_news_and_it_is_up_to_date_when_it_opens() -> Done {
    with_worker(COUNTING, |stage| {
        let browser = &stage.browser;
        editor::open(browser, LEADS)?;
        zaplint::badge(browser, "(Z201)")?;
        browser.wait_until("the finding in the panel", || {
            Ok(zaplint::read_panel(browser)?.findings.iter().any(|name| name.contains("(Z301)")))
        })?;
        press_the_button(browser)?;
        open_step(browser, POST)?;
        let url = field(browser, "URL, required")?;
        // The first news after the panel was closed is told, and then nobody has asked.
        url.type_text("x")?;
        browser.wait_until("that to be over", || {
            let before = told(browser)?;
            url.type_text("y")?;
            std::thread::sleep(std::time::Duration::from_millis(100));
            Ok(told(browser)? == before)
        })?;
        let before = told(browser)?;
        url.click()?;
        browser.press_with(CONTROL, "a")?;
        for letter in "https://crm.example.org/leads".chars() {
            browser.press(&letter.to_string())?;
        }
        browser.wait_until("no badge for what is encrypted", || {
            Ok(zaplint::badges(browser)?.iter().all(|name| !name.contains("(Z301)")))
        })?;
        assert_eq!(told(browser)?, before);
        press_the_button(browser)?;
        browser.wait_until("the panel to know", || {
            let panel = zaplint::read_panel(browser)?;
            Ok(!panel.findings.is_empty() && panel.findings.iter().all(|name| !name.contains("(Z301)")))
        })?;
        // It is told again, now that it looks.
        url.type_text("\u{e003}")?;
        browser.wait_until("news", || Ok(json!(told(browser)?) != json!(before)))
    })
}
