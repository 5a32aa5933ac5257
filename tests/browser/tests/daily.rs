//! What people do with Zaplint day by day: copy, save and take over, pause, go by the keyboard, meet their company's rules.

use browser_tests::driver::{Browser, Error, Kind};
use browser_tests::stage::{Stage, once_in_each_browser, with_worker};
use browser_tests::zaplint::{self, Panel};
use browser_tests::{editor, fixture};
use serde_json::{Value, json};

/// `tests/zaps/lead-intake.json`.
const LEADS: &str = "351813905";

const ESCAPE: &str = "\u{e00c}";
const CONTROL: &str = "\u{e009}";

type Done = Result<(), Error>;

/// Opens the editor with the panel, and waits for what is in it.
fn open(browser: &Browser) -> Result<Panel, Error> {
    editor::open(browser, LEADS)?;
    zaplint::badge(browser, "(Z201)")?;
    panel(browser, |panel| !panel.findings.is_empty())
}

fn panel(browser: &Browser, wanted: impl Fn(&Panel) -> bool) -> Result<Panel, Error> {
    browser.wait("the panel in the state that is wanted", || {
        Ok(Some(zaplint::read_panel(browser)?).filter(|panel| wanted(panel)))
    })
}

fn has(panel: &Panel, text: &str) -> bool {
    panel.findings.iter().any(|name| name.contains(text))
}

/// Presses a line of one of the panel's menus.
fn choose(browser: &Browser, menu: &str, line: &str) -> Done {
    zaplint::in_panel(browser, || browser.find(&format!("[popovertarget={menu}].opener"))?.click())?;
    zaplint::press_in_panel(browser, line)
}

/// What is in the clipboard, pasted into the search.
fn pasted(browser: &Browser) -> Result<String, Error> {
    zaplint::in_panel(browser, || {
        browser.script("document.getElementById('search').focus()", &[])?;
        browser.press_with(CONTROL, "v")?;
        let text = browser.script("return document.getElementById('search').value", &[])?;
        browser.script("const search = document.getElementById('search'); search.value = ''; search.dispatchEvent(new Event('input', {bubbles: true}))", &[])?;
        Ok(text.as_str().unwrap_or_default().to_owned())
    })
}

fn in_panel(browser: &Browser, script: &str) -> Result<Value, Error> {
    zaplint::in_panel(browser, || browser.script(script, &[]))
}

fn becomes(browser: &Browser, what: &str, script: &str) -> Done {
    browser.wait_until(what, || Ok(in_panel(browser, script)? == json!(true)))
}

/// Chooses a file with this text to go on with.
fn take_over(browser: &Browser, text: &str) -> Done {
    let choose = "const files = new DataTransfer();
        files.items.add(new File([arguments[0]], 'leads.json', {type: 'application/json'}));
        const field = document.querySelector('#more input[type=file]');
        field.files = files.files;
        field.dispatchEvent(new Event('change', {bubbles: true}))";
    zaplint::in_panel(browser, || browser.script(choose, &[text.into()]).map(drop))
}

#[test]
fn texts_are_copied_and_notes_go_on_on_another_machine() -> Done {
    once_in_each_browser(|stage| {
        let browser = &stage.browser;
        open(browser)?;
        zaplint::press_in_panel(browser, "(Z301)")?;
        for (button, text) in [
            ("Copy the fix", "Change http:// to https://"),
            ("Copy the safer value", "https://crm.northwind-leads.example/api/leads"),
        ] {
            zaplint::press_in_panel(browser, button)?;
            becomes(
                browser,
                "that it is copied",
                "return document.querySelector('.notice').textContent === 'Copied.'",
            )?;
            let copied = pasted(browser)?;
            assert!(copied.starts_with(text), "{button}: {copied}");
        }
        choose(browser, "exports", "Copy a short text for a ticket")?;
        becomes(browser, "that it is copied", "return document.querySelector('.notice').textContent === 'Copied.'")?;
        let copied = pasted(browser)?;
        assert!(copied.contains("(Z301)") && copied.contains("Leads from the website"), "{copied}");

        zaplint::press_in_panel(browser, "Accept …")?;
        zaplint::in_panel(browser, || browser.find("#reason")?.type_text("a test server"))?;
        zaplint::press_in_panel(browser, "Accept this finding")?;
        panel(browser, |panel| has(panel, "(Z301), step 3, accepted"))?;
        choose(browser, "exports", "Export as JSON")?;
        let file = stage.download(".json")?;
        // Another machine: nothing is known there.
        browser.go_to_extension("options.html")?;
        browser.script("return chrome.runtime.sendMessage({to: 'desk', tab: -1, ask: {forget: {zap: null}}})", &[])?;
        open(browser)?;
        take_over(browser, &file)?;
        panel(browser, |panel| has(panel, "(Z301), step 3, accepted"))?;
        // What is no such file is told in a sentence.
        take_over(browser, "{}")?;
        becomes(
            browser,
            "the refusal",
            "return document.querySelector('.notice').textContent.startsWith('This is no checklist')",
        )
    })
}

