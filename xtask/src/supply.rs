//! `cargo xtask supply`: checks licences, duplicates, sources, advisories and signatures of all dependencies.
//!
//! Not every machine can reach the registries and databases that it needs. A source that does not respond is reported and
//! is no failure.

use std::path::Path;
use std::process::{Command, ExitCode, Stdio};
use std::time::Duration;

use anyhow::{Context, Result, bail};
use serde_json::Value;

use crate::command::{cannot_start, npm};
use crate::setup::{cargo_deny, npm as packages};
use crate::{Session, console};

/// The folders with a package-lock.json.
const FOLDERS: [&str; 4] = ["www", "tests/e2e", "benches", "xtask/npm"];

/// The maximum time of a download.
const TIMEOUT: Duration = Duration::from_mins(3);

/// npm's default retries take minutes.
const NO_RETRIES: [&str; 2] = ["--fetch-retries=0", "--fetch-timeout=60000"];

/// Runs all checks, even if some fail.
pub fn run(session: &Session) -> Result<ExitCode> {
    let deny = cargo_deny::ensure(session)?;
    let mut results = vec![offline_rules(session, &deny), advisories(session, &deny)];
    for folder in FOLDERS {
        results.push(audit(session, folder));
        results.push(signatures(session, folder));
    }
    let errors: Vec<_> = results.into_iter().filter_map(Result::err).collect();
    errors.iter().for_each(console::report);
    Ok(if errors.is_empty() {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}

/// Checks licences, duplicates and sources of the crates. It needs no database.
fn offline_rules(session: &Session, deny: &Path) -> Result<()> {
    session.console.step("crates: cargo deny check", |step| {
        step.run(cargo_deny(session, deny).args(["check", "licenses", "bans", "sources"]))
    })
}

/// Checks the crates with the advisory database of RustSec, a git repository.
fn advisories(session: &Session, deny: &Path) -> Result<()> {
    let console = &session.console;
    let fetched = console.step("crates: fetch the advisories", |step| {
        step.run_within(TIMEOUT, cargo_deny(session, deny).args(["fetch", "db"]))
    });
    if fetched.is_err() {
        not_checked("the database of RustSec", "advisories of the crates");
        return Ok(());
    }
    console.step("crates: cargo deny check advisories", |step| {
        step.run(cargo_deny(session, deny).args(["check", "--disable-fetch", "advisories"]))
    })
}

fn cargo_deny(session: &Session, deny: &Path) -> Command {
    let mut command = Command::new(deny);
    command
        .arg("--workspace")
        .current_dir(session.checkout.root())
        // git must not wait for a password.
        .env("GIT_TERMINAL_PROMPT", "0");
    command
}

/// Checks the packages of a lock file with the advisories of the registry.
fn audit(session: &Session, folder: &str) -> Result<()> {
    let known = session.console.step(&format!("{folder}: npm audit"), |_| {
        let path = session.checkout.path(folder);
        Ok(vulnerabilities(&json(
            npm(&path).args(["audit", "--package-lock-only"]),
        )?))
    })?;
    match known {
        None => not_checked("the registry", &format!("advisories of {folder}")),
        Some(known) if known.is_empty() => {}
        Some(known) => bail!(
            "npm audit reports vulnerabilities in {folder}: {}",
            known.join(", ")
        ),
    }
    Ok(())
}

/// Checks the registry's signatures of the installed packages.
fn signatures(session: &Session, folder: &str) -> Result<()> {
    packages::install(session, folder)?;
    let step = format!("{folder}: npm audit signatures");
    let unsigned = session.console.step(&step, |_| {
        let path = session.checkout.path(folder);
        Ok(unsigned(&json(npm(&path).args(["audit", "signatures"]))?))
    })?;
    match unsigned {
        None => not_checked("the registry", &format!("signatures of {folder}")),
        Some(unsigned) if unsigned.is_empty() => {}
        Some(unsigned) => bail!(
            "npm cannot verify these packages of {folder}: {}",
            unsigned.join(", ")
        ),
    }
    Ok(())
}

fn not_checked(source: &str, what: &str) {
    console::note(&format!("not checked: {what} ({source} does not respond)"));
}

/// Runs npm and parses its JSON output, and ignores its exit status.
fn json(command: &mut Command) -> Result<Value> {
    let command = command.arg("--json").args(NO_RETRIES).stdin(Stdio::null());
    let output = command.output().with_context(|| cannot_start(command))?;
    Ok(serde_json::from_slice(&output.stdout).unwrap_or_default())
}

/// The vulnerable packages with their severity. `None` if the registry did not respond.
fn vulnerabilities(report: &Value) -> Option<Vec<String>> {
    let found = report["vulnerabilities"].as_object()?.iter();
    let severity = |package: &Value| package["severity"].as_str().unwrap_or("unknown").to_owned();
    Some(
        found
            .map(|(name, package)| format!("{name} ({})", severity(package)))
            .collect(),
    )
}

/// The packages without a valid signature. `None` if the registry did not respond.
fn unsigned(report: &Value) -> Option<Vec<String>> {
    let name =
        |package: &Value| format!("{}@{}", package["name"], package["version"]).replace('"', "");
    let list = |member: &str| Some(report[member].as_array()?.iter().map(name));
    Some(list("invalid")?.chain(list("missing")?).collect())
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn vulnerable_packages_are_named_with_their_severity() {
        let clean = json!({ "auditReportVersion": 2, "vulnerabilities": {} });
        assert_eq!(vulnerabilities(&clean), Some(vec![]));
        let found = json!({ "vulnerabilities": { "vite": { "severity": "high" } } });
        assert_eq!(
            vulnerabilities(&found),
            Some(vec!["vite (high)".to_owned()])
        );
        for no_response in [
            json!(null),
            json!({ "message": "405" }),
            json!({ "error": {} }),
        ] {
            assert_eq!(vulnerabilities(&no_response), None);
        }
    }

    #[test]
    fn packages_without_a_valid_signature_are_named() {
        assert_eq!(
            unsigned(&json!({ "invalid": [], "missing": [] })),
            Some(vec![])
        );
        let package = |name| json!({ "name": name, "version": "1.0.0" });
        let found = json!({ "invalid": [package("a")], "missing": [package("b")] });
        let names = vec!["a@1.0.0".to_owned(), "b@1.0.0".to_owned()];
        assert_eq!(unsigned(&found), Some(names));
        assert_eq!(unsigned(&json!({ "error": { "code": "ENOTFOUND" } })), None);
    }
}
