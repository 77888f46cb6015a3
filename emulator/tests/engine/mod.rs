//! The films and places that the engine's tests search, and the reading of their case files.

#![allow(dead_code, reason = "each test file uses a part of it")]

use std::{fs, path::PathBuf};

use emulator::engine::Engine;
use serde_json::Value;

/// A file of the tests' data.
pub fn data(name: &str) -> String {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/data/engine").join(name);
    fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// The cases of a file; a file without cases fails.
pub fn cases(name: &str) -> Vec<Value> {
    let cases: Vec<Value> = serde_json::from_str(&data(name)).unwrap();
    assert!(!cases.is_empty(), "{name} has no cases");
    cases
}

/// An engine with an index, whose mapping and documents are files of that name.
pub fn index(name: &str) -> Engine {
    let engine = Engine::in_memory();
    let mapping = data(&format!("{name}_mapping.json"));
    engine.create_index(name, &serde_json::from_str(&mapping).unwrap()).unwrap();
    let response = engine.bulk(Some(name), data(&format!("{name}.ndjson")).as_bytes(), true).unwrap();
    assert_eq!(response["errors"], false, "{response}");
    engine
}

/// An engine with the index `films` and its twelve documents.
pub fn films() -> Engine {
    index("films")
}
