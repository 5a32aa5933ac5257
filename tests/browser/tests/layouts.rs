//! The extension on an editor that is laid out in other ways: what it says is right, and stands at the right place.
//!
//! Each layout is tried in Chromium, under a policy that changes from one to the next, and every third one in Firefox.
//! `ZAPLINT_LAYOUT` names a single one; `ZAPLINT_PICTURES` is a folder for a picture of each.

use std::collections::BTreeSet;

use browser_tests::driver::{Error, Kind};
use browser_tests::editor;
use browser_tests::replica::{Layout, Policy};
use browser_tests::stage::{self, Setting, Stage};
use browser_tests::zaplint;

/// A POST without encryption, of personal data, with a key in a header: `tests/zaps/lead-intake.json`.
const LEADS: &str = "351813905";
const POST: &str = "351813907";
const URL: &str = "http://crm.northwind-leads.example/api/leads";

type Done = Result<(), Error>;

#[test]
fn layouts_without_a_policy() -> Done {
    each_layout(&[Policy::None])
}

#[test]
fn layouts_with_scripts_of_the_site_alone() -> Done {
    each_layout(&[Policy::OwnScripts])
}

#[test]
fn layouts_with_scripts_by_nonce() -> Done {
    each_layout(&[Policy::Nonce])
}

#[test]
fn layouts_with_a_strict_policy() -> Done {
    each_layout(&[Policy::Strict])
}

/// Each layout whose turn it is under the policy is checked, and badges stand where they belong.
fn each_layout(policies: &'static [Policy]) -> Done {
    let wanted = std::env::var("ZAPLINT_LAYOUT").unwrap_or_default();
    stage::play(Setting { policies, ..Setting::default() }, |stage| {
        let turn = Policy::ALL.iter().position(|policy| *policy == stage.policy).unwrap_or_default();
        let mut failed = Vec::new();
        for (index, layout) in Layout::all().iter().enumerate() {
            let its_turn = index % 4 == turn && (stage.browser.kind() == Kind::Chromium || index % 3 == 0);
            if if wanted.is_empty() { its_turn } else { layout.name() == wanted } {
                // What was typed before was saved, or is about to be.
                stage.browser.go("about:blank")?;
                stage.replica.reset()?;
                stage.replica.set_policy(stage.policy);
                stage.replica.set_layout(layout);
                stage.browser.resize(layout.width().unwrap_or(1280), 900)?;
                let done = play(stage, layout);
                picture(stage, layout)?;
                failed.extend(done.err().map(|error| format!("{}: {error}", layout.name())));
            }
        }
        ensure(failed.is_empty(), || failed.join("\n"))
    })
}

fn play(stage: &Stage, layout: &Layout) -> Done {
    let browser = &stage.browser;
    let partly = layout.switch("data") == "none" || layout.switch("data") == "null";
    editor::open(browser, LEADS)?;
    if partly {
        browser.wait_until("partly checked", || Ok(status(stage)?.starts_with("Partly checked: ")))?;
    } else {
        zaplint::badge(browser, "(Z201)")?;
        badges_in_place(stage, "the cards")?;
    }
    open_post(stage, layout)?;
    if layout.name() == "read-only" {
        return good_manners(stage);
    }
    // Beside the card and beside the field, whatever the page calls them.
    let at_url = |stage: &Stage| {
        let badges = badges_at(stage, "[data-replica-field=url]")?;
        Ok(badges.iter().any(|name| name.contains("(Z301)")))
    };
    browser.wait_until("Z301 beside the URL", || at_url(stage))?;
    // A modal dialog covers the cards.
    let covered = layout.switch("panel") == "modal";
    browser.wait_until("a badge beside the card", || {
        Ok(covered || !badges_at(stage, "[data-replica-step='3']")?.is_empty())
    })?;
    badges_in_place(stage, "the open step")?;
    let field = browser.find(&format!("{FIELD} [contenteditable=true], {FIELD} input, {FIELD} textarea"))?;
    field.type_text(&"\u{e003}".repeat(URL.len() - "http".len()))?;
    browser.press("s://crm.northwind-leads.example/")?;
    browser.wait_until("no Z301 any more", || Ok(!at_url(stage)?))?;
    badges_in_place(stage, "what was typed")?;
    good_manners(stage)
}

const FIELD: &str = "[data-replica-field=url]";

