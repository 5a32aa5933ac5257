//! The extension in the editor, in real browsers under each page policy.

use browser_tests::driver::{Error, Kind};
use browser_tests::editor::{self, field, open_step};
use browser_tests::replica::{Layout, Policy};
use browser_tests::stage::{Setting, Stage, for_each_browser, play};
use browser_tests::zaplint::{self, Panel};
use serde_json::{Value, json};

/// A POST without encryption, of personal data, with a key in a header: `tests/zaps/lead-intake.json`.
const LEADS: &str = "351813905";
const POST: &str = "351813907";
/// Nothing wrong: `tests/zaps/clean-orders.json`.
const ORDERS: &str = "351920410";
/// 300 steps.
const LARGE: &str = "360000001";

/// Backspace, as WebDriver writes it.
const BACKSPACE: &str = "\u{e003}";

type Done = Result<(), Error>;

/// Waits until the panel says what is wanted, and gives it.
fn panel(stage: &Stage, wanted: impl Fn(&Panel) -> bool) -> Result<Panel, Error> {
    stage.browser.wait("the panel in the state that is wanted", || {
        Ok(Some(zaplint::read_panel(&stage.browser)?).filter(|panel| wanted(panel)))
    })
}

fn has(names: &[String], rule: &str) -> bool {
    names.iter().any(|name| name.contains(rule))
}

/// What holds at the end of every scenario: the page's own elements are untouched, and nobody was asked for anything.
fn good_manners(stage: &Stage) -> Done {
    assert_eq!(zaplint::foreign_mutations(&stage.browser)?, Value::Array(Vec::new()));
    assert_eq!(stage.replica.strangers(), [""; 0]);
    let traces = "return [...document.documentElement.attributes, ...document.body.attributes].map((one) => one.name)";
    assert_eq!(stage.browser.script(traces, &[])?, json!(["lang"]));
    Ok(())
}

#[test]
fn findings_stand_beside_the_steps_and_in_the_panel() -> Done {
    for_each_browser(true, |stage| {
        editor::open(&stage.browser, LEADS)?;
        let badge = zaplint::badge(&stage.browser, "(Z201)")?;
        assert_eq!(badge.name()?, "High: A key is typed into a request header (Z201), 2 more");
        badge.click()?;
        let panel = panel(stage, |panel| has(&panel.findings, "(Z301)"))?;
        assert!(panel.findings.iter().any(|name| name.contains("(Z301), step 3")), "{panel:?}");
        assert!(panel.status.contains("finding"), "{panel:?}");
        good_manners(stage)
    })
}

#[test]
fn a_warning_follows_what_is_typed_without_waiting_for_a_save() -> Done {
    for_each_browser(true, |stage| {
        editor::open(&stage.browser, LEADS)?;
        zaplint::badge(&stage.browser, "(Z201)")?;
        open_step(&stage.browser, POST)?;
        // From here on the page cannot be read again: only the open field can tell.
        stage.replica.set_trouble(Some(503));
        zaplint::badge(&stage.browser, "High: Request without encryption (Z301)")?;
        let url = field(&stage.browser, "URL, required")?;
        url.type_text(&BACKSPACE.repeat(url.text()?.chars().count()))?;
        url.type_text("https://crm.northwind-leads.example/api/leads")?;
        stage.browser.wait_until("no warning any more", || Ok(!has(&zaplint::badges(&stage.browser)?, "(Z301)")))?;
        url.type_text(&BACKSPACE.repeat("https://crm.northwind-leads.example/api/leads".len()))?;
        url.type_text("http://crm.northwind-leads.example/")?;
        zaplint::badge(&stage.browser, "(Z301)")?;
        good_manners(stage)
    })
}

#[test]
fn the_page_is_read_again_after_a_save_and_not_in_a_loop() -> Done {
    for_each_browser(true, |stage| {
        let reads = || {
            let requests = stage.replica.requests();
            let saved = requests.iter().position(|request| request.starts_with("PATCH"));
            let after = saved.map(|saved| requests.iter().skip(saved)).into_iter().flatten();
            after.filter(|request| request.starts_with("GET /editor/")).count()
        };
        editor::open(&stage.browser, LEADS)?;
        zaplint::badge(&stage.browser, "(Z201)")?;
        open_step(&stage.browser, POST)?;
        field(&stage.browser, "URL, required")?.type_text("/x")?;
        stage.browser.wait_until("the page read again", || Ok(reads() > 0))?;
        // Long enough for a loop to show, and for the page to be read once more if the first time came too early.
        std::thread::sleep(std::time::Duration::from_secs(2));
        assert!(reads() <= 2, "{:?}", stage.replica.requests());
        good_manners(stage)
    })
}

