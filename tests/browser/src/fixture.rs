//! The Zaps that the replica serves: `tests/zaps/*.json`, and made-up large ones.
//!
//! The files hold no secret, not even a false one, so that no scanner stumbles over them: they say
//! `${secret:slack-bot}`, and the secret is put together here.

use std::path::PathBuf;

use serde_json::{Value, json};

use crate::driver::Error;

/// The names of the Zaps in `tests/zaps`.
pub const NAMES: [&str; 6] = ["lead-intake", "clean-orders", "paths-support", "image-results", "half-built", "sandbox"];

/// A Zap as the editor's page holds it, with its false secrets filled in.
///
/// # Errors
/// When there is no such Zap.
pub fn load(name: &str) -> Result<Value, Error> {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../zaps").join(format!("{name}.json"));
    let text = std::fs::read_to_string(&path).map_err(|error| Error::new(format!("{}: {error}", path.display())))?;
    Ok(serde_json::from_str(&with_secrets(&text))?)
}

/// A text in which the markers are replaced by false secrets of that kind.
#[must_use]
pub fn with_secrets(text: &str) -> String {
    SECRETS
        .iter()
        .fold(text.to_owned(), |text, (marker, parts)| text.replace(&format!("${{secret:{marker}}}"), &parts.concat()))
}

/// Kinds of secrets and the parts of one that nobody ever used.
const SECRETS: [(&str, &[&str]); 3] = [
    ("slack-bot", &["xo", "xb-", "2048301177", "-", "3091", "7750", "2214-", "mQ7rT2vX9b", "Lw4KpZ8cHs", "Yd"]),
    ("airtable", &["pa", "tK3vQ8", "mZx1TbWc", ".", HEX, "5d0b7e", "93c4a1f8", "26e9d7", "b0843fac15"]),
    ("hex32", &[HEX]),
];

const HEX: &str = "7c1e94a0b5d83f26e4097ab1c85d2f63";

/// A Zap with so many steps: a hook, then requests that each take the answer of the one before.
#[must_use]
pub fn large(steps: usize) -> Value {
    let id = |index: usize| (360_000_001 + index).to_string();
    let step = |index: usize| match index {
        0 => json!({"id": id(0), "app": "WebHookCLIAPI@1.1.1", "type": "read", "action": "hook_v2", "params": {}}),
        _ => json!({
            "id": id(index), "app": "WebHookCLIAPI@1.1.1", "type": "write", "action": "post",
            "title": format!("Request {index}"),
            "params": {
                "url": format!("https://api.northwind-leads.example/{index}"), "payload_type": "json",
                "data": {"previous": format!("{{{{{}__id}}}}", id(index - 1)), "text": "Thank you for your order."},
            },
        }),
    };
    let steps: Vec<Value> = (0..steps).map(step).collect();
    json!({
        "id": id(0), "title": "One hundred requests and more", "is_enabled": false, "description": "", "zap_note": "",
        "draft": {"zdl": {
            "id": format!("series_{}", id(0)), "app": "EngineAPI", "type": "run", "action": "series_skip_errors",
            "zdl_version": "0.4", "steps": steps,
        }},
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_zap_is_there_and_has_no_marker_left() {
        for name in NAMES {
            let zap = load(name).expect(name);
            assert!(zap["draft"]["zdl"]["steps"][0]["id"].is_string(), "{name}");
            assert!(!zap.to_string().contains("${"), "{name}");
        }
    }
}
