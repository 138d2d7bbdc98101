//! wasm-pack, which runs the tests in browsers.

use std::path::PathBuf;

use anyhow::{Context, Result};

use super::cargo_install::cargo_install;
use crate::{Session, command, machine};

/// The version to install where there is none. Any that is there already will do.
const VERSION: &str = "0.15.1";

/// The program.
pub fn ensure(session: &Session) -> Result<PathBuf> {
    let home = machine::cargo_home()?.join("bin/wasm-pack");
    let found = command::find("wasm-pack").or_else(|| Some(home.clone()));
    if let Some(program) = found.filter(|program| command::is_executable(program)) {
        return Ok(program);
    }
    session
        .console
        .step(&format!("wasm-pack {VERSION}: cargo install"), |step| {
            cargo_install(step, "wasm-pack", VERSION, None)
        })
        .context("wasm-pack could not be installed")?;
    Ok(command::find("wasm-pack").unwrap_or(home))
}
