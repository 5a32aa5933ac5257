//! Cuts the Zaps out of a JSON text that need not fit into memory, one after another.
//!
//! What is in a Zap is read by those who get it. A Zap that is broken off costs itself: the next one is looked for behind it.

use std::{
    io::{self, Read},
    sync::Arc,
};

use super::{
    Json, ReadError,
    json::as_text,
    scanner::{Fault, Key, Mark, Scanner},
};
use crate::say;

/// A Zap takes some kilobytes; what is larger than this is none, and no page either.
pub(super) const LARGEST: usize = 256 << 20;

/// The `metadata.version` of an export, where it has one.
pub(super) type Version = Option<Arc<str>>;

/// What a piece is of the text it was cut out of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Role {
    /// All of it: a single Zap, a page.
    Whole,
    /// A Zap of an export, counted from 1.
    OfExport(usize, Version),
    /// An entry of a list, counted from 1.
    Entry(usize),
}

/// A part of the text that can be read by itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Cut {
    pub(super) text: Vec<u8>,
    pub(super) start: Mark,
    pub(super) role: Role,
}

/// How cutting came to its end.
#[derive(Debug)]
pub(super) enum End {
    /// All was cut; whether it is an export, if only an empty one.
    Done { is_export: bool },
    /// The Zaps come before the version that says how to read them: [`version_of`] finds it.
    VersionComesLater,
    /// The source could not be read on.
    Source(io::Error),
}

/// Who gets the pieces, and the errors between them.
pub(super) type Taker<'t> = &'t mut dyn FnMut(Result<Cut, ReadError>);

/// Cuts a text. `version` is that of the export, where it was looked for already.
pub(super) fn cut(source: &mut dyn Read, version: Option<Version>, largest: usize, take: Taker<'_>) -> End {
    let mut cutter = Cutter { scanner: Scanner::new(source, largest), version, take, is_export: false };
    match cutter.document() {
        Ok(true) => End::Done { is_export: cutter.is_export },
        Ok(false) => End::VersionComesLater,
        Err(Fault::Source(error)) => End::Source(error),
        Err(Fault::Broken(mark, reason)) => {
            (cutter.take)(Err(at_mark(mark, ReadError::new(reason))));
            End::Done { is_export: cutter.is_export }
        }
    }
}

/// Looks through a whole export for its version.
pub(super) fn version_of(source: &mut dyn Read) -> Version {
    let mut scanner = Scanner::new(source, LARGEST);
    let mut version = None;
    let mut look = || -> Result<(), Fault> {
        start(&mut scanner)?;
        scanner.step();
        let mut is_first = true;
        while let Some(key) = scanner.member(is_first)? {
            is_first = false;
            scanner.next()?;
            if key == Key::Metadata {
                scanner.keep();
                scanner.value()?;
                version = scanner.kept().and_then(|metadata| version_in(&metadata));
            } else {
                scanner.value()?;
            }
        }
        Ok(())
    };
    // What is broken is said by those who cut it.
    let _ = look();
    version
}

fn version_in(metadata: &[u8]) -> Version {
    let json: Json<'_> = serde_json::from_slice(metadata).ok()?;
    json.get("version").and_then(as_text).map(Arc::from)
}

/// Skips a byte order mark.
fn start(scanner: &mut Scanner<'_>) -> Result<Option<u8>, Fault> {
    scanner.skip_byte_order_mark()?;
    scanner.next()
}

/// "line 3, column 7: this is not valid JSON (expected `,` or `]`)".
pub(super) fn at_mark(mark: Mark, error: ReadError) -> ReadError {
    ReadError::at(say!("line {}, column {}", mark.line, mark.column), error.said())
}

impl Role {
    /// An error within its list: "Zap 3 of the file".
    pub(super) fn within(&self, error: ReadError) -> ReadError {
        match self {
            Self::Whole => error,
            Self::OfExport(number, _) => ReadError::at(say!("Zap {} of the file", *number), error.said()),
            Self::Entry(number) => ReadError::at(say!("entry {}", *number), error.said()),
        }
    }
}

struct Cutter<'s, 't> {
    scanner: Scanner<'s>,
    version: Option<Version>,
    take: Taker<'t>,
    is_export: bool,
}

impl Cutter<'_, '_> {
    /// `false` where the version has to be looked for first.
    fn document(&mut self) -> Result<bool, Fault> {
        match start(&mut self.scanner)? {
            None => (self.take)(Err(ReadError::new(say!("the file is empty")))),
            Some(b'[') => {
                if self.list(&Role::Entry)? {
                    self.nothing_more()?;
                }
            }
            Some(b'{') => return self.object(),
            // A page, or nothing that is known.
            Some(_) => {
                let start = self.scanner.keep();
                while self.scanner.peek()?.is_some() {
                    self.scanner.skip_buffer();
                }
                self.give(start, Role::Whole);
            }
        }
        Ok(true)
    }

