//! The reference of the npm package: its declarations, as web pages.

use anyhow::Result;

use crate::command::npm;
use crate::setup::{Tools, npm as packages};
use crate::{Session, console, package};

const FOLDER: &str = "xtask/typedoc";

/// Builds the package and makes its pages.
pub fn run(session: &Session) -> Result<()> {
    let tools = Tools::ensure(session)?;
    package::build(session, &tools)?;
    typedoc(session, "make")?;
    console::say("the reference is in target/reference/: open its index.html");
    Ok(())
}

/// Sees that they can be made, and that nothing public goes without its words. The package must be there.
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
