//! From Rust to WebAssembly and its JavaScript.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::Result;

use crate::checkout::MODULE;
use crate::command::cargo;
use crate::setup::toolchain::Toolchain;
use crate::setup::{TARGET, Tools};
use crate::{Session, remap};

/// The name of the module's library, which all generated files begin with.
pub const LIBRARY: &str = "apikeys_wasm";

/// std without the words of its panics, and without what would print them: nobody reads them, and
/// with `panic = "abort"` nothing is left to do after one.
const TERSE: [&str; 6] = [
    "-Zunstable-options",
    "-Cpanic=immediate-abort",
    "-Zlocation-detail=none",
    "-Zfmt-debug=none",
    // Else nothing of another crate is inlined that does not ask for it: a twelfth of the module.
    "-Zcross-crate-inline-threshold=yes",
    // JavaScript keeps the values that the module holds: the table of references in the module, and the way in and
    // out of it, are a kilobyte more (brotli).
    "-Ctarget-feature=-reference-types",
];

/// Data comes after the stack. Behind 960 KiB of it instead of 1 024, an address takes three bytes of code, not four.
const STACK: &str = "-Clink-arg=-zstack-size=983040";

/// LLVM's choices, where others make the module smaller.
const LLVM: [&str; 3] = [
    // What is known already on one way to a place is computed on the other ways, too, so that it need not be after them.
    "-Cllvm-args=-enable-pre=0",
    // A call counts 25 of the inliner's units, less than it is in WebAssembly, where results go through memory.
    "-Cllvm-args=-inline-call-penalty=40",
    // What is computed once and kept has to be fetched from a local. wasm-opt weighs that.
    "-Cllvm-args=-disable-machine-cse",
];

/// std built for size along with the module, from the sources beside the compiler.
const BUILD_STD: [&str; 2] = [
    "-Zbuild-std=std,panic_abort",
    "-Zbuild-std-features=optimize_for_size",
];

/// The standard library in the module, which does the same with either.
#[derive(Clone, Copy, PartialEq)]
pub enum Std {
    /// Built for size along with the module, from its sources.
    Built,
    /// The compiler's own.
    Shipped,
}

impl Std {
    /// The one that makes the module small, where its sources are installed.
    pub fn best() -> Result<Self> {
        let has_sources = Toolchain::active()?.has_library_sources();
        Ok(if has_sources {
            Self::Built
        } else {
            Self::Shipped
        })
    }
}

/// Compiles the module in a target folder and returns where it is.
pub fn compile(session: &Session, std: Std, target: &Path) -> Result<PathBuf> {
    let checkout = &session.checkout;
    let toolchain = Toolchain::active()?;
    let mut flags = remap::of_module(checkout, &toolchain)?;
    flags.push(STACK.to_owned());
    flags.extend(LLVM.map(str::to_owned));
    let mut build = cargo();
    // As a library for other crates, too, it would keep what only they could call.
    build
        .args(["rustc", "--lib", "--crate-type", "cdylib"])
        .args(["--release", "--package", MODULE, "--target", TARGET])
        .arg("--target-dir")
        .arg(target)
        .current_dir(checkout.root());
    if std == Std::Built {
        flags.extend(TERSE.map(str::to_owned));
        // What makes a stable compiler take the flags above and below.
        build.args(BUILD_STD).env("RUSTC_BOOTSTRAP", "1");
    }
    // Separated so that a path may have spaces.
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
