//! The scripts of the repository's package.json files.

use crate::walk::files_named;
use crate::workspace::Workspace;
use anyhow::{Context, Result};
use serde_json::Value;
use std::fs;
use std::path::PathBuf;

/// The folders, relative to the root, whose package.json has a script of this name.
pub fn folders_with(workspace: &Workspace, script: &str) -> Result<Vec<PathBuf>> {
    let root = workspace.path("");
    let mut folders = Vec::new();
    for file in files_named("package.json", &root)? {
        let package: Value = serde_json::from_slice(&fs::read(&file)?).with_context(|| file.display().to_string())?;
        let has_script = package.get("scripts").and_then(|scripts| scripts.get(script)).is_some();
        let folder = file.parent().and_then(|folder| folder.strip_prefix(&root).ok());
        folders.extend(folder.filter(|_| has_script).map(PathBuf::from));
    }
    Ok(folders)
}
