//! How the checks ended.

use std::fmt::{self, Display};
use std::time::Duration;

use crate::console::time;

/// How one check ended.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// It found nothing.
    Passed,
    /// It found something, or could not be run.
    Failed,
    /// It was not run, because a check that it builds on did not pass.
    Skipped,
}

impl Outcome {
    fn word(self) -> &'static str {
        match self {
            Self::Passed => "passed",
            Self::Failed => "failed",
            Self::Skipped => "skipped",
        }
    }
}

/// The checks so far. Displayed, it is a table with a line of counts at its end.
#[derive(Default)]
pub struct Summary {
    rows: Vec<(&'static str, Outcome, Duration)>,
}

impl Summary {
    /// Adds a check.
    pub fn add(&mut self, name: &'static str, outcome: Outcome, took: Duration) {
        self.rows.push((name, outcome, took));
    }

    /// Whether the check of that name was run and found nothing.
    pub fn passed(&self, name: &str) -> bool {
        self.rows
            .iter()
            .any(|(row, outcome, _)| *row == name && *outcome == Outcome::Passed)
    }

    /// Whether every check passed.
    pub fn is_good(&self) -> bool {
        self.count(Outcome::Passed) == self.rows.len()
    }

    fn count(&self, wanted: Outcome) -> usize {
        self.rows
            .iter()
            .filter(|(_, outcome, _)| *outcome == wanted)
            .count()
    }
}

impl Display for Summary {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        for (name, outcome, took) in &self.rows {
            writeln!(f, "{:>8}  {name:<32} {:>12}", outcome.word(), time(*took))?;
        }
        let passed = self.count(Outcome::Passed);
        let failed = self.count(Outcome::Failed);
        write!(f, "\n{passed} passed, {failed} failed")?;
        match self.count(Outcome::Skipped) {
            0 => Ok(()),
            skipped => write!(f, ", {skipped} skipped"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_line_counts() {
        let mut summary = Summary::default();
        summary.add("rustfmt", Outcome::Passed, Duration::from_millis(1200));
        assert!(summary.is_good());
        assert!(summary.to_string().ends_with("\n1 passed, 0 failed"));

        summary.add("package", Outcome::Failed, Duration::from_secs(61));
        summary.add("browser", Outcome::Skipped, Duration::ZERO);
        assert!(!summary.is_good());
        let text = summary.to_string();
        assert!(text.ends_with("\n1 passed, 1 failed, 1 skipped"), "{text}");
        assert!(text.contains("failed  package"), "{text}");
        assert!(text.contains("1 min 01 s"), "{text}");
    }

    #[test]
    fn only_a_check_that_was_run_has_passed() {
        let mut summary = Summary::default();
        summary.add("package", Outcome::Skipped, Duration::ZERO);
        assert!(!summary.passed("package"));
        assert!(!summary.passed("rustfmt"));
    }
}
