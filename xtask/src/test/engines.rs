//! The module's tests in every browser engine, as one types it: `wasm-pack test --headless`. Only the first of them
//! compiles anything.

use std::path::Path;
use std::process::Command;

use anyhow::Result;

use super::Bench;
use crate::command;

/// What wasm-bindgen's test runner chooses its driver by, of all engines, whichever wasm-pack was asked for.
const CHOICES: [&str; 8] = [
    "CHROMEDRIVER",
    "CHROMEDRIVER_REMOTE",
    "GECKODRIVER",
    "GECKODRIVER_REMOTE",
    "MSEDGEDRIVER",
    "MSEDGEDRIVER_REMOTE",
    "SAFARIDRIVER",
    "SAFARIDRIVER_REMOTE",
];

/// In Blink.
pub fn chromium(bench: &Bench) -> Result<()> {
    let mut command = test(Command::new(bench.test_tools.wasm_pack()));
    command.arg("--chrome");
    run(bench, "Chromium", command)
}

/// In Gecko.
pub fn firefox(bench: &Bench) -> Result<()> {
    let mut command = test(Command::new(bench.test_tools.wasm_pack()));
    command
        .args(["--firefox", "--geckodriver"])
        .arg(bench.test_tools.geckodriver());
    run(bench, "Firefox", command)
}

/// In WebKit. Its driver speaks as Safari's does, and starts the browser that it comes with.
pub fn webkit(bench: &Bench) -> Result<()> {
    let mut command = test(on_a_screen(bench.test_tools.wasm_pack()));
    command
        .args(["--safari", "--safaridriver"])
        .arg(bench.test_tools.webkit_driver());
    run(bench, "WebKit", command)
}

fn run(bench: &Bench, engine: &str, mut command: Command) -> Result<()> {
    // wasm-bindgen's tools are found at once.
    command.env("PATH", command::path_with(bench.tools.bindgen())?);
    bench.run(&format!("{engine}: wasm-pack test"), &mut command)
}

/// Tells wasm-pack to run the tests, in the engine that is named next and in no other.
fn test(mut wasm_pack: Command) -> Command {
    wasm_pack
        .args(["test", "--headless"])
        // Drivers and pages are here, whatever proxy leads to others.
        .env("NO_PROXY", "127.0.0.1")
        .env("no_proxy", "127.0.0.1");
    for choice in CHOICES {
        wasm_pack.env_remove(choice);
    }
    wasm_pack
}

/// For a program with windows: a screen of its own, which nobody sees.
fn on_a_screen(program: &Path) -> Command {
    let mut command = Command::new("xvfb-run");
    command
        .arg("--auto-servernum")
        .arg(program)
        // Where there is a Wayland, GTK would rather go there.
        .env("GDK_BACKEND", "x11");
    command
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_variable_of_the_user_s_chooses_another_engine() {
        let drivers = ["CHROME", "GECKO", "MSEDGE", "SAFARI"];
        let command = test(on_a_screen(Path::new("wasm-pack")));
        for driver in drivers {
            for choice in [format!("{driver}DRIVER"), format!("{driver}DRIVER_REMOTE")] {
                let removed = (choice.as_ref(), None);
                assert!(command.get_envs().any(|set| set == removed), "{choice}");
            }
        }
    }

    #[test]
    fn on_a_screen_it_is_the_same_command() {
        let command = test(on_a_screen(Path::new("wasm-pack")));
        assert_eq!(
            command::describe(&command),
            "xvfb-run --auto-servernum wasm-pack test --headless"
        );
    }
}
