//! Zaplint reads a Zap and says what in it is over-shared, unencrypted or open to everyone.
//!
//! One way, from a text to a report: [`read`] makes a [`zap::Zap`], [`facts`] says what is in it and what reaches
//! what, each of the [`rules`] looks at the facts, and [`lint`] puts what they found into a [`report`]. The command
//! line writes reports; in the browser a [`session`] turns them into badges.
#![forbid(unsafe_code)]

#[cfg(not(target_arch = "wasm32"))]
pub mod account;
pub mod address;
pub mod apps;
pub mod backup;
pub mod checklist;
pub mod code;
pub mod data;
pub mod diff;
pub mod facts;
pub mod finding;
pub mod history;
mod index;
pub mod lessons;
mod letters;
pub mod lint;
pub mod notebook;
pub mod page_map;
pub mod panel;
pub mod policy;
pub mod read;
#[cfg(not(target_arch = "wasm32"))]
pub mod record;
pub mod redact;
pub mod report;
pub mod rules;
pub mod session;
mod sorted;
pub mod told;
pub mod vendors;
#[cfg(target_arch = "wasm32")]
mod web;
pub mod words;
pub mod zap;
