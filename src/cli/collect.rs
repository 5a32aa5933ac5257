//! Puts a report together while Zaps are still being checked: their texts wait on the disk, since what is known of all of
//! them stands before them.

use std::io::{self, Seek as _, Write};

use tempfile::SpooledTempFile;
use zaplint::{
    account::{Account, Outline},
    finding::Severity,
    history::{History, Round, Seen},
    report::{InputError, Stream, Summary, ZapReport, baseline::Baseline, trend::AccountTrend},
    words::Language,
};

use super::format::Format;

/// So many bytes of a report wait in memory; only larger ones go to a file without a name.
const IN_MEMORY: usize = 8 << 20;

/// A Zap that was checked, with its texts in the report.
pub(super) struct Checked {
    pub(super) report: ZapReport,
    pub(super) outline: Outline,
    pub(super) texts: Vec<String>,
    /// The findings of the baseline that were found again.
    pub(super) known: Vec<usize>,
    /// What the record can remember of it.
    pub(super) seen: Option<Seen>,
}

/// Gathers a report.
pub(super) struct Collector {
    format: Format,
    fail_on: Option<Severity>,
    summary: Summary,
    account: Account,
    waiting: Vec<Waiting>,
    known: Vec<usize>,
    round: Round,
    trend: AccountTrend,
    /// Why texts could not be kept.
    failed: Option<io::Error>,
}

/// The texts of the Zaps for one place in the report.
struct Waiting {
    stream: Stream,
    texts: SpooledTempFile,
    is_empty: bool,
}

impl Collector {
    pub(super) fn new(format: Format, fail_on: Option<Severity>, language: &Language, today: &str) -> Self {
        let waiting = |&stream: &Stream| Waiting { stream, texts: SpooledTempFile::new(IN_MEMORY), is_empty: true };
        Self {
            format,
            fail_on,
            summary: Summary::new(language),
            account: Account::new(today),
            waiting: format.streams().iter().map(waiting).collect(),
            known: Vec::new(),
            round: Round::new(today),
            trend: AccountTrend::default(),
            failed: None,
        }
    }

    /// Adds the next Zap of the input.
    pub(super) fn add(&mut self, zap: Checked) {
        self.summary.add(&zap.report);
        self.trend.add(&zap.report);
        zap.seen.into_iter().for_each(|seen| self.round.add(seen));
        self.account.add(zap.outline);
        self.known.extend(zap.known);
        for (waiting, text) in self.waiting.iter_mut().zip(&zap.texts) {
            if let Err(error) = waiting.add(text) {
                self.failed.get_or_insert(error);
            }
        }
    }

    /// Adds what could not be read.
    pub(super) fn fail(&mut self, error: InputError) {
        self.summary.errors.push(error);
    }

    /// The last Zap was added. With the record, where there is one.
    pub(super) fn finish(&mut self, baseline: Option<&Baseline>, history: Option<&History>) -> &Summary {
        if let Some(history) = history {
            let trend = std::mem::take(&mut self.trend);
            self.summary.trend = trend.finish(history, &self.round);
        }
        self.summary.baseline = baseline.map(|baseline| baseline.compared(&self.known));
        if self.account.len() > 1 {
            self.summary.account = Some(std::mem::take(&mut self.account));
        }
        &self.summary
    }

    /// What the record is to remember.
    pub(super) fn into_round(self) -> Round {
        self.round
    }

    /// What could not be read.
    pub(super) fn errors(&self) -> &[InputError] {
        &self.summary.errors
    }

    /// Writes the report.
    pub(super) fn write(&mut self, out: &mut dyn Write) -> io::Result<()> {
        if let Some(error) = self.failed.take() {
            return Err(error);
        }
        let Self { format, fail_on, summary, waiting, .. } = self;
        format.write(summary, *fail_on, out, &mut |place, out| {
            waiting.get_mut(place).map_or(Ok(()), |waiting| waiting.copy_to(out))
        })
    }
}

impl Waiting {
    fn add(&mut self, text: &str) -> io::Result<()> {
        if text.is_empty() {
            return Ok(());
        }
        if !std::mem::take(&mut self.is_empty) {
            self.texts.write_all(self.stream.between.as_bytes())?;
        }
        self.texts.write_all(text.as_bytes())
    }

    fn copy_to(&mut self, out: &mut dyn Write) -> io::Result<()> {
        self.texts.rewind()?;
        io::copy(&mut self.texts, out)?;
        if self.is_empty { Ok(()) } else { out.write_all(self.stream.close.as_bytes()) }
    }
}
