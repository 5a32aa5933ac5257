//! What the content script paints: badges beside cards and fields, and the state.

use serde::Serialize;

use super::{PageSeen, Terms, place};
use crate::{
    finding::Severity,
    report::{ReportedFinding, ZapReport, ZapState},
    say, word,
    words::{Language, Said},
    zap::Zap,
};

/// All that is to be shown on the page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Paint {
    /// How it stands, for the button and the toolbar.
    pub state: State,
    /// The state in words: "3 findings", "Cannot read this page: …".
    pub status: String,
    /// How many findings are open.
    pub count: usize,
    /// The worst severity among them.
    pub worst: Option<Severity>,
    /// One for each card and each open field with a finding.
    pub badges: Vec<Badge>,
    /// What the content script says by itself, also when the worker is gone. Told when a page is opened: it stays the same while
    /// somebody types.
    pub words: Option<Box<OwnWords>>,
}

/// The texts of the content script, in the reader's language. Until it has them it says those of the browser's language,
/// which are in `_locales/<language>/messages.json` under the same names.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct OwnWords {
    close: String,
    fix: String,
    gone: String,
    open: String,
    reading: String,
    silent: String,
    why: String,
}

impl OwnWords {
    pub(super) fn new(language: &Language) -> Self {
        Self {
            close: language.word("Zaplint: {}. Close the panel").to_owned(),
            fix: language.word("Do:").to_owned(),
            gone: language.word("Zaplint was updated or switched off: reload this page.").to_owned(),
            open: language.word("Zaplint: {}. Open the panel").to_owned(),
            reading: language.word("Reading the Zap …").to_owned(),
            silent: language.word("Zaplint does not answer: reload this page.").to_owned(),
            why: language.word("Why:").to_owned(),
        }
    }
}

/// How it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum State {
    /// All of it was read.
    Checked,
    /// Some of it was not.
    PartlyChecked,
    /// Nothing was.
    CannotRead,
    /// Somebody does not want it to be checked.
    Paused,
}

/// A badge beside a card or a field.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Badge {
    /// Beside what.
    pub anchor: Anchor,
    /// The worst of its findings.
    pub severity: Severity,
    /// Its name: "High: Request without encryption (Z301), 2 more".
    pub name: String,
    /// The fingerprint of the finding it names, to find it in the panel.
    pub fingerprint: String,
    /// What it says when it is pointed at.
    pub lines: Vec<Line>,
}

/// What a badge stands beside.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Anchor {
    /// The card with this handle.
    Card(u32),
    /// The field with this handle.
    Field(u32),
}

impl Anchor {
    /// The handle of that card or field.
    pub(super) const fn handle(self) -> u32 {
        match self {
            Self::Card(handle) | Self::Field(handle) => handle,
        }
    }
}

/// One finding as a badge tells it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Line {
    /// "High: Request without encryption (Z301)".
    pub heading: String,
    /// What is wrong here.
    pub what: String,
    /// Why it matters.
    pub why: String,
    /// What to do next.
    pub fix: String,
}

/// A badge tells this many findings; the panel has them all.
const MOST_LINES: usize = 3;

/// What to show for a report. `keys` gives for each open field the step and the key it was taken for.
pub(super) fn paint(
    report: &ZapReport,
    zap: &Zap,
    page: &PageSeen,
    keys: &[Option<(usize, String)>],
    badges_from: Option<Severity>,
) -> Paint {
    let shown = |finding: &&ReportedFinding| badges_from.is_none_or(|least| finding.severity >= least);
    let mut badges = Vec::new();
    let mut marked = Vec::new();
    for card in &page.cards {
        // A step has one badge, though the page may show it twice.
        let Some(step) = place::step_of_card(card, zap).filter(|step| !marked.contains(step)) else {
            continue;
        };
        marked.push(step);
        let findings = report.open().filter(shown).filter(|finding| finding.step_number == Some(step + 1));
        badges.extend(badge(Anchor::Card(card.handle), findings));
    }
    for (field, key) in page.fields.iter().zip(keys) {
        if let Some((step, key)) = key {
            let findings = report
                .open()
                .filter(shown)
                .filter(|finding| finding.step_number == Some(step + 1) && finding.field.as_deref() == Some(key));
            badges.extend(badge(Anchor::Field(field.handle), findings));
        }
    }
    let state = match report.state() {
        ZapState::Checked => State::Checked,
        ZapState::PartlyChecked => State::PartlyChecked,
    };
    Paint {
        state,
        status: report.status_line(),
        count: report.open().count(),
        worst: report.worst(),
        badges,
        words: None,
    }
}

/// What to show when nothing could be read.
pub(super) fn unreadable(reason: &Said, language: &Language) -> Paint {
    Paint {
        state: State::CannotRead,
        status: language.said(&say!(
            "Cannot read this page: {}. Reload it, or check an export of the Zap on Zaplint's options page.",
            reason
        )),
        count: 0,
        worst: None,
        badges: Vec::new(),
        words: None,
    }
}

/// What to show while nothing is checked.
pub(super) fn paused(terms: &Terms<'_>) -> Paint {
    let status = if terms.paused {
        word!("Paused: Zaplint checks no Zap until you switch it on again.")
    } else {
        word!("Paused: Zaplint does not check this Zap until you switch it on again.")
    };
    Paint {
        state: State::Paused,
        status: terms.language.word(status).to_owned(),
        count: 0,
        worst: None,
        badges: Vec::new(),
        words: None,
    }
}

/// The badge for findings at one place; findings come with the worst first.
fn badge<'r>(anchor: Anchor, findings: impl Iterator<Item = &'r ReportedFinding>) -> Option<Badge> {
    let findings: Vec<&ReportedFinding> = findings.collect();
    let first = findings.first()?;
    let more = findings.len() - 1;
    let name = match more {
        0 => first.heading(),
        _ => first.language.said(&say!("{}, {} more", first.heading(), more)),
    };
    let mut lines: Vec<Line> = findings.iter().take(MOST_LINES).map(|finding| line(finding)).collect();
    if let Some(last) = lines.last_mut().filter(|_| findings.len() > MOST_LINES) {
        let rest = match findings.len() - MOST_LINES {
            1 => say!("(1 more finding in the panel.)"),
            rest => say!("({} more findings in the panel.)", rest),
        };
        last.fix.push(' ');
        last.fix.push_str(&first.language.said(&rest));
    }
    Some(Badge { anchor, severity: first.severity, name, fingerprint: first.fingerprint.clone(), lines })
}

fn line(finding: &ReportedFinding) -> Line {
    Line {
        heading: finding.heading(),
        what: finding.message.clone(),
        why: finding.why.to_string(),
        fix: finding.fix.clone(),
    }
}
