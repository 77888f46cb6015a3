//! Files that are loaded at start, and what is said of those that can't be.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, reason = "a failed test panics")]

mod support;

use std::io::Write;
use std::path::PathBuf;

use emulator::Config;
use flate2::{Compression, write::GzEncoder};
use serde_json::{Value, json};
use support::Emulator;

fn written(name: &str, bytes: &[u8]) -> PathBuf {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("loading");
    std::fs::create_dir_all(&folder).unwrap();
    std::fs::write(folder.join(name), bytes).unwrap();
    folder.join(name)
}

fn packed(text: &str) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(text.as_bytes()).unwrap();
    encoder.finish().unwrap()
}

fn loading(files: &[PathBuf]) -> Config {
    Config { load: files.iter().map(|file| ("films".to_owned(), file.clone())).collect(), ..Config::default() }
}

/// The sources in the order of loading.
fn sources(emulator: &Emulator) -> Vec<Value> {
    let body = emulator.send("POST", "/films/_search", r#"{"sort":["_doc"]}"#).expect(200).json();
    body["hits"]["hits"].as_array().unwrap().iter().map(|hit| hit["_source"].clone()).collect()
}

#[test]
fn every_format_is_read_gzipped_or_not() {
    let plain = "{\"title\":\"Alien\"}\n\n{\"title\":\"Dune\"}\n";
    let bulk = "{\"index\":{\"_id\":\"a\"}}\n{\"title\":\"Alien\"}\n{\"create\":{}}\n{\"title\":\"Dune\"}\n\
                {\"index\":{\"_id\":\"b\"}}\n{\"title\":\"Gone\"}\n{\"delete\":{\"_id\":\"b\"}}\n";
    let array = "\u{feff}[\n  {\"title\": \"Alien\"},\n  {\"title\":\n    \"Dune\"}\n]";
    let table = "title,note\nAlien,\n\"Dune\",\r\n";
    let files = [("a.ndjson", plain), ("b.jsonl", bulk), ("c.json", array), ("d.json", plain), ("e.csv", table)];
    for (name, text) in files {
        for file in [written(name, text.as_bytes()), written(&format!("{name}.gz"), &packed(text))] {
            let emulator = Emulator::with(loading(&[file]));
            assert_eq!(sources(&emulator), [json!({ "title": "Alien" }), json!({ "title": "Dune" })], "{name}");
        }
    }
}

#[test]
fn several_files_go_into_one_index_and_into_its_mapping() {
    let mapping = written("films.index.json", br#"{"mappings":{"properties":{"year":{"type":"keyword"}}}}"#);
    let files = [written("one.ndjson", b"{\"year\":1979}\n"), written("two.csv", b"year\n2021\n")];
    let emulator = Emulator::with(Config { indices: vec![("films".to_owned(), mapping)], ..loading(&files) });
    assert_eq!(emulator.get("/films/_mapping").json()["films"]["mappings"]["properties"]["year"]["type"], "keyword");
    assert_eq!(sources(&emulator), [json!({ "year": 1979 }), json!({ "year": "2021" })]);
}

#[test]
fn the_values_of_a_table_are_what_their_column_is() {
    let table = "count,price,mixed,code,new,title,mapped,ok\n1,2,1,007,true,\"a \"\"b\"\", c\",5,false\n\
                 -20,2.5,x,12,FALSE,,x,true\n";
    let mapping = json!({ "mappings": { "properties": {
        "mapped": { "type": "keyword" }, "ok": { "type": "boolean" }, "count": { "type": "float" } } } });
    let mapping = written("table.index.json", mapping.to_string().as_bytes());
    let files = [written("table.csv", table.as_bytes())];
    let emulator = Emulator::with(Config { indices: vec![("films".to_owned(), mapping)], ..loading(&files) });
    let first = json!({ "count": 1.0, "price": 2.0, "mixed": "1", "code": "007", "new": true, "title": "a \"b\", c",
        "mapped": "5", "ok": false });
    let second = json!({ "count": -20.0, "price": 2.5, "mixed": "x", "code": "12", "new": false, "mapped": "x",
        "ok": true });
    assert_eq!(sources(&emulator), [first, second]);
}

#[test]
fn errors_name_the_file_and_the_line() {
    let long: String = (0..1500).map(|_| "{\"n\":1}\n").collect();
    let rows = [
        ("1.ndjson", "{\"a\":1}\n\n{\"a\":\n".to_owned(), ":3: not a JSON object"),
        ("2.ndjson", "{\"a\":1}\n[1]\n".to_owned(), ":2: not a JSON object"),
        ("3.ndjson", "{\"index\":{}}\n{}\n{\"a\":1}\n".to_owned(), ":3: expected a bulk action"),
        ("4.ndjson", "{\"index\":{}}\n".to_owned(), ":1: the document of this action is missing"),
        ("5.ndjson", format!("{long}{{\"n\":\"x\"}}\n"), ":1501: {\"type\":\"document_parsing_exception\""),
        ("6.json", "[\n{\"a\":1},\n5]".to_owned(), ":3: not a JSON object"),
        ("7.json", "[\n{\"a\":1}\n{}]".to_owned(), ":3: expected"),
        ("8.csv", "a,b\n1,2\n3\n".to_owned(), ":3: CSV error"),
        (
            "9.ndjson.gz",
            "not packed".to_owned(),
            "9.ndjson.gz: cannot be unpacked and read as UTF-8: invalid gzip header",
        ),
    ];
    for (name, text, said) in rows {
        let error = emulator::serve(loading(&[written(name, text.as_bytes())])).err().unwrap().to_string();
        assert!(error.contains(name) && error.contains(said), "{error}");
    }
    let broken = written("broken.index.json", b"{\n\"mappings\": 5 5}");
    let config = Config { indices: vec![("films".to_owned(), broken)], ..Config::default() };
    let error = emulator::serve(config).err().unwrap().to_string();
    assert!(error.contains("broken.index.json:2: "), "{error}");
}

#[test]
fn what_is_there_already_is_not_loaded_again() {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("loading-twice");
    // It is there only from an earlier run.
    let _ = std::fs::remove_dir_all(&folder);
    let mapping = written("again.index.json", b"{}");
    let files = [written("again.ndjson", b"{}\n{}\n"), written("again2.ndjson", b"{}\n")];
    for _ in 0..2 {
        let indices = vec![("films".to_owned(), mapping.clone())];
        let emulator = Emulator::with(Config { indices, data: Some(folder.clone()), ..loading(&files) });
        assert_eq!(emulator.get("/films/_count").expect(200).json()["count"], 3);
    }
}

#[test]
fn a_start_that_loads_only_a_part_is_made_up_for_by_the_next() {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("loading-a-part");
    // It is there only from an earlier run.
    let _ = std::fs::remove_dir_all(&folder);
    let kept = |files: &[PathBuf]| Config { data: Some(folder.clone()), ..loading(files) };
    let lines: String = (0..1500).map(|_| "{\"n\":1}\n").collect();
    let first = written("part1.ndjson", lines.as_bytes());
    let second = written("part2.ndjson", b"{\"n\":\"x\"}\n");
    assert!(emulator::serve(kept(&[first.clone(), second])).is_err());
    Emulator::with(kept(&[])).get("/films/_count").expect(404);
    for _ in 0..2 {
        assert_eq!(
            Emulator::with(kept(std::slice::from_ref(&first))).get("/films/_count").expect(200).json()["count"],
            1500
        );
    }
}
