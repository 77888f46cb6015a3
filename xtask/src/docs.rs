//! The API references: that of the npm package by typedoc, that of the Rust crate by rustdoc, and a page that leads to
//! both. A warning of either is an error.

use crate::build;
use crate::progress::Progress;
use crate::run::run;
use crate::setup;
use crate::walk::copy_folder;
use crate::workspace::Workspace;
use anyhow::Result;
use std::fs;
use std::process::Command;

const FOLDER: &str = "target/docs";
const INDEX: &str = include_str!("docs.html");

pub fn docs(workspace: &Workspace, progress: &Progress) -> Result<()> {
    setup::ensure(workspace, progress, setup::FOR_BUILD)?;
    build::package(workspace, progress)?;
    progress.step("API references", |_| {
        run(&mut typedoc(workspace), &workspace.log("typedoc"))?;
        run(&mut rustdoc(workspace), &workspace.log("cargo doc"))?;
        // cargo writes to one place only, and keeps other crates' pages there.
        copy_folder(&workspace.path("target/doc"), &workspace.path(FOLDER).join("rust"))?;
        let index = workspace.path(FOLDER).join("index.html");
        fs::write(&index, INDEX)?;
        Ok(index.display().to_string())
    })
}

/// Reads the built package, so it comes after the build.
pub fn typedoc(workspace: &Workspace) -> Command {
    let mut npm = workspace.command("npm");
    npm.args(["run", "--silent", "reference"]).current_dir(workspace.path("tests/docs"));
    npm
}

pub fn rustdoc(workspace: &Workspace) -> Command {
    let mut cargo = workspace.cargo();
    cargo.args(["doc", "--no-deps", "--all-features", "--package", "search-ui-search-application-connector"]);
    cargo.env("RUSTDOCFLAGS", "--deny warnings");
    cargo
}
