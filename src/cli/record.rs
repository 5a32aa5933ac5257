//! `zaplint record`: the record of processing, Zap by Zap.

use std::{path::PathBuf, process::ExitCode};

use clap::ValueEnum;
use zaplint::{
    record::{self, Record},
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
    let mut records = Vec::new();
    let failures = input::each_zap(&arguments.paths, language, &mut |zap| {
        records.push(Record::of(zap, Vendors::built_in()));
        Ok(())
    });
    let text = match arguments.format {
        RecordFormat::Markdown => record::markdown(&records, language),
        RecordFormat::Html => record::html(&records, language),
        RecordFormat::Csv => record::csv(&records, language),
    };
    output::give(arguments.output.as_deref(), &text)?;
    Ok(if failures > 0 { ExitCode::from(2) } else { ExitCode::SUCCESS })
}
