//! Every test, the quickest to fail first.

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

/// What the checks work with.
struct Bench<'a> {
    session: &'a Session,
    tools: Tools,
    test_tools: TestTools,
    /// Whether every host of the package is tested, and not the quick ones alone.
    all: bool,
}

/// Runs all checks, though some may fail: only those are left out that build on a failed one.
pub fn run(session: &Session, all: bool) -> Result<ExitCode> {
    let bench = Bench {
        session,
        tools: Tools::ensure(session)?,
        test_tools: TestTools::ensure(session)?,
        all,
    };
    let mut summary = Summary::default();
    for check in &CHECKS {
        let started = Instant::now();
        let outcome = outcome(check, &bench, &summary);
        summary.add(check.name, outcome, started.elapsed());
    }
    println!("\n{summary}");
    Ok(if summary.is_good() {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}

fn outcome(check: &Check, bench: &Bench, so_far: &Summary) -> Outcome {
    if !check.needs.iter().all(|name| so_far.passed(name)) {
        return Outcome::Skipped;
    }
    match (check.run)(bench) {
        Ok(()) => Outcome::Passed,
        Err(error) => {
            console::report(&error);
            Outcome::Failed
        }
    }
}
