//! Firefox, from Debian's package, and its driver, which Debian does not have.

use std::path::PathBuf;

use anyhow::{Context, Result};

use super::{apt, cargo_install};
use crate::{Session, command};

/// The driver's version to install where there is none. Any that is there already will do.
const VERSION: &str = "0.37.1";

/// The driver, once the browser is on the PATH: by this name it looks for it.
pub fn ensure(session: &Session) -> Result<PathBuf> {
    if !command::are_found(&["firefox"]) {
        apt::install(session, "Firefox", &["firefox-esr"])
            .context("the tests in Firefox need the program firefox")?;
    }
    cargo_install::for_the_user(session, "geckodriver", VERSION)
}
