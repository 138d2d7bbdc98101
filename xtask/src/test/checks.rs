//! The checks, in the order in which they are run.

use std::process::Command;

use anyhow::Result;

use super::{Bench, consumers, contract, engines, size};
use crate::checkout::MODULE;
use crate::command::{cargo, npm};
use crate::setup::{self, TARGET};
use crate::{package, reference, site};

/// The folder of the end to end tests.
const END_TO_END: &str = "tests/e2e";

/// One kind of tests.
pub struct Check {
    /// What the summary calls it.
    pub name: &'static str,
    /// The checks that must have passed before.
    pub needs: &'static [&'static str],
    /// Does it.
    pub run: fn(&Bench) -> Result<()>,
}

/// All of them: what fails quickest comes first, as far as one does not need another.
pub const CHECKS: [Check; 19] = [
    Check {
        name: "format",
        needs: &[],
        run: |bench| bench.cargo("format: cargo fmt", &["fmt", "--all", "--check"]),
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
        run: |bench| bench.cargo("host: cargo test", &["test", "--workspace"]),
    },
    Check {
        name: "package",
        needs: &[],
        run: |bench| package::build(bench.session, &bench.tools),
    },
    Check {
        name: "reference",
        needs: &["package"],
        run: |bench| reference::check(bench.session),
    },
    Check {
        name: "size",
        needs: &["package"],
        run: size::check,
    },
    Check {
        name: "server",
        needs: &[],
        run: |bench| site::build_server(bench.session).map(drop),
    },
    Check {
        name: "server: schemathesis",
        needs: &["server"],
        run: contract::check,
    },
    Check {
        name: "fault server",
        needs: &[],
        run: |bench| bench.cargo("faults: cargo build", &["build", "--package", "faults"]),
    },
    Check {
        name: "page",
        needs: &["package"],
        run: page,
    },
    Check {
        name: "end to end: lint and types",
        needs: &["package"],
        run: |bench| end_to_end(bench, "check"),
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
        run: |bench| end_to_end(bench, "test"),
    },
    Check {
        name: "consumers",
        needs: &["server", "package"],
        run: consumers::check,
    },
];

fn clippy(bench: &Bench) -> Result<()> {
    bench.cargo(
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

/// What is compiled for a browser alone, host clippy does not see.
fn clippy_for_wasm(bench: &Bench) -> Result<()> {
    bench.cargo(
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

fn page(bench: &Bench) -> Result<()> {
    setup::npm::install(bench.session, site::PAGE)?;
    bench.run(
        "www: npm run check",
        npm(&bench.session.checkout.path(site::PAGE)).args(["run", "check"]),
    )?;
    site::build_page(bench.session)
}

/// Builds the package with the prebuilt standard library, and runs some tests in Node and in a browser.
fn without_rust_src(bench: &Bench) -> Result<()> {
    let package = package::build_with_prebuilt_std(bench.session, &bench.tools)?;
    setup::npm::install(bench.session, END_TO_END)?;
    bench.run(
        &format!("{END_TO_END}: npm run test, without rust-src"),
        end_to_end_command(bench, "test")
            .args([
                "--",
                "node/calls.spec.ts",
                "plain/policy.spec.ts",
                "plain/signal.spec.ts",
            ])
            .env("APIKEYS_PACKAGE", package),
    )
}

fn end_to_end(bench: &Bench, script: &str) -> Result<()> {
    setup::npm::install(bench.session, END_TO_END)?;
    bench.run(
        &format!("{END_TO_END}: npm run {script}"),
        &mut end_to_end_command(bench, script),
    )
}

fn end_to_end_command(bench: &Bench, script: &str) -> Command {
    let checkout = &bench.session.checkout;
    let mut command = npm(&checkout.path(END_TO_END));
    // Where they find the servers.
    command
        .args(["run", script])
        .env("CARGO_TARGET_DIR", checkout.target());
    command
}

impl Bench<'_> {
    fn cargo(&self, step: &str, arguments: &[&str]) -> Result<()> {
        self.run(step, cargo().args(arguments))
    }

    /// Runs a command as a step: in the top folder, if it names none.
    pub fn run(&self, step: &str, command: &mut Command) -> Result<()> {
        if command.get_current_dir().is_none() {
            command.current_dir(self.session.checkout.root());
        }
        self.session.console.step(step, |step| step.run(command))
    }
}
