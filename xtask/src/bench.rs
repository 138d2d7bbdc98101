//! `cargo xtask bench`: runs the benches in `benches/`.

use std::process::Stdio;

use anyhow::{Context, Result, ensure};

use crate::command::{cannot_start, npm};
use crate::setup::{TestTools, Tools, npm as packages};
use crate::{Session, package, site};

const FOLDER: &str = "benches";

/// Builds the package, the server and the page, and runs `npm run bench`.
pub fn run(session: &Session) -> Result<()> {
    let tools = Tools::ensure(session)?;
    TestTools::ensure(session)?;
    package::build(session, &tools)?;
    site::build_server(session)?;
    packages::install(session, site::PAGE)?;
    site::build_page(session, None)?;
    packages::install(session, FOLDER)?;
    let mut bench = npm(&session.checkout.path(FOLDER));
    bench
        .args(["run", "bench"])
        // The bench looks for the server in this folder.
        .env("CARGO_TARGET_DIR", session.checkout.target())
        .stdin(Stdio::null());
    let status = bench.status().with_context(|| cannot_start(&bench))?;
    ensure!(status.success(), "the benches failed ({status})");
    Ok(())
}
