//! `zaplint copy`: saves copies of Zaps, each in a folder of its own that is there whole or not at all.

use std::{
    fs, io,
    io::Write as _,
    path::{Path, PathBuf},
    process::ExitCode,
};

use zaplint::{
    backup::{self, CopyForm, Definition},
    history::{Deed, History},
    lint::shown_title,
    read::plain_reason,
    redact, say,
    words::Language,
};

use super::{Failure, input, output, remember};

#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// A file: an export, an account-export ZIP, a saved editor page, or - for standard input
    #[arg(value_name = "PATH")]
    path: PathBuf,
    /// Where to put them: each Zap gets a folder in this one
    #[arg(long, value_name = "DIR")]
    folder: PathBuf,
    /// Mark the Zaps as exported in this local record; it is made if it is not there
    #[arg(long, value_name = "FILE")]
    history: Option<PathBuf>,
    /// Who saved the copies, for the record
    #[arg(long, value_name = "NAME")]
    by: Option<String>,
    /// The time to write down instead of now
    #[arg(long, value_name = "RFC3339")]
    now: Option<String>,
}

pub(super) fn copy(arguments: &Arguments, language: &Language) -> Result<ExitCode, Failure> {
    let day = super::now(arguments.now.as_deref())?.date().to_string();
    let text = input::read_text(&arguments.path)?;
    let definitions = backup::definitions(&text).map_err(|error| output::failed(&arguments.path, error.said()))?;
    let mut history = match &arguments.history {
        Some(path) => remember::open(path)?,
        None => History::default(),
    };
    fs::create_dir_all(&arguments.folder).map_err(|error| output::failed(&arguments.folder, plain_reason(&error)))?;
    let mut refused = 0;
    for definition in &definitions {
        let (folder, is_redacted) = save(&arguments.folder, definition, &day, language)?;
        output::print(&format!("{}", folder.display()))?;
        if let Err(reason) = is_redacted {
            refused += 1;
            let reason = say!("no redacted copy: {}", reason.said());
            output::complain(&folder.display().to_string(), &reason, language);
        }
        history.mark(&definition.zap, &shown_title(&definition.zap), Deed::Export, &day, arguments.by.as_deref());
    }
    if let Some(path) = &arguments.history {
        remember::save(path, &history)?;
    }
    Ok(super::ended(refused))
}

/// Saves the copies of one Zap: into a new folder beside, which takes its name when all is written.
fn save(
    folder: &Path,
    definition: &Definition,
    day: &str,
    language: &Language,
) -> Result<(PathBuf, Result<(), redact::Refusal>), Failure> {
    let failed = |error: &io::Error| output::failed(folder, plain_reason(error));
    let name = backup::file_name(&definition.zap);
    let made =
        tempfile::Builder::new().prefix(output::UNFINISHED).tempdir_in(folder).map_err(|error| failed(&error))?;
    let write = |form: CopyForm, text: &str| {
        write_file(&made.path().join(form.file(&name)), text).map_err(|error| failed(&error))
    };
    write(CopyForm::Full, &backup::full(&definition.json, language))?;
    write(CopyForm::Readable, &backup::readable(&definition.zap, language))?;
    let redacted = redact::redact(&definition.json);
    if let Ok(text) = &redacted {
        write(CopyForm::Redacted, text)?;
    }
    for number in 1.. {
        let again = if number == 1 { String::new() } else { format!("-{number}") };
        let path = folder.join(format!("{name}-{day}{again}"));
        if path.exists() {
            continue;
        }
        fs::rename(made.path(), &path).map_err(|error| failed(&error))?;
        // What it was is no more there to be removed.
        let _ = made.keep();
        return Ok((path, redacted.map(|_| ())));
    }
    Err(say!("there are too many copies of this day"))
}

fn write_file(path: &Path, text: &str) -> io::Result<()> {
    let mut file = fs::File::create_new(path)?;
    file.write_all(text.as_bytes())?;
    file.sync_all()
}
