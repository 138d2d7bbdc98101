//! schemathesis, which holds the stand-in's second API against its document: in an environment of its own.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};

use super::apt;
use crate::folder;
use crate::{Session, command, machine};

/// What is installed, to the digit.
const REQUIREMENTS: &str = "xtask/python/requirements.txt";

/// A copy of the requirements, written after all that they list was installed.
const STAMP: &str = "installed-requirements.txt";

/// The program.
pub fn ensure(session: &Session) -> Result<PathBuf> {
    let requirements = session.checkout.path(REQUIREMENTS);
    let wanted = fs::read_to_string(&requirements)
        .with_context(|| format!("cannot read {}", requirements.display()))?;
    let version =
        version(&wanted).with_context(|| format!("{REQUIREMENTS} names no schemathesis"))?;
    // Each version has its own folder: another checkout may want another one.
    let environment = machine::cache()?.join(format!("apikeys-wasm/schemathesis-{version}"));
    let program = environment.join("bin/st");
    if is_installed(&environment, &wanted) && runs(&program, version) {
        return Ok(program);
    }
    python(session)?;
    session
        .console
        .step(&format!("schemathesis {version}: pip install"), |step| {
            // Built where it stays: the programs in it begin with the path of their Python.
            folder::remove(&environment)?;
            step.run(
                Command::new("python3")
                    .args(["-m", "venv"])
                    .arg(&environment),
            )?;
            step.run(
                Command::new(environment.join("bin/python"))
                    .args(["-m", "pip", "install", "--quiet", "--no-input"])
                    .arg("--disable-pip-version-check")
                    .arg("--requirement")
                    .arg(&requirements),
            )?;
            fs::write(environment.join(STAMP), &wanted)?;
            Ok(())
        })
        .context("schemathesis could not be installed")?;
    Ok(program)
}

/// Sees that there is a Python that can make environments. Debian packs the means apart.
fn python(session: &Session) -> Result<()> {
    let probe = &mut Command::new("python3");
    if command::stdout(probe.args(["-c", "import ensurepip, venv"])).is_ok() {
        return Ok(());
    }
    apt::install(session, "Python", &["python3-venv"])
        .context("schemathesis needs python3 with its modules venv and ensurepip")
}

/// Whether all that is wanted was installed, to the end.
fn is_installed(environment: &Path, wanted: &str) -> bool {
    fs::read_to_string(environment.join(STAMP)).is_ok_and(|installed| installed == wanted)
}

/// Whether it still does: the machine's Python, which it borrows, may be another one by now.
fn runs(program: &Path, version: &str) -> bool {
    command::stdout(Command::new(program).arg("--version"))
        .is_ok_and(|answer| answer.split_whitespace().any(|word| word == version))
}

/// The version that the requirements name.
fn version(requirements: &str) -> Option<&str> {
    requirements
        .lines()
        .find_map(|line| line.strip_prefix("schemathesis=="))
        .map(str::trim)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_requirements_tell_the_version() {
        let requirements = "# schemathesis\nrequests==2.34.2\nschemathesis==4.32.5\n";
        assert_eq!(version(requirements), Some("4.32.5"));
        assert_eq!(version("schemathesis\n"), None);
    }

    #[test]
    fn only_what_was_installed_to_the_end_counts() {
        let room = tempfile::tempdir().unwrap();
        assert!(!is_installed(room.path(), "one"));
        fs::write(room.path().join(STAMP), "one").unwrap();
        assert!(is_installed(room.path(), "one"));
        assert!(!is_installed(room.path(), "two"), "others are wanted now");
    }

    #[test]
    fn a_program_of_another_version_does_not_do() {
        assert!(!runs(Path::new("/no/such/program"), "4.32.5"));
        assert!(!runs(Path::new("sh"), "4.32.5"));
    }
}
