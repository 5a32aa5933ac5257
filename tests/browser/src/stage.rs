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
    fn start(kind: Kind, extension: Option<PathBuf>, dark: bool) -> Result<Self, Error> {
        let replica = Replica::start()?;
        let downloads = tempfile::tempdir()?;
        let (proxy, folder) = (replica.proxy(), Some(downloads.path().to_owned()));
        let browser = Browser::start(kind, Launch { extension, proxy, downloads: folder, dark, ..Launch::default() })?;
        Ok(Self { browser, replica, policy: Policy::None, downloads })
    }

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

/// What a scenario is played in.
#[derive(Debug, Clone, Copy)]
pub struct Setting {
    /// Whether the browser has the extension.
    pub extension: bool,
    /// Whether the reader has set dark colours.
    pub dark: bool,
    /// The policies that the page has, one after the other.
    pub policies: &'static [Policy],
    /// Whether each round has a browser of its own.
    pub fresh: bool,
    /// A script that the extension's worker runs before its own; it stands in for what a browser seldom does.
    pub worker: &'static str,
}

impl Default for Setting {
    /// With the extension, in light colours, under each policy.
    fn default() -> Self {
        Self { extension: true, dark: false, policies: &Policy::ALL, fresh: false, worker: "" }
    }
}

impl Setting {
    /// For what does not go by the page's policy.
    pub const ONE_POLICY: Self =
        Self { extension: true, dark: false, policies: &[Policy::None], fresh: false, worker: "" };
}

/// Plays a scenario in each browser, both at the same time, as often as wanted.
///
/// # Errors
/// The first failure in each browser, with the policy it happened in; a picture of it is left in `target/browser-failures`.
pub fn play(setting: Setting, scenario: impl Fn(&Stage) -> Result<(), Error> + Sync) -> Result<(), Error> {
    each(|kind| {
        let extension = unpacked(kind);
        if setting.worker.is_empty() {
            return play_in(kind, setting.extension.then_some(extension), setting, &scenario);
        }
        let changed = tempfile::tempdir()?;
        copy(&extension, changed.path())?;
        let worker = changed.path().join("background.js");
        std::fs::write(&worker, format!("{}\n{}", setting.worker, std::fs::read_to_string(&worker)?))?;
        play_in(kind, Some(changed.path().to_owned()), setting, &scenario)
    })
}

/// Plays a scenario in each browser under each policy, with or without the extension.
///
/// # Errors
/// As [`play`].
pub fn for_each_browser(extension: bool, scenario: impl Fn(&Stage) -> Result<(), Error> + Sync) -> Result<(), Error> {
    play(Setting { extension, ..Setting::default() }, scenario)
}

/// Plays a scenario that does not go by the page's policy in each browser.
///
/// # Errors
/// As [`play`].
pub fn once_in_each_browser(scenario: impl Fn(&Stage) -> Result<(), Error> + Sync) -> Result<(), Error> {
    play(Setting::ONE_POLICY, scenario)
}

/// Plays such a scenario with a worker that runs a script before its own.
///
/// # Errors
/// As [`play`].
pub fn with_worker(script: &'static str, scenario: impl Fn(&Stage) -> Result<(), Error> + Sync) -> Result<(), Error> {
    play(Setting { worker: script, fresh: true, ..Setting::ONE_POLICY }, scenario)
}

/// Does it with each of the wanted browsers, side by side.
fn each(play: impl Fn(Kind) -> Result<(), Error> + Sync) -> Result<(), Error> {
    let wanted = std::env::var("ZAPLINT_BROWSERS").unwrap_or_default();
    let kinds =
        Kind::ALL.into_iter().filter(|kind| wanted.is_empty() || wanted.split(',').any(|name| name == kind.name()));
    let results = std::thread::scope(|scope| {
        // All are started before one is waited for.
        let play = &play;
        let players: Vec<_> = kinds.map(|kind| scope.spawn(move || play(kind))).collect();
        players.into_iter().map(std::thread::ScopedJoinHandle::join).collect::<Vec<_>>()
    });
    let mut failures = Vec::new();
    for result in results {
        match result {
            Ok(done) => failures.extend(done.err().map(|error| error.to_string())),
            Err(panic) => std::panic::resume_unwind(panic),
        }
    }
    if failures.is_empty() { Ok(()) } else { Err(Error::new(failures.join("\n"))) }
}

/// Plays a scenario in one browser, round by round. The first round meets a browser that was just started, and each later one an
/// extension that was just installed, as far as it can tell.
fn play_in(
    kind: Kind,
    extension: Option<PathBuf>,
    setting: Setting,
    scenario: impl Fn(&Stage) -> Result<(), Error>,
) -> Result<(), Error> {
    let repeat: usize = std::env::var("ZAPLINT_REPEAT").ok().and_then(|text| text.parse().ok()).unwrap_or(1);
    let mut stage = Stage::start(kind, extension.clone(), setting.dark)?;
    for round in 1..=repeat {
        match round {
            1 => {}
            _ if setting.fresh => stage = Stage::start(kind, extension.clone(), setting.dark)?,
            _ => stage.browser.forget()?,
        }
        for &policy in setting.policies {
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
    Ok(())
}

/// Copies a folder and all in it.
fn copy(from: &Path, to: &Path) -> Result<(), Error> {
    std::fs::create_dir_all(to)?;
    for entry in std::fs::read_dir(from)? {
        let entry = entry?;
        let target = to.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            copy(&entry.path(), &target)?;
        } else {
            std::fs::copy(entry.path(), target)?;
        }
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
