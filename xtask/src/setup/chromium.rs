//! Chromium and its driver, from Debian's packages.

use anyhow::{Context, Result};

use super::apt;
use crate::{Session, command};

const PROGRAMS: [&str; 2] = ["chromium", "chromedriver"];
/// The fonts, because a page without any shows no text.
const PACKAGES: [&str; 3] = ["chromium", "chromium-driver", "fonts-liberation"];

/// Sees that both programs are on the PATH.
pub fn ensure(session: &Session) -> Result<()> {
    if command::are_found(&PROGRAMS) {
        return Ok(());
    }
    apt::install(session, "Chromium and its driver", &PACKAGES)
        .context("the browser tests need the programs chromium and chromedriver")
}
