//! The hosts that use the package, installed as npm packs it: each is a small project of its own.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};

use super::Bench;
use crate::checkout::MODULE;
use crate::command::npm;
use crate::setup;
use crate::{console, package};

/// The folder with a folder for each host, and with the tests of all of them.
const ROOM: &str = "tests/consumers";

/// A copy of the packed package, written after it was installed.
const STAMP: &str = "node_modules/.installed-apikeys-wasm.tgz";

/// The hosts of every run: they are fast, and tell most.
const QUICK: [&str; 5] = ["package", "node", "plain", "vite", "worker"];

/// The hosts of `--all` besides.
const FURTHER: [&str; 8] = [
    "webpack",
    "rollup",
    "esbuild",
    "parcel",
    "next",
    "vitest",
    "service-worker",
    "extension",
];

/// Formats, lints and types of the tests and of the hosts' sources.
pub fn lint(bench: &Bench) -> Result<()> {
    setup::npm::install(bench.session, ROOM)?;
    bench.run(
        &format!("{ROOM}: npm run check"),
        npm(&bench.session.checkout.path(ROOM)).args(["run", "check"]),
    )
}

/// Installs the package in the hosts, builds them, and opens what they built. A host that cannot be built leaves the
/// others their tests.
pub fn check(bench: &Bench) -> Result<()> {
    setup::npm::install(bench.session, ROOM)?;
    let tarball = pack(bench)?;
    let further: &[&str] = if bench.all { &FURTHER } else { &[] };
    let (ready, unready): (Vec<&str>, Vec<&str>) =
        QUICK
            .iter()
            .chain(further)
            .partition(|host| match prepare(bench, host, &tarball) {
                Ok(()) => true,
                Err(error) => {
                    console::report(&error);
                    false
                }
            });
    test(bench, &ready)?;
    ensure!(
        unready.is_empty(),
        "not installed or not built, and so not tested: {}",
        unready.join(", ")
    );
    Ok(())
}

/// The package, packed to where the tests look for it.
fn pack(bench: &Bench) -> Result<PathBuf> {
    let checkout = &bench.session.checkout;
    let folder = checkout.path(ROOM).join("node_modules/.packed");
    let tarball = folder.join("apikeys-wasm.tgz");
    fs::create_dir_all(&folder)?;
    bench.run(
        &format!("{ROOM}: npm pack"),
        npm(&checkout.path(package::FOLDER))
            .args(["pack", "--pack-destination"])
            .arg(&folder),
    )?;
    let packed = folder.join(format!("{MODULE}-{}.tgz", checkout.version()));
    fs::rename(&packed, &tarball)
        .with_context(|| format!("npm did not make {}", packed.display()))?;
    Ok(tarball)
}

/// Sees to the packages of a host, to ours among them, and builds it if there is anything to build.
fn prepare(bench: &Bench, host: &str, tarball: &Path) -> Result<()> {
    let folder = format!("{ROOM}/{host}");
    setup::npm::install(bench.session, &folder)?;
    let path = bench.session.checkout.path(&folder);
    put(bench, &folder, &path, tarball)?;
    bench.run(
        &format!("{folder}: npm run build"),
        npm(&path).args(["run", "build", "--if-present"]),
    )
}

/// Installs the packed package in a host, unless the same is there. The host's lock file cannot name it, because
/// every build makes another one.
fn put(bench: &Bench, folder: &str, path: &Path, tarball: &Path) -> Result<()> {
    let stamp = path.join(STAMP);
    if fs::read(&stamp).is_ok_and(|installed| fs::read(tarball).is_ok_and(|new| new == installed)) {
        return Ok(());
    }
    bench.run(
        &format!("{folder}: npm install {MODULE}"),
        npm(path)
            // The package needs no other one, and what the lock file names is there: nothing is asked of a registry.
            .args(["install", "--no-save", "--offline"])
            .arg(tarball),
    )?;
    fs::copy(tarball, stamp)?;
    Ok(())
}

/// Runs the tests of these hosts.
fn test(bench: &Bench, hosts: &[&str]) -> Result<()> {
    // Playwright takes no name for all of them.
    ensure!(!hosts.is_empty(), "there is no host to test");
    let checkout = &bench.session.checkout;
    let specs = hosts.iter().map(|host| format!("specs/{host}.spec.ts"));
    bench.run(
        &format!("{ROOM}: npm run test"),
        npm(&checkout.path(ROOM))
            .args(["run", "test", "--"])
            .args(specs)
            // Where they find the server.
            .env("CARGO_TARGET_DIR", checkout.target()),
    )
}
