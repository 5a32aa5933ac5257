//! The part of the options page that checks whole accounts: what to hand over, how far it is, and what was found.

use super::{
    Action, Effect, Node,
    node::{Use, button, node, text},
};
use crate::{
    account::{Overview, SheetFinding, Table, Told, Wish, ZapLine, ZapSheet},
    finding::Severity,
    say, word,
    words::{Language, Said, Word},
};

/// Something that happens there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Deed {
    /// Files are chosen in the field.
    Choose,
    /// Files were chosen or dropped; they are being checked.
    Start,
    /// Those who check tell something.
    Told(Told),
    /// The files cannot be checked at all.
    Failed,
    /// End it.
    Cancel,
    /// Show what was found in the Zap at this place of the input, or no longer.
    Open(usize),
    /// List more Zaps.
    More,
    /// Save all of it.
    Save,
}

/// How it stands.
#[derive(Debug, Default)]
pub(super) struct Account {
    state: State,
}

#[derive(Debug, Default)]
enum State {
    #[default]
    Nothing,
    Running {
        line: String,
        percent: u8,
    },
    Ended(Said),
    Done(Box<Shown>),
}

/// A report, and what of it somebody opened.
#[derive(Debug)]
struct Shown {
    overview: Overview,
    open: Vec<(usize, Option<ZapSheet>)>,
}

impl Account {
    pub(super) fn act(&mut self, deed: &Deed, language: &Language) -> Vec<Effect> {
        match deed {
            Deed::Choose => {}
            Deed::Start => {
                let line = language.word("Opening the files …").to_owned();
                self.state = State::Running { line, percent: 0 };
                return vec![Effect::Focus("account-cancel".to_owned())];
            }
            Deed::Failed => self.state = State::Ended(say!("This browser cannot check files here: reload this page.")),
            Deed::Cancel => {
                self.state = State::Ended(say!("Ended before everything was checked."));
                return vec![Effect::EndAccount, Effect::Focus("account-files".to_owned())];
            }
            Deed::Told(told) => return self.told(told.clone(), language),
            Deed::Open(place) => {
                let State::Done(shown) = &mut self.state else { return Vec::new() };
                if shown.open.iter().any(|(open, _)| open == place) {
                    shown.open.retain(|(open, _)| open != place);
                    return Vec::new();
                }
                return vec![Effect::Account(Wish::Open(*place))];
            }
            Deed::More => {
                let State::Done(shown) = &self.state else { return Vec::new() };
                return vec![Effect::Account(Wish::More(shown.overview.zaps.len()))];
            }
            Deed::Save => return vec![Effect::Account(Wish::Save)],
        }
        Vec::new()
    }

    fn told(&mut self, told: Told, language: &Language) -> Vec<Effect> {
        match (told, &mut self.state) {
            (Told::Progress { file, percent, zaps }, State::Running { line, percent: shown }) => {
                *line = language.said(&match zaps {
                    1 => say!("Reading {}: 1 Zap checked", file),
                    _ => say!("Reading {}: {} Zaps checked", file, zaps),
                });
                *shown = percent;
            }
            (Told::Done(overview), State::Running { .. }) => {
                self.state = State::Done(Box::new(Shown { overview: *overview, open: Vec::new() }));
                return vec![Effect::Focus("account-files".to_owned())];
            }
            (Told::More(zaps), State::Done(shown)) => shown.overview.zaps.extend(zaps),
            (Told::Zap { place, sheet }, State::Done(shown)) => {
                shown.open.push((place, sheet.map(|sheet| *sheet)));
            }
            _ => {}
        }
        Vec::new()
    }

    pub(super) fn draw(&self, language: &Language) -> Node {
        let about = language.word(
            "Drop Zapier’s account export here: the ZIP as it was downloaded, or exports of Zaps as JSON, as many as you like. They are read on this computer, and nothing of them leaves it.",
        );
        let input = node("input")
            .id("account-files")
            .with("type", "file")
            .flag("multiple", true)
            .with("accept", ".zip,.json,application/zip,application/json")
            .on(Use::Change, Action::Account(Deed::Choose));
        let choose = node("label").class("file").child(text("span", language.word("Choose files"))).child(input);
        let drop = node("div").class("drop").key("drop").child(text("p", about)).child(choose);
        let section = node("section").key("account").id("account");
        let section = section.child(text("h2", language.word("Check a whole account"))).child(drop);
        let status = node("p").key("status").with("role", "status");
        match &self.state {
            State::Nothing => section.child(status.class("account-line")),
            State::Ended(said) => section.child(status.class("account-line").text(&language.said(said))),
            State::Running { line, percent } => {
                let bar = node("progress").with("max", "100").with("value", &percent.to_string());
                let bar = bar.key("bar").with("aria-label", language.word("How much was read"));
                let cancel = button(language.word("Cancel"), Action::Account(Deed::Cancel)).id("account-cancel");
                // What changes many times a second is not read out.
                let line = text("p", line).key("line").class("account-line");
                section
                    .child(status)
                    .child(line)
                    .child(node("div").class("running").key("running").child(bar).child(cancel))
            }
            State::Done(shown) => {
                shown.draw(section.child(status.class("account-line").text(&shown.overview.line)), language)
            }
        }
    }
}

