//! Requests that are made to cost much: each is answered, by a refusal that says why or by its result, and takes no more
//! memory than its size explains.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, reason = "a failed test panics")]

mod support;

use serde_json::{Value, json};
use support::Emulator;
use support::program::{get, send, start};

/// A hundred megabytes, several times over: what was sent, what was read of it, and what was made of that.
const MEMORY_MEGABYTES: u64 = 1500;

fn nested(depth: usize, innermost: &Value) -> String {
    let (open, close) = (r#"{"bool":{"must":"#.repeat(depth), "}}".repeat(depth));
    format!(r#"{{"query":{open}{innermost}{close}}}"#)
}

#[test]
fn a_body_of_a_hundred_megabytes() {
    let mut program = start(&["--log", "warn"]);
    let place = program.address();
    let fits = format!(r#"{{"query":{{"match":{{"title":"{}"}}}}}}"#, "a".repeat(90_000_000));
    let answer = send(&place, "POST /_search", &fits);
    assert!(answer.starts_with("HTTP/1.1 200") || answer.starts_with("HTTP/1.1 400"), "{answer:.200}");
    drop(fits);
    let too_large = send(&place, "POST /_search", &" ".repeat(100 * 1024 * 1024 + 1));
    assert!(too_large.is_empty() || too_large.starts_with("HTTP/1.1 413"), "{too_large:.200}");
    assert!(get(&place, "/").starts_with("HTTP/1.1 200"));
    let memory = program.memory();
    assert!(memory < MEMORY_MEGABYTES, "{memory} MB");
}

#[test]
fn queries_within_queries() {
    let emulator = Emulator::with_products();
    let all = json!({ "match_all": {} });
    for depth in [20, 400, 100_000] {
        let answer = emulator.send("POST", "/products/_search", &nested(depth, &all));
        match answer.status {
            200 => assert_eq!(answer.ids().len(), 3, "{depth}"),
            status => assert_eq!((status, answer.kind().is_empty()), (400, false), "{depth}: {}", answer.text()),
        }
    }
    emulator.get("/").expect(200);
}

#[test]
fn ten_thousand_filters() {
    let emulator = Emulator::with_products();
    let term = json!({ "term": { "title": "red" } });
    for clause in ["filter", "should", "must", "must_not"] {
        let body = json!({ "query": { "bool": { clause: vec![&term; 10_000] } } });
        let answer = emulator.send("POST", "/products/_search", &body.to_string());
        assert!(answer.status == 200 || answer.status == 400, "{clause}: {}", answer.text());
    }
    let filters: serde_json::Map<String, Value> = (0..10_000).map(|n| (n.to_string(), term.clone())).collect();
    let body = json!({ "size": 0, "aggs": { "a": { "filters": { "filters": filters } } } });
    let answer = emulator.send("POST", "/products/_search", &body.to_string());
    assert!(answer.status == 200 || answer.status == 400, "{}", answer.text());
    emulator.get("/").expect(200);
}

#[test]
fn patterns_that_backtrack_or_grow() {
    let emulator = Emulator::with_products();
    emulator
        .send("PUT", "/products/_doc/4", &json!({ "tag": format!("{}!", "a".repeat(200)) }).to_string())
        .expect(201);
    for pattern in ["(a+)+$", "(a|a)*b", "((a{1000}){1000}){1000}", "(.*)*(.*)*(.*)*x"] {
        let aggregation = json!({ "terms": { "field": "tag.keyword", "include": pattern } });
        let body = json!({ "aggs": { "a": aggregation }, "query": { "match_all": {} } });
        let answer = emulator.send("POST", "/products/_search", &body.to_string());
        assert!(answer.status == 200 || answer.status == 400, "{pattern}: {}", answer.text());
        let dictionary = json!({ "properties": { "q": { "pattern": pattern } } });
        let template = json!({ "script": { "source": "{}" }, "dictionary": dictionary });
        let put = emulator.put_application("shop", &json!({ "indices": ["products"], "template": template }));
        if put.status < 300 {
            let answer = emulator.search(&json!({ "params": { "q": format!("{}!", "a".repeat(5000)) } }).to_string());
            assert!(answer.status == 200 || answer.status == 400, "{pattern}: {}", answer.text());
        } else {
            assert_eq!(put.status, 400, "{pattern}: {}", put.text());
        }
    }
    let words = format!("{}*", "a*".repeat(200));
    let wild = json!({ "query": { "query_string": { "query": words, "default_field": "title" } } });
    let answer = emulator.send("POST", "/products/_search", &wild.to_string());
    assert!(answer.status == 200 || answer.status == 400, "{}", answer.text());
    emulator.get("/").expect(200);
}
