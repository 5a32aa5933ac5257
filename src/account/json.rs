//! The account in the report for programs. As there, keys keep their meaning.

use serde::Serialize;

use super::{Account, Line};
use crate::{
    finding::{Measure, Severity},
    notebook::Counts,
    zap::Status,
};

/// What stands under the key `account`.
#[derive(Debug, Serialize)]
pub struct AccountJson<'a> {
    zaps: usize,
    findings: Findings,
    measures: Vec<MeasureJson>,
    /// Every Zap, the worst first.
    worst_first: Vec<Row<'a>>,
    copies: Vec<Places<'a>>,
    long_off: Vec<Row<'a>>,
    unnamed: Vec<Named<'a>>,
    connections: Vec<ConnectionJson<'a>>,
    hosts: Vec<HostJson<'a>>,
    personal_data_apps: Vec<AppJson<'a>>,
}

#[derive(Debug, Serialize)]
struct Findings {
    critical: usize,
    high: usize,
    medium: usize,
    low: usize,
    info: usize,
}

#[derive(Debug, Serialize)]
struct MeasureJson {
    measure: Measure,
    title: &'static str,
    findings: Findings,
}

#[derive(Debug, Serialize)]
struct Named<'a> {
    id: &'a str,
    title: &'a str,
    file: Option<&'a str>,
}

/// Zaps by their places. A Zap stands in many of these lists, so its name is looked up when it is written.
#[derive(Debug)]
struct Places<'a> {
    account: &'a Account,
    places: &'a [usize],
}

impl Serialize for Places<'_> {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.account.lines(self.places).map(Named::from))
    }
}

#[derive(Debug, Serialize)]
struct Row<'a> {
    id: &'a str,
    title: &'a str,
    file: Option<&'a str>,
    status: Status,
    steps: usize,
    changed: Option<&'a str>,
    findings: Findings,
}

#[derive(Debug, Serialize)]
struct ConnectionJson<'a> {
    app: &'a str,
    id: &'a str,
    name: Option<&'a str>,
    zaps: Places<'a>,
}

#[derive(Debug, Serialize)]
struct HostJson<'a> {
    host: &'a str,
    personal_data: bool,
    zaps: Places<'a>,
}

#[derive(Debug, Serialize)]
struct AppJson<'a> {
    app: &'a str,
    zaps: Places<'a>,
}

impl<'a> From<&'a Account> for AccountJson<'a> {
    fn from(account: &'a Account) -> Self {
        let named = |places: &'a [usize]| Places { account, places };
        let mut all = Counts::default();
        account.measures.iter().for_each(|counts| all.add(counts));
        let measures = Measure::ALL.into_iter().zip(account.measures).map(|(measure, counts)| MeasureJson {
            measure,
            title: measure.title().english(),
            findings: counts.into(),
        });
        let connections = account.connections.iter().map(|(connection, zaps)| ConnectionJson {
            app: &connection.app,
            id: &connection.id,
            name: Some(connection.name.as_str()).filter(|name| !name.is_empty()),
            zaps: named(zaps),
        });
        let hosts = account.hosts.iter().map(|(host, receiver)| HostJson {
            host,
            personal_data: receiver.personal,
            zaps: named(&receiver.zaps),
        });
        Self {
            zaps: account.zaps.len(),
            findings: all.into(),
            measures: measures.collect(),
            worst_first: account.worst_first().into_iter().map(Row::from).collect(),
            copies: account.copies().into_iter().map(named).collect(),
            long_off: account.long_off().map(Row::from).collect(),
            unnamed: account.unnamed().map(Named::from).collect(),
            connections: connections.collect(),
            hosts: hosts.collect(),
            personal_data_apps: account.apps.iter().map(|(app, zaps)| AppJson { app, zaps: named(zaps) }).collect(),
        }
    }
}

impl From<Counts> for Findings {
    fn from(counts: Counts) -> Self {
        let [critical, high, medium, low, info] = Severity::ALL.map(|severity| counts.of(severity));
        Self { critical, high, medium, low, info }
    }
}

impl<'a> From<&'a Line> for Named<'a> {
    fn from(zap: &'a Line) -> Self {
        Self { id: &zap.id, title: &zap.title, file: zap.file.as_deref() }
    }
}

impl<'a> From<&'a Line> for Row<'a> {
    fn from(zap: &'a Line) -> Self {
        Self {
            id: &zap.id,
            title: &zap.title,
            file: zap.file.as_deref(),
            status: zap.status,
            steps: zap.steps,
            changed: zap.changed.as_deref(),
            findings: zap.findings.into(),
        }
    }
}
