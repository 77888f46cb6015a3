//! Indices, documents and aliases over HTTP: what a demo, Search UI's Elasticsearch connector and the official clients ask.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, reason = "a failed test panics")]

mod support;

use serde_json::{Value, json};
use support::Emulator;

#[test]
fn an_index_is_created_shown_and_deleted_once() {
    let emulator = Emulator::start();
    let mappings = json!({ "properties": { "title": { "type": "text" } } });
    let created = emulator.send("PUT", "/films", &json!({ "mappings": mappings }).to_string()).expect(200);
    assert_eq!(created.json(), json!({ "acknowledged": true, "shards_acknowledged": true, "index": "films" }));
    assert_eq!(emulator.get("/films/_mapping").expect(200).json(), json!({ "films": { "mappings": mappings } }));
    assert_eq!(emulator.get("/films").expect(200).json()["films"]["aliases"], json!({}));
    assert_eq!(emulator.send("PUT", "/films", "").expect(400).kind(), "resource_already_exists_exception");
    emulator.send("HEAD", "/films", "").expect(200);
    emulator.send("DELETE", "/films", "").expect(200);
    emulator.send("HEAD", "/films", "").expect(404);
    assert_eq!(emulator.send("DELETE", "/films", "").expect(404).kind(), "index_not_found_exception");
}

#[test]
fn names_that_no_index_may_have() {
    let emulator = Emulator::start();
    for name in ["Films", "_films", "fi%20lms", "fi%23lms", "a%2Cb"] {
        assert_eq!(emulator.send("PUT", &format!("/{name}"), "").expect(400).kind(), "invalid_index_name_exception");
        emulator.send("PUT", &format!("/{name}/_doc/1"), "{}").expect(400);
    }
}

