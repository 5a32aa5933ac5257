//! A whole account: what its Zaps have together, and which of them to look at first.
//!
//! It holds a line for each Zap and what they share, so that an account of any size fits into memory.

mod audit;
#[cfg(not(target_arch = "wasm32"))]
mod json;
mod outline;
mod tables;
mod told;

pub use audit::{Audit, Texts};
#[cfg(not(target_arch = "wasm32"))]
pub use json::AccountJson;
pub use outline::Outline;
pub use tables::{LongTable, Table, long_tables, shared_tables, tables};
pub use told::{Overview, SheetFinding, Told, Wish, ZapLine, ZapSheet};

use std::{collections::BTreeMap, sync::Arc};

use self::outline::Connection;
use crate::{finding::Severity, history::day_number, notebook::Counts, zap::Status};

/// A Zap that is switched off and was not changed for so many days is not needed any more, or forgotten.
pub const LONG: u16 = 180;

/// What is known of all Zaps of a run.
#[derive(Debug, Clone, Default)]
pub struct Account {
    /// The day of the check, `2026-11-24`.
    today: String,
    /// In the order of the input.
    zaps: Vec<Line>,
    measures: [Counts; 10],
    connections: BTreeMap<Connection, Vec<usize>>,
    hosts: BTreeMap<String, Receiver>,
    /// Apps that personal data goes to.
    apps: BTreeMap<String, Vec<usize>>,
    contents: BTreeMap<u128, Vec<usize>>,
}

/// One Zap.
#[derive(Debug, Clone)]
struct Line {
    id: Box<str>,
    title: Box<str>,
    file: Option<Arc<str>>,
    status: Status,
    steps: usize,
    findings: Counts,
    drift: Option<(usize, usize)>,
    changed: Option<Box<str>>,
    is_named: bool,
}

/// A host that is called.
#[derive(Debug, Clone, Default)]
struct Receiver {
    personal: bool,
    zaps: Vec<usize>,
}

impl Account {
    /// Of no Zap yet.
    #[must_use]
    pub fn new(today: &str) -> Self {
        Self { today: today.to_owned(), ..Self::default() }
    }

    /// Adds a Zap.
    pub fn add(&mut self, zap: Outline) {
        let at = self.zaps.len();
        let mut findings = Counts::default();
        for (all, own) in self.measures.iter_mut().zip(&zap.findings) {
            all.add(own);
            findings.add(own);
        }
        for connection in zap.connections {
            self.connections.entry(connection).or_default().push(at);
        }
        for (host, personal) in zap.hosts {
            let receiver = self.hosts.entry(host).or_default();
            receiver.personal |= personal;
            receiver.zaps.push(at);
        }
        for app in zap.apps {
            self.apps.entry(app).or_default().push(at);
        }
        if let Some(content) = zap.content {
            self.contents.entry(content).or_default().push(at);
        }
        // The Zaps of one file come one after the other.
        let before = self.zaps.last().and_then(|line| line.file.clone());
        let file = zap.file.map(|file| before.filter(|before| **before == *file).unwrap_or_else(|| file.into()));
        self.zaps.push(Line {
            id: zap.id.into(),
            title: zap.title.into(),
            file,
            status: zap.status,
            steps: zap.steps,
            findings,
            drift: zap.drift,
            changed: zap.changed.map(Into::into),
            is_named: zap.is_named,
        });
    }

    /// How many Zaps there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.zaps.len()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.zaps.is_empty()
    }

    /// All Zaps, the worst first.
    fn worst_first(&self) -> Vec<&Line> {
        self.order().into_iter().filter_map(|place| self.zaps.get(place)).collect()
    }

    /// Their places in the order of the input, the worst first.
    fn order(&self) -> Vec<usize> {
        let mut zaps: Vec<(usize, &Line)> = self.zaps.iter().enumerate().collect();
        zaps.sort_by_key(|(_, zap)| std::cmp::Reverse(Severity::ALL.map(|severity| zap.findings.of(severity))));
        zaps.into_iter().map(|(place, _)| place).collect()
    }

    fn has_several_files(&self) -> bool {
        let first = self.zaps.first().map(|zap| &zap.file);
        self.zaps.iter().any(|zap| Some(&zap.file) != first)
    }

    /// The folder that holds the files of all Zaps, `exports/2026/`; empty where there is none.
    fn shared_folder(&self) -> &str {
        let mut files = self.zaps.iter().map(|zap| zap.file.as_deref().unwrap_or_default());
        let first = files.next().unwrap_or_default();
        let shared = files.fold(first, |shared, file| {
            let is_same = |(at, letter): &(usize, char)| file.get(*at..).is_some_and(|rest| rest.starts_with(*letter));
            let end = shared.char_indices().find(|letter| !is_same(letter)).map_or(shared.len(), |(at, _)| at);
            shared.get(..end).unwrap_or_default()
        });
        shared.rfind(['/', '\\']).and_then(|end| shared.get(..=end)).unwrap_or_default()
    }

    /// Zaps that do the same, in the order of the input.
    fn copies(&self) -> Vec<&[usize]> {
        let mut groups: Vec<&[usize]> =
            self.contents.values().filter(|zaps| zaps.len() > 1).map(Vec::as_slice).collect();
        groups.sort_by_key(|zaps| zaps.first().copied());
        groups
    }

    /// Zaps that are switched off, and for long nobody has changed them.
    fn long_off(&self) -> impl Iterator<Item = &Line> {
        let today = day_number(&self.today);
        let is_long_ago = move |day: &str| match (today, day_number(day)) {
            (Some(today), Some(day)) => today - day > i64::from(LONG),
            _ => false,
        };
        self.zaps.iter().filter(move |zap| zap.status == Status::Off && zap.changed.as_deref().is_some_and(is_long_ago))
    }

    /// Zaps that nobody gave a name.
    fn unnamed(&self) -> impl Iterator<Item = &Line> {
        self.zaps.iter().filter(|zap| !zap.is_named)
    }

    fn lines<'a>(&'a self, places: &'a [usize]) -> impl Iterator<Item = &'a Line> {
        places.iter().filter_map(|&place| self.zaps.get(place))
    }
}

#[cfg(test)]
mod tests;
