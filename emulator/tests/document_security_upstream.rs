//! Document and field level security in front of a real engine: what could show more than the part is refused. In the
//! place of the real one stands a second emulator, unless `EMULATOR_UPSTREAM` names one.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, reason = "a failed test panics")]

mod support;

use serde_json::json;
use support::Emulator;
use support::parts::{acme, ask, filled, key};

#[test]
fn what_looks_beyond_the_documents_of_a_part_is_refused() {
    let front = filled(Emulator::in_front());
    let key = key(&front, &[acme()]);
    front.call("GET", "/products/_doc/1").key(&key).send().expect(400);
    let refused = [json!({ "global": {} }), json!({ "terms": { "field": "brand", "min_doc_count": 0 } })];
    for aggregation in refused {
        ask(&front, &key, "/products/_search", &json!({ "aggs": { "a": aggregation } })).expect(400);
    }
}

#[test]
fn hidden_fields_are_stripped_and_not_asked_for() {
    let front = filled(Emulator::in_front());
    let key = key(&front, &[json!({ "field_security": { "grant": ["title", "brand"] } })]);
    let body =
        json!({ "query": { "match": { "title": "kettle" } }, "aggs": { "b": { "terms": { "field": "brand" } } } });
    let answer = ask(&front, &key, "/products/_search", &body).expect(200).json();
    assert_eq!(answer["hits"]["hits"][0]["_source"], json!({ "title": "red kettle", "brand": "zen" }));
    let refused = [
        json!({ "query": { "term": { "cost": 3 } } }),
        json!({ "query": { "multi_match": { "query": "x", "fields": ["title", "supplier.na*"] } } }),
        json!({ "query": { "multi_match": { "query": "x" } } }),
        json!({ "query": { "query_string": { "query": "cost:3", "fields": ["title"] } } }),
        json!({ "query": { "query_string": { "query": "3" } } }),
        json!({ "sort": ["cost"] }),
        json!({ "sort": [{ "cost": "asc" }] }),
        json!({ "aggs": { "a": { "stats": { "field": "cost" } } } }),
        json!({ "aggs": { "a": { "terms": { "field": "title.keyword" } } } }),
        json!({ "highlight": { "fields": { "*": {} } } }),
        json!({ "query": { "nested": { "path": "title", "query": { "match_all": {} }, "inner_hits": {} } } }),
    ];
    for body in refused {
        let answer = ask(&front, &key, "/products/_search", &body);
        assert_eq!(answer.status, 400, "{body}: {}", answer.text());
    }
    front.call("GET", "/products/_mapping").key(&key).send().expect(400);
}
