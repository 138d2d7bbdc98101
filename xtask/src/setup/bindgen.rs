//! wasm-bindgen's command line tools: of exactly the version that the module is linked with.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};

use super::cargo_install::cargo_install;
use crate::folder::Staged;
use crate::{Session, command, machine};

const PROGRAMS: [&str; 2] = ["wasm-bindgen", "wasm-bindgen-test-runner"];

/// The folder where the tools are.
pub fn ensure(session: &Session) -> Result<PathBuf> {
    let version = session.checkout.locked_version("wasm-bindgen")?;
    let cache = cache()?;
    if let Some(found) = find(&version, &cache) {
        return Ok(found);
    }
    session
        .console
        .step(&format!("wasm-bindgen {version}: cargo install"), |step| {
            // Under the name, and in the layout, that wasm-pack itself gives it: a wasm-pack typed
            // by hand finds it too.
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

/// wasm-pack's own cache.
fn cache() -> Result<PathBuf> {
    match env::var_os("WASM_PACK_CACHE") {
        Some(folder) => Ok(folder.into()),
        None => Ok(machine::cache()?.join(".wasm-pack")),
    }
}

/// Looks for the version on the PATH, then among what wasm-pack has downloaded or built.
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
                .is_ok_and(|answer| tells_version(&answer, version))
    })
}

/// Whether the program's answer to `--version`, as `wasm-bindgen 0.2.130`, names the version.
fn tells_version(answer: &str, version: &str) -> bool {
    answer.split_whitespace().nth(1) == Some(version)
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::PermissionsExt;

    use super::*;

    #[test]
    fn only_the_very_version_will_do() {
        assert!(tells_version("wasm-bindgen 0.2.130", "0.2.130"));
        assert!(tells_version("wasm-bindgen 0.2.130 (abc)", "0.2.130"));
        assert!(!tells_version("wasm-bindgen 0.2.13", "0.2.130"));
        assert!(!tells_version("wasm-bindgen", "0.2.130"));
    }

    #[test]
    fn what_wasm_pack_keeps_is_found_by_its_version() {
        let cache = tempfile::tempdir().unwrap();
        for (folder, version) in [("wasm-bindgen-abc", "9.9.1"), ("wasm-bindgen-def", "9.9.2")] {
            pretend(&cache.path().join(folder), version);
        }
        pretend(&cache.path().join("wasm-opt-abc"), "9.9.3");

        let expected = cache.path().join("wasm-bindgen-def");
        assert_eq!(find("9.9.2", cache.path()), Some(expected));
        assert_eq!(find("9.9.3", cache.path()), None);
    }

    /// Puts programs into `folder` that tell a version and do nothing else.
    fn pretend(folder: &Path, version: &str) {
        fs::create_dir(folder).unwrap();
        for program in PROGRAMS {
            let path = folder.join(program);
            fs::write(&path, format!("#!/bin/sh\necho {program} {version}\n")).unwrap();
            fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).unwrap();
        }
    }
}
