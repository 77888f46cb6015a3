//! What a key may not do although it has rights: single items of a bulk body, changes of documents that it sees only a
//! part of, and queries of its role that the server does not run.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, reason = "a failed test panics")]

mod support;

use emulator::{Config, UpstreamAddress};
use serde_json::{Value, json};
use support::Emulator;

/// A bulk body with one item of each kind, and the status that each gets.
#[test]
fn each_item_of_a_bulk_body_is_allowed_or_refused_for_itself() {
    let body = [
        r#"{"index":{"_index":"products","_id":"1"}}"#,
        r#"{"title":"green kettle"}"#,
        r#"{"create":{"_index":"products","_id":"new"}}"#,
        r#"{"title":"green kettle"}"#,
        r#"{"update":{"_index":"products","_id":"2"}}"#,
        r#"{"doc":{"price":1}}"#,
        r#"{"delete":{"_index":"products","_id":"3"}}"#,
        r#"{"index":{"_index":"products"}}"#,
        r#"{"title":"green kettle"}"#,
        r#"{"delete":{"_index":"shop-2","_id":"3"}}"#,
    ];
    let body = body.join("\n") + "\n";
    let rows: [(&str, [u16; 6]); 6] = [
        ("create_doc", [403, 201, 403, 403, 201, 403]),
        ("create", [200, 201, 403, 403, 201, 403]),
        ("index", [200, 201, 200, 403, 201, 403]),
        ("delete", [403, 403, 403, 200, 403, 403]),
        ("write", [200, 201, 200, 200, 201, 403]),
        ("all", [200, 201, 200, 200, 201, 403]),
    ];
    for (privilege, expected) in rows {
        let emulator = Emulator::with_products();
        let key = emulator.key(&json!({ "indices": [{ "names": ["products"], "privileges": [privilege] }] }));
        let answer = emulator.call("POST", "/_bulk").key(&key).json(&body).send().expect(200).json();
        let items = answer["items"].as_array().unwrap().iter().map(|item| item.as_object().unwrap());
        let items: Vec<&Value> = items.flat_map(|item| item.values()).collect();
        let statuses: Vec<&Value> = items.iter().map(|item| &item["status"]).collect();
        assert_eq!(statuses, expected, "{privilege}: {answer}");
        let refused = items.iter().find(|item| item["status"] == 403).unwrap();
        assert_eq!(refused["error"]["type"], "security_exception");
        assert_eq!(emulator.get("/products/_doc/3").status == 404, expected[3] == 200, "{privilege}");
    }
}

#[test]
fn a_key_that_sees_a_part_changes_no_document_in_place() {
    let emulator = Emulator::with_products();
    let query = json!({ "match": { "title": "bicycle" } });
    let grant = json!({ "names": ["products"], "privileges": ["read", "write"], "query": query });
    let key = emulator.key(&json!({ "indices": [grant] }));
    let body = [
        r#"{"update":{"_index":"products","_id":"3"}}"#,
        r#"{"doc":{"price":1}}"#,
        r#"{"index":{"_index":"products","_id":"4"}}"#,
        r#"{"title":"red kettle"}"#,
    ];
    let call = emulator.call("POST", "/_bulk").key(&key).json(&(body.join("\n") + "\n"));
    let answer = call.send().expect(200).json();
    let update = &answer["items"][0]["update"];
    assert_eq!((&answer["errors"], &update["status"]), (&json!(true), &json!(400)));
    let reason = "Can't execute a bulk item request with update requests embedded if field or document level security \
                  is enabled";
    assert_eq!((&update["error"]["type"], &update["error"]["reason"]), (&json!("security_exception"), &json!(reason)));
    assert_eq!(answer["items"][1]["index"]["status"], 201);
    assert_eq!(emulator.get("/products/_doc/3").json()["_source"]["price"], 30);
}

/// A body is passed on whole or not at all.
#[test]
fn in_front_of_a_real_engine_documents_are_not_changed_in_place() {
    let engine = Emulator::start();
    let address = UpstreamAddress { url: engine.url(), authorization: Some(engine.basic()), authority: None };
    let front = Emulator::with(Config { upstream: Some(address), ..Config::default() });
    front.send("PUT", "/products/_doc/3", r#"{"title":"red kettle","price":30}"#).expect(201);
    let query = json!({ "match": { "title": "bicycle" } });
    let grant = json!({ "names": ["products"], "privileges": ["read", "write"], "query": query });
    let key = front.key(&json!({ "indices": [grant] }));
    let body = "{\"update\":{\"_index\":\"products\",\"_id\":\"3\"}}\n{\"doc\":{\"price\":1}}\n";
    let refused = front.call("POST", "/_bulk").key(&key).json(body).send().expect(400);
    assert_eq!(refused.kind(), "security_exception");
    assert_eq!(front.get("/products/_doc/3").json()["_source"]["price"], 30);
}

/// Elasticsearch documents that the query of a role may not use `now`; it says so when the role is used.
#[test]
fn a_query_of_a_role_that_asks_for_the_time_finds_nothing_and_fails() {
    let emulator = Emulator::with_products();
    let key = |query: &Value| {
        let grant = json!({ "names": ["products"], "privileges": ["read"], "query": query });
        emulator.key(&json!({ "indices": [grant] }))
    };
    let queries = [
        json!({ "range": { "made": { "gte": "now-1d/d" } } }),
        json!({ "bool": { "filter": [{ "range": { "made": { "lt": "now" } } }] } }),
        json!({ "query_string": { "query": "made:[now-1d TO *]" } }),
    ];
    for query in queries {
        let key = key(&query);
        for path in ["/products/_search", "/products/_count"] {
            let answer = emulator.call("POST", path).key(&key).send().expect(400);
            let reason = "permission filters are not allowed to use the current timestamp";
            assert_eq!(answer.innermost(), ("illegal_argument_exception".to_owned(), reason.to_owned()), "{query}");
        }
        emulator.call("GET", "/products/_doc/1").key(&key).send().expect(400);
    }
    let harmless = key(&json!({ "match": { "title": "now" } }));
    emulator.call("POST", "/products/_search").key(&harmless).send().expect(200);
}
