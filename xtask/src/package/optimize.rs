//! Optimizes the module for size with wasm-opt.

use std::path::Path;
use std::process::Command;

use anyhow::Result;

use crate::Session;
use crate::setup::Tools;

/// The features that rustc enables for this target by default. Every supported browser has them.
/// `--all-features` would permit instructions that browsers refuse.
const FEATURES: [&str; 7] = [
    "--mvp-features",
    "--enable-bulk-memory",
    "--enable-multivalue",
    "--enable-mutable-globals",
    "--enable-nontrapping-float-to-int",
    "--enable-reference-types",
    "--enable-sign-ext",
];

/// Optimizes a module and removes the names of its functions.
pub fn strip_names(session: &Session, tools: &Tools, from: &Path, to: &Path) -> Result<()> {
    let strip = [
        "--strip-debug",
        "--strip-producers",
        "--strip-target-features",
    ];
    run(session, tools, &strip, from, to)
}

/// Optimizes a module and keeps the names of its functions.
pub fn keep_names(session: &Session, tools: &Tools, from: &Path, to: &Path) -> Result<()> {
    run(session, tools, &["--debuginfo"], from, to)
}

fn run(session: &Session, tools: &Tools, options: &[&str], from: &Path, to: &Path) -> Result<()> {
    session.console.step("module: wasm-opt", |step| {
        step.run(
            Command::new(tools.wasm_opt())
                .args(FEATURES)
                .arg("-Oz")
                .args(options)
                .args([from, Path::new("--output"), to]),
        )
    })
}
