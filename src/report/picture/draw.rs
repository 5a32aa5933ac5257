//! Lays the picture out: a column of boxes, the lanes beside it, and what leaves at the right.

use super::{
    Frame, Picture, Shape, Tag,
    fit::{fit, width},
    legend::{self, Legend},
    marks::{self, Lane, Look, SIGN},
    rows::{self, Form, Marks, Row},
    traffic::Load,
    tree::Joint,
    words,
};
use crate::{
    report::{ZapReport, visible},
    say,
    words::Language,
};

/// Sizes that depend on how many steps there are and how much room.
struct Sizes {
    /// From one row to the next.
    row: i32,
    /// How high a box is.
    high: i32,
    /// The size of the letters in it.
    font: i32,
    /// How wide the column of boxes is.
    column: i32,
    /// From one lane to the next.
    lane: i32,
    /// Where the first lane is.
    lanes: i32,
    /// How much a Path is indented.
    indent: i32,
    /// How wide the widest number of a step is.
    number: i32,
    /// Whether it is said at the right where data goes.
    says_where: bool,
}

const EDGE: i32 = 16;

impl Sizes {
    fn new(rows: usize, frame: Frame) -> Self {
        let (row, high, font) = match rows {
            0..=9 => (46, 32, 14),
            10..=25 => (34, 26, 13),
            _ => (26, 21, 12),
        };
        let (column, lane, indent, says_where) = match frame {
            Frame::Wide => (360, 28, 22, true),
            Frame::Narrow => (208, 22, 14, false),
        };
        let number = width(&rows.to_string(), font);
        Self { row, high, font, column, lane, lanes: EDGE + column + lane, indent, number, says_where }
    }
}

struct Drawing<'r> {
    rows: &'r [Row],
    sizes: Sizes,
    lanes: Vec<Lane>,
    language: &'r Language,
    top: i32,
    shapes: Vec<Shape>,
}

/// The whole picture.
pub(super) fn picture(rows: &[Row], report: &ZapReport, frame: Frame) -> Picture {
    let language = &report.language;
    let is_there = |load: &Load| rows.iter().any(|row| row.stops.iter().any(|stop| stop.load == *load));
    let lanes = marks::lanes(Load::all().filter(is_there), language);
    // The names of the lanes rise to the right at 45 degrees.
    let highest = lanes.iter().map(|lane| slanted(&lane.name) + 30).max().unwrap_or(0);
    let whole = rows::marks(report, None);
    let (sizes, top) = (Sizes::new(rows.len(), frame), highest.max(if whole == Marks::default() { 12 } else { 50 }));
    let mut drawing = Drawing { rows, sizes, lanes, language, top, shapes: Vec::new() };
    drawing.whole_zap(whole);
    drawing.lanes();
    drawing.ways();
    drawing.steps();
    let width = drawing.width();
    let bottom = drawing.top + drawing.sizes.row * to_i32(rows.len()) + 6;
    let Drawing { lanes, mut shapes, .. } = drawing;
    let height = Legend { rows, whole, lanes: &lanes, language, wide: width }.draw(bottom, &mut shapes);
    Picture {
        name: language.word("The way of the data").to_owned(),
        title: visible::line(report.name()).into_owned(),
        about: format!("{} · {}", report.about(), report.status_line()),
        width,
        height,
        in_words: language.word("The same in words").to_owned(),
        words: match lanes.as_slice() {
            [] => vec![language.word(legend::NOTHING_FLOWS).to_owned()],
            lanes => lanes.iter().map(|lane| language.said(&words::of_load(lane.load, rows))).collect(),
        },
        shapes,
    }
}

/// How high, and how far to the right, a lane's name rises, in its bold letters and with the last one's own height.
fn slanted(name: &str) -> i32 {
    width(name, 12) * 76 / 100 + 6
}

