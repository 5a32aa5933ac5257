//! The extension's own pages: welcome, the sample with its tour, and the page to learn from.

use browser_tests::driver::{Browser, Error};
use browser_tests::stage::{Stage, once_in_each_browser};
use browser_tests::zaplint;
use serde_json::{Value, json};

type Done = Result<(), Error>;

fn text(browser: &Browser, css: &str) -> Result<String, Error> {
    browser.find(css)?.text()
}

/// Whether what the script gives becomes true.
fn becomes(browser: &Browser, what: &str, script: &str) -> Done {
    browser.wait_until(what, || Ok(browser.script(script, &[])? == Value::Bool(true)))
}

/// Saves a picture, where the tests are asked for some.
fn picture(stage: &Stage, name: &str) -> Done {
    if let Some(folder) = std::env::var_os("ZAPLINT_PICTURES") {
        let file = format!("{}-{name}.png", stage.browser.kind().name());
        std::fs::write(std::path::Path::new(&folder).join(file), stage.browser.screenshot()?)?;
    }
    Ok(())
}

#[test]
fn the_welcome_page_says_what_it_does_and_leads_to_the_sample() -> Done {
    // That it opens by itself is waited for wherever a browser starts with the extension.
    once_in_each_browser(|stage| {
        let browser = &stage.browser;
        browser.go_to_extension("welcome.html")?;
        browser.wait_until("its texts", || Ok(text(browser, "h1")? == "Zaplint is here"))?;
        assert!(text(browser, "main")?.contains("Nothing leaves your computer"));
        picture(stage, "welcome")?;
        browser.find("a.main")?.click()?;
        zaplint::badge(browser, "(Z301)")?;
        Ok(())
    })
}

#[test]
fn the_sample_can_be_mended_and_the_tour_leads_through_it() -> Done {
    once_in_each_browser(|stage| {
        let browser = &stage.browser;
        browser.go_to_extension("sample.html")?;
        zaplint::badge(browser, "Request without encryption (Z301)")?;
        assert_eq!(browser.script("return document.getElementById('tour').hidden", &[])?, json!(true));
        picture(stage, "sample")?;
        browser.find("#start")?.click()?;
        assert_eq!(text(browser, "#tour-at")?, "Stop 1 of 7");
        browser.find("#next")?.click()?;
        browser.find("#next")?.click()?;
        assert_eq!(text(browser, "#tour-title")?, "Mend it");
        // As if typed: the page's own field tells of it by an event.
        let mend = "const field = document.querySelector('[data-key=url]'); field.textContent = arguments[0];
            field.dispatchEvent(new InputEvent('input', {bubbles: true}));";
        browser.script(mend, &[json!("https://warehouse.example.com/orders")])?;
        let has = |rule: &str| Ok(zaplint::badges(browser)?.iter().any(|name| name.contains(rule)));
        browser.wait_until("the badge to go", || Ok(!has("(Z301)")?))?;
        // What was mended stays so after the step was closed.
        browser.find("[data-testid='step-node-910000101']")?.click()?;
        browser.find("[data-testid='step-node-910000102']")?.click()?;
        browser.script(mend, &[json!("http://warehouse.example.com/orders")])?;
        browser.wait_until("the badge to come back", || has("(Z301)"))?;

        browser.find("#next")?.click()?;
        let panel = browser.wait("findings in the panel", || {
            Ok(Some(zaplint::read_panel(browser)?).filter(|panel| !panel.findings.is_empty()))
        })?;
        assert!(panel.findings.iter().any(|name| name.contains("(Z301), step 2")), "{panel:?}");
        picture(stage, "sample-panel")?;
        for _ in 5..=7 {
            browser.find("#next")?.click()?;
        }
        assert_eq!(text(browser, "#tour-at")?, "Stop 7 of 7");
        browser.find("#end")?.click()?;
        becomes(
            browser,
            "the focus to return",
            "return document.activeElement.id === 'start' && document.getElementById('tour').hidden",
        )
    })
}

#[test]
fn every_sample_has_something_to_mend_and_the_hardest_most() -> Done {
    once_in_each_browser(|stage| {
        let browser = &stage.browser;
        let mut counts = Vec::new();
        for number in 1..=3 {
            browser.go_to_extension(&format!("sample.html?zap={number}"))?;
            zaplint::badge(browser, "(Z")?;
            picture(stage, &format!("sample-{number}"))?;
            counts.push(zaplint::badges(browser)?.len());
        }
        assert!(counts.is_sorted() && counts.last() > counts.first(), "{counts:?}");
        Ok(())
    })
}

#[test]
fn a_rule_is_told_with_an_example_and_found_by_its_words() -> Done {
    once_in_each_browser(|stage| {
        let browser = &stage.browser;
        browser.go_to_extension("learn.html#Z301")?;
        browser.wait_until("the rule that the address names", || Ok(!browser.find_all("#Z301[open]")?.is_empty()))?;
        let rule = text(browser, "#Z301")?;
        for part in
            ["URL: http://crm.example.com/leads", "URL: https://crm.example.com/leads", "CWE-319", "Test the step."]
        {
            assert!(rule.contains(part), "{part} in {rule}");
        }
        becomes(
            browser,
            "the rule in view",
            "const {top, bottom} = document.getElementById('Z301').getBoundingClientRect();
             return top < innerHeight && bottom > 0",
        )?;
        picture(stage, "learn")?;
        browser.find("input[type=search]")?.type_text("passport")?;
        becomes(browser, "what does not hold the word to go", "return document.getElementById('Z301').hidden")?;
        becomes(browser, "what holds it to stay", "return !document.getElementById('Z705').hidden")?;
        picture(stage, "learn-search")?;
        // Another rule, by its address alone.
        browser.script("location.hash = '#Z705'", &[])?;
        browser.wait_until("the other rule", || Ok(!browser.find_all("#Z705[open]")?.is_empty()))
    })
}
