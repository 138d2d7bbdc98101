//! Builds the demo page and the stand-in server.

use std::path::PathBuf;

use anyhow::Result;

use crate::Session;
use crate::checkout::Checkout;
use crate::command::{cargo, npm};

/// The folder of the page.
pub const PAGE: &str = "www";

/// The folder of the page that Vite builds.
pub const BUILT_PAGE: &str = "www/dist";

/// The name of the server's package and program.
const SERVER: &str = "apikeys-standin";

/// Builds the page. Its npm packages and `pkg/` must exist.
pub fn build_page(session: &Session) -> Result<()> {
    session.console.step("www: npm run build", |step| {
        step.run(npm(&session.checkout.path(PAGE)).args(["run", "build"]))
    })
}

/// Builds the server and returns the path of its program.
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

/// The path of the program that [`build_server`] builds.
pub fn server(checkout: &Checkout) -> PathBuf {
    checkout.target().join("debug").join(SERVER)
}