#[test]
fn the_keyboard_comes_into_the_panel_and_back_and_pauses_hold() -> Done {
    once_in_each_browser(|stage| {
        let browser = &stage.browser;
        editor::open(browser, LEADS)?;
        let badge = zaplint::badge(browser, "(Z201)")?;
        badge.click()?;
        let is_found = "return document.activeElement.getAttribute('aria-expanded') === 'true'";
        becomes(browser, "the finding to have the keyboard", is_found)?;
        // Firefox without a window gives no frame of another process the keyboard.
        if browser.kind() == Kind::Chromium {
            becomes(browser, "the keyboard to be in the panel", "return document.hasFocus()")?;
        }
        // Escape closes a menu, and only then the panel.
        in_panel(browser, "document.querySelector('[popovertarget=more]').click()")?;
        zaplint::in_panel(browser, || browser.press(ESCAPE))?;
        becomes(browser, "the menu to close", "return !document.querySelector(':popover-open')")?;
        // In Firefox the frame is gone before the key is let go.
        let _ = zaplint::in_panel(browser, || browser.press(ESCAPE));
        browser.leave_frames()?;
        browser.wait_until("the keyboard to be back at the badge", || {
            let root = zaplint::overlay(browser)?;
            Ok(root.find_all("iframe[hidden]")?.len() == 1 && root.find_all(".badge:focus")?.len() == 1)
        })?;
        for (pause, again) in [("Pause on this Zap", "Check this Zap again"), ("Pause everywhere", "Check Zaps again")]
        {
            panel(browser, |panel| !panel.findings.is_empty())?;
            choose(browser, "more", pause)?;
            panel(browser, |panel| panel.status.starts_with("Paused: ") && panel.findings.is_empty())?;
            browser.wait_until("no badges", || Ok(zaplint::badges(browser)?.is_empty()))?;
            zaplint::press_in_panel(browser, again)?;
            zaplint::badge(browser, "(Z201)")?;
        }
        popup_and_side_panel(stage)
    })
}

/// The popup and the side panel are about the tab in front, which is the editor's.
fn popup_and_side_panel(stage: &Stage) -> Done {
    let browser = &stage.browser;
    for page in ["popup.html", "side.html"] {
        browser.open_tab()?;
        browser.go_to_extension(page)?;
        browser.wait_until("what is said of a page without a Zap", || {
            Ok(browser.find("[role=status]")?.text()?.starts_with("This page is not a Zap"))
        })?;
        assert!(browser.find_all("button")?.iter().all(|button| button.text().is_ok_and(|text| text != "Refresh")));
        // The editor's tab comes to the front.
        let front = "return chrome.tabs.query({currentWindow: true}).then((tabs) => {
            const other = tabs.find((tab) => !tab.active); return chrome.tabs.update(other.id, {active: true}); }).then(() => true)";
        browser.script(front, &[])?;
        browser.script("location.reload()", &[])?;
        browser.wait_until("its findings", || {
            let names =
                browser.script("return [...document.querySelectorAll('.finding')].map((one) => one.ariaLabel)", &[])?;
            Ok(names.as_array().is_some_and(|names| {
                names.iter().any(|name| name.as_str().is_some_and(|name| name.contains("(Z301), step 3")))
            }))
        })?;
        browser.close_tab()?;
    }
    Ok(())
}

/// Stands in for what a test cannot bring about: a company's policy, a pressed key combination, a disk that is full.
const WORKER: &str = r#"
    chrome.storage.managed.get = () => Promise.resolve({
        no_waivers: ["Z201"], rules_off: ["Z401"], denied_apps: ["Discord"], required_items: ["K8"], contact: "privacy@example.org"});
    const set = chrome.storage.local.set.bind(chrome.storage.local);
    chrome.storage.local.set = (items) =>
        (JSON.stringify(items).includes("on a full disk") ? Promise.reject(new Error("full")) : set(items));
    let pressed;
    chrome.commands.onCommand.addListener = (listener) => { pressed = listener; };
    chrome.runtime.onMessage.addListener(({press}, {tab}) => { if (press) pressed(press, tab); });
"#;

#[test]
fn a_companys_settings_hold_and_keys_and_a_full_disk_are_met() -> Done {
    with_worker(WORKER, |stage| {
        let browser = &stage.browser;
        open(browser)?;
        company(browser)?;
        full_disk(browser)?;
        keys(browser)?;
        options(browser)
    })
}

