//! A look-alike of Zapier's editor, and what it takes to try the extension on it in real browsers.
#![forbid(unsafe_code)]

pub mod driver;
pub mod editor;
pub mod fixture;
pub mod npm;
pub mod replica;
pub mod stage;
pub mod zaplint;
