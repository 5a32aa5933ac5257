//! `zaplint remember`: remembers in the local record that Zaps were reviewed or exported as they are now.

use std::{path::Path, process::ExitCode};

use zaplint::{
    history::{Deed, History},
    lint::shown_title,
    read::plain_reason,
    say,
    words::Language,
};

use super::{DeedName, Failure, RecordArguments, input, output};

pub(super) fn remember(arguments: &RecordArguments, language: &Language) -> Result<ExitCode, Failure> {
    let when = super::now(arguments.now.as_deref())?.date().to_string();
    let path = &arguments.history;
    let mut history = open(path)?;
    let deed = match arguments.deed {
        DeedName::Review => Deed::Review,
        DeedName::Export => Deed::Export,
    };
    let by = arguments.by.as_deref().map(str::trim).filter(|by| !by.is_empty());
    let mut marked = 0_usize;
    let failures = input::each_zap(&arguments.paths, language, &mut |zap| {
        // Its title as a report may show it: no secret goes into the record.
        if !history.mark(zap, &shown_title(zap), deed, &when, by) {
            return Err(say!("this Zap has neither a number nor a title to know it by"));
        }
        marked += 1;
        Ok(())
    });
    save(path, &history)?;
    output::print(&language.said(&say!("{}: {} marked", path.display().to_string(), marked)))?;
    Ok(super::ended(failures))
}

/// The record, which is new where there is none yet.
pub(super) fn open(path: &Path) -> Result<History, Failure> {
    if path.exists() { read_history(path) } else { Ok(History::default()) }
}

/// Writes the record, whole or not at all.
pub(super) fn save(path: &Path, history: &History) -> Result<(), Failure> {
    let text = serde_json::to_string_pretty(history).map_err(|error| say!("{}", error.to_string()))?;
    output::write_whole(path, &(text + "\n"))
}

/// Reads the record; a file that is not there is a mistake.
pub(super) fn read_history(path: &Path) -> Result<History, Failure> {
    let text = std::fs::read_to_string(path).map_err(|error| output::failed(path, plain_reason(&error)))?;
    History::read(&text).map_err(|reason| output::failed(path, reason))
}
