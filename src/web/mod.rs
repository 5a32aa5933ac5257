//! The core in the browser: the background worker, and the panel and popup that show what it knows.
//!
//! Thin on purpose: everything that decides is in [`crate::session`] and runs natively too.

mod account;
mod browser;
mod dom;
mod language;
mod learn;
mod options;
mod page;
mod panel;
mod picture;
mod storage;
mod talk;
mod toolbar;
mod worker;
