//! Other programs: how they are found, named in messages, and asked for a line of text.

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

/// npm, told to say nothing but what goes wrong, in `folder`.
pub fn npm(folder: &Path) -> Command {
    let mut command = Command::new("npm");
    command
        .current_dir(folder)
        .env("npm_config_loglevel", "error")
        // Playwright drives the system's Chromium.
        .env("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1");
    command
}

/// Runs a command that only answers a question, and returns its answer without the last newline.
pub fn stdout(command: &mut Command) -> Result<String> {
    let output = command
        .stdin(Stdio::null())
        .output()
        .with_context(|| cannot_start(command))?;
    if !output.status.success() {
        let complaint = String::from_utf8_lossy(&output.stderr);
        let named = describe(command);
        bail!("`{named}` failed ({}): {}", output.status, complaint.trim());
    }
    let answer = String::from_utf8(output.stdout)
        .with_context(|| format!("the answer of `{}`", describe(command)))?;
    Ok(answer.trim_end().to_owned())
}

/// A command as one would type it.
pub fn describe(command: &Command) -> String {
    let program = Path::new(command.get_program());
    let name = program.file_name().unwrap_or(program.as_os_str());
    std::iter::once(name)
        .chain(command.get_args())
        .map(|part| part.to_string_lossy())
        .collect::<Vec<_>>()
        .join(" ")
}

/// What to say where a command could not even be started.
pub fn cannot_start(command: &Command) -> String {
    let program = command.get_program().to_string_lossy();
    format!("`{program}` cannot be started: is it installed, and on the PATH?")
}

/// The first program of that name on the PATH.
pub fn find(program: &str) -> Option<PathBuf> {
    let path = env::var_os("PATH")?;
    env::split_paths(&path)
        .map(|folder| folder.join(program))
        .find(|candidate| is_executable(candidate))
}

/// Whether all programs are on the PATH.
pub fn are_found(programs: &[&str]) -> bool {
    programs.iter().all(|program| find(program).is_some())
}

/// Whether the path is a file that may be run.
pub fn is_executable(path: &Path) -> bool {
    path.metadata()
        .is_ok_and(|file| file.is_file() && file.permissions().mode() & 0o111 != 0)
}

/// The PATH with a folder before all others.
pub fn path_with(folder: &Path) -> Result<OsString> {
    let path = env::var_os("PATH").unwrap_or_default();
    let folders = std::iter::once(folder.to_owned()).chain(env::split_paths(&path));
    env::join_paths(folders).context("a folder that cannot stand in the PATH")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_command_is_described_as_one_types_it() {
        let mut command = Command::new("/opt/tools/bin/npm");
        command.args(["run", "build"]);
        assert_eq!(describe(&command), "npm run build");
    }

    #[test]
    fn an_answer_comes_without_its_newline() {
        assert_eq!(stdout(Command::new("echo").arg("yes")).unwrap(), "yes");
    }

    #[test]
    fn a_failure_tells_what_the_program_said() {
        let error = stdout(Command::new("sh").args(["-c", "echo no >&2; exit 3"])).unwrap_err();
        let message = error.to_string();
        assert!(message.contains("exit status: 3"), "{message}");
        assert!(message.ends_with("no"), "{message}");
    }

    #[test]
    fn a_missing_program_is_named() {
        let error = stdout(&mut Command::new("no-such-program")).unwrap_err();
        assert!(error.to_string().contains("no-such-program"));
    }

    #[test]
    fn the_shell_is_found_and_nonsense_is_not() {
        assert!(find("sh").is_some());
        assert!(find("no-such-program").is_none());
        assert!(are_found(&["sh", "ls"]));
        assert!(!are_found(&["sh", "no-such-program"]));
    }
}
