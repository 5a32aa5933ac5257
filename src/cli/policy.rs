//! `zaplint policy`: a policy as one JSON, with everything that it extends.

use std::{
    path::{Path, PathBuf},
    process::ExitCode,
};

use zaplint::{policy::Policy, say, words::Language};

use super::{Failure, output};

#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// The policy, TOML or JSON
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// Write to this file instead of the terminal, whole or not at all
    #[arg(long, value_name = "FILE")]
    output: Option<PathBuf>,
}

pub(super) fn policy(arguments: &Arguments, language: &Language) -> Result<ExitCode, Failure> {
    let policy = read(Some(&arguments.file))?;
    policy.doubts().iter().for_each(|doubt| output::complain(&arguments.file.display().to_string(), doubt, language));
    output::give(arguments.output.as_deref(), &policy.json())?;
    Ok(ExitCode::SUCCESS)
}

/// The policy in a file; without one nothing is decided.
pub(super) fn read(path: Option<&Path>) -> Result<Policy, Failure> {
    let Some(path) = path else { return Ok(Policy::default()) };
    Policy::read_file(path).map_err(|wrong| say!("{}: {}", wrong.file.display().to_string(), wrong.error.said()))
}
