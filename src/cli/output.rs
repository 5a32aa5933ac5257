//! Writes what the command has to say.

use std::{
    io::{self, Write as _},
    path::Path,
};

use anstream::adapter::StripBytes;
use zaplint::{
    read::plain_reason,
    say,
    words::{Language, Said},
};

use super::Failure;

/// Prints to standard output; colour only where that is a terminal. A reader that stops early is no mistake.
pub(super) fn print(text: &str) -> Result<(), Failure> {
    let end = if text.ends_with('\n') { "" } else { "\n" };
    print_with(&mut |out| write!(out, "{text}{end}"))
}

/// What writes a text, however long it is.
pub(super) type Writer<'w> = &'w mut dyn FnMut(&mut dyn io::Write) -> io::Result<()>;

fn print_with(write: Writer<'_>) -> Result<(), Failure> {
    let mut out = io::BufWriter::new(anstream::stdout().lock());
    match write(&mut out).and_then(|()| out.flush()) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
            Err(say!("standard output: {}", plain_reason(&error)))
        }
        _ => Ok(()),
    }
}

/// Writes to a file where one is named, else prints.
pub(super) fn give(path: Option<&Path>, text: &str) -> Result<(), Failure> {
    match path {
        Some(path) => write_whole(path, text),
        None => print(text),
    }
}

/// The same, where the text is long: it is written bit by bit, to a file without colour.
pub(super) fn give_with(path: Option<&Path>, write: Writer<'_>) -> Result<(), Failure> {
    match path {
        Some(path) => write_whole_with(path, &mut |out| write(&mut Plain { out, codes: StripBytes::new() })),
        None => print_with(write),
    }
}

/// Writes without colour.
struct Plain<'w> {
    out: &'w mut dyn io::Write,
    codes: StripBytes,
}

impl io::Write for Plain<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        for text in self.codes.strip_next(bytes) {
            self.out.write_all(text)?;
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

/// Says on standard error that an input, or a part of one, could not be used.
pub(super) fn complain(file: &str, reason: &Said, language: &Language) {
    anstream::eprintln!("zaplint: {}: {}", zaplint::data::Masker::default().mask(file), language.said(reason));
}

/// What went wrong with a file.
pub(super) fn failed(path: &Path, reason: Said) -> Failure {
    say!("{}: {}", path.display().to_string(), reason)
}

/// How the names of files and folders begin that are still being written. One of them stays where a run is killed: it is
/// hidden, and never read as an input.
pub(super) const UNFINISHED: &str = ".zaplint-";

/// Writes a file whole or not at all: into a new file beside it, which then takes its name.
pub(super) fn write_whole(path: &Path, text: &str) -> Result<(), Failure> {
    write_whole_with(path, &mut |out| out.write_all(text.as_bytes()))
}

/// The same, where the text is long.
pub(super) fn write_whole_with(path: &Path, write: Writer<'_>) -> Result<(), Failure> {
    let failed = |error: &io::Error| failed(path, plain_reason(error));
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut file = tempfile::Builder::new().prefix(UNFINISHED).tempfile_in(folder).map_err(|error| failed(&error))?;
    let mut out = io::BufWriter::new(file.as_file_mut());
    write(&mut out).and_then(|()| out.flush()).map_err(|error| failed(&error))?;
    drop(out);
    file.as_file().sync_all().map_err(|error| failed(&error))?;
    readable_by_all(&file);
    file.persist(path).map_err(|error| failed(&error.error))?;
    Ok(())
}

/// A temporary file is only for its owner; a report is as readable as any new file.
#[cfg(unix)]
fn readable_by_all(file: &tempfile::NamedTempFile) {
    use std::os::unix::fs::PermissionsExt as _;
    let _ = file.as_file().set_permissions(std::fs::Permissions::from_mode(0o644));
}

#[cfg(not(unix))]
fn readable_by_all(_: &tempfile::NamedTempFile) {}
