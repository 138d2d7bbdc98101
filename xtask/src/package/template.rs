//! Copies the hand-written part of the package.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};

use super::manager;
use crate::folder;

/// The placeholder of the version.
const VERSION: &str = "0.0.0-template";

/// Copies the files of `template` to `package`, and replaces the placeholder with the version. The sources of the manager are
/// compiled instead.
pub fn copy_files(template: &Path, version: &str, package: &Path) -> Result<()> {
    for file in folder::files(template)? {
        if file.starts_with(manager::SOURCES) {
            continue;
        }
        let to = package.join(&file);
        copy(&template.join(&file), version, &to)
            .with_context(|| format!("cannot write {}", to.display()))?;
    }
    Ok(())
}

fn copy(from: &Path, version: &str, to: &Path) -> Result<()> {
    if let Some(folder) = to.parent() {
        fs::create_dir_all(folder)?;
    }
    let content = match String::from_utf8(fs::read(from)?) {
        Ok(text) => text.replace(VERSION, version).into_bytes(),
        Err(not_text) => not_text.into_bytes(),
    };
    Ok(fs::write(to, content)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_file_is_copied_with_the_version() {
        let template = tempfile::tempdir().unwrap();
        let package = tempfile::tempdir().unwrap();
        fs::create_dir(template.path().join("deep")).unwrap();
        fs::write(
            template.path().join("package.json"),
            r#"{"version": "0.0.0-template"}"#,
        )
        .unwrap();
        fs::write(template.path().join("deep/bytes"), [0xff, 0x00]).unwrap();
        fs::create_dir(template.path().join(manager::SOURCES)).unwrap();
        fs::write(template.path().join(manager::SOURCES).join("index.ts"), "").unwrap();

        copy_files(template.path(), "1.2.3", package.path()).unwrap();

        let read = |file| fs::read(package.path().join(file)).unwrap();
        assert_eq!(read("package.json"), br#"{"version": "1.2.3"}"#);
        assert_eq!(read("deep/bytes"), [0xff, 0x00]);
        assert!(!package.path().join(manager::SOURCES).exists());
    }
}
