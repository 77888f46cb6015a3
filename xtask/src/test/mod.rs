//! Runs every test. A failing suite doesn't stop the others, and a suite that ran no test has failed. The last line is
//! `N passed, N failed`.

mod count;
mod report;
mod scripts;
mod suites;

use crate::build;
use crate::engine::Engine;
use crate::progress::Progress;
use crate::setup;
use crate::workspace::Workspace;
use anyhow::{Result, bail};
use report::Report;

pub fn test(workspace: &Workspace, progress: &Progress, all: bool) -> Result<()> {
    setup::ensure(workspace, progress, if all { setup::FOR_LONG_TEST } else { setup::FOR_TEST })?;
    let mut report = Report::default();
    report.check("build", || {
        build::package(workspace, progress)?;
        progress.step("emulator", |step| build::emulator(workspace, step))
    });
    for suite in &mut suites::all(workspace, all)? {
        report.suite(progress, workspace, suite);
    }
    if all {
        on_real_engine(workspace, progress, &mut report)?;
    }
    println!("\n{report}");
    if report.total().failed > 0 {
        bail!("not all tests passed; each suite's whole output is in target/logs/");
    }
    Ok(())
}

/// The suites that a real engine must pass too, and its comparison with the embedded one.
fn on_real_engine(workspace: &Workspace, progress: &Progress, report: &mut Report) -> Result<()> {
    let engine = Engine::start(workspace, progress, None)?;
    for suite in &mut suites::on_engine(workspace, &engine.url)? {
        report.suite(progress, workspace, suite);
    }
    Ok(())
}
