//! Counting tests from what test programs print.

use std::fmt;

/// How many tests passed and failed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Tests that passed.
    pub passed: u64,
    /// Tests that failed, and checks that could not run.
    pub failed: u64,
}

impl Tally {
    /// One failure, of something that is no test program or never came to count.
    pub const FAILURE: Self = Self {
        passed: 0,
        failed: 1,
    };

    /// The counts in a line `test result: ok. 3 passed; 1 failed; …`; `None` for any other line.
    pub fn in_line(line: &str) -> Option<Self> {
        let (_, counts) = line.trim().strip_prefix("test result:")?.split_once(". ")?;
        let count = |name: &str| {
            counts
                .split(';')
                .find_map(|part| part.trim().strip_suffix(name)?.trim().parse().ok())
        };
        Some(Self {
            passed: count("passed")?,
            failed: count("failed")?,
        })
    }

    /// Takes in another count.
    pub fn add(&mut self, other: Self) {
        self.passed += other.passed;
        self.failed += other.failed;
    }

    /// Whether there were tests, and none failed.
    pub fn is_success(self) -> bool {
        self.passed > 0 && self.failed == 0
    }
}

impl fmt::Display for Tally {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{} passed, {} failed", self.passed, self.failed)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_are_read_from_result_lines_only() {
        let line =
            "test result: FAILED. 12 passed; 2 failed; 1 ignored; 0 measured; 0 filtered out";
        assert_eq!(
            Tally::in_line(line),
            Some(Tally {
                passed: 12,
                failed: 2
            })
        );
        assert_eq!(
            Tally::in_line("test result: ok. 0 passed; 0 failed; 0 ignored"),
            Some(Tally::default())
        );
        for line in [
            "",
            "test reads_a_file ... ok",
            "running 3 tests",
            "test result: who knows",
        ] {
            assert_eq!(Tally::in_line(line), None, "{line}");
        }
    }

    #[test]
    fn no_tests_at_all_is_no_success() {
        let mut sum = Tally::default();
        assert!(!sum.is_success());
        sum.add(Tally {
            passed: 1,
            failed: 0,
        });
        assert!(sum.is_success());
        sum.add(Tally::FAILURE);
        assert!(!sum.is_success());
        assert_eq!(
            sum,
            Tally {
                passed: 1,
                failed: 1
            }
        );
    }

    #[test]
    fn the_last_line_is_the_same_whatever_happened() {
        assert_eq!(
            Tally {
                passed: 4,
                failed: 0
            }
            .to_string(),
            "4 passed, 0 failed"
        );
    }
}
