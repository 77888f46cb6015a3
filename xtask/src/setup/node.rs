//! Node.js, and the npm packages of every committed lock file.

use crate::progress::Step;
use crate::run::{ask, run};
use crate::walk::files_named;
use crate::workspace::Workspace;
use anyhow::{Context, Result, ensure};
use std::fs;
use std::path::Path;

const OLDEST: u32 = 20;
const HOW_TO_GET: &str = "install Node.js 20 or newer, with npm, from nodejs.org or by your system's packages";

pub fn ensure(workspace: &Workspace, step: &Step) -> Result<String> {
    let version = ask(workspace.command("node").arg("--version")).context(HOW_TO_GET)?;
    ensure!(major(&version) >= Some(OLDEST), "Node.js is {version}: {HOW_TO_GET}");
    ask(workspace.command("npm").arg("--version")).context(HOW_TO_GET)?;
    let locks = files_named("package-lock.json", &workspace.path(""))?;
    let mut installed = 0;
    for lock in &locks {
        installed += usize::from(install(workspace, step, lock)?);
    }
    Ok(format!("{} lock files, {installed} installed anew, Node.js {version}", locks.len()))
}

/// Whether there was anything to do. The stamp is written last and npm removes the folder first, so a half-made folder
/// has none.
fn install(workspace: &Workspace, step: &Step, lock: &Path) -> Result<bool> {
    let folder = lock.parent().context("a lock file lies in a folder")?;
    let stamp = folder.join("node_modules/.installed-from");
    let wanted = fs::read(lock)?;
    if fs::read(&stamp).is_ok_and(|had| had == wanted) {
        return Ok(false);
    }
    let name = format!("npm ci {}", folder.strip_prefix(workspace.path("")).unwrap_or(folder).display());
    step.say(&name);
    let mut npm = workspace.command("npm");
    npm.current_dir(folder).args(["ci", "--no-audit", "--no-fund"]);
    // Set-up brings the browser; none is to be downloaded.
    npm.env("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1");
    run(&mut npm, &workspace.log(&name))?;
    fs::write(stamp, wanted)?;
    Ok(true)
}

/// `v20.1.0` → 20
fn major(version: &str) -> Option<u32> {
    version.strip_prefix('v')?.split('.').next()?.parse().ok()
}
