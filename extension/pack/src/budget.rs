//! How large the core may be: people wait for it, and reviewers read it.

use std::io::Write;

use flate2::Compression;
use flate2::write::GzEncoder;

use crate::error::Error;

/// Bytes of WebAssembly as stored.
const RAW: usize = 700_000;

/// Bytes of WebAssembly after gzip.
const GZIPPED: usize = 280_000;

/// Prints both sizes beside their budgets, and says so when one is over: a build that is too large still works.
///
/// # Errors
/// When it cannot be compressed.
pub(crate) fn tell(wasm: &[u8]) -> Result<(), Error> {
    let mut gzip = GzEncoder::new(Vec::new(), Compression::best());
    gzip.write_all(wasm)?;
    let gzipped = gzip.finish()?.len();
    println!("WebAssembly: {} of {} KB, gzip {} of {} KB", kb(wasm.len()), kb(RAW), kb(gzipped), kb(GZIPPED));
    if wasm.len() > RAW || gzipped > GZIPPED {
        println!("WARNING: the WebAssembly is over its budget");
    }
    Ok(())
}

/// Kilobytes of 1000 bytes, rounded up.
fn kb(bytes: usize) -> usize {
    bytes.div_ceil(1000)
}
