//! Checks the package before it replaces the previous one.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail, ensure};
use serde_json::Value;

use super::module;
use crate::checkout::Checkout;
use crate::{command, folder, remap};

/// Runs all checks on the package in a folder.
pub fn all(checkout: &Checkout, package: &Path) -> Result<()> {
    no_path_of_this_machine(checkout, package)?;
    let manifest = manifest(package)?;
    ensure!(
        manifest["version"] == checkout.version(),
        "package.json has the version {}, but Cargo.toml has {}",
        manifest["version"],
        checkout.version()
    );
    every_entry_exists(&manifest, package)?;
    every_file_is_packed(package)
}

fn no_path_of_this_machine(checkout: &Checkout, package: &Path) -> Result<()> {
    let wasm = package.join(module::WASM);
    let content = fs::read(&wasm).with_context(|| format!("cannot read {}", wasm.display()))?;
    for folder in remap::private_folders(checkout)? {
        // The slash makes sure that the home `/root` does not match `/rooted`.
        let path = format!("{}/", folder.display());
        if let Some(found) = text_around(&content, path.as_bytes()) {
            bail!("the module contains a path of this machine: {found}");
        }
    }
    Ok(())
}

/// The text that starts with `needle`, if `content` contains it.
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

/// Checks that each path in package.json exists.
fn every_entry_exists(manifest: &Value, package: &Path) -> Result<()> {
    let mut entries = BTreeSet::new();
    for member in ["main", "module", "browser", "types", "exports"] {
        collect_paths(&manifest[member], &mut entries);
    }
    ensure!(!entries.is_empty(), "package.json has no entry");
    for entry in entries {
        ensure!(
            package.join(&entry).is_file(),
            "package.json names {entry}, which is not in the package"
        );
    }
    Ok(())
}

/// Collects the paths in a value of `exports`, which may have nested conditions.
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

/// Checks that package.json's `files` includes each file: npm packs no other file.
fn every_file_is_packed(package: &Path) -> Result<()> {
    let report = command::stdout(command::npm(package).args(["pack", "--dry-run", "--json"]))?;
    let packed = packed_files(&report).context("the output of `npm pack`")?;
    let missing: Vec<String> = folder::files(package)?
        .into_iter()
        .filter(|file| !packed.contains(file))
        .map(|file| file.display().to_string())
        .collect();
    ensure!(
        missing.is_empty(),
        "npm does not pack these files. Add them to `files` in package.json: {}",
        missing.join(", ")
    );
    Ok(())
}

/// Reads the output of `npm pack --json`: an array with one package, or (since npm 12) an object with its name.
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
    fn a_path_is_found_between_other_bytes() {
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
    fn the_error_names_a_missing_entry() {
        let package = tempfile::tempdir().unwrap();
        let manifest = serde_json::json!({"exports": "./gone.js"});
        let error = every_entry_exists(&manifest, package.path()).unwrap_err();
        assert!(error.to_string().contains("./gone.js"));
        assert!(every_entry_exists(&serde_json::json!({}), package.path()).is_err());
    }

    #[test]
    fn both_formats_of_npm_pack_are_read() {
        let list = r#"[{"name": "p", "files": [{"path": "index.js"}]}]"#;
        let map = r#"{"p": {"files": [{"path": "index.js"}]}}"#;
        let expected = BTreeSet::from([PathBuf::from("index.js")]);
        assert_eq!(packed_files(list).unwrap(), expected);
        assert_eq!(packed_files(map).unwrap(), expected);
        assert!(packed_files("{}").is_err());
    }
}
