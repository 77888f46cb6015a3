//! What outlives a restart, and what does not.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, reason = "a failed test panics")]

mod support;

use std::fs;
use std::path::{Path, PathBuf};

use emulator::Config;
use serde_json::json;
use support::{Emulator, restricted_to, shop};

/// An empty folder of that name.
fn folder(name: &str) -> PathBuf {
    let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("persistence").join(name);
    // It is there only from an earlier run.
    let _ = fs::remove_dir_all(&path);
    path
}

fn in_folder(path: &Path) -> Emulator {
    Emulator::with(Config { data: Some(path.to_owned()), ..Config::default() })
}

fn changes(path: &Path) -> PathBuf {
    path.join("changes.ndjson")
}

#[test]
fn indices_documents_aliases_applications_and_keys_outlive_restarts() {
    let path = folder("everything");
    let mapping = json!({ "properties": { "title": { "type": "text", "fields": { "raw": { "type": "keyword" } } } } });
    let emulator = in_folder(&path);
    emulator.send("PUT", "/products", &json!({ "mappings": mapping }).to_string()).expect(200);
    emulator.send("PUT", "/products/_mapping", r#"{"properties":{"brand":{"type":"keyword"}}}"#).expect(200);
    let bulk = "{\"index\":{\"_id\":\"1\"}}\n{\"title\":\"red bicycle\"}\n{\"index\":{\"_id\":\"2\"}}\n{\"title\":\"old\"}\n\
                {\"update\":{\"_id\":\"1\"}}\n{\"doc\":{\"brand\":\"acme\"}}\n{\"delete\":{\"_id\":\"2\"}}\n";
    emulator.send("POST", "/products/_bulk", bulk).expect(200);
    emulator.send("PUT", "/products/_doc/3", r#"{"title":"kettle"}"#).expect(201);
    emulator.send("PUT", "/products/_doc/4", r#"{"title":"gone"}"#).expect(201);
    emulator.send("DELETE", "/products/_doc/4", "").expect(200);
    emulator.send("PUT", "/gone", "").expect(200);
    emulator.send("DELETE", "/gone", "").expect(200);
    let mut application = shop();
    application["template"]["dictionary"]["properties"]["size"]["maximum"] = json!(100.0);
    application["updated_at_millis"] = json!(5);
    emulator.put_application("shop", &application).expect(201);
    emulator.put_application("other", &json!({ "indices": ["products"] })).expect(201);
    emulator.send("DELETE", "/_application/search_application/other", "").expect(200);
    let key = emulator.key(&restricted_to("shop"));
    let ended = emulator.create_key(&json!({ "name": "ended" }));
    let id = json!({ "ids": [ended["id"]] });
    emulator.send("DELETE", "/_security/api_key", &id.to_string()).expect(200);
    let paths = ["/products", "/products/_search?q=*", "/_alias", "/_application/search_application/shop"];
    let states = |emulator: &Emulator| -> Vec<_> {
        let state = |path| {
            let mut body = emulator.get(path).expect(200).json();
            body.as_object_mut().unwrap().remove("took");
            body
        };
        paths.into_iter().map(state).collect()
    };
    let before = states(&emulator);
    drop(emulator);
    for _ in 0..2 {
        let emulator = in_folder(&path);
        assert_eq!(states(&emulator), before);
        let search = |key: &str| {
            let call = emulator.call("POST", "/_application/search_application/shop/_search").key(key);
            call.json(r#"{"params":{"q":"red"}}"#).send()
        };
        assert_eq!(search(&key).expect(200).ids(), ["1"]);
        search(ended["encoded"].as_str().unwrap()).expect(401);
        emulator.call("GET", "/products/_search").key(&key).send().expect(403);
        emulator.get("/_application/search_application/other").expect(404);
    }
    let text = fs::read_to_string(changes(&path)).unwrap();
    assert!(!text.contains(ended["api_key"].as_str().unwrap()) && !text.contains("gone"), "{text}");
}

#[test]
fn ids_that_were_made_before_a_restart_are_not_made_again() {
    let path = folder("ids");
    for count in 1..=3 {
        let emulator = in_folder(&path);
        emulator.send("POST", "/products/_doc", "{}").expect(201);
        assert_eq!(emulator.get("/products/_count").expect(200).json()["count"], count);
    }
}

#[test]
fn without_a_folder_nothing_is_kept() {
    Emulator::start().send("PUT", "/products/_doc/1", "{}").expect(201);
    Emulator::start().get("/products/_count").expect(404);
}

#[test]
fn a_change_that_was_not_written_whole_is_left_out() {
    let path = folder("torn");
    in_folder(&path).send("PUT", "/products/_doc/1", r#"{"a":1}"#).expect(201);
    let mut text = fs::read(changes(&path)).unwrap();
    text.extend_from_slice(br#"{"write":{"index":"products","id":"2","sou"#);
    fs::write(changes(&path), &text).unwrap();
    let emulator = in_folder(&path);
    assert_eq!(emulator.get("/products/_count").expect(200).json()["count"], 1);
    emulator.send("PUT", "/products/_doc/3", r#"{"a":1}"#).expect(201);
    drop(emulator);
    assert_eq!(in_folder(&path).get("/products/_count").expect(200).json()["count"], 2);
}

#[test]
fn a_file_that_somebody_has_spoilt_is_refused_by_line() {
    let path = folder("spoilt");
    in_folder(&path).send("PUT", "/products/_doc/1", r#"{"a":1}"#).expect(201);
    let text = fs::read_to_string(changes(&path)).unwrap();
    fs::write(changes(&path), text.clone() + "not json\n" + &text).unwrap();
    let error = emulator::serve(Config { data: Some(path.clone()), ..Config::default() }).err().unwrap().to_string();
    let place = format!("changes.ndjson:{}: ", text.lines().count() + 1);
    assert!(error.contains(&place), "{error}");
    assert_eq!(fs::read_to_string(changes(&path)).unwrap().lines().count(), 2 * text.lines().count() + 1);
}

#[test]
fn a_change_of_a_newer_emulator_is_left_to_it() {
    let path = folder("newer");
    fs::create_dir_all(&path).unwrap();
    let text = "{\"put_something_new\":{\"name\":\"x\"}}\n";
    fs::write(changes(&path), text).unwrap();
    let error = emulator::serve(Config { data: Some(path.clone()), ..Config::default() }).err().unwrap().to_string();
    assert!(error.contains("changes.ndjson:1: ") && error.contains("a newer one has used this folder"), "{error}");
    assert_eq!(fs::read_to_string(changes(&path)).unwrap(), text);
}

#[test]
fn a_folder_has_one_emulator_at_a_time() {
    let path = folder("locked");
    let first = in_folder(&path);
    let error = emulator::serve(Config { data: Some(path.clone()), ..Config::default() }).err().unwrap().to_string();
    assert!(error.contains("another emulator is using this folder"), "{error}");
    drop(first);
    in_folder(&path).get("/").expect(200);
}
