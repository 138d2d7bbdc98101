//! Installs npm packages.

use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};

use crate::{Session, command};

/// A copy of the lock file, written after a complete installation.
const STAMP: &str = "node_modules/.installed-package-lock.json";

/// Installs the packages of a folder's lock file, unless they are installed.
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

/// Installs the packages of a folder, and returns the path of a program among them.
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

/// Checks that all packages of the current lock file are installed.
///
/// `npm ci` removes node_modules, and the stamp with it, before it installs.
fn is_installed(folder: &Path) -> Result<bool> {
    let lock = folder.join("package-lock.json");
    let required = fs::read(&lock).with_context(|| format!("cannot read {}", lock.display()))?;
    match fs::read(folder.join(STAMP)) {
        Ok(installed) => Ok(installed == required),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(false),
        Err(error) => Err(error.into()),
    }
}

/// Records that all packages of the current lock file are installed.
fn stamp(folder: &Path) -> Result<()> {
    // npm creates no folder if there are no packages.
    fs::create_dir_all(folder.join("node_modules"))?;
    fs::copy(folder.join("package-lock.json"), folder.join(STAMP))?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn packages_are_installed_until_the_lock_file_changes() {
        let temporary = tempfile::tempdir().unwrap();
        let folder = temporary.path();
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
