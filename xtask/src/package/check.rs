//! What must be true of the package before it takes its place.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail, ensure};
use serde_json::Value;

use super::module;
use crate::checkout::Checkout;
use crate::{command, folder, remap};

/// All checks of the package in a folder.
pub fn all(checkout: &Checkout, package: &Path) -> Result<()> {
    no_path_of_this_machine(checkout, package)?;
    let manifest = manifest(package)?;
    ensure!(
        manifest["version"] == checkout.version(),
        "package.json has the version {}, and Cargo.toml {}",
        manifest["version"],
        checkout.version()
    );
    every_entry_exists(&manifest, package)?;
    every_file_is_packed(package)
}

fn no_path_of_this_machine(checkout: &Checkout, package: &Path) -> Result<()> {
    let wasm = package.join(module::WASM);
    let content = fs::read(&wasm).with_context(|| format!("cannot read {}", wasm.display()))?;
    for hidden in remap::hidden(checkout)? {
        // With the slash, so that a home of `/root` is not found in a word like `/rooted`.
        let path = format!("{}/", hidden.display());
        if let Some(found) = text_around(&content, path.as_bytes()) {
            bail!("a path of this machine is in the module: {found}");
        }
    }
    Ok(())
}

/// The text that begins with `needle`, or nothing where there is none.
fn text_around(content: &[u8], needle: &[u8]) -> Option<String> {
    const SHOWN: usize = 120;
    let start = content
        .windows(needle.len())
        .position(|window| window == needle)?;
    let text = content[start..].iter().take(SHOWN);
    Some(
        text.take_while(|byte| byte.is_ascii_graphic())
            .map(|&byte| char::from(byte))
            .collect(),
    )
}

fn manifest(package: &Path) -> Result<Value> {
    let file = package.join("package.json");
    let text =
        fs::read_to_string(&file).with_context(|| format!("cannot read {}", file.display()))?;
    serde_json::from_str(&text).with_context(|| format!("cannot parse {}", file.display()))
}

/// What an importer is sent to must be there.
fn every_entry_exists(manifest: &Value, package: &Path) -> Result<()> {
    let mut entries = BTreeSet::new();
    for member in ["main", "module", "browser", "types", "exports"] {
        collect_paths(&manifest[member], &mut entries);
    }
    ensure!(!entries.is_empty(), "package.json names no entry");
    for entry in entries {
        ensure!(
            package.join(&entry).is_file(),
            "package.json names {entry}, which is not in the package"
        );
    }
    Ok(())
}

/// Finds the paths in a value of `exports`: conditions in conditions, with paths at their ends.
fn collect_paths(value: &Value, paths: &mut BTreeSet<String>) {
    match value {
        Value::String(path) if !path.contains('*') => {
            paths.insert(path.clone());
        }
        Value::Array(items) => items.iter().for_each(|item| collect_paths(item, paths)),
        Value::Object(members) => members.values().for_each(|item| collect_paths(item, paths)),
        _ => {}
    }
}

/// What was built, but is not named in package.json's `files`, would be missing in the tarball.
fn every_file_is_packed(package: &Path) -> Result<()> {
    let report = command::stdout(command::npm(package).args(["pack", "--dry-run", "--json"]))?;
    let packed = packed_files(&report).context("npm's list of the files that it packs")?;
    let missing: Vec<String> = folder::files(package)?
        .into_iter()
        .filter(|file| !packed.contains(file))
        .map(|file| file.display().to_string())
        .collect();
    ensure!(
        missing.is_empty(),
        "npm leaves these files out; name them in package.json's `files`: {}",
        missing.join(", ")
    );
    Ok(())
}

/// Reads `npm pack --json`: an array with one package, or (since npm 12) an object by its name.
fn packed_files(report: &str) -> Result<BTreeSet<PathBuf>> {
    let report: Value = serde_json::from_str(report)?;
    let package = match &report {
        Value::Array(packages) => packages.first(),
        Value::Object(packages) => packages.values().next(),
        _ => None,
    };
    let files = package
        .and_then(|package| package["files"].as_array())
        .context("lacks `files`")?;
    Ok(files
        .iter()
        .filter_map(|file| file["path"].as_str())
        .map(PathBuf::from)
        .collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_is_found_in_the_middle_of_the_bytes() {
        let content = b"\0\x01/home/a/src/lib.rs\0/home/b";
        assert_eq!(
            text_around(content, b"/home/a/").as_deref(),
            Some("/home/a/src/lib.rs")
        );
        assert_eq!(text_around(content, b"/work/"), None);
        assert_eq!(text_around(b"", b"/work/"), None);
    }

    #[test]
    fn entries_are_found_at_any_depth() {
        let exports = serde_json::json!({
            ".": {"types": "./index.d.ts", "default": ["./index.js", null]},
            "./snippets/*": "./snippets/*",
            "./package.json": "./package.json"
        });
        let mut paths = BTreeSet::new();
        collect_paths(&exports, &mut paths);
        let found: Vec<&str> = paths.iter().map(String::as_str).collect();
        assert_eq!(found, ["./index.d.ts", "./index.js", "./package.json"]);
    }

    #[test]
    fn an_entry_that_is_not_there_is_named() {
        let package = tempfile::tempdir().unwrap();
        let manifest = serde_json::json!({"exports": "./gone.js"});
        let error = every_entry_exists(&manifest, package.path()).unwrap_err();
        assert!(error.to_string().contains("./gone.js"));
        assert!(every_entry_exists(&serde_json::json!({}), package.path()).is_err());
    }

    #[test]
    fn both_forms_of_npm_s_report_are_read() {
        let list = r#"[{"name": "p", "files": [{"path": "index.js"}]}]"#;
        let map = r#"{"p": {"files": [{"path": "index.js"}]}}"#;
        let expected = BTreeSet::from([PathBuf::from("index.js")]);
        assert_eq!(packed_files(list).unwrap(), expected);
        assert_eq!(packed_files(map).unwrap(), expected);
        assert!(packed_files("{}").is_err());
    }
}
