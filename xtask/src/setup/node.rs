//! Node.js, and the npm packages that a lock file names.

use crate::progress::Step;
use crate::run::{ask, run};
use crate::workspace::Workspace;
use anyhow::{Context, Result, ensure};
use std::fs;
use std::path::Path;

/// The oldest that the site's bundler runs on.
const OLDEST: (u32, u32) = (20, 19);
const HOW_TO_GET: &str = "install Node.js 20.19 or newer, with npm, from nodejs.org or by your system's packages";

/// Ensures the packages of the lock file in this folder, given relative to the root.
pub fn ensure(workspace: &Workspace, step: &Step, folder: &str) -> Result<String> {
    let version = ask(workspace.command("node").arg("--version")).context(HOW_TO_GET)?;
    ensure!(major_and_minor(&version) >= Some(OLDEST), "Node.js is {version}: {HOW_TO_GET}");
    ask(workspace.command("npm").arg("--version")).context(HOW_TO_GET)?;
    let installed = install(workspace, step, &workspace.path(folder))?;
    Ok(format!("{}, Node.js {version}", if installed { "installed" } else { "found" }))
}

/// Whether there was anything to do. The stamp is written last and npm removes the folder first, so a half-made folder
/// has none.
fn install(workspace: &Workspace, step: &Step, folder: &Path) -> Result<bool> {
    let stamp = folder.join("node_modules/.installed-from");
    let wanted = fs::read(folder.join("package-lock.json"))?;
    if fs::read(&stamp).is_ok_and(|had| had == wanted) {
        return Ok(false);
    }
    step.say("npm ci");
    let mut npm = workspace.command("npm");
    npm.current_dir(folder).args(["ci", "--no-audit", "--no-fund"]);
    // Set-up brings the browser; none is to be downloaded.
    npm.env("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1");
    run(&mut npm, &workspace.log(&format!("npm ci {}", folder.display())))?;
    fs::write(stamp, wanted)?;
    Ok(true)
}

/// `v20.19.1` → (20, 19)
fn major_and_minor(version: &str) -> Option<(u32, u32)> {
    let (major, rest) = version.strip_prefix('v')?.split_once('.')?;
    let (minor, _) = rest.split_once('.')?;
    Some((major.parse().ok()?, minor.parse().ok()?))
}
