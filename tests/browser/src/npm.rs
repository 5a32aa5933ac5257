//! Packages of npm that look at Zaplint from outside: fetched once into a folder of their own, never part of the extension.

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::Mutex;

use crate::driver::Error;

/// The accessibility checker.
pub const AXE: &str = "axe-core@4.14.1";

/// Fetches packages into a folder's `node_modules`, unless just these are there.
///
/// # Errors
/// With the reason, when that is not possible.
pub fn fetch(folder: &Path, packages: &[&str]) -> Result<(), Error> {
    // Tests that run at the same time want the same ones.
    static ONE_AT_A_TIME: Mutex<()> = Mutex::new(());
    let _turn = ONE_AT_A_TIME.lock();
    let wanted = packages.join(" ");
    let list = folder.join("packages.txt");
    if fs::read_to_string(&list).is_ok_and(|there| there == wanted) {
        return Ok(());
    }
    fs::create_dir_all(folder)?;
    let mut npm = Command::new("npm");
    npm.args(["install", "--no-save", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error", "--prefix"]);
    npm.arg(folder).args(packages).stdin(Stdio::null()).stdout(Stdio::null());
    let done = npm
        .output()
        .map_err(|error| Error::new(format!("npm does not start: {error}; ./build.sh setup installs it")))?;
    if !done.status.success() {
        let said = String::from_utf8_lossy(&done.stderr).into_owned();
        return Err(Error::new(format!("npm could not fetch {wanted}: {}", said.lines().next().unwrap_or_default())));
    }
    Ok(fs::write(&list, wanted)?)
}
