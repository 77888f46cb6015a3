//! Java and Maven, which run the real engine and fetch it.

use super::apt;
use crate::progress::Step;
use crate::run::ask;
use crate::workspace::Workspace;
use anyhow::{Context, Result};

const DEBIAN_PACKAGES: [&str; 2] = ["default-jre-headless", "maven"];

pub fn ensure(workspace: &Workspace, step: &Step) -> Result<String> {
    if let Ok(version) = find(workspace) {
        return Ok(format!("found {version}"));
    }
    apt::install(workspace, step, &DEBIAN_PACKAGES).context("the real engine needs Java 17 or later, and Maven")?;
    Ok(format!("installed {}", find(workspace)?))
}

/// What Maven says of the Java that it runs on.
fn find(workspace: &Workspace) -> Result<String> {
    let words = ask(workspace.command("mvn").args(["--batch-mode", "--version"]))?;
    let java = words.lines().find(|line| line.starts_with("Java version"));
    java.map(str::to_owned).context("Maven names no Java")
}
