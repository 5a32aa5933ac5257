//! What the page pays for the extension while somebody types and while nobody does: the same page with and without it.

use std::thread::sleep;
use std::time::Duration;

use browser_tests::driver::Error;
use browser_tests::{editor, zaplint};
use serde_json::json;

use crate::probe::{Bench, Probed};
use crate::table::{median, quantile, row};
use crate::trace::{self, Cost};
use crate::zaps;

const KEYSTROKES: usize = 60;
/// Between two keystrokes: long enough for all that one causes, short enough that the page does not save.
const PAUSE: Duration = Duration::from_millis(150);

/// Its rows.
pub(crate) fn rows(probed: &Probed) -> Result<(), Error> {
    let with = Paid::measure(Some(probed))?;
    let without = Paid::measure(None)?;
    let script: Vec<f64> = with.keystrokes.iter().map(|cost| cost.script).collect();
    let usual: Vec<f64> = without.keystrokes.iter().map(|cost| cost.rendering).collect();
    let usual = median(&usual);
    let all: Vec<f64> = with.keystrokes.iter().map(|cost| cost.script + (cost.rendering - usual).max(0.0)).collect();
    row("a keystroke in 100 steps, Zaplint's script on the main thread, p95", quantile(&script, 0.95), 2.0, "ms");
    row("  with the style, layout and paint over the page's usual, p95", quantile(&all, 0.95), 2.0, "ms");
    row("long tasks while typing, over the page's own", with.long_tasks - without.long_tasks, 0.0, "");
    row("an idle editor, over the page's own, each second", (with.idle - without.idle).max(0.0), 0.0, "ms");
    row("memory of the content script", (with.heap - without.heap) / 1e6, 16.0, "MB");
    Ok(())
}

struct Paid {
    keystrokes: Vec<Cost>,
    long_tasks: f64,
    /// Milliseconds of work each second when nothing happens.
    idle: f64,
    /// Bytes.
    heap: f64,
}

const LONG_TASKS: &str = "
    window.__longTasks = 0;
    new PerformanceObserver((seen) => { window.__longTasks += seen.getEntries().length; }).observe({type: 'longtask'});";

impl Paid {
    fn measure(probed: Option<&Probed>) -> Result<Self, Error> {
        let (long_tasks, keystrokes) = {
            let bench = Bench::start(probed, Some(trace::CATEGORIES))?;
            open(&bench, probed)?;
            bench.browser.script(LONG_TASKS, &[])?;
            type_keys(&bench)?;
            let long_tasks = bench.number("return window.__longTasks", &[])?;
            let costs = trace::keystrokes(&bench.browser.traced()?, PAUSE.as_secs_f64());
            (long_tasks, costs.into_iter().skip(1).collect::<Vec<_>>())
        };
        if keystrokes.len() < KEYSTROKES {
            return Err(Error::new(format!("the trace has {} keystrokes", keystrokes.len())));
        }
        // What notes down the work has work and memory of its own.
        let bench = Bench::start(probed, None)?;
        open(&bench, probed)?;
        type_keys(&bench)?;
        sleep(Duration::from_secs(3));
        let before = bench.metric("TaskDuration")?;
        sleep(Duration::from_secs(5));
        let idle = (bench.metric("TaskDuration")? - before) * 1000.0 / 5.0;
        bench.browser.devtools("HeapProfiler.collectGarbage", json!({}))?;
        Ok(Self { keystrokes, long_tasks, idle, heap: bench.metric("JSHeapUsedSize")? })
    }
}

fn open(bench: &Bench, probed: Option<&Probed>) -> Result<(), Error> {
    bench.replica.put(zaps::with_a_finding(100));
    bench.browser.go(&zaps::address())?;
    editor::field(&bench.browser, "URL, required")?;
    if probed.is_some() {
        zaplint::badge(&bench.browser, "(Z301)")?;
    }
    Ok(())
}

/// One key to begin with, which finds everything new, and then those that count.
fn type_keys(bench: &Bench) -> Result<(), Error> {
    let field = editor::field(&bench.browser, "URL, required")?;
    field.type_text("x")?;
    sleep(Duration::from_secs(1));
    for _ in 0..KEYSTROKES {
        bench.browser.press("x")?;
        sleep(PAUSE);
    }
    Ok(())
}
