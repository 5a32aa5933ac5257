//! Prints one table: what was measured, its budget, and how much of the budget it takes.
//!
//!     bench CRITERION-FOLDER
//!
//! The native numbers are those that `cargo bench` has just left there; those of the browser are taken here, in Chromium with
//! the unpacked extension on the replica of the editor, beside the same page without the extension.
#![forbid(unsafe_code)]
// The Zaps are shared with the native benches, which use more of them; what they index they have just put there.
#![allow(dead_code, clippy::indexing_slicing)]

#[path = "../../../bench/zaps.rs"]
#[allow(clippy::indexing_slicing, reason = "it only fills JSON it has just made")]
mod zaps;

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
    thread::sleep,
    time::Duration,
};

use browser_tests::driver::{Browser, Error, Kind, Launch};
use browser_tests::replica::Replica;
use browser_tests::{editor, stage, zaplint};
use serde_json::{Value, json};

fn main() -> Result<(), Error> {
    let folder = std::env::args().nth(1).map(PathBuf::from).ok_or_else(|| Error::new("usage: bench FOLDER"))?;
    println!("{:<66} {:>14} {:>14} {:>8}", "what", "measured", "budget", "ratio");
    let native = [Native::read(&folder, 30)?, Native::read(&folder, 100)?, Native::read(&folder, 300)?];
    let [small, middle, large] = native;
    row("check 30 steps, native, one core", small.micros, 300.0, "µs");
    row("check 100 steps, native, one core", middle.micros, 1000.0, "µs");
    row("growth: time for each step, 300 steps to 30", large.micros / small.micros / 10.0, 1.0, "x");
    let account = time(&folder.join("account/300 Zaps"))?;
    let bytes = json_in(&folder.join("account/300 Zaps/new/benchmark.json"))?;
    let bytes = bytes.pointer("/throughput/Bytes").and_then(Value::as_f64).unwrap_or_default();
    at_least("an account's export, native, one core", bytes / account, 100.0, "MB/s");

    let core = stage::unpacked(Kind::Chromium).join("zaplint_core_bg.wasm");
    let Ok(size) = fs::metadata(&core) else {
        println!("(no extension in {}: ./build.sh dist makes it)", stage::unpacked(Kind::Chromium).display());
        return Ok(());
    };
    row("WebAssembly", size.len() as f64 / 1000.0, 700.0, "KB");
    if let Ok(gzip) = Command::new("gzip").arg("-9c").arg(&core).output() {
        row("WebAssembly, gzip", gzip.stdout.len() as f64 / 1000.0, 280.0, "KB");
    }
    in_the_core(&small, &middle)?;
    in_the_editor()
}

struct Native {
    steps: usize,
    micros: f64,
}

impl Native {
    fn read(folder: &Path, steps: usize) -> Result<Self, Error> {
        Ok(Self { steps, micros: time(&folder.join(format!("check/read and lint/{steps}")))? })
    }
}

/// The median that criterion left in a folder, in microseconds.
fn time(folder: &Path) -> Result<f64, Error> {
    let estimates = json_in(&folder.join("new/estimates.json"))?;
    let nanos = estimates.pointer("/median/point_estimate").and_then(Value::as_f64);
    nanos.map(|nanos| nanos / 1000.0).ok_or_else(|| Error::new(format!("{} holds no time", folder.display())))
}

fn json_in(path: &Path) -> Result<Value, Error> {
    let text = fs::read_to_string(path).map_err(|error| Error::new(format!("{}: {error}", path.display())))?;
    Ok(serde_json::from_str(&text)?)
}

fn row(what: &str, measured: f64, budget: f64, unit: &str) {
    print(what, measured, budget, if budget > 0.0 { measured / budget } else { measured }, unit);
}

fn at_least(what: &str, measured: f64, budget: f64, unit: &str) {
    print(what, measured, budget, budget / measured, unit);
}

fn print(what: &str, measured: f64, budget: f64, ratio: f64, unit: &str) {
    let over = if ratio > 1.0 { "  over" } else { "" };
    println!("{what:<66} {measured:>9.2} {unit:<4} {budget:>9.2} {unit:<4} {ratio:>8.2}{over}");
}

/// The same checks in WebAssembly, on one of the extension's own pages.
fn in_the_core(small: &Native, middle: &Native) -> Result<(), Error> {
    let (browser, _replica) = start(true)?;
    browser.go_to_extension("popup.html")?;
    for native in [small, middle] {
        let message = json!({"kind": "open", "data": zaps::page_data(native.steps),
            "page": {"address": "https://zapier.com/editor/1/draft", "cards": [], "fields": []}});
        let millis = browser.script(CORE, &[message])?;
        let micros = millis.as_f64().unwrap_or_default() * 1000.0;
        let what = format!("the same in WebAssembly in Chromium, {} steps, to native", native.steps);
        row(&what, micros / native.micros, 3.0, "x");
    }
    Ok(())
}

