//! Bundles the generated JavaScript with esbuild.

use std::ffi::OsString;
use std::path::Path;
use std::process::Command;

use anyhow::Result;

use super::module;
use crate::Session;
use crate::setup::Tools;

const OPTIONS: [&str; 7] = [
    "--bundle",
    "--format=esm",
    // esbuild writes no newer syntax. Lowering to an older version would add helpers for class fields.
    "--target=es2022",
    // Identifiers keep their names: they appear in stack traces and as the `name` of a class. A host page's own
    // bundler shortens them.
    "--minify-whitespace",
    "--minify-syntax",
    "--log-level=warning",
    // wasm-bindgen writes an equal entry for each imported function that needs no conversion.
    "--log-override:duplicate-object-key=silent",
];

/// Bundles wasm-bindgen's JavaScript and its `snippets/` into one file.
pub fn javascript(
    session: &Session,
    tools: &Tools,
    generated: &Path,
    package: &Path,
) -> Result<()> {
    let mut outfile = OsString::from("--outfile=");
    outfile.push(package.join(module::JAVASCRIPT));
    session.console.step("JavaScript: esbuild", |step| {
        step.run(
            Command::new(tools.esbuild())
                .arg(module::JAVASCRIPT)
                .args(OPTIONS)
                .arg(outfile)
                .current_dir(generated),
        )
    })
}
