//! The core in the browser, in three parts: the background [`worker`], our own pages ([`panel`], [`options`], [`learn`]), and
//! the worker that checks a whole [`account`]. Each becomes a WebAssembly of its own, so that none holds what only another
//! needs: `extension/core` has a crate for each, with what JavaScript calls.
//!
//! Thin on purpose: everything that decides is in [`crate::session`] and runs natively too.

pub mod account;
mod browser;
mod dom;
mod language;
pub mod learn;
pub mod options;
mod page;
pub mod panel;
mod picture;
mod storage;
mod talk;
mod toolbar;
pub mod worker;
