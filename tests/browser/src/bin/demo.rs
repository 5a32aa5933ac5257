//! Shows Zaplint at work: a browser with the extension, on the replica of Zapier's editor.
//!
//!     demo [--browser chromium|firefox] [--folder FOLDER]
//!
//! With a screen the window stays open until Enter is pressed. Without one the browser runs unseen. Either way pictures and the
//! exported checklist are left in a folder.
#![forbid(unsafe_code)]

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use browser_tests::driver::{Browser, Error, Kind, Launch};
use browser_tests::replica::Replica;
use browser_tests::{editor, stage, zaplint};

/// The Zap that has most to find: `tests/zaps/lead-intake.json`, and the step in it that posts to a CRM.
const ZAP: &str = "351813905";
const POST: &str = "351813907";

fn main() -> Result<(), Error> {
    let (kind, folder) = arguments()?;
    std::fs::create_dir_all(&folder)?;
    let folder = folder.canonicalize()?;
    let before = files(&folder)?;
    let visible =
        ["DISPLAY", "WAYLAND_DISPLAY"].iter().any(|name| std::env::var_os(name).is_some_and(|value| !value.is_empty()));
    let replica = Replica::start()?;
    let launch = Launch {
        extension: Some(stage::unpacked(kind)),
        proxy: replica.proxy(),
        visible,
        downloads: Some(folder.clone()),
        ..Launch::default()
    };
    println!("Starting {} with Zaplint on a look-alike of Zapier's editor …", kind.name());
    let browser = Browser::start(kind, launch)?;
    editor::open(&browser, ZAP)?;
    let badge = zaplint::badge(&browser, "(Z")?;
    println!("\nBadges beside the steps:");
    for name in zaplint::badges(&browser)? {
        println!("  {name}");
    }
    save(&browser, &folder, "badges")?;

    badge.click()?;
    let panel = browser.wait("findings in the panel", || {
        let panel = zaplint::read_panel(&browser)?;
        Ok(Some(panel).filter(|panel| !panel.findings.is_empty()))
    })?;
    println!("\nThe panel: {}", panel.status);
    for name in &panel.findings {
        println!("  {name}");
    }
    save(&browser, &folder, "panel")?;

    editor::open_step(&browser, POST)?;
    save(&browser, &folder, "step")?;

    zaplint::press_in_panel(&browser, "Export")?;
    zaplint::press_in_panel(&browser, "Export checklist")?;
    let exported =
        browser.wait("the exported checklist", || Ok(files(&folder)?.difference(&before).next().cloned()))?;
    println!("\nThe checklist: {}", exported.display());
    println!("Pictures: {}", folder.display());
    if visible {
        println!("\nLook around; press Enter here to end.");
        std::io::stdin().read_line(&mut String::new())?;
    }
    Ok(())
}

fn arguments() -> Result<(Kind, PathBuf), Error> {
    let mut kind = Kind::Chromium;
    let mut folder = std::env::temp_dir().join("zaplint-demo");
    let mut arguments = std::env::args().skip(1);
    while let Some(argument) = arguments.next() {
        let value = arguments.next().ok_or_else(|| Error::new(format!("{argument} wants a value")))?;
        match argument.as_str() {
            "--browser" => {
                let named = Kind::ALL.into_iter().find(|kind| kind.name() == value);
                kind = named.ok_or_else(|| Error::new(format!("no browser {value}: chromium or firefox")))?;
            }
            "--folder" => folder = PathBuf::from(value),
            _ => return Err(Error::new("usage: demo [--browser chromium|firefox] [--folder FOLDER]")),
        }
    }
    Ok((kind, folder))
}

fn save(browser: &Browser, folder: &Path, name: &str) -> Result<(), Error> {
    Ok(std::fs::write(folder.join(format!("{name}.png")), browser.screenshot()?)?)
}

/// The finished downloads in the folder: files that are neither pictures nor still being written.
fn files(folder: &Path) -> Result<BTreeSet<PathBuf>, Error> {
    let mut files = BTreeSet::new();
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        let other = path.extension().is_some_and(|end| end == "png" || end == "crdownload" || end == "part");
        // Chromium writes into a hidden file first.
        let hidden = path.file_name().is_some_and(|name| name.as_encoded_bytes().starts_with(b"."));
        if !other && !hidden && path.metadata()?.len() > 0 {
            files.insert(path);
        }
    }
    Ok(files)
}
