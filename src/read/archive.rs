//! The account export: a ZIP with `Zapfile.json` in it.

use std::io::{Read, Seek};

use super::{ReadError, Reading, read};
use crate::say;

/// More than any account's Zaps take; a packed file that grows beyond it is refused.
const LARGEST: u64 = 2 << 30;

/// Reads the Zaps of an account export. Each JSON file in it that holds Zaps is read, the others are left alone.
///
/// # Errors
/// When it is no ZIP, is damaged, or no file in it holds a Zap.
pub fn read_zip(file: impl Read + Seek) -> Result<Reading, ReadError> {
    first_that(file, |_, reading| reading)
}

/// The text of the file in an account export that holds the Zaps.
///
/// # Errors
/// As for [`read_zip`].
pub fn zapfile_text(file: impl Read + Seek) -> Result<String, ReadError> {
    first_that(file, |text, _| text)
}

/// What is to be had of the first JSON file in the ZIP that holds Zaps.
fn first_that<T>(file: impl Read + Seek, take: impl Fn(String, Reading) -> T) -> Result<T, ReadError> {
    let mut zip = zip::ZipArchive::new(file)
        .map_err(|_| ReadError::new(say!("this ZIP file is damaged or is none: download the account export again")))?;
    let names: Vec<String> =
        zip.file_names().flatten().filter(|name| is_json(name)).map(|name| name.into_owned()).collect();
    let zapfile = names.iter().filter(|name| is_zapfile(name));
    let others = names.iter().filter(|name| !is_zapfile(name));
    let mut failed = None;
    for name in zapfile.chain(others) {
        match read_entry(&mut zip, name) {
            Ok((text, reading)) => return Ok(take(text, reading)),
            Err(error) => failed = failed.or(Some(error)),
        }
    }
    Err(failed.unwrap_or_else(|| {
        ReadError::new(say!("there is no Zapfile.json in this ZIP: is it Zapier's account export?"))
    }))
}

fn is_json(name: &str) -> bool {
    name.to_ascii_lowercase().ends_with(".json")
}

fn is_zapfile(name: &str) -> bool {
    name.rsplit('/').next().is_some_and(|name| name.eq_ignore_ascii_case("zapfile.json"))
}

fn read_entry<F: Read + Seek>(zip: &mut zip::ZipArchive<F>, name: &str) -> Result<(String, Reading), ReadError> {
    let damaged = |_| ReadError::at(say!("{}", name), say!("it is damaged: download the account export again"));
    let entry = zip.by_name(name).map_err(|_| ReadError::at(say!("{}", name), say!("it cannot be unpacked")))?;
    if entry.size() > LARGEST {
        return Err(ReadError::at(say!("{}", name), say!("it is larger than 2 GB unpacked")));
    }
    let mut text = String::new();
    entry.take(LARGEST).read_to_string(&mut text).map_err(damaged)?;
    let reading = read(&text).map_err(|error| ReadError::at(say!("{}", name), error.said()))?;
    Ok((text, reading))
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
        assert_eq!(read_zip(zip).expect("a reading").zaps.len(), 1);
    }

    #[test]
    fn a_damaged_or_foreign_zip_says_so() {
        assert!(
            read_zip(Cursor::new(b"PK\x03\x04nonsense".to_vec())).expect_err("damaged").to_string().contains("damaged")
        );
        let foreign = read_zip(packed(&[("a.txt", "x")])).expect_err("foreign").to_string();
        assert!(foreign.contains("Zapfile.json"), "{foreign}");
    }
}
