//! The account export: a ZIP with `Zapfile.json` in it.

use std::{
    cell::RefCell,
    io::{self, Read, Seek, SeekFrom},
};

use flate2::read::DeflateDecoder;
use rawzip::{CompressionMethod, ReaderAt, ZipArchive, ZipArchiveEntryWayfinder, ZipLocator};

use super::{Piece, ReadError, stream};
use crate::{say, words::Said};

/// More than any account's Zaps take; a packed file that grows beyond it is refused.
const LARGEST: u64 = 8 << 30;

/// Texts pack to a tenth, those that repeat themselves to a hundredth; a file that unpacks to more than this many times
/// its size was made to fill somebody's memory.
const MOST_PACKED: u64 = 400;

/// Small files may be packed as they like.
const SMALL: u64 = 16 << 20;

/// How much of a packed file is read at once.
const PACKED_AT_ONCE: usize = 64 << 10;

/// Gives the Zaps of an account export piece by piece, with an error for each part that cannot be read. Each `Zapfile.json`
/// in it is read; where there is none, every JSON file that holds Zaps.
///
/// # Errors
/// When it is no ZIP, is damaged, or no file in it holds a Zap.
pub fn zip_pieces(file: impl Read + Seek, mut take: impl FnMut(Result<Piece, ReadError>)) -> Result<(), ReadError> {
    let zip = Zip::open(file)?;
    let (zapfiles, others) = zip.json_files()?;
    let mut failed = None;
    for group in [zapfiles, others] {
        let mut found = false;
        for file in group {
            match zip.pieces(&file, &mut take) {
                Ok(()) => found = true,
                Err(error) => failed = failed.or(Some(error)),
            }
        }
        if found {
            return Ok(());
        }
    }
    Err(failed.unwrap_or_else(no_zapfile))
}

/// The text of the file in an account export that holds the Zaps.
///
/// # Errors
/// As for [`zip_pieces`].
#[cfg(not(target_arch = "wasm32"))]
pub fn zapfile_text(file: impl Read + Seek) -> Result<String, ReadError> {
    /// More of it is not held.
    const LARGEST_HELD: u64 = 2 << 30;
    let zip = Zip::open(file)?;
    let (zapfiles, others) = zip.json_files()?;
    let mut failed = None;
    for file in zapfiles.iter().chain(&others) {
        let mut text = String::new();
        let mut held = Ok(0);
        let unpacked = zip.unpack(file, &mut |source| held = source.take(LARGEST_HELD).read_to_string(&mut text));
        let read_text = || super::read(&text).map(drop);
        match unpacked.and(held).map_err(|error| ReadError::new(reason(&error))).and_then(|_| read_text()) {
            Ok(()) => return Ok(text),
            Err(error) => failed = failed.or(Some(file.within(error))),
        }
    }
    Err(failed.unwrap_or_else(no_zapfile))
}

fn no_zapfile() -> ReadError {
    ReadError::new(say!("there is no Zapfile.json in this ZIP: is it Zapier's account export?"))
}

fn damaged() -> ReadError {
    ReadError::new(say!("this ZIP file is damaged or is none: download the account export again"))
}

/// A ZIP that is open.
struct Zip<F>(ZipArchive<Source<F>>);

/// What is read from any place of it.
struct Source<F>(RefCell<F>);

impl<F: Read + Seek> ReaderAt for Source<F> {
    fn read_at(&self, into: &mut [u8], place: u64) -> io::Result<usize> {
        let mut file = self.0.try_borrow_mut().map_err(io::Error::other)?;
        file.seek(SeekFrom::Start(place))?;
        file.read(into)
    }
}

/// A file in it.
struct File {
    name: String,
    method: CompressionMethod,
    way: ZipArchiveEntryWayfinder,
}

impl<F: Read + Seek> Zip<F> {
    fn open(mut file: F) -> Result<Self, ReadError> {
        let mut buffer = vec![0; rawzip::RECOMMENDED_BUFFER_SIZE];
        let end = file.seek(SeekFrom::End(0)).map_err(|_| damaged())?;
        let found = ZipLocator::new().locate_in_reader(Source(RefCell::new(file)), &mut buffer, end);
        found.map(Self).map_err(|_| damaged())
    }

