//! The output of xtask: one line for each step, with its duration.
//!
//! The output of a step's programs goes to `target/xtask/logs/STEP.log`. The console shows the end
//! of the log if the step fails. On a terminal, the line of a running step shows the elapsed
//! seconds and the last line of the log.

mod line;
mod log;

use std::env;
use std::io::{self, IsTerminal};
use std::path::PathBuf;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Error, Result, bail};

use crate::command::{cannot_start, describe};
use line::Line;
use log::Log;

pub use log::last_lines;

/// How often the console checks a running program.
const POLL_INTERVAL: Duration = Duration::from_millis(50);

/// The number of log lines that the console shows if a step fails.
const TAIL_LINES: usize = 100;

/// Shows the steps.
pub struct Console {
    logs: PathBuf,
    live: bool,
}

impl Console {
    /// Creates a console on standard error. The folder `logs` gets the logs.
    pub fn new(logs: PathBuf) -> Self {
        let on_terminal = io::stderr().is_terminal();
        let dumb = env::var("TERM").is_ok_and(|terminal| terminal == "dumb");
        let live = on_terminal && !dumb && env::var_os("CI").is_none();
        Self { logs, live }
    }

    /// Runs `work` as a step, and shows its duration and result.
    pub fn step<T>(&self, name: &str, work: impl FnOnce(&mut Step) -> Result<T>) -> Result<T> {
        let mut step = Step {
            log: Log::create(&self.logs, name)?,
            line: Line::start(name, self.live),
        };
        let result = work(&mut step);
        step.line.end(result.is_ok());
        result
    }
}

/// A running step.
pub struct Step {
    log: Log,
    line: Line,
}

impl Step {
    /// Runs a program and waits until it exits.
    pub fn run(&mut self, command: &mut Command) -> Result<()> {
        self.run_within(Duration::MAX, command)
    }

    /// Runs a program, and kills it after `limit`.
    pub fn run_within(&mut self, limit: Duration, command: &mut Command) -> Result<()> {
        self.log.title(&describe(command))?;
        let child = command
            .stdin(Stdio::null())
            .stdout(self.log.writer()?)
            .stderr(self.log.writer()?)
            .spawn()
            .with_context(|| cannot_start(command))?;
        let status = self
            .wait(child, limit)
            .with_context(|| format!("`{}`", describe(command)))?;
        if !status.success() {
            bail!(
                "`{}` failed ({status}); the end of {}:\n{}",
                describe(command),
                self.log.path().display(),
                self.log.tail(TAIL_LINES)
            );
        }
        Ok(())
    }

    fn wait(&mut self, mut child: Child, limit: Duration) -> Result<ExitStatus> {
        let started = Instant::now();
        loop {
            if let Some(status) = child.try_wait()? {
                return Ok(status);
            }
            if started.elapsed() > limit {
                child.kill()?;
                child.wait()?;
                bail!("was killed after {}", time(limit));
            }
            self.line.update(|| self.log.last_line());
            thread::sleep(POLL_INTERVAL);
        }
    }
}

/// Prints a note that belongs to no step.
pub fn note(text: &str) {
    eprintln!("       {text}");
}

/// Prints an error and its causes.
pub fn report(error: &Error) {
    eprintln!("\nerror: {error}");
    for cause in error.chain().skip(1) {
        eprintln!("\ncaused by: {cause}");
    }
}

/// Formats a duration.
pub fn time(duration: Duration) -> String {
    let seconds = duration.as_secs();
    if seconds < 60 {
        format!("{:.1} s", duration.as_secs_f32())
    } else {
        format!("{} min {:02} s", seconds / 60, seconds % 60)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn in_a_step<T>(work: impl FnOnce(&mut Step) -> Result<T>) -> Result<T> {
        let logs = tempfile::tempdir()?;
        let console = Console {
            logs: logs.path().to_owned(),
            live: false,
        };
        console.step("a step", work)
    }

    fn shell(script: &str) -> Command {
        let mut command = Command::new("sh");
        command.args(["-c", script]);
        command
    }

    #[test]
    fn a_failure_shows_both_outputs() {
        let result = in_a_step(|step| step.run(&mut shell("echo out; echo err >&2; exit 7")));
        let message = result.unwrap_err().to_string();
        for part in ["exit status: 7", "a-step.log", "out", "err"] {
            assert!(message.contains(part), "no {part:?} in {message}");
        }
    }

    #[test]
    fn a_program_is_killed_after_its_limit() {
        let started = Instant::now();
        let limit = Duration::from_millis(100);
        let result = in_a_step(|step| step.run_within(limit, &mut shell("exec sleep 60")));
        assert!(format!("{:#}", result.unwrap_err()).contains("was killed after"));
        assert!(started.elapsed() < Duration::from_secs(30));
    }

    #[test]
    fn a_step_returns_the_result_of_its_work() {
        let result = in_a_step(|step| step.run(&mut shell("true")).map(|()| 42));
        assert_eq!(result.unwrap(), 42);
    }

    #[test]
    fn durations_are_in_seconds_or_minutes() {
        assert_eq!(time(Duration::from_millis(1234)), "1.2 s");
        assert_eq!(time(Duration::from_mins(1)), "1 min 00 s");
        assert_eq!(time(Duration::from_secs(3725)), "62 min 05 s");
    }
}
