//! `zaplint rules` and `zaplint explain`.

use std::fmt::Write as _;

use serde_json::json;
use zaplint::{
    finding::Measure,
    lessons::Lessons,
    rules::{self, Rule},
    say, word,
    words::Language,
};

use super::{Failure, ListFormat};

/// All rules in one text.
pub(super) fn list(format: ListFormat, language: &Language) -> String {
    match format {
        ListFormat::Text => text(language),
        ListFormat::Json => {
            let list: Vec<_> = rules::ALL.iter().map(|rule| as_json(rule, language)).collect();
            serde_json::to_string_pretty(&json!({"schema": 1, "rules": list})).unwrap_or_default()
        }
        ListFormat::Markdown => markdown(language),
    }
}

/// One rule, told in full.
pub(super) fn explain(id: &str, language: &Language) -> Result<String, Failure> {
    let rule = rules::by_id(id).ok_or_else(|| format!("there is no rule {id}; \"zaplint rules\" lists them all"))?;
    let mut out = String::new();
    let _ = writeln!(out, "{} {} ({})\n", rule.id, language.word(rule.title), rule.name);
    let measure = say!("Measure {}: {}", usize::from(rule.measure.number()), rule.measure.title());
    let _ = writeln!(out, "{}", language.said(&measure));
    let _ = writeln!(out, "{}: {}\n", language.word("Severity"), language.word(rule.severity.in_sentence()));
    let told =
        [(word!("What it looks for"), rule.what), (word!("Why it matters"), rule.why), (word!("What to do"), rule.fix)];
    for (heading, text) in told {
        let _ = writeln!(out, "{}\n{}\n", language.word(heading), wrap(language.word(text), 92));
    }
    if let Some(lesson) = Lessons::built_in(language.tag()).as_ref().and_then(|lessons| lessons.rule(rule.id)) {
        let _ = writeln!(out, "{}", language.word("Step by step"));
        for (number, step) in (1..).zip(&lesson.steps) {
            let _ = writeln!(out, "{number}. {}", wrap(step, 89).replace('\n', "\n   "));
        }
        let (before, after) = (language.word("Before"), language.word("After"));
        let _ = writeln!(out, "\n{before}\n  {}\n\n{after}\n  {}\n", lesson.before, lesson.after);
    }
    let _ = writeln!(out, "{}: {}", language.word("References"), rule.references.join(", "));
    Ok(out)
}

fn as_json(rule: &Rule, language: &Language) -> serde_json::Value {
    json!({
        "id": rule.id,
        "name": rule.name,
        "measure": rule.measure,
        "title": language.word(rule.title),
        "severity": rule.severity,
        "confidence": rule.confidence,
        "persona": rule.persona,
        "what": language.word(rule.what),
        "why": language.word(rule.why),
        "fix": language.word(rule.fix),
        "references": rule.references,
    })
}

fn text(language: &Language) -> String {
    let mut out = String::new();
    for measure in Measure::ALL {
        let _ = writeln!(out, "{}. {}", measure.number(), language.word(measure.title()));
        for rule in rules::ALL.iter().filter(|rule| rule.measure == measure) {
            let severity = language.word(rule.severity.in_sentence());
            let _ = writeln!(out, "  {:<6} {severity:<9} {}", rule.id, language.word(rule.title));
        }
    }
    out
}

fn markdown(language: &Language) -> String {
    let mut out = format!("# {}\n", language.word("Rules"));
    for measure in Measure::ALL {
        let _ = writeln!(out, "\n## {}. {}", measure.number(), language.word(measure.title()));
        for rule in rules::ALL.iter().filter(|rule| rule.measure == measure) {
            let _ = writeln!(
                out,
                "\n### {} {}\n\n{} ({}, `{}`)\n\n*{}* {}\n\n*{}:* {}\n\n{}: {}",
                rule.id,
                language.word(rule.title),
                language.word(rule.what),
                language.word(rule.severity.in_sentence()),
                rule.name,
                language.word("Why:"),
                language.word(rule.why),
                language.word("What to do"),
                language.word(rule.fix),
                language.word("References"),
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
