//! Finds and reads the inputs of a check.

use std::{
    fs::File,
    io::{self, BufReader, Read as _},
    path::{Path, PathBuf},
};

use zaplint::read::{self, Reading};

/// Larger files are no Zaps: a whole account's export is a few megabytes.
const LARGEST: u64 = 1 << 30;

/// Reads a path and gives what was read, file by file with its name. Folders are walked in the order of names;
/// in them only files that can be Zaps are read (`.json`, `.html`, `.htm`, `.zip`).
pub(super) fn read_each(path: &Path, take: &mut dyn FnMut(&str, Result<Reading, String>)) {
    if path == Path::new("-") {
        let mut text = Vec::new();
        let read = io::stdin().take(LARGEST).read_to_end(&mut text).map_err(|error| plain(&error));
        return take("standard input", read.and_then(|_| read_bytes(&text)));
    }
    if !path.is_dir() {
        return take(&path.display().to_string(), read_file(path));
    }
    let mut files = Vec::new();
    let mut unread = Vec::new();
    walk(path, &mut files, &mut unread);
    if files.is_empty() && unread.is_empty() {
        take(&path.display().to_string(), Err("there is no file in this folder that can be a Zap".to_owned()));
    }
    for (folder, reason) in unread {
        take(&folder.display().to_string(), Err(reason));
    }
    for file in files {
        take(&file.display().to_string(), read_file(&file));
    }
}

/// The text of one input that holds Zaps: of an account export that of its Zapfile.
pub(super) fn read_text(path: &Path) -> Result<String, String> {
    let mut bytes = Vec::new();
    let read = if path == Path::new("-") {
        io::stdin().take(LARGEST).read_to_end(&mut bytes)
    } else {
        File::open(path).and_then(|file| file.take(LARGEST).read_to_end(&mut bytes))
    };
    read.map_err(|error| plain(&error))?;
    if bytes.starts_with(b"PK\x03\x04") {
        return read::zapfile_text(io::Cursor::new(bytes)).map_err(|error| error.to_string());
    }
    String::from_utf8(bytes)
        .map_err(|error| format!("byte {}: this is not UTF-8 text", error.utf8_error().valid_up_to()))
}

fn walk(folder: &Path, files: &mut Vec<PathBuf>, unread: &mut Vec<(PathBuf, String)>) {
    let entries = match std::fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) => return unread.push((folder.to_owned(), plain(&error))),
    };
    let mut paths: Vec<PathBuf> = entries.filter_map(Result::ok).map(|entry| entry.path()).collect();
    paths.sort();
    for path in paths {
        // A link to a folder may lead back up; files behind links are fine.
        if path.is_dir() && !path.is_symlink() {
            walk(&path, files, unread);
        } else if path.is_file() && can_be_zap(&path) {
            files.push(path);
        }
    }
}

fn can_be_zap(path: &Path) -> bool {
    let extension = path.extension().and_then(|extension| extension.to_str()).unwrap_or_default();
    ["json", "html", "htm", "zip"].iter().any(|known| extension.eq_ignore_ascii_case(known))
}

fn read_file(path: &Path) -> Result<Reading, String> {
    let file = File::open(path).map_err(|error| plain(&error))?;
    let size = file.metadata().map_err(|error| plain(&error))?.len();
    if size > LARGEST {
        return Err("the file is larger than any export of Zaps".to_owned());
    }
    let mut reader = BufReader::new(file);
    let mut start = Vec::with_capacity(4);
    reader.by_ref().take(4).read_to_end(&mut start).map_err(|error| plain(&error))?;
    if start.starts_with(b"PK") {
        let file = File::open(path).map_err(|error| plain(&error))?;
        return read::read_zip(BufReader::new(file)).map_err(|error| error.to_string());
    }
    let mut bytes = start;
    reader.read_to_end(&mut bytes).map_err(|error| plain(&error))?;
    read_bytes(&bytes)
}

fn read_bytes(bytes: &[u8]) -> Result<Reading, String> {
    if bytes.starts_with(b"PK\x03\x04") {
        return read::read_zip(io::Cursor::new(bytes)).map_err(|error| error.to_string());
    }
    let text =
        std::str::from_utf8(bytes).map_err(|error| format!("byte {}: this is not UTF-8 text", error.valid_up_to()))?;
    read::read(text).map_err(|error| error.to_string())
}

/// The system's reason without its number.
pub(super) fn plain(error: &io::Error) -> String {
    let text = error.to_string();
    text.split(" (os error").next().unwrap_or(&text).to_lowercase()
}
