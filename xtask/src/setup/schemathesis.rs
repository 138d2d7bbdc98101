//! schemathesis, which tests both APIs of the stand-in server. It has its own Python environment.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};

use super::apt;
use crate::folder;
use crate::{Session, command, machine};

/// All packages with exact versions.
const REQUIREMENTS: &str = "xtask/python/requirements.txt";

/// A copy of the requirements, written after a complete installation.
const STAMP: &str = "installed-requirements.txt";

/// Finds or installs the program.
pub fn ensure(session: &Session) -> Result<PathBuf> {
    let requirements = session.checkout.path(REQUIREMENTS);
    let required = fs::read_to_string(&requirements)
        .with_context(|| format!("cannot read {}", requirements.display()))?;
    let version = version(&required)
        .with_context(|| format!("{REQUIREMENTS} does not contain schemathesis"))?;
    // Each version has its own folder: checkouts may need different versions.
    let environment = machine::cache()?.join(format!("apikeys-wasm/schemathesis-{version}"));
    let program = environment.join("bin/st");
    if is_installed(&environment, &required) && runs(&program, version) {
        return Ok(program);
    }
    python(session)?;
    session
        .console
        .step(&format!("schemathesis {version}: pip install"), |step| {
            // An environment cannot be moved: its programs contain the path of Python.
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
            fs::write(environment.join(STAMP), &required)?;
            Ok(())
        })
        .context("schemathesis could not be installed")?;
    Ok(program)
}

/// Finds or installs Python with the module venv, which is a separate package in Debian.
fn python(session: &Session) -> Result<()> {
    let probe = &mut Command::new("python3");
    if command::stdout(probe.args(["-c", "import ensurepip, venv"])).is_ok() {
        return Ok(());
    }
    apt::install(session, "Python", &["python3-venv"])
        .context("schemathesis needs python3 with its modules venv and ensurepip")
}

/// Checks that all requirements are installed.
fn is_installed(environment: &Path, required: &str) -> bool {
    fs::read_to_string(environment.join(STAMP)).is_ok_and(|installed| installed == required)
}

/// Checks that the program runs: an update of the machine's Python can break it.
fn runs(program: &Path, version: &str) -> bool {
    command::stdout(Command::new(program).arg("--version"))
        .is_ok_and(|output| output.split_whitespace().any(|word| word == version))
}

/// Reads the version of schemathesis from the requirements.
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
    fn the_version_is_read_from_the_requirements() {
        let requirements = "# schemathesis\nrequests==2.34.2\nschemathesis==4.32.5\n";
        assert_eq!(version(requirements), Some("4.32.5"));
        assert_eq!(version("schemathesis\n"), None);
    }

    #[test]
    fn an_incomplete_installation_does_not_count() {
        let temporary = tempfile::tempdir().unwrap();
        assert!(!is_installed(temporary.path(), "one"));
        fs::write(temporary.path().join(STAMP), "one").unwrap();
        assert!(is_installed(temporary.path(), "one"));
        assert!(!is_installed(temporary.path(), "two"), "other requirements");
    }

    #[test]
    fn a_program_of_another_version_does_not_match() {
        assert!(!runs(Path::new("/no/such/program"), "4.32.5"));
        assert!(!runs(Path::new("sh"), "4.32.5"));
    }
}
