//! Builds the standard library for WebAssembly from source, and installs it in the toolchain.

use std::ffi::OsStr;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result};

use super::toolchain::Toolchain;
use super::wasm_target::{STAMP, TARGET};
use crate::Session;
use crate::command::cargo;
use crate::folder::Staged;
use crate::remap;

/// Builds it from the sources in `library`, and replaces the target's folder.
pub fn install(session: &Session, toolchain: &Toolchain, library: &Path) -> Result<()> {
    session
        .console
        .step(&format!("{TARGET}: build from source"), |step| {
            let sysroot = Staged::new(&session.checkout.scratch("sysroot"))?;
            let mut build = cargo();
            build
                .args(["run", "--quiet", "--package=xtask"])
                .args(["--bin=std-from-source", "--features=std-from-source", "--"])
                .args([library, sysroot.path(), Path::new(TARGET)])
                // Link-time optimization needs it. The error without it: "Can't find section .llvmbc".
                .arg("-Cembed-bitcode=yes")
                .args(remap::of_library(toolchain, library)?)
                .current_dir(session.checkout.root());
            step.run(&mut build)?;

            let libraries = sysroot.path().join("lib/rustlib").join(TARGET).join("lib");
            install_libraries(
                &libraries,
                &toolchain.target_folder(TARGET),
                toolchain.version(),
            )
        })
        .context("the standard library could not be built from source")
}

fn install_libraries(libraries: &Path, folder: &Path, version: &str) -> Result<()> {
    let staged = Staged::new(folder)?;
    let lib = staged.path().join("lib");
    fs::create_dir(&lib)?;
    for entry in fs::read_dir(libraries)? {
        let entry = entry?;
        if entry.path().extension() == Some(OsStr::new("rlib")) {
            fs::copy(entry.path(), lib.join(entry.file_name()))?;
        }
    }
    fs::write(staged.path().join(STAMP), version)?;
    staged.publish()
}
