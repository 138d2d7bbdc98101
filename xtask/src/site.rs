//! The demo's page and server, as they are built.

use std::path::PathBuf;

use anyhow::Result;

use crate::Session;
use crate::checkout::Checkout;
use crate::command::{cargo, npm};

/// The page's folder.
pub const PAGE: &str = "www";

/// Where Vite leaves the page.
pub const BUILT_PAGE: &str = "www/dist";

/// The server's package, and its program.
const SERVER: &str = "apikeys-standin";

/// Checks the page's types and builds it. Its npm packages must be there, and `pkg/`.
pub fn build_page(session: &Session) -> Result<()> {
    session.console.step("www: npm run build", |step| {
        step.run(npm(&session.checkout.path(PAGE)).args(["run", "build"]))
    })
}

/// Builds the server, and returns its program.
pub fn build_server(session: &Session) -> Result<PathBuf> {
    let checkout = &session.checkout;
    session.console.step("server: cargo build", |step| {
        step.run(
            cargo()
                .args(["build", "--package", SERVER])
                .current_dir(checkout.root()),
        )
    })?;
    Ok(server(checkout))
}

/// The server's program, which [`build_server`] makes.
pub fn server(checkout: &Checkout) -> PathBuf {
    checkout.target().join("debug").join(SERVER)
}
