//! Chromium and its driver, from Debian packages.

use anyhow::{Context, Result};

use super::apt;
use crate::{Session, command};

const PROGRAMS: [&str; 2] = ["chromium", "chromedriver"];
/// Without fonts, a page shows no text.
const PACKAGES: [&str; 3] = ["chromium", "chromium-driver", "fonts-liberation"];

/// Finds or installs both programs.
pub fn ensure(session: &Session) -> Result<()> {
    if command::are_found(&PROGRAMS) {
        return Ok(());
    }
    apt::install(session, "Chromium and its driver", &PACKAGES)
        .context("the browser tests need the programs chromium and chromedriver")
}