#[test]
fn a_mapping_can_be_extended() {
    let emulator = Emulator::with_products();
    emulator.send("PUT", "/products/_mapping", r#"{"properties":{"brand":{"type":"keyword"}}}"#).expect(200);
    let mapping = emulator.get("/products/_mapping").json();
    assert_eq!(mapping["products"]["mappings"]["properties"]["brand"]["type"], "keyword");
}

#[test]
fn documents_are_written_read_and_deleted() {
    let emulator = Emulator::start();
    let written = emulator.send("PUT", "/films/_doc/1", r#"{"title":"Alien"}"#).expect(201).json();
    assert_eq!((&written["_id"], &written["result"]), (&json!("1"), &json!("created")));
    emulator.send("PUT", "/films/_doc/1", r#"{"title":"Aliens"}"#).expect(200);
    emulator.send("PUT", "/films/_create/1", "{}").expect(409);
    let read = emulator.get("/films/_doc/1").expect(200).json();
    assert_eq!((&read["found"], &read["_source"]), (&json!(true), &json!({ "title": "Aliens" })));
    emulator.send("DELETE", "/films/_doc/1", "").expect(200);
    assert_eq!(emulator.get("/films/_doc/1").expect(404).json()["found"], false);
    emulator.send("DELETE", "/films/_doc/1", "").expect(404);
    let made = emulator.send("POST", "/films/_doc", r#"{"title":"Heat"}"#).expect(201).json();
    emulator.get(&format!("/films/_doc/{}", made["_id"].as_str().unwrap())).expect(200);
}

#[test]
fn a_bulk_body_reports_each_action() {
    let emulator = Emulator::with_products();
    let body = "{\"create\":{\"_index\":\"products\",\"_id\":\"1\"}}\n{}\n{\"delete\":{\"_index\":\"products\",\"_id\":\"2\"}}\n";
    let answer = emulator.call("POST", "/_bulk?refresh=true").header("content-type", "application/x-ndjson");
    let answer = answer.body(body).send().expect(200).json();
    assert_eq!(answer["errors"], true);
    assert_eq!(answer["items"][0]["create"]["status"], 409);
    assert_eq!(answer["items"][1]["delete"]["status"], 200);
    assert_eq!(emulator.get("/products/_count").expect(200).json()["count"], 2);
}

fn two_indices() -> Emulator {
    let emulator = Emulator::start();
    for (index, title) in [("films-old", "Alien"), ("films-new", "Dune"), ("books", "Emma")] {
        emulator.send("PUT", &format!("/{index}/_doc/{title}"), &json!({ "title": title }).to_string()).expect(201);
    }
    let add = json!({ "actions": [{ "add": { "indices": ["films-*"], "alias": "films" } }] });
    emulator.send("POST", "/_aliases", &add.to_string()).expect(200);
    emulator
}

#[test]
fn which_indices_an_expression_means() {
    let emulator = two_indices();
    let rows: [(&str, &[&str]); 9] = [
        ("/books/_search", &["Emma"]),
        ("/films/_search", &["Alien", "Dune"]),
        ("/films-*/_search", &["Alien", "Dune"]),
        ("/films-old,books/_search", &["Alien", "Emma"]),
        ("/_all/_search", &["Alien", "Dune", "Emma"]),
        ("/_search", &["Alien", "Dune", "Emma"]),
        ("/*,-films-old/_search", &["Dune", "Emma"]),
        ("/none*/_search", &[]),
        ("/books,none/_search?ignore_unavailable=true", &["Emma"]),
    ];
    for (path, expected) in rows {
        let mut ids = emulator.get(path).expect(200).ids();
        ids.sort_unstable();
        assert_eq!(ids, expected, "{path}");
        let counted = emulator.get(&path.replace("_search", "_count")).expect(200).json();
        assert_eq!(counted["count"], expected.len(), "{path}");
    }
    let missing = emulator.get("/books,none/_search").expect(404);
    assert_eq!((missing.kind(), missing.reason()), ("index_not_found_exception".into(), "no such index [none]".into()));
}

#[test]
fn aliases_are_shown_removed_and_kept_apart_from_indices() {
    let emulator = two_indices();
    let shown = json!({ "aliases": { "films": {} } });
    assert_eq!(emulator.get("/_alias/films").json(), json!({ "films-new": shown, "films-old": shown }));
    assert_eq!(emulator.send("DELETE", "/films", "").expect(400).kind(), "illegal_argument_exception");
    assert_eq!(emulator.send("PUT", "/films", "").expect(400).kind(), "invalid_index_name_exception");
    assert_eq!(emulator.send("DELETE", "/*", "").expect(400).kind(), "illegal_argument_exception");
    let action = |kind: &str, index: &str, alias: &str| {
        let body = json!({ "actions": [{ kind: { "index": index, "alias": alias } }] });
        emulator.send("POST", "/_aliases", &body.to_string())
    };
    assert_eq!(action("add", "books", "films-old").expect(400).kind(), "invalid_alias_name_exception");
    assert_eq!(action("add", "none", "x").expect(404).kind(), "index_not_found_exception");
    action("remove", "films-old", "films").expect(200);
    assert_eq!(action("remove", "films-old", "films").expect(404).kind(), "aliases_not_found_exception");
    assert_eq!(emulator.get("/films/_search").ids(), ["Dune"]);
    emulator.send("DELETE", "/films-new", "").expect(200);
    emulator.get("/_alias/films").expect(404);
}

#[test]
fn the_alias_of_an_application_can_be_searched() {
    let emulator = Emulator::with_shop();
    let found = emulator.send("POST", "/shop/_search", r#"{"query":{"match":{"title":"kettle"}}}"#).expect(200);
    assert_eq!(found.json()["hits"]["hits"][0]["_index"], "products");
}

#[test]
fn a_write_to_an_alias_goes_to_its_only_index() {
    let emulator = Emulator::with_shop();
    emulator.send("PUT", "/shop/_doc/9", "{}").expect(201);
    let bulk = emulator.send("POST", "/shop/_bulk", "{\"index\":{\"_id\":\"10\"}}\n{}\n").expect(200).json();
    assert_eq!((&bulk["errors"], &bulk["items"][0]["index"]["_index"]), (&json!(false), &json!("products")));
    emulator.get("/products/_doc/9").expect(200);
    let emulator = two_indices();
    assert_eq!(emulator.send("PUT", "/films/_doc/9", "{}").expect(400).kind(), "illegal_argument_exception");
}

#[test]
fn several_searches_in_one_request() {
    let emulator = two_indices();
    let body = "{\"index\":\"books\"}\n{}\n{}\n{\"size\":1}\n{\"index\":[\"none\"]}\n{}\n";
    let answer = emulator.send("POST", "/films/_msearch", body).expect(200).json();
    let responses = answer["responses"].as_array().unwrap();
    let hits: Vec<Value> = responses.iter().map(|response| response["hits"]["total"]["value"].clone()).collect();
    assert_eq!(hits, [json!(1), json!(2), Value::Null]);
    assert_eq!((&responses[0]["status"], &responses[2]["status"]), (&json!(200), &json!(404)));
    emulator.send("POST", "/_msearch", "{}\n").expect(400);
}

#[test]
fn a_search_by_parameters() {
    let emulator = Emulator::with_products();
    assert_eq!(emulator.get("/products/_search?q=kettle").expect(200).ids(), ["3"]);
    assert_eq!(emulator.get("/products/_search?size=1&from=1").expect(200).ids().len(), 1);
    assert_eq!(emulator.get("/products/_search?nope=1").expect(400).kind(), "illegal_argument_exception");
}

#[test]
fn typed_keys_say_what_an_aggregation_is() {
    let body = json!({
        "size": 0,
        "aggs": {
            "titles": { "terms": { "field": "brand.keyword" }, "aggs": { "dearest": { "max": { "field": "price" } } } },
            "prices": { "terms": { "field": "price" } },
            "all": { "global": {}, "aggs": { "cheap": { "filter": { "range": { "price": { "lt": 20 } } } } } },
        },
    });
    let emulator = Emulator::with_products();
    emulator.send("PUT", "/products/_doc/9", r#"{"brand":"x","price":5}"#).expect(201);
    let script = json!({ "source": body });
    emulator.put_application("shop", &json!({ "indices": ["products"], "template": { "script": script } }));
    let search = "/_application/search_application/shop/_search";
    for (path, body) in [("/products/_search", body.to_string()), (search, String::new())] {
        let plain = emulator.send("POST", path, &body).expect(200).json();
        assert!(plain["aggregations"]["titles"].is_object(), "{plain}");
        let typed = emulator.send("POST", &format!("{path}?typed_keys=true"), &body).expect(200).json();
        let typed = &typed["aggregations"];
        assert_eq!(typed["sterms#titles"]["buckets"][0]["max#dearest"], json!({ "value": 5.0 }));
        assert!(typed["lterms#prices"]["buckets"].is_array());
        assert_eq!(typed["global#all"]["filter#cheap"]["doc_count"], 2);
    }
}