    /// The JSON files in it: those that are called Zapfile, and the others.
    fn json_files(&self) -> Result<(Vec<File>, Vec<File>), ReadError> {
        let mut buffer = vec![0; rawzip::RECOMMENDED_BUFFER_SIZE];
        let mut entries = self.0.entries(&mut buffer);
        let (mut zapfiles, mut others) = (Vec::new(), Vec::new());
        while let Some(entry) = entries.next_entry().map_err(|_| damaged())? {
            let name = String::from_utf8_lossy(entry.file_path().as_ref()).into_owned();
            let (method, way) = (entry.compression_method(), entry.wayfinder());
            let own = name.rsplit(['/', '\\']).next().unwrap_or_default().to_ascii_lowercase();
            // What an Apple computer puts beside each file.
            if !own.ends_with(".json") || own.starts_with("._") {
                continue;
            }
            let files = if own == "zapfile.json" { &mut zapfiles } else { &mut others };
            files.push(File { name, method, way });
        }
        Ok((zapfiles, others))
    }

    /// Hands over what is in a file, unpacked as far as a real one can go.
    fn unpack(&self, file: &File, read: &mut dyn FnMut(&mut dyn Read)) -> io::Result<()> {
        let entry = self.0.get_entry(file.way).map_err(io::Error::other)?;
        let most = file.way.compressed_size_hint().saturating_mul(MOST_PACKED).clamp(SMALL, LARGEST);
        match file.method {
            CompressionMethod::STORE => read(&mut Unpacked { most, source: entry.verifying_reader(entry.reader()) }),
            CompressionMethod::DEFLATE => {
                let inflated = DeflateDecoder::new_with_buf(entry.reader(), vec![0; PACKED_AT_ONCE]);
                read(&mut Unpacked { most, source: entry.verifying_reader(inflated) });
            }
            _ => return Err(io::ErrorKind::Unsupported.into()),
        }
        Ok(())
    }

    /// The pieces of a file; an error where it holds no Zap.
    fn pieces(&self, file: &File, take: &mut dyn FnMut(Result<Piece, ReadError>)) -> Result<(), ReadError> {
        let within = |error: ReadError| file.within(error);
        // Errors wait until there is a Zap: a file that holds none is another one's business.
        let mut waiting: Vec<ReadError> = Vec::new();
        let mut found = false;
        let mut give = |cut: Result<Piece, ReadError>| match cut {
            Ok(piece) if found || piece.is_zap() => {
                found = true;
                waiting.drain(..).for_each(|error| take(Err(error)));
                take(Ok(piece));
            }
            Ok(piece) => waiting.extend(piece.try_read().err().map(within)),
            Err(error) if found => take(Err(within(error))),
            Err(error) => waiting.push(within(error)),
        };
        let cut = stream::cut(&mut |read| self.unpack(file, read), &mut give);
        let (is_export, failed) = match cut {
            Ok(is_export) => (is_export, None),
            Err(error) => (false, Some(within(ReadError::new(reason(&error))))),
        };
        if !found && !is_export {
            let no_zap = || within(ReadError::new(say!("there is no Zap in it")));
            return Err(waiting.into_iter().next().or(failed).unwrap_or_else(no_zap));
        }
        waiting.into_iter().chain(failed).for_each(|error| take(Err(error)));
        Ok(())
    }
}

impl File {
    /// An error within it.
    fn within(&self, error: ReadError) -> ReadError {
        ReadError::at(say!("{}", &self.name), error.said())
    }
}

/// Unpacks no more than `most` bytes.
struct Unpacked<R> {
    most: u64,
    source: R,
}

impl<R: Read> Read for Unpacked<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let read = self.source.read(into)?;
        self.most = self.most.checked_sub(read as u64).ok_or(io::ErrorKind::FileTooLarge)?;
        Ok(read)
    }
}

fn reason(error: &io::Error) -> Said {
    match error.kind() {
        io::ErrorKind::Unsupported => say!("it cannot be unpacked"),
        io::ErrorKind::FileTooLarge => {
            say!(
                "it unpacks to far more than an account holds, so the rest of it is not read: is it Zapier's own file?"
            )
        }
        _ => say!("it is damaged: download the account export again"),
    }
}

#[cfg(test)]
mod tests {
    use std::io::{Cursor, Write};

