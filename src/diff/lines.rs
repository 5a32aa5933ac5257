//! Code, line by line.

use super::align::align;

/// A line of code that went, came or stands beside one that did.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Line {
    /// Whether it went or came.
    pub side: Side,
    /// The line's number, counted where it stands.
    pub number: usize,
    /// The line.
    pub text: String,
}

/// Where a line stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Side {
    /// In the old code alone.
    Old,
    /// In the new code alone.
    New,
    /// In both, beside a line that went or came; its number is the new one.
    Both,
}

/// Lines that are shown before and after a change.
const AROUND: usize = 2;

/// What went and came, with a few lines around.
pub(super) fn changed(old: &str, new: &str) -> Vec<Line> {
    let (old, new): (Vec<&str>, Vec<&str>) = (old.lines().collect(), new.lines().collect());
    let mut lines: Vec<Line> = Vec::with_capacity(new.len());
    let mut put = |side: Side, at: usize, texts: &[&str]| {
        if let Some(text) = texts.get(at) {
            lines.push(Line { side, number: at + 1, text: (*text).to_owned() });
        }
    };
    let (mut before, mut now) = (0, 0);
    for (from, to) in align(&old, &new).into_iter().chain([(old.len(), new.len())]) {
        (before..from).for_each(|at| put(Side::Old, at, &old));
        (now..to).for_each(|at| put(Side::New, at, &new));
        put(Side::Both, to, &new);
        (before, now) = (from + 1, to + 1);
    }
    let changes: Vec<usize> =
        lines.iter().enumerate().filter(|(_, line)| line.side != Side::Both).map(|(at, _)| at).collect();
    let mut at = 0;
    lines.retain(|_| {
        at += 1;
        // The nearest change at or after the first line around it.
        let near = changes.partition_point(|&change| change + AROUND + 1 < at);
        changes.get(near).is_some_and(|&change| change < at + AROUND)
    });
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(old: &str, new: &str) -> Vec<String> {
        let sign = |side| match side {
            Side::Old => '-',
            Side::New => '+',
            Side::Both => ' ',
        };
        changed(old, new).into_iter().map(|line| format!("{}{} {}", sign(line.side), line.number, line.text)).collect()
    }

    #[test]
    fn changed_lines_stand_among_their_neighbours() {
        let old = "a\nb\nc\nd\ne\nf\ng";
        assert_eq!(told(old, "a\nb\nc\nd\nE\nf\ng"), [" 3 c", " 4 d", "-5 e", "+5 E", " 6 f", " 7 g"]);
        assert_eq!(told(old, "x\na\nb\nc\nd\ne\nf"), ["+1 x", " 2 a", " 3 b", " 6 e", " 7 f", "-7 g"]);
        assert_eq!(told("", "a"), ["+1 a"]);
        assert!(told(old, old).is_empty());
    }
}
