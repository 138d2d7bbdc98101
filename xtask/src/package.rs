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

pub use module::Std;

/// The package's folder.
pub const FOLDER: &str = "pkg";

/// Files from the top folder that belong to the package too.
const FROM_THE_TOP: [&str; 3] = ["README.md", "LICENSE-MIT", "LICENSE-APACHE"];

/// The module as it is in the package, but with the names of its functions.
pub fn with_names(session: &Session, tools: &Tools) -> Result<PathBuf> {
    let checkout = &session.checkout;
    let folder = checkout.scratch("names");
    let wasm = module::compile(session, Std::best()?, checkout.target())?;
    module::bind(session, tools, &wasm, &folder)?;
    let wasm = folder.join(module::file_name());
    text::tidy(session, tools, &wasm)?;
    optimize::keeping_names(session, tools, &wasm)?;
    Ok(wasm)
}

/// Builds the package in `pkg/`.
pub fn build(session: &Session, tools: &Tools) -> Result<()> {
    let Session { checkout, .. } = session;
    let folders = Folders {
        target: checkout.target().to_owned(),
        optimized: checkout.scratch("wasm-opt"),
        package: checkout.path(FOLDER),
    };
    let std = Std::best()?;
    if std == Std::Shipped {
        console::say("without the component rust-src the module comes out about a seventh larger");
    }
    build_in(session, tools, std, &folders)?;
    console::say("the package is in pkg/");
    Ok(())
}

/// Builds the package as it comes out where std's sources are not installed, and returns where it is: not in `pkg/`.
pub fn build_with_shipped_std(session: &Session, tools: &Tools) -> Result<PathBuf> {
    let folder = |name: &str| session.checkout.scratch("shipped-std").join(name);
    let folders = Folders {
        target: folder("target"),
        optimized: folder("wasm-opt"),
        package: folder("pkg"),
    };
    build_in(session, tools, Std::Shipped, &folders)?;
    Ok(folders.package)
}

/// The folders of a build.
struct Folders {
    /// Where cargo builds.
    target: PathBuf,
    /// Where wasm-opt's last result is kept.
    optimized: PathBuf,
    package: PathBuf,
}

/// Builds the package beside its place, and puts it there when it is whole and right.
fn build_in(session: &Session, tools: &Tools, std: Std, folders: &Folders) -> Result<()> {
    let Session { checkout, console } = session;
    let wasm = module::compile(session, std, &folders.target)?;
    let staged = Staged::new(&folders.package)?;
    module::bind(session, tools, &wasm, staged.path())?;
    let bound = staged.path().join(module::file_name());
    text::tidy(session, tools, &bound)?;
    optimize::in_place(session, tools, &bound, &folders.optimized)?;
    if std == Std::Built {
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
    staged.publish()
}
