//! What outlives a restart: every change is written to a file before it is acknowledged. At start the file is read, done
//! again, and written anew without what has been overwritten or deleted since.
//!
//! A change and its record happen under one lock, so that the file has them in the order in which they happened.

mod folder;
mod record;
mod replay;

use std::fs::File;
use std::io::Write;
use std::sync::{Mutex, PoisonError};

pub use record::Record;
pub use replay::restore;

use crate::error::EsError;
use folder::Folder;

/// The file of changes; without a folder nothing is kept.
#[derive(Default)]
pub struct Journal(Mutex<Option<Open>>);

struct Open {
    /// Keeps its lock.
    _folder: Folder,
    file: File,
    /// Where the last whole record ends.
    end: u64,
    /// Whether the file ends in the middle of a record, and could not be cut.
    is_broken: bool,
}

impl Journal {
    /// Makes a change, and keeps what `records` makes of its outcome. A change that cannot be kept is not acknowledged,
    /// though searches may see it until the next start.
    pub fn keep<T>(
        &self,
        change: impl FnOnce() -> Result<T, EsError>,
        records: impl FnOnce(&T) -> Result<Vec<Record>, EsError>,
    ) -> Result<T, EsError> {
        let mut open = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let Some(open) = open.as_mut() else {
            drop(open);
            return change();
        };
        open.check()?;
        let outcome = change()?;
        open.append(&records(&outcome)?)?;
        Ok(outcome)
    }

    /// Keeps a record of something that changes nothing.
    pub fn mark(&self, record: impl FnOnce() -> Record) -> Result<(), EsError> {
        self.keep(|| Ok(()), |()| Ok(vec![record()]))
    }

    /// Writes the file anew with these records, and keeps changes from now on.
    fn begin(&self, folder: Folder, records: impl Iterator<Item = Result<Record, EsError>>) -> Result<(), EsError> {
        let (file, end) = folder.rewrite(records)?;
        let open = Open { _folder: folder, file, end, is_broken: false };
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some(open);
        Ok(())
    }
}

impl Open {
    fn check(&self) -> Result<(), EsError> {
        if self.is_broken {
            return Err(failed("an earlier write has failed; free space in the data folder and start anew"));
        }
        Ok(())
    }

    /// Returns when the records are on the disk. A record that did not get there whole is cut off again.
    fn append(&mut self, records: &[Record]) -> Result<(), EsError> {
        let lines = records.iter().map(Record::to_line).collect::<Result<Vec<_>, _>>()?.concat();
        match self.file.write_all(lines.as_bytes()).and_then(|()| self.file.sync_data()) {
            Ok(()) => {
                self.end += lines.len() as u64;
                Ok(())
            }
            Err(error) => {
                self.is_broken = self.file.set_len(self.end).is_err();
                Err(failed(&error.to_string()))
            }
        }
    }
}

/// The error for a change that could not be kept.
fn failed(reason: &str) -> EsError {
    EsError::new(500, "i_o_exception", format!("the change cannot be kept: {reason}"))
}
