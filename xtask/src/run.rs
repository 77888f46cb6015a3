//! Runs a command to its end. The output goes to a log file and is shown only when the command fails.

use crate::children::ChildGroup;
use anyhow::{Context, Result, bail, ensure};
use std::fs::{self, File};
use std::path::Path;
use std::process::{Command, ExitStatus};
use std::time::Duration;

/// Enough for a compiler's or a test's whole complaint; the log has the rest.
const SHOWN_LINES: usize = 200;

/// Returns the output (both streams). An error holds the end of it.
pub fn run(command: &mut Command, log: &Path) -> Result<String> {
    finish(command, log, |child| child.wait().map(Some))
}

/// The same with a time limit, for a command that may never answer.
pub fn run_within(limit: Duration, command: &mut Command, log: &Path) -> Result<String> {
    finish(command, log, |child| child.wait_at_most(limit))
        .with_context(|| format!("not done in {} s or refused", limit.as_secs()))
}

/// The standard output, trimmed, of a command that answers at once.
pub fn ask(command: &mut Command) -> Result<String> {
    let output = command.output().with_context(|| format!("`{}` cannot be started", words(command)))?;
    ensure!(output.status.success(), "`{}` failed: {}", words(command), String::from_utf8_lossy(&output.stderr).trim());
    Ok(String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

/// Output and status of a command, whatever the status.
pub fn try_run(command: &mut Command, log: &Path) -> Result<(String, bool)> {
    let status = start(command, log)?.wait()?;
    Ok((read(log)?, status.success()))
}

fn finish(
    command: &mut Command,
    log: &Path,
    wait: impl FnOnce(&mut ChildGroup) -> Result<Option<ExitStatus>>,
) -> Result<String> {
    let ended = wait(&mut start(command, log)?)?;
    let output = read(log)?;
    match ended {
        Some(status) if status.success() => Ok(output),
        Some(status) => bail!("`{}` failed ({status})\n{}", words(command), ending(&output, log)),
        None => bail!("`{}` did not come to an end\n{}", words(command), ending(&output, log)),
    }
}

fn start(command: &mut Command, log: &Path) -> Result<ChildGroup> {
    if let Some(folder) = log.parent() {
        fs::create_dir_all(folder)?;
    }
    let file = File::create(log).with_context(|| format!("{} cannot be written", log.display()))?;
    ChildGroup::start(command.stdout(file.try_clone()?).stderr(file))
}

fn read(log: &Path) -> Result<String> {
    Ok(String::from_utf8_lossy(&fs::read(log)?).into_owned())
}

/// The last lines of an output, and where the whole of it is.
pub fn ending(output: &str, log: &Path) -> String {
    let lines: Vec<&str> = output.lines().collect();
    let (_, shown) = lines.split_at(lines.len().saturating_sub(SHOWN_LINES));
    format!("{}\n(all of it: {})", shown.join("\n"), log.display())
}

fn words(command: &Command) -> String {
    let program = Path::new(command.get_program()).file_name().unwrap_or_default();
    let all: Vec<_> = std::iter::once(program).chain(command.get_args()).map(|word| word.to_string_lossy()).collect();
    all.join(" ")
}
