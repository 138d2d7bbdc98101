//! WebKit, as WebKitGTK: its driver, which brings a browser along, and a screen that nobody sees, as that browser
//! cannot do without one. From Debian's packages.

use std::path::PathBuf;

use anyhow::{Context, Result};

use super::apt;
use crate::{Session, command};

const DRIVER: &str = "WebKitWebDriver";
/// `xvfb-run` is a script: it starts the others.
const PROGRAMS: [&str; 4] = [DRIVER, "xvfb-run", "Xvfb", "xauth"];
const PACKAGES: [&str; 3] = ["webkit2gtk-driver", "xvfb", "xauth"];

/// The driver, once all programs are on the PATH.
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