#[test]
fn an_ordinary_zap_has_no_badge() -> Done {
    for_each_browser(true, |stage| {
        editor::open(&stage.browser, ORDERS)?;
        stage.browser.find("[data-testid='step-node-351920413']")?;
        let panel = panel(stage, |panel| !panel.status.is_empty() && !panel.status.starts_with("Reading"))?;
        assert_eq!((panel.findings, zaplint::badges(&stage.browser)?), (Vec::new(), Vec::new()), "{}", panel.status);
        good_manners(stage)
    })
}

#[test]
fn a_zap_that_may_not_be_opened_is_said_to_be_unreadable() -> Done {
    for_each_browser(true, |stage| {
        editor::open(&stage.browser, "100000001")?;
        let panel = panel(stage, |panel| panel.status.starts_with("Cannot read this page: "))?;
        assert!(panel.findings.is_empty(), "{panel:?}");
        good_manners(stage)
    })
}

#[test]
fn unfinished_and_new_zaps_are_ordinary() -> Done {
    for_each_browser(true, |stage| {
        for address in ["https://zapier.com/editor?attempt_id=7f3a", "https://zapier.com/editor/352230516/draft"] {
            stage.browser.go(address)?;
            let panel = panel(stage, |panel| !panel.status.is_empty() && !panel.status.starts_with("Reading"))?;
            assert!(!panel.status.starts_with("Cannot"), "{address}: {panel:?}");
            good_manners(stage)?;
        }
        Ok(())
    })
}

#[test]
fn elsewhere_on_the_site_there_is_nothing() -> Done {
    for_each_browser(true, |stage| {
        let browser = &stage.browser;
        browser.go("https://zapier.com/app/assets/zaps")?;
        browser.find("tbody tr")?;
        std::thread::sleep(std::time::Duration::from_millis(500));
        assert!(browser.find_all(zaplint::OVERLAY)?.is_empty());

        // From the editor to the list without loading: what was there goes.
        editor::open(browser, LEADS)?;
        zaplint::badge(browser, "(Z201)")?;
        browser.find("header button")?.click()?;
        browser.find("tbody tr")?;
        browser.wait_until("nothing of Zaplint on the list", || {
            Ok(browser.find_all(zaplint::OVERLAY)?.is_empty() || zaplint::badges(browser)?.is_empty())
        })?;
        good_manners(stage)
    })
}

#[test]
fn a_large_zap_has_badges_for_the_cards_in_view() -> Done {
    for_each_browser(true, |stage| {
        let mut zap = browser_tests::fixture::large(300);
        zap["draft"]["zdl"]["steps"][298]["params"]["url"] = "http://crm.northwind-leads.example/late".into();
        stage.replica.put(zap);
        for layout in ["usual", "no-testids"] {
            stage.replica.set_layout(&Layout::named(layout).ok_or_else(|| Error::new(layout))?);
            editor::open(&stage.browser, LARGE)?;
            panel(stage, |panel| panel.findings.iter().any(|name| name.contains("(Z301), step 299")))?;
            assert!(!has(&zaplint::badges(&stage.browser)?, "(Z301)"));
            stage.browser.script("document.querySelector('.css-canvas').scrollTop = 1e6", &[])?;
            zaplint::badge(&stage.browser, "(Z301)")?;
        }
        good_manners(stage)
    })
}

#[test]
fn the_page_can_see_neither_findings_nor_files() -> Done {
    for_each_browser(true, |stage| {
        editor::open(&stage.browser, LEADS)?;
        zaplint::badge(&stage.browser, "(Z201)")?;
        let seen = stage.browser.script(
            "const overlays = document.querySelectorAll('zaplint-overlay');
             return [overlays.length, overlays[0].shadowRoot, overlays[0].textContent, window.frames.length > 1];",
            &[],
        )?;
        assert_eq!(seen, json!([1, null, "", false]));
        // In Firefox the address of an extension is drawn by lot for each user.
        if stage.browser.kind() == Kind::Chromium && stage.policy == Policy::None {
            let file = format!("{}/panel.html", stage.browser.extension_origin()?);
            let read = "return fetch(arguments[0]).then(() => 'read', () => 'refused')";
            assert_eq!(stage.browser.script(read, &[file.into()])?, "refused");
        }
        good_manners(stage)
    })
}

#[test]
fn the_checklist_is_exported_whole_and_without_secrets() -> Done {
    for_each_browser(true, |stage| {
        editor::open(&stage.browser, LEADS)?;
        panel(stage, |panel| has(&panel.findings, "(Z201)"))?;
        let zap = stage.replica.zap(LEADS);
        let headers = zap["draft"]["zdl"]["steps"][2]["params"]["headers"].to_string();
        let key = headers.split('"').filter(|piece| piece.len() >= 16).max_by_key(|piece| piece.len()).unwrap_or("");
        assert!(!key.is_empty(), "the sample has no key: {headers}");
        for (button, ending) in
            [("Export checklist", ".html"), ("Export as Markdown", ".md"), ("Export as JSON", ".json")]
        {
            zaplint::press_in_panel(&stage.browser, "Export")?;
            zaplint::press_in_panel(&stage.browser, button)?;
            let text = stage.download(ending)?;
            for part in ["Leads from the website to the CRM", "Z301", "K1", "K33"] {
                assert!(text.contains(part), "{ending} without {part}");
            }
            assert!(!text.contains(&key[..5]), "{ending} shows more of the key than its first four characters");
        }
        good_manners(stage)
    })
}

