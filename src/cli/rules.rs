//! `zaplint rules` and `zaplint explain`.

use std::fmt::Write as _;

use serde_json::json;
use zaplint::{
    finding::{Confidence, Measure, Persona, Severity},
    lessons::Lessons,
    policy::{CompanyRule, Policy},
    report::markdown,
    rules::{self, Rule},
    say, word,
    words::{Language, Word},
};

use super::{Failure, ListFormat};

/// All rules in one text: the built-in ones, then those of the policy.
pub(super) fn list(format: ListFormat, policy: &Policy, language: &Language) -> String {
    match format {
        ListFormat::Text => text(policy, language),
        ListFormat::Json => {
            let built_in = rules::ALL.iter().map(|rule| as_json(rule, language));
            let own = policy.rules.iter().map(|rule| own_as_json(rule, language));
            let list: Vec<_> = built_in.chain(own).collect();
            serde_json::to_string_pretty(&json!({"schema": 1, "rules": list})).unwrap_or_default()
        }
        ListFormat::Markdown => markdown(policy, language),
    }
}

/// One rule, told in full.
pub(super) fn explain(id: &str, policy: &Policy, language: &Language) -> Result<String, Failure> {
    if let Some(rule) = policy.rule(id) {
        return Ok(explain_own(rule, policy, language));
    }
    let rule = rules::by_id(id).ok_or_else(|| say!("there is no rule {}; \"zaplint rules\" lists them all", id))?;
    let mut out = String::new();
    let _ = writeln!(out, "{} {} ({})\n", rule.id, language.word(rule.title), rule.name);
    tell_kind(&mut out, rule.measure, rule.severity, language);
    let told =
        [(word!("What it looks for"), rule.what), (word!("Why it matters"), rule.why), (word!("What to do"), rule.fix)];
    for (heading, text) in told {
        tell(&mut out, heading, language.word(text), language);
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

/// A rule of the policy, told in full.
fn explain_own(rule: &CompanyRule, policy: &Policy, language: &Language) -> String {
    let mut out = String::new();
    let _ = writeln!(out, "{} {}\n", rule.id, one_line(&rule.title));
    tell_kind(&mut out, rule.measure(), rule.severity(), language);
    tell(&mut out, word!("What it looks for"), &language.said(&rule.what()), language);
    let (why, fix) = own_texts(rule, language);
    tell(&mut out, word!("Why it matters"), &why, language);
    tell(&mut out, word!("What to do"), &fix, language);
    if let Some(contact) = &policy.contact {
        tell(&mut out, word!("Whom to ask"), &one_line(contact), language);
    }
    out
}

fn tell_kind(out: &mut String, measure: Measure, severity: Severity, language: &Language) {
    let measure = say!("Measure {}: {}", usize::from(measure.number()), measure.title());
    let _ = writeln!(out, "{}", language.said(&measure));
    let _ = writeln!(out, "{}: {}\n", language.word("Severity"), language.word(severity.in_sentence()));
}

fn tell(out: &mut String, heading: Word, text: &str, language: &Language) {
    let _ = writeln!(out, "{}\n{}\n", language.word(heading), wrap(text, 92));
}

/// Why the rule is there and what to do.
fn own_texts(rule: &CompanyRule, language: &Language) -> (String, String) {
    let text = |text: &Option<String>, otherwise| match text {
        Some(text) => one_line(text),
        None => language.word(otherwise).to_owned(),
    };
    (text(&rule.why, CompanyRule::WHY), text(&rule.fix, CompanyRule::FIX))
}

/// A text of the policy without signs that would steer the terminal.
fn one_line(text: &str) -> String {
    text.chars().map(|char| if char.is_control() { ' ' } else { char }).collect()
}

fn own_as_json(rule: &CompanyRule, language: &Language) -> serde_json::Value {
    let (why, fix) = own_texts(rule, language);
    json!({
        "id": rule.id,
        "name": rule.id.to_ascii_lowercase(),
        "measure": rule.measure(),
        "title": rule.title,
        "severity": rule.severity(),
        "confidence": Confidence::Medium,
        "persona": Persona::Regular,
        "what": language.said(&rule.what()),
        "why": why,
        "fix": fix,
        "references": [],
        "company": true,
    })
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

fn text(policy: &Policy, language: &Language) -> String {
    let mut out = String::new();
    for measure in Measure::ALL {
        let _ = writeln!(out, "{}. {}", measure.number(), language.word(measure.title()));
        for rule in rules::ALL.iter().filter(|rule| rule.measure == measure) {
            let severity = language.word(rule.severity.in_sentence());
            let _ = writeln!(out, "  {:<6} {severity:<9} {}", rule.id, language.word(rule.title));
        }
        for rule in policy.rules.iter().filter(|rule| rule.measure() == measure) {
            let severity = language.word(rule.severity().in_sentence());
            let _ = writeln!(out, "  {:<6} {severity:<9} {}", rule.id, one_line(&rule.title));
        }
    }
    out
}

fn markdown(policy: &Policy, language: &Language) -> String {
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
        for rule in policy.rules.iter().filter(|rule| rule.measure() == measure) {
            let (why, fix) = own_texts(rule, language);
            let _ = writeln!(
                out,
                "\n### {} {}\n\n{} ({})\n\n*{}* {}\n\n*{}:* {}",
                rule.id,
                markdown::escape(&one_line(&rule.title)),
                markdown::escape(&language.said(&rule.what())),
                language.word(rule.severity().in_sentence()),
                language.word("Why:"),
                markdown::escape(&why),
                language.word("What to do"),
                markdown::escape(&fix),
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
