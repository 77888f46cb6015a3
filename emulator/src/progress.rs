//! How far a long task at start has come: a line that changes on a terminal, lines of the log elsewhere.

use std::io::{self, IsTerminal, Write};

use tracing::info;

/// The progress of one task.
pub struct Progress {
    task: String,
    of: Option<usize>,
    on_terminal: bool,
}

impl Progress {
    /// A task that has not begun; `of` is how much there is to do, if that is known.
    pub fn new(task: &str, of: Option<usize>) -> Self {
        Self { task: task.to_owned(), of, on_terminal: io::stderr().is_terminal() }
    }

    /// Shows that so much is done.
    pub fn show(&self, done: usize) {
        let task = &self.task;
        if !self.on_terminal {
            info!(task, done, of = self.of, "progress");
            return;
        }
        let of = self.of.map(|of| format!(" of {of}")).unwrap_or_default();
        // A terminal that is gone is no reason to stop.
        let _ = write!(io::stderr(), "\r{task}: {done}{of}");
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        if self.on_terminal {
            let _ = writeln!(io::stderr());
        }
    }
}
