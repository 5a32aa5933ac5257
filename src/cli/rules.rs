//! `zaplint rules` and `zaplint explain`.

use std::fmt::Write as _;

use serde_json::json;
use zaplint::{
    finding::Measure,
    rules::{self, Rule},
};

use super::{Failure, ListFormat};

/// All rules in one text.
pub(super) fn list(format: ListFormat) -> String {
    match format {
        ListFormat::Text => text(),
        ListFormat::Json => {
            let list: Vec<_> = rules::ALL.iter().map(as_json).collect();
            serde_json::to_string_pretty(&json!({"schema": 1, "rules": list})).unwrap_or_default()
        }
        ListFormat::Markdown => markdown(),
    }
}

/// One rule, told in full.
pub(super) fn explain(id: &str) -> Result<String, Failure> {
    let rule = rules::by_id(id).ok_or_else(|| format!("there is no rule {id}; \"zaplint rules\" lists them all"))?;
    let mut out = String::new();
    let _ = writeln!(out, "{} {} ({})\n", rule.id, rule.title, rule.name);
    let _ = writeln!(out, "Measure {}: {}", rule.measure.number(), rule.measure.title());
    let _ = writeln!(out, "Severity: {}\n", rule.severity.word());
    for (heading, text) in [("What it looks for", rule.what), ("Why it matters", rule.why), ("What to do", rule.fix)] {
        let _ = writeln!(out, "{heading}\n{}\n", wrap(text, 92));
    }
    let _ = writeln!(out, "References: {}", rule.references.join(", "));
    Ok(out)
}

fn as_json(rule: &Rule) -> serde_json::Value {
    json!({
        "id": rule.id,
        "name": rule.name,
        "measure": rule.measure,
        "title": rule.title,
        "severity": rule.severity,
        "confidence": rule.confidence,
        "persona": rule.persona,
        "what": rule.what,
        "why": rule.why,
        "fix": rule.fix,
        "references": rule.references,
    })
}

fn text() -> String {
    let mut out = String::new();
    for measure in Measure::ALL {
        let _ = writeln!(out, "{}. {}", measure.number(), measure.title());
        for rule in rules::ALL.iter().filter(|rule| rule.measure == measure) {
            let _ = writeln!(out, "  {:<6} {:<9} {}", rule.id, rule.severity.word(), rule.title);
        }
    }
    out
}

fn markdown() -> String {
    let mut out = String::from("# Rules\n");
    for measure in Measure::ALL {
        let _ = writeln!(out, "\n## {}. {}", measure.number(), measure.title());
        for rule in rules::ALL.iter().filter(|rule| rule.measure == measure) {
            let _ = writeln!(
                out,
                "\n### {} {}\n\n{} ({}, `{}`)\n\n*Why:* {}\n\n*What to do:* {}\n\nReferences: {}",
                rule.id,
                rule.title,
                rule.what,
                rule.severity.word(),
                rule.name,
                rule.why,
                rule.fix,
                rule.references.join(", ")
            );
        }
    }
    out
}

/// Breaks a text into lines of at most `width` characters.
fn wrap(text: &str, width: usize) -> String {
    let mut out = String::new();
    let mut used = 0;
    for word in text.split_whitespace() {
        let length = word.chars().count();
        if used > 0 && used + 1 + length > width {
            out.push('\n');
            used = 0;
        } else if used > 0 {
            out.push(' ');
            used += 1;
        }
        out.push_str(word);
        used += length;
    }
    out
}
