//! Downloads the sources of the standard library: Debian's package `rust-src`.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};

use super::apt::{self, Catalog};
use crate::Session;
use crate::console::Step;
use crate::folder::Staged;

const PACKAGE: &str = "rust-src";

/// The suites to search if the machine's own suites lack the version, in this order.
const OTHER_SUITES: [&str; 3] = ["trixie-backports", "trixie", "sid"];

/// Downloads and unpacks the sources of `release`, and returns their folder `library`.
pub fn ensure(session: &Session, release: &str) -> Result<PathBuf> {
    let folder = session.checkout.scratch(&format!("rust-src-{release}"));
    let library = folder.join(format!("usr/src/rustc-{release}/library"));
    if library.exists() {
        return Ok(library);
    }
    session
        .console
        .step(&format!("{PACKAGE} {release}: apt-get download"), |step| {
            let work = Staged::new(&session.checkout.scratch("apt"))?;
            let download = work.path().join("download");
            fs::create_dir(&download)?;
            let (catalog, version) = find(step, work.path(), release)?;
            let package = catalog.download(step, PACKAGE, &version, &download)?;
            unpack(step, &package, &folder)
        })
        .with_context(|| {
            format!("cannot download the standard library's sources of Rust {release}")
        })?;
    if !library.exists() {
        bail!(
            "Debian's {PACKAGE} {release} contains no folder {}",
            library.display()
        );
    }
    Ok(library)
}

fn unpack(step: &mut Step, package: &Path, folder: &Path) -> Result<()> {
    let staged = Staged::new(folder)?;
    step.run(
        Command::new("dpkg-deb")
            .arg("--extract")
            .arg(package)
            .arg(staged.path()),
    )?;
    staged.publish()
}

/// Searches apt's lists, then updated lists, then other suites.
fn find(step: &mut Step, work: &Path, release: &str) -> Result<(Catalog, String)> {
    let known = Catalog::of_the_machine();
    if let Some(version) = offered(&known, release)? {
        return Ok((known, version));
    }
    if let Some(found) = updated(step, Catalog::fresh(&work.join("own"))?, release) {
        return Ok(found);
    }
    let mirrors = apt::mirrors()?;
    for suite in OTHER_SUITES {
        for (number, mirror) in mirrors.iter().enumerate() {
            let state = work.join(format!("{suite}-{number}"));
            let catalog = Catalog::of_suite(&state, mirror, suite)?;
            if let Some(found) = updated(step, catalog, release) {
                return Ok(found);
            }
        }
    }
    bail!(
        "{PACKAGE} {release} is neither in the suites of this machine nor in {} of {}",
        OTHER_SUITES.join(", "),
        mirrors.join(", ")
    )
}

/// Updates the catalog, and returns it if it offers the version. An update that fails is in the log.
fn updated(step: &mut Step, catalog: Catalog, release: &str) -> Option<(Catalog, String)> {
    catalog.update(step).ok()?;
    let version = offered(&catalog, release).ok()??;
    Some((catalog, version))
}

fn offered(catalog: &Catalog, release: &str) -> Result<Option<String>> {
    let versions = catalog.versions(PACKAGE)?;
    Ok(versions
        .into_iter()
        .find(|version| upstream(version) == release))
}

/// Reads the Rust version from a Debian version: `1:1.95.0+dfsg1-2~bpo13+1` gives `1.95.0`, and
/// `1.95.0~beta.2+dfsg1-1` gives `1.95.0~beta.2`.
fn upstream(version: &str) -> &str {
    let version = version.split_once(':').map_or(version, |(_, rest)| rest);
    let version = version.rsplit_once('-').map_or(version, |(rest, _)| rest);
    version.split_once('+').map_or(version, |(rest, _)| rest)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_rust_version_is_read_from_a_debian_version() {
        let cases = [
            ("1.95.0+dfsg1-2~bpo13+1", "1.95.0"),
            ("1:1.95.0+dfsg1-2", "1.95.0"),
            ("1.95.0-1", "1.95.0"),
            ("1.95.0", "1.95.0"),
            ("1.95.0~beta.2+dfsg1-1~exp1", "1.95.0~beta.2"),
            ("1.85.1+dfsg1-1+deb13u1", "1.85.1"),
        ];
        for (version, expected) in cases {
            assert_eq!(upstream(version), expected, "{version}");
        }
    }
}