    use super::*;

    fn packed(files: &[(&str, &str)]) -> Cursor<Vec<u8>> {
        let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
        for (name, text) in files {
            zip.start_file(*name, zip::write::SimpleFileOptions::default()).expect("start");
            zip.write_all(text.as_bytes()).expect("write");
        }
        zip.finish().expect("finish")
    }

    #[test]
    fn the_zapfile_is_read_whatever_else_is_in_it() {
        let zip = packed(&[
            ("export/zap_data.json", "{\"anything\": 1}"),
            ("export/zapfile.json", r#"{"metadata":{"version":"gdpr_v1"},"zaps":[{"id":1,"title":"A","nodes":{}}]}"#),
            ("export/task_history_download_urls.csv", "a,b"),
        ]);
        assert_eq!(all(zip).0, ["1"]);
    }

    /// The Zaps' numbers, and the errors.
    fn all(file: Cursor<Vec<u8>>) -> (Vec<String>, Vec<String>) {
        let (mut ids, mut errors) = (Vec::new(), Vec::new());
        let read = zip_pieces(file, |piece| match piece {
            Ok(piece) => {
                let reading = piece.read();
                ids.extend(reading.zaps.into_iter().map(|zap| zap.id));
                errors.extend(reading.errors.iter().map(ToString::to_string));
            }
            Err(error) => errors.push(error.to_string()),
        });
        errors.extend(read.err().map(|error| error.to_string()));
        (ids, errors)
    }

    #[test]
    fn without_a_zapfile_every_file_that_holds_zaps_is_read() {
        let zap = |id: u32| format!(r#"{{"id":{id},"title":"A","nodes":{{}}}}"#);
        let zip = packed(&[("a.json", &zap(1)), ("b.json", "{\"anything\": 1}"), ("c.json", &zap(3))]);
        assert_eq!(all(zip), (vec!["1".to_owned(), "3".to_owned()], vec![]));
        let (ids, errors) = all(packed(&[("b.json", "{\"anything\": 1}")]));
        assert!(ids.is_empty() && errors[0].starts_with("b.json: there is no Zap in this file"), "{errors:?}");
        let empty = packed(&[("zapfile.json", "{\"zaps\":[]}"), ("a.json", &zap(1))]);
        assert_eq!(all(empty), (vec![], vec![]));
    }

    #[test]
    fn what_unpacks_without_end_is_refused() {
        let zap = r#"{"id":1,"title":"A","nodes":{}},"#;
        let bomb = packed(&[("zapfile.json", &format!("[{zap}{}", " ".repeat(SMALL as usize)))]);
        assert!(bomb.get_ref().len() < 1 << 20);
        let (ids, errors) = all(bomb);
        assert_eq!((ids.len(), errors.len()), (1, 1));
        assert!(errors[0].starts_with("zapfile.json: it unpacks to far more"), "{errors:?}");
    }

    #[test]
    fn what_is_cut_off_or_changed_within_is_an_error_behind_what_could_be_read() {
        let zaps: Vec<String> =
            (0..3000).map(|id| format!(r#"{{"id":{id},"title":"{:x}","nodes":{{}}}}"#, id * 7919)).collect();
        let whole = packed(&[("zapfile.json", &format!("[{}]", zaps.join(",")))]).into_inner();
        for change in [
            |bytes: &mut Vec<u8>, half: usize| bytes[half] ^= 0xff,
            |bytes: &mut Vec<u8>, half: usize| bytes[half] ^= 1,
        ] {
            let mut bytes = whole.clone();
            change(&mut bytes, whole.len() / 2);
            let (ids, errors) = all(Cursor::new(bytes));
            assert!(ids.len() <= 3000 && !errors.is_empty(), "{} {errors:?}", ids.len());
        }
        let cut_off = whole[..whole.len() / 2].to_vec();
        assert!(all(Cursor::new(cut_off)).1[0].contains("damaged"));
    }

    #[test]
    fn a_damaged_or_foreign_zip_says_so() {
        assert!(all(Cursor::new(b"PK\x03\x04nonsense".to_vec())).1[0].contains("damaged"));
        let (_, errors) = all(packed(&[("a.txt", "x")]));
        assert!(errors[0].contains("Zapfile.json"), "{errors:?}");
    }
}
