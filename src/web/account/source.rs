//! A file of the reader's, read bit by bit.

use std::{
    io::{self, Read, Seek, SeekFrom},
    rc::Rc,
};

use js_sys::Uint8Array;
use web_sys::{File, FileReaderSync};

/// How much of it is in memory at once, in bytes.
const WINDOW: u64 = 256 << 10;

/// A file that is open.
pub(super) struct Source<'f> {
    file: &'f File,
    size: u64,
    reader: FileReaderSync,
    /// The next byte.
    at: u64,
    /// Where the bytes in memory begin.
    start: u64,
    bytes: Vec<u8>,
    /// Is told how many bytes were read.
    told: Rc<dyn Fn(f64)>,
}

impl<'f> Source<'f> {
    /// Opens it at its beginning.
    pub(super) fn open(file: &'f File, told: Rc<dyn Fn(f64)>) -> io::Result<Self> {
        let reader = FileReaderSync::new().map_err(|_| failed())?;
        Ok(Self { file, size: file.size() as u64, reader, at: 0, start: 0, bytes: Vec::new(), told })
    }

    /// What is in memory from the next byte on.
    fn here(&self) -> &[u8] {
        let skipped = self.at.checked_sub(self.start).and_then(|skipped| usize::try_from(skipped).ok());
        skipped.and_then(|skipped| self.bytes.get(skipped..)).unwrap_or_default()
    }

    fn fill(&mut self) -> io::Result<()> {
        let end = self.size.min(self.at.saturating_add(WINDOW));
        let slice = self.file.slice_with_f64_and_f64(self.at as f64, end as f64).map_err(|_| failed())?;
        let buffer = self.reader.read_as_array_buffer(&slice).map_err(|_| failed())?;
        self.bytes = Uint8Array::new(&buffer).to_vec();
        self.start = self.at;
        (self.told)(end as f64);
        Ok(())
    }
}

impl Read for Source<'_> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        if self.here().is_empty() && self.at < self.size {
            self.fill()?;
        }
        let read = self.here().read(into)?;
        self.at += read as u64;
        Ok(read)
    }
}

impl Seek for Source<'_> {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        let place = match to {
            SeekFrom::Start(place) => Some(place),
            SeekFrom::End(back) => self.size.checked_add_signed(back),
            SeekFrom::Current(on) => self.at.checked_add_signed(on),
        };
        self.at = place.ok_or(io::ErrorKind::InvalidInput)?;
        Ok(self.at)
    }
}

fn failed() -> io::Error {
    io::ErrorKind::NotFound.into()
}
