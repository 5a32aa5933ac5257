//! The command line's words and what they do.

mod check;
mod collect;
mod copy;
mod diff;
mod format;
mod input;
mod output;
mod picture;
mod policy;
mod pool;
mod progress;
mod record;
mod redact;
mod remember;
mod rules;
mod schema;

use std::{path::PathBuf, process::ExitCode};

use clap::{Parser, Subcommand, ValueEnum};
use time::{OffsetDateTime, format_description::well_known::Rfc3339};
use zaplint::{
    say,
    words::{Language, Said},
};

use self::format::Format;

/// Finds over-shared data, missing encryption and open doors in Zapier Zaps.
#[derive(Debug, Parser)]
#[command(version, about, max_term_width = 100)]
struct Cli {
    #[command(subcommand)]
    command: Command,
    /// The language of what people read
    #[arg(long, global = true, value_enum, default_value_t)]
    language: LanguageName,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Check Zaps: exports, account-export ZIPs, saved editor pages, folders of them, or - for standard input
    Check(CheckArguments),
    /// Draw the way that data takes through a Zap, as an SVG picture
    Picture(PictureArguments),
    /// Remember in the local record that Zaps were reviewed or exported as they are now
    Remember(RecordArguments),
    /// Write a version for sharing, without ids, addresses, names, typed texts and secrets
    Redact(redact::Arguments),
    /// Say what is different between two states of a Zap
    Diff(diff::Arguments),
    /// Write the record of processing (GDPR art. 30), Zap by Zap
    Record(record::Arguments),
    /// Save copies of Zaps in a folder: the full definition, a version to read and one for sharing
    Copy(copy::Arguments),
    /// Write a policy as one JSON, with all that it extends: for the browsers' managed storage
    Policy(policy::Arguments),
    /// List all rules
    Rules {
        /// A policy, whose own rules are listed too
        #[arg(long, value_name = "FILE")]
        policy: Option<PathBuf>,
        /// How to print them
        #[arg(long, value_enum, default_value_t)]
        format: ListFormat,
    },
    /// Write the JSON Schema of a kind of document, for editors and checks
    Schema {
        /// The kind
        #[arg(value_enum)]
        of: schema::Document,
    },
    /// Say what a rule looks for, why it matters and what to do
    Explain {
        /// The rule's id, for example Z301
        rule: String,
        /// A policy, whose own rules can be asked for too
        #[arg(long, value_name = "FILE")]
        policy: Option<PathBuf>,
    },
}

#[derive(Debug, clap::Args)]
struct CheckArguments {
    /// Files, folders, account-export ZIPs, saved editor pages, or - for standard input
    #[arg(required = true, value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// How to print what was found
    #[arg(long, value_enum, default_value_t)]
    format: Format,
    /// Write to this file instead of the terminal, whole or not at all
    #[arg(long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// For whom findings are shown
    #[arg(long, value_enum)]
    persona: Option<PersonaName>,
    /// End with exit code 1 when there is a finding at least this bad
    #[arg(long, value_enum, default_value_t)]
    fail_on: FailOn,
    /// A policy: company domains, app lists, rules that are off, accepted findings (TOML or JSON)
    #[arg(long, value_name = "FILE")]
    policy: Option<PathBuf>,
    /// An earlier report (json or sarif): only what is new since then is shown and counts
    #[arg(long, value_name = "FILE")]
    baseline: Option<PathBuf>,
    /// The local record of checks, reviews and exports: reports tell how the findings went, and what is due
    #[arg(long, value_name = "FILE")]
    history: Option<PathBuf>,
    /// Add this check to the record, for the next ones to compare with; the record is made if it is not there
    #[arg(long, requires = "history")]
    remember: bool,
    /// The time to check against instead of now, for repeatable runs
    #[arg(long, value_name = "RFC3339")]
    now: Option<String>,
}

#[derive(Debug, clap::Args)]
struct PictureArguments {
    /// A file with a Zap, as for check
    #[arg(value_name = "PATH")]
    path: PathBuf,
    /// The Zap's number or name, where the file holds several
    #[arg(long, value_name = "ZAP")]
    zap: Option<String>,
    /// Write to this file instead of the terminal, whole or not at all
    #[arg(long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// A policy, as for check
    #[arg(long, value_name = "FILE")]
    policy: Option<PathBuf>,
    /// The time to check against instead of now, for repeatable runs
    #[arg(long, value_name = "RFC3339")]
    now: Option<String>,
}

