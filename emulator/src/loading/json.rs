//! A JSON array of documents.

use serde_json::value::RawValue;
use serde_json::{Map, Value};

use super::Entry;
use super::file::Failure;

/// The entries of a file.
pub fn entries(text: &str) -> Result<Vec<Entry>, Failure> {
    let documents: Vec<&RawValue> = serde_json::from_str(text).map_err(|error| Failure::of_json(&error))?;
    let mut places = Places { text, offset: 0, line: 1 };
    let entry = |document: &&RawValue| {
        let line = places.line_of(document.get());
        let document: Map<String, Value> =
            serde_json::from_str(document.get()).map_err(|error| Failure::of_object(line, &error))?;
        Ok(Entry { line, lines: format!("{{\"index\":{{}}}}\n{}\n", Value::from(document)) })
    };
    documents.iter().map(entry).collect()
}

/// Finds the lines of parts of a text that are asked for in their order.
struct Places<'a> {
    text: &'a str,
    offset: usize,
    line: usize,
}

impl Places<'_> {
    fn line_of(&mut self, part: &str) -> usize {
        let offset = part.as_ptr() as usize - self.text.as_ptr() as usize;
        let between = self.text.get(self.offset..offset).unwrap_or_default();
        self.line += between.bytes().filter(|byte| *byte == b'\n').count();
        self.offset = offset;
        self.line
    }
}
