//! The stand-in's second API, held against the document that it publishes: by schemathesis, with every check it has.

use std::fs::{self, File};
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use anyhow::{Context, Result};

use super::Bench;
use crate::command::cannot_start;
use crate::{folder, site};

/// How schemathesis does it, and as whom.
const SETTINGS: &str = "www/server/schemathesis/schemathesis.toml";
const HOOKS: &str = "www/server/schemathesis/session.py";

/// Far more than it takes, on a machine that is busy too.
const LIMIT: Duration = Duration::from_mins(5);

/// Runs it against a server of its own.
pub fn check(bench: &Bench) -> Result<()> {
    let checkout = &bench.session.checkout;
    // It leaves files where it is run, and makes use of those of an earlier run.
    let scratch = checkout.scratch("schemathesis");
    folder::remove(&scratch)?;
    fs::create_dir_all(&scratch)?;
    let server = Server::start(&site::server(checkout), &scratch.join("server.log"))?;

    let mut command = Command::new(bench.test_tools.schemathesis());
    command
        .current_dir(&scratch)
        .arg("--config-file")
        .arg(checkout.path(SETTINGS))
        .arg("run")
        .arg(format!("{}/api/v1/openapi.json", server.origin))
        .args(["--checks", "all"])
        .env("SCHEMATHESIS_HOOKS", checkout.path(HOOKS))
        .env("PYTHONDONTWRITEBYTECODE", "1")
        // The server is here, whatever proxy leads to others.
        .env("NO_PROXY", "127.0.0.1")
        .env("no_proxy", "127.0.0.1");
    bench.session.console.step("server: schemathesis", |step| {
        step.run_within(LIMIT, &mut command)
    })
}

/// A stand-in over a database in memory. It is ended when it is dropped.
struct Server {
    process: Child,
    origin: String,
}

impl Server {
    /// Starts it on any free port. What it complains of goes to the log.
    fn start(program: &Path, log: &Path) -> Result<Self> {
        let mut command = Command::new(program);
        command
            .args(["--port", "0"])
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(File::create(log)?);
        let process = command.spawn().with_context(|| cannot_start(&command))?;
        let mut server = Self {
            process,
            origin: String::new(),
        };
        let output = server.process.stdout.take();
        server.origin = BufReader::new(output.context("the server's output")?)
            .lines()
            .map_while(Result::ok)
            .find_map(|line| line.strip_prefix("listening on ").map(ToOwned::to_owned))
            .with_context(|| format!("the server did not start: see {}", log.display()))?;
        Ok(server)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}
