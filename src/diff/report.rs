//! What is different between two files, to print.

use std::fmt::Write as _;

use serde::Serialize;

use super::{Change, Line, Side, Snapshot, What, changes};
use crate::{
    backup::fenced,
    report::{markdown, visible},
    say, word,
    words::{Language, Said},
    zap::{Source, Zap},
};

/// Two files compared, Zap by Zap.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Comparison {
    /// The version of this form.
    schema: u32,
    /// What it is told in.
    #[serde(skip)]
    language: Language,
    /// The Zaps that are in both, and are different.
    changed: Vec<Compared>,
    /// How many are in both and the same.
    same: usize,
    /// The names of those that are in the old file alone.
    only_in_old: Vec<String>,
    /// The names of those that are in the new file alone.
    only_in_new: Vec<String>,
}

/// A Zap that is different.
#[derive(Debug, Clone, Serialize)]
struct Compared {
    id: String,
    title: String,
    changes: Vec<Told>,
}

/// A change in the reader's language.
#[derive(Debug, Clone, Serialize)]
struct Told {
    what: What,
    old_step: Option<usize>,
    new_step: Option<usize>,
    field: Option<String>,
    sentence: String,
    old: Option<String>,
    new: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    lines: Vec<Line>,
}

impl Told {
    fn new(change: Change, language: &Language) -> Self {
        let Change { what, old_step, new_step, field, sentence, old, new, lines } = change;
        Self { what, old_step, new_step, field, sentence: language.said(&sentence), old, new, lines }
    }
}

impl Comparison {
    /// Of the Zaps of two files. One Zap on each side is compared whatever its name; of several those with one number
    /// belong together, and where a file numbers its Zaps anew those with one title.
    #[must_use]
    pub fn of(old: &[Zap], new: &[Zap], language: &Language) -> Self {
        let mut comparison = Self { schema: 1, language: language.clone(), ..Self::default() };
        let mut left: Vec<&Zap> = old.iter().collect();
        for zap in new {
            let same_one = |other: &&Zap| old.len() == 1 && new.len() == 1 || is_same(other, zap);
            let Some(place) = left.iter().position(same_one) else {
                comparison.only_in_new.push(name(zap, language));
                continue;
            };
            let changes = changes(left.remove(place), zap, language);
            if changes.is_empty() {
                comparison.same += 1;
            } else {
                let id = crate::data::Masker::default().mask(&zap.id).into_owned();
                let changes = changes.into_iter().map(|change| Told::new(change, language)).collect();
                comparison.changed.push(Compared { id, title: name(zap, language), changes });
            }
        }
        comparison.only_in_old = left.into_iter().map(|zap| name(zap, language)).collect();
        comparison
    }

    /// Whether nothing is different.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.changed.is_empty() && self.only_in_old.is_empty() && self.only_in_new.is_empty()
    }

    /// For a terminal.
    #[must_use]
    pub fn text(&self) -> String {
        let mut out = String::new();
        for zap in &self.changed {
            let _ = writeln!(out, "{}: {}", visible::line(&zap.title), self.language.said(&count(zap.changes.len())));
            for change in &zap.changes {
                let _ = writeln!(out, "  {}", visible::line(&change.sentence));
                for (word, value) in [(word!("was"), &change.old), (word!("is"), &change.new)] {
                    let word = self.language.word(word);
                    for line in value.iter().flat_map(|value| value.lines()) {
                        let _ = writeln!(out, "      {word:<3} {}", visible::line(line));
                    }
                }
                for line in &change.lines {
                    let _ = writeln!(out, "      {}{:>4}  {}", sign(line), line.number, visible::line(&line.text));
                }
            }
            out.push('\n');
        }
        for (title, is_old) in self.alone() {
            let _ = writeln!(out, "{}", visible::line(&self.only_in(title, is_old)));
        }
        let _ = writeln!(out, "{}", self.summary());
        out
    }

    /// For a page or a pull request.
    #[must_use]
    pub fn markdown(&self) -> String {
        let mut out = format!("# {}\n", self.language.word("What changed"));
        for zap in &self.changed {
            let _ = writeln!(out, "\n## {}\n", markdown::escape(&zap.title));
            for change in &zap.changes {
                let _ = writeln!(out, "- {}", markdown::escape(&change.sentence));
                for (word, value) in [(word!("Was"), &change.old), (word!("Is"), &change.new)] {
                    let word = self.language.word(word);
                    for line in value.iter().flat_map(|value| value.lines()) {
                        let _ = writeln!(out, "  - {word}: {}", markdown::code(line));
                    }
                }
                if !change.lines.is_empty() {
                    let lines = change.lines.iter().map(|line| format!("{}{}", sign(line), visible::line(&line.text)));
                    let lines: Vec<String> = lines.collect();
                    let _ = writeln!(out, "\n{}", indented(&fenced("diff", &lines.join("\n"))));
                }
            }
        }
        if self.alone().next().is_some() {
            let _ = writeln!(out, "\n## {}\n", self.language.word("On one side alone"));
            for (title, is_old) in self.alone() {
                let _ = writeln!(out, "- {}", markdown::escape(&self.only_in(title, is_old)));
            }
        }
        let _ = writeln!(out, "\n{}", self.summary());
        out
    }

    /// For programs.
    #[must_use]
    pub fn json(&self) -> String {
        serde_json::to_string_pretty(self).unwrap_or_default()
    }

    fn alone(&self) -> impl Iterator<Item = (&String, bool)> {
        let old = self.only_in_old.iter().map(|title| (title, true));
        old.chain(self.only_in_new.iter().map(|title| (title, false)))
    }

    fn only_in(&self, title: &str, is_old: bool) -> String {
        let said = if is_old { say!("{}: only in OLD", title) } else { say!("{}: only in NEW", title) };
        self.language.said(&said)
    }

    fn summary(&self) -> String {
        if self.is_empty() {
            return self.language.word("Nothing is different.").to_owned();
        }
        let (old, new) = (self.only_in_old.len(), self.only_in_new.len());
        self.language.said(&say!(
            "{} changed, {} the same, {} only in OLD, {} only in NEW.",
            self.changed.len(),
            self.same,
            old,
            new
        ))
    }
}

fn is_same(old: &Zap, new: &Zap) -> bool {
    if old.source == Source::Export2 || new.source == Source::Export2 || old.id.is_empty() || new.id.is_empty() {
        old.title.is_some() && old.title == new.title
    } else {
        old.id == new.id
    }
}

/// The name as a report shows it.
fn name(zap: &Zap, language: &Language) -> String {
    let title = Snapshot::of(zap).title.filter(|title| !title.is_empty());
    title.unwrap_or_else(|| language.word("Untitled Zap").to_owned())
}

fn count(changes: usize) -> Said {
    if changes == 1 { say!("1 change") } else { say!("{} changes", changes) }
}

const fn sign(line: &Line) -> char {
    match line.side {
        Side::Old => '-',
        Side::New => '+',
        Side::Both => ' ',
    }
}

fn indented(text: &str) -> String {
    text.lines().map(|line| format!("  {line}\n")).collect()
}