impl Shown {
    fn draw(&self, mut section: Node, language: &Language) -> Node {
        let overview = &self.overview;
        if !overview.errors.is_empty() {
            let errors = overview.errors.iter().map(|error| {
                let file = text("strong", &error.file);
                node("li").child(file).text(": ").text(&error.message)
            });
            let heading = text("h3", language.word("What could not be read"));
            let list = node("ul").children(errors.collect());
            section = section.child(node("div").class("warning").key("errors").child(heading).child(list));
        }
        if overview.all == 0 {
            return section;
        }
        let save = button(language.word("Save the report (HTML)"), Action::Account(Deed::Save));
        section = section.child(node("div").class("buttons").key("save").child(save));
        section = section.child(self.zaps(language));
        section.children(overview.tables.iter().map(table).collect())
    }

    fn zaps(&self, language: &Language) -> Node {
        let zaps = &self.overview.zaps;
        let with_file = zaps.iter().any(|zap| zap.file.is_some());
        let numbers = Severity::ALL.iter().map(|severity| language.word(severity.label()));
        let mut columns: Vec<&str> = numbers.chain([language.word("State"), language.word("Zap")]).collect();
        if with_file {
            columns.push(language.word("File"));
        }
        let rows = zaps.iter().flat_map(|zap| {
            let open = self.open.iter().find(|(place, _)| *place == zap.place);
            let mut row = node("tr").key(&zap.place.to_string());
            for severity in Severity::ALL {
                let count = zap.counts.of(severity);
                let cell = text("td", &if count == 0 { String::new() } else { language.number(count) });
                row = row.child(if count == 0 { cell } else { cell.class(&format!("count {}", severity.word())) });
            }
            let opener = button(&zap.name, Action::Account(Deed::Open(zap.place)));
            let opener = opener.class("link").state("aria-expanded", open.is_some());
            row = row.child(text("td", &zap.state)).child(node("td").child(opener));
            if with_file {
                row = row.child(text("td", zap.file.as_deref().unwrap_or_default()).class("quiet"));
            }
            let sheet = open.map(|(place, sheet)| {
                let cell = node("td").with("colspan", &columns.len().to_string());
                let inside = sheet.as_ref().map_or_else(|| lost(language), |sheet| draw_sheet(zap, sheet, language));
                node("tr").key(&format!("sheet-{place}")).class("sheet").child(cell.child(inside))
            });
            [Some(row), sheet].into_iter().flatten().collect::<Vec<_>>()
        });
        let heading = text("h3", language.word("All Zaps, the worst first"));
        let list = node("div").class("wide").child(grid(&columns, rows.collect()));
        let mut part = node("div").key("zaps").child(heading).child(list);
        let left = self.overview.all.saturating_sub(zaps.len());
        if left > 0 {
            let words = language.said(&say!("Show more: {} are left", left));
            part = part.child(button(&words, Action::Account(Deed::More)));
        }
        part
    }
}

fn lost(language: &Language) -> Node {
    text("p", language.word("What was found in this Zap is not known any more: check the files again."))
}

fn grid(columns: &[&str], rows: Vec<Node>) -> Node {
    let heads = columns.iter().map(|column| text("th", column).with("scope", "col")).collect();
    node("table").child(node("thead").child(node("tr").children(heads))).child(node("tbody").children(rows))
}

fn table(table: &Table) -> Node {
    let columns: Vec<&str> = table.columns.iter().map(String::as_str).collect();
    let rows = table.rows.iter().map(|row| node("tr").children(row.iter().map(|cell| text("td", cell)).collect()));
    let part = node("div").key(&table.heading).child(text("h3", &table.heading));
    let part = part.child(node("div").class("wide").child(grid(&columns, rows.collect())));
    match &table.more {
        Some(more) => part.child(text("p", more).class("quiet")),
        None => part,
    }
}

fn draw_sheet(zap: &ZapLine, sheet: &ZapSheet, language: &Language) -> Node {
    let about = text("p", &format!("{}. {}", sheet.about, sheet.status)).class("quiet");
    let findings = sheet.findings.iter().map(|finding| draw_finding(finding, language)).collect();
    let mut open = node("div").class("open").child(about).child(node("ul").class("findings").children(findings));
    if !sheet.not_checked.is_empty() {
        let entries = sheet.not_checked.iter().map(|entry| text("li", entry)).collect();
        let summary = text("summary", language.word("Not checked"));
        open = open.child(node("details").child(summary).child(node("ul").children(entries)));
    }
    // Only a number leads to the editor.
    if !zap.id.is_empty() && zap.id.bytes().all(|byte| byte.is_ascii_digit()) {
        let address = format!("https://zapier.com/editor/{}", zap.id);
        open = open.child(super::header::page(&address, language.word("Open it in Zapier")));
    }
    open
}

fn draw_finding(finding: &SheetFinding, language: &Language) -> Node {
    let name = if finding.accepted.is_some() { text("s", &finding.name) } else { text("strong", &finding.name) };
    let mut item = node("li").class(finding.severity.word()).child(name).child(text("p", &finding.message));
    let mut labelled = |label: Word, words: &str| {
        if !words.is_empty() {
            let line = node("p").child(text("span", language.word(label)).class("quiet")).text(" ").text(words);
            item = item.clone().child(line);
        }
    };
    labelled(word!("Seen:"), finding.seen.as_deref().unwrap_or_default());
    labelled(word!("Path:"), &finding.path);
    match &finding.accepted {
        Some(accepted) => item.child(text("p", accepted)),
        None => {
            labelled(word!("Do:"), &finding.fix);
            item
        }
    }
}
