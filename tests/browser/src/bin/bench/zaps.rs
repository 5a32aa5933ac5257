//! The Zaps of the native benches, which use more of them.
#![allow(dead_code, reason = "shared")]

#[path = "../../../../bench/zaps.rs"]
#[allow(clippy::indexing_slicing, reason = "it only fills JSON it has just made")]
mod shared;

use serde_json::Value;

pub(crate) use shared::{account, page_data};

/// A Zap with something to find in it, whatever the rules say of the rest: its fourth step asks without encryption.
pub(crate) fn with_a_finding(steps: usize) -> Value {
    let mut zap = shared::draft(steps);
    if let Some(url) = zap.pointer_mut("/draft/zdl/steps/3/params/url") {
        *url = "http://api.northwind-orders.example/v1/orders".into();
    }
    zap
}

/// The address of such a Zap with the fields of its fourth step open.
pub(crate) fn address() -> String {
    format!("https://zapier.com/editor/{}/draft/{}/fields", shared::id(0), shared::id(3))
}
