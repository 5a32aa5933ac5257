//! The extension with probes in it, and the browser it is measured in.

use std::fs;
use std::path::Path;

use browser_tests::driver::{Browser, Error, Kind, Launch};
use browser_tests::replica::Replica;
use browser_tests::stage;
use serde_json::{Value, json};
use tempfile::TempDir;

/// What is added at the end of the extension's files.
const PROBES: [(&str, &str); 2] = [
    ("overlay.js", include_str!("../../../../bench/probe-page.js")),
    ("background.js", include_str!("../../../../bench/probe-worker.js")),
];

/// A copy of the extension with the probes; gone when dropped.
pub(crate) struct Probed(TempDir);

impl Probed {
    pub(crate) fn new() -> Result<Self, Error> {
        let copy = tempfile::tempdir()?;
        copy_folder(&stage::unpacked(Kind::Chromium), copy.path())?;
        for (file, probe) in PROBES {
            let path = copy.path().join(file);
            fs::write(&path, format!("{}\n{probe}", fs::read_to_string(&path)?))?;
        }
        Ok(Self(copy))
    }
}

fn copy_folder(from: &Path, to: &Path) -> Result<(), Error> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let target = to.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            copy_folder(&entry.path(), &target)?;
        } else {
            fs::copy(entry.path(), target)?;
        }
    }
    Ok(())
}

/// Chromium on the replica, with or without the extension.
pub(crate) struct Bench {
    pub(crate) browser: Browser,
    pub(crate) replica: Replica,
}

impl Bench {
    /// `trace` says what Chromium notes down of its work, see [`Browser::traced`].
    pub(crate) fn start(probed: Option<&Probed>, trace: Option<&'static str>) -> Result<Self, Error> {
        let replica = Replica::start()?;
        let extension = probed.map(|probed| probed.0.path().to_owned());
        let launch = Launch { extension, proxy: replica.proxy(), trace, ..Launch::default() };
        let browser = Browser::start(Kind::Chromium, launch)?;
        browser.devtools("Performance.enable", json!({}))?;
        Ok(Self { browser, replica })
    }

    /// One of Chromium's own metrics of the page.
    pub(crate) fn metric(&self, name: &str) -> Result<f64, Error> {
        let metrics = self.browser.devtools("Performance.getMetrics", json!({}))?;
        let list = metrics.get("metrics").and_then(Value::as_array);
        let found =
            list.and_then(|list| list.iter().find(|metric| metric.get("name").is_some_and(|known| known == name)));
        let value = found.and_then(|metric| metric.get("value")).and_then(Value::as_f64);
        value.ok_or_else(|| Error::new(format!("Chromium has no metric {name}")))
    }

    /// A script's answer, which must be a number.
    pub(crate) fn number(&self, script: &str, arguments: &[Value]) -> Result<f64, Error> {
        let answer = self.browser.script(script, arguments)?;
        answer.as_f64().ok_or_else(|| Error::new(format!("no number but {answer}")))
    }
}
