//! Readers: from text to [`Zap`]s, whatever the text is.
//!
//! The editor's own data and drafts (`zdl`), both export flavours (`export`), a saved editor page (`page`), the
//! account export's ZIP (`archive`) and the fields open on the page (`open_fields`). Inputs of any size are read Zap by Zap
//! (`stream`). Odd input is read as far as it goes; what cannot be read at all is an error
//! that names file, place and reason.

mod archive;
mod cutter;
mod export;
mod json;
pub mod open_fields;
pub mod page;
#[cfg(not(target_arch = "wasm32"))]
mod places;
#[cfg(not(target_arch = "wasm32"))]
mod saved;
mod scanner;
mod stream;
pub(crate) mod tree;
pub(crate) mod typed;
mod zdl;

#[cfg(not(target_arch = "wasm32"))]
pub use archive::zapfile_text;
pub use archive::zip_pieces;
#[cfg(not(target_arch = "wasm32"))]
pub use places::{Places, Region};
pub use stream::{Piece, pieces};

use std::{
    borrow::Cow,
    fmt,
    io::{self, Read, Seek},
};

pub(crate) use self::tree::Json;
use crate::{say, word, words::Said, zap::Zap};

/// Why an input could not be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReadError {
    /// Where in the input; `None` for all of it.
    pub place: Option<Said>,
    /// What is wrong and what to do.
    pub reason: Said,
}

impl fmt::Display for ReadError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.said().fmt(out)
    }
}

impl std::error::Error for ReadError {}

impl ReadError {
    /// About all of an input.
    #[must_use]
    pub fn new(reason: Said) -> Self {
        Self { place: None, reason }
    }

    pub(crate) fn at(place: Said, reason: Said) -> Self {
        Self { place: Some(place), reason }
    }

    /// A file that cannot be opened or read on.
    #[must_use]
    pub fn of_file(error: &io::Error) -> Self {
        #[cfg(not(target_arch = "wasm32"))]
        return Self::new(plain_reason(error));
        #[cfg(target_arch = "wasm32")]
        {
            let _ = error;
            Self::new(say!(
                "the browser cannot read it. If it is a folder, drop the export in it: the ZIP or the JSON file. \
                 If not: was it moved, changed or deleted?"
            ))
        }
    }

    /// Place and reason in one.
    #[must_use]
    pub fn said(&self) -> Said {
        match &self.place {
            Some(place) => say!("{}: {}", place, self.reason),
            None => self.reason.clone(),
        }
    }
}

/// What an input held: the Zaps that could be read, and an error for each that could not.
#[derive(Debug, Default)]
pub struct Reading {
    /// In the order of the input.
    pub zaps: Vec<Zap>,
    /// One for each Zap in the input that could not be read.
    pub errors: Vec<ReadError>,
}

/// The system's reason: ours for what happens to people, else its own without the number.
#[cfg(not(target_arch = "wasm32"))]
#[must_use]
pub fn plain_reason(error: &io::Error) -> Said {
    use io::ErrorKind;
    match error.kind() {
        ErrorKind::NotFound => say!("no such file or directory"),
        ErrorKind::PermissionDenied => say!("permission denied"),
        ErrorKind::NotADirectory => say!("this is not a directory"),
        ErrorKind::IsADirectory => say!("this is a directory"),
        ErrorKind::StorageFull => say!("no space left on device"),
        ErrorKind::QuotaExceeded => say!("your share of the disk is used up"),
        ErrorKind::FileTooLarge => say!("the file may not become as large as that"),
        ErrorKind::ReadOnlyFilesystem => say!("nothing can be written there"),
        ErrorKind::InvalidData => say!("this is not UTF-8 text"),
        _ => {
            let text = error.to_string();
            say!("{}", text.split(" (os error").next().unwrap_or(&text).to_lowercase())
        }
    }
}

