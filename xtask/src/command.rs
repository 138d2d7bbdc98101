//! Finds and runs other programs, and describes them in messages.

use std::env;
use std::ffi::OsString;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context, Result, bail};

/// The cargo that runs xtask.
pub fn cargo() -> Command {
    Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
}

/// npm in `folder`. It prints errors only.
pub fn npm(folder: &Path) -> Command {
    let mut command = Command::new("npm");
    command
        .current_dir(folder)
        .env("npm_config_loglevel", "error")
        // Playwright uses the installed Chromium.
        .env("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1");
    command
}

/// Runs a command and returns its standard output without trailing whitespace.
pub fn stdout(command: &mut Command) -> Result<String> {
    let output = command
        .stdin(Stdio::null())
        .output()
        .with_context(|| cannot_start(command))?;
    if !output.status.success() {
        let message = String::from_utf8_lossy(&output.stderr);
        let command = describe(command);
        bail!("`{command}` failed ({}): {}", output.status, message.trim());
    }
    let text = String::from_utf8(output.stdout)
        .with_context(|| format!("the output of `{}`", describe(command)))?;
    Ok(text.trim_end().to_owned())
}

/// A command as a user types it.
pub fn describe(command: &Command) -> String {
    let program = Path::new(command.get_program());
    let name = program.file_name().unwrap_or(program.as_os_str());
    std::iter::once(name)
        .chain(command.get_args())
        .map(|part| part.to_string_lossy())
        .collect::<Vec<_>>()
        .join(" ")
}

/// The message for a command that cannot be started.
pub fn cannot_start(command: &Command) -> String {
    let program = command.get_program().to_string_lossy();
    format!("`{program}` cannot be started. Is it installed and on the PATH?")
}

/// The first program with this name on the PATH.
pub fn find(program: &str) -> Option<PathBuf> {
    let path = env::var_os("PATH")?;
    env::split_paths(&path)
        .map(|folder| folder.join(program))
        .find(|candidate| is_executable(candidate))
}

/// Checks that all programs are on the PATH.
pub fn are_found(programs: &[&str]) -> bool {
    programs.iter().all(|program| find(program).is_some())
}

/// Checks that the path is an executable file.
pub fn is_executable(path: &Path) -> bool {
    path.metadata()
        .is_ok_and(|file| file.is_file() && file.permissions().mode() & 0o111 != 0)
}

/// The PATH with `folder` in first place.
pub fn path_with(folder: &Path) -> Result<OsString> {
    let path = env::var_os("PATH").unwrap_or_default();
    let folders = std::iter::once(folder.to_owned()).chain(env::split_paths(&path));
    env::join_paths(folders).context("the PATH cannot contain this folder")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_command_is_described_as_a_user_types_it() {
        let mut command = Command::new("/opt/tools/bin/npm");
        command.args(["run", "build"]);
        assert_eq!(describe(&command), "npm run build");
    }

    #[test]
    fn the_output_has_no_trailing_newline() {
        assert_eq!(stdout(Command::new("echo").arg("yes")).unwrap(), "yes");
    }

    #[test]
    fn a_failure_contains_the_standard_error() {
        let error = stdout(Command::new("sh").args(["-c", "echo no >&2; exit 3"])).unwrap_err();
        let message = error.to_string();
        assert!(message.contains("exit status: 3"), "{message}");
        assert!(message.ends_with("no"), "{message}");
    }

    #[test]
    fn the_error_names_a_missing_program() {
        let error = stdout(&mut Command::new("no-such-program")).unwrap_err();
        assert!(error.to_string().contains("no-such-program"));
    }

    #[test]
    fn only_existing_programs_are_found() {
        assert!(find("sh").is_some());
        assert!(find("no-such-program").is_none());
        assert!(are_found(&["sh", "ls"]));
        assert!(!are_found(&["sh", "no-such-program"]));
    }
}
