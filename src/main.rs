//! The command line: checks exported Zaps, lists and explains the rules.
#![forbid(unsafe_code)]

#[cfg(not(target_arch = "wasm32"))]
mod cli;

/// A Zap is made of thousands of small texts.
#[cfg(not(target_arch = "wasm32"))]
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

#[cfg(not(target_arch = "wasm32"))]
fn main() -> std::process::ExitCode {
    cli::run()
}

/// In the extension there is no command line; the library is all that is used.
#[cfg(target_arch = "wasm32")]
fn main() {}
