//! A local stand-in for Clerk's Frontend API that works with the real clerk-js: development browsers, sessions,
//! organizations, signed session tokens, and the routes of the API keys with their limits and errors.
//!
//! It also serves a second API, for the keys of projects, with the same session tokens and the same database.
//!
//! It is for development and tests on one machine. It has two users, prints their password at start, and signs Ada in
//! to every new browser. Other machines must never be able to reach it.

mod api_keys;
mod app;
mod body;
mod clerk;
mod clock;
mod common_errors;
mod cross_origin;
pub mod demo;
mod error;
mod faults;
mod fields;
mod host;
mod https;
mod ids;
mod journal;
pub mod people;
mod projects;
mod router;
mod site;
mod standin_cookie;
mod store;
mod token;

pub use app::{App, Options};

pub use https::{FRONTEND_API_HOST, HttpsError, HttpsListener};
pub use router::{https_router, router};
pub use store::{Location, OpenError, Store};
pub use token::{ActiveOrganization, Claims, LIFETIME_SECONDS, SigningKey};