#[derive(Debug, clap::Args)]
struct RecordArguments {
    /// What was done
    #[arg(value_enum)]
    deed: DeedName,
    /// The Zaps, as for check
    #[arg(required = true, value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// The local record; it is made if it is not there
    #[arg(long, value_name = "FILE")]
    history: PathBuf,
    /// Who did it
    #[arg(long, value_name = "NAME")]
    by: Option<String>,
    /// The time to remember instead of now
    #[arg(long, value_name = "RFC3339")]
    now: Option<String>,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum DeedName {
    /// Somebody has looked at the Zap
    Review,
    /// Somebody has saved a copy of it
    Export,
}

#[derive(Debug, Clone, Copy, Default, ValueEnum)]
enum ListFormat {
    #[default]
    Text,
    Json,
    Markdown,
}

#[derive(Debug, Clone, Copy, Default, ValueEnum)]
enum LanguageName {
    /// English
    #[default]
    En,
    /// German
    De,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum PersonaName {
    Regular,
    Pedantic,
    Auditor,
}

#[derive(Debug, Clone, Copy, Default, ValueEnum)]
enum FailOn {
    Critical,
    #[default]
    High,
    Medium,
    Low,
    Info,
    Never,
}

/// Why the command could not do its work: a sentence for the person who called it.
type Failure = Said;

/// Reads the arguments and does what they say. Exit code 0: nothing at or above `--fail-on`; 1: findings;
/// 2: wrong usage, or an input that could not be read.
pub(crate) fn run() -> ExitCode {
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(error) => {
            // clap writes help to standard output and mistakes to standard error; the exit code is ours.
            let _ = error.print();
            return if error.use_stderr() { FAILED.into() } else { ExitCode::SUCCESS };
        }
    };
    let language = cli.language.read();
    run_command(cli.command, &language).unwrap_or_else(|failure| {
        anstream::eprintln!("zaplint: {}", language.said(&failure));
        FAILED.into()
    })
}

/// Wrong usage, or something that could not be read or done.
const FAILED: u8 = 2;

/// How a command ends that had to leave out so many things.
fn ended(failures: usize) -> ExitCode {
    if failures > 0 { FAILED.into() } else { ExitCode::SUCCESS }
}

fn run_command(command: Command, language: &Language) -> Result<ExitCode, Failure> {
    match command {
        Command::Check(arguments) => check::check(&arguments, language),
        Command::Picture(arguments) => picture::picture(&arguments, language),
        Command::Remember(arguments) => remember::remember(&arguments, language),
        Command::Redact(arguments) => redact::redact(&arguments),
        Command::Diff(arguments) => diff::diff(&arguments, language),
        Command::Record(arguments) => record::record(&arguments, language),
        Command::Copy(arguments) => copy::copy(&arguments, language),
        Command::Policy(arguments) => policy::policy(&arguments, language),
        Command::Rules { policy, format } => print(&rules::list(format, &policy::read(policy.as_deref())?, language)),
        Command::Schema { of } => print(&schema::schema(of)),
        Command::Explain { rule, policy } => {
            print(&rules::explain(&rule, &policy::read(policy.as_deref())?, language)?)
        }
    }
}

fn print(text: &str) -> Result<ExitCode, Failure> {
    output::print(text).map(|()| ExitCode::SUCCESS)
}

impl LanguageName {
    /// The language, its dictionary read.
    fn read(self) -> Language {
        let tag = match self {
            Self::En => "en",
            Self::De => "de",
        };
        Language::built_in(tag).unwrap_or_default()
    }
}

/// The time that was given, or the clock's.
fn now(given: Option<&str>) -> Result<OffsetDateTime, Failure> {
    match given {
        Some(text) => OffsetDateTime::parse(text, &Rfc3339)
            .map_err(|_| say!("--now: {} is no RFC 3339 time such as 2026-11-24T09:00:00Z", text)),
        None => Ok(OffsetDateTime::now_utc()),
    }
}
