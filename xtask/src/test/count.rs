//! How many tests passed and failed, read from what cargo prints.

use std::fmt;
use std::iter::Sum;
use std::ops::Add;

/// Tests that ran.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Count {
    /// Passed.
    pub passed: u32,
    /// Failed.
    pub failed: u32,
}

impl Count {
    /// A part that failed as a whole.
    pub const fn broken() -> Count {
        Count { passed: 0, failed: 1 }
    }

    /// What a line of the output says: `test result: ok. 12 passed; 0 failed; …`, of cargo and of the browser's runner.
    pub fn of_line(line: &str) -> Count {
        let Some((_, result)) = line.split_once("test result: ") else { return Count::default() };
        let number = |word: &str| {
            let before = result.split([';', '.']).find_map(|part| part.trim().strip_suffix(word));
            before.and_then(|number| number.trim().parse().ok()).unwrap_or(0)
        };
        Count { passed: number(" passed"), failed: number(" failed") }
    }
}

impl Add for Count {
    type Output = Count;

    fn add(self, other: Count) -> Count {
        Count { passed: self.passed + other.passed, failed: self.failed + other.failed }
    }
}

impl Sum for Count {
    fn sum<I: Iterator<Item = Count>>(all: I) -> Count {
        all.fold(Count::default(), Count::add)
    }
}

impl fmt::Display for Count {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} passed, {} failed", self.passed, self.failed)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_what_cargo_prints() {
        let ok = "test result: ok. 14 passed; 0 failed; 1 ignored; 0 measured; 0 filtered out; finished in 0.00s";
        let bad = "test result: FAILED. 3 passed; 2 failed; 0 ignored; 0 measured; 0 filtered out; finished in 1.20s";
        let browser = "    test result: ok. 7 passed; 0 failed; 0 ignored";
        assert_eq!(Count::of_line(ok), Count { passed: 14, failed: 0 });
        assert_eq!(Count::of_line(bad), Count { passed: 3, failed: 2 });
        assert_eq!(Count::of_line(browser), Count { passed: 7, failed: 0 });
        assert_eq!(Count::of_line("test wizard::saves ... ok"), Count::default());
    }

    #[test]
    fn closes_with_the_line_that_others_read() {
        let total: Count = [Count { passed: 2, failed: 0 }, Count::broken()].into_iter().sum();
        assert_eq!(total.to_string(), "2 passed, 1 failed");
    }
}
