//! Firefox and `WebKitGTK` (the engine of Safari, as Debian has it), for the long test run.

use super::apt;
use crate::progress::Step;
use crate::workspace::Workspace;
use anyhow::{Context, Result};

/// A browser may have another name elsewhere: these are one requirement.
type Names = &'static [&'static str];

/// The browser of `WebKitGTK` has no headless mode, hence a screen in memory. Its driver knows where the browser is.
const PROGRAMS: [Names; 3] = [&["firefox", "firefox-esr"], &["WebKitWebDriver"], &["xvfb-run"]];
const DEBIAN_PACKAGES: [&str; 4] = ["firefox-esr", "webkit2gtk-driver", "xvfb", "xauth"];

pub fn ensure(workspace: &Workspace, step: &Step) -> Result<String> {
    if missing(workspace).is_none() {
        return Ok("found Firefox and WebKitGTK".to_owned());
    }
    apt::install(workspace, step, &DEBIAN_PACKAGES)
        .context("the long test run needs Firefox, WebKitGTK's WebKitWebDriver and xvfb-run on the PATH")?;
    match missing(workspace) {
        None => Ok("installed Firefox and WebKitGTK".to_owned()),
        Some(name) => anyhow::bail!("{name} was installed and yet is not on the PATH"),
    }
}

fn missing(workspace: &Workspace) -> Option<&'static str> {
    PROGRAMS.iter().find(|names| workspace.find_program(names).is_none()).and_then(|names| names.first().copied())
}
