//! The results of the checks.

use std::fmt::{self, Display};
use std::time::Duration;

use crate::console::time;

/// The result of a check.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// It found no problem.
    Passed,
    /// It found a problem, or could not run.
    Failed,
    /// It did not run, because a check that it needs did not pass.
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

/// The results so far. `Display` writes a table, and a line with the counts.
#[derive(Default)]
pub struct Summary {
    rows: Vec<(&'static str, Outcome, Duration)>,
}

impl Summary {
    /// Adds a result.
    pub fn add(&mut self, name: &'static str, outcome: Outcome, duration: Duration) {
        self.rows.push((name, outcome, duration));
    }

    /// Checks that the check with this name passed.
    pub fn passed(&self, name: &str) -> bool {
        self.rows
            .iter()
            .any(|(row, outcome, _)| *row == name && *outcome == Outcome::Passed)
    }

    /// Checks that all checks passed.
    pub fn all_passed(&self) -> bool {
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
        for (name, outcome, duration) in &self.rows {
            writeln!(
                f,
                "{:>8}  {name:<32} {:>12}",
                outcome.word(),
                time(*duration)
            )?;
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
    fn the_last_line_has_the_counts() {
        let mut summary = Summary::default();
        summary.add("rustfmt", Outcome::Passed, Duration::from_millis(1200));
        assert!(summary.all_passed());
        assert!(summary.to_string().ends_with("\n1 passed, 0 failed"));

        summary.add("package", Outcome::Failed, Duration::from_secs(61));
        summary.add("browser", Outcome::Skipped, Duration::ZERO);
        assert!(!summary.all_passed());
        let text = summary.to_string();
        assert!(text.ends_with("\n1 passed, 1 failed, 1 skipped"), "{text}");
        assert!(text.contains("failed  package"), "{text}");
        assert!(text.contains("1 min 01 s"), "{text}");
    }

    #[test]
    fn a_skipped_check_has_not_passed() {
        let mut summary = Summary::default();
        summary.add("package", Outcome::Skipped, Duration::ZERO);
        assert!(!summary.passed("package"));
        assert!(!summary.passed("rustfmt"));
    }
}
