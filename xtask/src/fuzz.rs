//! Every law of the module, tried far more often than `cargo test` does it.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Error, Result};

use crate::checkout::MODULE;
use crate::command::cargo;
use crate::{Session, folder};

/// How often each law is tried where nothing else is said: some minutes on two cores.
const CASES: u32 = 200_000;

/// Where proptest keeps the seeds of what failed, beside `src`.
const SEEDS: &str = "proptest-regressions";

/// As debug builds are, with every check of the arithmetic, but fast enough to come far.
const PROFILE: [&str; 6] = [
    "--config",
    "profile.fuzz.inherits='dev'",
    "--config",
    "profile.fuzz.opt-level=2",
    "--profile",
    "fuzz",
];

/// Runs the module's tests on the host. What is no law takes no longer for it.
pub fn run(session: &Session, cases: Option<u32>) -> Result<()> {
    let cases = cases.unwrap_or(CASES);
    let seeds = session.checkout.path(SEEDS);
    let before = contents(&seeds)?;
    let console = &session.console;
    console.step("fuzz: build", |step| {
        step.run(tests(session).arg("--no-run"))
    })?;
    let tried = console.step(&format!("fuzz: each law {cases} times"), |step| {
        let cases = cases.to_string();
        step.run(
            tests(session)
                .env("PROPTEST_CASES", &cases)
                // A law that passes over some cases may pass over more of them where there are more.
                .env("PROPTEST_MAX_GLOBAL_REJECTS", &cases)
                .env("PROPTEST_MAX_LOCAL_REJECTS", &cases),
        )
    });
    tried.or_else(|error| Err(with_seeds(error, &new(&before, &contents(&seeds)?))))
}

fn tests(session: &Session) -> Command {
    let mut command = cargo();
    command
        .args(["test", "--package", MODULE, "--lib"])
        .args(PROFILE)
        .current_dir(session.checkout.root());
    command
}

/// The files with seeds, and what is in them. There may be none.
fn contents(seeds: &Path) -> Result<BTreeMap<PathBuf, Vec<u8>>> {
    if !seeds.exists() {
        return Ok(BTreeMap::new());
    }
    let files = folder::files(seeds)?.into_iter();
    files
        .map(|file| Ok((file.clone(), fs::read(seeds.join(file))?)))
        .collect()
}

/// The files that are not as they were.
fn new(before: &BTreeMap<PathBuf, Vec<u8>>, now: &BTreeMap<PathBuf, Vec<u8>>) -> Vec<PathBuf> {
    let changed = now
        .iter()
        .filter(|(file, content)| before.get(*file) != Some(*content));
    changed
        .map(|(file, _)| Path::new(SEEDS).join(file))
        .collect()
}

/// What failed, and where it can be found again.
fn with_seeds(error: Error, files: &[PathBuf]) -> Error {
    if files.is_empty() {
        return error;
    }
    let files: Vec<String> = files
        .iter()
        .map(|file| file.display().to_string())
        .collect();
    error.context(format!(
        "a law is broken. Its seed is in {}: `cargo test` tries it first from now on; commit it with the repair",
        files.join(", ")
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_seed_that_was_not_there_before_is_named() {
        let room = tempfile::tempdir().unwrap();
        let seeds = room.path().join(SEEDS);
        assert!(contents(&seeds).unwrap().is_empty(), "no folder yet");

        fs::create_dir_all(seeds.join("token")).unwrap();
        fs::write(seeds.join("url.txt"), "cc 1").unwrap();
        fs::write(seeds.join("token/tests.txt"), "cc 2").unwrap();
        let before = contents(&seeds).unwrap();
        assert!(new(&before, &before).is_empty());

        fs::write(seeds.join("token/tests.txt"), "cc 2\ncc 3").unwrap();
        let files = new(&before, &contents(&seeds).unwrap());
        assert_eq!(files, [Path::new("proptest-regressions/token/tests.txt")]);

        let told = with_seeds(Error::msg("failed"), &files).to_string();
        assert!(told.contains("token/tests.txt"), "{told}");
        assert_eq!(with_seeds(Error::msg("failed"), &[]).to_string(), "failed");
    }
}
