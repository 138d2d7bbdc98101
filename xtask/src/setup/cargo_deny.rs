//! cargo-deny, which holds the Rust dependencies against deny.toml.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};

use super::cargo_install::cargo_install;
use crate::folder::Staged;
use crate::{Session, command, machine};

/// The version: others read deny.toml in another way.
const VERSION: &str = "0.20.2";

/// The program. It takes some minutes to build, so it is not among the tools that every command sees to.
pub fn ensure(session: &Session) -> Result<PathBuf> {
    let _lock = super::lock()?;
    let folder = machine::cache()?.join(format!("apikeys-wasm/cargo-deny-{VERSION}"));
    let ours = folder.join("bin/cargo-deny");
    let mut known = command::find("cargo-deny")
        .into_iter()
        .chain([ours.clone()]);
    if let Some(found) = known.find(|program| is_right(program)) {
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

fn is_right(program: &Path) -> bool {
    command::stdout(Command::new(program).arg("--version"))
        .is_ok_and(|answer| answer == format!("cargo-deny {VERSION}"))
}
