//! Loading documents from files at start: NDJSON, with or without bulk actions, a JSON array, or CSV; each may be gzipped.

mod csv;
mod file;
mod json;
mod ndjson;

use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};

use serde_json::Value;
use tracing::info;

use crate::backend::{Backend, Search};
use crate::http::Reply;
use crate::journal::Record;
use crate::progress::Progress;
use crate::security::Identity;
use crate::{Config, Node};
use file::Failure;

/// Documents sent to the engine at a time, and bytes of them.
const BATCH: usize = 1000;
const BATCH_BYTES: usize = 5_000_000;

/// One action, and the document that it is about.
struct Entry {
    /// Where it stands in the file, from 1.
    line: usize,
    /// Both as lines of a bulk body.
    lines: String,
}

/// What an index is made of, or filled with: its name and a file.
pub type NamedFile = (String, PathBuf);

/// Creates the indices, then fills indices. What is there already stays as it is: an index is not made again, and one
/// that has documents is not filled. A start that ends before all is loaded leaves nothing of it in the data folder.
pub fn load(node: &Node) -> io::Result<()> {
    let Config { indices, load, .. } = &node.config;
    if indices.is_empty() && load.is_empty() {
        return Ok(());
    }
    node.journal.mark(|| Record::Load).map_err(io::Error::other)?;
    load_all(node.backend(), indices, load)?;
    node.journal.mark(|| Record::Loaded).map_err(io::Error::other)
}

fn load_all(backend: &dyn Backend, indices: &[NamedFile], documents: &[NamedFile]) -> io::Result<()> {
    for (index, path) in indices {
        create(backend, index, path)?;
    }
    let mut filled: BTreeMap<&str, bool> = BTreeMap::new();
    for (index, path) in documents {
        if *filled.entry(index).or_insert_with(|| has_documents(backend, index)) {
            info!(index, file = %path.display(), "not loaded: the index has documents");
            continue;
        }
        fill(backend, index, path)?;
    }
    Ok(())
}

fn create(backend: &dyn Backend, index: &str, path: &Path) -> io::Result<()> {
    let text = file::read(path)?;
    let body: Value = serde_json::from_str(&text).map_err(|error| Failure::of_json(&error).at(path))?;
    match backend.create_index(index, &body) {
        Err(error) if error.kind == "resource_already_exists_exception" => {
            info!(index, file = %path.display(), "not made: the index exists");
            Ok(())
        }
        made => made.map_err(|error| Failure::new(1, &error).at(path)),
    }
}

fn has_documents(backend: &dyn Backend, index: &str) -> bool {
    let identity = Identity::User(String::new());
    let (body, sight) = (serde_json::json!({}), identity.sight(&[]));
    let everything = Search { expression: index, body: &body, typed_keys: false, lenient: false, sight };
    let counted = backend.count(&everything).map(Reply::into_item);
    counted.is_ok_and(|body| body.get("count").and_then(Value::as_u64).is_some_and(|count| count > 0))
}

fn fill(backend: &dyn Backend, index: &str, path: &Path) -> io::Result<()> {
    let text = file::read(path)?;
    let entries = entries(backend, index, path, &text).map_err(|failure| failure.at(path))?;
    let progress = Progress::new(&format!("loading {index}"), Some(entries.len()));
    let mut rest = entries.as_slice();
    while !rest.is_empty() {
        let (batch, later) = rest.split_at(batch_length(rest));
        send(backend, index, batch).map_err(|failure| failure.at(path))?;
        rest = later;
        progress.show(entries.len() - rest.len());
    }
    Ok(())
}

fn entries(backend: &dyn Backend, index: &str, path: &Path, text: &str) -> Result<Vec<Entry>, Failure> {
    match file::extension(path).as_str() {
        "csv" => csv::entries(text, &backend.field_types(index)),
        _ if text.trim_start().starts_with('[') => json::entries(text),
        _ => ndjson::entries(text),
    }
}

/// How many of the entries go into the next batch: at least one.
fn batch_length(entries: &[Entry]) -> usize {
    let mut bytes = 0;
    let fitting = entries.iter().take(BATCH).take_while(|entry| {
        bytes += entry.lines.len();
        bytes <= BATCH_BYTES
    });
    fitting.count().max(1)
}

fn send(backend: &dyn Backend, index: &str, batch: &[Entry]) -> Result<(), Failure> {
    let body: String = batch.iter().map(|entry| entry.lines.as_str()).collect();
    let first = batch.first().map_or(1, |entry| entry.line);
    let answer = backend.bulk(index, body.as_bytes()).map_err(|error| Failure::new(first, &error))?;
    let items = answer.get("items").and_then(Value::as_array).into_iter().flatten();
    for (entry, item) in batch.iter().zip(items) {
        let mut outcomes = item.as_object().into_iter().flat_map(|item| item.values());
        if let Some(error) = outcomes.find_map(|outcome| outcome.get("error")) {
            return Err(Failure::new(entry.line, error));
        }
    }
    Ok(())
}
