//! What is different between two files, to print.

use std::fmt::Write as _;

use serde::Serialize;

use super::{Change, Line, Side, Snapshot, changes};
use crate::{
    backup::fenced,
    report::{markdown, visible},
    zap::{Source, Zap},
};

/// Two files compared, Zap by Zap.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Comparison {
    /// The version of this form.
    schema: u32,
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
    changes: Vec<Change>,
}

impl Comparison {
    /// Of the Zaps of two files. One Zap on each side is compared whatever its name; of several those with one number
    /// belong together, and where a file numbers its Zaps anew those with one title.
    #[must_use]
    pub fn of(old: &[Zap], new: &[Zap]) -> Self {
        let mut comparison = Self { schema: 1, ..Self::default() };
        let mut left: Vec<&Zap> = old.iter().collect();
        for zap in new {
            let same_one = |other: &&Zap| old.len() == 1 && new.len() == 1 || is_same(other, zap);
            let Some(place) = left.iter().position(same_one) else {
                comparison.only_in_new.push(name(zap));
                continue;
            };
            let changes = changes(left.remove(place), zap);
            if changes.is_empty() {
                comparison.same += 1;
            } else {
                let id = crate::data::Masker::default().mask(&zap.id).into_owned();
                comparison.changed.push(Compared { id, title: name(zap), changes });
            }
        }
        comparison.only_in_old = left.into_iter().map(name).collect();
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
            let _ = writeln!(out, "{}: {}", visible::line(&zap.title), count(zap.changes.len()));
            for change in &zap.changes {
                let _ = writeln!(out, "  {}", visible::line(&change.sentence));
                for (word, value) in [("was", &change.old), ("is", &change.new)] {
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
            let _ = writeln!(out, "{}: only in {}", visible::line(title), if is_old { "OLD" } else { "NEW" });
        }
        let _ = writeln!(out, "{}", self.summary());
        out
    }

    /// For a page or a pull request.
    #[must_use]
    pub fn markdown(&self) -> String {
        let mut out = "# What changed\n".to_owned();
        for zap in &self.changed {
            let _ = writeln!(out, "\n## {}\n", markdown::escape(&zap.title));
            for change in &zap.changes {
                let _ = writeln!(out, "- {}", markdown::escape(&change.sentence));
                for (word, value) in [("Was", &change.old), ("Is", &change.new)] {
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
            out.push_str("\n## On one side alone\n\n");
            for (title, is_old) in self.alone() {
                let _ = writeln!(out, "- {}: only in {}", markdown::escape(title), if is_old { "OLD" } else { "NEW" });
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

    fn summary(&self) -> String {
        if self.is_empty() {
            return "Nothing is different.".to_owned();
        }
        let (old, new) = (self.only_in_old.len(), self.only_in_new.len());
        format!("{} changed, {} the same, {old} only in OLD, {new} only in NEW.", self.changed.len(), self.same)
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
fn name(zap: &Zap) -> String {
    let title = Snapshot::of(zap).title.filter(|title| !title.is_empty());
    title.unwrap_or_else(|| "Untitled Zap".to_owned())
}

fn count(changes: usize) -> String {
    if changes == 1 { "1 change".to_owned() } else { format!("{changes} changes") }
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
