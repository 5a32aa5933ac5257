//! `zaplint diff`: says what is different between two states of a Zap, or of several.

use std::{
    path::{Path, PathBuf},
    process::ExitCode,
};

use zaplint::{
    diff::report::Comparison,
    read::{self, ReadError},
    words::Language,
    zap::Zap,
};

use super::{Failure, ListFormat, input, output};

#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// The Zap, or Zaps, as they were
    #[arg(value_name = "OLD")]
    old: PathBuf,
    /// The Zap, or Zaps, as they are now
    #[arg(value_name = "NEW")]
    new: PathBuf,
    /// How to print what is different
    #[arg(long, value_enum, default_value_t)]
    format: ListFormat,
    /// Write to this file instead of the terminal, whole or not at all
    #[arg(long, value_name = "FILE")]
    output: Option<PathBuf>,
}

/// Exit code 0: nothing is different; 1: something is; 2: an input could not be read.
pub(super) fn diff(arguments: &Arguments, language: &Language) -> Result<ExitCode, Failure> {
    let (old, new) = (zaps(&arguments.old)?, zaps(&arguments.new)?);
    let comparison = Comparison::of(&old, &new, language);
    let text = match arguments.format {
        ListFormat::Text => comparison.text(),
        ListFormat::Json => comparison.json(),
        ListFormat::Markdown => comparison.markdown(),
    };
    output::give(arguments.output.as_deref(), &text)?;
    Ok(if comparison.is_empty() { ExitCode::SUCCESS } else { ExitCode::from(1) })
}

/// All Zaps of a file: what could not be read cannot be compared either.
fn zaps(path: &Path) -> Result<Vec<Zap>, Failure> {
    let failed = |error: &ReadError| output::failed(path, error.said());
    let reading = read::read(&input::read_text(path)?).map_err(|error| failed(&error))?;
    match reading.errors.first() {
        Some(error) => Err(failed(error)),
        None => Ok(reading.zaps),
    }
}
