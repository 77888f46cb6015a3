//! What searches find: each case is a search body, and what its response must hold (`ids` in their order, `any_order` of
//! ids, values by JSON pointer, and numbers that must be `near`).

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a test fails by panicking")]

mod engine;

use engine::{cases, index};
use serde_json::Value;

fn ids(response: &Value) -> Vec<&str> {
    response["hits"]["hits"].as_array().unwrap().iter().map(|hit| hit["_id"].as_str().unwrap()).collect()
}

fn texts(value: &Value) -> Vec<&str> {
    value.as_array().unwrap().iter().map(|id| id.as_str().unwrap()).collect()
}

/// Whether a number is what was expected but for its last digits.
fn is_near(found: &Value, expected: &Value) -> bool {
    let (Some(found), Some(expected)) = (found.as_f64(), expected.as_f64()) else { return false };
    (found - expected).abs() <= 1e-6 * expected.abs().max(1.0)
}

fn failures(name: &str, file: &str) -> Vec<String> {
    let engine = index(name);
    let names = [name.to_owned()];
    let mut failures = Vec::new();
    for case in cases(file) {
        let name = case["name"].as_str().unwrap();
        let response = match engine.search(&names, &case["body"]) {
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
        for (pointer, expected) in case.get("near").and_then(Value::as_object).into_iter().flatten() {
            checks += 1;
            let found = response.pointer(pointer).unwrap_or(&Value::Null);
            if !is_near(found, expected) {
                failures.push(format!("{name}: {pointer}\n  expected {expected}\n  found    {found}"));
            }
        }
        assert!(checks > 0, "{name} checks nothing");
    }
    failures
}

#[track_caller]
fn all_pass(index: &str, file: &str) {
    let failures = failures(index, file);
    assert!(failures.is_empty(), "{} failed:\n{}", failures.len(), failures.join("\n"));
}

#[test]
fn text_queries_find_by_words_phrases_and_prefixes() {
    all_pass("films", "text_queries.json");
}

#[test]
fn exact_queries_find_by_values() {
    all_pass("films", "exact_queries.json");
}

#[test]
fn query_strings_are_read_as_lucene_reads_them() {
    all_pass("films", "query_strings.json");
}

#[test]
fn simple_query_strings_are_never_an_error() {
    all_pass("films", "simple_query_strings.json");
}

#[test]
fn aggregations_count_the_documents_found() {
    all_pass("films", "aggregations.json");
}

#[test]
fn highlights_mark_the_terms_found() {
    all_pass("films", "highlights.json");
}

#[test]
fn hits_are_sorted_paged_and_filtered() {
    all_pass("films", "hits.json");
}

#[test]
fn points_are_found_sorted_and_counted_by_distance() {
    all_pass("places", "geo.json");
}

#[test]
fn nested_objects_are_matched_as_a_whole() {
    all_pass("places", "nested.json");
}

#[test]
fn completions_begin_with_what_was_typed() {
    all_pass("places", "suggest.json");
}
