//! The active Rust toolchain.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};

use crate::command;

/// The toolchain, as rustc describes it.
pub struct Toolchain {
    sysroot: PathBuf,
    version: String,
}

impl Toolchain {
    /// The toolchain of this checkout.
    pub fn active() -> Result<Self> {
        let rustc = |arguments: &[&str]| command::stdout(Command::new("rustc").args(arguments));
        Ok(Self {
            sysroot: rustc(&["--print", "sysroot"])?.into(),
            version: rustc(&["--version", "--verbose"])?,
        })
    }

    /// The output of `rustc --version --verbose`. It is different for each toolchain.
    pub fn version(&self) -> &str {
        &self.version
    }

    /// The version number, for example `1.95.0`.
    pub fn release(&self) -> Result<&str> {
        self.field("release")
    }

    /// The commit of the compiler.
    pub fn commit(&self) -> Result<&str> {
        self.field("commit-hash")
    }

    /// The folder of the standard library's sources. It may be missing.
    pub fn library_sources(&self) -> PathBuf {
        self.sysroot.join("lib/rustlib/src/rust/library")
    }

    /// Checks that the standard library's sources are installed.
    pub fn has_library_sources(&self) -> bool {
        self.library_sources().join("Cargo.lock").is_file()
    }

    /// The folder of a target.
    pub fn target_folder(&self, target: &str) -> PathBuf {
        self.sysroot.join("lib/rustlib").join(target)
    }

    /// The folder of the toolchain.
    pub fn sysroot(&self) -> &Path {
        &self.sysroot
    }

    fn field(&self, name: &str) -> Result<&str> {
        field(&self.version, name)
            .with_context(|| format!("`rustc --version --verbose` has no {name}"))
    }
}

fn field<'a>(version: &'a str, name: &str) -> Option<&'a str> {
    version
        .lines()
        .filter_map(|line| line.split_once(": "))
        .find_map(|(key, value)| (key == name).then_some(value))
}

#[cfg(test)]
mod tests {
    use super::*;

    const VERSION: &str = "rustc 1.95.0 (59807616e 2026-04-14)\nbinary: rustc\n\
        commit-hash: 59807616e1fa2540724bfbac14d7976d7e4a3860\nrelease: 1.95.0\nLLVM version: 22.1.2";

    #[test]
    fn the_verbose_version_is_read_field_by_field() {
        assert_eq!(field(VERSION, "release"), Some("1.95.0"));
        assert_eq!(
            field(VERSION, "commit-hash"),
            Some("59807616e1fa2540724bfbac14d7976d7e4a3860")
        );
        assert_eq!(field(VERSION, "host"), None);
    }
}
