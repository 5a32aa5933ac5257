//! axe-core looks at each of our pages, light and dark, in both browsers, and must find nothing.

use std::path::PathBuf;

use browser_tests::driver::{Browser, Error};
use browser_tests::stage::{Setting, play};
use browser_tests::{editor, npm, zaplint};
use serde_json::{Value, json};

type Done = Result<(), Error>;

/// `tests/zaps/lead-intake.json`.
const LEADS: &str = "351813905";

const PAGES: [&str; 6] = ["options.html", "popup.html", "side.html", "learn.html", "welcome.html", "sample.html"];

/// The checker's source.
fn axe() -> Result<String, Error> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../target/axe");
    npm::fetch(&folder, &[npm::AXE])?;
    Ok(std::fs::read_to_string(folder.join("node_modules/axe-core/axe.min.js"))?)
}

/// What it finds where the browser is now: rule, element and reason.
fn violations(browser: &Browser, axe: &str) -> Result<Vec<String>, Error> {
    let run = "return axe.run(document, {iframes: false, resultTypes: ['violations']}).then(({violations}) => violations.flatMap((one) =>
        one.nodes.map((node) => `${one.id}: ${node.target.join(' ')}: ${node.any.concat(node.all, node.none).map((why) => why.message).join('; ')}`)))";
    // A step of the picture is named by a sentence; the letters drawn in it are cut to fit.
    let is_drawn = |one: &str| one.starts_with("label-content-name-mismatch: g[data-step");
    let found = browser.script(&format!("{axe};\n{run}"), &[])?;
    Ok(found
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(Value::as_str)
        .filter(|one| !is_drawn(one))
        .map(str::to_owned)
        .collect())
}

/// Everything that can be opened, open.
fn open_all(browser: &Browser) -> Done {
    zaplint::press_in_panel(browser, "(Z301)")?;
    zaplint::press_in_panel(browser, "Accept …")?;
    zaplint::in_panel(browser, || {
        browser.script("for (const part of document.querySelectorAll('details')) part.open = true", &[])?;
        browser.find("#way svg").map(drop)
    })
}

#[test]
fn axe_finds_nothing_on_any_of_our_pages() -> Done {
    look(false)
}

#[test]
fn axe_finds_nothing_on_any_of_our_pages_in_dark_colours() -> Done {
    look(true)
}

fn look(dark: bool) -> Done {
    let axe = axe()?;
    play(Setting { dark, ..Setting::ONE_POLICY }, |stage| {
        let browser = &stage.browser;
        let scheme = browser.script("return matchMedia('(prefers-color-scheme: dark)').matches", &[])?;
        assert_eq!(scheme, json!(dark));
        let mut found = Vec::new();
        let mut note = |page: &str, violations: Vec<String>| {
            found.extend(violations.iter().map(|one| format!("{page}: {one}")));
        };
        editor::open(browser, LEADS)?;
        zaplint::badge(browser, "(Z201)")?;
        browser.wait_until("findings in the panel", || Ok(!zaplint::read_panel(browser)?.findings.is_empty()))?;
        note("panel", zaplint::in_panel(browser, || violations(browser, &axe))?);
        open_all(browser)?;
        note("panel, all open", zaplint::in_panel(browser, || violations(browser, &axe))?);
        for page in PAGES {
            browser.go_to_extension(page)?;
            // The options come from the worker, the texts from files.
            let ready = if page == "options.html" { "select" } else { "h1:not(:empty)" };
            browser.find(ready)?;
            note(page, violations(browser, &axe)?);
        }
        assert!(found.is_empty(), "{found:#?}");
        Ok(())
    })
}
