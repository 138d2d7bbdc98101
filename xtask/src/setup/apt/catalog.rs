//! Lists and downloads available packages.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};

use super::mirror::source_line;
use crate::command::{self, describe};
use crate::console::Step;

/// The available packages of some sources. It does not change apt's own lists.
pub struct Catalog {
    options: Vec<String>,
}

impl Catalog {
    /// The lists that apt already has. They are not updated.
    pub fn of_the_machine() -> Self {
        Self {
            options: Vec::new(),
        }
    }

    /// The machine's sources, with new lists in the folder `state`.
    pub fn fresh(state: &Path) -> Result<Self> {
        let cache = state.join("cache");
        let lists = state.join("lists");
        fs::create_dir_all(cache.join("archives/partial"))?;
        fs::create_dir_all(lists.join("partial"))?;
        Ok(Self {
            options: vec![
                format!("Dir::Cache={}", cache.display()),
                format!("Dir::State::lists={}", lists.display()),
                "Acquire::Languages=none".to_owned(),
                // apt's sandbox user cannot access these folders.
                "APT::Sandbox::User=".to_owned(),
            ],
        })
    }

    /// One suite of one mirror, with lists in the folder `state`.
    pub fn of_suite(state: &Path, mirror: &str, suite: &str) -> Result<Self> {
        let mut catalog = Self::fresh(state)?;
        let sources = state.join("sources.list");
        fs::write(&sources, source_line(mirror, suite))?;
        catalog.options.extend([
            format!("Dir::Etc::sourcelist={}", sources.display()),
            "Dir::Etc::sourceparts=-".to_owned(),
        ]);
        Ok(catalog)
    }

    /// Downloads the lists of packages.
    pub fn update(&self, step: &mut Step) -> Result<()> {
        step.run(self.apt("apt-get").args(["--quiet", "update"]))
    }

    /// The available versions of a package, newest first.
    pub fn versions(&self, package: &str) -> Result<Vec<String>> {
        let table = command::stdout(self.apt("apt-cache").args(["madison", package]))?;
        Ok(versions_in_table(&table))
    }

    /// Downloads a package into the empty folder `into`, and returns its path.
    pub fn download(
        &self,
        step: &mut Step,
        package: &str,
        version: &str,
        into: &Path,
    ) -> Result<PathBuf> {
        let mut download = self.apt("apt-get");
        download
            .args(["--quiet", "download"])
            .arg(format!("{package}={version}"))
            .current_dir(into);
        step.run(&mut download)?;
        let mut files = fs::read_dir(into)?;
        let file = files
            .next()
            .with_context(|| format!("`{}` wrote no file", describe(&download)))?;
        Ok(file?.path())
    }

    fn apt(&self, program: &str) -> Command {
        let mut command = Command::new(program);
        for option in &self.options {
            command.args(["--option", option]);
        }
        command
    }
}

/// Reads the output of `apt-cache madison`: package | version | source.
fn versions_in_table(table: &str) -> Vec<String> {
    table
        .lines()
        .filter(|line| line.ends_with("Packages"))
        .filter_map(|line| line.split('|').nth(1))
        .map(|version| version.trim().to_owned())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_are_read_from_the_table() {
        let table = "\
  rust-src | 1.96.1+dfsg1-2~bpo13+1 | http://mirror.example/debian trixie-backports/main amd64 Packages
  rust-src | 1.95.0+dfsg1-2~bpo13+1 | http://mirror.example/debian trixie-backports/main amd64 Packages
     rustc | 1.94.0+dfsg1-1 | http://mirror.example/debian trixie/main Sources
N: Unable to locate something
";
        assert_eq!(
            versions_in_table(table),
            ["1.96.1+dfsg1-2~bpo13+1", "1.95.0+dfsg1-2~bpo13+1"]
        );
        assert!(versions_in_table("").is_empty());
    }
}
