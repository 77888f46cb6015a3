//! Reading a file whole, gzipped or not, and the error that names a line of it.

use std::fmt::Display;
use std::fs;
use std::io::{self, Read};
use std::path::Path;

use flate2::read::MultiGzDecoder;

use crate::file_error::{at, plain};

/// What is wrong with a file, and where.
pub struct Failure {
    line: usize,
    reason: String,
}

impl Failure {
    /// Something about a line, counted from 1.
    pub fn new(line: usize, reason: &dyn Display) -> Self {
        Self { line, reason: reason.to_string() }
    }

    /// What the JSON reader says, which knows the line.
    pub fn of_json(error: &serde_json::Error) -> Self {
        Self::new(error.line().max(1), &words(error))
    }

    /// What the JSON reader says about a text that begins in this line and should be an object.
    pub fn of_object(line: usize, error: &serde_json::Error) -> Self {
        Self::new(line + error.line().max(1) - 1, &format!("not a JSON object: {}", words(error)))
    }

    /// The error, with the name of the file.
    pub fn at(&self, path: &Path) -> io::Error {
        io::Error::other(format!("{}:{}: {}", path.display(), self.line, self.reason))
    }
}

/// The text of a file; one whose name ends in `.gz` is unpacked.
pub fn read(path: &Path) -> io::Result<String> {
    let failed = |error: io::Error| at(path, &error);
    let bytes = fs::read(path).map_err(failed)?;
    let mut text = String::new();
    let is_packed = path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("gz"));
    let read = if is_packed {
        MultiGzDecoder::new(bytes.as_slice()).read_to_string(&mut text)
    } else {
        bytes.as_slice().read_to_string(&mut text)
    };
    read.map_err(|error| {
        let reason = if is_packed { "cannot be unpacked and read as UTF-8" } else { "cannot be read as UTF-8" };
        io::Error::other(format!("{}: {reason}: {}", path.display(), plain(&error)))
    })?;
    Ok(text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text))
}

/// What the JSON reader says, with the place in the line alone: it counts lines from the beginning of what it was given.
fn words(error: &serde_json::Error) -> String {
    let text = error.to_string();
    let place = format!(" at line {} column {}", error.line(), error.column());
    match text.strip_suffix(&place) {
        Some(reason) => format!("{reason} at column {}", error.column()),
        None => text,
    }
}

/// What the name ends in, before `.gz`, in lower case.
pub fn extension(path: &Path) -> String {
    let name = path.to_string_lossy().to_ascii_lowercase();
    let name = name.strip_suffix(".gz").unwrap_or(&name);
    name.rsplit_once('.').map(|(_, extension)| extension.to_owned()).unwrap_or_default()
}
