//! Document and field level security, whatever searches: the embedded engine, or a real one behind `--upstream`.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, reason = "a failed test panics")]

mod support;

use serde_json::json;
use support::Emulator;
use support::parts::{SEARCH, acme, ask, filled, key};

/// Without and with an engine behind it. One at a time, as there is one real engine.
const STARTS: [fn() -> Emulator; 2] = [Emulator::start, Emulator::in_front];

#[test]
fn documents_that_the_query_does_not_match_are_neither_found_nor_counted() {
    for start in STARTS {
        let emulator = filled(start());
        let key = key(&emulator, &[acme()]);
        let red = json!({ "query": { "match": { "title": "red" } } });
        assert_eq!(ask(&emulator, &key, "/products/_search", &red).expect(200).ids(), ["1"]);
        assert_eq!(ask(&emulator, &key, "/shop/_search", &red).expect(200).ids(), ["1"]);
        let params = json!({ "params": { "query": red["query"], "aggs": {} } });
        assert_eq!(ask(&emulator, &key, SEARCH, &params).expect(200).ids(), ["1"]);
        assert_eq!(ask(&emulator, &key, "/products/_count", &red).expect(200).json()["count"], 1);
        let lines = format!("{{\"index\":\"products\"}}\n{red}\n");
        let many = emulator.call("POST", "/_msearch").key(&key).json(&lines).send().expect(200).json();
        assert_eq!(many["responses"][0]["hits"]["total"]["value"], 1);
        assert_eq!(emulator.send("POST", "/products/_search", &red.to_string()).expect(200).ids().len(), 2);
    }
}

#[test]
fn nothing_that_is_counted_shows_a_hidden_document() {
    for start in STARTS {
        let emulator = filled(start());
        let key = key(&emulator, &[acme()]);
        let brands = json!({ "terms": { "field": "brand" } });
        let body = json!({ "aggs": { "brands": brands, "costs": { "stats": { "field": "cost" } } } });
        let answer = ask(&emulator, &key, "/products/_search", &body).expect(200).json();
        assert_eq!(answer["aggregations"]["brands"]["buckets"], json!([{ "key": "acme", "doc_count": 2 }]));
        assert_eq!(answer["aggregations"]["costs"]["min"], 7.0);
    }
}

/// Not in front of a second emulator, whose engine has no `highlight_query`.
#[test]
fn nothing_is_marked_that_only_the_key_s_query_looks_for() {
    let emulator = filled(Emulator::start());
    let key = key(&emulator, &[acme()]);
    let body = json!({
        "query": { "match": { "title": "bicycle" } },
        "highlight": { "fields": { "*": {} }, "require_field_match": false },
    });
    let answer = ask(&emulator, &key, "/products/_search", &body).expect(200).json();
    let marked = &answer["hits"]["hits"][0]["highlight"];
    assert!(marked.get("brand").is_none() && marked.get("title").is_some(), "{marked}");
}

/// Elasticsearch documents that it does neither with document level security.
#[test]
fn suggestions_and_profiles_of_a_part_are_refused() {
    for start in STARTS {
        let emulator = filled(start());
        let key = key(&emulator, &[acme()]);
        let suggest = json!({ "suggest": { "s": { "prefix": "a", "completion": { "field": "all" } } } });
        for body in [suggest, json!({ "profile": true })] {
            let answer = ask(&emulator, &key, "/products/_search", &body).expect(400);
            assert_eq!(answer.kind(), "security_exception", "{}", answer.text());
        }
    }
}

#[test]
fn grants_add_up_documents_and_fields_each_for_itself() {
    for start in STARTS {
        let emulator = filled(start());
        let zen = json!({ "query": r#"{"term":{"brand":"zen"}}"# });
        let titles = json!({ "field_security": { "grant": ["title"] } });
        let costs = json!({ "field_security": { "grant": ["cost"] } });
        let rows = [
            (vec![acme(), zen], 3, json!({ "title": "red bicycle", "cost": 7 })),
            (vec![titles.clone(), costs], 3, json!({ "title": "red bicycle", "cost": 7 })),
            (vec![acme(), titles.clone()], 3, json!({ "title": "red bicycle", "cost": 7 })),
            (vec![titles.clone(), json!({})], 3, json!({ "title": "red bicycle", "cost": 7 })),
            (vec![titles], 3, json!({ "title": "red bicycle" })),
            (vec![acme()], 2, json!({ "title": "red bicycle", "cost": 7 })),
            (vec![json!({ "field_security": { "grant": [] } })], 3, json!({})),
            (vec![json!({ "field_security": {}, "query": null })], 3, json!({ "title": "red bicycle", "cost": 7 })),
        ];
        for (grants, count, source) in rows {
            let body = json!({ "_source": ["title", "cost"], "sort": ["_doc"] });
            let answer = ask(&emulator, &key(&emulator, &grants), "/products/_search", &body).expect(200).json();
            assert_eq!(answer["hits"]["total"]["value"], count, "{grants:?}");
            assert_eq!(answer["hits"]["hits"][0]["_source"], source, "{grants:?}");
        }
    }
}

#[test]
fn a_part_follows_every_write() {
    for start in STARTS {
        let emulator = filled(start());
        let key = key(&emulator, &[acme()]);
        let count = || ask(&emulator, &key, "/products/_count", &json!({})).expect(200).json()["count"].clone();
        assert_eq!(count(), 2);
        emulator.send("PUT", "/products/_doc/4?refresh=true", r#"{"brand":"acme"}"#).expect(201);
        assert_eq!(count(), 3);
        emulator.send("PUT", "/products/_doc/1?refresh=true", r#"{"brand":"zen"}"#).expect(200);
        assert_eq!(count(), 2);
        emulator.send("DELETE", "/products/_doc/4?refresh=true", "").expect(200);
        assert_eq!(count(), 1);
        emulator.send("DELETE", "/products", "").expect(200);
        emulator.send("PUT", "/products/_doc/4?refresh=true", r#"{"brand":"acme"}"#).expect(201);
        assert_eq!(count(), 1);
    }
}

/// Types and words are from memory; that these are refused with a 400 is documented.
#[test]
fn security_that_cannot_be_enforced_is_refused_when_the_key_is_made() {
    let rows = [
        json!({ "query": { "no_such_query": {} } }),
        json!({ "query": "not json" }),
        json!({ "query": 5 }),
        json!({ "query": { "template": { "source": "{}" } } }),
        json!({ "field_security": { "except": ["a"] } }),
        json!({ "field_security": { "grant": ["a*"], "except": ["b"] } }),
        json!({ "field_security": { "grant": "a", "other": [] } }),
        json!({ "field_security": [] }),
    ];
    for start in STARTS {
        let emulator = start();
        for beside in &rows {
            let mut grant = json!({ "names": ["a"], "privileges": ["read"] });
            grant.as_object_mut().unwrap().extend(beside.as_object().unwrap().clone());
            let body = json!({ "name": "k", "role_descriptors": { "r": { "indices": [grant] } } });
            let answer = emulator.send("POST", "/_security/api_key", &body.to_string());
            assert_eq!(answer.status, 400, "{beside}: {}", answer.text());
        }
    }
}
