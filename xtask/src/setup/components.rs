//! The parts of the toolchain that only the tests take: rustup's minimal profile lacks them.

use std::process::Command;

use anyhow::{Context, Result};

use crate::Session;
use crate::command::{self, cargo};

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
