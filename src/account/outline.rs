//! What the account's report needs to know of one Zap.

use crate::{
    apps,
    data::{Classes, Masker},
    facts::{Facts, receives, targets},
    history::content_hash,
    notebook::Counts,
    report::ZapReport,
    zap::Status,
};

/// One Zap, without its fields. All texts are without secrets.
#[derive(Debug, Clone)]
pub struct Outline {
    pub(super) id: String,
    pub(super) title: String,
    pub(super) file: Option<String>,
    pub(super) status: Status,
    pub(super) steps: usize,
    /// The findings that nobody accepted, by measure.
    pub(super) findings: [Counts; 10],
    /// How many findings are new since the last check, and how many are gone, where that is known.
    pub drift: Option<(usize, usize)>,
    pub(super) is_named: bool,
    /// The last day on which it was changed, where the source tells.
    pub(super) changed: Option<String>,
    /// What it does, as a hash; `None` where it does not do enough to be anything's copy.
    pub(super) content: Option<u128>,
    pub(super) connections: Vec<Connection>,
    /// Hosts that it calls, and whether personal data goes there.
    pub(super) hosts: Vec<(String, bool)>,
    /// Apps that personal data goes to.
    pub(super) apps: Vec<String>,
}

/// A connected account of an app.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Connection {
    pub(super) app: String,
    pub(super) id: String,
    /// As its owner knows it; empty where the source does not tell.
    pub(super) name: String,
}

impl Outline {
    /// Of a Zap that was checked.
    pub(crate) fn of(facts: &Facts<'_>, masker: &Masker, report: &ZapReport) -> Self {
        let zap = facts.zap;
        let shown = |text: &str| masker.mask(text).into_owned();
        let mut outline = Self {
            id: shown(&zap.id),
            title: report.title.clone(),
            file: report.file.clone(),
            status: zap.status,
            steps: zap.steps().len(),
            findings: Counts::by_measure(report.open()),
            drift: None,
            is_named: zap.is_named(),
            changed: zap.changed.clone(),
            content: (zap.steps().len() > 1).then(|| short(&content_hash(zap))).flatten(),
            connections: Vec::new(),
            hosts: Vec::new(),
            apps: Vec::new(),
        };
        for facts in &facts.steps {
            let step = facts.step;
            let is_personal = facts.classes().intersects(Classes::PERSONAL);
            // Zapier's own account is "0".
            if let Some(id) = step.connection.as_deref().filter(|id| *id != "0") {
                let name = step.labels.get("authentication_id").map(shown).unwrap_or_default();
                add(&mut outline.connections, Connection { app: shown(&apps::app_name(step)), id: shown(id), name });
            }
            for target in targets(facts) {
                let host = shown(target.address.host_text());
                let is_personal = is_personal && target.carries_data;
                match outline.hosts.iter_mut().find(|(known, _)| *known == host) {
                    Some((_, known)) => *known |= is_personal,
                    None => outline.hosts.push((host, is_personal)),
                }
            }
            if is_personal && receives(facts) {
                add(&mut outline.apps, shown(&apps::app_name(step)));
            }
        }
        outline
    }

    /// Counts the findings anew, of a report that some were taken out of.
    pub fn recount(&mut self, report: &ZapReport) {
        self.findings = Counts::by_measure(report.open());
    }
}

fn add<T: PartialEq>(list: &mut Vec<T>, item: T) {
    if !list.contains(&item) {
        list.push(item);
    }
}

/// Half of a SHA-256 in hexadecimal digits: enough to tell Zaps apart.
fn short(hash: &str) -> Option<u128> {
    u128::from_str_radix(hash.get(..32)?, 16).ok()
}
