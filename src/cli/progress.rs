//! Tells how far a long reading is, where somebody looks on.

use std::{
    cell::{Cell, RefCell},
    io::{self, IsTerminal as _, Read, Seek, SeekFrom, Write as _},
    time::{Duration, Instant},
};

use zaplint::{
    say,
    words::{Language, Said},
};

/// Short readings say nothing, long ones not too often.
const BETWEEN: Duration = Duration::from_millis(150);

/// How much of the inputs was read, shown in one line on standard error.
#[derive(Debug)]
pub(super) struct Progress {
    language: Language,
    is_shown: bool,
    /// All there is to read, in bytes; 0 where that is not known.
    total: u64,
    read: Cell<u64>,
    zaps: Cell<usize>,
    last: Cell<Instant>,
    /// The line that stands there now.
    line: RefCell<String>,
}

impl Progress {
    /// Shows nothing.
    pub(super) fn silent() -> Self {
        Self::new(false, 0, &Language::ENGLISH)
    }

    /// Shows itself where standard error is a terminal.
    pub(super) fn on_terminal(total: u64, language: &Language) -> Self {
        Self::new(io::stderr().is_terminal(), total, language)
    }

    fn new(is_shown: bool, total: u64, language: &Language) -> Self {
        let (read, zaps, last) = (Cell::new(0), Cell::new(0), Cell::new(Instant::now()));
        Self { language: language.clone(), is_shown, total, read, zaps, last, line: RefCell::default() }
    }

    /// A source of which each byte counts.
    pub(super) fn counted<R>(&self, source: R) -> Counted<'_, R> {
        Counted { source, progress: self }
    }

    /// So many Zaps more were checked.
    pub(super) fn checked(&self, zaps: usize) {
        self.zaps.set(self.zaps.get() + zaps);
        if self.is_shown && self.last.get().elapsed() >= BETWEEN {
            self.last.set(Instant::now());
            self.show(self.language.said(&told(self.read.get(), self.total, self.zaps.get())));
        }
    }

    /// Takes its line away, before something else is written.
    pub(super) fn clear(&self) {
        if !self.line.borrow().is_empty() {
            self.show(String::new());
        }
    }

    /// Over the line that stands there, without any code of a terminal.
    fn show(&self, line: String) {
        let mut shown = self.line.borrow_mut();
        let (length, before) = (line.chars().count(), shown.chars().count());
        let blanks = " ".repeat(before.saturating_sub(length));
        let _ = write!(io::stderr(), "\r{line}{blanks}{}", if length == 0 { "\r" } else { "" });
        *shown = line;
    }
}

/// "Checking: 43 %, 4,310 Zaps".
fn told(read: u64, total: u64, zaps: usize) -> Said {
    // An input may be read twice, and grow while it is read.
    match (read.min(total) * 100).checked_div(total) {
        Some(share) => say!("Checking: {} %, {} Zaps", share.to_string(), zaps),
        None => say!("Checking: {} Zaps", zaps),
    }
}

/// See [`Progress::counted`].
pub(super) struct Counted<'p, R> {
    source: R,
    progress: &'p Progress,
}

impl<R: Read> Read for Counted<'_, R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let read = self.source.read(into)?;
        self.progress.read.set(self.progress.read.get() + read as u64);
        Ok(read)
    }
}

impl<R: Seek> Seek for Counted<'_, R> {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        self.source.seek(to)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_never_says_more_than_all() {
        assert_eq!(told(50, 200, 3).to_string(), "Checking: 25 %, 3 Zaps");
        assert_eq!(told(500, 200, 3).to_string(), "Checking: 100 %, 3 Zaps");
        assert_eq!(told(500, 0, 3).to_string(), "Checking: 3 Zaps");
    }
}
