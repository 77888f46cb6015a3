//! Installs the package in each bundler and runtime that people use, searches with it there, and prints a table.

use crate::build;
use crate::progress::Progress;
use crate::run::run;
use crate::setup::{self, Browser};
use crate::workspace::Workspace;
use anyhow::Result;

/// Those cells that have `cells` in their names.
pub fn matrix(workspace: &Workspace, progress: &Progress, cells: &str) -> Result<()> {
    setup::ensure(workspace, progress, setup::FOR_TEST)?;
    build::package(workspace, progress)?;
    progress.step("emulator", |step| build::emulator(workspace, step))?;
    let browser = Browser::find(workspace)?;
    let mut npm = workspace.command("npm");
    npm.args(["run", "--silent", "matrix"]).current_dir(workspace.path("tests/matrix"));
    npm.env("CELLS", cells).env("EMULATOR", workspace.path("target/debug/emulator"));
    browser.apply(&mut npm);
    let mut table = String::new();
    progress.step("cells", |_| {
        table = run(&mut npm, &workspace.log("matrix"))?;
        Ok("every search found what it should".into())
    })?;
    println!("{table}");
    Ok(())
}
