//! Zaplint as a person meets it in the editor, by its accessible names: badges and the panel.

use serde_json::Value;

use crate::driver::{Browser, Element, Error, Shadow};

/// The one element that the extension adds to the page.
pub const OVERLAY: &str = "body > zaplint-overlay";

/// The closed shadow root of the overlay.
///
/// # Errors
/// When the extension adds no overlay.
pub fn overlay(browser: &Browser) -> Result<Shadow<'_>, Error> {
    browser.find(OVERLAY)?.shadow()
}

/// The names of the badges that are shown, such as "High: Request without encryption (Z301), 2 more".
///
/// # Errors
/// When the extension adds no overlay.
pub fn badges(browser: &Browser) -> Result<Vec<String>, Error> {
    let names = browser.names(&overlay(browser)?.find_all("button")?)?;
    Ok(names.into_iter().filter(|name| is_finding(name)).collect())
}

/// A badge that is shown.
#[derive(Debug, Clone)]
pub struct Badge {
    /// Its name.
    pub name: String,
    /// The point of the window that it stands at, its own middle.
    pub point: [f64; 2],
}

/// The badges that are shown, with their places.
///
/// # Errors
/// When the extension adds no overlay.
pub fn placed(browser: &Browser) -> Result<Vec<Badge>, Error> {
    let mut badges = Vec::new();
    for button in overlay(browser)?.find_all("button.badge:not([hidden])")? {
        let [left, top, width, height] = button.place()?;
        // Not its name as computed: a modal dialog of the page takes that from everything around it.
        let name = button.attribute("aria-label")?.unwrap_or_default();
        badges.push(Badge { name, point: [left + width / 2.0, top + height / 2.0] });
    }
    Ok(badges)
}

/// Waits for a badge whose name holds this text, and gives it.
///
/// # Errors
/// When none comes.
pub fn badge<'browser>(browser: &'browser Browser, text: &str) -> Result<Element<'browser>, Error> {
    browser.wait(&format!("a badge with {text}"), || first_named(browser, overlay(browser)?.find_all("button")?, text))
}

/// What the panel says.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Panel {
    /// The state, such as "3 findings" or "Partly checked: …".
    pub status: String,
    /// The names of the findings, such as "High: … (Z301), step 2".
    pub findings: Vec<String>,
}

/// Runs something inside the panel's frame, and comes back out of it.
///
/// # Errors
/// When there is no panel, or what was run fails.
pub fn in_panel<T>(browser: &Browser, run: impl FnOnce() -> Result<T, Error>) -> Result<T, Error> {
    let frame = browser.wait("the panel's frame", || open_panel(browser))?;
    browser.enter_frame(&frame)?;
    let result = run();
    browser.leave_frames()?;
    result
}

/// The panel's frame; opens the panel by its button if it is not open.
fn open_panel(browser: &Browser) -> Result<Option<Element<'_>>, Error> {
    let root = overlay(browser)?;
    if let Some(frame) = root.find_all("iframe:not([hidden])")?.into_iter().next() {
        return Ok(Some(frame));
    }
    for button in root.find_all("button")? {
        if button.name()?.starts_with("Zaplint") {
            button.click()?;
            break;
        }
    }
    Ok(None)
}

/// Reads the panel as it is now.
///
/// # Errors
/// When it is not open or has no region named "Zaplint".
pub fn read_panel(browser: &Browser) -> Result<Panel, Error> {
    in_panel(browser, || {
        let region =
            named(browser, REGIONS, "region", "Zaplint")?.ok_or_else(|| Error::new("no region named Zaplint"))?;
        let mut panel = Panel::default();
        if let Some(status) = region.find_all("[role=status], output")?.first() {
            panel.status = status.text()?;
        }
        let names = browser.names(&region.find_all("button, a[href]")?)?;
        panel.findings = names.into_iter().filter(|name| is_finding(name)).collect();
        Ok(panel)
    })
}

/// Presses the button or link of the panel whose name holds this text.
///
/// # Errors
/// When it has none.
pub fn press_in_panel(browser: &Browser, text: &str) -> Result<(), Error> {
    in_panel(browser, || match first_named(browser, browser.find_all("button, a[href]")?, text)? {
        Some(control) => control.click(),
        None => Err(Error::new(format!("the panel has no button named {text}"))),
    })
}

/// What the page saw others do to its own elements; empty if nobody did.
///
/// # Errors
/// When the page is not the replica.
pub fn foreign_mutations(browser: &Browser) -> Result<Value, Error> {
    browser.script("return window.__foreignMutations", &[])
}

/// The first of some elements whose name holds this text.
fn first_named<'browser>(
    browser: &'browser Browser,
    elements: Vec<Element<'browser>>,
    text: &str,
) -> Result<Option<Element<'browser>>, Error> {
    let names = browser.names(&elements)?;
    Ok(elements.into_iter().zip(names).find(|(_, name)| name.contains(text)).map(|(element, _)| element))
}

const REGIONS: &str = "[role=region], section, main, body";

fn named<'browser>(
    browser: &'browser Browser,
    css: &str,
    role: &str,
    name: &str,
) -> Result<Option<Element<'browser>>, Error> {
    for element in browser.find_all(css)? {
        if element.role()? == role && element.name()? == name {
            return Ok(Some(element));
        }
    }
    Ok(None)
}

/// Whether a name is one of a finding: severity first, then the title and, in brackets, the rule.
fn is_finding(name: &str) -> bool {
    let severity = ["Critical: ", "High: ", "Medium: ", "Low: ", "Info: "].iter().any(|start| name.starts_with(start));
    severity && name.split("(Z").nth(1).is_some_and(|rest| rest.starts_with(|char: char| char.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn findings_are_told_from_other_buttons() {
        assert!(is_finding("High: Request without encryption (Z301), 2 more"));
        assert!(!is_finding("High: only (see below)"));
        assert!(!is_finding("Refresh"));
    }
}