impl Drawing<'_> {
    /// How wide it all is.
    fn width(&self) -> i32 {
        let names = self.lanes.iter().enumerate().map(|(index, lane)| self.lane(index) + slanted(&lane.name));
        let last = self.lane(self.lanes.len().saturating_sub(1));
        let leaving = self.rows.iter().filter(|row| self.sizes.says_where && row.leaving().next().is_some());
        let places = leaving.map(|row| last + 22 + width(&self.goes_to(row), 12));
        let column = EDGE + self.sizes.column;
        let inside = names.chain(places).max().unwrap_or(column).max(column);
        inside.max(if self.lanes.is_empty() { 0 } else { last + 12 }) + EDGE
    }

    /// "to a chat"
    fn goes_to(&self, row: &Row) -> String {
        self.language.said(&say!("to {}", row.goes_to))
    }

    fn lane(&self, index: usize) -> i32 {
        self.sizes.lanes + self.sizes.lane * to_i32(index)
    }

    /// The left edge of a row's box, its upper edge and its middle.
    fn place(&self, index: usize, depth: i32) -> (i32, i32, i32) {
        let x = EDGE + depth * self.sizes.indent;
        let y = self.top + self.sizes.row * to_i32(index);
        (x, y, y + self.sizes.high / 2)
    }

    fn index_of(&self, load: Load) -> Option<usize> {
        self.lanes.iter().position(|lane| lane.load == load)
    }

    /// What was found about the Zap as a whole, above its first step.
    fn whole_zap(&mut self, marks: Marks) {
        let Some(found) = words::of_marks(marks) else { return };
        let told = self.language.said(&say!("The whole Zap: {}", found));
        let mut group = Shape::new(Tag::G).class("zp-step").with("tabindex", "0").with("role", "img");
        group.add(Shape::title(told));
        let y = self.top - 40;
        let label = self.language.word("The whole Zap");
        let wide = 12 + width(label, 12) + mark_width(marks) + 8;
        let edge = [("x", EDGE), ("y", y), ("width", wide), ("height", 24), ("rx", 12)];
        group.add(Shape::new(Tag::Rect).class("zp-box zp-whole").at(edge));
        group.add(Shape::words("zp-small", EDGE + 12, y + 16, label));
        self.marks(marks, EDGE + wide - 8, y + 12, &mut group);
        self.shapes.push(group);
    }

    /// The lanes: the line of each load from the first row where it is to the last, and its name above.
    fn lanes(&mut self) {
        for (index, Lane { load, name, .. }) in self.lanes.iter().enumerate() {
            let x = self.lane(index);
            let there = |row: &Row| row.stops.iter().any(|stop| stop.load == *load);
            let first = self.rows.iter().position(there).unwrap_or(0);
            let last = self.rows.iter().rposition(there).unwrap_or(0);
            let (tone, dashed) = load.look();
            let (_, _, from) = self.place(first, 0);
            let (_, _, to) = self.place(last, 0);
            let dash = if dashed { " zp-dashed" } else { "" };
            let mut group = Shape::new(Tag::G).class(&format!("zp-tone{tone}"));
            group.add(Shape::title(self.language.said(&words::of_load(*load, self.rows))));
            // A hair from the name to where the load first is.
            group.add(Shape::line("zp-hair", format!("M{x} {}V{from}", self.top - 8)));
            group.add(Shape::line(&format!("zp-lane{dash}"), format!("M{x} {from}V{to}")));
            let turn = format!("rotate(-45 {x} {})", self.top - 14);
            let name = Shape::words("zp-head", x, self.top - 14, name.as_str());
            group.add(name.with("transform", turn));
            self.shapes.push(group);
        }
    }

    /// What runs after what.
    fn ways(&mut self) {
        for (index, row) in self.rows.iter().enumerate() {
            let Some((parent, above)) = row.place.parent.and_then(|parent| Some((parent, self.rows.get(parent)?)))
            else {
                continue;
            };
            let (from_x, from_y, _) = self.place(parent, above.place.depth);
            let (x, y, middle) = self.place(index, row.place.depth);
            let (trunk, start) = (from_x + 8, from_y + self.sizes.high);
            let (class, way) = match row.place.joint {
                _ if x == from_x => ("zp-way", format!("M{trunk} {start}V{y}")),
                Joint::Next => ("zp-way", format!("M{trunk} {start}V{middle}H{x}")),
                Joint::Branch => ("zp-way", format!("M{trunk} {start}V{}q0 5 5 5H{x}", middle - 5)),
                Joint::Repeated => ("zp-way zp-again", format!("M{trunk} {start}V{}q0 5 5 5H{x}", middle - 5)),
            };
            self.shapes.push(Shape::line(class, way));
        }
        for (index, row) in self.rows.iter().enumerate().filter(|(_, row)| row.form == Form::Loop) {
            // Back from the loop's last step to its start.
            let inside = self.rows.iter().skip(index + 1).take_while(|inside| inside.place.depth > row.place.depth);
            let last = index + inside.count();
            if last == index {
                continue;
            }
            let (x, y, _) = self.place(index, row.place.depth);
            let (_, _, end) = self.place(last, 0);
            let (trunk, start) = (x + 8, y + self.sizes.high);
            let inner = x + self.sizes.indent;
            self.shapes.push(Shape::line("zp-way zp-again", format!("M{inner} {end}H{trunk}V{start}")));
            self.shapes.push(Shape::line("zp-arrow", format!("M{trunk} {}l4 6h-8z", start + 1)));
        }
    }

    fn steps(&mut self) {
        for (index, row) in self.rows.iter().enumerate() {
            let (x, y, middle) = self.place(index, row.place.depth);
            let told = self.language.said(&words::of_row(row));
            let mut group = Shape::new(Tag::G)
                .class("zp-step")
                .with("data-step", row.id.as_str())
                .with("tabindex", "0")
                .with("role", "img");
            group.add(Shape::title(told));
            self.guide(row, middle, &mut group);
            self.step_box(row, x, y, &mut group);
            for stop in &row.stops {
                if let Some(index) = self.index_of(stop.load)
                    && let Some(lane) = self.lanes.get(index)
                {
                    group.add(marks::stop(stop.load, lane.letter, Look::of(stop), self.lane(index), middle));
                }
            }
            if self.sizes.says_where && row.leaving().next().is_some() {
                let x = self.lane(self.lanes.len().saturating_sub(1)) + 22;
                group.add(Shape::words("zp-small", x, middle + 4, self.goes_to(row)));
            }
            self.shapes.push(group);
        }
    }

    /// A faint line that leads from the box to its stops.
    fn guide(&self, row: &Row, y: i32, group: &mut Shape) {
        let last = row.stops.iter().filter_map(|stop| self.index_of(stop.load)).max();
        if let Some(last) = last {
            let way = format!("M{} {y}H{}", EDGE + self.sizes.column, self.lane(last));
            group.add(Shape::line("zp-guide", way));
        }
    }

    fn step_box(&self, row: &Row, x: i32, y: i32, group: &mut Shape) {
        let (high, font) = (self.sizes.high, self.sizes.font);
        let right = EDGE + self.sizes.column;
        let (form, round) = match row.form {
            Form::Start => ("zp-start", high / 2),
            Form::Fork => ("zp-fork", 4),
            Form::Plain | Form::Loop | Form::SubZap => ("zp-plain", 4),
        };
        let edge = [("x", x), ("y", y), ("width", right - x), ("height", high), ("rx", round)];
        group.add(Shape::new(Tag::Rect).class(&format!("zp-box {form}")).at(edge));
        if row.form == Form::SubZap {
            group.add(Shape::line("zp-double", format!("M{} {y}v{high}M{} {y}v{high}", x + 4, right - 4)));
        }
        let base = y + high / 2 + font * 36 / 100;
        let number = row.number.to_string();
        let start = x + 12;
        let after = start + self.sizes.number + 9;
        group.add(Shape::words(&format!("zp-number zp-font{font}"), start, base, number));
        let room = right - after - 8 - mark_width(row.marks);
        group.add(Shape::words(&format!("zp-text zp-font{font}"), after, base, fit(&row.name, font, room)));
        self.marks(row.marks, right - 10, y + high / 2, group);
    }

    /// The mark of the findings, ending at `right`.
    fn marks(&self, marks: Marks, right: i32, middle: i32, group: &mut Shape) {
        let mut x = right;
        if marks.unread {
            group.add(Shape::words("zp-unread", x - 8, middle + 4, "?"));
            x -= 16;
        }
        if let Some(worst) = marks.worst {
            let number = marks.open.to_string();
            let wide = width(&number, 12);
            let class = format!("zp-count zp-{}", worst.word());
            group.add(Shape::words(&class, x - wide, middle + 4, number));
            group.add(marks::severity(worst, x - wide - SIGN, middle));
        } else if marks.accepted > 0 {
            group.add(Shape::line("zp-tick", format!("M{} {}l3 4l6 -8", x - 10, middle + 1)));
        }
    }
}

/// How much room the mark takes.
fn mark_width(marks: Marks) -> i32 {
    let unread = if marks.unread { 16 } else { 0 };
    let found = match marks.worst {
        Some(_) => width(&marks.open.to_string(), 12) + SIGN + 16,
        None if marks.accepted > 0 => 22,
        None => 0,
    };
    unread + found
}

fn to_i32(number: usize) -> i32 {
    i32::try_from(number.min(100_000)).unwrap_or(0)
}
