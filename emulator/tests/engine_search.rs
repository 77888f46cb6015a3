//! What searches find: each case is a search body, and what its response must hold (`ids` in their order, `any_order` of
//! ids, and values by JSON pointer).

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a test fails by panicking")]

mod engine;

use engine::{cases, films};
use serde_json::Value;

fn ids(response: &Value) -> Vec<&str> {
    response["hits"]["hits"].as_array().unwrap().iter().map(|hit| hit["_id"].as_str().unwrap()).collect()
}

fn texts(value: &Value) -> Vec<&str> {
    value.as_array().unwrap().iter().map(|id| id.as_str().unwrap()).collect()
}

fn failures(file: &str) -> Vec<String> {
    let engine = films();
    let mut failures = Vec::new();
    for case in cases(file) {
        let name = case["name"].as_str().unwrap();
        let response = match engine.search(&["films".to_owned()], &case["body"]) {
            Ok(response) => response,
            Err(error) => {
                failures.push(format!("{name}: {}", error.to_json()));
                continue;
            }
        };
        let mut checks = 0;
        if let Some(expected) = case.get("ids") {
            checks += 1;
            if ids(&response) != texts(expected) {
                failures.push(format!("{name}: expected {expected}, found {:?}", ids(&response)));
            }
        }
        if let Some(expected) = case.get("any_order") {
            checks += 1;
            let (mut found, mut expected) = (ids(&response), texts(expected));
            found.sort_unstable();
            expected.sort_unstable();
            if found != expected {
                failures.push(format!("{name}: expected {expected:?}, found {found:?}"));
            }
        }
        for (pointer, expected) in case.get("expect").and_then(Value::as_object).into_iter().flatten() {
            checks += 1;
            let found = response.pointer(pointer).unwrap_or(&Value::Null);
            if found != expected {
                failures.push(format!("{name}: {pointer}\n  expected {expected}\n  found    {found}"));
            }
        }
        assert!(checks > 0, "{name} checks nothing");
    }
    failures
}

#[track_caller]
fn all_pass(file: &str) {
    let failures = failures(file);
    assert!(failures.is_empty(), "{} failed:\n{}", failures.len(), failures.join("\n"));
}

#[test]
fn text_queries_find_by_words_phrases_and_prefixes() {
    all_pass("text_queries.json");
}

#[test]
fn exact_queries_find_by_values() {
    all_pass("exact_queries.json");
}

#[test]
fn query_strings_are_read_as_lucene_reads_them() {
    all_pass("query_strings.json");
}

#[test]
fn aggregations_count_the_documents_found() {
    all_pass("aggregations.json");
}

#[test]
fn highlights_mark_the_terms_found() {
    all_pass("highlights.json");
}

#[test]
fn hits_are_sorted_paged_and_filtered() {
    all_pass("hits.json");
}
