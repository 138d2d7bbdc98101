//! Keeps paths of this machine out of the module: rustc replaces their prefixes.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use crate::checkout::Checkout;
use crate::machine;
use crate::setup::toolchain::Toolchain;

/// The rustc flags for the module.
pub fn of_module(checkout: &Checkout, toolchain: &Toolchain) -> Result<Vec<String>> {
    let mut flags = of_library(toolchain, &toolchain.library_sources())?;
    flags.push(flag(checkout.target(), "target"));
    flags.push(flag(checkout.root(), "apikeys-wasm"));
    Ok(flags)
}

/// The rustc flags for the standard library with sources in the folder `library`.
pub fn of_library(toolchain: &Toolchain, library: &Path) -> Result<Vec<String>> {
    // rustc applies the last matching prefix: longer prefixes come later.
    let mut flags = vec![
        flag(&machine::home()?, "home"),
        flag(&machine::cargo_home()?, "cargo"),
        flag(toolchain.sysroot(), "rust"),
        // The same path as in Rust's releases.
        flag(library, &format!("/rustc/{}/library", toolchain.commit()?)),
    ];
    let registries = registries(&machine::cargo_home()?)?;
    flags.extend(registries.iter().map(|folder| flag(folder, "registry")));
    Ok(flags)
}

/// The folders where cargo unpacks dependencies: one for each registry, named after its host.
fn registries(cargo_home: &Path) -> Result<Vec<PathBuf>> {
    let sources = cargo_home.join("registry/src");
    let mut folders: Vec<PathBuf> = fs::read_dir(&sources)
        .with_context(|| format!("cannot list {}", sources.display()))?
        .filter_map(|entry| Some(entry.ok()?.path()))
        .collect();
    // cargo rebuilds if the order of the flags changes.
    folders.sort();
    Ok(folders)
}

/// The folders whose paths must not be in the module.
pub fn private_folders(checkout: &Checkout) -> Result<Vec<PathBuf>> {
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
