//! `cargo xtask fuzz`: runs the property tests with many more cases than `cargo test`.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Error, Result};

use crate::checkout::MODULE;
use crate::command::cargo;
use crate::{Session, folder};

/// The default number of cases for each property. It takes some minutes on two cores.
const CASES: u32 = 200_000;

/// The folder beside `src` where proptest stores the seeds of failed cases.
const SEEDS: &str = "proptest-regressions";

/// A debug build with overflow checks, optimized for speed.
const PROFILE: [&str; 6] = [
    "--config",
    "profile.fuzz.inherits='dev'",
    "--config",
    "profile.fuzz.opt-level=2",
    "--profile",
    "fuzz",
];

/// Runs the module's tests on the host. The number of cases affects property tests only.
pub fn run(session: &Session, cases: Option<u32>) -> Result<()> {
    let cases = cases.unwrap_or(CASES);
    let seeds = session.checkout.path(SEEDS);
    let before = contents(&seeds)?;
    let console = &session.console;
    console.step("fuzz: build", |step| {
        step.run(tests(session).arg("--no-run"))
    })?;
    let result = console.step(&format!("fuzz: {cases} cases for each property"), |step| {
        let cases = cases.to_string();
        step.run(
            tests(session)
                .env("PROPTEST_CASES", &cases)
                // A property that rejects some cases rejects more of them in a longer run.
                .env("PROPTEST_MAX_GLOBAL_REJECTS", &cases)
                .env("PROPTEST_MAX_LOCAL_REJECTS", &cases),
        )
    });
    result.or_else(|error| Err(with_seeds(error, &changed(&before, &contents(&seeds)?))))
}

fn tests(session: &Session) -> Command {
    let mut command = cargo();
    command
        .args(["test", "--package", MODULE, "--lib"])
        .args(PROFILE)
        .current_dir(session.checkout.root());
    command
}

/// The seed files and their content. The folder may be missing.
fn contents(seeds: &Path) -> Result<BTreeMap<PathBuf, Vec<u8>>> {
    if !seeds.exists() {
        return Ok(BTreeMap::new());
    }
    let files = folder::files(seeds)?.into_iter();
    files
        .map(|file| Ok((file.clone(), fs::read(seeds.join(file))?)))
        .collect()
}

/// The files that are new or changed.
fn changed(before: &BTreeMap<PathBuf, Vec<u8>>, now: &BTreeMap<PathBuf, Vec<u8>>) -> Vec<PathBuf> {
    let changes = now
        .iter()
        .filter(|(file, content)| before.get(*file) != Some(*content));
    changes
        .map(|(file, _)| Path::new(SEEDS).join(file))
        .collect()
}

/// Adds the names of the seed files to the error.
fn with_seeds(error: Error, files: &[PathBuf]) -> Error {
    if files.is_empty() {
        return error;
    }
    let files: Vec<String> = files
        .iter()
        .map(|file| file.display().to_string())
        .collect();
    error.context(format!(
        "a property does not hold. Its seed is in {}: `cargo test` runs it first from now on. Commit it with the fix",
        files.join(", ")
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_error_names_new_and_changed_seed_files() {
        let temporary = tempfile::tempdir().unwrap();
        let seeds = temporary.path().join(SEEDS);
        assert!(contents(&seeds).unwrap().is_empty(), "no folder yet");

        fs::create_dir_all(seeds.join("token")).unwrap();
        fs::write(seeds.join("url.txt"), "cc 1").unwrap();
        fs::write(seeds.join("token/tests.txt"), "cc 2").unwrap();
        let before = contents(&seeds).unwrap();
        assert!(changed(&before, &before).is_empty());

        fs::write(seeds.join("token/tests.txt"), "cc 2\ncc 3").unwrap();
        let files = changed(&before, &contents(&seeds).unwrap());
        assert_eq!(files, [Path::new("proptest-regressions/token/tests.txt")]);

        let message = with_seeds(Error::msg("failed"), &files).to_string();
        assert!(message.contains("token/tests.txt"), "{message}");
        assert_eq!(with_seeds(Error::msg("failed"), &[]).to_string(), "failed");
    }
}