fn company(browser: &Browser) -> Done {
    let switched_off = "const part = document.getElementById('unchecked'); part.open = true;
        return part.innerText.includes('Your company has switched this rule off.') && !part.innerText.includes('Switch Z401 on')";
    becomes(browser, "who switched it off", switched_off)?;
    // Accepted on a machine that the company did not know of.
    let waive = "const ask = (ask) => chrome.runtime.sendMessage({to: 'desk', ask});
        // A worker that was stopped has to get the page first.
        const later = () => new Promise((done) => setTimeout(done, 200));
        const view = () => ask('view').then((answer) => answer?.view ?? later().then(view));
        return view().then((view) => {
            const [entry] = view.view.groups.flatMap((group) => group.findings).filter((entry) => entry.rule === 'Z201');
            return chrome.storage.local.get(null).then((kept) => {
                const key = Object.keys(kept).find((key) => key.startsWith('zap:'));
                const notes = JSON.parse(kept[key]);
                notes.content.waived.push({fingerprint: entry.fingerprint, reason: 'known to Kim', by: '', until: null, when: '2026-01-01', place: null});
                return chrome.storage.local.set({[key]: JSON.stringify(notes)});
            });
        }).then(() => true)";
    in_panel(browser, waive)?;
    browser.stop_worker()?;
    open(browser)?;
    zaplint::press_in_panel(browser, "(Z201)")?;
    let refused = "return document.body.innerText.includes('Not accepted: your company does not allow it. What was noted: known to Kim')
        && document.body.innerText.includes('privacy@example.org')
        && ![...document.querySelectorAll('button')].some((button) => button.textContent === 'Accept …')";
    becomes(browser, "that it is not accepted", refused)
}

fn full_disk(browser: &Browser) -> Done {
    zaplint::press_in_panel(browser, "(Z301)")?;
    zaplint::press_in_panel(browser, "Accept …")?;
    zaplint::in_panel(browser, || browser.find("#reason")?.type_text("on a full disk"))?;
    zaplint::press_in_panel(browser, "Accept this finding")?;
    let told = "return document.body.innerText.includes('The browser does not let Zaplint keep')";
    becomes(browser, "that it is not kept", told)?;
    Ok(())
}

fn keys(browser: &Browser) -> Done {
    let press = |name: &str| {
        let press = "return chrome.runtime.sendMessage({press: arguments[0]}).catch(() => {}).then(() => true)";
        zaplint::in_panel(browser, || browser.script(press, &[name.into()]))
    };
    open(browser)?;
    let focused = || -> Result<Option<String>, Error> {
        zaplint::overlay(browser)?.find_all(".badge:focus")?.first().map(|badge| badge.name()).transpose()
    };
    // The worker was perhaps just stopped: it goes on from there.
    if browser.kind() == Kind::Chromium {
        browser.stop_worker()?;
    }
    press("next-finding")?;
    let first = browser.wait("a badge in focus", focused)?;
    press("next-finding")?;
    browser.wait_until("the next one", || Ok(focused()?.is_some_and(|name| name != first)))?;
    press("toggle-panel")?;
    browser
        .wait_until("the panel to be closed", || Ok(zaplint::overlay(browser)?.find_all("iframe[hidden]")?.len() == 1))
}

fn options(browser: &Browser) -> Done {
    browser.go_to_extension("options.html")?;
    browser.wait_until("what the company has set", || {
        let text = browser.find("main")?.text()?;
        let told = [
            "Your company has set: Discord. What you set counts beside it.",
            "Your company has set: Z401.",
            "K8",
            "privacy@example.org",
        ];
        Ok(told.iter().all(|part| text.contains(part)))
    })?;
    browser.find("#rules_off")?.type_text("Z999\u{e004}")?;
    let told = || Ok(browser.find("#rules_off-help")?.text()?.contains("There is no rule “Z999”"));
    browser.wait_until("what is wrong", told)?;
    assert_eq!(browser.script("return document.getElementById('rules_off').value", &[])?, json!("Z999"));
    Ok(())
}

#[test]
fn nothing_in_the_page_shifts_when_badges_come() -> Done {
    once_in_each_browser(|stage| {
        let browser = &stage.browser;
        // Firefox does not tell of shifts.
        if browser.kind() != Kind::Chromium {
            return Ok(());
        }
        stage.replica.put(fixture::large(100));
        editor::open(browser, "360000001")?;
        zaplint::badge(browser, "(Z401)")?;
        zaplint::read_panel(browser)?;
        let shifts = "return new Promise((tell) => {
            const seen = [];
            new PerformanceObserver((list) => seen.push(...list.getEntries().filter((one) => !one.hadRecentInput).map((one) => [one.value, one.startTime]))).observe({type: 'layout-shift', buffered: true});
            requestAnimationFrame(() => requestAnimationFrame(() => tell(seen)));
        })";
        assert_eq!(browser.script(shifts, &[])?, json!([]));
        Ok(())
    })
}
