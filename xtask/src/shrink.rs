//! From the module that wasm-bindgen made to the one that is shipped: optimised, with short names, and deflated.

use crate::run::ask;
use crate::workspace::Workspace;
use anyhow::{Context, Result};
use std::fs::{self, File};
use std::path::Path;
use zopfli::{Format, Options};

/// For few bytes. Measured, each against the others. `-tnh` would save 300 bytes more, but it takes the traps away that
/// stand for panics.
pub const SMALL: [&str; 8] = [
    // A function with one caller stays one: deflate likes many small functions better than a few large ones.
    "--one-caller-inline-max-function-size=0",
    // The linker puts the stack's far end there.
    "--low-memory-unused",
    "--flatten",
    "--rereloop",
    "-Oz",
    "--gufa-optimizing",
    "-Oz",
    "--converge",
];

/// For speed.
pub const FAST: [&str; 1] = ["-O3"];

/// The features that the compiler uses, which all browsers of the last years have. `--all-features` would write modules
/// that no browser loads.
pub const FEATURES: [&str; 8] = [
    "--enable-bulk-memory",
    "--enable-bulk-memory-opt",
    "--enable-nontrapping-float-to-int",
    "--enable-reference-types",
    "--enable-multivalue",
    "--enable-sign-ext",
    "--enable-mutable-globals",
    "--strip-producers",
];

/// The glue's names are long and end in hashes. pkg/short-names.mjs gives the glue the same short ones. The section
/// that names the features goes last, since the tool itself reads it.
pub const NAMING: [&str; 2] = ["--minify-imports-and-exports-and-modules", "--strip-target-features"];

/// A module that the engine refuses must stop the build.
const LOAD: &str = "new WebAssembly.Module(fs.readFileSync(process.argv[1]))";

/// Shrinks the module in its place. Beside it go `names.json`, which says what is called how now, and `deflated`.
/// Returns how many bytes `deflated` has.
pub fn shrink(workspace: &Workspace, flags: &[&str], module: &Path) -> Result<usize> {
    wasm_opt(workspace, &[flags, &FEATURES].concat(), module)?;
    let names = wasm_opt(workspace, &NAMING, module)?;
    let mut load = workspace.command("node");
    ask(load.args(["--eval", LOAD]).arg(module)).context("the engine refuses the optimised module")?;
    fs::write(module.with_file_name("names.json"), names)?;
    let mut deflated = Vec::new();
    // Any inflater reads what zopfli writes, which is a twentieth smaller than zlib's best.
    zopfli::compress(Options::default(), Format::Deflate, File::open(module)?, &mut deflated)?;
    fs::write(module.with_file_name("deflated"), &deflated)?;
    Ok(deflated.len())
}

fn wasm_opt(workspace: &Workspace, flags: &[&str], module: &Path) -> Result<String> {
    let mut opt = workspace.command(workspace.path("node_modules/.bin/wasm-opt"));
    ask(opt.args(flags).arg(module).arg("-o").arg(module))
}
