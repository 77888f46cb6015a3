//! The folder of `--data`: a lock, so that two emulators don't write to it, and the file of changes.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, BufWriter, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};

use serde_json::{Map, Value};

use super::{Record, failed};
use crate::error::EsError;
use crate::file_error::at;

const LOCK: &str = "lock";
const JOURNAL: &str = "changes.ndjson";
const NEXT: &str = "changes.ndjson.new";

/// A data folder that is ours as long as this lives.
pub struct Folder {
    path: PathBuf,
    _lock: File,
}

impl Folder {
    /// Makes the folder, if need be, and locks it.
    pub fn open(path: &Path) -> io::Result<Self> {
        if path.exists() && !path.is_dir() {
            return Err(io::Error::other(format!("{}: --data wants a folder, and this is none", path.display())));
        }
        fs::create_dir_all(path).map_err(|error| at(path, &error))?;
        let lock = writable(&path.join(LOCK), false)?;
        match lock.try_lock() {
            Ok(()) => Ok(Self { path: path.to_owned(), _lock: lock }),
            Err(TryLockError::WouldBlock) => {
                let reason = "another emulator is using this folder; end it, or give another by --data";
                Err(io::Error::other(format!("{}: {reason}", path.display())))
            }
            Err(TryLockError::Error(error)) => Err(at(path, &error)),
        }
    }

    /// The records in their order. A last line that was not written whole is left out, as nobody was told of it; any
    /// other line that cannot be read is an error.
    pub fn read(&self) -> io::Result<Vec<Record>> {
        let path = self.path.join(JOURNAL);
        let text = match fs::read(&path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
            read => read.map_err(|error| at(&path, &error))?,
        };
        let whole = text.iter().rposition(|byte| *byte == b'\n').map_or(0, |end| end + 1);
        let lines = text.get(..whole).unwrap_or_default().split_inclusive(|byte| *byte == b'\n');
        let record = |(line, number): (&[u8], usize)| {
            serde_json::from_slice(line)
                .map_err(|error| io::Error::other(format!("{}:{number}: {}", path.display(), spoilt(line, &error))))
        };
        lines.zip(1..).map(record).collect()
    }

    /// Puts a new file with these records in the place of the old one, in one step. Returns the file, to append to, and
    /// its length.
    pub fn rewrite(&self, records: impl Iterator<Item = Result<Record, EsError>>) -> Result<(File, u64), EsError> {
        let next = self.path.join(NEXT);
        let mut file = BufWriter::new(writable(&next, true).map_err(|error| failed(&error.to_string()))?);
        let mut length = 0;
        for record in records {
            let line = record?.to_line()?;
            length += line.len() as u64;
            file.write_all(line.as_bytes()).map_err(|error| failed(&error.to_string()))?;
        }
        let file = file.into_inner().map_err(|error| failed(&error.to_string()))?;
        let replaced = file.sync_all().and_then(|()| fs::rename(&next, self.path.join(JOURNAL)));
        let synced = replaced.and_then(|()| File::open(&self.path)?.sync_all());
        synced.map(|()| (file, length)).map_err(|error| failed(&error.to_string()))
    }
}

/// Why a line is no change.
fn spoilt(line: &[u8], error: &serde_json::Error) -> String {
    let is_object = serde_json::from_slice::<Map<String, Value>>(line).is_ok();
    let (what, remedy) = if is_object {
        ("this emulator does not know this change", "a newer one has used this folder: start that one")
    } else {
        ("this is no change", "something else has written to this file: take the line out")
    };
    format!("{what} ({error}); {remedy}, or give another folder by --data")
}

/// A file that only its owner reads.
fn writable(path: &Path, empty: bool) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.append(!empty).write(true).truncate(empty).create(true).mode(0o600);
    options.open(path).map_err(|error| at(path, &error))
}
