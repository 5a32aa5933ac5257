//! The whole way through the panel by the keyboard alone, and what the Tab key stops at.

use browser_tests::driver::{Browser, Error, Kind};
use browser_tests::stage::once_in_each_browser;
use browser_tests::{editor, zaplint};
use serde_json::{Value, json};

/// `tests/zaps/lead-intake.json`.
const LEADS: &str = "351813905";

const TAB: &str = "\u{e004}";
const ENTER: &str = "\u{e007}";
const ESCAPE: &str = "\u{e00c}";
const SPACE: &str = " ";

/// More often nobody presses a key to get anywhere.
const MOST: usize = 80;

type Done = Result<(), Error>;

fn in_panel(browser: &Browser, script: &str) -> Result<Value, Error> {
    zaplint::in_panel(browser, || browser.script(script, &[]))
}

fn becomes(browser: &Browser, what: &str, script: &str) -> Done {
    browser.wait_until(what, || Ok(in_panel(browser, script)? == json!(true)))
}

/// Presses the Tab key until the focus in the panel is where this condition on `here` holds; gives where it stopped on the way.
fn tab_to(browser: &Browser, condition: &str) -> Result<Vec<String>, Error> {
    let script = format!(
        "const here = document.activeElement; return [{condition}, here.ariaLabel || here.textContent || here.id]"
    );
    let mut way = Vec::new();
    zaplint::in_panel(browser, || {
        for _ in 0..MOST {
            browser.press(TAB)?;
            let at = browser.script(&script, &[])?;
            way.push(at.get(1).and_then(Value::as_str).unwrap_or_default().to_owned());
            if at.get(0) == Some(&json!(true)) {
                return Ok(());
            }
        }
        Err(Error::new(format!("the Tab key does not lead to {condition}: {way:?}")))
    })?;
    Ok(way)
}

fn press(browser: &Browser, key: &str) -> Done {
    zaplint::in_panel(browser, || browser.press(key))
}

/// Presses the Tab key in the page until Zaplint's button has the focus, and then Enter.
fn open_by_keys(browser: &Browser) -> Done {
    for _ in 0..MOST {
        browser.press(TAB)?;
        if !zaplint::overlay(browser)?.find_all(".open:focus")?.is_empty() {
            browser.press(ENTER)?;
            return browser.wait_until("the panel", || {
                Ok(!zaplint::overlay(browser)?.find_all("iframe:not([hidden])")?.is_empty())
            });
        }
    }
    Err(Error::new("the Tab key does not lead to Zaplint's button"))
}

/// Opens the Zap and, by keys, the panel with its findings.
fn findings_by_keys(browser: &Browser) -> Done {
    editor::open(browser, LEADS)?;
    zaplint::badge(browser, "(Z201)")?;
    open_by_keys(browser)?;
    becomes(browser, "the findings", "return document.hasFocus() && document.querySelectorAll('.finding').length > 3")
}

#[test]
fn the_keyboard_alone_leads_from_the_page_to_the_exported_checklist_and_back() -> Done {
    once_in_each_browser(|stage| {
        let browser = &stage.browser;
        findings_by_keys(browser)?;
        tab_to(browser, "here.ariaLabel?.includes('(Z301)') ?? false")?;
        press(browser, ENTER)?;
        becomes(browser, "it to open", "return document.activeElement.ariaExpanded === 'true'")?;
        tab_to(browser, "here.textContent === 'Copy the fix'")?;
        press(browser, ENTER)?;
        becomes(browser, "the copy", "return document.querySelector('.notice').textContent === 'Copied.'")?;
        tab_to(browser, "here.textContent === 'Accept …'")?;
        press(browser, ENTER)?;
        becomes(browser, "the reason", "return document.activeElement.id === 'reason'")?;
        press(browser, "a test server")?;
        tab_to(browser, "here.textContent === 'Accept this finding'")?;
        press(browser, ENTER)?;
        let accepted =
            "const here = document.activeElement; return here.ariaLabel?.includes('(Z301), step 3, accepted') ?? false";
        becomes(browser, "it to be accepted, with the focus on it", accepted)?;
        // A button that goes with what it does leaves the keyboard beside it.
        tab_to(browser, "here.textContent === 'Take back'")?;
        press(browser, ENTER)?;
        let beside = "const here = document.activeElement;
            return !document.body.innerText.includes('a test server') && (here.closest('article')?.textContent.includes('(Z301)') ?? false)";
        becomes(browser, "the focus to stay at the finding", beside)?;
        tab_to(browser, "here.localName === 'summary' && here.parentElement.id === 'checklist'")?;
        press(browser, ENTER)?;
        becomes(browser, "the checklist to open", "return document.getElementById('checklist').open")?;
        tab_to(browser, "here.localName === 'summary'")?;
        press(browser, ENTER)?;
        tab_to(browser, "here.type === 'checkbox'")?;
        press(browser, SPACE)?;
        becomes(
            browser,
            "the tick to be kept, and the focus to stay",
            "return document.activeElement.checked === true && !!document.querySelector('.signed')",
        )?;
        in_panel(browser, "document.querySelector('[popovertarget=exports]').focus()")?;
        press(browser, ENTER)?;
        becomes(browser, "the menu", "return document.getElementById('exports').matches(':popover-open')")?;
        tab_to(browser, "here.textContent === 'Export as Markdown'")?;
        press(browser, ENTER)?;
        let checklist = stage.download(".md")?;
        assert!(checklist.contains("- [x] **K1**"), "{checklist}");
        becomes(
            browser,
            "the focus to return",
            "return document.activeElement.getAttribute('popovertarget') === 'exports'",
        )?;
        // Firefox's driver now and then cannot let go of a key in a frame that is hidden by then; and where the keyboard is after
        // that is told by Chromium alone.
        let closed = press(browser, ESCAPE);
        let is_told = browser.kind() == Kind::Chromium;
        assert!(closed.is_ok() || !is_told, "{closed:?}");
        browser.wait_until("the panel to be closed, and the focus back at Zaplint's button", || {
            let root = zaplint::overlay(browser)?;
            Ok(root.find_all("iframe[hidden]")?.len() == 1 && (!is_told || root.find_all(".open:focus")?.len() == 1))
        })
    })
}

#[test]
fn what_is_closed_holds_no_stop_of_the_tab_key() -> Done {
    once_in_each_browser(|stage| {
        let browser = &stage.browser;
        findings_by_keys(browser)?;
        let last = "here.localName === 'summary' && here.parentElement.id === 'review'";
        let way = tab_to(browser, last)?;
        let findings =
            in_panel(browser, "return [...document.querySelectorAll('.finding')].map((one) => one.ariaLabel)")?;
        // From the first finding to the last each is one stop.
        let first = findings[0].as_str().unwrap_or_default();
        let stops: Vec<&String> = way.iter().skip_while(|name| *name != first).collect();
        let among: Vec<&String> = stops.iter().copied().filter(|name| name.contains("(Z")).collect();
        assert_eq!(json!(among), findings);
        assert_eq!(json!(stops[..among.len()]), findings, "{way:?}");
        // After them the headings of what can be opened, and nothing of what is in it.
        let parts = in_panel(
            browser,
            "const last = [...document.querySelectorAll('.finding')].at(-1);
            return [...document.querySelectorAll('details.part')].filter((part) => last.compareDocumentPosition(part) & 4).length",
        )?;
        assert_eq!(json!(stops.len() - among.len()), parts, "{stops:?}");
        Ok(())
    })
}
