//! The log of a step: the output of its programs.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::process::Stdio;

use anyhow::{Context, Result};

/// The number of bytes at the end of a log in which the last line is searched.
const TAIL_BYTES: u64 = 512;

/// A file that each run overwrites.
pub struct Log {
    path: PathBuf,
    file: File,
}

impl Log {
    /// Creates the log of the step `name` in the folder `logs`.
    pub fn create(logs: &Path, name: &str) -> Result<Self> {
        let path = logs.join(file_name(name));
        let file =
            open(&path).with_context(|| format!("cannot create the log {}", path.display()))?;
        Ok(Self { path, file })
    }

    /// The path of the log.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Writes a command before its output.
    pub fn title(&mut self, command: &str) -> Result<()> {
        writeln!(self.file, "$ {command}")?;
        Ok(())
    }

    /// Creates a handle for the output of a program.
    pub fn writer(&self) -> io::Result<Stdio> {
        self.file.try_clone().map(Stdio::from)
    }

    /// The last line that is not empty. An unreadable log gives an empty string.
    pub fn last_line(&self) -> String {
        end_of(&self.path).map_or_else(|_| String::new(), |end| last_line(&end))
    }

    /// The last `count` lines, indented.
    pub fn tail(&self, count: usize) -> String {
        let content = fs::read(&self.path).unwrap_or_default();
        last_lines(&String::from_utf8_lossy(&content), count)
    }
}

fn open(path: &Path) -> io::Result<File> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    File::create(path)?;
    // Several programs append to it, each with its own handle.
    OpenOptions::new().append(true).open(path)
}

fn end_of(path: &Path) -> io::Result<String> {
    let mut file = File::open(path)?;
    let length = file.metadata()?.len();
    file.seek(SeekFrom::Start(length.saturating_sub(TAIL_BYTES)))?;
    let mut end = Vec::new();
    file.read_to_end(&mut end)?;
    Ok(String::from_utf8_lossy(&end).into_owned())
}

fn last_line(text: &str) -> String {
    let line = text
        .split(['\n', '\r'])
        .map(str::trim)
        .rfind(|line| !line.is_empty())
        .unwrap_or_default();
    // Control characters would break the console line.
    line.chars().filter(|char| !char.is_control()).collect()
}

/// The last `count` lines of a text, indented.
pub fn last_lines(text: &str, count: usize) -> String {
    let lines: Vec<&str> = text.lines().collect();
    let first = lines.len().saturating_sub(count);
    lines[first..]
        .iter()
        .map(|line| format!("  | {line}"))
        .collect::<Vec<_>>()
        .join("\n")
}

/// Converts `wasm-bindgen 0.2.130: cargo install` to `wasm-bindgen-0.2.130-cargo-install.log`.
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
    fn the_file_name_contains_the_step() {
        assert_eq!(
            file_name("wasm-bindgen 0.2.130: cargo install"),
            "wasm-bindgen-0.2.130-cargo-install.log"
        );
        assert_eq!(file_name("tests/e2e"), "tests-e2e.log");
    }

    #[test]
    fn the_last_line_is_the_last_one_with_text() {
        assert_eq!(last_line("one\n  two\n\n"), "two");
        assert_eq!(last_line("10 %\r20 %\r"), "20 %");
        assert_eq!(last_line("\x1b[1mbold"), "[1mbold");
        assert_eq!(last_line(""), "");
    }

    #[test]
    fn the_tail_keeps_the_last_lines() {
        assert_eq!(last_lines("a\nb\nc\n", 2), "  | b\n  | c");
        assert_eq!(last_lines("a", 2), "  | a");
    }
}
