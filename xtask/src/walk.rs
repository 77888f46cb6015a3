//! Folders and what is below them: files of a name anywhere in the repository, so that a new folder takes part without
//! being listed; and a copy of a folder.

use anyhow::Result;
use std::fs;
use std::path::{Path, PathBuf};

/// Folders that hold what was downloaded or built.
const PASSED_OVER: [&str; 3] = ["node_modules", "target", "dist"];

/// All files called `name` below `folder`, sorted.
pub fn files_named(name: &str, folder: &Path) -> Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    collect(name, folder, &mut found)?;
    found.sort();
    Ok(found)
}

fn collect(name: &str, folder: &Path, found: &mut Vec<PathBuf>) -> Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let called = entry.file_name();
        let called = called.to_string_lossy();
        if called == name {
            found.push(entry.path());
        } else if entry.file_type()?.is_dir() && !called.starts_with('.') && !PASSED_OVER.contains(&&*called) {
            collect(name, &entry.path(), found)?;
        }
    }
    Ok(())
}

/// Copies a folder with all that is in it. What the copy already has and the original lacks stays.
pub fn copy_folder(from: &Path, to: &Path) -> Result<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let target = to.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            copy_folder(&entry.path(), &target)?;
        } else {
            fs::copy(entry.path(), target)?;
        }
    }
    Ok(())
}
