//! Tests the packed package in small projects: one for each bundler or runtime.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};

use super::TestRun;
use crate::checkout::MODULE;
use crate::command::npm;
use crate::setup;
use crate::{console, package};

/// The folder with the projects and their tests.
const FOLDER: &str = "tests/consumers";

/// A copy of the packed package, written after its installation.
const STAMP: &str = "node_modules/.installed-apikeys-wasm.tgz";

/// The projects that every run tests: fast, and different from each other.
const FAST: [&str; 5] = ["package", "node", "plain", "vite", "worker"];

/// The projects that only `--all` tests.
const OTHERS: [&str; 19] = [
    "webpack",
    "rollup",
    "esbuild",
    "parcel",
    "next",
    "vitest",
    "jest",
    "service-worker",
    "extension",
    "vite-older",
    "rsbuild",
    "astro",
    "sveltekit",
    "angular",
    "workers",
    "edge-runtime",
    "bun",
    "deno",
    "file",
];

/// Checks format, lint rules and types of the tests and the projects.
pub fn lint(run: &TestRun) -> Result<()> {
    setup::npm::install(run.session, FOLDER)?;
    run.step(
        &format!("{FOLDER}: npm run check"),
        npm(&run.session.checkout.path(FOLDER)).args(["run", "check"]),
    )
}

/// Installs the package in the projects, builds them and runs their tests. If a build fails, the other projects are still
/// tested.
pub fn check(run: &TestRun) -> Result<()> {
    setup::npm::install(run.session, FOLDER)?;
    let tarball = pack(run)?;
    let others: &[&str] = if run.all_consumers { &OTHERS } else { &[] };
    let (built, failed): (Vec<&str>, Vec<&str>) =
        FAST.iter()
            .chain(others)
            .partition(|project| match prepare(run, project, &tarball) {
                Ok(()) => true,
                Err(error) => {
                    console::report(&error);
                    false
                }
            });
    test(run, &built)?;
    ensure!(
        failed.is_empty(),
        "these projects could not be installed or built, and were not tested: {}",
        failed.join(", ")
    );
    Ok(())
}

/// Packs the package. The tests look for it in this folder.
fn pack(run: &TestRun) -> Result<PathBuf> {
    let checkout = &run.session.checkout;
    let folder = checkout.path(FOLDER).join("node_modules/.packed");
    let tarball = folder.join("apikeys-wasm.tgz");
    fs::create_dir_all(&folder)?;
    run.step(
        &format!("{FOLDER}: npm pack"),
        npm(&checkout.path(package::FOLDER))
            .args(["pack", "--pack-destination"])
            .arg(&folder),
    )?;
    let packed = folder.join(format!("{MODULE}-{}.tgz", checkout.version()));
    fs::rename(&packed, &tarball)
        .with_context(|| format!("npm did not write {}", packed.display()))?;
    Ok(tarball)
}

/// Installs the packages of a project and ours, and builds the project.
fn prepare(run: &TestRun, project: &str, tarball: &Path) -> Result<()> {
    let folder = format!("{FOLDER}/{project}");
    setup::npm::install(run.session, &folder)?;
    let path = run.session.checkout.path(&folder);
    install_package(run, &folder, &path, tarball)?;
    run.step(
        &format!("{folder}: npm run build"),
        npm(&path).args(["run", "build", "--if-present"]),
    )
}

/// Installs the packed package in a project, unless the same file is installed. The project's lock file cannot contain it,
/// because each build gives another file.
fn install_package(run: &TestRun, folder: &str, path: &Path, tarball: &Path) -> Result<()> {
    let stamp = path.join(STAMP);
    if fs::read(&stamp).is_ok_and(|installed| fs::read(tarball).is_ok_and(|new| new == installed)) {
        return Ok(());
    }
    run.step(
        &format!("{folder}: npm install {MODULE}"),
        npm(path)
            // All dependencies are installed: npm needs no registry.
            .args(["install", "--no-save", "--offline"])
            .arg(tarball),
    )?;
    fs::copy(tarball, stamp)?;
    Ok(())
}

/// Runs the tests of these projects.
fn test(run: &TestRun, projects: &[&str]) -> Result<()> {
    // Without a name, Playwright would run all tests.
    ensure!(!projects.is_empty(), "no project was built");
    let checkout = &run.session.checkout;
    let specs = projects
        .iter()
        .map(|project| format!("specs/{project}.spec.ts"));
    run.step(
        &format!("{FOLDER}: npm run test"),
        npm(&checkout.path(FOLDER))
            .args(["run", "test", "--"])
            .args(specs)
            // The tests look for the server in this folder.
            .env("CARGO_TARGET_DIR", checkout.target()),
    )
}
