//! The console line of a step.

use std::time::Instant;

use super::time;

/// The maximum width of a live line. A line that wraps cannot be overwritten.
const WIDTH: usize = 79;

const GREEN: &str = "\x1b[32m";
const RED: &str = "\x1b[31m";
const PLAIN: &str = "\x1b[0m";
const ERASE: &str = "\r\x1b[2K";

/// The name and the duration of a step. A `live` line is overwritten in place.
pub struct Line {
    name: String,
    started: Instant,
    live: bool,
    shown: String,
}

impl Line {
    /// Shows that the step starts.
    pub fn start(name: &str, live: bool) -> Self {
        if !live {
            eprintln!("   ... {name}");
        }
        Self {
            name: name.to_owned(),
            started: Instant::now(),
            live,
            shown: String::new(),
        }
    }

    /// Shows the elapsed time and the last line of the log.
    pub fn update(&mut self, last_line: impl FnOnce() -> String) {
        if !self.live {
            return;
        }
        let seconds = self.started.elapsed().as_secs();
        let text = format!("   ... {}  {seconds} s  {}", self.name, last_line());
        let text: String = text.chars().take(WIDTH).collect();
        if text != self.shown {
            eprint!("{ERASE}{text}");
            self.shown = text;
        }
    }

    /// Shows the result of the step.
    pub fn end(&self, succeeded: bool) {
        let (word, color) = if succeeded {
            ("done", GREEN)
        } else {
            ("failed", RED)
        };
        let duration = time(self.started.elapsed());
        let name = &self.name;
        if self.live {
            eprintln!("{ERASE}{color}{word:>6}{PLAIN} {name}  {duration}");
        } else {
            eprintln!("{word:>6} {name}  {duration}");
        }
    }
}
