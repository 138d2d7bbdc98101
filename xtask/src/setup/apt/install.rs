//! Installs Debian packages.

use std::io::{self, IsTerminal};
use std::process::{Command, Stdio};

use anyhow::{Context, Result, bail};

use crate::Session;
use crate::command;

/// Installs packages. The error has the command for a manual installation.
pub fn install(session: &Session, what: &str, packages: &[&str]) -> Result<()> {
    let names = packages.join(" ");
    if command::find("apt-get").is_none() {
        bail!(
            "{what} must be installed by hand, because this machine has no apt-get: install what your system has for \
             Debian's packages `{names}`, so that their programs are on PATH, and run this command again"
        );
    }
    let manually =
        format!("run as root: apt-get update && apt-get install --no-install-recommends {names}");
    let Some(root) = Root::find() else {
        bail!(manually);
    };
    session
        .console
        .step(&format!("{what}: apt-get install"), |step| {
            // One unreachable source makes the update fail. The packages may still be available.
            let _ = step.run(root.apt_get().arg("update"));
            step.run(
                root.apt_get()
                    .args(["install", "--yes", "--no-install-recommends"])
                    .args(packages),
            )
        })
        .context(manually)
}

/// A way to run commands as root.
#[derive(Clone, Copy)]
enum Root {
    Already,
    BySudo,
}

impl Root {
    fn find() -> Option<Self> {
        if command::stdout(Command::new("id").arg("-u")).is_ok_and(|id| id == "0") {
            return Some(Self::Already);
        }
        (sudo_needs_no_password() || sudo_accepts_a_password()).then_some(Self::BySudo)
    }

    /// apt-get without questions. It waits for other apt processes.
    fn apt_get(self) -> Command {
        let mut command = match self {
            Self::Already => Command::new("env"),
            Self::BySudo => {
                let mut sudo = Command::new("sudo");
                // sudo does not pass environment variables.
                sudo.args(["--non-interactive", "env"]);
                sudo
            }
        };
        command
            .args(["DEBIAN_FRONTEND=noninteractive", "apt-get", "--quiet"])
            .args(["--option", "DPkg::Lock::Timeout=600"]);
        command
    }
}

fn sudo_needs_no_password() -> bool {
    command::stdout(Command::new("sudo").args(["--non-interactive", "true"])).is_ok()
}

/// Lets sudo ask for the password and cache it.
fn sudo_accepts_a_password() -> bool {
    io::stdin().is_terminal()
        && Command::new("sudo")
            .arg("--validate")
            .stdin(Stdio::inherit())
            .status()
            .is_ok_and(|status| status.success())
}
