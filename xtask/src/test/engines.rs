//! Runs the module's tests in each browser engine: `wasm-pack test --headless`. Only the first run compiles them.

use std::path::Path;
use std::process::Command;

use anyhow::Result;

use super::TestRun;
use crate::command;

/// The variables by which wasm-bindgen's test runner selects a driver. They override the choice of wasm-pack.
const DRIVER_VARIABLES: [&str; 8] = [
    "CHROMEDRIVER",
    "CHROMEDRIVER_REMOTE",
    "GECKODRIVER",
    "GECKODRIVER_REMOTE",
    "MSEDGEDRIVER",
    "MSEDGEDRIVER_REMOTE",
    "SAFARIDRIVER",
    "SAFARIDRIVER_REMOTE",
];

/// Runs the tests in Chromium.
pub fn chromium(run: &TestRun) -> Result<()> {
    let mut command = test(Command::new(run.test_tools.wasm_pack()));
    command.arg("--chrome");
    wasm_pack_test(run, "Chromium", command)
}

/// Runs the tests in Firefox.
pub fn firefox(run: &TestRun) -> Result<()> {
    let mut command = test(Command::new(run.test_tools.wasm_pack()));
    command
        .args(["--firefox", "--geckodriver"])
        .arg(run.test_tools.geckodriver());
    wasm_pack_test(run, "Firefox", command)
}

/// Runs the tests in WebKitGTK. wasm-pack controls its driver like Safari's.
pub fn webkit(run: &TestRun) -> Result<()> {
    let mut command = test(on_virtual_screen(run.test_tools.wasm_pack()));
    command
        .args(["--safari", "--safaridriver"])
        .arg(run.test_tools.webkit_driver());
    wasm_pack_test(run, "WebKit", command)
}

fn wasm_pack_test(run: &TestRun, engine: &str, mut command: Command) -> Result<()> {
    // wasm-pack uses the installed wasm-bindgen.
    command.env("PATH", command::path_with(run.tools.bindgen())?);
    run.step(&format!("{engine}: wasm-pack test"), &mut command)
}

/// The command `wasm-pack test`, without the name of the engine.
fn test(mut wasm_pack: Command) -> Command {
    wasm_pack
        .args(["test", "--headless"])
        // Requests to local drivers and pages must not use a proxy.
        .env("NO_PROXY", "127.0.0.1")
        .env("no_proxy", "127.0.0.1");
    for variable in DRIVER_VARIABLES {
        wasm_pack.env_remove(variable);
    }
    wasm_pack
}

/// Runs a program with windows on a virtual screen.
fn on_virtual_screen(program: &Path) -> Command {
    let mut command = Command::new("xvfb-run");
    command
        .arg("--auto-servernum")
        .arg(program)
        // GTK would use Wayland if it is available.
        .env("GDK_BACKEND", "x11");
    command
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn variables_of_the_user_do_not_select_an_engine() {
        let drivers = ["CHROME", "GECKO", "MSEDGE", "SAFARI"];
        let command = test(on_virtual_screen(Path::new("wasm-pack")));
        for driver in drivers {
            for variable in [format!("{driver}DRIVER"), format!("{driver}DRIVER_REMOTE")] {
                let removed = (variable.as_ref(), None);
                assert!(command.get_envs().any(|set| set == removed), "{variable}");
            }
        }
    }

    #[test]
    fn the_command_is_the_same_on_a_virtual_screen() {
        let command = test(on_virtual_screen(Path::new("wasm-pack")));
        assert_eq!(
            command::describe(&command),
            "xvfb-run --auto-servernum wasm-pack test --headless"
        );
    }
}
