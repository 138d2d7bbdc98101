//! `cargo xtask test`: runs all checks.

mod checks;
mod consumers;
mod contract;
mod engines;
mod size;
mod summary;

use std::process::ExitCode;
use std::time::Instant;

use anyhow::Result;

use crate::Session;
use crate::console;
use crate::setup::{TestTools, Tools};
use checks::CHECKS;
use summary::{Outcome, Summary};

/// The session and the tools of a test run.
struct TestRun<'a> {
    session: &'a Session,
    tools: Tools,
    test_tools: TestTools,
    /// Tests all consumer projects, not only the fast ones.
    all_consumers: bool,
}

/// The number of lines of each error that are shown again at the end.
const AGAIN_LINES: usize = 40;

/// Runs all checks, even if some fail. Skips a check if one that it needs failed.
pub fn run(session: &Session, all_consumers: bool) -> Result<ExitCode> {
    let run = TestRun {
        session,
        tools: Tools::ensure(session)?,
        test_tools: TestTools::ensure(session)?,
        all_consumers,
    };
    let mut summary = Summary::default();
    let mut errors = Vec::new();
    for check in &CHECKS {
        let started = Instant::now();
        let is_ready = check.needs.iter().all(|name| summary.passed(name));
        let outcome = match is_ready.then(|| (check.run)(&run)) {
            None => Outcome::Skipped,
            Some(Ok(())) => Outcome::Passed,
            Some(Err(error)) => {
                console::report(&error);
                errors.push((check.name, error.to_string()));
                Outcome::Failed
            }
        };
        summary.add(check.name, outcome, started.elapsed());
    }
    // Again, for a reader who has only the end of a long output.
    for (name, error) in &errors {
        println!(
            "\nfailed: {name}\n{}",
            console::last_lines(error, AGAIN_LINES)
        );
    }
    println!("\n{summary}");
    Ok(if summary.all_passed() {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}
