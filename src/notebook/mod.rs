//! What Zaplint keeps between sessions: settings, and for each Zap what people decided and confirmed about it.
//!
//! The browser's storage holds it as texts, each under a key of its own, and [`Notebook`] says which of them to write anew. No
//! value of a field is kept: only names as a report shows them, and short hashes.

mod book;
mod company;
mod counts;
mod keep;
mod notes;
mod paper;
mod place;
mod review;
mod settings;
mod stored;
mod texts;
mod tick;
mod transfer;
mod unread;
mod waived;

pub use book::{Notebook, Save};
pub use company::Company;
pub use counts::Counts;
pub use notes::{Check, Notes};
pub use paper::Paper;
pub use review::{Named, Review};
pub use settings::Settings;
pub use tick::Tick;
pub use transfer::{Refused, Transfer};
pub use waived::Waived;

pub(crate) use place::place_hash;
pub(crate) use texts::{LONG, short};
