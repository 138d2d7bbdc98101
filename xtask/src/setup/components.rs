//! The parts of the toolchain that rustup's minimal profile lacks.

use std::fs;
use std::process::Command;
use std::time::Duration;

use anyhow::{Context, Result};

use super::toolchain::Toolchain;
use crate::command::{self, cargo};
use crate::{Session, console};

/// Long enough for a slow connection, short enough for a dead one.
const PATIENCE: Duration = Duration::from_mins(3);

/// Sees that `cargo fmt` and `cargo clippy` work.
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

/// Sees that the standard library's sources are there, if rustup has them to give: they make the
/// module smaller, and it can do without. A refusal is remembered, not to wait for it each time.
pub fn offer_sources(session: &Session) -> Result<()> {
    let toolchain = Toolchain::active()?;
    let refusals = session.checkout.scratch("refused");
    let refused = refusals.join("rust-src");
    let known = fs::read_to_string(&refused).is_ok_and(|version| version == toolchain.version());
    if known || toolchain.has_library_sources() {
        return Ok(());
    }
    let mut add = Command::new("rustup");
    add.args(["component", "add", "rust-src"]);
    let added = session.console.step("rust-src: rustup", |step| {
        step.run_within(PATIENCE, &mut add)
    });
    if added.is_err() {
        console::note("rustup cannot provide it: the module is built without");
        fs::create_dir_all(&refusals)?;
        fs::write(&refused, toolchain.version())?;
    }
    Ok(())
}
