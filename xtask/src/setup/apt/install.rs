//! Packages for the whole machine.

use std::io::{self, IsTerminal};
use std::process::{Command, Stdio};

use anyhow::{Context, Result, bail};

use crate::Session;
use crate::command;

/// Installs packages, or tells how to do it by hand.
pub fn install(session: &Session, what: &str, packages: &[&str]) -> Result<()> {
    let by_hand = format!(
        "as root, type: apt-get update && apt-get install --no-install-recommends {}",
        packages.join(" ")
    );
    let Some(root) = command::find("apt-get").and_then(|_| Root::become_or_be()) else {
        bail!(by_hand);
    };
    session
        .console
        .step(&format!("{what}: apt-get install"), |step| {
            // One dead source among many makes it fail: what counts is whether the packages can
            // be had.
            let _ = step.run(root.apt_get().arg("update"));
            step.run(
                root.apt_get()
                    .args(["install", "--yes", "--no-install-recommends"])
                    .args(packages),
            )
        })
        .context(by_hand)
}

/// How to do what only root may.
#[derive(Clone, Copy)]
enum Root {
    Already,
    BySudo,
}

impl Root {
    fn become_or_be() -> Option<Self> {
        if command::stdout(Command::new("id").arg("-u")).is_ok_and(|id| id == "0") {
            return Some(Self::Already);
        }
        (sudo_needs_no_password() || sudo_accepts_a_password()).then_some(Self::BySudo)
    }

    /// apt-get that asks nothing, and waits while another one is at work.
    fn apt_get(self) -> Command {
        let mut command = match self {
            Self::Already => Command::new("env"),
            Self::BySudo => {
                let mut sudo = Command::new("sudo");
                // sudo itself would pass no variables on.
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

/// Lets sudo ask for the password, which it then remembers for a while.
fn sudo_accepts_a_password() -> bool {
    io::stdin().is_terminal()
        && Command::new("sudo")
            .arg("--validate")
            .stdin(Stdio::inherit())
            .status()
            .is_ok_and(|status| status.success())
}
