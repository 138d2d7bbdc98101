//! WebKitGTK: its driver with a browser, and a virtual screen, which the browser needs. From Debian packages.

use std::path::PathBuf;

use anyhow::{Context, Result};

use super::apt;
use crate::{Session, command};

const DRIVER: &str = "WebKitWebDriver";
/// The script `xvfb-run` starts Xvfb and xauth.
const PROGRAMS: [&str; 4] = [DRIVER, "xvfb-run", "Xvfb", "xauth"];
const PACKAGES: [&str; 3] = ["webkit2gtk-driver", "xvfb", "xauth"];

/// Finds or installs all programs, and returns the driver.
pub fn ensure(session: &Session) -> Result<PathBuf> {
    if !command::are_found(&PROGRAMS) {
        apt::install(session, "WebKit and its driver", &PACKAGES).with_context(needs)?;
    }
    command::find(DRIVER).with_context(needs)
}

fn needs() -> String {
    format!(
        "the tests in WebKit need the programs {}",
        PROGRAMS.join(", ")
    )
}
