//! The prebuilt standard library for WebAssembly.
//!
//! rustup installs it. On a machine without access to Rust's release server, xtask builds it from
//! the sources in Debian's package and installs it in the same folder.

use std::ffi::OsStr;
use std::fs;
use std::path::Path;
use std::process::Command;
use std::time::Duration;

use anyhow::{Error, Result, ensure};

use super::toolchain::Toolchain;
use super::{rust_src, std_from_source};
use crate::{Session, console, folder};

/// The compilation target of the module.
pub const TARGET: &str = "wasm32-unknown-unknown";

/// A file in a folder that xtask built. It contains the version of the compiler.
pub const STAMP: &str = "built-from-source";

/// The maximum time of a download.
const TIMEOUT: Duration = Duration::from_mins(3);

/// Finds or installs the target.
pub fn ensure(session: &Session) -> Result<()> {
    let toolchain = Toolchain::active()?;
    let folder = toolchain.target_folder(TARGET);
    if is_usable(&folder, toolchain.version()) {
        return Ok(());
    }
    match with_rustup(session, &folder) {
        Ok(()) if is_usable(&folder, toolchain.version()) => Ok(()),
        Ok(()) => from_source(session, &toolchain),
        Err(rustup) => from_source(session, &toolchain).map_err(|error| both(&rustup, error)),
    }
}

fn with_rustup(session: &Session, folder: &Path) -> Result<()> {
    let rustup = |action| {
        let mut command = Command::new("rustup");
        command.args(["target", action, TARGET]);
        command
    };
    session.console.step(&format!("{TARGET}: rustup"), |step| {
        if folder.exists() {
            // rustup does not replace an unusable folder. `remove` fails if rustup did not install
            // the target.
            let _ = step.run_within(TIMEOUT, &mut rustup("remove"));
            folder::remove(folder)?;
        }
        step.run_within(TIMEOUT, &mut rustup("add"))
    })
}

fn from_source(session: &Session, toolchain: &Toolchain) -> Result<()> {
    console::note("rustup cannot install the target: building the standard library from source");
    let library = rust_src::ensure(session, toolchain.release()?)?;
    std_from_source::install(session, toolchain, &library)?;
    ensure!(
        is_usable(&toolchain.target_folder(TARGET), toolchain.version()),
        "the standard library in {} is incomplete",
        toolchain.target_folder(TARGET).display()
    );
    Ok(())
}

fn both(rustup: &Error, error: Error) -> Error {
    error.context(format!(
        "neither `rustup target add {TARGET}` nor a build from source installed the standard \
         library.\nrustup: {rustup:#}"
    ))
}

/// Checks that the folder has exactly one standard library (two give the error E0464), and that
/// xtask did not build it for another compiler.
fn is_usable(folder: &Path, version: &str) -> bool {
    let is_current = match fs::read_to_string(folder.join(STAMP)) {
        Ok(built_for) => built_for == version,
        Err(_) => true,
    };
    is_current
        && ["libcore-", "libstd-"]
            .iter()
            .all(|name| count(&folder.join("lib"), name) == 1)
}

/// The number of libraries whose name starts with `prefix`.
fn count(folder: &Path, prefix: &str) -> usize {
    let Ok(entries) = fs::read_dir(folder) else {
        return 0;
    };
    entries
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| path.extension() == Some(OsStr::new("rlib")))
        .filter(|path| {
            let name = path.file_name().unwrap_or_default();
            name.to_string_lossy().starts_with(prefix)
        })
        .count()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn library(files: &[&str], stamp: Option<&str>) -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join("lib")).unwrap();
        for file in files {
            fs::write(folder.path().join("lib").join(file), "").unwrap();
        }
        if let Some(stamp) = stamp {
            fs::write(folder.path().join(STAMP), stamp).unwrap();
        }
        folder
    }

    #[test]
    fn one_standard_library_of_this_compiler_is_usable() {
        let complete = ["libcore-1.rlib", "libstd-1.rlib", "libstd_detect-1.rlib"];
        let two = [
            "libcore-1.rlib",
            "libcore-2.rlib",
            "libstd-1.rlib",
            "libstd-2.rlib",
        ];
        let cases = [
            (library(&complete, None), true, "from rustup"),
            (library(&complete, Some("1.95")), true, "from source"),
            (
                library(&complete, Some("1.94")),
                false,
                "from source, for another compiler",
            ),
            (library(&two, None), false, "two versions"),
            (library(&["libcore-1.rlib"], None), false, "incomplete"),
            (library(&[], None), false, "empty"),
        ];
        for (folder, expected, what) in cases {
            assert_eq!(is_usable(folder.path(), "1.95"), expected, "{what}");
        }
        assert!(!is_usable(Path::new("/no/such/folder"), "1.95"));
    }
}
