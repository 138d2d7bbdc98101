//! Packages that come from npm.

use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};

use crate::{Session, command};

/// A copy of the lock file, written after all that it lists was installed.
const STAMP: &str = "node_modules/.installed-package-lock.json";

/// Installs the packages of a folder's lock file, unless they are there.
pub fn install(session: &Session, folder: &str) -> Result<()> {
    let path = session.checkout.path(folder);
    if is_installed(&path)? {
        return Ok(());
    }
    session
        .console
        .step(&format!("{folder}: npm ci"), |step| {
            step.run(command::npm(&path).arg("ci"))?;
            stamp(&path)
        })
        .with_context(|| format!("the npm packages of {folder} could not be installed"))
}

/// A program that a package of the folder brings.
pub fn program(session: &Session, folder: &str, name: &str) -> Result<PathBuf> {
    install(session, folder)?;
    let program = session
        .checkout
        .path(folder)
        .join("node_modules/.bin")
        .join(name);
    ensure!(program.exists(), "{} is missing", program.display());
    Ok(program)
}

/// Whether the packages of the lock file, as it is now, were installed to the end.
///
/// npm removes node_modules, and the stamp with it, before it installs.
fn is_installed(folder: &Path) -> Result<bool> {
    let lock = folder.join("package-lock.json");
    let wanted = fs::read(&lock).with_context(|| format!("cannot read {}", lock.display()))?;
    match fs::read(folder.join(STAMP)) {
        Ok(installed) => Ok(installed == wanted),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(false),
        Err(error) => Err(error.into()),
    }
}

/// Notes that the packages of the lock file, as it is now, are there.
fn stamp(folder: &Path) -> Result<()> {
    // npm makes no folder for no packages.
    fs::create_dir_all(folder.join("node_modules"))?;
    fs::copy(folder.join("package-lock.json"), folder.join(STAMP))?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn packages_are_there_until_the_lock_file_changes() {
        let room = tempfile::tempdir().unwrap();
        let folder = room.path();
        let lock = folder.join("package-lock.json");

        assert!(is_installed(folder).is_err(), "no lock file");
        fs::write(&lock, "one").unwrap();
        assert!(!is_installed(folder).unwrap(), "nothing installed yet");

        stamp(folder).unwrap();
        assert!(is_installed(folder).unwrap(), "installed");

        fs::write(&lock, "two").unwrap();
        assert!(!is_installed(folder).unwrap(), "another lock file");
    }
}
