//! Paths of the machine that builds stay out of what it builds: rustc is told to write others.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use crate::checkout::Checkout;
use crate::machine;
use crate::setup::toolchain::Toolchain;

/// rustc's flags for the module.
pub fn of_module(checkout: &Checkout, toolchain: &Toolchain) -> Result<Vec<String>> {
    let mut flags = of_library(toolchain, &toolchain.library_sources())?;
    flags.push(flag(checkout.target(), "target"));
    flags.push(flag(checkout.root(), "apikeys-wasm"));
    Ok(flags)
}

/// rustc's flags for the standard library, whose sources are in the folder `library`.
pub fn of_library(toolchain: &Toolchain, library: &Path) -> Result<Vec<String>> {
    // Of two prefixes that fit, rustc takes the one named last: the narrower come later.
    let mut flags = vec![
        flag(&machine::home()?, "home"),
        flag(&machine::cargo_home()?, "cargo"),
        flag(toolchain.sysroot(), "rust"),
        // As Rust's own releases have it.
        flag(library, &format!("/rustc/{}/library", toolchain.commit()?)),
    ];
    let registries = registries(&machine::cargo_home()?)?;
    flags.extend(registries.iter().map(|folder| flag(folder, "registry")));
    Ok(flags)
}

/// Where cargo unpacks dependencies: a folder for each registry, named after its host.
fn registries(cargo_home: &Path) -> Result<Vec<PathBuf>> {
    let sources = cargo_home.join("registry/src");
    let mut folders: Vec<PathBuf> = fs::read_dir(&sources)
        .with_context(|| format!("cannot list {}", sources.display()))?
        .filter_map(|entry| Some(entry.ok()?.path()))
        .collect();
    // The order is a part of the flags, and those of what cargo takes for the same build.
    folders.sort();
    Ok(folders)
}

/// The folders whose paths must not be in what was built.
pub fn hidden(checkout: &Checkout) -> Result<Vec<PathBuf>> {
    Ok(vec![
        machine::home()?,
        machine::cargo_home()?,
        checkout.target().to_owned(),
        checkout.root().to_owned(),
    ])
}

fn flag(from: &Path, to: &str) -> String {
    format!("--remap-path-prefix={}={to}", from.display())
}
