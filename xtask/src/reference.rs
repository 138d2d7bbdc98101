//! `cargo xtask docs`: generates web pages from the declarations of the npm package.

use anyhow::Result;

use crate::command::npm;
use crate::setup::{Tools, npm as packages};
use crate::{Session, console, package};

const FOLDER: &str = "xtask/typedoc";

/// Builds the package and generates the pages.
pub fn run(session: &Session) -> Result<()> {
    let tools = Tools::ensure(session)?;
    package::build(session, &tools)?;
    typedoc(session, "make")?;
    console::note("the reference is target/reference/index.html");
    Ok(())
}

/// Checks that everything public is documented. The package must be built.
pub fn check(session: &Session) -> Result<()> {
    typedoc(session, "check")
}

fn typedoc(session: &Session, script: &str) -> Result<()> {
    packages::install(session, FOLDER)?;
    session
        .console
        .step(&format!("reference: typedoc ({script})"), |step| {
            step.run(npm(&session.checkout.path(FOLDER)).args(["run", script]))
        })
}
