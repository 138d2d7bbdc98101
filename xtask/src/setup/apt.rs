//! Debian's packages: installed for the whole machine, or fetched without changing it.

mod mirror;

use std::fs;
use std::io::{self, IsTerminal};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context, Result, bail};

use crate::Session;
use crate::command::{self, describe};
use crate::console::Step;
pub use mirror::mirrors;

/// Installs packages for the whole machine.
pub fn install(session: &Session, what: &str, packages: &[&str]) -> Result<()> {
    let by_hand = format!(
        "as root, type: apt-get update && apt-get install --no-install-recommends {}",
        packages.join(" ")
    );
    let Some(prefix) = command::find("apt-get").and_then(|_| root_prefix()) else {
        bail!("{by_hand}");
    };
    let apt_get = || {
        let mut words = prefix.iter().copied().chain(APT_GET.iter().copied());
        let mut command = Command::new(words.next().unwrap_or_default());
        command.args(words);
        command
    };
    session
        .console
        .step(&format!("{what}: apt-get install"), |step| {
            step.run(apt_get().arg("update"))?;
            step.run(
                apt_get()
                    .args(["install", "--yes", "--no-install-recommends"])
                    .args(packages),
            )
        })
        .context(by_hand)
}

/// apt-get that asks nothing, and waits where another one is at work.
const APT_GET: [&str; 6] = [
    "env",
    "DEBIAN_FRONTEND=noninteractive",
    "apt-get",
    "--quiet",
    "--option",
    "DPkg::Lock::Timeout=600",
];

/// The words before a command that make it root's: none where we are root already.
fn root_prefix() -> Option<&'static [&'static str]> {
    let succeeds = |command: &mut Command| command::stdout(command).is_ok();
    if command::stdout(Command::new("id").arg("-u")).is_ok_and(|id| id == "0") {
        return Some(&[]);
    }
    let allowed = succeeds(Command::new("sudo").args(["-n", "true"])) || ask_for_password();
    allowed.then_some(&["sudo", "-n"])
}

/// Lets sudo ask for the password, which it then remembers for a while.
fn ask_for_password() -> bool {
    io::stdin().is_terminal()
        && Command::new("sudo")
            .arg("--validate")
            .stdin(Stdio::inherit())
            .status()
            .is_ok_and(|status| status.success())
}

/// A view of the packages that can be had, which leaves the machine's own view alone.
pub struct Catalog {
    options: Vec<String>,
}

impl Catalog {
    /// What apt knows already. It is never updated.
    pub fn of_the_machine() -> Self {
        Self {
            options: Vec::new(),
        }
    }

    /// The machine's own sources as they are now, read into the folder `state`.
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
                // apt's own user has no access to our folders.
                "APT::Sandbox::User=".to_owned(),
            ],
        })
    }

    /// One suite of one mirror, read into the folder `state`.
    pub fn of_suite(state: &Path, mirror: &str, suite: &str) -> Result<Self> {
        let mut catalog = Self::fresh(state)?;
        let sources = state.join("sources.list");
        fs::write(&sources, mirror::source_line(mirror, suite))?;
        catalog.options.extend([
            format!("Dir::Etc::sourcelist={}", sources.display()),
            "Dir::Etc::sourceparts=-".to_owned(),
        ]);
        Ok(catalog)
    }

    /// Reads the lists of packages.
    pub fn update(&self, step: &mut Step) -> Result<()> {
        step.run(self.apt("apt-get").args(["--quiet", "update"]))
    }

    /// The versions of a package that can be had, the newest first.
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
            .with_context(|| format!("`{}` left no file", describe(&download)))?;
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

/// Reads `apt-cache madison`: package | version | where it is from.
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
