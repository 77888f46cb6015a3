//! Hostile searches: each is answered or refused at a bounded cost, which is counted and not timed.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a test fails by panicking")]

mod engine;

use emulator::{engine::Engine, error::EsError};
use engine::films;
use serde_json::{Value, json};

fn search(engine: &Engine, body: &Value) -> Result<Value, EsError> {
    engine.search(&["films".to_owned()], body)
}

fn refusal(body: &Value) -> EsError {
    let answer = search(&films(), body).map(|_| "an answer");
    let error = answer.unwrap_err();
    assert_eq!(error.root_cause().status, 400, "{error:?}");
    error.root_cause().clone()
}

/// A query within so many others.
fn nested_queries(depth: usize) -> Value {
    (1..depth).fold(json!({ "match_all": {} }), |inner, _| json!({ "bool": { "filter": [inner] } }))
}

#[test]
fn queries_are_nested_to_a_depth_and_no_deeper() {
    assert_eq!(
        search(&films(), &json!({ "size": 0, "query": nested_queries(30) })).unwrap()["hits"]["total"]["value"],
        12
    );
    for depth in [31, 300] {
        let error = refusal(&json!({ "query": nested_queries(depth) }));
        assert!(error.reason.contains("[indices.query.bool.max_nested_depth]: [30]"), "{error:?}");
    }
    let error = refusal(&json!({ "aggs": { "a": { "filter": nested_queries(31) } } }));
    assert_eq!(error.kind, "illegal_argument_exception");
}

#[test]
fn aggregations_are_nested_to_a_depth_and_no_deeper() {
    let nested = |depth: usize| {
        (0..depth).fold(
            json!({ "filter": { "match_all": {} } }),
            |inner, _| json!({ "filter": { "match_all": {} }, "aggs": { "a": inner } }),
        )
    };
    assert!(search(&films(), &json!({ "size": 0, "aggs": { "a": nested(29) } })).is_ok());
    let error = refusal(&json!({ "aggs": { "a": nested(200) } }));
    assert!(error.reason.contains("aggregations nested deeper than 30 times"), "{error:?}");
}

#[test]
fn lists_in_lists_are_refused_where_a_value_belongs() {
    let deep = (0..900).fold(json!(1), |inner, _| json!([inner]));
    for body in [
        json!({ "query": deep }),
        json!({ "query": { "term": { "year": deep } } }),
        json!({ "query": { "terms": { "year": deep } } }),
        json!({ "sort": deep }),
        json!({ "aggs": deep }),
        json!({ "suggest": deep }),
        json!({ "_source": deep }),
        json!({ "highlight": deep }),
    ] {
        refusal(&body);
    }
}

#[test]
fn ten_thousand_filters_are_answered_and_more_are_too_many() {
    let filters = |count: usize| {
        let each = (0..count).map(|n| json!({ "range": { "year": { "gte": 1960 + n % 10 } } }));
        json!({ "size": 0, "query": { "bool": { "filter": each.collect::<Vec<_>>() } } })
    };
    assert_eq!(search(&films(), &filters(10_000)).unwrap()["hits"]["total"]["value"], 11);
    let error = refusal(&filters(20_000));
    assert_eq!(error.reason, "failed to create query: maxClauseCount is set to 16384");
    assert_eq!(error.caused_by.unwrap().kind, "too_many_clauses");
    let lists = json!({ "query": { "bool": { "must": filters(9000)["query"], "filter": filters(9000)["query"] } } });
    assert_eq!(refusal(&lists).kind, "too_many_nested_clauses");
}

#[test]
fn ten_thousand_counted_filters_are_answered() {
    let filters: Vec<Value> = (0..10_000).map(|n| json!({ "term": { "year": n } })).collect();
    let body = json!({ "size": 0, "aggs": { "f": { "filters": { "filters": filters } } } });
    let answer = search(&films(), &body).unwrap();
    assert_eq!(answer["aggregations"]["f"]["buckets"][1977]["doc_count"], 1);
}

#[test]
fn optional_clauses_cost_no_more_memory_the_more_there_are() {
    let clauses = vec![json!({ "match_all": {} }); 10_000];
    let answer = search(&films(), &json!({ "size": 1, "query": { "bool": { "should": clauses } } })).unwrap();
    assert_eq!(answer["hits"]["max_score"], 10_000.0);
}

#[test]
fn a_text_of_very_many_words_is_too_much() {
    let words = "star ".repeat(20_000);
    for query in [
        json!({ "match": { "title": words } }),
        json!({ "multi_match": { "query": words, "fields": ["title"], "type": "cross_fields" } }),
        json!({ "query_string": { "query": words, "default_field": "title" } }),
        json!({ "simple_query_string": { "query": words, "fields": ["title"] } }),
    ] {
        assert_eq!(refusal(&json!({ "query": query })).kind, "too_many_nested_clauses");
    }
}

#[test]
fn operators_that_alternate_are_not_nested_without_end() {
    let text = "a + b | ".repeat(5000);
    let query = json!({ "simple_query_string": { "query": text, "fields": ["title"] } });
    assert_eq!(refusal(&json!({ "query": query })).kind, "too_many_nested_clauses");
    let text = "(".repeat(1_000_000);
    for query in ["simple_query_string", "query_string"] {
        let body = json!({ "query": { query: { "query": text, "fields": ["title"] } } });
        assert_eq!(search(&films(), &body).is_ok(), query == "simple_query_string");
    }
}

