//! What the project is built from, held against what is known of it: licences, duplicates, origins, advisories.
//!
//! It asks registries and databases that not every machine can reach. What they do not answer is told
//! in words and fails nothing; what they answer does.

use std::path::Path;
use std::process::{Command, ExitCode, Stdio};
use std::time::Duration;

use anyhow::{Context, Result, bail};
use serde_json::Value;

use crate::command::{cannot_start, npm};
use crate::setup::{cargo_deny, npm as packages};
use crate::{Session, console};

/// The folders with a lock file of npm's.
const FOLDERS: [&str; 4] = ["www", "tests/e2e", "benches", "xtask/npm"];

/// Long enough for a slow connection, short enough for a dead one.
const PATIENCE: Duration = Duration::from_mins(3);

/// npm's own patience, which is of minutes.
const ONCE: [&str; 2] = ["--fetch-retries=0", "--fetch-timeout=60000"];

/// Asks every question, though some answers may be bad ones.
pub fn run(session: &Session) -> Result<ExitCode> {
    let deny = cargo_deny::ensure(session)?;
    let mut answers = vec![rules(session, &deny), crates(session, &deny)];
    for folder in FOLDERS {
        answers.push(audit(session, folder));
        answers.push(signatures(session, folder));
    }
    let bad: Vec<_> = answers.into_iter().filter_map(Result::err).collect();
    bad.iter().for_each(console::report);
    Ok(if bad.is_empty() {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}

/// Licences, duplicates and origins of the crates: all that can be known from Cargo.lock and the crates.
fn rules(session: &Session, deny: &Path) -> Result<()> {
    session.console.step("crates: cargo deny check", |step| {
        step.run(cargo_deny(session, deny).args(["check", "licenses", "bans", "sources"]))
    })
}

/// What RustSec knows of the crates. Its database is a git repository.
fn crates(session: &Session, deny: &Path) -> Result<()> {
    let console = &session.console;
    let fetched = console.step("crates: fetch the advisories", |step| {
        step.run_within(PATIENCE, cargo_deny(session, deny).args(["fetch", "db"]))
    });
    if fetched.is_err() {
        unasked(
            "the database of RustSec",
            "no crate was held against its advisories",
        );
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
        // A question that nobody answers would wait for ever.
        .env("GIT_TERMINAL_PROMPT", "0");
    command
}

/// What the registry knows of the packages in a lock file.
fn audit(session: &Session, folder: &str) -> Result<()> {
    let known = session.console.step(&format!("{folder}: npm audit"), |_| {
        let path = session.checkout.path(folder);
        Ok(vulnerabilities(&ask(
            npm(&path).args(["audit", "--package-lock-only"])
        )?))
    })?;
    match known {
        None => unasked(
            "the registry's audit",
            &format!("no package of {folder} was held against it"),
        ),
        Some(known) if known.is_empty() => {}
        Some(known) => bail!(
            "npm audit knows of vulnerabilities in {folder}: {}",
            known.join(", ")
        ),
    }
    Ok(())
}

/// Whether the packages that were installed are those that the registry has signed.
fn signatures(session: &Session, folder: &str) -> Result<()> {
    packages::install(session, folder)?;
    let step = format!("{folder}: npm audit signatures");
    let unsigned = session.console.step(&step, |_| {
        let path = session.checkout.path(folder);
        Ok(unsigned(&ask(npm(&path).args(["audit", "signatures"]))?))
    })?;
    match unsigned {
        None => unasked(
            "what verifies signatures",
            &format!("no package of {folder} was verified"),
        ),
        Some(unsigned) if unsigned.is_empty() => {}
        Some(unsigned) => bail!(
            "npm cannot verify these packages of {folder}: {}",
            unsigned.join(", ")
        ),
    }
    Ok(())
}

fn unasked(source: &str, so: &str) {
    console::say(&format!("{source} does not answer here: {so}"));
}

/// What npm says in JSON, however it ends.
fn ask(command: &mut Command) -> Result<Value> {
    let command = command.arg("--json").args(ONCE).stdin(Stdio::null());
    let output = command.output().with_context(|| cannot_start(command))?;
    Ok(serde_json::from_slice(&output.stdout).unwrap_or_default())
}

/// The vulnerable packages, each with how bad it is. `None`: the registry did not answer.
fn vulnerabilities(report: &Value) -> Option<Vec<String>> {
    let found = report["vulnerabilities"].as_object()?.iter();
    let severity = |package: &Value| package["severity"].as_str().unwrap_or("unknown").to_owned();
    Some(
        found
            .map(|(name, package)| format!("{name} ({})", severity(package)))
            .collect(),
    )
}

/// The packages without a good signature. `None`: there was nothing to hold them against.
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
    fn an_audit_names_what_is_vulnerable_and_how_bad_it_is() {
        let clean = json!({ "auditReportVersion": 2, "vulnerabilities": {} });
        assert_eq!(vulnerabilities(&clean), Some(vec![]));
        let found = json!({ "vulnerabilities": { "vite": { "severity": "high" } } });
        assert_eq!(
            vulnerabilities(&found),
            Some(vec!["vite (high)".to_owned()])
        );
        for silence in [
            json!(null),
            json!({ "message": "405" }),
            json!({ "error": {} }),
        ] {
            assert_eq!(vulnerabilities(&silence), None);
        }
    }

    #[test]
    fn a_package_without_a_good_signature_is_named() {
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
