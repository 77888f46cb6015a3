//! Builds the npm package: Rust → WebAssembly → its JavaScript glue → a smaller WebAssembly → `pkg/dist`.

use crate::progress::{Progress, Step};
use crate::run::{ask, run};
use crate::setup;
use crate::shrink::{self, shrink};
use crate::toolchain::{TARGET, TARGET_FOLDER, Toolchain};
use crate::workspace::Workspace;
use anyhow::{Result, bail};
use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};
use std::thread;

const CRATE: &str = "search-ui-search-application-connector";
const LIBRARY: &str = "search_application_connector";

/// One of the package's modules; its parts go to `target/wasm-bindgen/<folder>/`.
struct Module {
    folder: &'static str,
    features: &'static str,
    /// Where cargo works. It gives the library one name whatever its features, so modules that are built at the same
    /// time would undo each other in one folder.
    target: &'static str,
    aim: Aim,
}

/// What counts most in a module.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Aim {
    /// Bytes, more than the minute that compiling the standard library takes.
    Small,
    /// Bytes, with the standard library that is there.
    Plain,
    /// Time.
    Fast,
}

/// What a page loads, what a server loads for the same, and what the command line loads at build time.
const MODULES: [Module; 3] = [
    Module { folder: "page", features: "", target: "page", aim: Aim::Small },
    Module { folder: "node", features: "fast", target: "node", aim: Aim::Fast },
    Module { folder: "admin", features: "application", target: "admin", aim: Aim::Plain },
];

/// The page's module without the dictionary's check, to tell what that weighs. It is never shipped.
const UNCHECKED: Module = Module { folder: "unchecked", features: "unchecked", target: "page", aim: Aim::Small };

/// The package has a bundler of its own and carries the module itself, so the glue must not name a file.
///
/// After a trap the same module is instantiated anew; the option for that is experimental in name, and what it makes is
/// tested with the package.
const BINDGEN_FLAGS: [&str; 6] = [
    "--target",
    "web",
    "--omit-default-module-path",
    "--remove-producers-section",
    "--remove-name-section",
    "--experimental-reset-state-function",
];

/// What is said of a page's module that has the ordinary standard library.
const LARGER: &str = "; a quarter larger than with `rustup component add rust-src` and a current compiler";

/// Set-up and build.
pub fn build(workspace: &Workspace, progress: &Progress) -> Result<()> {
    setup::ensure(workspace, progress, setup::FOR_BUILD)?;
    package(workspace, progress)
}

/// The build alone.
pub fn package(workspace: &Workspace, progress: &Progress) -> Result<()> {
    let toolchain = Toolchain::require(workspace)?;
    // Each spends much of its time in one thread: the optimiser that sees the whole program.
    thread::scope(|scope| {
        let builds = MODULES.each_ref().map(|module| scope.spawn(|| module.build(workspace, progress, &toolchain)));
        let results = builds.map(|build| build.join().unwrap_or_else(|_| bail!("the build itself failed")));
        results.into_iter().collect::<Result<()>>()
    })?;
    progress.step("npm package", |_| {
        let mut node = workspace.command("node");
        run(node.arg("build.mjs").current_dir(workspace.path("pkg")), &workspace.log("npm package"))?;
        Ok("built pkg/dist".into())
    })
}

/// The module that checks nothing.
pub fn unchecked(workspace: &Workspace, progress: &Progress) -> Result<()> {
    UNCHECKED.build(workspace, progress, &Toolchain::require(workspace)?)
}

/// The server that stands in for Elasticsearch, at `target/debug/emulator`.
pub fn emulator(workspace: &Workspace, step: &Step) -> Result<String> {
    step.say("cargo build (the first time takes some minutes)");
    let mut cargo = workspace.cargo();
    run(cargo.args(["build", "--package", "emulator"]), &workspace.log("cargo build emulator"))?;
    Ok("built".into())
}

