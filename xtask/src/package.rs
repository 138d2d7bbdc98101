//! Builds the npm package with stock tools: cargo, wasm-bindgen, wasm-opt and esbuild.
//!
//! The hand-written files of `pkg-template/`, the guides and the licences are copied to the result.

mod bundle;
mod check;
mod inline;
mod manager;
mod module;
mod optimize;
mod template;

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use crate::Session;
use crate::console;
use crate::folder::{self, Staged};
use crate::setup::Tools;

pub use module::StandardLibrary;

/// The package's folder.
pub const FOLDER: &str = "pkg";

/// The temporary folder for the files that wasm-bindgen generates.
const GENERATED: &str = "generated";

/// Files of the top folder that the package contains too.
const TOP_FILES: [&str; 5] = [
    "README.md",
    "CHANGELOG.md",
    "SECURITY.md",
    "LICENSE-MIT",
    "LICENSE-APACHE",
];

/// The folder of the guides, which README.md links to.
const GUIDES: &str = "docs";

/// Builds the package in `pkg/`.
pub fn build(session: &Session, tools: &Tools) -> Result<()> {
    let checkout = &session.checkout;
    let std = StandardLibrary::smallest_available()?;
    if std == StandardLibrary::Prebuilt {
        console::note("rust-src is not installed: the package becomes larger");
    }
    build_in(
        session,
        tools,
        std,
        checkout.target(),
        &checkout.path(FOLDER),
    )?;
    console::note("the package is in pkg/");
    Ok(())
}

/// Builds the package with the prebuilt standard library, and returns its folder. It does not change `pkg/`.
pub fn build_with_prebuilt_std(session: &Session, tools: &Tools) -> Result<PathBuf> {
    let folder = session.checkout.scratch("prebuilt-std");
    let package = folder.join(FOLDER);
    let target = folder.join("target");
    build_in(session, tools, StandardLibrary::Prebuilt, &target, &package)?;
    Ok(package)
}

/// Builds the optimized module of the package with the names of its functions, and returns its path.
pub fn module_with_names(session: &Session, tools: &Tools) -> Result<PathBuf> {
    let checkout = &session.checkout;
    let std = StandardLibrary::smallest_available()?;
    let wasm = module::compile(session, std, checkout.target())?;
    let generated = Staged::new(&checkout.scratch(GENERATED))?;
    module::bind(session, tools, &wasm, generated.path())?;
    let named = checkout.scratch("with-names.wasm");
    optimize::keep_names(session, tools, &generated.path().join(module::WASM), &named)?;
    Ok(named)
}

/// Builds the package in a folder beside its destination, and moves it there after all checks have passed.
fn build_in(
    session: &Session,
    tools: &Tools,
    std: StandardLibrary,
    target: &Path,
    package: &Path,
) -> Result<()> {
    let Session { checkout, console } = session;
    let wasm = module::compile(session, std, target)?;
    let generated = Staged::new(&checkout.scratch(GENERATED))?;
    module::bind(session, tools, &wasm, generated.path())?;

    let package = Staged::new(package)?;
    optimize::strip_names(
        session,
        tools,
        &generated.path().join(module::WASM),
        &package.path().join(module::WASM),
    )?;
    bundle::javascript(session, tools, generated.path(), package.path())?;
    for name in module::DECLARATIONS {
        copy(&generated.path().join(name), &package.path().join(name))?;
    }
    inline::write(package.path())?;
    for name in TOP_FILES {
        copy(&checkout.path(name), &package.path().join(name))?;
    }
    let guides = checkout.path(GUIDES);
    for file in folder::files(&guides)? {
        copy(
            &guides.join(&file),
            &package.path().join(GUIDES).join(&file),
        )?;
    }
    let template = checkout.path("pkg-template");
    template::copy_files(&template, checkout.version(), package.path())?;
    manager::build(session, tools, package.path())?;
    console.step("pkg: check", |_| check::all(checkout, package.path()))?;
    package.publish()
}

fn copy(from: &Path, to: &Path) -> Result<()> {
    if let Some(folder) = to.parent() {
        fs::create_dir_all(folder)?;
    }
    fs::copy(from, to).with_context(|| format!("cannot copy {}", from.display()))?;
    Ok(())
}
