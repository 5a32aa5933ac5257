//! `zaplint redact`: writes a version of an input for sharing.

use std::{path::PathBuf, process::ExitCode};

use super::{Failure, input, output};

#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// A file: an export, an account-export ZIP, a saved editor page, or - for standard input
    #[arg(value_name = "PATH")]
    path: PathBuf,
    /// Write to this file instead of the terminal, whole or not at all
    #[arg(long, value_name = "FILE")]
    output: Option<PathBuf>,
}

pub(super) fn redact(arguments: &Arguments) -> Result<ExitCode, Failure> {
    let text = input::read_text(&arguments.path)?;
    let copy = zaplint::redact::redact(&text).map_err(|refused| output::failed(&arguments.path, refused.said()))?;
    output::give(arguments.output.as_deref(), &copy)?;
    Ok(ExitCode::SUCCESS)
}
