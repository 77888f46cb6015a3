//! Runs every benchmark: each folder of `benches/` with a `bench.mjs`, whose exit code says whether its limits are kept.

use crate::build;
use crate::progress::Progress;
use crate::run::try_run;
use crate::setup::{self, Browser};
use crate::walk::files_named;
use crate::workspace::Workspace;
use anyhow::{Result, ensure};

pub fn bench(workspace: &Workspace, progress: &Progress) -> Result<()> {
    setup::ensure(workspace, progress, setup::EVERYTHING)?;
    build::package(workspace, progress)?;
    progress.step("emulator", |step| build::fast_emulator(workspace, step))?;
    let browser = Browser::find(workspace)?;
    let scripts = files_named("bench.mjs", &workspace.path("benches"))?;
    ensure!(!scripts.is_empty(), "no benchmark found: benches/ has no bench.mjs");
    let mut failed = Vec::new();
    for script in scripts {
        let name = script.strip_prefix(workspace.path(""))?.display().to_string();
        let mut node = workspace.command("node");
        browser.apply(node.arg(&script).env("EMULATOR", workspace.path("target/release/emulator")));
        let (mut table, mut is_kept) = (String::new(), false);
        progress.step(&name, |_| {
            (table, is_kept) = try_run(&mut node, &workspace.log(&name))?;
            Ok(if is_kept { "limits kept" } else { "limits broken" }.into())
        })?;
        println!("{table}");
        failed.extend((!is_kept).then_some(name));
    }
    ensure!(failed.is_empty(), "these did not keep their limits, or failed: {}", failed.join(", "));
    Ok(())
}
