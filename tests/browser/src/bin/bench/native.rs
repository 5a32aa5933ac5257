//! What `cargo bench` has just measured, natively and on one core.

use std::fs;
use std::path::{Path, PathBuf};

use browser_tests::driver::Error;
use serde_json::Value;

use crate::table::{at_least, row};

/// The folder in which criterion leaves its figures.
pub(crate) struct Native(pub(crate) PathBuf);

impl Native {
    /// Their rows.
    pub(crate) fn rows(&self) -> Result<(), Error> {
        let checked = |steps: u16| self.micros(&format!("check/read and lint/{steps}"));
        let [small, middle, large] = [checked(30)?, checked(100)?, checked(300)?];
        row("check 30 steps, native, one core", small, 300.0, "µs");
        row("check 100 steps, native, one core", middle, 1000.0, "µs");
        row("growth: time for each step, 300 steps to 30", large / small / 10.0, 1.0, "x");
        at_least("an account's export, native, one core", self.account()?, 100.0, "MB/s");
        Ok(())
    }

    /// Megabytes of an account's export that are checked in a second.
    pub(crate) fn account(&self) -> Result<f64, Error> {
        let bytes = json_in(&self.0.join("account/300 Zaps/new/benchmark.json"))?;
        let bytes = bytes.pointer("/throughput/Bytes").and_then(Value::as_f64).unwrap_or_default();
        Ok(bytes / self.micros("account/300 Zaps")?)
    }

    /// The median of a bench, in microseconds.
    pub(crate) fn micros(&self, bench: &str) -> Result<f64, Error> {
        let estimates = json_in(&self.0.join(bench).join("new/estimates.json"))?;
        let nanos = estimates.pointer("/median/point_estimate").and_then(Value::as_f64);
        nanos.map(|nanos| nanos / 1000.0).ok_or_else(|| Error::new(format!("{bench} holds no time")))
    }
}

fn json_in(path: &Path) -> Result<Value, Error> {
    let text = fs::read_to_string(path).map_err(|error| Error::new(format!("{}: {error}", path.display())))?;
    Ok(serde_json::from_str(&text)?)
}