/// The same as it runs where speed counts, at `target/release/emulator`.
pub fn fast_emulator(workspace: &Workspace, step: &Step) -> Result<String> {
    step.say("cargo build --release (the first time takes some minutes)");
    let mut cargo = workspace.cargo();
    run(cargo.args(["build", "--release", "--package", "emulator"]), &workspace.log("cargo build emulator, release"))?;
    Ok("built".into())
}

impl Module {
    fn build(&self, workspace: &Workspace, progress: &Progress, toolchain: &Toolchain) -> Result<()> {
        progress.step(&format!("{} module", self.folder), |step| {
            step.say("cargo build");
            let note = self.compile(workspace, toolchain)?;
            Ok(self.bind(workspace)? + note)
        })
    }

    /// Returns what there is to add to the report.
    fn compile(&self, workspace: &Workspace, toolchain: &Toolchain) -> Result<&'static str> {
        let plain = || {
            let mut cargo = toolchain.cargo(workspace);
            cargo.arg("build");
            cargo
        };
        let (mut cargo, note) = match self.aim {
            Aim::Small => toolchain.small_build(workspace).map_or_else(|| (plain(), LARGER), |small| (small, "")),
            Aim::Plain => (plain(), ""),
            Aim::Fast => (toolchain.fast_build(workspace), ""),
        };
        cargo.args(["--lib", "--profile", self.profile(), "--target", TARGET, "--package", CRATE]);
        cargo.args(["--features", self.features]).env("CARGO_TARGET_DIR", self.target_folder(workspace));
        run(&mut cargo, &workspace.log(&format!("cargo build {}", self.folder)))?;
        Ok(note)
    }

    /// Glue and optimised module, unless the last ones were made of the same bytes in the same way.
    fn bind(&self, workspace: &Workspace) -> Result<String> {
        let compiled =
            self.target_folder(workspace).join(TARGET).join(self.profile()).join(LIBRARY).with_extension("wasm");
        let folder = workspace.path("target/wasm-bindgen").join(self.folder);
        let stamp = folder.join("made-from");
        let made_from = fingerprint(workspace, &compiled, self.flags())?;
        if fs::read_to_string(&stamp).is_ok_and(|had| had == made_from) {
            return Ok("unchanged".into());
        }
        let _ = fs::remove_file(&stamp);
        let mut bindgen = workspace.command("wasm-bindgen");
        run(
            bindgen.args(BINDGEN_FLAGS).arg("--out-dir").arg(&folder).arg(&compiled),
            &self.log(workspace, "wasm-bindgen"),
        )?;
        let size = shrink(workspace, self.flags(), &folder.join(format!("{LIBRARY}_bg.wasm")))?;
        fs::write(stamp, made_from)?;
        Ok(format!("built, {size} bytes deflated"))
    }

    fn profile(&self) -> &'static str {
        if self.aim == Aim::Fast { "wasm-fast" } else { "wasm" }
    }

    /// The optimiser's.
    fn flags(&self) -> &'static [&'static str] {
        if self.aim == Aim::Fast { &shrink::FAST } else { &shrink::SMALL }
    }

    fn target_folder(&self, workspace: &Workspace) -> PathBuf {
        workspace.path(TARGET_FOLDER).join(self.target)
    }

    fn log(&self, workspace: &Workspace, tool: &str) -> PathBuf {
        workspace.log(&format!("{tool} {}", self.folder))
    }
}

/// Tells apart all that decides what glue and module look like.
fn fingerprint(workspace: &Workspace, compiled: &Path, flags: &[&str]) -> Result<String> {
    let mut hasher = DefaultHasher::new();
    fs::read(compiled)?.hash(&mut hasher);
    ask(workspace.command("wasm-bindgen").arg("--version"))?.hash(&mut hasher);
    fs::read(workspace.path("package-lock.json"))?.hash(&mut hasher);
    (BINDGEN_FLAGS, flags, shrink::FEATURES, shrink::NAMING).hash(&mut hasher);
    Ok(format!("{:016x}", hasher.finish()))
}
