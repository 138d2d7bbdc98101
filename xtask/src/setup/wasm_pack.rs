//! wasm-pack, which runs the tests in browsers.

use std::path::PathBuf;

use anyhow::Result;

use super::cargo_install;
use crate::Session;

/// The version to install where there is none. Any that is there already will do.
const VERSION: &str = "0.15.1";

/// The program.
pub fn ensure(session: &Session) -> Result<PathBuf> {
    cargo_install::for_the_user(session, "wasm-pack", VERSION)
}
