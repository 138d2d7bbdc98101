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

/// The address of the Frontend API for the build of the page. The default is a path of the page's own origin.
const FRONTEND_API: &str = "VITE_CLERK_PROXY_URL";

/// Builds the page. Its npm packages and `pkg/` must exist.
pub fn build_page(session: &Session, frontend_api: Option<&str>) -> Result<()> {
    let mut command = npm(&session.checkout.path(PAGE));
    command.args(["run", "build"]);
    if let Some(frontend_api) = frontend_api {
        command.env(FRONTEND_API, frontend_api);
    }
    session
        .console
        .step("www: npm run build", |step| step.run(&mut command))
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
