//! Programs that come from crates.io.

use std::path::Path;

use anyhow::Result;

use crate::command::cargo;
use crate::console::Step;

/// Installs exactly one version of a package, below `root` or where cargo installs by itself.
///
/// The author's lock file is tried first. A mirror that lags behind may lack a version that it
/// names, where one that it does not name would do.
pub fn cargo_install(
    step: &mut Step,
    package: &str,
    version: &str,
    root: Option<&Path>,
) -> Result<()> {
    let install = || {
        let mut command = cargo();
        command.args(["install", package, "--version"]);
        command.arg(format!("={version}"));
        if let Some(root) = root {
            command.arg("--root").arg(root);
        }
        command
    };
    step.run(install().arg("--locked"))
        .or_else(|_| step.run(&mut install()))
}
