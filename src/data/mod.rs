//! What is known about data: whose details a field's name promises, which numbers and keys a text holds.
//!
//! Everything here reads plain text and knows nothing of Zaps. Names are read word by word ([`names`]), values by
//! structure and checksum ([`values`]), keys and tokens by their makers' patterns ([`secrets`]).

pub mod capability;
pub mod class;
pub mod mask;
pub mod names;
pub mod placeholder;
pub mod secret_name;
pub mod secrets;
pub mod values;
pub mod weak_password;
pub mod words;

pub use class::{Class, Classes};
