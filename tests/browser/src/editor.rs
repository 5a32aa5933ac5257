//! Moving about in Zapier's editor as a person does.

use crate::driver::{Browser, Element, Error};

/// Opens a Zap's draft, by its id.
///
/// # Errors
/// When the page does not come.
pub fn open(browser: &Browser, zap: &str) -> Result<(), Error> {
    browser.go(&format!("https://zapier.com/editor/{zap}/draft"))
}

/// Opens the fields of a step by its card.
///
/// # Errors
/// When they are not shown.
pub fn open_step(browser: &Browser, step: &str) -> Result<(), Error> {
    browser.find(&format!("[data-testid='step-node-{step}']"))?.click()?;
    browser.find("[aria-label='Show Configure'][aria-pressed=true]").map(drop)
}

/// The only text field of an open step with this accessible name, such as "URL, required".
///
/// # Errors
/// When there is none.
pub fn field<'browser>(browser: &'browser Browser, name: &str) -> Result<Element<'browser>, Error> {
    browser.find(&format!("[role=textbox][aria-label='{name}']"))
}
