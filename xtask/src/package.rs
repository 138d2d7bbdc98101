//! The npm package: the module, compiled, bound to JavaScript and optimized, with the hand-written
//! files of `pkg-template/`, the README and the licences.

mod check;
mod glue;
mod inline;
mod module;
mod names;
mod optimize;
mod order;
mod table;
mod template;
mod text;

use std::fs;
use std::path::PathBuf;

use anyhow::{Context, Result};

use crate::Session;
use crate::console;
use crate::folder::Staged;
use crate::setup::Tools;

pub use module::is_small;

/// The package's folder.
pub const FOLDER: &str = "pkg";

/// Files from the top folder that belong to the package too.
const FROM_THE_TOP: [&str; 3] = ["README.md", "LICENSE-MIT", "LICENSE-APACHE"];

/// The module as it is in the package, but with the names of its functions.
pub fn with_names(session: &Session, tools: &Tools) -> Result<PathBuf> {
    let folder = session.checkout.scratch("names");
    let wasm = module::compile(session)?;
    module::bind(session, tools, &wasm, &folder)?;
    let wasm = folder.join(module::file_name());
    text::tidy(session, tools, &wasm)?;
    optimize::keeping_names(session, tools, &wasm)?;
    Ok(wasm)
}

/// Builds the package beside `pkg/`, and puts it there when it is whole and right.
pub fn build(session: &Session, tools: &Tools) -> Result<()> {
    let Session { checkout, console } = session;
    let wasm = module::compile(session)?;
    let staged = Staged::new(&checkout.path(FOLDER))?;
    module::bind(session, tools, &wasm, staged.path())?;
    let bound = staged.path().join(module::file_name());
    text::tidy(session, tools, &bound)?;
    optimize::in_place(session, tools, &bound)?;
    if is_small()? {
        // With the compiler's own std, references are kept in the module, and the JavaScript is another one.
        names::shorten(session, tools, staged.path())?;
    }
    inline::write(staged.path())?;
    for name in FROM_THE_TOP {
        let file = checkout.path(name);
        fs::copy(&file, staged.path().join(name))
            .with_context(|| format!("cannot copy {}", file.display()))?;
    }
    let template = checkout.path("pkg-template");
    template::fill_in(&template, checkout.version(), staged.path())?;
    console.step("pkg: check", |_| check::all(checkout, staged.path()))?;
    staged.publish()?;
    console::say("the package is in pkg/");
    Ok(())
}
