//! A local stand-in for Clerk's Frontend API, good enough for the real clerk-js: development browsers, sessions,
//! organizations, signed session tokens, and the routes of the API keys with their limits and errors.
//!
//! Beside it, over the same session tokens and in the same database, a second API: the keys of projects.
//!
//! It is for development and tests on one machine. It knows two users whose password is printed at start, signs every
//! new browser in, and must never be reachable by anyone else.

mod api_keys;
mod app;
mod clerk;
mod clock;
mod error;
mod faults;
mod fields;
mod host;
mod ids;
mod journal;
pub mod people;
mod projects;
mod router;
mod site;
mod store;
mod token;

pub use app::{App, Options};
pub use projects::demo;
pub use router::router;
pub use store::{Location, OpenError, Store};
pub use token::{ActiveOrganization, Claims, LIFETIME_SECONDS, SigningKey};
