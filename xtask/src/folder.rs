//! Replaces a folder as a whole.

use std::ffi::OsString;
use std::fs;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

/// A temporary folder beside the folder that it will replace.
///
/// [`Staged::new`] removes what an earlier run left. A drop before [`Staged::publish`] removes the
/// temporary folder.
pub struct Staged {
    staging: PathBuf,
    destination: PathBuf,
}

impl Staged {
    /// Creates an empty folder that will replace `destination`.
    pub fn new(destination: &Path) -> Result<Self> {
        let staged = Self {
            staging: beside(destination, "new"),
            destination: destination.to_owned(),
        };
        remove(&staged.staging)?;
        fs::create_dir_all(&staged.staging)
            .with_context(|| format!("cannot create {}", staged.staging.display()))?;
        Ok(staged)
    }

    /// The path of the temporary folder.
    pub fn path(&self) -> &Path {
        &self.staging
    }

    /// Replaces the destination with the temporary folder.
    pub fn publish(self) -> Result<()> {
        let old = beside(&self.destination, "old");
        remove(&old)?;
        ignore_not_found(fs::rename(&self.destination, &old))
            .and_then(|()| fs::rename(&self.staging, &self.destination))
            .with_context(|| format!("cannot replace {}", self.destination.display()))?;
        remove(&old)
    }
}

impl Drop for Staged {
    fn drop(&mut self) {
        // The next run removes what cannot be removed now.
        let _ = fs::remove_dir_all(&self.staging);
    }
}

/// Removes a folder and its content, if it exists.
pub fn remove(folder: &Path) -> Result<()> {
    ignore_not_found(fs::remove_dir_all(folder))
        .with_context(|| format!("cannot remove {}", folder.display()))
}

/// The relative paths of all files below a folder, sorted.
pub fn files(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    let mut pending = vec![folder.to_owned()];
    while let Some(current) = pending.pop() {
        let entries =
            fs::read_dir(&current).with_context(|| format!("cannot list {}", current.display()))?;
        for entry in entries {
            let entry = entry?;
            if entry.file_type()?.is_dir() {
                pending.push(entry.path());
            } else {
                found.push(entry.path().strip_prefix(folder)?.to_owned());
            }
        }
    }
    found.sort();
    Ok(found)
}

/// A hidden sibling: `pkg` and `new` give `.pkg.new`.
fn beside(path: &Path, suffix: &str) -> PathBuf {
    let mut name = OsString::from(".");
    name.push(path.file_name().unwrap_or_default());
    name.push(".");
    name.push(suffix);
    path.with_file_name(name)
}

fn ignore_not_found(result: io::Result<()>) -> io::Result<()> {
    match result {
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(()),
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn publishing_replaces_the_whole_folder() {
        let temporary = tempfile::tempdir().unwrap();
        let pkg = temporary.path().join("pkg");
        fs::create_dir(&pkg).unwrap();
        fs::write(pkg.join("stale"), "").unwrap();

        let staged = Staged::new(&pkg).unwrap();
        fs::create_dir(staged.path().join("deep")).unwrap();
        fs::write(staged.path().join("deep/fresh"), "").unwrap();
        assert_eq!(files(&pkg).unwrap(), [Path::new("stale")]);
        staged.publish().unwrap();

        assert_eq!(
            files(temporary.path()).unwrap(),
            [Path::new("pkg/deep/fresh")]
        );
    }

    #[test]
    fn a_drop_before_publish_changes_nothing() {
        let temporary = tempfile::tempdir().unwrap();
        let pkg = temporary.path().join("pkg");
        fs::create_dir(&pkg).unwrap();
        fs::write(pkg.join("kept"), "").unwrap();

        drop(Staged::new(&pkg).unwrap());

        assert_eq!(files(temporary.path()).unwrap(), [Path::new("pkg/kept")]);
    }

    #[test]
    fn removing_a_missing_folder_is_no_error() {
        assert!(remove(Path::new("/no/such/folder")).is_ok());
    }
}
