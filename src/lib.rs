//! Zaplint reads a Zap and says what in it is over-shared, unencrypted or open to everyone.
//!
//! One way, from a text to a report: [`read`] makes a [`zap::Zap`], [`facts`] says what is in it and what reaches
//! what, each of the [`rules`] looks at the facts, and [`lint`] puts what they found into a [`report`]. The command
//! line writes reports; in the browser a [`session`] turns them into badges.
//!
//! Read, check, report:
//!
//! ```
//! use zaplint::{lint::lint, policy::Policy, read::read, report::{Report, json, markdown}};
//!
//! let text = r#"{"id": "7", "title": "Leads", "steps": [
//!     {"id": "7", "app": "WebHookCLIAPI@1.1.1", "type": "read", "action": "hook_v2", "params": {}},
//!     {"id": "8", "app": "WebHookCLIAPI@1.1.1", "type": "write", "action": "post", "params": {"url": "http://crm.example.com"}}]}"#;
//! let reading = read(text)?;
//! let zaps = reading.zaps.iter().map(|zap| lint(zap, &Policy::default(), "2026-11-24")).collect();
//! let report = Report { zaps, ..Report::default() };
//! assert!(report.zaps[0].findings.iter().any(|finding| finding.rule == "Z301"));
//! assert!(markdown::write(&report).contains("Request without encryption") && json::write(&report).starts_with('{'));
//! # Ok::<(), zaplint::read::ReadError>(())
//! ```
//!
//! A rule of your own is a function over the facts:
//!
//! ```
//! use zaplint::{facts::Facts, finding::{Confidence, Outcomes, Persona, Place, Severity}, policy::Policy, read::read, say};
//!
//! fn every_step_has_a_name(facts: &Facts<'_>, outcomes: &mut Outcomes) {
//!     for step in facts.zap.steps() {
//!         outcomes.looked();
//!         if step.title.is_none() {
//!             outcomes.find(Place::step(step), say!("Step {} has no name.", step.number)).severity(Severity::Info);
//!         }
//!     }
//! }
//!
//! let reading = read(r#"{"id": "7", "steps": [{"id": "7", "app": "ScheduleCLIAPI@1", "action": "everyDay"}]}"#)?;
//! let policy = Policy::default();
//! let mut outcomes = Outcomes::new(Severity::Low, Confidence::High, Persona::Regular);
//! every_step_has_a_name(&Facts::new(&reading.zaps[0], &policy), &mut outcomes);
//! assert_eq!(outcomes.finish().0[0].message.to_string(), "Step 1 has no name.");
//! # Ok::<(), zaplint::read::ReadError>(())
//! ```
#![forbid(unsafe_code)]

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
pub mod layout;
pub mod lessons;
mod letters;
pub mod lint;
mod memo;
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
pub mod web;
pub mod words;
pub mod zap;
