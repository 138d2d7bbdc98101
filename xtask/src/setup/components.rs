//! Components of the toolchain that rustup's minimal profile lacks.

use std::fs;
use std::process::Command;
use std::time::Duration;

use anyhow::{Context, Result};

use super::toolchain::Toolchain;
use crate::command::{self, cargo};
use crate::{Session, console};

/// The maximum time of a download.
const TIMEOUT: Duration = Duration::from_mins(3);

/// Finds or installs rustfmt and clippy.
pub fn ensure(session: &Session) -> Result<()> {
    for (component, subcommand) in [("rustfmt", "fmt"), ("clippy", "clippy")] {
        if command::stdout(cargo().args([subcommand, "--version"])).is_ok() {
            continue;
        }
        session
            .console
            .step(&format!("{component}: rustup"), |step| {
                step.run(Command::new("rustup").args(["component", "add", component]))
            })
            .with_context(|| format!("`cargo {subcommand}` is missing and cannot be added"))?;
    }
    Ok(())
}

/// Tries to install the optional component rust-src, which makes the module smaller. A failure is recorded: later runs do not
/// try again with this toolchain.
pub fn try_to_add_rust_src(session: &Session) -> Result<()> {
    let toolchain = Toolchain::active()?;
    let failures = session.checkout.scratch("failed");
    let failure = failures.join("rust-src");
    let failed_before =
        fs::read_to_string(&failure).is_ok_and(|version| version == toolchain.version());
    if failed_before || toolchain.has_library_sources() {
        return Ok(());
    }
    let mut add = Command::new("rustup");
    add.args(["component", "add", "rust-src"]);
    let added = session.console.step("rust-src: rustup", |step| {
        step.run_within(TIMEOUT, &mut add)
    });
    if added.is_err() {
        console::note(
            "rustup cannot install rust-src: the build uses the prebuilt standard library",
        );
        fs::create_dir_all(&failures)?;
        fs::write(&failure, toolchain.version())?;
    }
    Ok(())
}
