//! Loading documents from a file at start.

use std::fmt::Display;
use std::io;
use std::path::Path;

use tracing::info;

use crate::backend::Backend;

/// Documents sent to the engine at a time.
const BATCH: usize = 1000;

/// Loads a file with one JSON document a line into an index, which is created if need be.
pub fn load(backend: &dyn Backend, index: &str, path: &Path) -> io::Result<()> {
    let failed = |error: &dyn Display| io::Error::other(format!("{}: {error}", path.display()));
    let text = std::fs::read_to_string(path).map_err(|error| failed(&error))?;
    let documents: Vec<&str> = text.lines().filter(|line| !line.trim().is_empty()).collect();
    let mut loaded = 0;
    for batch in documents.chunks(BATCH) {
        let body: String = batch.iter().flat_map(|document| ["{\"index\":{}}\n", document, "\n"]).collect();
        let answer = backend.bulk(index, body.as_bytes()).map_err(|error| failed(&error))?;
        if answer.get("errors") == Some(&true.into()) {
            return Err(failed(&first_error(&answer)));
        }
        loaded += batch.len();
        info!(index, loaded, of = documents.len(), "loading");
    }
    Ok(())
}

fn first_error(answer: &serde_json::Value) -> String {
    let items = answer.get("items").and_then(serde_json::Value::as_array).into_iter().flatten();
    let failed = items.flat_map(|item| item.as_object().into_iter().flat_map(|item| item.values()));
    failed.filter_map(|item| item.get("error")).map(ToString::to_string).next().unwrap_or_default()
}
