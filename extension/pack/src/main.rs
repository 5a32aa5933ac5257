//! Puts the extension together.
//!
//!     pack CORES EXTENSION DIST    DIST/chrome and DIST/firefox, ready to be loaded unpacked
//!     pack archives DIST           DIST/zaplint-chrome-<version>.zip and the same for Firefox
//!
//! `CORES` is the folder with the compiled cores, `EXTENSION` the one with the manifest, scripts and pages.
#![forbid(unsafe_code)]

mod archive;
mod budget;
mod core;
mod error;
mod files;
mod manifest;

use std::path::Path;
use std::process::ExitCode;

use error::Error;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let done = match words[..] {
        ["archives", dist] => archive::make_all(Path::new(dist)),
        [cores, extension, dist] => pack(Path::new(cores), Path::new(extension), Path::new(dist)),
        _ => Err(Error::new("usage: pack CORES EXTENSION DIST, or: pack archives DIST")),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("pack: {error}");
            ExitCode::FAILURE
        }
    }
}

fn pack(cores: &Path, extension: &Path, dist: &Path) -> Result<(), Error> {
    let source = manifest::Source::read(extension)?;
    let cargo_toml = extension.join("../Cargo.toml");
    let [worker, pages, account] = core::ROLES.map(|role| core::compiled(cores, role));
    let inputs = files::newest(&[&worker, &pages, &account, extension, &cargo_toml, &std::env::current_exe()?])?;
    if manifest::BROWSERS.iter().all(|browser| files::stamp(&dist.join(browser.folder)) >= Some(inputs)) {
        println!("{} is up to date", dist.display());
        return Ok(());
    }
    let version = manifest::version_of(&std::fs::read_to_string(&cargo_toml)?)?;
    let cores = core::ROLES.iter().map(|role| core::bind(cores, role)).collect::<Result<Vec<_>, Error>>()?;
    cores.iter().try_for_each(budget::tell)?;
    for browser in &manifest::BROWSERS {
        let target = dist.join(browser.folder);
        let fresh = dist.join(format!(".{}-new", browser.folder));
        files::remove(&fresh)?;
        files::copy_extension(extension, &fresh)?;
        cores.iter().try_for_each(|core| core.write(&fresh))?;
        std::fs::write(fresh.join(manifest::FILE), source.for_browser(browser, &version)?)?;
        manifest::check_files(&fresh)?;
        // Only a whole folder takes the old one's place.
        files::remove(&target)?;
        std::fs::rename(&fresh, &target)?;
        println!("{} for {}", target.display(), browser.name);
    }
    Ok(())
}
