//! From Rust to WebAssembly and its JavaScript.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::Result;

use crate::Session;
use crate::checkout::MODULE;
use crate::command::cargo;
use crate::remap;
use crate::setup::toolchain::Toolchain;
use crate::setup::{TARGET, Tools};

/// The name of the module's library, which all generated files begin with.
pub const LIBRARY: &str = "apikeys_wasm";

/// Compiles the module and returns where it is.
pub fn compile(session: &Session) -> Result<PathBuf> {
    let checkout = &session.checkout;
    let flags = remap::of_module(checkout, &Toolchain::active()?)?;
    session.console.step("module: cargo build", |step| {
        step.run(
            cargo()
                .args(["build", "--lib", "--release", "--package", MODULE])
                .args(["--target", TARGET])
                // Separated so that a path may have spaces.
                .env("CARGO_ENCODED_RUSTFLAGS", flags.join("\x1f"))
                .current_dir(checkout.root()),
        )
    })?;
    Ok(checkout
        .target()
        .join(TARGET)
        .join("release")
        .join(LIBRARY)
        .with_extension("wasm"))
}

/// Generates the JavaScript and its types, beside a module that goes with them.
pub fn bind(session: &Session, tools: &Tools, wasm: &Path, into: &Path) -> Result<()> {
    session.console.step("module: wasm-bindgen", |step| {
        step.run(
            Command::new(tools.bindgen().join("wasm-bindgen"))
                .args(["--target", "web", "--omit-default-module-path"])
                .args(["--out-name", LIBRARY, "--out-dir"])
                .args([into, wasm]),
        )
    })
}

/// The module's file in the package.
pub fn file_name() -> String {
    format!("{LIBRARY}_bg.wasm")
}
