//! The checks, in the order of their execution.

use std::process::Command;

use anyhow::Result;

use super::{TestRun, consumers, contract, engines, size};
use crate::checkout::MODULE;
use crate::command::{cargo, npm};
use crate::setup::{self, TARGET};
use crate::{package, reference, site};

/// The folder of the end to end tests.
const END_TO_END: &str = "tests/e2e";

/// A check.
pub struct Check {
    /// The name in the summary.
    pub name: &'static str,
    /// The checks that must pass first.
    pub needs: &'static [&'static str],
    /// Runs the check.
    pub run: fn(&TestRun) -> Result<()>,
}

/// All checks. The fast ones come first, as far as their needs permit.
pub const CHECKS: [Check; 19] = [
    Check {
        name: "format",
        needs: &[],
        run: |run| run.cargo("format: cargo fmt", &["fmt", "--all", "--check"]),
    },
    Check {
        name: "clippy",
        needs: &[],
        run: clippy,
    },
    Check {
        name: "clippy for WebAssembly",
        needs: &[],
        run: clippy_for_wasm,
    },
    Check {
        name: "tests on the host",
        needs: &[],
        run: |run| run.cargo("host: cargo test", &["test", "--workspace"]),
    },
    Check {
        name: "package",
        needs: &[],
        run: |run| package::build(run.session, &run.tools),
    },
    Check {
        name: "reference",
        needs: &["package"],
        run: |run| reference::check(run.session),
    },
    Check {
        name: "size",
        needs: &["package"],
        run: size::check,
    },
    Check {
        name: "server",
        needs: &[],
        run: |run| site::build_server(run.session).map(drop),
    },
    Check {
        name: "server: schemathesis",
        needs: &["server"],
        run: contract::check,
    },
    Check {
        name: "fault server",
        needs: &[],
        run: |run| run.cargo("faults: cargo build", &["build", "--package", "faults"]),
    },
    Check {
        name: "page",
        needs: &["package"],
        run: page,
    },
    Check {
        name: "end to end: lint and types",
        needs: &["package"],
        run: |run| end_to_end(run, "check"),
    },
    Check {
        name: "consumers: lint and types",
        needs: &[],
        run: consumers::lint,
    },
    Check {
        name: "package without rust-src",
        needs: &["server", "page"],
        run: without_rust_src,
    },
    Check {
        name: "tests in Chromium",
        needs: &[],
        run: engines::chromium,
    },
    Check {
        name: "tests in Firefox",
        needs: &[],
        run: engines::firefox,
    },
    Check {
        name: "tests in WebKit",
        needs: &[],
        run: engines::webkit,
    },
    Check {
        name: "end to end",
        needs: &["server", "fault server", "page"],
        run: |run| end_to_end(run, "test"),
    },
    Check {
        name: "consumers",
        needs: &["server", "package"],
        run: consumers::check,
    },
];

fn clippy(run: &TestRun) -> Result<()> {
    run.cargo(
        "clippy: cargo clippy",
        &[
            "clippy",
            "--workspace",
            "--all-targets",
            "--features=xtask/std-from-source",
            "--",
            "-Dwarnings",
        ],
    )
}

/// Clippy on the host does not compile the code for WebAssembly.
fn clippy_for_wasm(run: &TestRun) -> Result<()> {
    run.cargo(
        "clippy: cargo clippy for WebAssembly",
        &[
            "clippy",
            "--package",
            MODULE,
            "--all-targets",
            "--target",
            TARGET,
            "--",
            "-Dwarnings",
        ],
    )
}

fn page(run: &TestRun) -> Result<()> {
    setup::npm::install(run.session, site::PAGE)?;
    run.step(
        "www: npm run check",
        npm(&run.session.checkout.path(site::PAGE)).args(["run", "check"]),
    )?;
    site::build_page(run.session, None)
}

/// Builds the package with the prebuilt standard library, and runs some tests in Node and in a browser.
fn without_rust_src(run: &TestRun) -> Result<()> {
    let package = package::build_with_prebuilt_std(run.session, &run.tools)?;
    setup::npm::install(run.session, END_TO_END)?;
    run.step(
        &format!("{END_TO_END}: npm run test, package without rust-src"),
        end_to_end_command(run, "test")
            .args([
                "--",
                "node/calls.spec.ts",
                "plain/policy.spec.ts",
                "plain/signal.spec.ts",
            ])
            .env("APIKEYS_PACKAGE", package),
    )
}

fn end_to_end(run: &TestRun, script: &str) -> Result<()> {
    setup::npm::install(run.session, END_TO_END)?;
    run.step(
        &format!("{END_TO_END}: npm run {script}"),
        &mut end_to_end_command(run, script),
    )
}

fn end_to_end_command(run: &TestRun, script: &str) -> Command {
    let checkout = &run.session.checkout;
    let mut command = npm(&checkout.path(END_TO_END));
    // The tests look for the servers in this folder.
    command
        .args(["run", script])
        .env("CARGO_TARGET_DIR", checkout.target());
    command
}

impl TestRun<'_> {
    fn cargo(&self, step: &str, arguments: &[&str]) -> Result<()> {
        self.step(step, cargo().args(arguments))
    }

    /// Runs a command as a step. The default folder is the top folder.
    pub fn step(&self, step: &str, command: &mut Command) -> Result<()> {
        if command.get_current_dir().is_none() {
            command.current_dir(self.session.checkout.root());
        }
        self.session.console.step(step, |step| step.run(command))
    }
}
