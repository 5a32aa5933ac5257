//! Zaplint reads a Zap and says what in it is over-shared, unencrypted or open to everyone.
#![forbid(unsafe_code)]

pub mod checklist;
pub mod finding;
pub mod read;
pub mod report;
pub mod zap;