    /// An export, of which the Zaps are cut out; any other object is taken as a whole.
    fn object(&mut self) -> Result<bool, Fault> {
        let start = self.scanner.keep();
        self.scanner.step();
        let mut is_first = true;
        while let Some(key) = self.scanner.member(is_first)? {
            is_first = false;
            let is_open_list = self.scanner.next()? == Some(b'[');
            match key {
                // Of a key that stands twice JSON takes the last; here no Zap is left out.
                Key::Zaps if is_open_list => {
                    self.scanner.forget();
                    let Some(version) = self.version.clone() else { return Ok(false) };
                    self.is_export = true;
                    if !self.list(&|number| Role::OfExport(number, version.clone()))? {
                        return Ok(true);
                    }
                }
                Key::Metadata if self.version.is_none() => {
                    let before = self.scanner.length();
                    self.scanner.value()?;
                    self.version = Some(version_in(&self.scanner.kept_from(before)));
                }
                _ => self.scanner.value()?,
            }
        }
        self.nothing_more()?;
        if self.scanner.keeps() {
            self.give(start, Role::Whole);
        }
        Ok(true)
    }

    /// Each entry of a list; `false` where the text ended before the list did, which was said. An entry that is broken is
    /// an error, and the next one is looked for behind the fault.
    fn list(&mut self, role: &dyn Fn(usize) -> Role) -> Result<bool, Fault> {
        self.scanner.step();
        if self.scanner.next()? == Some(b']') {
            self.scanner.step();
            return Ok(true);
        }
        let mut number = 1;
        loop {
            if self.scanner.next()?.is_none() {
                return Err(self.scanner.broken(""));
            }
            let start = self.scanner.keep();
            match self.scanner.value() {
                Ok(()) => self.give(start, role(number)),
                Err(fault) => {
                    self.report(&role(number), fault)?;
                    number += 1;
                    if !self.resume(&role(number))? {
                        return Ok(false);
                    }
                }
            }
            number += 1;
            loop {
                match self.scanner.next()? {
                    Some(b',') => break self.scanner.step(),
                    Some(b']') => {
                        self.scanner.step();
                        return Ok(true);
                    }
                    None => return Err(self.scanner.broken("")),
                    Some(_) => {
                        let fault = self.scanner.broken("expected `,` or `]`");
                        self.report(&role(number - 1), fault)?;
                        if !self.resume(&role(number))? {
                            return Ok(false);
                        }
                        number += 1;
                    }
                }
            }
        }
    }

    /// Looks for the next Zap behind a fault and gives it: an object behind a comma that holds what only Zaps hold.
    /// `false` where there is none.
    fn resume(&mut self, role: &Role) -> Result<bool, Fault> {
        let mut before = b',';
        while let Some(byte) = self.scanner.next()? {
            if byte != b'{' || before != b',' {
                before = byte;
                self.scanner.step();
                continue;
            }
            let start = self.scanner.keep();
            let whole = match self.scanner.value() {
                Ok(()) => self.scanner.kept(),
                Err(fault @ Fault::Source(_)) => return Err(fault),
                Err(Fault::Broken(..)) => None,
            };
            if let Some(text) = whole.filter(|text| is_zap(text)) {
                (self.take)(Ok(Cut { text, start, role: role.clone() }));
                return Ok(true);
            }
            self.scanner.forget();
            before = b'}';
        }
        Ok(false)
    }

    fn report(&mut self, role: &Role, fault: Fault) -> Result<(), Fault> {
        self.scanner.forget();
        let Fault::Broken(mark, reason) = fault else { return Err(fault) };
        (self.take)(Err(role.within(at_mark(mark, ReadError::new(reason)))));
        Ok(())
    }

    fn give(&mut self, start: Mark, role: Role) {
        let cut = match self.scanner.kept() {
            Some(text) => Ok(Cut { text, start, role }),
            None => Err(role.within(ReadError::new(say!("it is larger than any Zap")))),
        };
        (self.take)(cut);
    }

    fn nothing_more(&mut self) -> Result<(), Fault> {
        if self.scanner.next()?.is_some() { Err(self.scanner.broken("trailing characters")) } else { Ok(()) }
    }
}

/// Whether an object holds what no part of a Zap does.
fn is_zap(text: &[u8]) -> bool {
    let json: Option<Json<'_>> = serde_json::from_slice(text).ok();
    json.is_some_and(|json| ["nodes", "zdl", "draft"].iter().any(|key| json.get(key).is_some()))
}
