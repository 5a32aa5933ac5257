//! What Zaplint keeps between sessions: settings, and for each Zap what people decided and confirmed about it.
//!
//! No value of a field is kept, only names and short hashes.

mod counts;
mod settings;
mod tick;

pub use counts::Counts;
pub use settings::Settings;
pub use tick::Tick;
