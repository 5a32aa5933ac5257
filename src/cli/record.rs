//! `zaplint record`: the record of processing, Zap by Zap.

use std::{path::PathBuf, process::ExitCode};

use clap::ValueEnum;
use zaplint::{
    record::{Form, Record},
    vendors::Vendors,
    words::Language,
};

use super::{Failure, input, output};

#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// The Zaps, as for check
    #[arg(required = true, value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// How to print it
    #[arg(long, value_enum, default_value_t)]
    format: RecordFormat,
    /// Write to this file instead of the terminal, whole or not at all
    #[arg(long, value_name = "FILE")]
    output: Option<PathBuf>,
}

#[derive(Debug, Clone, Copy, Default, ValueEnum)]
enum RecordFormat {
    #[default]
    Markdown,
    Html,
    Csv,
}

pub(super) fn record(arguments: &Arguments, language: &Language) -> Result<ExitCode, Failure> {
    let form = match arguments.format {
        RecordFormat::Markdown => Form::Markdown,
        RecordFormat::Html => Form::Html,
        RecordFormat::Csv => Form::Csv,
    };
    let [head, tail] = form.frames(language);
    let mut failures = 0;
    output::give_with(arguments.output.as_deref(), &mut |out| {
        out.write_all(head.as_bytes())?;
        let mut written = Ok(());
        failures = input::each_zap(&arguments.paths, language, &mut |zap| {
            let entry = form.entry(&Record::of(zap, Vendors::built_in()), language);
            if written.is_ok() {
                written = out.write_all(entry.as_bytes());
            }
            Ok(())
        });
        written?;
        out.write_all(tail.as_bytes())
    })?;
    Ok(super::ended(failures))
}
