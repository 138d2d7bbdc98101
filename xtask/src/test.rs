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
use checks::{CHECKS, Check};
use summary::{Outcome, Summary};

/// The session and the tools of a test run.
struct TestRun<'a> {
    session: &'a Session,
    tools: Tools,
    test_tools: TestTools,
    /// Tests all consumer projects, not only the fast ones.
    all_consumers: bool,
}

/// Runs all checks, even if some fail. Skips a check if one that it needs failed.
pub fn run(session: &Session, all_consumers: bool) -> Result<ExitCode> {
    let run = TestRun {
        session,
        tools: Tools::ensure(session)?,
        test_tools: TestTools::ensure(session)?,
        all_consumers,
    };
    let mut summary = Summary::default();
    for check in &CHECKS {
        let started = Instant::now();
        let outcome = outcome(check, &run, &summary);
        summary.add(check.name, outcome, started.elapsed());
    }
    println!("\n{summary}");
    Ok(if summary.all_passed() {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}

fn outcome(check: &Check, run: &TestRun, so_far: &Summary) -> Outcome {
    if !check.needs.iter().all(|name| so_far.passed(name)) {
        return Outcome::Skipped;
    }
    match (check.run)(run) {
        Ok(()) => Outcome::Passed,
        Err(error) => {
            console::report(&error);
            Outcome::Failed
        }
    }
}
