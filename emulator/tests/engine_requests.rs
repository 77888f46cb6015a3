//! How search bodies are read: what is refused, with which words, and how a body is printed back.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a test fails by panicking")]

mod engine;

use engine::{cases, films, index};
use serde_json::{Value, json};

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

/// The names of Elasticsearch's that the engine does not have, by what they are names of.
fn unsupported(kind: &str) -> Vec<String> {
    let table: Value = serde_json::from_str(&engine::data("unsupported.json")).unwrap();
    table[kind].as_array().unwrap().iter().map(|name| name.as_str().unwrap().to_owned()).collect()
}

#[test]
fn what_only_elasticsearch_has_is_refused_by_name_with_the_way_to_it() {
    let engine = films();
    let searches = |kind: &str, body: &dyn Fn(&str) -> Value| -> Vec<(String, Value)> {
        unsupported(kind).into_iter().map(|name| (name.clone(), body(&name))).collect()
    };
    let of_value = json!({ "some": 1 });
    let bodies = [
        searches("queries", &|name| json!({ "query": { "bool": { "filter": [{ name: of_value }] } } })),
        searches(
            "aggregations",
            &|name| json!({ "aggs": { "all": { "global": {}, "aggs": { "a": { name: of_value } } } } }),
        ),
        searches("searches", &|name| json!({ name: of_value })),
        searches("highlights", &|name| json!({ "highlight": { "fields": { "title": { name: of_value } } } })),
        searches("suggesters", &|name| json!({ "suggest": { "s": { "text": "x", name: of_value } } })),
    ];
    for (name, body) in bodies.concat() {
        let error = engine.search(&["films".to_owned()], &body).map(|_| "an answer").unwrap_err();
        assert_eq!((error.status, error.kind.as_str()), (400, "illegal_argument_exception"), "{name}");
        assert!(error.reason.contains(&format!("[{name}]")) && error.reason.contains("--upstream URL"), "{error}");
    }
    for name in unsupported("types") {
        let mapping = json!({ "mappings": { "properties": { "a": { "type": name } } } });
        let error = engine.create_index("other", &mapping).unwrap_err();
        assert!(error.reason.contains(&format!("[{name}]")) && error.reason.contains("--upstream URL"), "{error}");
    }
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
