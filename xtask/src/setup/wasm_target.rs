//! A Rust compiler for the browser: what is there, else rustup's target, else Debian's compiler.

use super::{debian_target, library_source};
use crate::progress::Step;
use crate::run::run_within;
use crate::toolchain::{TARGET, Toolchain};
use crate::workspace::Workspace;
use anyhow::{Context, Result, bail};
use std::time::Duration;

/// Long enough for a slow line. Where rustup's server is out of reach it may hang without a word.
pub const RUSTUP_LIMIT: Duration = Duration::from_secs(120);

pub fn ensure(workspace: &Workspace, step: &Step) -> Result<String> {
    let found = find_or_add(workspace, step)?;
    Ok(found + library_source::ensure(workspace, step)?)
}

fn find_or_add(workspace: &Workspace, step: &Step) -> Result<String> {
    if let Some(found) = Toolchain::find(workspace) {
        return Ok(format!("found, {}", found.name()));
    }
    let Err(refusal) = add_by_rustup(workspace, step) else {
        return Ok("added by rustup".into());
    };
    step.say("rustup cannot add the target (target/logs/rustup-target-add.log); trying Debian's compiler");
    let built = debian_target::ensure(workspace, step);
    built.with_context(|| {
        format!("make `rustup target add {TARGET}` work, or use Debian as root (rustup: {})", first_line(&refusal))
    })?;
    match Toolchain::find(workspace) {
        Some(found) => Ok(format!("ready, {}", found.name())),
        None => bail!("Debian's compiler and the standard library built for it do not compile the smallest program"),
    }
}

fn add_by_rustup(workspace: &Workspace, step: &Step) -> Result<()> {
    step.say(&format!("rustup target add {TARGET}"));
    let mut rustup = workspace.command("rustup");
    run_within(RUSTUP_LIMIT, rustup.args(["target", "add", TARGET]), &workspace.log("rustup target add"))?;
    Toolchain::find(workspace).context("rustup added the target, and yet the compiler does not find it")?;
    Ok(())
}

fn first_line(error: &anyhow::Error) -> String {
    format!("{error:#}").lines().next().unwrap_or_default().to_owned()
}
