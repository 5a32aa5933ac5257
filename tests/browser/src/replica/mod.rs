//! A look-alike of Zapier's editor at `https://zapier.com`, for tests and the demo.
//!
//! One server on a free port is at once the proxy that the browser is told to use and the site behind it, with a
//! certificate of its own making. Every other host is answered with an error and remembered, so that a test can
//! say that nothing else was asked of anybody.

mod http;
mod layout;
mod page;
mod policy;
mod server;
mod site;

pub use layout::Layout;
pub use policy::Policy;
pub use server::Replica;
