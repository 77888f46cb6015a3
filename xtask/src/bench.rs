//! Runs every benchmark: each folder of `benches/` with a `bench.mjs`.

use crate::build;
use crate::progress::Progress;
use crate::run::run;
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
    for script in scripts {
        let name = script.strip_prefix(workspace.path(""))?.display().to_string();
        let mut node = workspace.command("node");
        browser.apply(node.arg(&script).env("EMULATOR", workspace.path("target/release/emulator")));
        let mut table = String::new();
        progress.step(&name, |_| {
            table = run(&mut node, &workspace.log(&name))?;
            Ok("done".into())
        })?;
        println!("{table}");
    }
    Ok(())
}
