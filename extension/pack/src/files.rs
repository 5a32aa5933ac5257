//! Folders: copying the extension, and whether anything changed since.

use std::path::{Path, PathBuf};
use std::time::SystemTime;

use crate::error::Error;
use crate::manifest;

/// Everything in the extension's folder but what is only needed to build it.
pub(crate) fn copy_extension(from: &Path, to: &Path) -> Result<(), Error> {
    std::fs::create_dir_all(to)?;
    for file in list(from)? {
        let target = to.join(&file);
        if let Some(parent) = target.parent() {
            std::fs::create_dir_all(parent)?;
        }
        std::fs::copy(from.join(&file), target)?;
    }
    Ok(())
}

/// What in the extension's folder is only needed to build it.
const TO_BUILD: [&str; 2] = ["core", "pack"];

/// The files below a folder, relative to it, sorted; without hidden ones and those [`TO_BUILD`].
pub(crate) fn list(folder: &Path) -> Result<Vec<PathBuf>, Error> {
    let mut files = Vec::new();
    collect(folder, Path::new(""), &mut files)?;
    files.sort();
    Ok(files)
}

fn collect(folder: &Path, below: &Path, files: &mut Vec<PathBuf>) -> Result<(), Error> {
    for entry in std::fs::read_dir(folder)? {
        let entry = entry?;
        let name = entry.file_name();
        let path = below.join(&name);
        if name.to_string_lossy().starts_with('.') || TO_BUILD.iter().any(|folder| path == Path::new(folder)) {
            continue;
        }
        if entry.file_type()?.is_dir() {
            collect(&entry.path(), &path, files)?;
        } else {
            files.push(path);
        }
    }
    Ok(())
}

/// When the newest of these files, or of the files and folders below them, was changed. A folder's own time tells of
/// files that were taken away.
pub(crate) fn newest(paths: &[&Path]) -> Result<SystemTime, Error> {
    let mut newest = SystemTime::UNIX_EPOCH;
    for path in paths {
        let changed = |path: &Path| -> Result<SystemTime, Error> {
            let say = |error| Error::new(format!("{}: {error}", path.display()));
            std::fs::metadata(path).and_then(|data| data.modified()).map_err(say)
        };
        newest = newest.max(changed(path)?);
        if path.is_dir() {
            for file in list(path)? {
                let file = path.join(file);
                newest = newest.max(changed(&file)?);
                newest = newest.max(file.parent().map_or(Ok(newest), changed)?);
            }
        }
    }
    Ok(newest)
}

/// When the folder was last put together; `None` if it never was.
pub(crate) fn stamp(folder: &Path) -> Option<SystemTime> {
    std::fs::metadata(folder.join(manifest::FILE)).and_then(|data| data.modified()).ok()
}

/// Removes a folder that may not be there.
pub(crate) fn remove(folder: &Path) -> Result<(), Error> {
    match std::fs::remove_dir_all(folder) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(error.into()),
        _ => Ok(()),
    }
}
