//! What Chromium notes down of its own work, and what of it is an extension's.

use serde_json::Value;

/// What it is told to note down: scripts and their addresses, tasks, style, layout, paint, and marks.
pub(crate) const CATEGORIES: &str = "devtools.timeline,disabled-by-default-devtools.timeline,blink.user_timing";

/// Steps from the page's elements to the screen.
const RENDERING: [&str; 6] = ["UpdateLayoutTree", "Layout", "HitTest", "PrePaint", "Paint", "Layerize"];

/// Something that took time on the page's main thread.
struct Span {
    name: String,
    /// Since the start of the trace, in microseconds.
    start: f64,
    end: f64,
    /// Time that the thread really ran, in milliseconds.
    ran: f64,
    /// Whether it is a function of an extension.
    extension: bool,
}

/// What one keystroke costs on the main thread, in milliseconds.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Cost {
    /// The extension's own script.
    pub(crate) script: f64,
    /// Style, layout and paint, whoever caused it.
    pub(crate) rendering: f64,
}

/// The cost of each keystroke in a trace. A keystroke lasts until the next one, and none longer than `longest` seconds.
pub(crate) fn keystrokes(trace: &[Value], longest: f64) -> Vec<Cost> {
    let is_keydown = |event: &&Value| {
        event.get("name").is_some_and(|name| name == "EventDispatch")
            && event.pointer("/args/data/type").is_some_and(|kind| kind == "keydown")
    };
    let Some(first) = trace.iter().find(is_keydown) else { return Vec::new() };
    let here: Vec<&Value> = trace.iter().filter(|event| thread(event) == thread(first)).collect();
    let pressed: Vec<f64> = here.iter().copied().filter(is_keydown).map(|event| number(event, "ts")).collect();
    let mut spans: Vec<Span> = here.iter().filter_map(|event| span(event)).collect();
    // The outer one first.
    spans.sort_by(|left, right| left.start.total_cmp(&right.start).then(right.end.total_cmp(&left.end)));
    let painted: Vec<f64> = here
        .iter()
        .filter(|event| event.get("name").is_some_and(|name| name == "zaplint-paint"))
        .map(|event| number(event, "ts"))
        .collect();
    pressed
        .iter()
        .enumerate()
        .map(|(index, &start)| {
            let end = pressed.get(index + 1).copied().unwrap_or(f64::MAX).min(start + longest * 1e6);
            let inside: Vec<&Span> = spans.iter().filter(|span| (start..end).contains(&span.start)).collect();
            cost(&inside, &painted)
        })
        .collect()
}

fn cost(spans: &[&Span], painted: &[f64]) -> Cost {
    // The answer of the worker is a task of its own, which no name tells: it is the one in which was painted.
    let ours = |span: &Span| {
        span.extension || span.name == "RunTask" && painted.iter().any(|paint| (span.start..span.end).contains(paint))
    };
    let script = outermost(spans, &|span| ours(span));
    let rendering = outermost(spans, &is_rendering);
    // Layout that is asked for in a script is layout all the same.
    let within: f64 = rendering
        .iter()
        .filter(|part| script.iter().any(|whole| whole.start <= part.start && part.end <= whole.end))
        .map(|part| part.ran)
        .sum();
    let sum = |spans: &[&Span]| -> f64 { spans.iter().map(|span| span.ran).sum() };
    Cost { script: sum(&script) - within, rendering: sum(&rendering) }
}

fn is_rendering(span: &Span) -> bool {
    RENDERING.contains(&span.name.as_str())
}

/// Those that are wanted and not inside another one that is.
fn outermost<'span>(spans: &[&'span Span], wanted: &dyn Fn(&Span) -> bool) -> Vec<&'span Span> {
    let mut found: Vec<&Span> = Vec::new();
    for span in spans {
        if wanted(span) && found.last().is_none_or(|last| span.start >= last.end) {
            found.push(span);
        }
    }
    found
}

fn span(event: &Value) -> Option<Span> {
    let start = number(event, "ts");
    let length = event.get("dur").and_then(Value::as_f64)?;
    let ran = event.get("tdur").and_then(Value::as_f64).unwrap_or(length) / 1000.0;
    let name = event.get("name")?.as_str()?.to_owned();
    let address = event.pointer("/args/data/url").and_then(Value::as_str).unwrap_or_default();
    let extension = name == "FunctionCall" && address.starts_with("chrome-extension://");
    Some(Span { name, start, end: start + length, ran, extension })
}

fn thread(event: &Value) -> Option<(&Value, &Value)> {
    event.get("pid").zip(event.get("tid"))
}

fn number(event: &Value, key: &str) -> f64 {
    event.get(key).and_then(Value::as_f64).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn each_keystroke_pays_for_what_follows_it() {
        let event = |name: &str, ts: u32, dur: u32, data: Value| json!({"name": name, "pid": 1, "tid": 1, "ts": ts, "dur": dur, "tdur": dur, "args": {"data": data}});
        let ours = json!({"url": "chrome-extension://x/content.js"});
        let trace = [
            event("EventDispatch", 1000, 50, json!({"type": "keydown"})),
            event("FunctionCall", 2000, 3000, ours.clone()),
            event("FunctionCall", 2100, 100, ours),
            event("Layout", 2500, 1000, Value::Null),
            event("FunctionCall", 6000, 900, json!({"url": "https://zapier.com/x.js"})),
            event("RunTask", 8000, 500, Value::Null),
            json!({"name": "zaplint-paint", "pid": 1, "tid": 1, "ts": 8100}),
            event("RunTask", 9000, 700, Value::Null),
            event("EventDispatch", 100_000, 50, json!({"type": "keydown"})),
        ];
        let costs: Vec<(f64, f64)> = keystrokes(&trace, 1.0).iter().map(|cost| (cost.script, cost.rendering)).collect();
        assert_eq!(costs, [(2.5, 1.0), (0.0, 0.0)]);
    }
}
