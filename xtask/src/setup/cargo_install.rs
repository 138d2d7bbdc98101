//! Programs that come from crates.io.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use crate::command::{self, cargo};
use crate::console::Step;
use crate::{Session, machine};

/// A program that is on the PATH, or where cargo installs by itself. Where it is in neither place, this version of the
/// package of the same name is installed in the latter, so that it is there for who types its name, too.
pub fn for_the_user(session: &Session, program: &str, version: &str) -> Result<PathBuf> {
    let home = machine::cargo_home()?.join("bin").join(program);
    let found = command::find(program).or_else(|| Some(home.clone()));
    if let Some(found) = found.filter(|found| command::is_executable(found)) {
        return Ok(found);
    }
    session
        .console
        .step(&format!("{program} {version}: cargo install"), |step| {
            cargo_install(step, program, version, None)
        })
        .with_context(|| format!("{program} could not be installed"))?;
    Ok(command::find(program).unwrap_or(home))
}

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
