//! From the module that wasm-bindgen made to the one that is shipped: optimised, with short names, and packed.

use crate::run::ask;
use crate::workspace::Workspace;
use anyhow::{Context, Result};
use lzma_rust2::{LzmaOptions, LzmaWriter};
use std::fs;
use std::io::Write;
use std::path::Path;

/// Measured, each against the others. `-tnh` would save 300 bytes more, but it takes the traps away that stand for
/// panics.
pub const FLAGS: [&str; 16] = [
    // A function with one caller stays one: packers like many small functions better than a few large ones.
    "--one-caller-inline-max-function-size=0",
    // The linker puts the stack's far end there.
    "--low-memory-unused",
    "--flatten",
    "--rereloop",
    "-Oz",
    "--gufa-optimizing",
    "-Oz",
    "--converge",
    // The features that the compiler uses, which all browsers of the last years have. `--all-features` would write
    // modules that no browser loads.
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

/// Shrinks the module in its place. Beside it go `names.json`, which says what is called how now, and `packed`.
/// Returns how many bytes `packed` has.
pub fn shrink(workspace: &Workspace, module: &Path) -> Result<usize> {
    wasm_opt(workspace, &FLAGS, module)?;
    let names = wasm_opt(workspace, &NAMING, module)?;
    let mut load = workspace.command("node");
    ask(load.args(["--eval", LOAD]).arg(module)).context("the engine refuses the optimised module")?;
    fs::write(module.with_file_name("names.json"), names)?;
    let packed = pack(&fs::read(module)?)?;
    fs::write(module.with_file_name("packed"), &packed)?;
    Ok(packed.len())
}

/// LZMA's literal context bits, literal position bits and position bits: the one kind that src/js/unpack.js reads. Code is
/// not aligned, so its positions tell nothing.
pub const PACKING: (u32, u32, u32) = (3, 0, 0);

/// LZMA is a tenth smaller than the densest deflate.
fn pack(module: &[u8]) -> Result<Vec<u8>> {
    let mut options = LzmaOptions::with_preset(9);
    (options.lc, options.lp, options.pb) = PACKING;
    (options.nice_len, options.depth_limit) = (LzmaOptions::NICE_LEN_MAX, 1000);
    let mut writer = LzmaWriter::new_use_header(Vec::new(), &options, Some(module.len().try_into()?))?;
    writer.write_all(module)?;
    Ok(writer.finish()?)
}

fn wasm_opt(workspace: &Workspace, flags: &[&str], module: &Path) -> Result<String> {
    let mut opt = workspace.command(workspace.path("node_modules/.bin/wasm-opt"));
    ask(opt.args(flags).arg(module).arg("-o").arg(module))
}
