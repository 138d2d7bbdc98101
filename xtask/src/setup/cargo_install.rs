//! Installs programs from crates.io.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use crate::command::{self, cargo};
use crate::console::Step;
use crate::{Session, machine};

/// Finds a program on the PATH or in cargo's `bin` folder. If it is missing, installs this version of the package with the
/// same name in cargo's `bin` folder.
pub fn find_or_install(session: &Session, program: &str, version: &str) -> Result<PathBuf> {
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

/// Installs an exact version of a package, in `root` or in cargo's default folder.
///
/// It first uses the lock file of the package. A mirror may lack a version that the lock file names: then it installs
/// without the lock file.
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
