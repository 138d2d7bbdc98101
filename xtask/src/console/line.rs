//! The line of one step.

use std::time::Instant;

use super::time;

/// How wide a live line may be: it must not wrap, or it could not be overwritten.
const WIDTH: usize = 79;

const GREEN: &str = "\x1b[32m";
const RED: &str = "\x1b[31m";
const PLAIN: &str = "\x1b[0m";
const ERASE: &str = "\r\x1b[2K";

/// A step's name and its time, rewritten in place while it is `live`.
pub struct Line {
    name: String,
    started: Instant,
    live: bool,
    shown: String,
}

impl Line {
    /// Shows that the step began.
    pub fn begin(name: &str, live: bool) -> Self {
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

    /// Shows how long the step has been at work, and its latest news.
    pub fn show(&mut self, news: impl FnOnce() -> String) {
        if !self.live {
            return;
        }
        let seconds = self.started.elapsed().as_secs();
        let text = format!("   ... {}  {seconds} s  {}", self.name, news());
        let text: String = text.chars().take(WIDTH).collect();
        if text != self.shown {
            eprint!("{ERASE}{text}");
            self.shown = text;
        }
    }

    /// Shows how the step ended.
    pub fn end(&self, well: bool) {
        let (word, color) = if well {
            ("done", GREEN)
        } else {
            ("failed", RED)
        };
        let took = time(self.started.elapsed());
        let name = &self.name;
        if self.live {
            eprintln!("{ERASE}{color}{word:>6}{PLAIN} {name}  {took}");
        } else {
            eprintln!("{word:>6} {name}  {took}");
        }
    }
}
