//! One xtask at a time, where two would tread on each other's files.

use std::fs::{self, File, TryLockError};
use std::path::Path;

use anyhow::{Context, Result};

use crate::console;

/// Held until it is dropped, or its process ends in whatever way.
pub struct Lock {
    _file: File,
}

impl Lock {
    /// Waits until no other process holds the lock at `path`.
    pub fn take(path: &Path) -> Result<Self> {
        let file = open(path).with_context(|| format!("the lock {}", path.display()))?;
        match file.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => {
                console::say("another cargo xtask is at work: waiting for its end");
                file.lock()?;
            }
            Err(TryLockError::Error(error)) => return Err(error.into()),
        }
        Ok(Self { _file: file })
    }
}

fn open(path: &Path) -> Result<File> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    Ok(File::create(path)?)
}
