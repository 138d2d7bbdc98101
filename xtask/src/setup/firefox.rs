//! Firefox, from a Debian package, and its driver, from crates.io.

use std::path::PathBuf;

use anyhow::{Context, Result};

use super::{apt, cargo_install};
use crate::{Session, command};

/// The version to install if the program is missing. An installed program may have any version.
const VERSION: &str = "0.37.1";

/// Finds or installs the browser and the driver, and returns the driver. The driver looks for `firefox` on the PATH.
pub fn ensure(session: &Session) -> Result<PathBuf> {
    if !command::are_found(&["firefox"]) {
        apt::install(session, "Firefox", &["firefox-esr"])
            .context("the tests in Firefox need the program firefox")?;
    }
    cargo_install::find_or_install(session, "geckodriver", VERSION)
}