#[test]
fn a_stopped_worker_loses_nothing() -> Done {
    for_each_browser(true, |stage| {
        editor::open(&stage.browser, LEADS)?;
        open_step(&stage.browser, POST)?;
        zaplint::badge(&stage.browser, "High: Request without encryption (Z301)")?;
        stage.browser.stop_worker()?;
        let url = field(&stage.browser, "URL, required")?;
        url.type_text(&BACKSPACE.repeat(url.text()?.chars().count()))?;
        url.type_text("https://crm.northwind-leads.example/api/leads")?;
        stage.browser.wait_until("no warning any more", || Ok(!has(&zaplint::badges(&stage.browser)?, "(Z301)")))?;
        zaplint::badge(&stage.browser, "(Z201)")?;
        stage.browser.stop_worker()?;
        panel(stage, |panel| has(&panel.findings, "(Z201)"))?;
        good_manners(stage)
    })
}

#[test]
fn an_extension_that_goes_leaves_the_page_and_comes_back_with_a_reload() -> Done {
    // Firefox does not go to the pages of an extension that was installed anew.
    play(Setting { fresh: true, ..Setting::default() }, |stage| {
        let browser = &stage.browser;
        let update = || browser.update_extension();
        let off_and_on = || browser.switch_extension_off().and_then(|()| browser.switch_extension_on());
        for go in [&update as &dyn Fn() -> Done, &off_and_on] {
            editor::open(browser, LEADS)?;
            open_step(browser, POST)?;
            zaplint::badge(browser, "(Z201)")?;
            go()?;
            field(browser, "URL, required")?.type_text("/x")?;
            match browser.kind() {
                // The old script is cut off: it says so, and does nothing else any more.
                Kind::Chromium => {
                    browser.wait_until("the sentence", || {
                        let state = zaplint::overlay(browser)?.find_all("[role=status]")?;
                        let said = state.first().map(|state| state.text()).transpose()?.unwrap_or_default();
                        Ok(said == "Zaplint was updated or switched off: reload this page.")
                    })?;
                    assert!(zaplint::overlay(browser)?.find_all("button, iframe")?.is_empty());
                }
                // The browser ends the old script and starts the new one in the same page.
                Kind::Firefox => drop(zaplint::badge(browser, "(Z201)")?),
            }
            assert_eq!(browser.find_all("zaplint-overlay")?.len(), 1);
            good_manners(stage)?;
            browser.reload()?;
            zaplint::badge(browser, "(Z201)")?;
            panel(stage, |panel| has(&panel.findings, "(Z201)"))?;
        }
        // Without the extension there is nothing to see, and after a reload nothing at all.
        browser.switch_extension_off()?;
        browser.press("x")?;
        if browser.kind() == Kind::Firefox {
            let shown = "return document.querySelector('zaplint-overlay').checkVisibility()";
            browser.wait_until("nothing to be seen", || Ok(browser.script(shown, &[])? == json!(false)))?;
        }
        browser.reload()?;
        browser.find("[data-testid^='step-node-']")?;
        assert!(browser.find_all("zaplint-overlay")?.is_empty());
        browser.switch_extension_on()
    })
}

#[test]
fn the_popup_opens_and_chromium_has_no_complaint_about_the_manifest() -> Done {
    for_each_browser(true, |stage| {
        stage.browser.go_to_extension("popup.html")?;
        assert!(stage.browser.title()?.contains("Zaplint"));
        if stage.browser.kind() == Kind::Chromium {
            stage.browser.go("chrome://extensions")?;
            // Complaints are collected in developer mode only, and when the extension is loaded.
            let complaints = stage.browser.script(
                "const api = chrome.developerPrivate;
                 const ours = () => api.getExtensionsInfo().then((all) => all.find((one) => one.name === 'Zaplint'));
                 // It is gone for a moment while it is loaded again.
                 const loaded = (extension) => extension?.state === 'ENABLED' ? extension
                   : new Promise((again) => setTimeout(again, 50)).then(ours).then(loaded);
                 return api.updateProfileConfiguration({inDeveloperMode: true}).then(ours)
                   .then((extension) => api.reload(extension.id)).then(ours).then(loaded)
                   .then((extension) => [
                     extension.installWarnings ?? [],
                     extension.manifestErrors.map((error) => error.message),
                     extension.permissions.simplePermissions.map((one) => one.message),
                   ]);",
                &[],
            )?;
            assert_eq!(complaints, json!([[], [], []]));
        }
        Ok(())
    })
}
