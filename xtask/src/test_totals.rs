//! Counting tests in the output of test programs.

use std::fmt;
use std::ops::AddAssign;
use std::process::ExitCode;

/// How many tests passed and failed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct TestTotals {
    /// Tests that passed.
    pub passed: u64,
    /// Tests that failed, and checks that failed or could not run.
    pub failed: u64,
}

impl TestTotals {
    /// One failure of a step that is not a test program, or that ended before it printed its totals.
    pub const FAILURE: Self = Self {
        passed: 0,
        failed: 1,
    };

    /// The totals in a line `test result: ok. 3 passed; 1 failed; …`; `None` for any other line.
    pub fn in_line(line: &str) -> Option<Self> {
        let (_, counts) = line.trim().strip_prefix("test result:")?.split_once(". ")?;
        let count = |name: &str| {
            let mut counts = counts.split(';');
            counts.find_map(|count| count.trim().strip_suffix(name)?.trim().parse().ok())
        };
        Some(Self {
            passed: count("passed")?,
            failed: count("failed")?,
        })
    }

    /// Whether there were tests, and none failed.
    pub fn is_success(self) -> bool {
        self.passed > 0 && self.failed == 0
    }
}

impl AddAssign for TestTotals {
    fn add_assign(&mut self, other: Self) {
        self.passed += other.passed;
        self.failed += other.failed;
    }
}

impl fmt::Display for TestTotals {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{} passed, {} failed", self.passed, self.failed)
    }
}

impl From<TestTotals> for ExitCode {
    fn from(totals: TestTotals) -> Self {
        Self::from(u8::from(!totals.is_success()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn totals_are_read_from_result_lines_only() {
        let line =
            "test result: FAILED. 12 passed; 2 failed; 1 ignored; 0 measured; 3 filtered out";
        let (passed, failed) = (12, 2);
        assert_eq!(
            TestTotals::in_line(line),
            Some(TestTotals { passed, failed })
        );
        let line = "test result: ok. 0 passed; 0 failed; 0 ignored";
        assert_eq!(TestTotals::in_line(line), Some(TestTotals::default()));
        for line in [
            "",
            "test reads_a_file ... ok",
            "running 3 tests",
            "test result: who knows",
        ] {
            assert_eq!(TestTotals::in_line(line), None, "{line}");
        }
    }

    #[test]
    fn success_needs_at_least_one_test_and_no_failure() {
        let mut totals = TestTotals::default();
        assert!(!totals.is_success());
        totals.passed = 4;
        assert!(totals.is_success());
        assert_eq!(totals.to_string(), "4 passed, 0 failed");
        totals += TestTotals::FAILURE;
        assert!(!totals.is_success());
        assert_eq!(totals.to_string(), "4 passed, 1 failed");
    }
}
