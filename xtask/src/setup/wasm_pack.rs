//! wasm-pack, which runs the tests in browsers.

use std::path::PathBuf;

use anyhow::Result;

use super::cargo_install;
use crate::Session;

/// The version to install if the program is missing. An installed program may have any version.
const VERSION: &str = "0.15.1";

/// Finds or installs the program.
pub fn ensure(session: &Session) -> Result<PathBuf> {
    cargo_install::find_or_install(session, "wasm-pack", VERSION)
}
