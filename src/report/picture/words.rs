//! The picture in words, for those who hear it.

use super::{
    rows::{Form, Marks, Row},
    traffic::{Load, Stop},
};
use crate::{report, say, word, words::Said};

/// "Step 4, Send Channel Message in Slack: sends e-mail address to a chat; 2 findings, the worst high".
pub(super) fn of_row(row: &Row) -> Said {
    let loads = |is: &dyn Fn(&Stop) -> bool| -> Option<Vec<Said>> {
        let names: Vec<Said> = row.stops.iter().filter(|stop| is(stop)).map(|stop| stop.load.name().into()).collect();
        Some(names).filter(|names| !names.is_empty())
    };
    let mut parts: Vec<Said> = match row.form {
        Form::Loop => vec![say!("repeats the steps in it")],
        Form::SubZap => vec![say!("another Zap")],
        Form::Start | Form::Plain | Form::Fork => Vec::new(),
    };
    parts.extend(loads(&|stop| stop.enters).map(|names| say!("brings in: {}", names)));
    parts.extend(loads(&|stop| stop.taken && !stop.leaves).map(|names| say!("uses: {}", names)));
    parts.extend(loads(&|stop| stop.leaves).map(|names| say!("sends to {}: {}", row.goes_to, names)));
    parts.extend(of_marks(row.marks));
    match joined(parts) {
        Some(about) => say!("Step {}, {}: {}", row.number, row.name.as_str(), about),
        None => say!("Step {}, {}", row.number, row.name.as_str()),
    }
}

/// "2 findings, the worst high; 1 accepted; a part could not be read".
pub(super) fn of_marks(marks: Marks) -> Option<Said> {
    let mut parts = Vec::new();
    if let Some(worst) = marks.worst {
        let findings = report::findings(marks.open);
        parts.push(match marks.open {
            1 => say!("{}, {}", findings, worst.in_sentence()),
            _ => say!("{}, the worst {}", findings, worst.in_sentence()),
        });
    }
    match marks.accepted {
        0 => {}
        1 => parts.push(say!("1 accepted finding")),
        many => parts.push(say!("{} accepted findings", many)),
    }
    if marks.unread {
        parts.push(say!("a part could not be read"));
    }
    joined(parts)
}

/// "E-mail address: comes in at step 1; is used at step 2; goes to a chat at steps 4 and 7; goes to an address on the web at step 6."
pub(super) fn of_load(load: Load, rows: &[Row]) -> Said {
    let there = |is: &dyn Fn(&Stop) -> bool| -> Vec<&Row> {
        rows.iter().filter(|row| row.stops.iter().any(|stop| stop.load == load && is(stop))).collect()
    };
    let mut parts = Vec::new();
    parts.extend(steps(&there(&|stop| stop.enters)).map(|steps| say!("comes in at {}", steps)));
    parts.extend(steps(&there(&|stop| stop.taken && !stop.leaves)).map(|steps| say!("is used at {}", steps)));
    // Of sixty steps, forty may send it to the same few kinds of places.
    let mut leaving = there(&|stop| stop.leaves);
    while let Some(goes_to) = leaving.first().map(|row| row.goes_to) {
        let (same, others) = leaving.into_iter().partition::<Vec<&Row>, _>(|row| row.goes_to == goes_to);
        parts.extend(steps(&same).map(|steps| say!("goes to {} at {}", goes_to, steps)));
        leaving = others;
    }
    say!("{}: {}.", load.name(), joined(parts).unwrap_or_else(|| word!("not known").into()))
}

/// "steps 4, 7 and 9"; `None` without any.
fn steps(rows: &[&Row]) -> Option<Said> {
    match rows {
        [] => None,
        [row] => Some(say!("step {}", row.number)),
        rows => Some(say!("steps {}", rows.iter().map(|row| say!("{}", row.number)).collect::<Vec<_>>())),
    }
}

/// "a; b; c"
fn joined(parts: Vec<Said>) -> Option<Said> {
    parts.into_iter().reduce(|before, part| say!("{}; {}", before, part))
}
