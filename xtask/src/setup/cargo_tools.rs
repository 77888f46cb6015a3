//! Command-line tools from crates.io, built into .tools/bin. cargo installs a binary only when it is whole, and each is
//! asked for its version before it counts as there.

use crate::progress::Step;
use crate::run::{ask, run};
use crate::workspace::Workspace;
use anyhow::{Context, Result, ensure};
use std::fs;

/// Runs the tests in a browser; needs no other tool of its own.
const WASM_PACK: &str = "0.15.1";
/// By which the tests control Firefox.
const GECKODRIVER: &str = "0.37.1";
/// What cargo says where a registry doesn't serve the newest releases.
const NOT_SERVED: &str = "failed to select a version";

pub fn ensure_wasm_bindgen(workspace: &Workspace, step: &Step) -> Result<String> {
    // The tool reads what the crate of the same version wrote, so Cargo.lock decides.
    let lock = fs::read_to_string(workspace.path("Cargo.lock"))?;
    let version = locked_version(&lock, "wasm-bindgen").context("Cargo.lock has no wasm-bindgen")?;
    ensure_tool(workspace, step, "wasm-bindgen-cli", "wasm-bindgen", version)
}

pub fn ensure_wasm_pack(workspace: &Workspace, step: &Step) -> Result<String> {
    ensure_tool(workspace, step, "wasm-pack", "wasm-pack", WASM_PACK)
}

pub fn ensure_geckodriver(workspace: &Workspace, step: &Step) -> Result<String> {
    ensure_tool(workspace, step, "geckodriver", "geckodriver", GECKODRIVER)
}

fn ensure_tool(workspace: &Workspace, step: &Step, package: &str, program: &str, version: &str) -> Result<String> {
    if has_version(workspace, program, version) {
        return Ok(format!("found {version}"));
    }
    step.say(&format!("cargo install {package} {version} (some minutes)"));
    install(workspace, package, version, true).or_else(|refusal| {
        if !format!("{refusal:#}").contains(NOT_SERVED) {
            return Err(refusal);
        }
        step.say("the registry lacks a dependency that the tool's own lock file names; taking what it has");
        install(workspace, package, version, false)
    })?;
    ensure!(has_version(workspace, program, version), "{program} was installed and yet does not run");
    Ok(format!("installed {version}"))
}

fn install(workspace: &Workspace, package: &str, version: &str, locked: bool) -> Result<String> {
    let mut cargo = workspace.cargo();
    cargo.args(["install", "--root", ".tools", "--version", version, package]).args(locked.then_some("--locked"));
    // One folder, so that the tools share the crates they have in common. They work for seconds, so the optimiser's
    // work would cost more than it brings.
    cargo.env("CARGO_TARGET_DIR", workspace.path("target/tools")).env("CARGO_PROFILE_RELEASE_OPT_LEVEL", "0");
    run(&mut cargo, &workspace.log(&format!("cargo install {package}")))
}

fn has_version(workspace: &Workspace, program: &str, version: &str) -> bool {
    let answer = ask(workspace.command(program).arg("--version"));
    answer.is_ok_and(|words| words.split_whitespace().nth(1) == Some(version))
}

/// The version of a package in the text of a Cargo.lock.
fn locked_version<'a>(lock: &'a str, package: &str) -> Option<&'a str> {
    let name = format!("name = \"{package}\"");
    let mut lines = lock.lines().skip_while(|line| *line != name).skip(1);
    lines.next()?.strip_prefix("version = \"")?.strip_suffix('"')
}

#[cfg(test)]
mod tests {
    use super::locked_version;

    const LOCK: &str = "[[package]]\nname = \"wasm-bindgen-futures\"\nversion = \"0.4.1\"\n\n\
                        [[package]]\nname = \"wasm-bindgen\"\nversion = \"0.2.130\"\n";

    #[test]
    fn a_version_is_that_of_the_package_with_exactly_this_name() {
        assert_eq!(locked_version(LOCK, "wasm-bindgen"), Some("0.2.130"));
        assert_eq!(locked_version(LOCK, "wasm"), None);
    }
}
