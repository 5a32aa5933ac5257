//! Where a browser test plays: a browser, the replica, and one of the page policies.
//!
//! There are no second chances: a test that fails now and then has found something. `ZAPLINT_BROWSERS` (`chromium`,
//! `firefox` or both with a comma) and `ZAPLINT_REPEAT` (a number) say where and how often.

use std::path::{Path, PathBuf};

use crate::driver::{Browser, Error, Kind, Launch};
use crate::replica::{Policy, Replica};

/// What a scenario plays on.
#[derive(Debug)]
pub struct Stage {
    /// The browser, with an empty page at first.
    pub browser: Browser,
    /// The site, as it is at the start.
    pub replica: Replica,
    /// The policy that its pages have.
    pub policy: Policy,
    /// Where the browser saves downloads; gone with the stage.
    downloads: tempfile::TempDir,
}

impl Stage {
    /// Waits for a finished download whose name ends so; takes it away and gives its text.
    ///
    /// # Errors
    /// When none comes, or it is no text.
    pub fn download(&self, ending: &str) -> Result<String, Error> {
        self.browser.wait(&format!("a download ending in {ending}"), || {
            for entry in std::fs::read_dir(self.downloads.path())? {
                let path = entry?.path();
                // While it is being written the file has another ending, or nothing in it.
                if path.to_string_lossy().ends_with(ending) {
                    let text = std::fs::read_to_string(&path)?;
                    if !text.is_empty() {
                        std::fs::remove_file(&path)?;
                        return Ok(Some(text));
                    }
                }
            }
            Ok(None)
        })
    }
}

/// Plays a scenario in each browser under each policy, as often as wanted, with or without the extension.
///
/// # Errors
/// The first failure, with the browser and policy it happened in; a picture of it is left in `target/browser-failures`.
pub fn for_each_browser(extension: bool, scenario: impl Fn(&Stage) -> Result<(), Error>) -> Result<(), Error> {
    let kinds = std::env::var("ZAPLINT_BROWSERS").unwrap_or_default();
    let repeat: usize = std::env::var("ZAPLINT_REPEAT").ok().and_then(|text| text.parse().ok()).unwrap_or(1);
    for kind in
        Kind::ALL.into_iter().filter(|kind| kinds.is_empty() || kinds.split(',').any(|name| name == kind.name()))
    {
        for round in 1..=repeat {
            let replica = Replica::start()?;
            let downloads = tempfile::tempdir()?;
            let launch = Launch {
                extension: extension.then(|| unpacked(kind)),
                proxy: replica.proxy(),
                downloads: Some(downloads.path().to_owned()),
                ..Launch::default()
            };
            let browser = Browser::start(kind, launch)?;
            let mut stage = Stage { browser, replica, policy: Policy::None, downloads };
            for policy in Policy::ALL {
                stage.policy = policy;
                stage.replica.reset()?;
                stage.replica.set_policy(policy);
                // Printed by the test harness where the scenario fails, also where it panics.
                println!("{}, policy {policy:?}, round {round} of {repeat}", kind.name());
                let camera = Camera(&stage);
                scenario(&stage).map_err(|error| {
                    Error::new(format!("{} with policy {policy:?}: {error}{}", kind.name(), camera.picture()))
                })?;
            }
        }
    }
    Ok(())
}

/// Plays a scenario with the extension in each browser under no policy: for what does not go by the page's.
///
/// # Errors
/// As [`for_each_browser`].
pub fn once_in_each_browser(scenario: impl Fn(&Stage) -> Result<(), Error>) -> Result<(), Error> {
    for_each_browser(true, |stage| if stage.policy == Policy::None { scenario(stage) } else { Ok(()) })
}

/// The same with a worker that runs a script before its own.
///
/// # Errors
/// As [`for_each_browser`].
pub fn with_worker(script: &str, scenario: impl Fn(&Stage) -> Result<(), Error>) -> Result<(), Error> {
    let kinds = std::env::var("ZAPLINT_BROWSERS").unwrap_or_default();
    for kind in Kind::ALL.into_iter().filter(|kind| kinds.is_empty() || kinds.contains(kind.name())) {
        let folder = tempfile::tempdir()?;
        let folder = folder.path().join("dist");
        if !std::process::Command::new("cp").arg("-r").arg(unpacked(kind)).arg(&folder).status()?.success() {
            return Err(Error::new("not copied"));
        }
        let worker = folder.join("background.js");
        std::fs::write(&worker, format!("{script}\n{}", std::fs::read_to_string(&worker)?))?;
        let (replica, downloads) = (Replica::start()?, tempfile::tempdir()?);
        let launch = Launch { extension: Some(folder.clone()), proxy: replica.proxy(), ..Launch::default() };
        let stage = Stage { browser: Browser::start(kind, launch)?, replica, policy: Policy::None, downloads };
        scenario(&stage).map_err(|error| Error::new(format!("{}: {error}", kind.name())))?;
    }
    Ok(())
}

/// The unpacked extension for a browser: `dist/chrome` or `dist/firefox`.
#[must_use]
pub fn unpacked(kind: Kind) -> PathBuf {
    let dist = std::env::var_os("ZAPLINT_DIST").map(PathBuf::from);
    dist.unwrap_or_else(|| root().join("dist")).join(kind.folder())
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// Takes a picture when a scenario fails.
struct Camera<'stage>(&'stage Stage);

impl Camera<'_> {
    /// Takes it, and says where it lies.
    fn picture(&self) -> String {
        let folder = root().join("target/browser-failures");
        let path = folder.join(format!("{}-{:?}.png", self.0.browser.kind().name(), self.0.policy));
        let taken = self.0.browser.screenshot().and_then(|picture| {
            std::fs::create_dir_all(&folder)?;
            Ok(std::fs::write(&path, picture)?)
        });
        taken.map_or_else(|_| String::new(), |()| format!(" (picture: {})", path.display()))
    }
}

impl Drop for Camera<'_> {
    fn drop(&mut self) {
        if std::thread::panicking() {
            println!("{}", self.picture());
        }
    }
}