#[test]
fn similar_words_are_looked_for_within_a_budget() {
    let words = (0..16_000).map(|n| format!("word{n}")).collect::<Vec<_>>().join(" ");
    let error = refusal(&json!({ "query": { "match": { "title": { "query": words, "fuzziness": "AUTO" } } } }));
    assert!(error.reason.contains("steps") && error.reason.contains("--upstream"), "{error:?}");
    let word = "a".repeat(10_000);
    let error = refusal(&json!({ "query": { "match": { "title": { "query": word, "fuzziness": 2 } } } }));
    assert!(error.reason.contains("a word of more than 100 letters"), "{error:?}");
}

#[test]
fn patterns_that_grow_are_refused_and_others_take_linear_time() {
    for pattern in ["(a{1000}){1000}", "((a{100}){100}){100}", &"a".repeat(1001)] {
        refusal(&json!({ "aggs": { "g": { "terms": { "field": "genre", "include": pattern } } } }));
    }
    let body = json!({ "size": 0, "aggs": { "g": { "terms": { "field": "genre", "include": "(a*)*(a|aa)+Drama|.*.*.*.*=x" } } } });
    assert_eq!(search(&films(), &body).unwrap()["aggregations"]["g"]["buckets"], json!([]));
    let stars = "*a".repeat(10_000);
    let body = json!({ "query": { "multi_match": { "query": "x", "fields": [stars] } }, "_source": [stars] });
    assert_eq!(search(&films(), &body).unwrap()["hits"]["total"]["value"], 0);
}

#[test]
fn patterns_of_queries_take_linear_time() {
    let engine = films();
    let long = json!({ "title": "a".repeat(30_000), "genre": "a".repeat(30_000) });
    engine.index_document("films", Some("long"), long.to_string().as_bytes(), false).unwrap();
    for query in [
        json!({ "regexp": { "genre": "(a*)*b|(a|aa)+c|(.*a){20}d" } }),
        json!({ "regexp": { "genre": { "value": "[a-z]{1000}.*e", "case_insensitive": true } } }),
        json!({ "wildcard": { "genre": "*a*a*a*a*a*a*a*a*a*a*a*a*a*f" } }),
        json!({ "query_string": { "query": "*a*a*a*a*a*a*a*a*g", "fields": ["genre"] } }),
        json!({ "prefix": { "genre": { "value": "a".repeat(29_999) + "h", "case_insensitive": true } } }),
    ] {
        let answer = search(&engine, &json!({ "size": 0, "query": query }));
        let found = answer.map(|answer| answer["hits"]["total"]["value"].clone());
        assert!(
            found.as_ref().is_ok_and(|found| found == 0) || found.is_err_and(|error| error.status == 400),
            "{query}"
        );
    }
    for query in [
        json!({ "regexp": { "genre": "(a{1000}){1000}" } }),
        json!({ "regexp": { "genre": "a".repeat(1001) } }),
        json!({ "wildcard": { "genre": "*a".repeat(100_000) } }),
    ] {
        refusal(&json!({ "query": query }));
    }
}

#[test]
fn groups_of_groups_are_shown_within_a_budget() {
    let group = json!({ "name": "g", "size": 100, "sort": [{ "votes": "desc" }] });
    let body = json!({ "size": 10_000, "collapse": { "field": "year", "inner_hits": vec![group; 3] } });
    assert!(search(&films(), &body).is_ok());
    let far = json!({ "name": "g", "from": 50, "size": 51 });
    let error = refusal(&json!({ "collapse": { "field": "year", "inner_hits": far } }));
    assert!(error.reason.contains("Inner result window is too large"), "{error:?}");
}

#[test]
fn buckets_in_buckets_are_counted_together() {
    let inner = json!({ "histogram": { "field": "rating", "interval": 0.001 } });
    let body = json!({ "size": 0, "aggs": { "a": { "terms": { "field": "genre" }, "aggs": { "b": inner } } } });
    assert!(search(&films(), &body).is_ok());
    let many = json!({ "histogram": { "field": "year", "interval": 0.0001 } });
    assert_eq!(refusal(&json!({ "aggs": { "a": many } })).kind, "too_many_buckets_exception");
    let filters = vec![json!({ "match_all": {} }); 10];
    let body = json!({ "aggs": { "a": { "filters": { "filters": filters }, "aggs": { "b": inner } } } });
    assert_eq!(refusal(&body).kind, "too_many_buckets_exception");
}

#[test]
fn lists_of_very_many_fields_are_refused() {
    let names: Vec<String> = (0..2000).map(|n| format!("f{n}*")).collect();
    for body in [
        json!({ "_source": names }),
        json!({ "fields": names }),
        json!({ "docvalue_fields": names }),
        json!({ "query": { "multi_match": { "query": "x", "fields": names } } }),
    ] {
        assert!(refusal(&body).reason.contains("limit: 1024, got: 2000"));
    }
}
