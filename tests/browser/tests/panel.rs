//! The panel as people use it: by mouse and by keyboard, in the editor and in the popup; and the options.

use browser_tests::driver::{Browser, Error};
use browser_tests::stage::{Stage, once_in_each_browser};
use browser_tests::zaplint::{self, Panel};
use browser_tests::{editor, fixture};
use serde_json::{Value, json};

/// `tests/zaps/lead-intake.json`.
const LEADS: &str = "351813905";

const TAB: &str = "\u{e004}";
const ENTER: &str = "\u{e007}";
const ESCAPE: &str = "\u{e00c}";

type Done = Result<(), Error>;

fn panel(stage: &Stage, wanted: impl Fn(&Panel) -> bool) -> Result<Panel, Error> {
    stage.browser.wait("the panel in the state that is wanted", || {
        Ok(Some(zaplint::read_panel(&stage.browser)?).filter(|panel| wanted(panel)))
    })
}

/// Opens the editor with the panel, and gives what is in it.
fn open(stage: &Stage) -> Result<Panel, Error> {
    editor::open(&stage.browser, LEADS)?;
    zaplint::badge(&stage.browser, "(Z201)")?;
    panel(stage, |panel| !panel.findings.is_empty())
}

/// Types into the panel's field with this id.
fn type_into(browser: &Browser, id: &str, text: &str) -> Done {
    zaplint::in_panel(browser, || browser.find(&format!("#{id}"))?.type_text(text))
}

/// What a script in the panel gives.
fn in_panel(browser: &Browser, script: &str) -> Result<Value, Error> {
    zaplint::in_panel(browser, || browser.script(script, &[]))
}

fn becomes(browser: &Browser, what: &str, script: &str) -> Done {
    browser.wait_until(what, || Ok(in_panel(browser, script)? == json!(true)))
}

fn has(panel: &Panel, text: &str) -> bool {
    panel.findings.iter().any(|name| name.contains(text))
}

#[test]
fn filters_and_search_show_fewer_findings() -> Done {
    once_in_each_browser(|stage| {
        let all = open(stage)?.findings;
        zaplint::press_in_panel(&stage.browser, "Medium")?;
        let medium = panel(stage, |panel| panel.findings.len() < all.len())?.findings;
        assert!(!medium.is_empty() && medium.iter().all(|name| name.starts_with("Medium: ")), "{medium:?}");
        zaplint::press_in_panel(&stage.browser, "Show all")?;
        panel(stage, |panel| panel.findings == all)?;
        type_into(&stage.browser, "search", "encryption post")?;
        panel(stage, |panel| panel.findings.len() == 1 && has(panel, "(Z301)"))?;
        becomes(&stage.browser, "the number to be told", "return document.body.innerText.includes('1 of ')")
    })
}

#[test]
fn a_badge_leads_to_its_finding_in_the_panel() -> Done {
    once_in_each_browser(|stage| {
        editor::open(&stage.browser, LEADS)?;
        let badge = zaplint::badge(&stage.browser, "(Z401)")?;
        badge.click()?;
        let is_open = "const finding = [...document.querySelectorAll('.finding')].find((one) => one.ariaLabel?.includes('(Z401)'));
            return finding?.getAttribute('aria-expanded') === 'true' && finding === document.activeElement";
        becomes(&stage.browser, "its finding to be open", is_open)?;
        // The panel is there by now: another badge, another finding.
        zaplint::badge(&stage.browser, "(Z201)")?.click()?;
        becomes(&stage.browser, "the other one to be open", &is_open.replace("Z401", "Z201"))
    })
}

#[test]
fn the_keyboard_alone_leads_through_a_finding() -> Done {
    once_in_each_browser(|stage| {
        let browser = &stage.browser;
        open(stage)?;
        zaplint::in_panel(browser, || {
            let focus = "const finding = [...document.querySelectorAll('.finding')].find((one) => one.ariaLabel.includes('(Z301)'));
                finding.focus()";
            browser.script(focus, &[])?;
            browser.press(ENTER)
        })?;
        becomes(
            browser,
            "the finding to open",
            "return document.activeElement.getAttribute('aria-expanded') === 'true'",
        )?;
        // Show the step, copy the fix, then, past a safer value if there is one, accept.
        zaplint::in_panel(browser, || {
            for _ in 0..6 {
                browser.press(TAB)?;
                if browser.script("return document.activeElement.textContent", &[])? == json!("Accept …") {
                    return browser.press(ENTER);
                }
            }
            Err(Error::new("the Tab key does not lead to Accept"))
        })?;
        becomes(browser, "the reason to be asked for", "return document.activeElement.id === 'reason'")?;
        let cancel = "[...document.querySelectorAll('form button')].find((one) => one.type === 'button')";
        zaplint::in_panel(browser, || {
            browser.script(&format!("{cancel}.focus()"), &[])?;
            browser.press(ENTER)
        })?;
        becomes(browser, "the focus to return", "return document.activeElement.textContent === 'Accept …'")?;
        // A menu closes by Escape, and the focus returns to its button.
        zaplint::in_panel(browser, || {
            browser.script("document.querySelector('[popovertarget=exports]').focus()", &[])?;
            browser.press(ENTER)
        })?;
        becomes(browser, "the menu to open", "return document.getElementById('exports').matches(':popover-open')")?;
        zaplint::in_panel(browser, || browser.press(ESCAPE))?;
        let closed = "return !document.getElementById('exports').matches(':popover-open')
            && document.activeElement.getAttribute('popovertarget') === 'exports'";
        becomes(browser, "the menu to close", closed)
    })
}