/// Gives the pieces of a file of any kind, in their order, with an error for each part that cannot be read. It is opened anew
/// each time it is asked for.
///
/// # Errors
/// When the file cannot be opened, or there is no Zap in it.
pub fn file_pieces<F: Read + Seek>(
    mut open: impl FnMut() -> io::Result<F>,
    take: &mut dyn FnMut(Result<Piece, ReadError>),
) -> Result<(), ReadError> {
    let mut start = Vec::new();
    let mut file = open().map_err(|error| ReadError::of_file(&error))?;
    let rewound = file.by_ref().take(2).read_to_end(&mut start).and_then(|_| file.rewind());
    rewound.map_err(|error| ReadError::of_file(&error))?;
    if start == b"PK" {
        return zip_pieces(file, take);
    }
    pieces(open, take).map_err(|error| ReadError::of_file(&error))
}

/// Reads Zaps from a text: an export, the editor's data, a single Zap or a saved editor page.
///
/// # Errors
/// When nothing in the text is a Zap, with the reason.
pub fn read(text: &str) -> Result<Reading, ReadError> {
    let text = text.trim_start_matches('\u{feff}').trim();
    if text.is_empty() {
        return Err(ReadError::new(say!("the file is empty")));
    }
    #[cfg(not(target_arch = "wasm32"))]
    if text.starts_with('<') {
        return saved::read(text);
    }
    #[cfg(target_arch = "wasm32")]
    if text.starts_with('<') {
        return Err(ReadError::new(say!(
            "this is a saved page, which only Zaplint’s command line reads. Here, take the export of the Zap or of the account"
        )));
    }
    let json: Json<'_> = serde_json::from_str(text)
        .map_err(|error| ReadError::at(say!("line {}, column {}", error.line(), error.column()), syntax(&error)))?;
    read_json(&json)
}

/// The JSON in which a text has its Zaps: the text itself, or the data of a saved editor page.
///
/// # Errors
/// When there is none.
pub(crate) fn json_of(text: &str) -> Result<Cow<'_, str>, ReadError> {
    let text = text.trim_start_matches('\u{feff}').trim();
    #[cfg(not(target_arch = "wasm32"))]
    if text.starts_with('<') {
        return saved::data_of(text).map(Cow::Owned);
    }
    Ok(Cow::Borrowed(text))
}

