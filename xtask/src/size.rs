//! Prints what a page loads for a search, in bytes, next to what it would load of the official client.

use crate::build;
use crate::progress::Progress;
use crate::run::ask;
use crate::workspace::Workspace;
use anyhow::Result;

pub fn size(workspace: &Workspace, progress: &Progress, check: bool) -> Result<()> {
    build::build(workspace, progress)?;
    let mut node = workspace.command("node");
    node.arg("benches/size/measure.mjs").args(check.then_some("--check"));
    println!("{}", ask(&mut node)?);
    Ok(())
}
