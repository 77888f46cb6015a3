//! Packages of Debian and its like, where this user may install them.

use crate::progress::Step;
use crate::run::{ask, run};
use crate::workspace::Workspace;
use anyhow::{Context, Result, ensure};
use std::process::Command;

/// Installs packages. Never removes one: a clash with what a person chose is an error to tell.
pub fn install(workspace: &Workspace, step: &Step, packages: &[&str]) -> Result<()> {
    let names = packages.join(" ");
    let mut update = apt_get(workspace).with_context(|| format!("please install by hand: {names}"))?;
    step.say(&format!("apt-get install {names}"));
    run(update.arg("update"), &workspace.log("apt-get update"))?;
    let mut install = apt_get(workspace)?;
    install.args(["install", "--yes", "--no-install-recommends", "--no-remove"]).args(packages);
    run(&mut install, &workspace.log(&format!("apt-get install {names}")))?;
    Ok(())
}

fn apt_get(workspace: &Workspace) -> Result<Command> {
    ensure!(workspace.find_program(&["apt-get"]).is_some(), "this system has no apt-get");
    let mut apt = if is_root(workspace) {
        workspace.command("apt-get")
    } else {
        let allowed = ask(workspace.command("sudo").args(["-n", "true"])).is_ok();
        ensure!(allowed, "apt-get needs root, and sudo asks for a password here");
        let mut sudo = workspace.command("sudo");
        sudo.args(["-n", "env", "DEBIAN_FRONTEND=noninteractive", "apt-get"]);
        sudo
    };
    // Another apt may be at work; it will be done in a few minutes.
    apt.env("DEBIAN_FRONTEND", "noninteractive").args(["-o", "DPkg::Lock::Timeout=300"]);
    Ok(apt)
}

fn is_root(workspace: &Workspace) -> bool {
    ask(workspace.command("id").arg("-u")).is_ok_and(|id| id == "0")
}
