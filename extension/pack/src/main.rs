//! Puts the extension together.
fn main() {}
