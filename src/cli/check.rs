//! `zaplint check`.

use std::{path::Path, process::ExitCode, sync::Arc};

use zaplint::{
    finding::{Persona, Severity},
    lint::{Context, lint_with},
    policy::Policy,
    read::{Piece, ReadError, Reading},
    record::Record,
    report::{
        self, InputError, Report, ZapReport,
        picture::{Frame, Picture},
    },
    vendors::Vendors,
    zap::Zap,
};

use super::{
    CheckArguments, FailOn, Failure, Format, PersonaName,
    input::{self, Input},
    output, pool,
    progress::Progress,
    remember,
};

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
    let inputs: Vec<Input> = arguments.paths.iter().flat_map(|path| input::inputs(path)).collect();
    let progress = Progress::on_terminal(inputs.iter().map(Input::size).sum());
    let checker = Checker { context, with_pictures: matches!(arguments.format, Format::Html) };
    pool::in_order(
        |give| {
            for input in &inputs {
                let file: Arc<str> = input.name().into();
                input.pieces(&progress, &mut |piece| give((Arc::clone(&file), piece)));
            }
        },
        |(file, piece)| checker.check(&file, piece),
        |checked| {
            progress.checked(checked.zaps.len());
            report.zaps.extend(checked.zaps);
            report.errors.extend(checked.errors);
        },
    );
    progress.clear();
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

/// Checks one piece of an input.
struct Checker<'c> {
    context: Context<'c>,
    with_pictures: bool,
}

/// What one piece of an input came to.
struct Checked {
    zaps: Vec<ZapReport>,
    errors: Vec<InputError>,
}

impl Checker<'_> {
    fn check(&self, file: &str, piece: Result<Piece, ReadError>) -> Checked {
        let mut reading = match piece {
            Ok(piece) => piece.read(),
            Err(error) => Reading { zaps: Vec::new(), errors: vec![error] },
        };
        reading.zaps.iter_mut().for_each(|zap| zap.file = Some(file.to_owned()));
        let said = |error: &ReadError| input_error(file, self.context.language.said(&error.said()));
        Checked {
            zaps: reading.zaps.iter().map(|zap| self.check_zap(zap)).collect(),
            errors: reading.errors.iter().map(said).collect(),
        }
    }

    fn check_zap(&self, zap: &Zap) -> ZapReport {
        let mut report = lint_with(zap, &self.context);
        if self.with_pictures {
            report.record = Some(Record::of(zap, Vendors::built_in()));
            report.picture = Some(Picture::new(zap, &report, self.context.policy, Frame::Wide));
        }
        report
    }
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
