//! wasm-bindgen's command line tools. Their version must equal the version of the crate.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};

use super::cargo_install::cargo_install;
use crate::folder::Staged;
use crate::{Session, command, machine};

const PROGRAMS: [&str; 2] = ["wasm-bindgen", "wasm-bindgen-test-runner"];

/// Finds or installs the tools, and returns their folder.
pub fn ensure(session: &Session) -> Result<PathBuf> {
    let version = session.checkout.locked_version("wasm-bindgen")?;
    let cache = cache()?;
    if let Some(found) = find(&version, &cache) {
        return Ok(found);
    }
    session
        .console
        .step(&format!("wasm-bindgen {version}: cargo install"), |step| {
            // wasm-pack looks for this name and layout.
            let folder = cache.join(format!("wasm-bindgen-cargo-install-{version}"));
            let staged = Staged::new(&folder)?;
            cargo_install(step, "wasm-bindgen-cli", &version, Some(staged.path()))?;
            for program in PROGRAMS {
                let installed = staged.path().join("bin").join(program);
                fs::rename(&installed, staged.path().join(program))
                    .with_context(|| format!("{} was not installed", installed.display()))?;
            }
            staged.publish()?;
            Ok(folder)
        })
        .context("wasm-bindgen's command line tools could not be installed")
}

/// wasm-pack's cache.
fn cache() -> Result<PathBuf> {
    match env::var_os("WASM_PACK_CACHE") {
        Some(folder) => Ok(folder.into()),
        None => Ok(machine::cache()?.join(".wasm-pack")),
    }
}

/// Looks for the version on the PATH, then in the cache of wasm-pack.
fn find(version: &str, cache: &Path) -> Option<PathBuf> {
    let on_path = command::find(PROGRAMS[0]).and_then(|program| Some(program.parent()?.to_owned()));
    on_path
        .into_iter()
        .chain(cached(cache))
        .find(|folder| has_version(folder, version))
}

fn cached(cache: &Path) -> Vec<PathBuf> {
    let Ok(entries) = fs::read_dir(cache) else {
        return Vec::new();
    };
    entries
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|folder| {
            let name = folder.file_name().unwrap_or_default();
            name.to_string_lossy().starts_with("wasm-bindgen-")
        })
        .collect()
}

fn has_version(folder: &Path, version: &str) -> bool {
    PROGRAMS.iter().all(|program| {
        let program = folder.join(program);
        command::is_executable(&program)
            && command::stdout(Command::new(&program).arg("--version"))
                .is_ok_and(|output| contains_version(&output, version))
    })
}

/// Checks the output of `--version`, for example `wasm-bindgen 0.2.130`.
fn contains_version(output: &str, version: &str) -> bool {
    output.split_whitespace().nth(1) == Some(version)
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::PermissionsExt;

    use super::*;

    #[test]
    fn only_the_exact_version_matches() {
        assert!(contains_version("wasm-bindgen 0.2.130", "0.2.130"));
        assert!(contains_version("wasm-bindgen 0.2.130 (abc)", "0.2.130"));
        assert!(!contains_version("wasm-bindgen 0.2.13", "0.2.130"));
        assert!(!contains_version("wasm-bindgen", "0.2.130"));
    }

    #[test]
    fn the_cache_of_wasm_pack_is_searched_by_version() {
        let cache = tempfile::tempdir().unwrap();
        for (folder, version) in [("wasm-bindgen-abc", "9.9.1"), ("wasm-bindgen-def", "9.9.2")] {
            create_fakes(&cache.path().join(folder), version);
        }
        create_fakes(&cache.path().join("wasm-opt-abc"), "9.9.3");

        let expected = cache.path().join("wasm-bindgen-def");
        assert_eq!(find("9.9.2", cache.path()), Some(expected));
        assert_eq!(find("9.9.3", cache.path()), None);
    }

    /// Creates programs that only print a version.
    fn create_fakes(folder: &Path, version: &str) {
        fs::create_dir(folder).unwrap();
        for program in PROGRAMS {
            let path = folder.join(program);
            fs::write(&path, format!("#!/bin/sh\necho {program} {version}\n")).unwrap();
            fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).unwrap();
        }
    }
}
