//! Set-up: finds or installs what the other commands need, and says which. A second run only looks.

mod apt;
mod browser;
mod cargo_tools;
mod debian_target;
mod java;
mod library_source;
mod node;
mod programs;
mod wasm_target;

pub use browser::Browser;

use crate::progress::{Progress, Step};
use crate::workspace::Workspace;
use anyhow::{Context, Result, bail};
use std::fs::{self, File};
use std::thread;

/// Something that a command may need.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Part {
    WasmTarget,
    WasmBindgen,
    WasmPack,
    NodePackages,
    BenchPackages,
    Browser,
    Shell,
    OtherBrowsers,
    Geckodriver,
    Java,
}

pub const EVERYTHING: &[Part] = &[
    Part::WasmTarget,
    Part::WasmBindgen,
    Part::WasmPack,
    Part::NodePackages,
    Part::BenchPackages,
    Part::Browser,
    Part::Shell,
];
/// Enough to build the package and the demo.
pub const FOR_BUILD: &[Part] = &[Part::WasmTarget, Part::WasmBindgen, Part::NodePackages];
pub const FOR_SIZE: &[Part] = &[Part::WasmTarget, Part::WasmBindgen, Part::NodePackages, Part::BenchPackages];
pub const FOR_TEST: &[Part] =
    &[Part::WasmTarget, Part::WasmBindgen, Part::WasmPack, Part::NodePackages, Part::Browser, Part::Shell];
pub const FOR_LONG_TEST: &[Part] = &[
    Part::WasmTarget,
    Part::WasmBindgen,
    Part::WasmPack,
    Part::NodePackages,
    Part::Browser,
    Part::Shell,
    Part::OtherBrowsers,
    Part::Geckodriver,
    Part::Java,
];

/// Parts in one lane wait for each other: two of apt, or two of cargo's, would only get in each other's way.
const LANES: [&[Part]; 3] = [
    &[Part::WasmTarget, Part::Browser, Part::Shell, Part::OtherBrowsers, Part::Java],
    &[Part::WasmBindgen, Part::WasmPack, Part::Geckodriver],
    &[Part::NodePackages, Part::BenchPackages],
];

impl Part {
    fn name(self) -> &'static str {
        match self {
            Self::WasmTarget => "Rust for wasm",
            Self::WasmBindgen => "wasm-bindgen",
            Self::WasmPack => "wasm-pack",
            Self::NodePackages => "npm packages",
            Self::BenchPackages => "npm packages of the benchmarks",
            Self::Browser => "browser",
            Self::Shell => "shell",
            Self::OtherBrowsers => "other browsers",
            Self::Geckodriver => "geckodriver",
            Self::Java => "Java",
        }
    }

    /// Returns what was found or done.
    fn ensure(self, workspace: &Workspace, step: &Step) -> Result<String> {
        match self {
            Self::WasmTarget => wasm_target::ensure(workspace, step),
            Self::WasmBindgen => cargo_tools::ensure_wasm_bindgen(workspace, step),
            Self::WasmPack => cargo_tools::ensure_wasm_pack(workspace, step),
            Self::NodePackages => node::ensure(workspace, step, "."),
            Self::BenchPackages => node::ensure(workspace, step, "benches"),
            Self::Browser => browser::ensure(workspace, step),
            Self::Shell => programs::SHELL.ensure(workspace, step),
            Self::OtherBrowsers => programs::OTHER_BROWSERS.ensure(workspace, step),
            Self::Geckodriver => cargo_tools::ensure_geckodriver(workspace, step),
            Self::Java => java::ensure(workspace, step),
        }
    }
}

/// Ensures these parts. All of them are tried, so that one run tells everything that is amiss.
pub fn ensure(workspace: &Workspace, progress: &Progress, parts: &[Part]) -> Result<()> {
    let _alone = lock(workspace)?;
    let failures: Vec<String> = thread::scope(|scope| {
        let lanes = LANES.map(|lane| scope.spawn(|| ensure_lane(workspace, progress, parts, lane)));
        lanes.into_iter().flat_map(|lane| lane.join().unwrap_or_else(|_| vec!["set-up itself failed".into()])).collect()
    });
    if !failures.is_empty() {
        bail!("set-up is not complete\n\n{}", failures.join("\n\n"));
    }
    Ok(())
}

fn ensure_lane(workspace: &Workspace, progress: &Progress, wanted: &[Part], lane: &[Part]) -> Vec<String> {
    let parts = lane.iter().filter(|part| wanted.contains(part));
    let results = parts.map(|part| (part, progress.step(part.name(), |step| part.ensure(workspace, step))));
    results.filter_map(|(part, result)| Some(format!("{}: {:#}", part.name(), result.err()?))).collect()
}

/// Two runs at a time would install into the same folders.
fn lock(workspace: &Workspace) -> Result<File> {
    fs::create_dir_all(workspace.path(".tools"))?;
    let file = File::create(workspace.path(".tools/lock"))?;
    if file.try_lock().is_err() {
        eprintln!("another set-up is running: waiting for it");
        file.lock().context("the other set-up cannot be waited for")?;
    }
    Ok(file)
}
