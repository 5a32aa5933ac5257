//! Checks an account file by file, as the options page does. Of each Zap a line stays in memory; its texts go to those who keep
//! them elsewhere.

use std::io::{self, Read, Seek};

use super::{Account, Overview, ZapLine, ZapSheet, shared_tables};
use crate::{
    data::Masker,
    lint::{Context, lint_in_account},
    notebook::{Check, Company, Counts, Notebook},
    policy::{Policy, layered},
    read::{self, Piece, ReadError},
    report::{InputError, Summary, html, trend::Trend},
    words::Language,
    zap::Zap,
};

/// So many Zaps are listed at once.
const AT_ONCE: usize = 100;

/// So many rows of a table are shown on the page; a saved report has them all.
const ROWS: usize = 50;

/// An account that is being checked.
pub struct Audit {
    book: Notebook,
    policy: Policy,
    today: String,
    account: Account,
    summary: Summary,
    /// The places of the Zaps, the worst first; empty until all are checked.
    order: Vec<usize>,
}

/// What is to be kept of a Zap until somebody asks for it.
pub struct Texts {
    /// A [`ZapSheet`] as JSON.
    pub sheet: String,
    /// Its part of the report as HTML.
    pub html: String,
}

impl Audit {
    /// With what the extension has `stored` and what the company has set, on this day (`2026-11-24`). Nothing is written.
    #[must_use]
    pub fn new(stored: Vec<(String, String)>, company: &Company, language: &Language, today: &str) -> Self {
        let book = Notebook::open(stored);
        let policy = layered(&book.settings().policy, &company.policy).policy;
        Self {
            book,
            policy,
            today: today.to_owned(),
            account: Account::new(today),
            summary: Summary::new(language),
            order: Vec::new(),
        }
    }

    /// Checks a file of any kind, which is opened anew each time it is asked for. What cannot be read in it is told in the end.
    pub fn check<F: Read + Seek>(
        &mut self,
        file: &str,
        open: impl FnMut() -> io::Result<F>,
        mut keep: impl FnMut(Texts),
    ) {
        let file = Masker::default().mask(file).into_owned();
        let read = read::file_pieces(open, &mut |piece| self.piece(&file, piece, &mut keep));
        if let Err(error) = read {
            self.fail(&file, &error);
        }
    }

    fn piece(&mut self, file: &str, piece: Result<Piece, ReadError>, keep: &mut dyn FnMut(Texts)) {
        let reading = match piece {
            Ok(piece) => piece.read(),
            Err(error) => return self.fail(file, &error),
        };
        for mut zap in reading.zaps {
            zap.file = Some(file.to_owned());
            keep(self.zap(&zap));
        }
        reading.errors.iter().for_each(|error| self.fail(file, error));
    }

    fn zap(&mut self, zap: &Zap) -> Texts {
        let Self { book, policy, today, summary, .. } = self;
        let paper = book.paper(&zap.id);
        let context = Context { policy, history: paper.record(), today, language: &summary.language };
        let (mut report, mut outline) = lint_in_account(zap, &context);
        paper.mark(&mut report, zap, policy, today);
        outline.recount(&report);
        let now = Check { day: today.clone(), counts: Counts::of_report(&report), content: None };
        report.trend = paper.earlier().and_then(|earlier| Trend::new(earlier, now, &report, policy));
        outline.drift = report.trend.as_ref().and_then(Trend::numbers);
        summary.add(&report);
        self.account.add(outline);
        let sheet = serde_json::to_string(&ZapSheet::of(&report)).unwrap_or_default();
        Texts { sheet, html: html::zap(&report) }
    }

    fn fail(&mut self, file: &str, error: &ReadError) {
        let message = Masker::default().mask(&self.summary.language.said(&error.said())).into_owned();
        self.summary.errors.push(InputError { file: file.to_owned(), message });
    }

    /// How many Zaps were checked.
    #[must_use]
    pub fn zaps(&self) -> usize {
        self.account.len()
    }

    /// The report, when everything was checked.
    pub fn overview(&mut self) -> Overview {
        self.order = self.account.order();
        let language = &self.summary.language;
        Overview {
            line: self.summary.line(),
            errors: self.summary.errors.clone(),
            all: self.account.len(),
            zaps: self.more(0),
            tables: shared_tables(&self.account, language, ROWS),
        }
    }

    /// The next Zaps behind so many, the worst first.
    #[must_use]
    pub fn more(&self, behind: usize) -> Vec<ZapLine> {
        let language = &self.summary.language;
        let zaps = self.order.iter().skip(behind).take(AT_ONCE);
        let line = |&place: &usize| {
            let zap = self.account.zaps.get(place)?;
            Some(ZapLine {
                place,
                id: zap.id.as_ref().to_owned(),
                name: zap.name(language),
                state: zap.state(language).to_owned(),
                file: zap.file.as_deref().filter(|_| self.account.has_several_files()).map(str::to_owned),
                counts: zap.findings,
            })
        };
        zaps.filter_map(line).collect()
    }

    /// What stands before the Zaps of the report as HTML, and behind them.
    #[must_use]
    pub fn frames(&self) -> [String; 2] {
        let mut summary = self.summary.clone();
        summary.account = Some(self.account.clone()).filter(|account| account.len() > 1);
        html::frames(&summary)
    }
}
