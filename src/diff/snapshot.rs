//! What is kept of a Zap to tell later what has changed: names and keys, and of every value a short hash alone.
//!
//! It is written as one text, a line for each part, so that a browser's storage holds it as it is. No value of a field
//! can be read from it. Steps' names and the Zap's title are kept as a report shows them, without secrets.

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::{
    apps::{self, Product},
    data::Masker,
    history::{counts, is_plain},
    lint::{hex, masker_of},
    zap::{Condition, Mapping, Reference, Resolved, Segment, Source, Status, Step, StepKind, Template, Zap},
};

/// A Zap as it was: enough to say what has changed, too little to know what is in it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub struct Snapshot {
    /// The title, without secrets; `None` where the source does not tell.
    pub(super) title: Option<String>,
    /// Whether it runs.
    pub(super) runs: Runs,
    /// The hash of description and notes; empty where there are none.
    pub(super) note: String,
    /// What the source tells and what it does not.
    pub(super) source: Kept,
    /// The steps in the editor's order.
    pub(super) steps: Vec<StepKept>,
}

/// Whether the Zap runs, as far as that can change.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Runs {
    On,
    Off,
    /// A draft, or not known: says nothing about what runs.
    Unknown,
}

/// What kind of source the Zap was read from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kept {
    /// The editor's format: everything.
    Editor,
    /// The account's export: no notes.
    Account,
    /// The Zap export: no notes, and the steps are numbered anew in each file.
    Renumbered,
    /// The cards of a page: no fields.
    Cards,
}

/// A step.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct StepKept {
    pub(super) id: String,
    pub(super) app: String,
    pub(super) action: String,
    /// As a report names it.
    pub(super) name: String,
    /// Somebody gave it that name.
    pub(super) is_named: bool,
    pub(super) is_flow: bool,
    /// The place of the step that runs just before it.
    pub(super) after: Option<usize>,
    /// The number of the connected account.
    pub(super) connection: String,
    pub(super) note: String,
    pub(super) conditions: Vec<Entry>,
    /// Each key once, in the order of the keys.
    pub(super) fields: Vec<Entry>,
}

/// A field, or a row of conditions.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Entry {
    pub(super) key: String,
    /// The hash of its text without the mappings; empty where it could not be read.
    pub(super) hash: String,
    /// What is mapped into it, in order.
    pub(super) from: Vec<Taken>,
}

/// The data of an earlier step.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Taken {
    /// The place of that step, or its number as written where it is not known.
    pub(super) step: Result<usize, String>,
    /// The keys into its output.
    pub(super) key: String,
}

impl Snapshot {
    /// Of a Zap as it is now.
    #[must_use]
    pub fn of(zap: &Zap) -> Self {
        Self::masked(zap, &masker_of(zap))
    }

    /// The same, where it is known already what must not be shown.
    pub(super) fn masked(zap: &Zap, masker: &Masker) -> Self {
        let taker = Taker { zap, masker };
        Self {
            title: zap.title.as_deref().map(|title| taker.shown(title.trim())),
            runs: match zap.status {
                Status::On => Runs::On,
                Status::Off => Runs::Off,
                Status::Draft | Status::Unknown => Runs::Unknown,
            },
            note: note(zap.note.as_deref()),
            source: match zap.source {
                Source::Zdl => Kept::Editor,
                Source::ExportGdpr => Kept::Account,
                Source::Export2 => Kept::Renumbered,
                Source::Page => Kept::Cards,
            },
            steps: zap.steps().iter().map(|step| taker.step(step)).collect(),
        }
    }
}

struct Taker<'z> {
    zap: &'z Zap,
    masker: &'z Masker,
}

