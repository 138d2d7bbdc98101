//! `clerk.apiKeys` as a WebAssembly module: create, list, revoke and reload the long-lived API
//! keys of a user or an organization, over the session token that the host page already has.
//!
//! [`api`] is what JavaScript sees, and translates. [`call`] takes one call from start to end.
//! [`backend`] knows one server's requests and answers. [`browser`] is the only folder that knows
//! the browser; the others run under `cargo test` on the host.

// The unit tests are the host's: under `wasm-pack test` nothing is left of the crate as its own test.
#![cfg(not(all(test, target_arch = "wasm32")))]
#![cfg_attr(
    not(test),
    deny(
        clippy::unwrap_used,
        clippy::expect_used,
        clippy::panic,
        clippy::indexing_slicing
    )
)]

pub mod api;
mod backend;
mod browser;
mod call;
mod clock;
mod failure;
mod params;
mod retry;
mod status;
#[cfg(test)]
mod strategies;
mod token;
mod url;
mod value;

pub use api::{APIKeys, ProjectAPIKeys};
