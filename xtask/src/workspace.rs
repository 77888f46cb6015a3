//! Where things lie in the repository, and the environment in which every child process starts.

use anyhow::{Context, Result};
use std::env;
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// The repository's root folder.
pub struct Workspace {
    root: PathBuf,
}

impl Workspace {
    /// Cargo names xtask's own folder when it runs it; the repository is that folder's parent.
    pub fn find() -> Result<Self> {
        let folder = env::var_os("CARGO_MANIFEST_DIR").context("start this as `cargo xtask`, not by its path")?;
        let root = Path::new(&folder).parent().context("xtask lies at the root of a disk")?;
        Ok(Self { root: root.to_owned() })
    }

    /// A path from the root, with `/` between its parts.
    pub fn path(&self, relative: &str) -> PathBuf {
        self.root.join(relative)
    }

    /// The file that keeps the whole output of the step with this name.
    pub fn log(&self, step: &str) -> PathBuf {
        let name: String = step.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '-' }).collect();
        self.root.join("target/logs").join(name).with_extension("log")
    }

    /// A command that runs in the root, without input, writes plain text, and finds the project's own tools first.
    pub fn command(&self, program: impl Into<OsString>) -> Command {
        let mut command = Command::new(program.into());
        command.current_dir(&self.root).stdin(Stdio::null()).env("PATH", self.search_path());
        command.env("CARGO_TERM_COLOR", "never").env("NO_COLOR", "1").env_remove("FORCE_COLOR");
        self.forget_outer_cargo(&mut command);
        command
    }

    /// A command that runs on until it is ended. Should this program be killed outright, the kernel ends it, where the
    /// system has a way to ask for that.
    pub fn server(&self, program: impl Into<OsString>) -> Command {
        let Some(guard) = self.find_program(&["setpriv"]) else { return self.command(program) };
        let mut command = self.command(guard);
        command.args(["--pdeathsig", "KILL", "--"]).arg(program.into());
        command
    }

    /// The cargo that runs this program, so that a `cargo +toolchain xtask` holds for all steps.
    pub fn cargo(&self) -> Command {
        self.command(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
    }

    /// The first of these programs that the search path has.
    pub fn find_program(&self, names: &[&str]) -> Option<PathBuf> {
        let path = self.search_path();
        names
            .iter()
            .find_map(|name| env::split_paths(&path).map(|folder| folder.join(name)).find(|file| file.is_file()))
    }

    fn search_path(&self) -> OsString {
        let outer = env::var_os("PATH").unwrap_or_default();
        let folders = [self.path(".tools/bin")].into_iter().chain(env::split_paths(&outer));
        env::join_paths(folders).unwrap_or(outer)
    }

    /// `cargo run` tells its program about itself. Passed on, that would make a nested cargo rebuild what depends on
    /// it, and would hand one compiler's libraries to another compiler.
    fn forget_outer_cargo(&self, command: &mut Command) {
        for (name, _) in env::vars_os() {
            let text = name.to_string_lossy();
            if text.starts_with("CARGO_PKG_") || text.starts_with("CARGO_MANIFEST_") {
                command.env_remove(&name);
            }
        }
        let libraries = env::var_os("LD_LIBRARY_PATH").unwrap_or_default();
        let foreign = env::split_paths(&libraries).filter(|folder| !self.is_from_cargo(folder));
        match env::join_paths(foreign) {
            Ok(rest) if !rest.is_empty() => command.env("LD_LIBRARY_PATH", rest),
            _ => command.env_remove("LD_LIBRARY_PATH"),
        };
    }

    fn is_from_cargo(&self, folder: &Path) -> bool {
        let rustup = env::var_os("RUSTUP_HOME").is_some_and(|home| folder.starts_with(home));
        rustup || folder.starts_with(&self.root) || folder.as_os_str().is_empty()
    }
}
