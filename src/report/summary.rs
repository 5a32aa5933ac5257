//! What a report says of all its Zaps together, so that it can be written Zap by Zap.
//!
//! Each format gives a text for a Zap and the frames around them; a format that has its Zaps in two places gives two texts
//! and three frames. What is in the frames is known when the last Zap was checked.

use std::{borrow::Cow, collections::BTreeMap, io};

use super::{InputError, Report, ReportedFinding, ZapReport, findings, zaps};
use crate::{
    account::Account,
    finding::Severity,
    notebook::Counts,
    say, word,
    words::{Language, Said},
};

/// All Zaps together.
#[derive(Debug, Clone, Default)]
pub struct Summary {
    /// How many Zaps there are.
    pub zaps: usize,
    /// The findings nobody waived.
    pub open: Counts,
    /// How many findings were waived.
    pub waived: usize,
    /// How often a rule looked and found nothing.
    pub passed: usize,
    /// How many things were not checked.
    pub not_checked: usize,
    /// One for each input that could not be read.
    pub errors: Vec<InputError>,
    /// The language the report is written in.
    pub language: Language,
    /// The Zaps' account, where there is more than one Zap.
    pub account: Option<Account>,
    /// What has become of the findings of an earlier report, where there is one to compare with.
    #[cfg(not(target_arch = "wasm32"))]
    pub baseline: Option<super::baseline::Compared>,
    /// How the Zaps went, where they were checked before.
    pub trend: Option<super::trend::AccountTrend>,
    /// The name of the last Zap.
    pub(super) name: String,
    pub(super) has_picture: bool,
    /// The worst finding of each rule that found something.
    pub(super) worst: BTreeMap<Cow<'static, str>, ReportedFinding>,
}

impl Summary {
    /// Of no Zap yet.
    #[must_use]
    pub fn new(language: &Language) -> Self {
        Self { language: language.clone(), ..Self::default() }
    }

    /// Of a whole report.
    #[must_use]
    pub fn of(report: &Report) -> Self {
        let mut summary = Self::new(&report.language);
        report.zaps.iter().for_each(|zap| summary.add(zap));
        summary.errors.clone_from(&report.errors);
        summary
    }

    /// Adds a Zap.
    pub fn add(&mut self, zap: &ZapReport) {
        self.zaps += 1;
        self.open.add(&Counts::of_report(zap));
        self.waived += zap.findings.iter().filter(|finding| finding.waived.is_some()).count();
        self.passed += zap.passed.len();
        self.not_checked += zap.not_checked.len();
        zap.name().clone_into(&mut self.name);
        self.has_picture |= zap.picture.is_some();
        for finding in &zap.findings {
            if self.worst.get(&finding.rule).is_none_or(|known| finding.severity > known.severity) {
                self.worst.insert(finding.rule.clone(), finding.clone());
            }
        }
    }

    /// The worst severity among the findings nobody waived.
    #[must_use]
    pub fn worst(&self) -> Option<Severity> {
        self.open.worst()
    }
}

impl Summary {
    /// "3 Zaps checked: 4 findings (1 high, 3 low), 1 waived, 1 input not read".
    #[must_use]
    pub fn line(&self) -> String {
        let language = &self.language;
        let mut line = language.said(&match (self.zaps, self.open.total()) {
            (0, 0) => say!("{} checked", zaps(0)),
            (zaps, 0) => say!("{} checked: {}", super::zaps(zaps), word!("no findings")),
            (zaps, open) => say!("{} checked: {}", super::zaps(zaps), findings(open)),
        });
        let by_severity =
            Severity::ALL.iter().map(|&severity| (self.open.of(severity), language.word(severity.in_sentence())));
        let shares: Vec<_> = by_severity.filter(|(n, _)| *n > 0).map(|(n, word)| format!("{n} {word}")).collect();
        if !shares.is_empty() {
            line = format!("{line} ({})", shares.join(", "));
        }
        let more = [
            (self.waived, say!("{} waived", self.waived)),
            (self.not_checked, say!("{} not checked", self.not_checked)),
            (self.errors.len(), inputs(self.errors.len())),
        ];
        for (_, said) in more.iter().filter(|(number, _)| *number > 0) {
            line = format!("{line}, {}", language.said(said));
        }
        line
    }
}

fn inputs(number: usize) -> Said {
    match number {
        1 => say!("1 input not read"),
        _ => say!("{} inputs not read", number),
    }
}

/// How the texts of Zaps follow each other between two frames.
#[derive(Debug, Clone, Copy)]
pub struct Stream {
    /// What stands between two of them.
    pub between: &'static str,
    /// What stands behind the last one.
    pub close: &'static str,
}

impl Stream {
    /// One after the other.
    pub const PLAIN: Self = Self { between: "", close: "" };
}

/// What writes the Zaps of a report that is itself written bit by bit, since what it tells of an account grows with it.
pub type Writing<'z> = &'z mut dyn FnMut(&mut dyn io::Write) -> io::Result<()>;

/// What is written bit by bit, as a text.
pub(super) fn text(write: impl FnOnce(&mut dyn io::Write) -> io::Result<()>) -> String {
    let mut bytes = Vec::new();
    // Memory takes everything.
    let _ = write(&mut bytes);
    String::from_utf8(bytes).unwrap_or_default()
}

/// The whole report: frames, and between them the texts of each Zap.
pub(super) fn whole<const N: usize>(
    frames: impl IntoIterator<Item = String>,
    streams: [Stream; N],
    zaps: impl Iterator<Item = [String; N]>,
) -> String {
    let mut texts = [const { String::new() }; N];
    for zap in zaps {
        for ((text, more), stream) in texts.iter_mut().zip(zap).zip(streams) {
            text.push_str(if text.is_empty() || more.is_empty() { "" } else { stream.between });
            text.push_str(&more);
        }
    }
    let mut frames = frames.into_iter();
    let mut report = frames.next().unwrap_or_default();
    for ((text, stream), frame) in texts.iter().zip(streams).zip(frames) {
        report.push_str(text);
        report.push_str(if text.is_empty() { "" } else { stream.close });
        report.push_str(&frame);
    }
    report
}

/// A text in lines, indented to stand within another one: no line break in it is part of a value.
pub(super) fn indented(text: &str, depth: usize) -> String {
    let start = format!("\n{}", " ".repeat(depth));
    let mut indented = start.clone();
    indented.push_str(&text.replace('\n', &start));
    indented
}
