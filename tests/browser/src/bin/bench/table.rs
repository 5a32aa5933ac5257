//! One table: what was measured, its limit, and how much of the limit it takes.

/// The first line.
pub(crate) fn head() {
    println!("{:<78} {:>14} {:>14} {:>8}", "what", "measured", "limit", "ratio");
}

/// A row in which less is better.
pub(crate) fn row(what: &str, measured: f64, limit: f64, unit: &str) {
    print(what, measured, limit, if limit > 0.0 { measured / limit } else { measured }, unit);
}

/// A row in which more is better.
pub(crate) fn at_least(what: &str, measured: f64, limit: f64, unit: &str) {
    print(what, measured, limit, limit / measured, unit);
}

/// A line that says why rows are missing.
pub(crate) fn left_out(why: &str) {
    println!("({why})");
}

fn print(what: &str, measured: f64, limit: f64, ratio: f64, unit: &str) {
    let over = if ratio > 1.0 { "  over" } else { "" };
    println!("{what:<78} {measured:>9.2} {unit:<4} {limit:>9.2} {unit:<4} {ratio:>8.2}{over}");
}

/// The value below which this share of the values lies.
pub(crate) fn quantile(values: &[f64], share: f64) -> f64 {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    sorted.get((sorted.len() as f64 * share) as usize).copied().unwrap_or_default()
}

/// The value in the middle.
pub(crate) fn median(values: &[f64]) -> f64 {
    quantile(values, 0.5)
}
