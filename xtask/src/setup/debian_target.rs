//! Debian's compiler for the web, which comes with the library sources but without the wasm target. The target's
//! standard library is built from them into a folder of this repository; nothing is written under /usr but packages.

use super::apt;
use crate::progress::Step;
use crate::run::run;
use crate::toolchain::{SYSROOT_STAMP, TARGET, Toolchain};
use crate::workspace::Workspace;
use anyhow::{Context, Result, ensure};
use std::fs;
use std::path::Path;

/// The compiler, its library sources, its LLVM tools, the linker that it calls, and its own clippy.
const PACKAGES: [&str; 5] = ["rustc-web", "rust-web-src", "rust-web-llvm", "lld-22", "rust-web-clippy"];
/// What the rustup target holds too: programs that abort, programs that unwind, and test harnesses.
const LIBRARIES: &str = "-Zbuild-std=std,panic_abort,panic_unwind,proc_macro,test";

pub fn ensure(workspace: &Workspace, step: &Step) -> Result<()> {
    apt::install(workspace, step, &PACKAGES)?;
    step.say("building the standard library for the browser (about a minute)");
    let building = workspace.path(".tools/sysroot.partial");
    remove(&building)?;
    build_library(workspace, &building)?;
    fs::write(building.join(SYSROOT_STAMP), Toolchain::debian(workspace).version(workspace)?)?;
    // Only a whole one gets the name that the toolchain looks for.
    let whole = workspace.path(".tools/sysroot");
    remove(&whole)?;
    fs::rename(&building, &whole).context("the standard library cannot be put in place")
}

/// Builds an empty crate, with the standard library as its only dependency, and keeps what cargo built for that.
fn build_library(workspace: &Workspace, sysroot: &Path) -> Result<()> {
    let empty = sysroot.join("crate");
    fs::create_dir_all(&empty)?;
    fs::write(empty.join("lib.rs"), "")?;
    fs::write(
        empty.join("Cargo.toml"),
        "[package]\nname = \"empty\"\nedition = \"2024\"\n[lib]\npath = \"lib.rs\"\n[workspace]\n",
    )?;
    let mut cargo = workspace.cargo();
    cargo.current_dir(&empty).args(["build", "--release", "--target", TARGET, LIBRARIES]);
    cargo.env("RUSTC", "/usr/bin/rustc").env("CARGO_TARGET_DIR", empty.join("target"));
    // The sources are the compiler's own, whose unstable features they use; bitcode lets a release build optimise
    // across them.
    cargo.env("RUSTC_BOOTSTRAP", "1").env("CARGO_ENCODED_RUSTFLAGS", "-Cembed-bitcode=yes");
    run(&mut cargo, &workspace.log("standard library"))?;
    let built = empty.join("target").join(TARGET).join("release/deps");
    move_libraries(&built, &sysroot.join("lib/rustlib").join(TARGET).join("lib"))?;
    remove(&empty)
}

fn move_libraries(from: &Path, to: &Path) -> Result<()> {
    fs::create_dir_all(to)?;
    let mut moved = 0;
    for entry in fs::read_dir(from)? {
        let path = entry?.path();
        let is_library = path.extension().is_some_and(|extension| extension == "rlib" || extension == "rmeta");
        // The crate itself is not part of the library.
        if let Some(name) =
            path.file_name().filter(|name| is_library && !name.to_string_lossy().starts_with("libempty-"))
        {
            fs::rename(&path, to.join(name))?;
            moved += 1;
        }
    }
    ensure!(moved > 0, "cargo built no library into {}", from.display());
    Ok(())
}

fn remove(folder: &Path) -> Result<()> {
    if folder.exists() {
        fs::remove_dir_all(folder).with_context(|| format!("{} cannot be removed", folder.display()))?;
    }
    Ok(())
}
