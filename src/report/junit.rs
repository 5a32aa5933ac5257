//! The report as JUnit XML, as Jenkins and most other build servers read it: a suite for each Zap, a case for each finding,
//! each rule that found nothing and each thing that could not be checked.
//!
//! A finding is a failure where it is as bad as asked for; what is less bad passes with what was found as its output, and
//! what was accepted or not checked counts as skipped.

use super::{
    InputError, Report, ReportedFinding, ReportedNotChecked, Stream, Summary, ZapReport, summary::whole, visible,
};
use crate::{finding::Severity, rules, say};

/// The report as XML; `least` is the severity from which on a finding is a failure.
#[must_use]
pub fn write(report: &Report, least: Option<Severity>) -> String {
    let zaps = report.zaps.iter().map(|zap| [self::zap(zap, least)]);
    whole(frames(&Summary::of(report), least), STREAMS, zaps)
}

/// How Zaps follow each other.
pub const STREAMS: [Stream; 1] = [Stream::PLAIN];

/// The suite of one Zap.
#[must_use]
pub fn zap(zap: &ZapReport, least: Option<Severity>) -> String {
    let mut counts = Counts::default();
    let class = if zap.id.is_empty() { zap.name().to_owned() } else { format!("{} ({})", zap.name(), zap.id) };
    let mut cases = String::new();
    for finding in zap.ordered() {
        let inner = of_finding(zap, finding, least, &mut counts);
        case(&mut cases, &class, &format!("{}, {}", finding.heading(), finding.place()), &inner);
    }
    for entry in &zap.not_checked {
        counts.skipped += 1;
        let inner = element("skipped", &[("message", &entry.reason)], "");
        case(&mut cases, &class, &not_checked_name(zap, entry), &inner);
    }
    for passed in &zap.passed {
        let title = rules::by_id(&passed.rule).map(|rule| zap.language.word(rule.title)).unwrap_or_default();
        case(&mut cases, &class, &format!("{} {title}", passed.rule), "");
    }
    counts.tests = zap.findings.len() + zap.not_checked.len() + zap.passed.len();
    suite(&class, counts, &cases)
}

/// What stands before the suites, and behind them.
#[must_use]
pub fn frames(summary: &Summary, least: Option<Severity>) -> [String; 2] {
    let errors = errors(summary);
    let open = Severity::ALL.iter().filter(|&&severity| fails(severity, least));
    let counts = Counts {
        tests: summary.open.total() + summary.waived + summary.not_checked + summary.passed + summary.errors.len(),
        failures: open.map(|&severity| summary.open.of(severity)).sum(),
        errors: summary.errors.len(),
        skipped: 0,
    };
    let [name, tests, failures, broken, _] = counts.attributes();
    let attributes = [&name, &tests, &failures, &broken].map(|(name, value)| (*name, value.as_str()));
    let start = start("testsuites", &attributes);
    [format!("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n{start}>\n"), format!("{errors}</testsuites>\n")]
}

/// Whether a finding of this severity is a failure.
fn fails(severity: Severity, least: Option<Severity>) -> bool {
    least.is_some_and(|least| severity >= least)
}

#[derive(Default, Clone, Copy)]
struct Counts {
    tests: usize,
    failures: usize,
    errors: usize,
    skipped: usize,
}

impl Counts {
    fn attributes(self) -> [(&'static str, String); 5] {
        [
            ("name", "zaplint".to_owned()),
            ("tests", self.tests.to_string()),
            ("failures", self.failures.to_string()),
            ("errors", self.errors.to_string()),
            ("skipped", self.skipped.to_string()),
        ]
    }
}

fn of_finding(zap: &ZapReport, finding: &ReportedFinding, least: Option<Severity>, counts: &mut Counts) -> String {
    if let Some(accepted) = finding.accepted() {
        counts.skipped += 1;
        return element("skipped", &[("message", &accepted)], "");
    }
    let language = &zap.language;
    let mut told = finding.message.clone();
    let more = [
        ("Seen:", finding.evidence.clone().unwrap_or_default()),
        ("Path:", zap.path_of(finding)),
        ("Why:", finding.why.to_string()),
        ("Do:", finding.fix.clone()),
        ("File:", zap.file.clone().unwrap_or_default()),
    ];
    for (label, text) in more.iter().filter(|(_, text)| !text.is_empty()) {
        told.push_str(&format!("\n{} {text}", language.word(*label)));
    }
    if !fails(finding.severity, least) {
        return element("system-out", &[], &told);
    }
    counts.failures += 1;
    element("failure", &[("type", finding.severity.word()), ("message", &finding.message)], &told)
}

fn not_checked_name(zap: &ZapReport, entry: &ReportedNotChecked) -> String {
    let rule = entry.rule.as_ref().map(|rule| format!("{rule}, ")).unwrap_or_default();
    zap.language.said(&say!("Not checked ({}{})", rule, entry.place()))
}

/// A suite for the inputs that could not be read.
fn errors(summary: &Summary) -> String {
    if summary.errors.is_empty() {
        return String::new();
    }
    let heading = summary.language.word("What could not be read");
    let mut cases = String::new();
    for InputError { file, message } in &summary.errors {
        let error = element("error", &[("type", "input"), ("message", message)], "");
        case(&mut cases, heading, file, &error);
    }
    suite(heading, Counts { tests: summary.errors.len(), errors: summary.errors.len(), ..Counts::default() }, &cases)
}

fn suite(name: &str, counts: Counts, cases: &str) -> String {
    let attributes = counts.attributes();
    let mut attributes = attributes.each_ref().map(|(name, value)| (*name, value.as_str()));
    if let Some((_, own)) = attributes.first_mut() {
        *own = name;
    }
    format!("  {}>\n{cases}  </testsuite>\n", start("testsuite", &attributes))
}

fn case(cases: &mut String, class: &str, name: &str, inner: &str) {
    let start = start("testcase", &[("classname", class), ("name", name)]);
    cases.push_str(&match inner {
        "" => format!("    {start}/>\n"),
        inner => format!("    {start}>{inner}</testcase>\n"),
    });
}

fn element(name: &str, attributes: &[(&str, &str)], text: &str) -> String {
    let start = start(name, attributes);
    if text.is_empty() { format!("{start}/>") } else { format!("{start}>{}</{name}>", escaped(&visible::lines(text))) }
}

/// The start of a tag up to its end.
fn start(name: &str, attributes: &[(&str, &str)]) -> String {
    let mut tag = format!("<{name}");
    for (name, value) in attributes {
        tag.push_str(&format!(" {name}=\"{}\"", escaped(&visible::line(value))));
    }
    tag
}

/// Text that stays text in XML, also within an attribute.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len() + 16);
    for letter in text.chars() {
        match letter {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            // A line break of ours; within a text, XML makes one of each.
            '\r' => escaped.push_str("&#13;"),
            // No document may hold them.
            '\u{fffe}' | '\u{ffff}' => escaped.push('\u{fffd}'),
            letter => escaped.push(letter),
        }
    }
    escaped
}
