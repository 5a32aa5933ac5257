//! Reads an input of any size Zap by Zap: the memory it takes is that of the largest Zap, not of the account.

use std::io::{self, Read};

use super::{
    Json, ReadError, Reading,
    cutter::{self, Cut, End, Role, at_mark},
    export, read, read_entry, read_json,
    scanner::{Mark, columns},
    syntax,
};
use crate::say;

/// A part of an input that can be read by itself, on any thread.
#[derive(Debug)]
pub struct Piece(Cut);

/// What opens an input and hands it to be read: anew each time it is called.
pub(super) type Opener<'o> = &'o mut dyn FnMut(&mut dyn FnMut(&mut dyn Read)) -> io::Result<()>;

/// Cuts an input into pieces, in their order, with an error for each part that cannot be cut. It is opened a second time
/// where what its Zaps are comes behind them. Says whether it is an export, if only an empty one.
pub(super) fn cut(open: Opener<'_>, take: &mut dyn FnMut(Result<Piece, ReadError>)) -> io::Result<bool> {
    let mut version = None;
    loop {
        let mut end = End::Done { is_export: false };
        open(&mut |source| {
            end = cutter::cut(source, version.clone(), cutter::LARGEST, &mut |cut| take(cut.map(Piece)));
        })?;
        match end {
            End::Done { is_export } => return Ok(is_export),
            End::VersionComesLater => open(&mut |source| version = Some(cutter::version_of(source)))?,
            End::Source(error) => return Err(error),
        }
    }
}

/// Gives the pieces of an input that is no ZIP, in their order, with an error for each part that cannot be read. It is
/// opened once, or twice where what its Zaps are comes behind them.
///
/// # Errors
/// When the input cannot be opened or read on.
pub fn pieces<R: Read>(
    mut open: impl FnMut() -> io::Result<R>,
    mut take: impl FnMut(Result<Piece, ReadError>),
) -> io::Result<()> {
    let mut open = |read: &mut dyn FnMut(&mut dyn Read)| open().map(|mut source| read(&mut source));
    cut(&mut open, &mut take).map(|_| ())
}

impl Piece {
    /// Reads the Zaps in it: one, as a rule.
    #[must_use]
    pub fn read(&self) -> Reading {
        self.try_read().unwrap_or_else(|error| Reading { zaps: Vec::new(), errors: vec![error] })
    }

    /// Where the steps and fields in it stand in the file.
    #[cfg(not(target_arch = "wasm32"))]
    #[must_use]
    pub fn places(&self) -> super::Places {
        super::Places::of(std::str::from_utf8(&self.0.text).unwrap_or_default(), self.0.start)
    }

    /// Whether there is a Zap in it.
    pub(super) fn is_zap(&self) -> bool {
        self.try_read().is_ok_and(|reading| !reading.zaps.is_empty())
    }

