//! `zaplint check`.

use std::{path::Path, process::ExitCode, sync::Arc};

use zaplint::{
    finding::{Persona, Severity},
    history::{History, Seen},
    lint::{Context, lint_in_account},
    read::{Piece, ReadError, Reading, plain_reason},
    record,
    report::{
        InputError, Summary, ZapReport,
        baseline::Baseline,
        picture::{Frame, Picture},
        trend::{Earlier, Trend},
    },
    vendors::Vendors,
    words::Language,
    zap::Zap,
};

use super::{
    CheckArguments, FailOn, Failure, PersonaName,
    collect::{Checked, Collector},
    format::Format,
    input::{self, Input},
    output, policy, pool,
    progress::Progress,
    remember::{Record, Trouble},
};

pub(super) fn check(arguments: &CheckArguments, language: &Language) -> Result<ExitCode, Failure> {
    let today = super::now(arguments.now.as_deref())?.date().to_string();
    let mut policy = policy::read(arguments.policy.as_deref())?;
    if let Some(persona) = arguments.persona {
        policy.persona = Some(persona_of(persona));
    }
    let record = arguments.history.as_deref().map(|path| Record::open(path, arguments.remember));
    let (record, damaged) = record.map_or((None, None), |opened| (opened.record, opened.trouble));
    let history = record.as_ref().map(|record| &record.history);
    let context = Context { policy: &policy, history, today: &today, language };
    let inputs = input::inputs(&arguments.paths);
    let progress = Progress::on_terminal(inputs.iter().map(Input::size).sum(), language);
    let baseline = arguments.baseline.as_deref().map(read_baseline).transpose()?;
    let fail_on = arguments.fail_on.least();
    let checker = Checker { context, format: arguments.format, baseline: baseline.as_ref(), fail_on };
    let mut collector = Collector::new(arguments.format, fail_on, language, &today);
    if let Some(Trouble { file, reason }) = damaged {
        collector.fail(input_error(&file, language.said(&reason)));
    }
    pool::in_order(
        |give| {
            for input in &inputs {
                let file: Arc<str> = input.name(language).into();
                input.pieces(&progress, &mut |piece| give((Arc::clone(&file), piece)));
            }
        },
        |(file, piece)| checker.check(&file, piece),
        |(zaps, errors)| {
            progress.checked(zaps.len());
            zaps.into_iter().for_each(|zap| collector.add(zap));
            errors.into_iter().for_each(|error| collector.fail(error));
        },
    );
    progress.clear();
    let code = exit_code(collector.finish(baseline.as_ref(), history), fail_on);
    output::give_with(arguments.output.as_deref(), &mut |out| collector.write(out))?;
    if arguments.output.is_some() {
        for error in collector.errors() {
            anstream::eprintln!("zaplint: {}: {}", error.file, error.message);
        }
    }
    if let Some(record) = record.filter(|_| arguments.remember) {
        record.remember(collector.into_round())?;
    }
    Ok(code)
}

/// Checks one piece of an input.
struct Checker<'c> {
    context: Context<'c>,
    format: Format,
    baseline: Option<&'c Baseline>,
    fail_on: Option<Severity>,
}

impl Checker<'_> {
    fn check(&self, file: &str, piece: Result<Piece, ReadError>) -> (Vec<Checked>, Vec<InputError>) {
        let mut reading = match &piece {
            Ok(piece) => piece.read(),
            Err(error) => Reading { zaps: Vec::new(), errors: vec![error.clone()] },
        };
        reading.zaps.iter_mut().for_each(|zap| zap.file = Some(file.to_owned()));
        let said = |error: &ReadError| input_error(file, self.context.language.said(&error.said()));
        let zaps = reading.zaps.iter().map(|zap| self.check_zap(zap, piece.as_ref().ok())).collect();
        (zaps, reading.errors.iter().map(said).collect())
    }

    fn check_zap(&self, zap: &Zap, piece: Option<&Piece>) -> Checked {
        let (mut report, mut outline) = lint_in_account(zap, &self.context);
        let seen = self.context.history.and_then(|history| self.seen(zap, &mut report, history));
        outline.drift = report.trend.as_ref().and_then(Trend::numbers);
        let known = self.baseline.map(|baseline| baseline.take_known(&mut report)).unwrap_or_default();
        outline.recount(&report);
        if self.format == Format::Html {
            report.record = Some(record::Record::of(zap, Vendors::built_in()));
            report.picture = Some(Picture::new(zap, &report, self.context.policy, Frame::Wide));
        }
        if self.format == Format::Sarif && !(report.findings.is_empty() && report.not_checked.is_empty()) {
            report.places = piece.map(Piece::places);
        }
        let texts = self.format.zap(&report, self.fail_on);
        Checked { report, outline, texts, known, seen }
    }

    /// How the Zap went so far, and what the record can remember of it.
    fn seen(&self, zap: &Zap, report: &mut ZapReport, history: &History) -> Option<Seen> {
        let &Context { policy, today, .. } = &self.context;
        let seen = Seen::new(zap, report, today)?;
        report.trend = Trend::new(Earlier::from(&history.of(zap, today)), seen.check().clone(), report, policy);
        Some(seen)
    }
}

/// An earlier report.
fn read_baseline(path: &Path) -> Result<Baseline, Failure> {
    let text = std::fs::read_to_string(path).map_err(|error| output::failed(path, plain_reason(&error)))?;
    Baseline::read(&text).map_err(|reason| output::failed(path, reason))
}

fn input_error(file: &str, message: String) -> InputError {
    InputError { file: zaplint::data::Masker::default().mask(file).into_owned(), message }
}

fn persona_of(name: PersonaName) -> Persona {
    match name {
        PersonaName::Regular => Persona::Regular,
        PersonaName::Pedantic => Persona::Pedantic,
        PersonaName::Auditor => Persona::Auditor,
    }
}

impl FailOn {
    /// The least severity with which the command ends with exit code 1.
    const fn least(self) -> Option<Severity> {
        match self {
            Self::Critical => Some(Severity::Critical),
            Self::High => Some(Severity::High),
            Self::Medium => Some(Severity::Medium),
            Self::Low => Some(Severity::Low),
            Self::Info => Some(Severity::Info),
            Self::Never => None,
        }
    }
}

fn exit_code(summary: &Summary, fail_on: Option<Severity>) -> ExitCode {
    let has_found = fail_on.is_some_and(|least| summary.worst() >= Some(least));
    if summary.errors.is_empty() && has_found { ExitCode::from(1) } else { super::ended(summary.errors.len()) }
}