fn open_post(stage: &Stage, layout: &Layout) -> Done {
    if layout.name() == "cards-not-clickable" || layout.name() == "narrow" {
        return stage.browser.go(&format!("https://zapier.com/editor/{LEADS}/draft/{POST}/fields"));
    }
    let card = stage.browser.find("[data-replica-step='3'] .css-card")?;
    card.click()?;
    stage.browser.find("[aria-label='Show Configure'][aria-pressed=true]").map(drop)
}

/// What the overlay says beside its button.
fn status(stage: &Stage) -> Result<String, Error> {
    let state = zaplint::overlay(&stage.browser)?.find_all("[role=status]")?;
    state.first().map(|state| state.text()).transpose().map(Option::unwrap_or_default)
}

/// The names of the badges that stand at an element of the replica, or at its edge.
fn badges_at(stage: &Stage, css: &str) -> Result<Vec<String>, Error> {
    let Some(element) = stage.browser.find_all(css)?.into_iter().last() else { return Ok(Vec::new()) };
    // A place with nothing but what it holds is as large as that.
    let card = element.find_all(".css-card, [role=textbox], input, textarea")?.into_iter().last();
    let [left, top, width, height] = card.as_ref().unwrap_or(&element).place()?;
    let inside = |[x, y]: [f64; 2]| {
        (left - 14.0..left + width + 14.0).contains(&x) && (top - 14.0..top + height + 14.0).contains(&y)
    };
    Ok(zaplint::placed(&stage.browser)?
        .into_iter()
        .filter(|badge| inside(badge.point))
        .map(|badge| badge.name)
        .collect())
}

/// Each badge that is shown stands at a card or a field, and says what the panel says of that step.
fn badges_in_place(stage: &Stage, what: &str) -> Done {
    let shown = zaplint::placed(&stage.browser)?;
    let mut found = BTreeSet::new();
    for step in 1..=4 {
        for name in badges_at(stage, &format!("[data-replica-step='{step}']"))? {
            found.insert((step, name));
        }
    }
    // A form may lie on top of the cards.
    let forms = at_fields(stage, &shown)?;
    let wrong = found.iter().find(|(step, name)| {
        let of_the_post = name.contains("(Z201)") || name.contains("(Z301)");
        of_the_post != (*step == 3) && !forms.contains(name)
    });
    ensure(wrong.is_none(), || format!("{what}: step and badge do not fit: {wrong:?}"))?;
    let lost =
        shown.iter().find(|badge| !forms.contains(&badge.name) && !found.iter().any(|(_, name)| *name == badge.name));
    ensure(lost.is_none(), || format!("{what}: nothing of the page belongs to {lost:?}"))
}

/// The names of the badges that stand at fields.
fn at_fields(stage: &Stage, shown: &[zaplint::Badge]) -> Result<BTreeSet<String>, Error> {
    let mut found = BTreeSet::new();
    for field in ["url", "data", "headers", "text", "username"] {
        found.extend(badges_at(stage, &format!("[data-replica-field='{field}']"))?);
        for element in stage.browser.find_all(&format!("[data-replica-field='{field}'] .css-row"))? {
            let [left, top, width, height] = element.place()?;
            let inside =
                |[x, y]: [f64; 2]| (left..left + width).contains(&x) && (top - 14.0..top + height).contains(&y);
            found.extend(shown.iter().filter(|badge| inside(badge.point)).map(|badge| badge.name.clone()));
        }
    }
    Ok(found)
}

fn good_manners(stage: &Stage) -> Done {
    let foreign = zaplint::foreign_mutations(&stage.browser)?;
    ensure(foreign == serde_json::json!([]), || format!("the page was changed: {foreign}"))?;
    let strangers = stage.replica.strangers();
    ensure(strangers.is_empty(), || format!("others were asked: {strangers:?}"))
}

fn ensure(holds: bool, why: impl FnOnce() -> String) -> Done {
    if holds { Ok(()) } else { Err(Error::new(why())) }
}

fn picture(stage: &Stage, layout: &Layout) -> Done {
    if let Some(folder) = std::env::var_os("ZAPLINT_PICTURES") {
        let name = format!("{}-{}.png", layout.name(), stage.browser.kind().name());
        std::fs::write(std::path::Path::new(&folder).join(name), stage.browser.screenshot()?)?;
    }
    Ok(())
}
