//! `zaplint remember`: remembers in the local record that Zaps were reviewed or exported as they are now.

use std::{
    io,
    path::{Path, PathBuf},
    process::ExitCode,
};

use zaplint::{
    history::{Deed, History, Round, Unreadable},
    lint::shown_title,
    read::plain_reason,
    say,
    words::{Language, Said},
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
    if path.exists() {
        read_history(path).map_err(|unreadable| output::failed(path, unreadable.said()))
    } else {
        Ok(History::default())
    }
}

/// Writes the record, whole or not at all.
pub(super) fn save(path: &Path, history: &History) -> Result<(), Failure> {
    output::write_whole_with(path, &mut |out| history.write(out))
}

/// Reads the record; a file that is not there is a mistake.
fn read_history(path: &Path) -> Result<History, Unreadable> {
    let text = std::fs::read_to_string(path);
    let text = text.map_err(|error| match error.kind() {
        io::ErrorKind::InvalidData => Unreadable::Damaged(plain_reason(&error)),
        _ => Unreadable::Elsewhere(plain_reason(&error)),
    });
    text.and_then(|text| History::read(&text))
}

/// The record as a check uses it.
pub(super) struct Record<'p> {
    path: &'p Path,
    pub(super) history: History,
    /// What is there cannot be read: it goes out of the way of what is written.
    is_damaged: bool,
}

/// What is wrong with it.
pub(super) struct Trouble {
    pub(super) file: String,
    pub(super) reason: Said,
}

/// What came of opening it.
pub(super) struct Opened<'p> {
    pub(super) record: Option<Record<'p>>,
    pub(super) trouble: Option<Trouble>,
}

impl<'p> Record<'p> {
    /// Opens it to read, or also to write. Of one that cannot be used it is told, and the Zaps are checked without it.
    pub(super) fn open(path: &'p Path, to_write: bool) -> Opened<'p> {
        let record = |history, is_damaged| Some(Self { path, history, is_damaged });
        if to_write && !path.exists() {
            return Opened { record: record(History::default(), false), trouble: None };
        }
        let (record, reason) = match read_history(path) {
            Ok(history) => return Opened { record: record(history, false), trouble: None },
            Err(Unreadable::Damaged(reason)) if to_write => {
                let aside = aside(path).display().to_string();
                let reason = say!("{}. It is kept as {}, and a new record is begun.", reason, aside);
                (record(History::default(), true), reason)
            }
            Err(unreadable) => (None, unreadable.said()),
        };
        Opened { record, trouble: Some(Trouble { file: path.display().to_string(), reason }) }
    }

    /// Adds a check to it.
    pub(super) fn remember(mut self, round: Round) -> Result<(), Failure> {
        self.history.remember(round);
        if self.is_damaged {
            std::fs::rename(self.path, aside(self.path))
                .map_err(|error| output::failed(self.path, plain_reason(&error)))?;
        }
        save(self.path, &self.history)
    }
}

/// Where a damaged record goes: a name that nothing has yet.
fn aside(path: &Path) -> PathBuf {
    let name = |number: usize| {
        let mut name = path.as_os_str().to_owned();
        name.push(if number == 1 { ".damaged".to_owned() } else { format!(".damaged-{number}") });
        PathBuf::from(name)
    };
    (1..).map(name).find(|name| !name.exists()).unwrap_or_else(|| name(1))
}
