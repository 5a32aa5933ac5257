//! Finds and reads the inputs of a command, piece by piece.

use std::{
    collections::HashSet,
    fs::File,
    io::{self, Cursor, Read},
    path::{Path, PathBuf},
};

use zaplint::{
    read::{self, Piece, ReadError, Reading, plain_reason},
    say,
    words::{Language, Said},
    zap::Zap,
};

use super::{Failure, output, progress::Progress};

/// More than a pipe may bring: it cannot be read twice, so all of it is held.
const LARGEST_HELD: u64 = 2 << 30;

/// How a ZIP begins.
const ZIP: &[u8] = b"PK\x03\x04";

/// Something to read, or why it cannot be.
#[derive(Debug)]
pub(super) struct Input {
    /// `-` for standard input.
    path: PathBuf,
    unread: Option<Said>,
}

/// What the paths name, each file once, however often and by whatever way it was named.
pub(super) fn inputs(paths: &[PathBuf]) -> Vec<Input> {
    let mut known = HashSet::new();
    let is_new = |input: &Input| known.insert(input.path.canonicalize().unwrap_or_else(|_| input.path.clone()));
    paths.iter().flat_map(|path| inputs_at(path)).filter(is_new).collect()
}

/// What a path names: itself, or the files in a folder and below that can be Zaps (`.json`, `.html`, `.htm`, `.zip`), in
/// the order of their names. What cannot be read comes first.
fn inputs_at(path: &Path) -> Vec<Input> {
    if path == Path::new("-") || !path.is_dir() {
        return vec![Input { path: path.to_owned(), unread: None }];
    }
    let (mut files, mut unread) = (Vec::new(), Vec::new());
    walk(path, &mut files, &mut unread);
    if files.is_empty() && unread.is_empty() {
        unread.push((path.to_owned(), say!("there is no file in this folder that can be a Zap")));
    }
    let unread = unread.into_iter().map(|(path, reason)| Input { path, unread: Some(reason) });
    unread.chain(files.into_iter().map(|path| Input { path, unread: None })).collect()
}

/// Reads the paths and gives what was read, Zap by Zap with the file's name.
pub(super) fn read_each(paths: &[PathBuf], language: &Language, take: &mut dyn FnMut(&str, Result<Reading, Said>)) {
    for input in inputs(paths) {
        let name = input.name(language);
        input.pieces(&Progress::silent(), &mut |piece| {
            take(&name, piece.map(|piece| piece.read()).map_err(|error| error.said()));
        });
    }
}

/// Takes every Zap of all paths. What cannot be read, and what `take` refuses with a reason, is complained of; gives how often.
pub(super) fn each_zap(
    paths: &[PathBuf],
    language: &Language,
    take: &mut dyn FnMut(&Zap) -> Result<(), Said>,
) -> usize {
    let mut failures = 0;
    read_each(paths, language, &mut |file, read| {
        let mut fail = |reason: &Said| {
            failures += 1;
            output::complain(file, reason, language);
        };
        match read {
            Ok(reading) => {
                reading.zaps.iter().filter_map(|zap| take(zap).err()).for_each(|reason| fail(&reason));
                reading.errors.iter().for_each(|error| fail(&error.said()));
            }
            Err(reason) => fail(&reason),
        }
    });
    failures
}

/// The text of one input that holds Zaps: of an account export that of its Zapfile.
pub(super) fn read_text(path: &Path) -> Result<String, Failure> {
    let failed = |error: ReadError| output::failed(path, error.said());
    let bytes = if path == Path::new("-") { read_all(io::stdin()) } else { open(path).and_then(read_all) };
    let bytes = bytes.map_err(failed)?;
    if bytes.starts_with(ZIP) {
        return read::zapfile_text(Cursor::new(bytes)).map_err(failed);
    }
    String::from_utf8(bytes).map_err(|error| {
        let place = say!("byte {}", error.utf8_error().valid_up_to());
        output::failed(path, say!("{}: {}", place, say!("this is not UTF-8 text")))
    })
}

fn open(path: &Path) -> Result<File, ReadError> {
    File::open(path).map_err(system)
}

impl Input {
    /// As errors and reports name it.
    pub(super) fn name(&self, language: &Language) -> String {
        if self.is_standard_input() {
            language.word("standard input").to_owned()
        } else {
            self.path.display().to_string()
        }
    }

    /// Its size in bytes, as far as it is known before it is read.
    pub(super) fn size(&self) -> u64 {
        std::fs::metadata(&self.path).map_or(0, |file| file.len())
    }

    fn is_standard_input(&self) -> bool {
        self.path == Path::new("-")
    }

    /// Gives what is in it, piece by piece in its order, and errors where they stand.
    pub(super) fn pieces(&self, progress: &Progress, take: &mut dyn FnMut(Result<Piece, ReadError>)) {
        let read = match &self.unread {
            Some(reason) => Err(ReadError::new(reason.clone())),
            None if self.is_standard_input() => pieces_of_pipe(take),
            None => self.pieces_of_file(progress, take),
        };
        if let Err(error) = read {
            take(Err(error));
        }
    }

    fn pieces_of_file(
        &self,
        progress: &Progress,
        take: &mut dyn FnMut(Result<Piece, ReadError>),
    ) -> Result<(), ReadError> {
        let open = || File::open(&self.path).map(|file| progress.counted(file));
        // A pipe with a name cannot be read from its start again.
        if std::fs::metadata(&self.path).is_ok_and(|file| !file.is_file()) {
            return pieces_of_bytes(&open().map_err(system).and_then(read_all)?, take);
        }
        read::file_pieces(open, take)
    }
}

fn pieces_of_pipe(take: &mut dyn FnMut(Result<Piece, ReadError>)) -> Result<(), ReadError> {
    pieces_of_bytes(&read_all(io::stdin())?, take)
}

fn pieces_of_bytes(bytes: &[u8], take: &mut dyn FnMut(Result<Piece, ReadError>)) -> Result<(), ReadError> {
    read::file_pieces(|| Ok(Cursor::new(bytes)), take)
}

fn read_all(source: impl Read) -> Result<Vec<u8>, ReadError> {
    let mut bytes = Vec::new();
    source.take(LARGEST_HELD + 1).read_to_end(&mut bytes).map_err(system)?;
    let is_held = bytes.len() as u64 <= LARGEST_HELD;
    if is_held { Ok(bytes) } else { Err(ReadError::new(say!("this is more than 2 GB"))) }
}

fn walk(folder: &Path, files: &mut Vec<PathBuf>, unread: &mut Vec<(PathBuf, Said)>) {
    let entries = match std::fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) => return unread.push((folder.to_owned(), plain_reason(&error))),
    };
    let mut paths: Vec<PathBuf> = entries.filter_map(Result::ok).map(|entry| entry.path()).collect();
    paths.sort();
    let is_unfinished =
        |path: &PathBuf| path.file_name().is_some_and(|name| name.to_string_lossy().starts_with(output::UNFINISHED));
    for path in paths.into_iter().filter(|path| !is_unfinished(path)) {
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

fn system(error: io::Error) -> ReadError {
    ReadError::of_file(&error)
}
