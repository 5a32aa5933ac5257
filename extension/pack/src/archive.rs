//! The archives the stores take. The same files always give the same bytes: sorted, and all of one time.

use std::fs::File;
use std::io::Write;
use std::path::Path;

use serde_json::Value;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use crate::error::Error;
use crate::{files, manifest};

/// One archive for each packed browser.
pub(crate) fn make_all(dist: &Path) -> Result<(), Error> {
    for browser in &manifest::BROWSERS {
        let folder = dist.join(browser.folder);
        let text = std::fs::read_to_string(folder.join(manifest::FILE))
            .map_err(|error| Error::new(format!("{}: {error}; build it first", folder.display())))?;
        let manifest: Value = serde_json::from_str(&text)?;
        let version = manifest.get("version").and_then(Value::as_str).unwrap_or("0");
        let archive = dist.join(format!("zaplint-{}-{version}.zip", browser.folder));
        make(&folder, &archive)?;
        println!("{} for {}", archive.display(), browser.name);
    }
    Ok(())
}

fn make(folder: &Path, archive: &Path) -> Result<(), Error> {
    let mut zip = ZipWriter::new(File::create(archive)?);
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(DateTime::default())
        .unix_permissions(0o644);
    for file in files::list(folder)? {
        let name = file.iter().map(|part| part.to_string_lossy()).collect::<Vec<_>>().join("/");
        zip.start_file(name, options)?;
        zip.write_all(&std::fs::read(folder.join(&file))?)?;
    }
    zip.finish()?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_files_give_the_same_bytes() {
        let folder = tempfile::tempdir().expect("a folder");
        let dist = folder.path().join("chrome");
        std::fs::create_dir_all(dist.join("icons")).expect("a folder");
        std::fs::write(dist.join("b.js"), "b").expect("a file");
        std::fs::write(dist.join("icons/a.png"), "a").expect("a file");
        let bytes = |name: &str| {
            let archive = folder.path().join(name);
            make(&dist, &archive).expect("an archive");
            std::fs::read(archive).expect("an archive")
        };
        let first = bytes("1.zip");
        std::fs::write(dist.join("b.js"), "b").expect("a file");
        assert_eq!(first, bytes("2.zip"));
    }
}
