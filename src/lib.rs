//! Zaplint reads a Zap and says what in it is over-shared, unencrypted or open to everyone.
#![forbid(unsafe_code)]

pub mod data;
pub mod read;
pub mod zap;
