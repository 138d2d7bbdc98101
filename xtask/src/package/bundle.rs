//! Bundles the generated JavaScript with esbuild.

use std::ffi::OsString;
use std::path::Path;
use std::process::Command;

use anyhow::Result;

use super::module;
use crate::Session;
use crate::setup::Tools;

/// The oldest browsers that the package supports (see README.md): esbuild writes no newer syntax.
const BROWSERS: &str = "--target=chrome96,firefox90,safari15";

/// Bundles wasm-bindgen's JavaScript and its `snippets/` into one minified file.
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
                .args(["--bundle", "--format=esm", BROWSERS, "--minify"])
                // Stack traces and `constructor.name` show the names that wasm-bindgen writes.
                .arg("--keep-names")
                .arg("--log-level=warning")
                .arg(outfile)
                .current_dir(generated),
        )
    })
}
