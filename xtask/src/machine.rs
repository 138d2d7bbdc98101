//! The folders of the user who runs xtask.

use std::env;
use std::path::PathBuf;

use anyhow::{Context, Result};

/// The user's home. The root folder is refused: every path would be inside it.
pub fn home() -> Result<PathBuf> {
    env::home_dir()
        .filter(|home| home.is_absolute() && home.parent().is_some())
        .context("no home folder: set HOME")
}

/// The folder where cargo stores the sources of dependencies and installs programs.
pub fn cargo_home() -> Result<PathBuf> {
    match env::var_os("CARGO_HOME") {
        Some(folder) => Ok(folder.into()),
        None => Ok(home()?.join(".cargo")),
    }
}

/// The cache folder.
pub fn cache() -> Result<PathBuf> {
    let chosen = env::var_os("XDG_CACHE_HOME").map(PathBuf::from);
    match chosen.filter(|folder| folder.is_absolute()) {
        Some(folder) => Ok(folder),
        None if cfg!(target_os = "macos") => Ok(home()?.join("Library/Caches")),
        None => Ok(home()?.join(".cache")),
    }
}
