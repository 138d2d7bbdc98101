//! cargo-deny, which checks the Rust dependencies by the rules in deny.toml.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};

use super::cargo_install::cargo_install;
use crate::folder::Staged;
use crate::{Session, command, machine};

/// Other versions read deny.toml differently.
const VERSION: &str = "0.20.2";

/// Finds or installs the program. Its build takes some minutes, so only `cargo xtask supply` calls this function.
pub fn ensure(session: &Session) -> Result<PathBuf> {
    let _lock = super::lock()?;
    let folder = machine::cache()?.join(format!("apikeys-wasm/cargo-deny-{VERSION}"));
    let ours = folder.join("bin/cargo-deny");
    let mut candidates = command::find("cargo-deny")
        .into_iter()
        .chain([ours.clone()]);
    if let Some(found) = candidates.find(|program| has_version(program)) {
        return Ok(found);
    }
    session
        .console
        .step(&format!("cargo-deny {VERSION}: cargo install"), |step| {
            let staged = Staged::new(&folder)?;
            cargo_install(step, "cargo-deny", VERSION, Some(staged.path()))?;
            staged.publish()
        })
        .context("cargo-deny could not be installed")?;
    Ok(ours)
}

fn has_version(program: &Path) -> bool {
    command::stdout(Command::new(program).arg("--version"))
        .is_ok_and(|output| output == format!("cargo-deny {VERSION}"))
}
