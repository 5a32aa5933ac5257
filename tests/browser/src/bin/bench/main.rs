//! Prints one table: what was measured, its limit, and how much of the limit it takes. The limit is a budget, or what another
//! checker takes for the same.
//!
//!     bench TARGET-FOLDER
//!
//! The native numbers are those that `cargo bench` has just left there; those of the browser are taken here, in Chromium with
//! the unpacked extension on the replica of the editor, beside the same page without the extension.
#![forbid(unsafe_code)]

mod badges;
mod native;
mod others;
mod probe;
mod table;
mod trace;
mod typing;
mod zaps;

use std::path::PathBuf;
use std::process::Command;

use browser_tests::driver::{Error, Kind};
use browser_tests::stage;

use native::Native;
use others::Others;
use probe::{Bench, Probed};
use table::{left_out, row};

fn main() -> Result<(), Error> {
    let target = std::env::args().nth(1).map(PathBuf::from).ok_or_else(|| Error::new("usage: bench FOLDER"))?;
    table::head();
    let native = Native(target.join("criterion"));
    native.rows()?;
    let core = stage::unpacked(Kind::Chromium).join("zaplint_worker_bg.wasm");
    let Ok(size) = std::fs::metadata(&core) else {
        left_out(&format!("no extension in {}: ./build.sh dist makes it", stage::unpacked(Kind::Chromium).display()));
        return Ok(());
    };
    row("WebAssembly of the worker", size.len() as f64 / 1000.0, 700.0, "KB");
    if let Ok(gzip) = Command::new("gzip").arg("-9c").arg(&core).output() {
        row("WebAssembly of the worker, gzip", gzip.stdout.len() as f64 / 1000.0, 280.0, "KB");
    }
    let probed = Probed::new()?;
    for steps in [30, 100] {
        in_the_worker(&probed, &native, steps)?;
    }
    let others = Others::fetch(target.join("others"));
    if let Some(others) = &others {
        others.rows(&native)?;
    }
    badges::rows(&probed, others.as_ref())?;
    typing::rows(&probed)
}

/// The same work in the worker's WebAssembly as natively: a message with the whole Zap, read, checked, and answered.
fn in_the_worker(probed: &Probed, native: &Native, steps: usize) -> Result<(), Error> {
    let bench = Bench::start(Some(probed), None)?;
    bench.replica.put(zaps::with_a_finding(steps));
    bench.browser.go(&zaps::address())?;
    browser_tests::zaplint::badge(&bench.browser, "(Z301)")?;
    bench.browser.go_to_extension("popup.html")?;
    let millis = bench.number("return chrome.runtime.sendMessage({to: 'desk', tab: -1, ask: 'probe'})", &[])?;
    let what = format!("the whole message in the worker's WebAssembly, {steps} steps, to native");
    row(&what, millis * 1000.0 / native.micros(&format!("open_{steps}"))?, 3.0, "x");
    Ok(())
}
