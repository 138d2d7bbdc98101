//! The log of one step: everything that its programs print.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::process::Stdio;

use anyhow::{Context, Result};

/// How much of the end of a log is read to find its latest line.
const GLANCE: u64 = 512;

/// A file that begins anew with each run.
pub struct Log {
    path: PathBuf,
    file: File,
}

impl Log {
    /// Begins the log of the step `name` in the folder `logs`.
    pub fn create(logs: &Path, name: &str) -> Result<Self> {
        let path = logs.join(file_name(name));
        let file = begin(&path).with_context(|| format!("the log {}", path.display()))?;
        Ok(Self { path, file })
    }

    /// Where the log is.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Writes the command whose output follows.
    pub fn title(&mut self, command: &str) -> Result<()> {
        writeln!(self.file, "$ {command}")?;
        Ok(())
    }

    /// A handle that a program can write to.
    pub fn writer(&self) -> io::Result<Stdio> {
        self.file.try_clone().map(Stdio::from)
    }

    /// The last line that has something on it, as far as it can be read.
    pub fn latest_line(&self) -> String {
        end_of(&self.path).map_or_else(|_| String::new(), |end| latest_line(&end))
    }

    /// The last `count` lines, indented.
    pub fn tail(&self, count: usize) -> String {
        let content = fs::read(&self.path).unwrap_or_default();
        tail(&String::from_utf8_lossy(&content), count)
    }
}

fn begin(path: &Path) -> io::Result<File> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    File::create(path)?;
    // Appending, because several programs write to it, each with its own handle.
    OpenOptions::new().append(true).open(path)
}

fn end_of(path: &Path) -> io::Result<String> {
    let mut file = File::open(path)?;
    let length = file.metadata()?.len();
    file.seek(SeekFrom::Start(length.saturating_sub(GLANCE)))?;
    let mut end = Vec::new();
    file.read_to_end(&mut end)?;
    Ok(String::from_utf8_lossy(&end).into_owned())
}

fn latest_line(text: &str) -> String {
    let line = text
        .split(['\n', '\r'])
        .map(str::trim)
        .rfind(|line| !line.is_empty())
        .unwrap_or_default();
    // An escape sequence would disturb the line that this becomes a part of.
    line.chars().filter(|char| !char.is_control()).collect()
}

fn tail(text: &str, count: usize) -> String {
    let lines: Vec<&str> = text.lines().collect();
    let first = lines.len().saturating_sub(count);
    lines[first..]
        .iter()
        .map(|line| format!("  | {line}"))
        .collect::<Vec<_>>()
        .join("\n")
}

/// `wasm-bindgen 0.2.130: cargo install` makes `wasm-bindgen-0.2.130-cargo-install.log`.
fn file_name(step: &str) -> String {
    let words: Vec<&str> = step
        .split(|char: char| !char.is_alphanumeric() && !"-_.".contains(char))
        .filter(|word| !word.is_empty())
        .collect();
    format!("{}.log", words.join("-"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_log_is_named_after_its_step() {
        assert_eq!(
            file_name("wasm-bindgen 0.2.130: cargo install"),
            "wasm-bindgen-0.2.130-cargo-install.log"
        );
        assert_eq!(file_name("tests/e2e"), "tests-e2e.log");
    }

    #[test]
    fn the_latest_line_is_the_last_one_with_text() {
        assert_eq!(latest_line("one\n  two\n\n"), "two");
        assert_eq!(latest_line("10 %\r20 %\r"), "20 %");
        assert_eq!(latest_line("\x1b[1mbold"), "[1mbold");
        assert_eq!(latest_line(""), "");
    }

    #[test]
    fn the_tail_keeps_the_last_lines() {
        assert_eq!(tail("a\nb\nc\n", 2), "  | b\n  | c");
        assert_eq!(tail("a", 2), "  | a");
    }
}
