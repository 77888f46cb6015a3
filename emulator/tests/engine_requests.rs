//! How search bodies are read: what is refused, with which words, and how a body is printed back.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a test fails by panicking")]

mod engine;

use engine::{cases, films, index};
use serde_json::Value;

/// Whether an error body has what a case says of it.
fn check(error: &Value, expected: &Value) -> Result<(), String> {
    let places = [
        ("type", "/error/type"),
        ("reason", "/error/reason"),
        ("root", "/error/root_cause/0/type"),
        ("root_reason", "/error/root_cause/0/reason"),
        ("cause", "/error/caused_by/type"),
    ];
    for (name, pointer) in places {
        if let Some(expected) = expected.get(name)
            && error.pointer(pointer) != Some(expected)
        {
            return Err(format!("{name}: expected {expected}, found {error}"));
        }
    }
    let reason = error["error"]["reason"].as_str().unwrap();
    let part = expected.get("contains").and_then(Value::as_str).unwrap_or_default();
    if error["status"] == 400 && reason.contains(part) {
        Ok(())
    } else {
        Err(format!("expected {part}, found {error}"))
    }
}

#[test]
fn what_can_not_be_searched_for_is_refused_in_the_words_of_elasticsearch() {
    let mut failures = Vec::new();
    for (name, file) in [("films", "errors.json"), ("places", "places_errors.json")] {
        let engine = index(name);
        for case in cases(file) {
            let outcome = match engine.search(&[name.to_owned()], &case["body"]) {
                Ok(response) => Err(format!("found {response}")),
                Err(error) => check(&error.to_json(), &case["error"]),
            };
            failures.extend(outcome.err().map(|failure| format!("{}: {failure}", case["name"])));
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

#[test]
fn a_body_is_printed_back_in_its_normal_form() {
    let engine = films();
    for case in cases("rendered.json") {
        let request = engine.parse_search(&case["body"]).unwrap_or_else(|error| panic!("{}: {error}", case["name"]));
        assert_eq!(request.to_json(), case["rendered"], "{}", case["name"]);
        // The normal form is a fixed point: what was printed is read and printed the same.
        assert_eq!(engine.parse_search(&request.to_json()).unwrap().to_json(), case["rendered"], "{}", case["name"]);
    }
}

#[test]
fn a_missing_index_is_not_found() {
    let error = films().search(&["nothing".to_owned()], &serde_json::json!({})).unwrap_err();
    assert_eq!((error.status, error.kind.as_str()), (404, "index_not_found_exception"));
    assert_eq!(error.reason, "no such index [nothing]");
}
