//! Folders that are there whole or not at all.

use std::ffi::OsString;
use std::fs;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

/// A folder under construction, beside the one that it will replace.
///
/// Work left behind by an earlier run is thrown away; so is this one's if it is dropped before
/// [`Staged::publish`].
pub struct Staged {
    staging: PathBuf,
    destination: PathBuf,
}

impl Staged {
    /// Begins an empty folder that is to become `destination`.
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

    /// Where the work goes on.
    pub fn path(&self) -> &Path {
        &self.staging
    }

    /// Puts the folder in its place. What was there before goes as a whole.
    pub fn publish(self) -> Result<()> {
        let old = beside(&self.destination, "old");
        remove(&old)?;
        absent_is_fine(fs::rename(&self.destination, &old))
            .and_then(|()| fs::rename(&self.staging, &self.destination))
            .with_context(|| format!("cannot replace {}", self.destination.display()))?;
        remove(&old)
    }
}

impl Drop for Staged {
    fn drop(&mut self) {
        // Whatever cannot be removed now, the next run removes.
        let _ = fs::remove_dir_all(&self.staging);
    }
}

/// Removes a folder with all its content, if there is one.
pub fn remove(folder: &Path) -> Result<()> {
    absent_is_fine(fs::remove_dir_all(folder))
        .with_context(|| format!("cannot remove {}", folder.display()))
}

/// All files below a folder, by their paths relative to it, sorted.
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

/// A hidden sibling: `pkg` and `new` make `.pkg.new`.
fn beside(path: &Path, suffix: &str) -> PathBuf {
    let mut name = OsString::from(".");
    name.push(path.file_name().unwrap_or_default());
    name.push(".");
    name.push(suffix);
    path.with_file_name(name)
}

fn absent_is_fine(result: io::Result<()>) -> io::Result<()> {
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
        let room = tempfile::tempdir().unwrap();
        let pkg = room.path().join("pkg");
        fs::create_dir(&pkg).unwrap();
        fs::write(pkg.join("stale"), "").unwrap();

        let staged = Staged::new(&pkg).unwrap();
        fs::create_dir(staged.path().join("deep")).unwrap();
        fs::write(staged.path().join("deep/fresh"), "").unwrap();
        assert_eq!(files(&pkg).unwrap(), [Path::new("stale")]);
        staged.publish().unwrap();

        assert_eq!(files(room.path()).unwrap(), [Path::new("pkg/deep/fresh")]);
    }

    #[test]
    fn work_given_up_leaves_everything_as_it_was() {
        let room = tempfile::tempdir().unwrap();
        let pkg = room.path().join("pkg");
        fs::create_dir(&pkg).unwrap();
        fs::write(pkg.join("kept"), "").unwrap();

        drop(Staged::new(&pkg).unwrap());

        assert_eq!(files(room.path()).unwrap(), [Path::new("pkg/kept")]);
    }

    #[test]
    fn removing_nothing_is_no_error() {
        assert!(remove(Path::new("/no/such/folder")).is_ok());
    }
}
