//! What a browser downloads, held against the committed budget: `benches/budget.json`.

use anyhow::{Result, bail};

use super::Bench;
use crate::command::npm;
use crate::package::{self, StandardLibrary};
use crate::{console, setup};

const BENCHES: &str = "benches";

/// Lints the benches too: they are what measures.
pub fn check(bench: &Bench) -> Result<()> {
    let session = bench.session;
    setup::npm::install(session, BENCHES)?;
    let npm_run = |script: &str| {
        let mut command = npm(&session.checkout.path(BENCHES));
        command.args(["run", script]);
        command
    };
    bench.run("benches: npm run check", &mut npm_run("check"))?;
    if StandardLibrary::smallest_available()? == StandardLibrary::Prebuilt {
        console::note("without the component rust-src the package has no budget");
        return Ok(());
    }
    let Err(too_large) = bench.run("benches: npm run size", &mut npm_run("size")) else {
        return Ok(());
    };
    let module = package::module_with_names(session, &bench.tools)?;
    let mut items = npm_run("items");
    items.arg(&module);
    if !items.status()?.success() {
        bail!("what the package is made of could not be listed");
    }
    Err(too_large)
}