#[test]
fn a_finding_is_accepted_and_taken_back() -> Done {
    once_in_each_browser(|stage| {
        let browser = &stage.browser;
        let before = open(stage)?.status;
        zaplint::press_in_panel(browser, "(Z301)")?;
        zaplint::press_in_panel(browser, "Accept …")?;
        type_into(browser, "reason", "a test server")?;
        zaplint::press_in_panel(browser, "Accept this finding")?;
        let panel_now = panel(stage, |panel| has(panel, "(Z301), step 3, accepted"))?;
        assert_ne!(panel_now.status, before);
        becomes(browser, "the reason to be told", "return document.body.innerText.includes('a test server')")?;
        becomes(
            browser,
            "it to be struck through",
            "return document.querySelector('s')?.textContent === 'Request without encryption'",
        )?;
        zaplint::press_in_panel(browser, "Take back")?;
        panel(stage, |panel| panel.status == before && !has(panel, "accepted"))?;
        Ok(())
    })
}

#[test]
fn the_checklist_is_a_working_paper() -> Done {
    once_in_each_browser(|stage| {
        let browser = &stage.browser;
        open(stage)?;
        let open_parts = "for (const id of ['checklist', 'checklist-1']) document.getElementById(id).open = true";
        in_panel(browser, open_parts)?;
        zaplint::in_panel(browser, || browser.find("#t-K1")?.click())?;
        becomes(browser, "the tick to be signed", "return !!document.querySelector('.signed')")?;
        becomes(
            browser,
            "the progress",
            "return document.querySelector('#checklist-1 summary').textContent.includes('1 of ')",
        )?;
        zaplint::press_in_panel(browser, "Add a note on K1")?;
        type_into(browser, "n-K1", "seen with Kim")?;
        becomes(browser, "the note to be typed", "return document.getElementById('n-K1').value === 'seen with Kim'")?;
        // It is kept without being left; and the keyboard stays in it.
        let ask = "chrome.runtime.sendMessage({to: 'desk', ask: 'view'}).then((answer) => { window.kept = JSON.stringify(answer); })";
        becomes(
            browser,
            "the note to be kept",
            &format!("{ask}; return (window.kept ?? '').includes('seen with Kim')"),
        )?;
        becomes(browser, "the keyboard to stay", "return document.activeElement.id === 'n-K1'")?;
        browser.reload()?;
        open(stage)?;
        in_panel(browser, open_parts)?;
        becomes(browser, "the tick to stay", "return document.getElementById('t-K1').checked")?;
        becomes(browser, "the note to stay", "return document.getElementById('n-K1').value === 'seen with Kim'")
    })
}

#[test]
fn a_review_tells_what_has_changed_since() -> Done {
    once_in_each_browser(|stage| {
        let browser = &stage.browser;
        open(stage)?;
        in_panel(browser, "document.getElementById('review').open = true")?;
        zaplint::press_in_panel(browser, "Mark as reviewed")?;
        becomes(
            browser,
            "that nothing has changed",
            "return document.getElementById('review').innerText.includes('Nothing has changed')",
        )?;
        let mut zap = fixture::load("lead-intake")?;
        if let Some(url) = zap.pointer_mut("/draft/zdl/steps/2/params/url") {
            *url = json!("https://crm.northwind-leads.example/api/leads");
        }
        stage.replica.put(zap);
        browser.reload()?;
        panel(stage, |panel| !panel.findings.is_empty() && !has(panel, "(Z301)"))?;
        becomes(browser, "what is gone", "return document.getElementById('review').innerText.includes('(Z301)')")
    })
}

#[test]
fn options_apply_at_once_and_say_so() -> Done {
    once_in_each_browser(|stage| {
        let browser = &stage.browser;
        browser.go_to_extension("options.html")?;
        browser.find("#name")?.type_text(&format!("Kim{TAB}"))?;
        let notice = || Ok(browser.find(".notice")?.text()? == "Saved.");
        browser.wait_until("that it is saved", notice)?;
        browser.reload()?;
        browser.find("#name")?;
        assert_eq!(browser.script("return document.getElementById('name').value", &[])?, json!("Kim"));
        browser.script(
            "const language = document.getElementById('language'); language.value = 'de';
             language.dispatchEvent(new Event('change', {bubbles: true}))",
            &[],
        )?;
        browser.wait_until("German", || Ok(browser.find("h1")?.text()? == "Zaplint: Einstellungen"))?;
        open_german(stage)?;
        browser.go_to_extension("options.html")?;
        for button in ["Alles löschen …", "Ja, löschen", "Endgültig löschen"] {
            press(browser, button)?;
        }
        browser.wait_until("nothing to be left", || {
            Ok(browser.script("return document.getElementById('name').value", &[])? == json!(""))
        })
    })
}

/// What was set holds in the editor, too.
fn open_german(stage: &Stage) -> Done {
    editor::open(&stage.browser, LEADS)?;
    stage.browser.wait_until("the panel in German", || {
        zaplint::in_panel(&stage.browser, || {
            let words = stage.browser.script("return document.body.innerText", &[])?;
            Ok(words.as_str().is_some_and(|words| words.contains("Exportieren") && words.contains("Befunde")))
        })
    })
}

fn press(browser: &Browser, name: &str) -> Done {
    browser
        .wait(name, || {
            for button in browser.find_all("button")? {
                if button.text()? == name {
                    return Ok(Some(button));
                }
            }
            Ok(None)
        })?
        .click()
}

#[test]
fn the_popup_lists_the_zaps_that_were_checked() -> Done {
    once_in_each_browser(|stage| {
        let browser = &stage.browser;
        open(stage)?;
        browser.go_to_extension("popup.html")?;
        browser.find(".known-zap")?.click()?;
        browser.wait_until("what was found in it", || {
            let words = browser.script("return document.body.innerText", &[])?;
            Ok(words.as_str().is_some_and(|words| words.contains("(Z301), step 3")))
        })
    })
}
