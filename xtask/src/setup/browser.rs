//! Chromium (or Chrome) and the driver of the same major version, by which the tests control it.

use super::apt;
use crate::progress::Step;
use crate::run::ask;
use crate::workspace::Workspace;
use anyhow::{Context, Result};
use std::path::PathBuf;
use std::process::Command;

const BROWSERS: [&str; 4] = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
const MAC_BROWSER: &str = "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome";
const DEBIAN_PACKAGES: [&str; 2] = ["chromium", "chromium-driver"];

/// A browser and a driver that fit each other.
pub struct Browser {
    program: PathBuf,
    driver: PathBuf,
}

pub fn ensure(workspace: &Workspace, step: &Step) -> Result<String> {
    let found = Browser::find(workspace);
    if let Ok(browser) = found {
        return Ok(format!("found {}", browser.program.display()));
    }
    apt::install(workspace, step, &DEBIAN_PACKAGES)
        .context("the tests need Chromium or Chrome, and a chromedriver of the same major version, on the PATH")?;
    let browser = Browser::find(workspace)?;
    Ok(format!("installed {}", browser.program.display()))
}

impl Browser {
    pub fn find(workspace: &Workspace) -> Result<Self> {
        let driver = workspace.find_program(&["chromedriver"]).context("no chromedriver on the PATH")?;
        let wanted = major(workspace, &driver)?;
        let on_path = BROWSERS.iter().filter_map(|name| workspace.find_program(&[name]));
        let mut candidates = on_path.chain([PathBuf::from(MAC_BROWSER)]);
        candidates
            .find(|program| major(workspace, program).is_ok_and(|major| major == wanted))
            .map(|program| Self { program, driver })
            .with_context(|| format!("no Chromium or Chrome of version {wanted}, as the chromedriver has, on the PATH"))
    }

    /// Tells the tests that this command starts which browser to use.
    pub fn apply(&self, command: &mut Command) {
        command.env("CHROMIUM_PATH", &self.program).env("CHROMEDRIVER", &self.driver);
    }
}

/// `Chromium 156.0.1.2 built on …`, `ChromeDriver 156.0.1.2 (…)` → `156`
fn major(workspace: &Workspace, program: &PathBuf) -> Result<String> {
    let words = ask(workspace.command(program).arg("--version"))?;
    let version = words.split_whitespace().find(|word| word.starts_with(|c: char| c.is_ascii_digit()));
    let major = version.and_then(|version| version.split('.').next());
    major.map(str::to_owned).with_context(|| format!("`{words}` names no version"))
}
