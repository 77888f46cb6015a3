//! Prints what a page loads for a search, in bytes and by part, next to what it would load of the peers.

use crate::build;
use crate::progress::Progress;
use crate::run::ask;
use crate::setup;
use crate::workspace::Workspace;
use anyhow::Result;

pub fn size(workspace: &Workspace, progress: &Progress, check: bool) -> Result<()> {
    setup::ensure(workspace, progress, setup::FOR_SIZE)?;
    build::package(workspace, progress)?;
    build::unchecked(workspace, progress)?;
    let mut node = workspace.command("node");
    node.arg("benches/size/measure.mjs").args(check.then_some("--check"));
    println!("{}", ask(&mut node)?);
    Ok(())
}
