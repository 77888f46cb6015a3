//! Doing the changes of a file again.

use std::io;
use std::path::Path;

use serde_json::{Value, json};
use tracing::info;

use super::Record;
use super::folder::Folder;
use crate::Node;
use crate::error::EsError;
use crate::progress::Progress;

/// Documents that are written at a time.
const BATCH: usize = 1000;

/// Brings a node to where it was when it last used this folder, and keeps its changes there from now on.
pub fn restore(node: &Node, path: &Path) -> io::Result<()> {
    let folder = Folder::open(path)?;
    let records = without_half_a_load(folder.read()?);
    let count = records.len();
    let mut writes = Writes::new(count);
    let replayed = || -> Result<(), EsError> {
        for record in records {
            if let Some(record) = writes.take(node, record)? {
                writes.flush(node)?;
                apply(node, record)?;
            }
        }
        writes.flush(node)
    };
    let restored = replayed().and_then(|()| node.journal.begin(folder, node.snapshot()?));
    restored.map_err(|error| io::Error::other(format!("{}: {error}", path.display())))?;
    info!(changes = count, folder = %path.display(), "restored");
    Ok(())
}

/// What a start loaded that ended before all of it was there is left out, so that the next one loads it from the beginning.
fn without_half_a_load(mut records: Vec<Record>) -> Vec<Record> {
    let last = records.iter().rposition(|record| matches!(record, Record::Load | Record::Loaded));
    if let Some(begin) = last.filter(|last| matches!(records.get(*last), Some(Record::Load))) {
        records.truncate(begin);
    }
    records
}

/// Documents to write next, in their order: one by one they would take several times as long.
struct Writes {
    lines: String,
    count: usize,
    progress: Progress,
    done: usize,
}

impl Writes {
    fn new(of: usize) -> Self {
        Self { lines: String::new(), count: 0, progress: Progress::new("restoring", Some(of)), done: 0 }
    }

    /// Takes the record of a document; any other is given back.
    fn take(&mut self, node: &Node, record: Record) -> Result<Option<Record>, EsError> {
        match record {
            Record::Write { index, id, source } => {
                let action = json!({ "index": { "_index": index, "_id": id } });
                self.lines.extend([
                    action.to_string(),
                    "\n".to_owned(),
                    Value::from(source).to_string(),
                    "\n".to_owned(),
                ]);
            }
            Record::Delete { index, id } => {
                let action = json!({ "delete": { "_index": index, "_id": id } });
                self.lines.extend([action.to_string(), "\n".to_owned()]);
            }
            other => return Ok(Some(other)),
        }
        self.count += 1;
        if self.count == BATCH {
            self.flush(node)?;
        }
        Ok(None)
    }

    fn flush(&mut self, node: &Node) -> Result<(), EsError> {
        if self.count > 0 {
            node.indices.bulk(None, self.lines.as_bytes())?;
            self.done += self.count;
            self.progress.show(self.done);
        }
        self.lines.clear();
        self.count = 0;
        Ok(())
    }
}

fn apply(node: &Node, record: Record) -> Result<(), EsError> {
    match record {
        Record::PutIndex { name, body } => node.indices.create(&name, &body),
        Record::DeleteIndex { name } => node.indices.delete(&name),
        Record::PutMapping { index, body } => node.indices.put_mapping(&index, &body),
        Record::Alias { name, indices } if indices.is_empty() => node.indices.drop_alias(&name),
        Record::Alias { name, indices } => node.indices.set_alias(&name, &indices),
        Record::PutApplication { name, body } => node.applications.restore(&name, &body),
        Record::DeleteApplication { name } => node.applications.delete(&name),
        Record::Key(key) => node.api_keys.restore(*key),
        Record::Write { .. } | Record::Delete { .. } | Record::Load | Record::Loaded => Ok(()),
    }
}

impl Node {
    /// Records that make everything there is.
    fn snapshot(&self) -> Result<impl Iterator<Item = Result<Record, EsError>>, EsError> {
        let (applications, keys) = (self.applications.records(), self.api_keys.records());
        Ok(self.indices.records()?.chain(applications.map(Ok)).chain(keys.map(Ok)))
    }
}
