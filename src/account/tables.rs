//! The account as tables, for reports that people read.

use serde::{Deserialize, Serialize};

use super::{Account, LONG, Line};
use crate::{
    finding::{Measure, Severity},
    letters, say, word,
    words::{Language, Said},
    zap::Status,
};

/// A table with what it is about. Its texts may come from Zaps; they are without secrets.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Table {
    /// What it is about.
    pub heading: String,
    /// What the columns hold.
    pub columns: Vec<String>,
    /// As many texts in each as there are columns.
    pub rows: Vec<Vec<String>>,
    /// "and 12 more", where rows are left out.
    pub more: Option<String>,
}

/// So many Zaps are named where only an example is needed.
const NAMED: usize = 8;

/// A table of any length: its rows are made while they are written.
pub struct LongTable<'a> {
    /// What it is about.
    pub heading: String,
    /// What the columns hold.
    pub columns: Vec<String>,
    /// As many texts in each as there are columns.
    pub rows: Box<dyn ExactSizeIterator<Item = Vec<String>> + 'a>,
}

/// The tables that have something to say, each with no more than so many rows.
#[must_use]
pub fn tables(account: &Account, language: &Language, most: usize) -> Vec<Table> {
    long_tables(account, language).map(|table| table.first(most, language)).collect()
}

/// The same without the list of all Zaps: what they have together.
#[must_use]
pub fn shared_tables(account: &Account, language: &Language, most: usize) -> Vec<Table> {
    Teller { account, language }.tell(Teller::SHARED).map(|table| table.first(most, language)).collect()
}

/// The tables that have something to say, with all their rows.
pub fn long_tables<'a>(account: &'a Account, language: &'a Language) -> impl Iterator<Item = LongTable<'a>> {
    let teller = Teller { account, language };
    teller.tell(Teller::WORST).chain(teller.tell(Teller::SHARED))
}

impl LongTable<'_> {
    fn first(self, most: usize, language: &Language) -> Table {
        let left = self.rows.len().saturating_sub(most);
        Table {
            heading: self.heading,
            columns: self.columns,
            rows: self.rows.take(most).collect(),
            more: (left > 0).then(|| language.said(&say!("and {} more", left))),
        }
    }
}

#[derive(Clone, Copy)]
struct Teller<'a> {
    account: &'a Account,
    language: &'a Language,
}

impl<'a> Teller<'a> {
    const WORST: [fn(Self) -> LongTable<'a>; 1] = [Self::worst];
    /// What the Zaps have together.
    const SHARED: [fn(Self) -> LongTable<'a>; 7] =
        [Self::measures, Self::copies, Self::long_off, Self::unnamed, Self::connections, Self::hosts, Self::apps];

    /// Table by table, those without a row left out.
    fn tell(self, tables: impl IntoIterator<Item = fn(Self) -> LongTable<'a>>) -> impl Iterator<Item = LongTable<'a>> {
        tables.into_iter().map(move |table| table(self)).filter(|table| table.rows.len() > 0)
    }

    fn table(
        self,
        heading: &Said,
        columns: &[&str],
        rows: impl ExactSizeIterator<Item = Vec<String>> + 'a,
    ) -> LongTable<'a> {
        LongTable {
            heading: self.language.said(heading),
            columns: columns.iter().map(|&column| column.to_owned()).collect(),
            rows: Box::new(rows),
        }
    }

    fn severities(self) -> Vec<&'a str> {
        Severity::ALL.iter().map(|severity| self.language.word(severity.label())).collect()
    }

    fn name(self, zap: &Line) -> String {
        zap.name(self.language)
    }

    fn names(self, places: &[usize]) -> String {
        let mut names: Vec<String> = self.account.lines(places).take(NAMED).map(|zap| self.name(zap)).collect();
        let left = places.len().saturating_sub(NAMED);
        if left > 0 {
            names.push(self.language.said(&say!("and {} more", left)));
        }
        names.join(", ")
    }

    fn worst(self) -> LongTable<'a> {
        let zaps = self.account.worst_first();
        let many_files = self.account.has_several_files();
        let folder = self.account.shared_folder().len();
        let has_drift = zaps.iter().any(|zap| zap.drift.is_some());
        let mut columns = self.severities();
        if has_drift {
            columns.extend([self.language.word("New"), self.language.word("Gone")]);
        }
        columns.extend([self.language.word("State"), self.language.word("Zap")]);
        if many_files {
            columns.push(self.language.word("File"));
        }
        let rows = zaps.into_iter().map(move |zap| {
            let mut row: Vec<String> =
                Severity::ALL.iter().map(|&severity| self.language.number(zap.findings.of(severity))).collect();
            if has_drift {
                let (new, gone) = zap.drift.unzip();
                let told =
                    |number: Option<usize>| number.map(|number| self.language.number(number)).unwrap_or_default();
                row.extend([told(new), told(gone)]);
            }
            row.extend([zap.state(self.language).to_owned(), self.name(zap)]);
            if many_files {
                let file = zap.file.as_deref().unwrap_or_default();
                row.push(file.get(folder..).unwrap_or(file).to_owned());
            }
            row
        });
        self.table(&say!("All Zaps, the worst first"), &columns, rows)
    }

