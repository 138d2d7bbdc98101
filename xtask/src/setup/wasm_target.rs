//! The standard library for WebAssembly.
//!
//! rustup adds it to the toolchain. On a machine that cannot reach Rust's release server it is
//! built from the sources in Debian's package, and put in the same place.

use std::ffi::OsStr;
use std::fs;
use std::path::Path;
use std::process::Command;
use std::time::Duration;

use anyhow::{Error, Result, ensure};

use super::toolchain::Toolchain;
use super::{rust_src, std_from_source};
use crate::{Session, console, folder};

/// The target that the module is built for.
pub const TARGET: &str = "wasm32-unknown-unknown";

/// Marks a folder that we built, with the compiler that it belongs to.
pub const STAMP: &str = "built-from-source";

/// Long enough for a slow connection, short enough for a dead one.
const PATIENCE: Duration = Duration::from_mins(3);

/// Sees that the toolchain in use can build for the target.
pub fn ensure(session: &Session) -> Result<()> {
    let toolchain = Toolchain::active()?;
    let folder = toolchain.target_folder(TARGET);
    if is_usable(&folder, toolchain.version()) {
        return Ok(());
    }
    match by_rustup(session, &folder) {
        Ok(()) if is_usable(&folder, toolchain.version()) => Ok(()),
        Ok(()) => from_source(session, &toolchain),
        Err(refusal) => from_source(session, &toolchain).map_err(|error| both(&refusal, error)),
    }
}

fn by_rustup(session: &Session, folder: &Path) -> Result<()> {
    let rustup = |action| {
        let mut command = Command::new("rustup");
        command.args(["target", action, TARGET]);
        command
    };
    session.console.step(&format!("{TARGET}: rustup"), |step| {
        if folder.exists() {
            // What is there is of no use, and rustup would add its files to it. It may also believe
            // that all is well; where it knows nothing of the folder, it refuses, which is as well.
            let _ = step.run_within(PATIENCE, &mut rustup("remove"));
            folder::remove(folder)?;
        }
        step.run_within(PATIENCE, &mut rustup("add"))
    })
}

fn from_source(session: &Session, toolchain: &Toolchain) -> Result<()> {
    console::note("rustup cannot provide it: the standard library is built from source instead");
    let library = rust_src::ensure(session, toolchain.release()?)?;
    std_from_source::install(session, toolchain, &library)?;
    ensure!(
        is_usable(&toolchain.target_folder(TARGET), toolchain.version()),
        "the standard library in {} is incomplete",
        toolchain.target_folder(TARGET).display()
    );
    Ok(())
}

fn both(refusal: &Error, error: Error) -> Error {
    error.context(format!(
        "neither `rustup target add {TARGET}` nor a build from source gave the toolchain its \
         standard library.\nrustup: {refusal:#}"
    ))
}

/// Whether a standard library is there, one only (two break the compiler: E0464), and not one of
/// ours for a compiler that is no longer in use.
fn is_usable(folder: &Path, version: &str) -> bool {
    let ours_is_current = match fs::read_to_string(folder.join(STAMP)) {
        Ok(built_for) => built_for == version,
        Err(_) => true,
    };
    ours_is_current
        && ["libcore-", "libstd-"]
            .iter()
            .all(|name| count(&folder.join("lib"), name) == 1)
}

/// How many libraries have a name that begins like this.
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
        let whole = ["libcore-1.rlib", "libstd-1.rlib", "libstd_detect-1.rlib"];
        let two = [
            "libcore-1.rlib",
            "libcore-2.rlib",
            "libstd-1.rlib",
            "libstd-2.rlib",
        ];
        let cases = [
            (library(&whole, None), true, "rustup's"),
            (library(&whole, Some("1.95")), true, "ours"),
            (
                library(&whole, Some("1.94")),
                false,
                "ours, for another compiler",
            ),
            (library(&two, None), false, "two side by side"),
            (library(&["libcore-1.rlib"], None), false, "half"),
            (library(&[], None), false, "empty"),
        ];
        for (folder, expected, what) in cases {
            assert_eq!(is_usable(folder.path(), "1.95"), expected, "{what}");
        }
        assert!(!is_usable(Path::new("/no/such/folder"), "1.95"));
    }
}
