//! The folders of the user who runs xtask.

use std::env;
use std::path::PathBuf;

use anyhow::{Context, Result};

/// The user's home, which the top of all folders is not: every path would be one inside it.
pub fn home() -> Result<PathBuf> {
    env::home_dir()
        .filter(|home| home.is_absolute() && home.parent().is_some())
        .context("there is no home folder: set HOME")
}

/// Where cargo keeps the sources of dependencies, and installs programs.
pub fn cargo_home() -> Result<PathBuf> {
    match env::var_os("CARGO_HOME") {
        Some(folder) => Ok(folder.into()),
        None => Ok(home()?.join(".cargo")),
    }
}

/// Where programs keep what they can make again.
pub fn cache() -> Result<PathBuf> {
    let chosen = env::var_os("XDG_CACHE_HOME").map(PathBuf::from);
    match chosen.filter(|folder| folder.is_absolute()) {
        Some(folder) => Ok(folder),
        None if cfg!(target_os = "macos") => Ok(home()?.join("Library/Caches")),
        None => Ok(home()?.join(".cache")),
    }
}
