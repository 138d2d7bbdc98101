//! `cargo xtask`: the commands of the project.
//!
//! A command first installs its missing tools ([`setup`]). Then it runs steps, and the [`console`]
//! shows one line for each.

mod bench;
mod checkout;
mod command;
mod console;
mod demo;
mod flags;
mod folder;
mod fuzz;
mod lock;
mod machine;
mod package;
mod reference;
mod remap;
mod setup;
mod site;
mod supply;
mod test;

use std::env;
use std::ffi::OsString;
use std::process::ExitCode;

use anyhow::Result;

use crate::checkout::Checkout;
use crate::console::Console;
use crate::flags::XtaskCmd;
use crate::lock::Lock;
use crate::setup::Tools;

/// A run of xtask: its checkout and its console.
struct Session {
    checkout: Checkout,
    console: Console,
}

fn main() -> ExitCode {
    let mut arguments: Vec<OsString> = env::args_os().skip(1).collect();
    if arguments.is_empty() {
        arguments.push("--help".into());
    }
    let flags = flags::Xtask::from_vec(arguments).unwrap_or_else(|error| error.exit());
    match run(&flags.subcommand) {
        Ok(code) => code,
        Err(error) => {
            console::report(&error);
            ExitCode::FAILURE
        }
    }
}

fn run(command: &XtaskCmd) -> Result<ExitCode> {
    let checkout = Checkout::find()?;
    let console = Console::new(checkout.scratch("logs"));
    // Two runs in one checkout would write to the same pkg/ and node_modules/.
    let _lock = Lock::take(&checkout.scratch("lock"))?;
    let session = Session { checkout, console };

    match command {
        XtaskCmd::Build(_) => {
            let tools = Tools::ensure(&session)?;
            package::build(&session, &tools)?;
        }
        XtaskCmd::Demo(flags) => demo::run(&session, flags.port, flags.https)?,
        XtaskCmd::Test(flags) => return test::run(&session, flags.all),
        XtaskCmd::Bench(_) => bench::run(&session)?,
        XtaskCmd::Fuzz(flags) => fuzz::run(&session, flags.cases)?,
        XtaskCmd::Supply(_) => return supply::run(&session),
        XtaskCmd::Docs(_) => reference::run(&session)?,
        XtaskCmd::Setup(_) => setup::everything(&session)?,
    }
    Ok(ExitCode::SUCCESS)
}
