//! From finding to finding, in the panel and in the editor; what is left where a page cannot be read; settings that change while
//! they are looked at.

use browser_tests::driver::{Browser, Error, Kind};
use browser_tests::editor;
use browser_tests::replica::Layout;
use browser_tests::stage::{once_in_each_browser, with_worker};
use browser_tests::zaplint::{self, Panel};
use serde_json::{Value, json};

/// `tests/zaps/lead-intake.json`.
const LEADS: &str = "351813905";

/// Its third step, and what is wrong with the address there.
const POST: &str = "351813907";
const INSECURE: &str = "High: Request without encryption (Z301)";

const ALT: &str = "\u{e00a}";
const UP: &str = "\u{e013}";
const DOWN: &str = "\u{e015}";

type Done = Result<(), Error>;

/// Opens the editor with the panel, and waits for what is in it.
fn open(browser: &Browser) -> Result<Panel, Error> {
    editor::open(browser, LEADS)?;
    zaplint::badge(browser, "(Z201)")?;
    browser.wait("findings in the panel", || {
        Ok(Some(zaplint::read_panel(browser)?).filter(|panel| !panel.findings.is_empty()))
    })
}

fn in_panel(browser: &Browser, script: &str) -> Result<Value, Error> {
    zaplint::in_panel(browser, || browser.script(script, &[]))
}

/// Waits until this finding, and no other one, is open and in sight below the panel's head.
fn at(browser: &Browser, name: &str) -> Done {
    let script = "const open = [...document.querySelectorAll('.finding[aria-expanded=true]')];
        if (open.length !== 1 || open[0].ariaCurrent !== 'true') return null;
        const {top, bottom} = open[0].getBoundingClientRect();
        const head = document.querySelector('.panel > header').getBoundingClientRect().bottom;
        return top >= head - 1 && bottom <= innerHeight ? open[0].ariaLabel : null";
    browser.wait_until(name, || Ok(in_panel(browser, script)? == json!(name)))
}

/// Stands in for pressed key combinations, which no driver can press.
const KEYS: &str = "
    let pressed;
    chrome.commands.onCommand.addListener = (listener) => { pressed = listener; };
    chrome.runtime.onMessage.addListener(({press}, {tab}) => { if (press) pressed(press, tab); });
";

/// Presses one of the browser's keys; the focus stays where it is.
fn press(browser: &Browser, name: &str) -> Done {
    // The worker may have been stopped, and starts first.
    let press = "return chrome.runtime.sendMessage({to: 'desk', ask: 'settings'})
        .then(() => chrome.runtime.sendMessage({press: arguments[0]})).catch(() => {}).then(() => true)";
    zaplint::in_panel(browser, || browser.script(press, &[name.into()])).map(drop)
}

/// Waits until the focus is on a badge that names this rule.
fn badge_in_focus(browser: &Browser, rule: &str) -> Done {
    browser.wait_until(rule, || {
        let focused = zaplint::overlay(browser)?.find_all(".badge:focus")?;
        Ok(focused.first().map(|badge| badge.name()).transpose()?.is_some_and(|name| name.contains(rule)))
    })
}

#[test]
fn next_and_previous_lead_through_the_findings_in_step_with_the_editor() -> Done {
    with_worker(KEYS, |stage| {
        let browser = &stage.browser;
        let names = open(browser)?.findings;
        let [first, second, ..] = names.as_slice() else { return Err(Error::new(format!("{names:?}"))) };
        // By the mouse; the keyboard stays at the button.
        zaplint::press_in_panel(browser, "Next finding")?;
        at(browser, first)?;
        zaplint::press_in_panel(browser, "Next finding")?;
        at(browser, second)?;
        let stays = "return document.activeElement.ariaLabel";
        assert_eq!(in_panel(browser, stays)?, json!("Next finding"));
        zaplint::press_in_panel(browser, "Previous finding")?;
        at(browser, first)?;
        // By keys; the keyboard goes there, and round.
        zaplint::in_panel(browser, || browser.press_with(ALT, UP))?;
        at(browser, names.last().map_or("", String::as_str))?;
        zaplint::in_panel(browser, || browser.press_with(ALT, DOWN))?;
        at(browser, first)?;
        assert_eq!(in_panel(browser, stays)?, json!(first));
        // The browser's key goes on from there in the editor, and the panel goes with it.
        press(browser, "next-finding")?;
        badge_in_focus(browser, "(Z201)")?;
        at(browser, "High: A key is typed into a request header (Z201), step 3")?;
        press(browser, "previous-finding")?;
        badge_in_focus(browser, "(Z401)")?;
        at(browser, first)
    })
}

