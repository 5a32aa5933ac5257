//! Other checkers, from npm, for this bench alone: secretlint and axe-core.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use browser_tests::driver::{Error, Kind};
use browser_tests::{npm, stage};
use serde_json::{Value, json};

use crate::native::Native;
use crate::table::{at_least, left_out, row};
use crate::zaps;

const PACKAGES: [&str; 3] =
    ["@secretlint/core@13.1.0", "@secretlint/secretlint-rule-preset-recommend@13.1.0", npm::AXE];

/// The folder they are in.
pub(crate) struct Others(PathBuf);

impl Others {
    /// Fetches them, once; says why, if that is not possible.
    pub(crate) fn fetch(folder: PathBuf) -> Option<Self> {
        match npm::fetch(&folder, &PACKAGES) {
            Ok(()) => Some(Self(folder)),
            Err(why) => {
                left_out(&format!("without secretlint and axe-core beside it: {why}"));
                None
            }
        }
    }

    /// A file of a package.
    pub(crate) fn file(&self, path: &str) -> PathBuf {
        self.0.join("node_modules").join(path)
    }

    /// The rows that compare with secretlint.
    pub(crate) fn rows(&self, native: &Native) -> Result<(), Error> {
        let account = zaps::account(300, 12).to_string();
        let input = json!({"data": zaps::page_data(100), "account": account}).to_string();
        let times = match self.secretlint(&input) {
            Ok(times) => times,
            Err(error) => {
                left_out(&format!("without secretlint beside it: {error}"));
                return Ok(());
            }
        };
        let time = |name: &str| times.get(name).and_then(Value::as_f64).unwrap_or_default();
        let each = |name: &str| time(name) * 1000.0 / time("fields");
        row(
            "a field of 100 steps, all of Zaplint in WebAssembly, to secretlint",
            each("zaplint"),
            each("secretlint"),
            "µs",
        );
        let megabytes = account.len() as f64 / 1e6;
        at_least(
            "an account's export, native, to secretlint",
            native.account()?,
            megabytes * 1000.0 / time("account"),
            "MB/s",
        );
        Ok(())
    }

    fn secretlint(&self, input: &str) -> Result<Value, Error> {
        let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("../bench/secretlint.mjs");
        let mut node = Command::new("node");
        node.arg(script).arg(self.0.canonicalize()?).arg(stage::unpacked(Kind::Chromium));
        let mut child = node.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn()?;
        if let Some(mut to) = child.stdin.take() {
            to.write_all(input.as_bytes())?;
        }
        let done = child.wait_with_output()?;
        if !done.status.success() {
            let said = String::from_utf8_lossy(&done.stderr).into_owned();
            let reason = said.lines().find(|line| line.contains("Error")).unwrap_or("node failed");
            return Err(Error::new(reason));
        }
        Ok(serde_json::from_slice(&done.stdout)?)
    }
}
