//! Compiles the crate to WebAssembly and generates its JavaScript bindings.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::Result;

use crate::checkout::MODULE;
use crate::command::cargo;
use crate::setup::toolchain::Toolchain;
use crate::setup::{TARGET, Tools};
use crate::{Session, remap};

/// The name of the library. The names of all generated files begin with it.
const LIBRARY: &str = "apikeys_wasm";

/// The module that wasm-bindgen writes.
pub const WASM: &str = "apikeys_wasm_bg.wasm";

/// The JavaScript that wasm-bindgen generates.
pub const JAVASCRIPT: &str = "apikeys_wasm.js";

/// The declarations that wasm-bindgen generates.
pub const DECLARATIONS: [&str; 2] = ["apikeys_wasm.d.ts", "apikeys_wasm_bg.wasm.d.ts"];

/// Builds the standard library for size, from the component rust-src.
const BUILD_STD: [&str; 2] = [
    "-Zbuild-std=std,panic_abort",
    "-Zbuild-std-features=optimize_for_size",
];

/// A panic traps at once: the module contains no code that formats its message.
const TRAP_ON_PANIC: [&str; 2] = ["-Zunstable-options", "-Cpanic=immediate-abort"];

/// The standard library that the module is linked with. The module behaves the same with both.
#[derive(Clone, Copy, PartialEq)]
pub enum StandardLibrary {
    /// Compiled for size together with the module. It needs the component rust-src.
    BuiltForSize,
    /// The one that comes with the toolchain.
    Prebuilt,
}

impl StandardLibrary {
    /// The one that makes the smaller module, if rust-src is installed.
    pub fn smallest_available() -> Result<Self> {
        let has_sources = Toolchain::active()?.has_library_sources();
        Ok(if has_sources {
            Self::BuiltForSize
        } else {
            Self::Prebuilt
        })
    }
}

/// Compiles the module in the folder `target`, and returns its path.
pub fn compile(session: &Session, std: StandardLibrary, target: &Path) -> Result<PathBuf> {
    let checkout = &session.checkout;
    let mut flags = remap::of_module(checkout, &Toolchain::active()?)?;
    let mut build = cargo();
    build
        // The crate type rlib would keep code that only other crates can call.
        .args(["rustc", "--lib", "--crate-type", "cdylib"])
        .args(["--release", "--package", MODULE, "--target", TARGET])
        .arg("--target-dir")
        .arg(target)
        .current_dir(checkout.root());
    if std == StandardLibrary::BuiltForSize {
        flags.extend(TRAP_ON_PANIC.map(str::to_owned));
        // A stable compiler accepts `-Z` options with this variable only.
        build.args(BUILD_STD).env("RUSTC_BOOTSTRAP", "1");
    }
    // This separator permits paths with spaces.
    build.env("CARGO_ENCODED_RUSTFLAGS", flags.join("\x1f"));
    session
        .console
        .step("module: cargo rustc", |step| step.run(&mut build))?;
    Ok(target
        .join(TARGET)
        .join("release")
        .join(LIBRARY)
        .with_extension("wasm"))
}

/// Generates the JavaScript, its declarations and the module that belongs to them.
pub fn bind(session: &Session, tools: &Tools, wasm: &Path, into: &Path) -> Result<()> {
    session.console.step("module: wasm-bindgen", |step| {
        step.run(
            Command::new(tools.bindgen().join("wasm-bindgen"))
                .args(["--target", "web"])
                // All supported browsers have `TextEncoder.encodeInto`: no polyfill.
                .args(["--encode-into", "always"])
                // The package's entry gives the path. A second `new URL` would make bundlers emit the file for the
                // inline entry too.
                .arg("--omit-default-module-path")
                .args(["--out-name", LIBRARY, "--out-dir"])
                .args([into, wasm]),
        )
    })
}
