//! The table at the end of a test run.

use super::count::Counts;
use super::suites::Suite;
use crate::progress::Progress;
use crate::workspace::Workspace;
use anyhow::{Result, ensure};
use std::fmt;
use std::time::{Duration, Instant};

struct Row {
    name: String,
    counts: Counts,
    took: Duration,
}

/// What ran so far, in order.
#[derive(Default)]
pub struct Report {
    rows: Vec<Row>,
}

impl Report {
    /// Runs something that can only succeed or fail: one test.
    pub fn check(&mut self, name: &str, work: impl FnOnce() -> Result<()>) {
        let started = Instant::now();
        let counts = match work() {
            Ok(()) => Counts::ONE_PASSED,
            Err(error) => {
                eprintln!("{error:#}");
                Counts::ONE_FAILED
            }
        };
        self.rows.push(Row { name: name.to_owned(), counts, took: started.elapsed() });
    }

    /// Runs a suite, and shows its output when not all went well.
    pub fn suite(&mut self, progress: &Progress, workspace: &Workspace, suite: &mut Suite) {
        let started = Instant::now();
        let mut counts = Counts::ONE_FAILED;
        let name = suite.name().to_owned();
        let result = progress.step(&name, |_| {
            let (counted, output) = suite.run(workspace)?;
            counts = counted;
            ensure!(counts.failed == 0, "{name}: {counts}\n{output}");
            Ok(counts.to_string())
        });
        if let Err(error) = result {
            eprintln!("{error:#}");
        }
        self.rows.push(Row { name, counts, took: started.elapsed() });
    }

    pub fn total(&self) -> Counts {
        let mut total = Counts::default();
        self.rows.iter().for_each(|row| total += row.counts);
        total
    }
}

impl fmt::Display for Counts {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        write!(f, "{} passed, {} failed", self.passed, self.failed)?;
        if self.skipped > 0 { write!(f, ", {} skipped", self.skipped) } else { Ok(()) }
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        writeln!(f, "{:<32} {:>7} {:>7} {:>8} {:>8}", "suite", "passed", "failed", "skipped", "seconds")?;
        for Row { name, counts: Counts { passed, failed, skipped }, took } in &self.rows {
            writeln!(f, "{name:<32} {passed:>7} {failed:>7} {skipped:>8} {:>8.1}", took.as_secs_f32())?;
        }
        write!(f, "\n{}", self.total())
    }
}