/// The data of a page holds much of its reader besides the Zap.
pub(crate) fn the_zap_alone(json: Json<'_>) -> Json<'_> {
    fn only<'t>(json: Json<'t>, keys: &[&'static str]) -> Json<'t> {
        match (json, keys) {
            (Json::Object(members), [key, below @ ..]) => {
                let found = members.into_iter().rfind(|(name, _)| name == key);
                Json::Object(found.map(|(name, member)| (name, only(member, below))).into_iter().collect())
            }
            (json, _) => json,
        }
    }
    for wrapped in [&["props", "pageProps", "zap"][..], &["pageProps", "zap"]] {
        if json.at(wrapped).is_some() {
            return only(json, wrapped);
        }
    }
    json
}

/// Reads Zaps from JSON of any known shape.
fn read_json(json: &Json<'_>) -> Result<Reading, ReadError> {
    let reading = if export::is_export(json) {
        export::read(json)
    } else if let Some(reading) = zdl::read(json) {
        reading?
    } else if let Json::List(items) = json {
        read_list(items)
    } else if let Some(Json::List(items)) = json.get("results") {
        // A page of the editor's own list of Zaps.
        read_list(items)
    } else {
        return Err(ReadError::new(say!(
            "there is no Zap in this file: expected a Zap export, the editor's data, a saved editor page or an account export"
        )));
    };
    Ok(reading)
}

/// A list of Zaps, each of any known shape.
fn read_list(items: &[Json<'_>]) -> Reading {
    let mut reading = Reading::default();
    for (index, item) in items.iter().enumerate() {
        match read_entry(item) {
            Ok(more) => {
                reading.zaps.extend(more.zaps);
                reading.errors.extend(more.errors);
            }
            Err(error) => reading.errors.push(ReadError::at(say!("entry {}", index + 1), error.said())),
        }
    }
    reading
}

/// An entry of a list.
fn read_entry(item: &Json<'_>) -> Result<Reading, ReadError> {
    if item.list().is_some() {
        return Err(ReadError::new(say!("a list inside a list is no Zap")));
    }
    read_json(item)
}

/// What is wrong with a text that should be JSON.
fn syntax(error: &serde_json::Error) -> Said {
    if error.is_eof() { ends_early() } else { not_json(&error.to_string()) }
}

/// What is wrong, from the parser's message: without the position, which stands before it already.
pub(crate) fn not_json(message: &str) -> Said {
    let message = message.split(" at line ").next().unwrap_or_default();
    let reason = match message {
        "expected value" => word!("expected value"),
        "expected `:`" => word!("expected `:`"),
        "expected `,` or `]`" => word!("expected `,` or `]`"),
        "expected `,` or `}`" => word!("expected `,` or `}`"),
        "key must be a string" => word!("key must be a string"),
        "trailing comma" => word!("trailing comma"),
        "trailing characters" => word!("trailing characters"),
        "invalid escape" => word!("invalid escape"),
        "invalid number" => word!("invalid number"),
        "recursion limit exceeded" => word!("recursion limit exceeded"),
        _ if message.starts_with("control character") => {
            word!("control character (\\u0000-\\u001F) found while parsing a string")
        }
        _ if message.starts_with("EOF") => word!("unexpected end"),
        _ => word!("unexpected text"),
    };
    say!("this is not valid JSON ({})", reason)
}

fn ends_early() -> Said {
    say!("the file ends in the middle, so it is not whole: save or export it again")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn unreadable_input_names_place_and_reason() {
        for (text, expected) in [
            ("", "the file is empty"),
            ("{\"zaps\": [", "line 1, column 10: the file ends in the middle"),
            ("42", "there is no Zap in this file"),
            ("{}", "there is no Zap in this file"),
            // The automation of another program.
            (
                r#"{"name":"A","nodes":[{"id":"1","name":"Hook","type":"other-base.webhook","parameters":{}}],"connections":{}}"#,
                "there is no Zap in this file",
            ),
        ] {
            let error = read(text).expect_err(text).to_string();
            assert!(error.starts_with(expected), "{text}: {error}");
        }
    }

    #[test]
    fn one_bad_entry_of_a_list_leaves_the_others() {
        let reading = read(r#"[{"id":"1","title":"A","steps":[]}, 7, [[]]]"#).expect("a list");
        assert_eq!((reading.zaps.len(), reading.errors.len()), (1, 2));
    }

    #[test]
    fn the_editors_list_of_zaps_is_read() {
        let zap = |id: u32| format!(r#"{{"id":{id},"title":"A","draft":{{"zdl":{{"steps":[]}}}}}}"#);
        let reading = read(&format!(r#"{{"results":[{},{},7],"cursor":null}}"#, zap(1), zap(2))).expect("a list");
        assert_eq!((reading.zaps.len(), reading.errors.len()), (2, 1));
    }

    #[test]
    fn the_name_of_an_account_is_taken_where_it_stands() {
        for (step, meta) in [
            (r#""authentication_label": "Gmail a@example.com""#, "{}"),
            (r#""authentication": {"id": 7, "title": "Gmail a@example.com"}"#, "{}"),
            (r#""authentication_id": 7"#, r#"{"params": {"authentication_id": {"label": "Gmail a@example.com"}}}"#),
            (r#""authentication_id": 7"#, r#"{"connection_name": "Gmail a@example.com"}"#),
        ] {
            let text = format!(
                r#"{{"id": "1", "steps": [{{"id": "1", "app": "A", "action": "b", {step}, "meta": {meta}}}]}}"#
            );
            let zap = read(&text).expect("a Zap").zaps.remove(0);
            let label = zap.step(0).and_then(|step| step.labels.get("authentication_id"));
            assert_eq!(label, Some("Gmail a@example.com"), "{text}");
        }
        let text = r#"{"id": "1", "steps": [{"id": "1", "app": "A", "action": "b", "authentication": "0f8f-77"}]}"#;
        assert!(read(text).expect("a Zap").zaps.remove(0).step(0).is_some_and(|step| step.labels.is_empty()));
    }

    proptest::proptest! {
        #[test]
        fn no_text_makes_a_reader_panic(text in "\\PC{0,200}") {
            let _ = read(&text);
        }
    }
}