impl Taker<'_> {
    /// A text as it may be kept: without secrets, on one line.
    fn shown(&self, text: &str) -> String {
        self.masker.mask(text).chars().map(|char| if char.is_control() { ' ' } else { char }).collect()
    }

    fn step(&self, step: &Step) -> StepKept {
        StepKept {
            id: self.shown(&step.id),
            app: self.shown(&step.app),
            action: self.shown(&step.action),
            name: self.shown(&apps::step_name(step)),
            is_named: step.title.is_some(),
            is_flow: matches!(step.kind, StepKind::Filter | StepKind::Paths | StepKind::PathRule),
            after: step.previous,
            connection: self.shown(step.connection.as_deref().unwrap_or("")),
            note: note(step.note.as_deref()),
            conditions: self.conditions(&step.conditions),
            fields: self.fields(step),
        }
    }

    /// The items of a list share one key and are one entry.
    fn fields(&self, step: &Step) -> Vec<Entry> {
        let mut texts: Vec<(Entry, String)> = Vec::new();
        for field in step.fields.iter().filter(|field| counts(step, field)) {
            let key = self.shown(&field.key);
            let place = texts.iter().position(|(entry, _)| entry.key == key).unwrap_or_else(|| {
                texts.push((Entry { key, ..Entry::default() }, String::new()));
                texts.len() - 1
            });
            let Some((entry, text)) = texts.get_mut(place) else { continue };
            match field.template() {
                Some(template) => self.skeleton(template, text, &mut entry.from),
                None => text.push(UNREAD),
            }
        }
        let mut entries: Vec<Entry> = texts
            .into_iter()
            .map(|(entry, text)| {
                let hash = if text.contains(UNREAD) { String::new() } else { short_hash(&entry.key, &text) };
                Entry { hash, ..entry }
            })
            .collect();
        // Zapier sometimes leaves the code out of its data: it is not read then, and not gone.
        let is_code = apps::product(step) == Product::Code && !step.is_unfinished();
        if is_code && entries.iter().all(|entry| entry.key != "code") {
            entries.push(Entry { key: "code".to_owned(), ..Entry::default() });
        }
        entries
    }

    /// The numbers of groups are made up anew; which rows belong together counts.
    fn conditions(&self, rows: &[Condition]) -> Vec<Entry> {
        let mut groups: Vec<&str> = Vec::new();
        let mut entries = Vec::with_capacity(rows.len());
        for row in rows {
            let group = groups.iter().position(|group| *group == row.group).unwrap_or_else(|| {
                groups.push(&row.group);
                groups.len() - 1
            });
            let mut entry =
                Entry { from: row.looks_at.iter().map(|from| self.from(from)).collect(), ..Entry::default() };
            let mut text = format!("{group} {:?} {} {}", row.compare, row.stops, row.less);
            self.skeleton(&row.value, &mut text, &mut entry.from);
            entry.hash = short_hash("", &text);
            entries.push(entry);
        }
        entries
    }

    /// The text with holes for its mappings, and what is in the holes. Each text ends with a sign of its own.
    fn skeleton(&self, template: &Template, text: &mut String, from: &mut Vec<Taken>) {
        for segment in template.segments() {
            match segment {
                Segment::Text(fixed) => text.push_str(fixed),
                Segment::Mapping(mapping) => {
                    text.push(HOLE);
                    expression(mapping, text);
                    from.extend(mapping.references.iter().map(|reference| self.from(reference)));
                }
            }
        }
        text.push(END);
    }

    fn from(&self, reference: &Reference) -> Taken {
        let step = match self.zap.resolve(reference) {
            Resolved::Step(step) => Ok(step.index),
            Resolved::Missing | Resolved::OtherNumbering => Err(self.shown(&reference.step)),
        };
        Taken { step, key: self.shown(&reference.key()) }
    }
}

const HOLE: char = '\u{1}';
const END: char = '\u{2}';
const UNREAD: char = '\u{3}';

/// What of a mapping is no reference to a step: functions and constants. A plain field of a step is nothing but that,
/// in either spelling.
fn expression(mapping: &Mapping, text: &mut String) {
    if mapping.references.is_empty() {
        text.push_str(&mapping.text);
    } else if !is_plain(mapping) {
        let mut names_step = false;
        for piece in mapping.text.split(['"', '\'', '\\', '[', ']']).filter(|piece| !piece.is_empty()) {
            if !names_step {
                text.push_str(piece);
                text.push(' ');
            }
            names_step = piece.ends_with("gives") || piece.ends_with("output");
        }
    }
}

fn note(note: Option<&str>) -> String {
    note.map(str::trim).filter(|note| !note.is_empty()).map(|note| short_hash("note", note)).unwrap_or_default()
}

/// Four bytes: enough to notice a change, too few to prove a guess.
pub(crate) fn short_hash(key: &str, text: &str) -> String {
    let mut sha = Sha256::new();
    for piece in [key, text] {
        sha.update(piece.len().to_le_bytes());
        sha.update(piece.as_bytes());
    }
    hex(sha.finalize().get(..4).unwrap_or_default())
}

/// The first line of every snapshot.
const HEAD: &str = "zaplint snapshot 1";

impl From<Snapshot> for String {
    /// A line for each part, its pieces parted by tabs: no piece holds a control character.
    fn from(kept: Snapshot) -> Self {
        let mut text = HEAD.to_owned();
        let mut line = |pieces: &[&str]| {
            text.push('\n');
            text.push_str(&pieces.join("\t"));
        };
        let runs = match kept.runs {
            Runs::On => "on",
            Runs::Off => "off",
            Runs::Unknown => "",
        };
        let source = match kept.source {
            Kept::Editor => "editor",
            Kept::Account => "account",
            Kept::Renumbered => "renumbered",
            Kept::Cards => "cards",
        };
        let titled = if kept.title.is_some() { "titled" } else { "" };
        line(&["zap", source, runs, &kept.note, titled, kept.title.as_deref().unwrap_or("")]);
        for step in &kept.steps {
            let after = step.after.map(|after| after.to_string()).unwrap_or_default();
            let marks = [step.is_named.then_some("n"), step.is_flow.then_some("f")];
            let marks = marks.into_iter().flatten().collect::<Vec<_>>().concat();
            line(&[
                "step", &step.id, &step.app, &step.action, &after, &step.connection, &step.note, &marks, &step.name,
            ]);
            for (word, entries) in [("row", &step.conditions), ("field", &step.fields)] {
                for entry in entries {
                    let from: Vec<String> = entry.from.iter().map(Taken::write).collect();
                    let mut pieces = vec![word, &entry.key, &entry.hash];
                    pieces.extend(from.iter().map(String::as_str));
                    line(&pieces);
                }
            }
        }
        text
    }
}

