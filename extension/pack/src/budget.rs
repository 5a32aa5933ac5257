//! How large the worker's core may be: people wait for it, and reviewers read it.

use std::io::Write;

use flate2::Compression;
use flate2::write::GzEncoder;

use crate::core::{Core, WORKER};
use crate::error::Error;

/// Bytes of WebAssembly as stored.
const RAW: usize = 700_000;

/// Bytes of WebAssembly after gzip.
const GZIPPED: usize = 280_000;

/// Prints both sizes of a core, and of the worker's beside their budgets; says so when one is over: a build that is too large still
/// works.
///
/// # Errors
/// When it cannot be compressed.
pub(crate) fn tell(Core { role, wasm, .. }: &Core) -> Result<(), Error> {
    let mut gzip = GzEncoder::new(Vec::new(), Compression::best());
    gzip.write_all(wasm)?;
    let gzipped = gzip.finish()?.len();
    let sizes = [(wasm.len(), RAW), (gzipped, GZIPPED)];
    let [raw, gzip] = sizes.map(|(bytes, most)| match *role {
        WORKER => format!("{} of {} KB", kb(bytes), kb(most)),
        _ => format!("{} KB", kb(bytes)),
    });
    println!("WebAssembly of {role}: {raw}, gzip {gzip}");
    if *role == WORKER && sizes.iter().any(|(bytes, most)| bytes > most) {
        println!("WARNING: the worker's WebAssembly is over its budget");
    }
    Ok(())
}

/// Kilobytes of 1000 bytes, rounded up.
fn kb(bytes: usize) -> usize {
    bytes.div_ceil(1000)
}
