//! Reads from a test runner's output how many tests it ran. Understood are the closing lines of cargo's test harness
//! (wasm-bindgen's is the same), node's test runner and Playwright.

use std::ops::AddAssign;

/// Tests by how they ended.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    pub passed: u32,
    pub failed: u32,
    pub skipped: u32,
}

impl Counts {
    pub const ONE_PASSED: Self = Self { passed: 1, failed: 0, skipped: 0 };
    pub const ONE_FAILED: Self = Self { passed: 0, failed: 1, skipped: 0 };

    /// What a runner that printed this and ended well or not has to be taken for. No test run is a failure, and so is
    /// a bad end that no test explains.
    pub fn of_run(output: &str, succeeded: bool) -> Self {
        let mut counts = Self::default();
        output.lines().for_each(|line| counts += Self::of_line(line));
        if counts.failed == 0 && (counts.passed == 0 || !succeeded) {
            counts.failed = 1;
        }
        counts
    }

    fn of_line(line: &str) -> Self {
        let mut counts = Self::default();
        if let Some(results) = line.strip_prefix("test result: ") {
            // `test result: ok. 5 passed; 0 failed; 1 ignored; …`
            results.split(['.', ';']).for_each(|part| counts.add(part.trim().split_once(' ')));
        } else if let Some(summary) = line.strip_prefix("# ").or_else(|| line.strip_prefix("ℹ ")) {
            // `# pass 5`
            counts.add(summary.split_once(' ').map(|(word, number)| (number, word)));
        } else if let Some(summary) = line.strip_prefix("  ") {
            // `  5 passed (3.2s)`
            let words = summary.split_once(" (").map_or(summary, |(words, _)| words);
            counts.add(words.split_once(' '));
        }
        counts
    }

    fn add(&mut self, number_and_word: Option<(&str, &str)>) {
        let Some((number, word)) = number_and_word else { return };
        let Ok(number) = number.parse::<u32>() else { return };
        match word {
            "passed" | "pass" => self.passed += number,
            // A test that passes at the second try has failed once.
            "failed" | "fail" | "cancelled" | "flaky" | "did not run" | "interrupted" => self.failed += number,
            "skipped" | "ignored" | "todo" => self.skipped += number,
            _ => {}
        }
    }
}

impl AddAssign for Counts {
    fn add_assign(&mut self, other: Self) {
        self.passed += other.passed;
        self.failed += other.failed;
        self.skipped += other.skipped;
    }
}

#[cfg(test)]
mod tests {
    use super::Counts;

    const CARGO: &str = "running 3 tests\ntest a ... ok\n\n\
        test result: ok. 2 passed; 0 failed; 1 ignored; 0 measured; 0 filtered out; finished in 0.00s\n\n\
        test result: FAILED. 4 passed; 1 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.10s\n";
    const NODE_TAP: &str = "TAP version 13\n# Subtest: a\nok 1 - a\n1..1\n# tests 6\n# suites 0\n# pass 3\n# fail 1\n\
        # cancelled 1\n# skipped 1\n# todo 0\n# duration_ms 43.2\n";
    const NODE_SPEC: &str = "✔ a (0.5ms)\nℹ tests 1\nℹ suites 0\nℹ pass 1\nℹ fail 0\nℹ skipped 0\nℹ todo 0\n";
    const PLAYWRIGHT: &str = "Running 7 tests using 1 worker\n\n  1) [chromium] › a.spec.js:3:1 › a ──\n\n  1 failed\n\
        \x20   [chromium] › a.spec.js:3:1 › a\n  1 flaky\n  2 did not run\n  1 skipped\n  2 passed (4.1s)\n";

    #[test]
    fn closing_lines_of_each_runner_are_added_up() {
        let cases = [
            ("cargo", CARGO, (6, 1, 1)),
            ("node, TAP", NODE_TAP, (3, 2, 1)),
            ("node, spec", NODE_SPEC, (1, 0, 0)),
            ("Playwright", PLAYWRIGHT, (2, 4, 1)),
        ];
        for (runner, output, (passed, failed, skipped)) in cases {
            assert_eq!(Counts::of_run(output, failed == 0), Counts { passed, failed, skipped }, "{runner}");
        }
    }

    #[test]
    fn a_run_without_a_test_has_failed() {
        for output in ["", "no tests to run!", "test result: ok. 0 passed; 0 failed; 0 ignored; 0 measured", "# pass 0"]
        {
            assert_eq!(Counts::of_run(output, true), Counts::ONE_FAILED, "{output:?}");
        }
    }

    #[test]
    fn a_bad_end_counts_though_all_tests_passed() {
        let counts = Counts::of_run("test result: ok. 2 passed; 0 failed", false);
        assert_eq!(counts, Counts { passed: 2, failed: 1, skipped: 0 });
    }
}
