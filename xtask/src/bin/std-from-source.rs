//! Builds the standard library for a target: `std-from-source SOURCES SYSROOT TARGET [FLAG…]`.
//!
//! It is a separate program, so that only a machine without access to Rust's release server
//! compiles its dependencies.

use std::env;
use std::ffi::OsString;
use std::path::Path;
use std::process::{Command, Stdio};

use anyhow::{Result, bail};
use rustc_build_sysroot::SysrootBuilder;

fn main() -> Result<()> {
    let arguments: Vec<OsString> = env::args_os().skip(1).collect();
    let [sources, sysroot, target, flags @ ..] = &arguments[..] else {
        bail!("usage: std-from-source SOURCES SYSROOT TARGET [FLAG…]");
    };
    SysrootBuilder::new(Path::new(sysroot), target)
        .rustflags(flags)
        .cargo(cargo())
        .build_from_source(Path::new(sources))?;
    Ok(())
}

/// The current cargo, which accepts unstable features.
fn cargo() -> Command {
    let mut cargo = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    cargo
        .env("RUSTC_BOOTSTRAP", "1")
        .stdout(Stdio::inherit())
        .stderr(Stdio::inherit());
    cargo
}
