//! Tests both APIs of the stand-in server with their OpenAPI documents: schemathesis runs all of its checks.

use std::fs::{self, File};
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use anyhow::{Context, Result};

use super::TestRun;
use crate::command::cannot_start;
use crate::{folder, site};

/// The settings and the session token for schemathesis.
const SETTINGS: &str = "www/server/schemathesis/schemathesis.toml";
const HOOKS: &str = "www/server/schemathesis/session.py";

/// The documents: a name for the step, and the path.
const DOCUMENTS: [(&str, &str); 2] = [
    ("Clerk's API keys", "/__clerk/openapi.json"),
    ("project keys", "/api/v1/openapi.json"),
];

/// Far more than it needs for a document.
const LIMIT: Duration = Duration::from_mins(5);

/// Starts a server and runs schemathesis with each document.
pub fn check(run: &TestRun) -> Result<()> {
    let checkout = &run.session.checkout;
    // schemathesis writes files into its folder, and reads those of an earlier run.
    let scratch = checkout.scratch("schemathesis");
    folder::remove(&scratch)?;
    fs::create_dir_all(&scratch)?;
    let server = Server::start(&site::server(checkout), &scratch.join("server.log"))?;
    for (name, path) in DOCUMENTS {
        let url = format!("{}{path}", server.origin);
        run.session
            .console
            .step(&format!("server: schemathesis, {name}"), |step| {
                step.run_within(LIMIT, &mut schemathesis(run, &scratch, &url))
            })?;
    }
    Ok(())
}

/// The command that tests the API of a document.
fn schemathesis(run: &TestRun, folder: &Path, url: &str) -> Command {
    let checkout = &run.session.checkout;
    let mut command = Command::new(run.test_tools.schemathesis());
    command
        .current_dir(folder)
        .arg("--config-file")
        .arg(checkout.path(SETTINGS))
        .args(["run", url, "--checks", "all"])
        .env("SCHEMATHESIS_HOOKS", checkout.path(HOOKS))
        .env("PYTHONDONTWRITEBYTECODE", "1")
        // Requests to the local server must not use a proxy.
        .env("NO_PROXY", "127.0.0.1")
        .env("no_proxy", "127.0.0.1");
    command
}

/// A stand-in server with a database in memory. A drop kills it.
struct Server {
    process: Child,
    origin: String,
}

impl Server {
    /// Starts the server on a free port. Its standard error goes to the log.
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
        server.origin = BufReader::new(output.context("the output of the server")?)
            .lines()
            .map_while(Result::ok)
            .find_map(|line| line.strip_prefix("listening on ").map(ToOwned::to_owned))
            .with_context(|| format!("the server did not start: see {}", log.display()))?;
        Ok(server)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // It may have exited.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}
