//! `zaplint check`.

use std::{num::NonZero, path::Path, process::ExitCode, thread};

use zaplint::{
    finding::{Persona, Severity},
    lint::{Context, lint_with},
    policy::Policy,
    record::Record,
    report::{
        self, InputError, Report, ZapReport,
        picture::{Frame, Picture},
    },
    vendors::Vendors,
    zap::Zap,
};

use super::{CheckArguments, FailOn, Failure, Format, PersonaName, input, output, remember};

pub(super) fn check(arguments: &CheckArguments) -> Result<ExitCode, Failure> {
    let today = super::now(arguments.now.as_deref())?.date().to_string();
    let mut policy = read_policy(arguments.policy.as_deref())?;
    if let Some(persona) = arguments.persona {
        policy.persona = Some(persona_of(persona));
    }
    let history = match &arguments.history {
        Some(path) => Some(remember::read_history(path)?),
        None => None,
    };
    let language = arguments.language.read();
    let context = Context { policy: &policy, history: history.as_ref(), today: &today, language: &language };
    let mut report = Report { language: language.clone(), ..Report::default() };
    for path in &arguments.paths {
        input::read_each(path, &mut |file, read| match read {
            Ok(mut reading) => {
                reading.zaps.iter_mut().for_each(|zap| zap.file = Some(file.to_owned()));
                let mut checked = lint_all(&reading.zaps, &context);
                if let Format::Html = arguments.format {
                    for (report, zap) in checked.iter_mut().zip(&reading.zaps) {
                        report.record = Some(Record::of(zap, Vendors::built_in()));
                        report.picture = Some(Picture::new(zap, report, &policy, Frame::Wide));
                    }
                }
                report.zaps.extend(checked);
                let errors = reading.errors.iter();
                report.errors.extend(errors.map(|error| input_error(file, language.said(&error.said()))));
            }
            Err(reason) => report.errors.push(input_error(file, reason)),
        });
    }
    let text = write(&report, arguments.format);
    match &arguments.output {
        Some(path) => {
            output::write_whole(path, &anstream::adapter::strip_str(&text).to_string())?;
            for error in &report.errors {
                anstream::eprintln!("zaplint: {}: {}", error.file, error.message);
            }
        }
        None => output::print(&text)?,
    }
    Ok(exit_code(&report, arguments.fail_on))
}

/// Checks Zaps on all cores, in their order: an account's export holds hundreds.
fn lint_all(zaps: &[Zap], context: &Context<'_>) -> Vec<ZapReport> {
    /// Fewer are checked before a thread has started.
    const WORTH_A_THREAD: usize = 8;
    let cores = thread::available_parallelism().map_or(1, NonZero::get);
    let share = zaps.len().div_ceil(cores).max(WORTH_A_THREAD);
    let check = |share: &[Zap]| -> Vec<ZapReport> { share.iter().map(|zap| lint_with(zap, context)).collect() };
    let mut shares = zaps.chunks(share);
    let first = shares.next().unwrap_or_default();
    thread::scope(|scope| {
        let others: Vec<_> = shares.map(|share| (share, scope.spawn(move || check(share)))).collect();
        let mut reports = check(first);
        for (share, other) in others {
            // A thread that could not finish is no reason to lose its Zaps.
            reports.extend(other.join().unwrap_or_else(|_| check(share)));
        }
        reports
    })
}

fn input_error(file: &str, message: String) -> InputError {
    InputError { file: zaplint::data::Masker::default().mask(file).into_owned(), message }
}

/// The policy in a file; without one nothing is decided.
pub(super) fn read_policy(path: Option<&Path>) -> Result<Policy, Failure> {
    path.map_or_else(|| Ok(Policy::default()), |path| Policy::read_file(path).map_err(|error| error.to_string()))
}

fn persona_of(name: PersonaName) -> Persona {
    match name {
        PersonaName::Regular => Persona::Regular,
        PersonaName::Pedantic => Persona::Pedantic,
        PersonaName::Auditor => Persona::Auditor,
    }
}

fn write(report: &Report, format: Format) -> String {
    match format {
        Format::Text => report::text::write(report),
        Format::Json => report::json::write(report),
        Format::Sarif => report::sarif::write(report),
        Format::Markdown => report::markdown::write(report),
        Format::Html => report::html::write(report),
        Format::Csv => report::csv::write(report),
    }
}

fn exit_code(report: &Report, fail_on: FailOn) -> ExitCode {
    let least = match fail_on {
        FailOn::Critical => Some(Severity::Critical),
        FailOn::High => Some(Severity::High),
        FailOn::Medium => Some(Severity::Medium),
        FailOn::Low => Some(Severity::Low),
        FailOn::Info => Some(Severity::Info),
        FailOn::Never => None,
    };
    let worst = report.zaps.iter().filter_map(report::ZapReport::worst).max();
    if !report.errors.is_empty() {
        ExitCode::from(2)
    } else if least.is_some_and(|least| worst >= Some(least)) {
        ExitCode::from(1)
    } else {
        ExitCode::SUCCESS
    }
}
