//! The sources of the standard library, from which the page's module gets one that is built for size. They are a wish,
//! not a need: where they can't be had, the module is larger.

use super::wasm_target::RUSTUP_LIMIT;
use crate::progress::Step;
use crate::run::run_within;
use crate::toolchain::Toolchain;
use crate::workspace::Workspace;
use anyhow::Result;
use std::fs;

/// Holds the version of the compiler for which rustup had no sources, so that it isn't asked again.
const REFUSED: &str = ".tools/no-library-source";

/// Returns what there is to add to the report.
pub fn ensure(workspace: &Workspace, step: &Step) -> Result<&'static str> {
    let toolchain = Toolchain::require(workspace)?;
    if toolchain.builds_small(workspace) {
        return Ok("");
    }
    let version = toolchain.version(workspace)?;
    let refused = workspace.path(REFUSED);
    if fs::read_to_string(&refused).is_ok_and(|had| had == version) {
        return Ok("; without the library's sources");
    }
    step.say("rustup component add rust-src");
    let mut rustup = workspace.command("rustup");
    let added = run_within(RUSTUP_LIMIT, rustup.args(["component", "add", "rust-src"]), &workspace.log("rust-src"));
    if added.is_ok() && toolchain.builds_small(workspace) {
        return Ok("; the library's sources added by rustup");
    }
    fs::write(refused, version)?;
    Ok("; without the library's sources (target/logs/rust-src.log)")
}
