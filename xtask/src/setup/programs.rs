//! Programs that a test run starts and that Debian has packages of.

use super::apt;
use crate::progress::Step;
use crate::workspace::Workspace;
use anyhow::{Context, Result};

/// A program may have another name elsewhere: these are one requirement.
type Names = &'static [&'static str];

/// Programs that are needed together.
pub struct Programs {
    /// Who needs them, for a message.
    needed_by: &'static str,
    names: &'static [Names],
    debian_packages: &'static [&'static str],
}

/// The documentation's commands are run as they stand there.
pub const SHELL: Programs = Programs {
    needed_by: "the documentation's tests",
    names: &[&["bash"], &["curl"]],
    debian_packages: &["bash", "curl"],
};

/// Firefox and `WebKitGTK` (the engine of Safari, as Debian has it). The latter has no headless mode, hence a screen in
/// memory. Its driver knows where the browser is.
pub const OTHER_BROWSERS: Programs = Programs {
    needed_by: "the long test run",
    names: &[&["firefox", "firefox-esr"], &["WebKitWebDriver"], &["xvfb-run"]],
    debian_packages: &["firefox-esr", "webkit2gtk-driver", "xvfb", "xauth"],
};

impl Programs {
    pub fn ensure(&self, workspace: &Workspace, step: &Step) -> Result<String> {
        if self.missing(workspace).is_empty() {
            return Ok("found".to_owned());
        }
        let missing = self.missing(workspace).join(", ");
        let needs = || format!("{}: {missing} must be on the PATH", self.needed_by);
        apt::install(workspace, step, self.debian_packages).with_context(needs)?;
        match self.missing(workspace).first() {
            None => Ok(format!("installed {missing}")),
            Some(name) => anyhow::bail!("{name} was installed and yet is not on the PATH"),
        }
    }

    fn missing(&self, workspace: &Workspace) -> Vec<&'static str> {
        let missing = self.names.iter().filter(|names| workspace.find_program(names).is_none());
        missing.filter_map(|names| names.first().copied()).collect()
    }
}
