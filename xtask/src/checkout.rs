//! The checkout of the repository: its folders, its version and the versions of its dependencies.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use serde_json::Value;

use crate::command::{self, cargo};

/// The crate that becomes the WebAssembly module, and the npm package.
pub const MODULE: &str = "apikeys-wasm";

/// The folders and the version of the checkout.
pub struct Checkout {
    root: PathBuf,
    target: PathBuf,
    version: String,
}

impl Checkout {
    /// Reads the workspace of the current folder from `cargo metadata`.
    pub fn find() -> Result<Self> {
        let metadata = command::stdout(cargo().args([
            "metadata",
            "--no-deps",
            "--format-version=1",
            "--quiet",
        ]))?;
        Self::from_metadata(&metadata).context("the output of `cargo metadata`")
    }

    fn from_metadata(json: &str) -> Result<Self> {
        let metadata: Value = serde_json::from_str(json)?;
        let text = |value: &Value| value.as_str().map(ToOwned::to_owned);
        let module = metadata["packages"]
            .as_array()
            .and_then(|packages| packages.iter().find(|package| package["name"] == MODULE))
            .with_context(|| format!("has no package `{MODULE}`"))?;
        Ok(Self {
            root: text(&metadata["workspace_root"])
                .context("lacks `workspace_root`")?
                .into(),
            target: text(&metadata["target_directory"])
                .context("lacks `target_directory`")?
                .into(),
            version: text(&module["version"]).context("lacks the module's `version`")?,
        })
    }

    /// The workspace's top folder.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// The target folder of cargo.
    pub fn target(&self) -> &Path {
        &self.target
    }

    /// The version of the module, and of the npm package.
    pub fn version(&self) -> &str {
        &self.version
    }

    /// A path inside the checkout.
    pub fn path(&self, relative: &str) -> PathBuf {
        self.root.join(relative)
    }

    /// A path for temporary files of xtask. `cargo clean` removes them.
    pub fn scratch(&self, relative: &str) -> PathBuf {
        self.target.join("xtask").join(relative)
    }

    /// The version of a dependency in Cargo.lock.
    pub fn locked_version(&self, package: &str) -> Result<String> {
        let id = command::stdout(
            cargo()
                .args(["pkgid", "--quiet", package])
                .current_dir(&self.root),
        )?;
        version_in_id(&id)
            .with_context(|| format!("the package ID `{id}` contains no version"))
            .map(ToOwned::to_owned)
    }
}

/// Reads the version from a package ID: `…#name@1.2.3`, or `…#1.2.3` if the URL ends with the name.
fn version_in_id(id: &str) -> Option<&str> {
    let (_, fragment) = id.rsplit_once('#')?;
    let version = fragment
        .rsplit_once('@')
        .map_or(fragment, |(_, version)| version);
    version
        .starts_with(|first: char| first.is_ascii_digit())
        .then_some(version)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_version_is_read_from_a_package_id() {
        let cases = [
            (
                "registry+https://example.org/index#wasm-bindgen@0.2.130",
                Some("0.2.130"),
            ),
            (
                "path+file:///checkout#apikeys-wasm@0.1.0-rc.1",
                Some("0.1.0-rc.1"),
            ),
            ("path+file:///projects/apikeys-wasm#0.1.0", Some("0.1.0")),
            ("path+file:///projects/apikeys-wasm#name", None),
            ("apikeys-wasm", None),
        ];
        for (id, version) in cases {
            assert_eq!(version_in_id(id), version, "{id}");
        }
    }

    #[test]
    fn folders_and_version_are_read_from_metadata() {
        let json = r#"{
            "packages": [{"name": "xtask", "version": "9.9.9"}, {"name": "apikeys-wasm", "version": "0.1.0"}],
            "workspace_root": "/checkout",
            "target_directory": "/elsewhere"
        }"#;
        let checkout = Checkout::from_metadata(json).unwrap();
        assert_eq!(checkout.version(), "0.1.0");
        assert_eq!(checkout.path("pkg"), Path::new("/checkout/pkg"));
        assert_eq!(checkout.scratch("logs"), Path::new("/elsewhere/xtask/logs"));
    }

    #[test]
    fn metadata_without_the_module_is_refused() {
        assert!(Checkout::from_metadata(r#"{"packages": []}"#).is_err());
    }
}
