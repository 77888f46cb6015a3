//! The compiler for the browser: the ordinary one where it knows the wasm target, else Debian's with the standard
//! library that set-up built for it.

use crate::run::ask;
use crate::workspace::Workspace;
use anyhow::{Context, Result};
use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

pub const TARGET: &str = "wasm32-unknown-unknown";
/// Where cargo puts what it builds for the browser: apart, since its compiler may be another one.
pub const TARGET_FOLDER: &str = "target/wasm";

const DEBIAN_RUSTC: &str = "/usr/bin/rustc";
const DEBIAN_SYSROOT: &str = ".tools/sysroot";
/// The file in that sysroot that names the compiler it was built for.
pub const SYSROOT_STAMP: &str = "built-for";

/// The standard library compiled for size along with the crate, and a panic that is a bare trap: no message, no
/// formatting, no source locations. These are unstable, so the compiler has to be told that it may.
const SMALL_LIBRARY: [&str; 2] = ["-Zbuild-std=std,panic_abort", "-Zbuild-std-features=optimize_for_size"];
const SMALL_CODE: [&str; 6] = [
    "-Zunstable-options",
    "-Cpanic=immediate-abort",
    "-Zlocation-detail=none",
    "-Zfmt-debug=none",
    // Left out below the highest level, but what is inlined so early is simplified once for all its uses.
    "-Zinline-mir=yes",
    // It makes loops faster, and every one of them longer.
    "-Cllvm-args=-disable-lsr",
];

/// Three times what is inlined for speed by itself.
const FAST_CODE: &str = "-Cllvm-args=-inline-threshold=700";

/// A compiler that has just been seen to compile for the browser.
pub enum Toolchain {
    Ordinary,
    Debian { sysroot: PathBuf },
}

impl Toolchain {
    /// `None`: set-up has work to do.
    pub fn find(workspace: &Workspace) -> Option<Self> {
        let debian = Self::debian(workspace);
        let is_current = fs::read_to_string(workspace.path(DEBIAN_SYSROOT).join(SYSROOT_STAMP))
            .is_ok_and(|stamp| debian.version(workspace).is_ok_and(|version| version == stamp));
        [Some(Self::Ordinary), is_current.then_some(debian)].into_iter().flatten().find(|it| it.works(workspace))
    }

    /// The same as an error that says what to do.
    pub fn require(workspace: &Workspace) -> Result<Self> {
        Self::find(workspace).context("no Rust compiler for wasm32-unknown-unknown: run `cargo xtask setup`")
    }

    pub fn debian(workspace: &Workspace) -> Self {
        Self::Debian { sysroot: workspace.path(DEBIAN_SYSROOT) }
    }

    pub fn name(&self) -> &'static str {
        match self {
            Self::Ordinary => "of the installed Rust",
            Self::Debian { .. } => "of Debian's rustc-web",
        }
    }

    /// `rustc -vV`: what a standard library has to match.
    pub fn version(&self, workspace: &Workspace) -> Result<String> {
        ask(workspace.command(self.rustc()).arg("-vV"))
    }

    /// A cargo that builds for the browser. Flags that the caller's shell has for its own machine don't apply there.
    pub fn cargo(&self, workspace: &Workspace) -> Command {
        let mut cargo = workspace.cargo();
        self.apply(workspace, &mut cargo);
        cargo
    }

    /// A `cargo build` for the least bytes. `None` where the compiler can't: it is too old, or came without the
    /// sources of its library.
    pub fn small_build(&self, workspace: &Workspace) -> Option<Command> {
        self.builds_small(workspace).then(|| {
            let mut cargo = workspace.cargo();
            self.apply(workspace, &mut cargo);
            cargo.arg("build").args(SMALL_LIBRARY).env("RUSTC_BOOTSTRAP", "1");
            cargo.env("CARGO_ENCODED_RUSTFLAGS", SMALL_CODE.join("\x1f"));
            cargo
        })
    }

    /// A `cargo build` for speed.
    pub fn fast_build(&self, workspace: &Workspace) -> Command {
        let mut cargo = self.cargo(workspace);
        let mut flags = OsString::from(FAST_CODE);
        if let Self::Debian { sysroot } = self {
            flags.push("\x1f");
            flags.push(sysroot_flag(sysroot));
        }
        cargo.arg("build").env("CARGO_ENCODED_RUSTFLAGS", flags);
        cargo
    }

    /// Whether [`Toolchain::small_build`] can work.
    pub fn builds_small(&self, workspace: &Workspace) -> bool {
        let mut flags = workspace.command(self.rustc());
        let understands = ask(flags.env("RUSTC_BOOTSTRAP", "1").args(SMALL_CODE).args(["--print", "cfg"])).is_ok();
        let sysroot = ask(workspace.command(self.rustc()).args(["--print", "sysroot"]));
        let source = sysroot.map(|sysroot| Path::new(&sysroot).join("lib/rustlib/src/rust/library/Cargo.lock"));
        understands && source.is_ok_and(|file| file.exists())
    }

    /// A clippy that checks for the browser; it has to be of the same version as the compiler.
    pub fn clippy(&self, workspace: &Workspace) -> Command {
        let mut clippy = match self {
            Self::Ordinary => workspace.cargo(),
            Self::Debian { .. } => workspace.command("/usr/bin/cargo-clippy"),
        };
        clippy.arg("clippy");
        self.apply(workspace, &mut clippy);
        clippy
    }

    /// Makes every cargo that this command starts build for the browser with this toolchain.
    pub fn apply(&self, workspace: &Workspace, command: &mut Command) {
        command.env_remove("RUSTFLAGS").env("CARGO_TARGET_DIR", workspace.path(TARGET_FOLDER));
        if let Self::Debian { sysroot } = self {
            let flag = sysroot_flag(sysroot);
            command.env("RUSTC", DEBIAN_RUSTC).env("RUSTDOC", "/usr/bin/rustdoc");
            command.env("CARGO_ENCODED_RUSTFLAGS", &flag).env("CARGO_ENCODED_RUSTDOCFLAGS", flag);
        }
    }

    fn rustc(&self) -> OsString {
        match self {
            Self::Ordinary => std::env::var_os("RUSTC").unwrap_or_else(|| "rustc".into()),
            Self::Debian { .. } => DEBIAN_RUSTC.into(),
        }
    }

    /// Compiles the smallest library: the only proof that all parts are there and fit.
    fn works(&self, workspace: &Workspace) -> bool {
        let folder = workspace.path(TARGET_FOLDER).join("probe");
        let source = folder.join("probe.rs");
        let written = fs::create_dir_all(&folder)
            .and_then(|()| fs::write(&source, "#[unsafe(no_mangle)] pub extern \"C\" fn probe() { print!(\"\") }\n"));
        let mut rustc = workspace.command(self.rustc());
        rustc
            .args(["--edition=2024", "--crate-type=cdylib", "--target", TARGET, "--out-dir"])
            .arg(&folder)
            .arg(&source);
        if let Self::Debian { sysroot } = self {
            rustc.arg(sysroot_flag(sysroot));
        }
        written.is_ok() && ask(&mut rustc).is_ok()
    }
}

fn sysroot_flag(sysroot: &Path) -> OsString {
    let mut flag = OsString::from("--sysroot=");
    flag.push(sysroot);
    flag
}
