//! A small WebDriver client for Chromium and Firefox.
//!
//! Raw, since the ready-made ones ask JavaScript for an element's shadow root, which for a closed one (ours) gives
//! nothing; the WebDriver command for it does.

mod browser;
mod client;
mod element;
mod error;
mod launch;
mod process;

pub use browser::Browser;
pub use element::{Element, Shadow};
pub use error::Error;
pub use launch::{Kind, Launch};