    /// The same, with an error when there is none.
    pub(super) fn try_read(&self) -> Result<Reading, ReadError> {
        let Cut { text, start, role } = &self.0;
        let text = std::str::from_utf8(text).map_err(|error| {
            let place = start.offset.saturating_add(error.valid_up_to() as u64);
            let place = usize::try_from(place).unwrap_or(usize::MAX);
            role.within(ReadError::at(say!("byte {}", place), say!("this is not UTF-8 text")))
        })?;
        if *role == Role::Whole && !text.starts_with('{') {
            return read(text);
        }
        let json: Json<'_> = serde_json::from_str(text).map_err(|error| {
            let above = error.line().saturating_sub(1);
            let line = text.split('\n').nth(above).unwrap_or_default().as_bytes();
            let column = columns(line.get(..error.column()).unwrap_or(line));
            let column = if above == 0 { start.column + column } else { column };
            let line = start.line + above;
            role.within(at_mark(Mark { offset: 0, line, column }, ReadError::new(syntax(&error))))
        })?;
        match role {
            Role::Whole => read_json(&json),
            Role::OfExport(_, version) => match export::read_zap(&json, version.as_deref()) {
                Ok(zap) => Ok(Reading { zaps: vec![zap], errors: Vec::new() }),
                Err(reason) => Err(role.within(ReadError::new(reason))),
            },
            Role::Entry(_) => read_entry(&json).map_err(|error| role.within(error)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is read, in order: numbers of Zaps, and errors.
    fn told(text: &str) -> Vec<String> {
        let mut told = Vec::new();
        pieces(
            || Ok(text.as_bytes()),
            |piece| match piece {
                Ok(piece) => {
                    let reading = piece.read();
                    told.extend(reading.zaps.into_iter().map(|zap| zap.id));
                    told.extend(reading.errors.iter().map(ToString::to_string));
                }
                Err(error) => told.push(error.to_string()),
            },
        )
        .expect("text can be read");
        told
    }

    fn zap(id: u32) -> String {
        format!(
            r#"{{"id":{id},"title":"A","nodes":{{"{id}":{{"id":{id},"action":"hook_v2","params":{{"a":["}}"]}}}}}}}}"#
        )
    }

    fn export(zaps: &[String]) -> String {
        format!("\u{feff} {{\"metadata\": {{\"version\": \"gdpr_v1\"}},\n\"zaps\": [\n{}\n]}}\n", zaps.join(",\n"))
    }

    #[test]
    fn a_zap_that_is_broken_costs_itself() {
        let whole = zap(2);
        let broken = [
            whole.replace("\"title\"", "\"title"),
            whole.replace("\"A\"", "\"A"),
            whole.replace("\"A\"", "A\""),
            whole.replace("\"A\"", "\"A\n\""),
            whole.replace(":{\"a\"", ":\"a\""),
            whole.replace("\"}\"]", "\"}\""),
            whole.replace("hook_v2", "\\x"),
            whole.replacen("id\":2", "id\":2x", 1),
            whole.trim_end_matches('}').to_owned() + "}}}",
            whole.clone() + "}",
            "null".to_owned(),
            "{\"nodes\": 7}".to_owned(),
            "\"".to_owned(),
            "tru".to_owned(),
            String::new(),
        ];
        for (case, text) in broken.into_iter().enumerate() {
            let told = told(&export(&[zap(1), text.clone(), zap(3), zap(4)]));
            let ids: Vec<&str> =
                told.iter().map(String::as_str).filter(|text| text.len() == 1 && *text != "2").collect();
            let errors: Vec<&String> = told.iter().filter(|text| text.len() > 1).collect();
            assert_eq!((ids.as_slice(), errors.len()), (&["1", "3", "4"][..], 1), "{case}: {text}: {told:?}");
            assert!(errors[0].starts_with("Zap 2 of the file: "), "{case}: {}", errors[0]);
        }
    }

    #[test]
    fn a_missing_comma_or_an_end_too_early_is_told_with_its_place() {
        let text = export(&[zap(1), zap(2)]).replace("},\n{", "}\n{");
        assert_eq!(
            told(&text),
            ["1", "Zap 1 of the file: line 4, column 1: this is not valid JSON (expected `,` or `]`)", "2"]
        );
        let ends = "the file ends in the middle, so it is not whole: save or export it again";
        let text = export(&[zap(1), zap(2)]);
        let cut_off = text.trim_end().trim_end_matches(['}', ']', '\n']);
        assert_eq!(told(cut_off), ["1".to_owned(), format!("Zap 2 of the file: line 4, column 78: {ends}")]);
        assert_eq!(told("{\"zaps\": ["), [format!("line 1, column 10: {ends}")]);
        assert_eq!(told(&(text + "x"))[2], "line 6, column 1: this is not valid JSON (trailing characters)");
        assert_eq!(told(""), ["the file is empty"]);
        let bytes = [b"[{\"title\": \"".as_slice(), &[0xff], b"\"}]"].concat();
        let mut error = None;
        pieces(|| Ok(bytes.as_slice()), |piece| error = piece.expect("cut").read().errors.pop()).expect("bytes");
        assert_eq!(error.expect("an error").to_string(), "entry 1: byte 12: this is not UTF-8 text");
    }

    #[test]
    fn the_version_counts_wherever_it_stands() {
        let zaps = format!("\"zaps\": [{}]", zap(1).replace("hook_v2", "x"));
        let metadata = "\"metadata\": {\"more\": [1, 2], \"version\": \"gdpr_v1\"}";
        for text in [format!("{{{metadata}, {zaps}}}"), format!("{{{zaps}, \"x\": {{}}, {metadata}}}")] {
            let mut source = None;
            pieces(|| Ok(text.as_bytes()), |piece| source = Some(piece.expect("cut").read().zaps[0].source))
                .expect("text");
            assert_eq!(source, Some(crate::zap::Source::ExportGdpr), "{text}");
        }
    }

    /// Cut or whole, an input is read the same.
    fn same(text: &str) {
        let cut = told(text);
        let whole = match read(text) {
            Ok(reading) => {
                let ids = reading.zaps.into_iter().map(|zap| zap.id);
                ids.chain(reading.errors.iter().map(ToString::to_string)).collect()
            }
            Err(error) => vec![error.to_string()],
        };
        let sorted = |mut told: Vec<String>| {
            told.sort();
            told
        };
        assert_eq!(sorted(cut), sorted(whole), "{text}");
    }

    #[test]
    fn cut_or_whole_it_is_the_same() {
        for text in [
            export(&[zap(1), "7".to_owned(), zap(2)]),
            format!("[{}, 7, [[]], {{}}, {}]", zap(1), export(&[zap(2), zap(3)]).trim_start_matches('\u{feff}')),
            zap(5),
            "{}".to_owned(),
            "[]".to_owned(),
            "42".to_owned(),
            "{\"zaps\": {}, \"nodes\": {}, \"id\": 3}".to_owned(),
            "{\"zaps\": []}".to_owned(),
            "<html><p>hello".to_owned(),
            "nonsense".to_owned(),
        ] {
            same(&text);
        }
        for file in std::fs::read_dir("tests/zaps").expect("the samples") {
            let text = std::fs::read_to_string(file.expect("a sample").path()).expect("a text");
            same(&text);
            same(&format!("[{text},{text}]"));
        }
    }

    proptest::proptest! {
        #[test]
        fn no_text_makes_it_panic(text in "[\\[{]?[\\[\\]{}\",:a-z0-9\\\\ ]{0,60}") {
            let _ = told(&text);
        }
    }
}