#[test]
fn from_a_field_the_key_leads_to_the_finding_of_that_field() -> Done {
    with_worker(KEYS, |stage| {
        let browser = &stage.browser;
        open(browser)?;
        editor::open_step(browser, POST)?;
        let shown = || Ok(zaplint::badges(browser)?.iter().any(|name| name == INSECURE));
        browser.wait_until("the badge of the address", shown)?;
        // The keyboard is on the card that was pressed.
        press(browser, "next-finding")?;
        badge_in_focus(browser, "(Z201)")?;
        editor::field(browser, "URL, required")?.click()?;
        press(browser, "next-finding")?;
        badge_in_focus(browser, "(Z301)")?;
        at(browser, &format!("{INSECURE}, step 3"))
    })
}

#[test]
fn a_page_that_cannot_be_read_is_described_without_what_is_in_it() -> Done {
    once_in_each_browser(|stage| {
        let browser = &stage.browser;
        let layout = Layout::named("data-without-zap").ok_or_else(|| Error::new("no such layout"))?;
        stage.replica.set_layout(&layout);
        editor::open(browser, "999")?;
        browser.wait_until("that it cannot be read", || {
            Ok(zaplint::read_panel(browser)?.status.starts_with("Cannot read this page: "))
        })?;
        zaplint::press_in_panel(browser, "Copy a description of this page’s layout")?;
        let told = "return document.querySelector('.notice').textContent.startsWith('Copied, and sent to nobody.')";
        browser.wait_until("that it is copied", || Ok(in_panel(browser, told)? == json!(true)))?;
        let copied = zaplint::in_panel(browser, || {
            browser.script(
                "const field = document.createElement('textarea'); document.body.append(field); field.focus()",
                &[],
            )?;
            browser.press_with("\u{e009}", "v")?;
            browser.script("return document.querySelector('textarea').value", &[])
        })?;
        let copied = copied.as_str().unwrap_or_default();
        for part in ["Page: zapier.com/editor/#/draft", "pageProps: object of", "Elements\nbody"] {
            assert!(copied.contains(part), "{part}: {copied}");
        }
        for part in ["999", "This Zap", "zaplint-overlay"] {
            assert!(!copied.contains(part), "{part}: {copied}");
        }
        Ok(())
    })
}

/// The browser tells the company's settings when somebody says so, and not before.
const LATE: &str = "
    chrome.storage.managed.get = () => new Promise((tell) => chrome.runtime.onMessage.addListener(
        (message) => { if (message.late) tell(message.late); }));";

#[test]
fn the_options_show_what_is_set_elsewhere_meanwhile() -> Done {
    with_worker(LATE, |stage| {
        let browser = &stage.browser;
        browser.go_to_extension("options.html")?;
        browser.find("#paused")?;
        let pause = "return chrome.runtime.sendMessage({to: 'desk', tab: -1, ask: {pause: {everywhere: true, on: true}}}).then(() => true)";
        // As the panel does it, in a page beside this one.
        browser.script(pause, &[])?;
        browser.wait_until("the pause", || {
            Ok(browser.script("return document.getElementById('paused').checked", &[])? == json!(true))
        })?;
        // Firefox stops the worker as soon as it is idle, and this stand-in for the browser's answer with it.
        if browser.kind() == Kind::Firefox {
            return Ok(());
        }
        let tell = json!({"late": {"denied_apps": ["Discord"]}});
        browser.script("chrome.runtime.sendMessage(arguments[0]).catch(() => {})", &[tell])?;
        browser.wait_until("what the company has set", || {
            Ok(browser.find("main")?.text()?.contains("Your company has set: Discord."))
        })
    })
}