    fn measures(self) -> LongTable<'a> {
        let mut columns = self.severities();
        columns.push(self.language.word("Measure"));
        let found = Measure::ALL.into_iter().zip(&self.account.measures).filter(|(_, counts)| counts.total() > 0);
        let rows: Vec<Vec<String>> = found
            .map(|(measure, counts)| {
                let numbers = Severity::ALL.iter().map(|&severity| self.language.number(counts.of(severity)));
                numbers.chain([format!("{}. {}", measure.number(), self.language.word(measure.title()))]).collect()
            })
            .collect();
        self.table(&say!("Findings by measure"), &columns, rows.into_iter())
    }

    fn copies(self) -> LongTable<'a> {
        let groups = self.account.copies();
        let columns = [self.language.word("Number"), self.language.word("Zaps")];
        let rows = groups.into_iter().map(move |zaps| vec![self.language.number(zaps.len()), self.names(zaps)]);
        self.table(&say!("Zaps that do the same: mend all of them, or keep one"), &columns, rows)
    }

    fn long_off(self) -> LongTable<'a> {
        let zaps: Vec<&Line> = self.account.long_off().collect();
        let columns = [self.language.word("Last changed"), self.language.word("Zap")];
        let rows = zaps.into_iter().map(move |zap| {
            let day = zap.changed.as_deref().unwrap_or_default();
            vec![self.language.day(day), self.name(zap)]
        });
        let heading = say!("Switched off, and not changed for more than {} days: still needed?", usize::from(LONG));
        self.table(&heading, &columns, rows)
    }

    fn unnamed(self) -> LongTable<'a> {
        let zaps: Vec<&Line> = self.account.unnamed().collect();
        let columns = [self.language.word("Steps"), self.language.word("Zap")];
        let rows = zaps.into_iter().map(move |zap| vec![self.language.number(zap.steps), self.name(zap)]);
        self.table(&say!("Zaps that nobody gave a name"), &columns, rows)
    }

    fn connections(self) -> LongTable<'a> {
        let columns = [
            self.language.word("Zaps"),
            self.language.word("App"),
            self.language.word("Connection"),
            self.language.word("Used by"),
        ];
        let rows = self.account.connections.iter().map(move |(connection, zaps)| {
            let name = match (connection.name.as_str(), shortened(&connection.id)) {
                ("", id) => id,
                (name, id) => format!("{name} ({id})"),
            };
            vec![self.language.number(zaps.len()), connection.app.clone(), name, self.names(zaps)]
        });
        self.table(&say!("Connections, and the Zaps that use them"), &columns, rows)
    }

    fn hosts(self) -> LongTable<'a> {
        let columns = [
            self.language.word("Zaps"),
            self.language.word("Personal data"),
            self.language.word("Host"),
            self.language.word("Called by"),
        ];
        let rows = self.account.hosts.iter().map(move |(host, receiver)| {
            let personal = if receiver.personal { self.language.word("yes") } else { self.language.word("not seen") };
            vec![
                self.language.number(receiver.zaps.len()),
                personal.to_owned(),
                host.clone(),
                self.names(&receiver.zaps),
            ]
        });
        self.table(&say!("Outside hosts that are called"), &columns, rows)
    }

    fn apps(self) -> LongTable<'a> {
        let columns = [self.language.word("Zaps"), self.language.word("App"), self.language.word("Sent by")];
        let rows = self
            .account
            .apps
            .iter()
            .map(move |(app, zaps)| vec![self.language.number(zaps.len()), app.clone(), self.names(zaps)]);
        self.table(&say!("Apps that receive personal data"), &columns, rows)
    }
}

impl Line {
    /// "Lead intake (351813905)".
    pub(super) fn name(&self, language: &Language) -> String {
        let title = if self.title.trim().is_empty() { language.word("Untitled Zap") } else { &self.title };
        if self.id.is_empty() { title.to_owned() } else { format!("{title} ({})", self.id) }
    }

    /// Whether Zapier runs it.
    pub(super) fn state<'l>(&self, language: &'l Language) -> &'l str {
        language.word(match self.status {
            Status::On => word!("on"),
            Status::Off => word!("off"),
            Status::Draft => word!("draft"),
            Status::Unknown => word!("not known"),
        })
    }
}

/// Zap exports name a connection by a hash of 64 digits.
fn shortened(id: &str) -> String {
    letters::cut(id, 12)
}