/// The median of a hundred messages, in milliseconds. The news for panel and toolbar are left out.
const CORE: &str = "
    return (async () => {
        await zaplint_core({module_or_path: chrome.runtime.getURL('zaplint_core_bg.wasm')});
        const worker = new zaplint_core.Worker();
        const times = [];
        for (let round = 0; round < 120; round += 1) {
            const start = performance.now();
            worker.message(-1, arguments[0]);
            times.push(performance.now() - start);
            if (round % 10 === 0) await new Promise((done) => setTimeout(done));
        }
        return times.slice(20).sort((a, b) => a - b)[50];
    })();";

/// What the page pays for the extension: the same page with and without it.
fn in_the_editor() -> Result<(), Error> {
    let with = Paid::measure(true)?;
    let without = Paid::measure(false)?;
    let usual = quantile(&without.keystrokes, 0.95);
    row(
        "a keystroke in 100 steps, main thread, p95 over that of the page",
        quantile(&with.keystrokes, 0.95) - usual,
        2.0,
        "ms",
    );
    row("long tasks while typing, over the page's own", with.long_tasks - without.long_tasks, 0.0, "");
    row("an idle editor, over the page's own, each second", (with.idle - without.idle).max(0.0), 0.0, "ms");
    row("memory of the content script", (with.heap - without.heap) / 1e6, 16.0, "MB");
    Ok(())
}

struct Paid {
    /// What the main thread did for each, in milliseconds.
    keystrokes: Vec<f64>,
    long_tasks: f64,
    /// Milliseconds of work each second when nothing happens.
    idle: f64,
    /// Bytes.
    heap: f64,
}

const KEYSTROKES: usize = 60;

impl Paid {
    fn measure(extension: bool) -> Result<Self, Error> {
        let (browser, replica) = start(extension)?;
        replica.put(zaps::draft(100));
        editor::open(&browser, &zaps::id(0))?;
        editor::open_step(&browser, &zaps::id(3))?;
        if extension {
            browser.find(zaplint::OVERLAY)?;
        }
        browser.script(LONG_TASKS, &[])?;
        let field = editor::field(&browser, "URL, required")?;
        field.type_text("x")?;
        sleep(Duration::from_secs(1));
        let mut keystrokes = Vec::new();
        for _ in 0..KEYSTROKES {
            let before = metric(&browser, "TaskDuration")?;
            browser.press("x")?;
            sleep(Duration::from_millis(150));
            keystrokes.push((metric(&browser, "TaskDuration")? - before) * 1000.0);
        }
        let long_tasks = browser.script("return window.__longTasks", &[])?.as_f64().unwrap_or_default();
        sleep(Duration::from_secs(3));
        let before = metric(&browser, "TaskDuration")?;
        sleep(Duration::from_secs(5));
        let idle = (metric(&browser, "TaskDuration")? - before) * 1000.0 / 5.0;
        browser.devtools("HeapProfiler.collectGarbage", json!({}))?;
        Ok(Self { keystrokes, long_tasks, idle, heap: metric(&browser, "JSHeapUsedSize")? })
    }
}

const LONG_TASKS: &str = "
    window.__longTasks = 0;
    new PerformanceObserver((seen) => { window.__longTasks += seen.getEntries().length; }).observe({type: 'longtask'});";

fn start(extension: bool) -> Result<(Browser, Replica), Error> {
    let replica = Replica::start()?;
    let extension = extension.then(|| stage::unpacked(Kind::Chromium));
    let browser = Browser::start(Kind::Chromium, Launch { extension, proxy: replica.proxy(), ..Launch::default() })?;
    browser.devtools("Performance.enable", json!({}))?;
    Ok((browser, replica))
}

fn metric(browser: &Browser, name: &str) -> Result<f64, Error> {
    let metrics = browser.devtools("Performance.getMetrics", json!({}))?;
    let list = metrics.get("metrics").and_then(Value::as_array);
    let found = list.and_then(|list| list.iter().find(|metric| metric.get("name").is_some_and(|known| known == name)));
    let value = found.and_then(|metric| metric.get("value")).and_then(Value::as_f64);
    value.ok_or_else(|| Error::new(format!("Chromium has no metric {name}")))
}

fn quantile(values: &[f64], share: f64) -> f64 {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    sorted.get((sorted.len() as f64 * share) as usize).copied().unwrap_or_default()
}
