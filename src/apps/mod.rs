//! What is known about apps and their actions.
//!
//! Everything is told by an app's key or by the name the page shows, by whole words and without regard to case.
//! What is not known stays unknown: nothing here guesses.

mod catalog;
mod destination;
mod effects;
mod fields;
mod health;
mod hosts;
mod known;
mod legacy;
mod name;
mod people;
mod product;
mod server;
mod trust;
mod words;

#[cfg(not(target_arch = "wasm32"))]
pub(crate) use catalog::known_names;
pub use catalog::{App, Kind, find, kind};
pub use destination::{Destination, destination, is_direct_message, is_spreadsheet};
pub use effects::{Effects, effects};
pub use fields::{
    Roles, is_file_field, is_free_row, is_id_field, is_message_field, is_owners_column, is_recipient_field,
    is_setting_field, is_url_field,
};
pub use health::{Patients, health_app};
pub(crate) use hosts::public_hosts;
pub use hosts::{Domain, app_of_host};
pub use known::{Known, says};
pub use legacy::is_legacy;
pub use name::{app_name, app_said, is_built_in, is_called, is_same_name, step_name, step_said};
pub use people::{has_peoples_messages, names_people, writes_down_speech};
pub use product::{Product, is_http_call, is_raw_request, product};
pub use server::{Server, server};
pub use trust::{Trust, has_strangers_text, trust};
