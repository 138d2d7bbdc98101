//! Checks the size of the package: `benches/budget.json` has the limit.

use anyhow::{Result, bail};

use super::TestRun;
use crate::command::npm;
use crate::package::{self, StandardLibrary};
use crate::{console, setup};

const BENCHES: &str = "benches";

/// Checks the size, and also lints the benches. If the package is too large, lists its largest parts.
pub fn check(run: &TestRun) -> Result<()> {
    let session = run.session;
    setup::npm::install(session, BENCHES)?;
    let npm_run = |script: &str| {
        let mut command = npm(&session.checkout.path(BENCHES));
        command.args(["run", script]);
        command
    };
    run.step("benches: npm run check", &mut npm_run("check"))?;
    if StandardLibrary::smallest_available()? == StandardLibrary::Prebuilt {
        console::note("rust-src is not installed: the size is not checked");
        return Ok(());
    }
    let Err(too_large) = run.step("benches: npm run size", &mut npm_run("size")) else {
        return Ok(());
    };
    let module = package::module_with_names(session, &run.tools)?;
    let mut items = npm_run("items");
    items.arg(&module);
    if !items.status()?.success() {
        bail!("cannot list the largest parts of the package");
    }
    Err(too_large)
}
