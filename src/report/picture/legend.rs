//! What the signs mean, below the picture: only those that are in it.

use super::{
    Shape, Tag,
    fit::width,
    marks::{self, Lane, Look},
    rows::{Form, Marks, Row},
    traffic::Load,
};
use crate::{
    finding::Severity,
    word,
    words::{Language, Word},
};

/// Said where there is nothing to draw lines for.
pub(super) const NOTHING_FLOWS: Word =
    word!("Zaplint saw no personal data, passwords or keys on their way through this Zap.");

/// Where the names of the lanes are far from many of the rows, the legend repeats them.
const TALL: usize = 18;

const LINE: i32 = 24;
const EDGE: i32 = 16;

/// What it is drawn from.
pub(super) struct Legend<'l> {
    pub(super) rows: &'l [Row],
    /// What was found about the whole Zap.
    pub(super) whole: Marks,
    pub(super) lanes: &'l [Lane],
    pub(super) language: &'l Language,
    pub(super) wide: i32,
}

impl Legend<'_> {
    /// Draws it from a height on; gives the height where it ends.
    pub(super) fn draw(&self, top: i32, shapes: &mut Vec<Shape>) -> i32 {
        let mut pen = Pen { x: EDGE, y: top + LINE, wide: self.wide, language: self.language, shapes };
        if self.rows.is_empty() {
            pen.entry(0, word!("This Zap has no steps."), |_, _| None);
        } else if self.lanes.is_empty() {
            cut(self.language.word(NOTHING_FLOWS), self.wide - 2 * EDGE).iter().for_each(|line| pen.line(line));
        }
        if self.rows.len() > TALL {
            for Lane { load, letter, .. } in self.lanes {
                let look = Look { filled: true, arrow: false, ringed: false };
                pen.entry(22, load.name(), |x, y| Some(marks::stop(*load, *letter, look, x + 9, y)));
            }
            pen.next_line();
        }
        self.stops(&mut pen);
        self.forms(&mut pen);
        pen.next_line();
        self.findings(&mut pen);
        pen.next_line();
        pen.y
    }

    /// What happens to data at a step.
    fn stops(&self, pen: &mut Pen<'_>) {
        let looks = [
            (word!("comes in here"), Look { filled: false, arrow: false, ringed: false }),
            (word!("is used here"), Look { filled: true, arrow: false, ringed: false }),
            (word!("leaves here"), Look { filled: true, arrow: true, ringed: false }),
            (word!("is typed in here, and leaves"), Look { filled: false, arrow: true, ringed: false }),
            (word!("is used, and comes in anew"), Look { filled: true, arrow: false, ringed: true }),
            (word!("leaves, and comes in anew"), Look { filled: true, arrow: true, ringed: true }),
        ];
        for (meaning, look) in looks {
            if self.rows.iter().flat_map(|row| &row.stops).any(|stop| Look::of(stop) == look) {
                pen.entry(24, meaning, |x, y| Some(marks::stop(Load::Everything, ' ', look, x + 9, y)));
            }
        }
    }

    /// Boxes and ways that mean something.
    fn forms(&self, pen: &mut Pen<'_>) {
        let any = |form: Form| self.rows.iter().any(|row| row.form == form);
        if any(Form::Loop) {
            pen.entry(24, word!("repeats"), |x, y| Some(Shape::line("zp-way zp-again", format!("M{x} {y}h18"))));
        }
        if any(Form::SubZap) {
            pen.entry(26, word!("another Zap"), |x, y| {
                let mut group = Shape::new(Tag::G);
                let edge = [("x", x), ("y", y - 7), ("width", 20), ("height", 14), ("rx", 3)];
                group.add(Shape::new(Tag::Rect).class("zp-box zp-plain").at(edge));
                let sides = format!("M{} {}v14M{} {}v14", x + 4, y - 7, x + 16, y - 7);
                group.add(Shape::line("zp-double", sides));
                Some(group)
            });
        }
    }

    fn findings(&self, pen: &mut Pen<'_>) {
        let any = |is: &dyn Fn(&Marks) -> bool| is(&self.whole) || self.rows.iter().any(|row| is(&row.marks));
        for severity in Severity::ALL {
            if any(&|marks| marks.worst == Some(severity)) {
                pen.entry(18, severity.label(), |x, y| Some(marks::severity(severity, x + 7, y)));
            }
        }
        if any(&|marks| marks.worst.is_none() && marks.accepted > 0) {
            let tick = |x: i32, y: i32| Some(Shape::line("zp-tick", format!("M{} {}l3 4l6 -8", x + 2, y + 1)));
            pen.entry(18, word!("only accepted findings"), tick);
        }
        if any(&|marks| marks.unread) {
            let mark = |x: i32, y: i32| Some(Shape::words("zp-unread", x + 3, y + 4, "?"));
            pen.entry(18, word!("not checked: could not be read"), mark);
        }
    }
}

struct Pen<'s> {
    x: i32,
    y: i32,
    wide: i32,
    language: &'s Language,
    shapes: &'s mut Vec<Shape>,
}

impl Pen<'_> {
    /// A sign of some width and what it means; on the next line where this one is full.
    fn entry(&mut self, sign_width: i32, meaning: Word, sign: impl Fn(i32, i32) -> Option<Shape>) {
        let text = self.language.word(meaning);
        let wide = sign_width + width(text, 12);
        if self.x > EDGE && self.x + wide > self.wide - EDGE {
            self.next_line();
        }
        self.shapes.extend(sign(self.x, self.y));
        self.shapes.push(Shape::words("zp-small", self.x + sign_width, self.y + 4, text));
        self.x += wide + 18;
    }

    fn line(&mut self, text: &str) {
        self.shapes.push(Shape::words("zp-small", EDGE, self.y + 4, text));
        self.x = EDGE;
        self.y += LINE - 6;
    }

    fn next_line(&mut self) {
        if self.x > EDGE {
            self.x = EDGE;
            self.y += LINE;
        }
    }
}

/// A text in lines of this width.
fn cut(text: &str, room: i32) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split(' ') {
        match lines.last_mut() {
            Some(line) if width(line, 12) + width(word, 12) + 4 <= room => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines
}