impl Taken {
    fn write(&self) -> String {
        match &self.step {
            Ok(step) => format!("{step}:{}", self.key),
            Err(id) => format!("?{id}\u{1f}{}", self.key),
        }
    }

    fn read(text: &str) -> Option<Self> {
        let (step, key) = match text.strip_prefix('?') {
            Some(rest) => rest.split_once('\u{1f}').map(|(id, key)| (Err(id.to_owned()), key))?,
            None => text.split_once(':').and_then(|(step, key)| Some((Ok(step.parse().ok()?), key)))?,
        };
        Some(Self { step, key: key.to_owned() })
    }
}

impl TryFrom<String> for Snapshot {
    type Error = &'static str;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        Self::read(&text).ok_or("this is no snapshot of a Zap that this version can read")
    }
}

impl Snapshot {
    /// Reads what [`String::from`] wrote; `None` for anything else.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        let mut lines = text.split('\n');
        let is_ours = lines.next() == Some(HEAD);
        let head: Vec<&str> = lines.next().filter(|_| is_ours)?.split('\t').collect();
        let ["zap", source, runs, note, titled, title] = head[..] else { return None };
        let mut kept = Self {
            title: (titled == "titled").then(|| title.to_owned()),
            runs: match runs {
                "on" => Runs::On,
                "off" => Runs::Off,
                _ => Runs::Unknown,
            },
            note: note.to_owned(),
            source: match source {
                "editor" => Kept::Editor,
                "account" => Kept::Account,
                "renumbered" => Kept::Renumbered,
                "cards" => Kept::Cards,
                _ => return None,
            },
            steps: Vec::new(),
        };
        for line in lines {
            let pieces: Vec<&str> = line.split('\t').collect();
            match pieces[..] {
                ["step", id, app, action, after, connection, note, marks, name] => kept.steps.push(StepKept {
                    id: id.to_owned(),
                    app: app.to_owned(),
                    action: action.to_owned(),
                    name: name.to_owned(),
                    is_named: marks.contains('n'),
                    is_flow: marks.contains('f'),
                    after: after.parse().ok(),
                    connection: connection.to_owned(),
                    note: note.to_owned(),
                    conditions: Vec::new(),
                    fields: Vec::new(),
                }),
                [word, key, hash, ref from @ ..] => {
                    let step = kept.steps.last_mut()?;
                    let from = from.iter().map(|from| Taken::read(from)).collect::<Option<_>>()?;
                    let entry = Entry { key: key.to_owned(), hash: hash.to_owned(), from };
                    match word {
                        "row" => step.conditions.push(entry),
                        "field" => step.fields.push(entry),
                        _ => return None,
                    }
                }
                _ => return None,
            }
        }
        Some(kept)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::testkit::*;
    use proptest::prelude::*;

    #[test]
    fn no_value_is_kept_and_what_is_written_is_read() {
        let token = ["sk_li", "ve_", &random(24)].concat();
        let nodes = steps![
            hook(),
            filter("1__status", "iexact", "Zanzibar"),
            post("https://quokka.example.com/{{1__id}}")
                .field("data.note", "Wombat {{=Text.trim(gives[\"1\"][\"mail\"])}} {{77__x}}")
                .title(&format!("Send with {token}\tnow")),
        ];
        for zap in zaps("A title", &nodes) {
            let kept = Snapshot::of(&zap);
            let text = String::from(kept.clone());
            for value in ["quokka", "Wombat", "Zanzibar", "https", &token] {
                assert!(!text.contains(value), "{value} in {text}");
            }
            assert!(text.contains("data.note") && text.contains("A title") && text.contains("0:mail"), "{text}");
            assert_eq!(Snapshot::read(&text), Some(kept.clone()));
            let json = serde_json::to_string(&kept).unwrap();
            assert_eq!(serde_json::from_str::<Snapshot>(&json).unwrap(), kept);
        }
        assert!(serde_json::from_str::<Snapshot>("\"zaplint snapshot 2\"").is_err());
    }

    proptest! {
        #[test]
        fn any_text_can_be_read(text in "(zaplint snapshot 1\n)?(zap\teditor\ton\t\t\t\n)?(step|field|row|[\t:?0-9a]|\n){0,40}") {
            let _ = Snapshot::read(&text);
        }

        #[test]
        fn any_title_and_key_is_read_as_it_was_written(title in "\\PC{0,20}", key in ".{1,12}", value in ".{0,20}") {
            let mut step = Step { id: title.clone(), title: Some(key.clone()), ..Step::default() };
            step.fields.push(crate::zap::Field::new(key, crate::zap::Value::text(value)));
            let mut zap = Zap::new("1".into(), Source::Zdl, vec![step]);
            zap.title = Some(title);
            let kept = Snapshot::of(&zap);
            prop_assert_eq!(Snapshot::read(&String::from(kept.clone())), Some(kept));
        }
    }
}
