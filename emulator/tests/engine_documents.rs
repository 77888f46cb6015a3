//! How documents get into an index: bulk bodies, dynamic mapping, replacing and deleting, and what is refused.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a test fails by panicking")]

mod engine;

use emulator::engine::Engine;
use engine::films;
use serde_json::{Value, json};

fn search(engine: &Engine, index: &str, body: &Value) -> Value {
    engine.search(&[index.to_owned()], body).unwrap_or_else(|error| panic!("{error}"))
}

fn found(engine: &Engine, index: &str, query: &Value) -> Vec<String> {
    let response = search(engine, index, &json!({ "query": query }));
    response["hits"]["hits"].as_array().unwrap().iter().map(|hit| hit["_id"].as_str().unwrap().to_owned()).collect()
}

fn write(engine: &Engine, index: &str, id: &str, source: &Value) {
    engine.index_document(index, Some(id), source.to_string().as_bytes(), false).unwrap();
}

#[test]
fn a_bulk_body_does_its_actions_in_order_and_reports_each() {
    let engine = Engine::in_memory();
    let body = concat!(
        r#"{"index":{"_index":"a","_id":"1"}}"#,
        "\n",
        r#"{"n":1}"#,
        "\n",
        r#"{"create":{"_index":"a","_id":"1"}}"#,
        "\n",
        r#"{"n":2}"#,
        "\n",
        r#"{"index":{"_index":"b","_id":7}}"#,
        "\n",
        r#"{"n":3}"#,
        "\n",
        r#"{"update":{"_index":"a","_id":"1"}}"#,
        "\n",
        r#"{"doc":{"m":4}}"#,
        "\n",
        r#"{"update":{"_index":"a","_id":"2"}}"#,
        "\n",
        r#"{"doc":{"m":5}}"#,
        "\n",
        r#"{"delete":{"_index":"b","_id":"7"}}"#,
        "\n",
        r#"{"delete":{"_index":"b","_id":"8"}}"#,
        "\n",
    );
    let response = engine.bulk(None, body.as_bytes(), true).unwrap();
    assert_eq!(response["errors"], true);
    let items = response["items"].as_array().unwrap();
    let statuses: Vec<_> =
        items.iter().map(|item| item.as_object().unwrap().values().next().unwrap()["status"].clone()).collect();
    assert_eq!(statuses, [201, 409, 201, 200, 404, 200, 404]);
    assert_eq!(items[1]["create"]["error"]["type"], "version_conflict_engine_exception");
    assert_eq!(items[4]["update"]["error"]["type"], "document_missing_exception");
    assert_eq!(items[3]["update"]["_version"], 2);
    assert_eq!(engine.get_document("a", "1").unwrap()["_source"], json!({ "n": 1, "m": 4 }));
    assert_eq!(engine.get_document("b", "7").unwrap()["found"], false);
}

#[test]
fn malformed_bulk_bodies_are_refused_as_a_whole() {
    let engine = Engine::in_memory();
    let cases: [(&str, &str); 6] = [
        ("", "no requests added"),
        ("{\"index\":{\"_index\":\"a\"}}\n{}", "terminated by a newline"),
        ("{\"foo\":{\"_index\":\"a\"}}\n{}\n", "found [foo]"),
        ("{\"index\":{}}\n{}\n", "index is missing"),
        ("{\"delete\":{\"_index\":\"a\"}}\n", "id is missing"),
        ("{\"index\":{\"_index\":\"a\"}}\n{\"a\":\n", "EOF"),
    ];
    for (body, reason) in cases {
        let error = engine.bulk(None, body.as_bytes(), false).unwrap_err();
        assert_eq!(error.status, 400, "{body}");
        assert!(error.reason.contains(reason), "{body}: {}", error.reason);
    }
    assert!(engine.index_names().is_empty());
}

#[test]
fn fields_are_mapped_by_the_first_value_they_have() {
    let engine = Engine::in_memory();
    let source = json!({
        "text": "Some words", "whole": 3, "part": 0.5, "yes": true, "day": "2020-02-29", "year": "2020",
        "object": { "inner": [null, { "deep": "x" }] }, "nothing": null, "empty": []
    });
    write(&engine, "a", "1", &source);
    let text = json!({ "type": "text", "fields": { "keyword": { "type": "keyword", "ignore_above": 256 } } });
    let expected = json!({ "properties": {
        "text": text, "whole": { "type": "long" }, "part": { "type": "float" }, "yes": { "type": "boolean" },
        "day": { "type": "date" }, "year": text,
        "object": { "properties": { "inner": { "properties": { "deep": text } } } }
    } });
    assert_eq!(engine.mapping("a").unwrap(), expected);
    assert_eq!(found(&engine, "a", &json!({ "match": { "object.inner.deep": "X" } })), ["1"]);
    assert_eq!(found(&engine, "a", &json!({ "term": { "text.keyword": "Some words" } })), ["1"]);
    assert_eq!(found(&engine, "a", &json!({ "exists": { "field": "object" } })), ["1"]);
}

#[test]
fn a_text_field_that_comes_later_is_searched_beside_the_first() {
    let engine = Engine::in_memory();
    write(&engine, "a", "1", &json!({ "one": "word" }));
    write(&engine, "a", "2", &json!({ "two": "word" }));
    write(&engine, "a", "3", &json!({ "one": "other", "two": "other" }));
    assert_eq!(
        found(&engine, "a", &json!({ "multi_match": { "query": "word", "fields": ["one", "two"] } })),
        ["1", "2"]
    );
}

#[test]
fn a_value_that_does_not_fit_its_field_is_refused_and_changes_nothing() {
    let engine = films();
    let body = "{\"index\":{\"_id\":\"1\"}}\n{\"year\":\"soon\",\"fresh\":1}\n";
    let response = engine.bulk(Some("films"), body.as_bytes(), false).unwrap();
    let error = &response["items"][0]["index"]["error"];
    assert_eq!(error["type"], "document_parsing_exception");
    let reason =
        "failed to parse field [year] of type [integer] in document with id '1'. Preview of field's value: 'soon'";
    assert_eq!(error["reason"], reason);
    assert_eq!(error["caused_by"]["reason"], "For input string: \"soon\"");
    assert_eq!(engine.get_document("films", "1").unwrap()["_source"]["title"], "Star Wars");
    assert!(engine.mapping("films").unwrap()["properties"]["fresh"].is_null());
}

#[test]
fn a_replaced_document_is_found_by_its_new_text_only() {
    let engine = films();
    write(&engine, "films", "1", &json!({ "title": "Ran again", "year": 1977 }));
    assert_eq!(found(&engine, "films", &json!({ "match": { "title": "ran" } })), ["12", "1"]);
    assert_eq!(found(&engine, "films", &json!({ "match": { "title": "wars" } })), [] as [&str; 0]);
    assert_eq!(engine.count(&["films".to_owned()], &json!({})).unwrap(), 12);
    assert_eq!(engine.get_document("films", "1").unwrap()["_version"], 2);
}

#[test]
fn a_deleted_document_is_gone_from_searches_and_counts() {
    let engine = films();
    assert_eq!(engine.delete_document("films", "12").unwrap()["result"], "deleted");
    assert_eq!(engine.delete_document("films", "12").unwrap()["result"], "not_found");
    assert_eq!(found(&engine, "films", &json!({ "match": { "title": "ran" } })), [] as [&str; 0]);
    assert_eq!(engine.count(&["films".to_owned()], &json!({ "query": { "term": { "year": 1985 } } })).unwrap(), 1);
    let facets = search(
        &engine,
        "films",
        &json!({ "size": 0, "aggs": { "y": { "terms": { "field": "year", "min_doc_count": 0, "include": [1985] } } } }),
    );
    assert_eq!(facets["aggregations"]["y"]["buckets"], json!([{ "key": 1985, "doc_count": 1 }]));
}

#[test]
fn an_index_that_was_rewritten_many_times_still_finds_each_document_once() {
    let engine = Engine::in_memory();
    for round in 0..1500 {
        for id in ["1", "2"] {
            write(&engine, "a", id, &json!({ "t": format!("word {round}"), "n": round }));
        }
    }
    assert_eq!(found(&engine, "a", &json!({ "match": { "t": "word" } })), ["1", "2"]);
    assert_eq!(found(&engine, "a", &json!({ "match": { "t": "1499" } })), ["1", "2"]);
    assert_eq!(found(&engine, "a", &json!({ "range": { "n": { "lt": 1499 } } })), [] as [&str; 0]);
}

#[test]
fn strict_and_closed_mappings_keep_unknown_fields_out() {
    let engine = Engine::in_memory();
    engine
        .create_index(
            "strict",
            &json!({ "mappings": { "dynamic": "strict", "properties": { "a": { "type": "keyword" } } } }),
        )
        .unwrap();
    let error = engine.index_document("strict", Some("1"), br#"{"b":1}"#, false).unwrap_err();
    assert_eq!(error.kind, "strict_dynamic_mapping_exception");
    engine.create_index("closed", &json!({ "mappings": { "dynamic": false } })).unwrap();
    write(&engine, "closed", "1", &json!({ "b": 1 }));
    assert_eq!(found(&engine, "closed", &json!({ "term": { "b": 1 } })), [] as [&str; 0]);
    assert_eq!(engine.get_document("closed", "1").unwrap()["_source"], json!({ "b": 1 }));
}

#[test]
fn keywords_that_are_too_long_are_kept_in_the_source_and_named() {
    let engine = Engine::in_memory();
    engine
        .create_index("a", &json!({ "mappings": { "properties": { "k": { "type": "keyword", "ignore_above": 3 } } } }))
        .unwrap();
    write(&engine, "a", "1", &json!({ "k": ["long one", "abc"] }));
    let hit = &search(&engine, "a", &json!({ "query": { "term": { "k": "abc" } } }))["hits"]["hits"][0];
    assert_eq!(hit["_ignored"], json!(["k"]));
    assert_eq!(hit["_source"]["k"][0], "long one");
    assert_eq!(found(&engine, "a", &json!({ "term": { "k": "long one" } })), [] as [&str; 0]);
}

#[test]
fn points_that_are_none_are_refused_or_left_out() {
    let engine = Engine::in_memory();
    let fields = json!({ "p": { "type": "geo_point" }, "q": { "type": "geo_point", "ignore_malformed": true } });
    engine.create_index("a", &json!({ "mappings": { "properties": fields } })).unwrap();
    let cases = [
        (json!("aa"), "unsupported symbol in geohash [aa]"),
        (json!(""), "empty geohash"),
        (json!({ "lat": 1 }), "field [lon] missing"),
        (json!([1]), "at least 2"),
        (json!([1, 2, 3, 4]), "more than 3"),
        (json!({ "lat": 91, "lon": 1 }), "illegal latitude value [91.0] for [p]"),
        (json!({ "lat": 1, "lon": -181 }), "illegal longitude value [-181.0] for [p]"),
        (json!({ "lat": "x", "lon": 1 }), "lat must be a number"),
        (json!({ "lat": 1, "lon": 1, "foo": 1 }), "field must be either"),
        (json!({ "type": "LineString", "coordinates": [[1, 2]] }), "can only be 'Point'"),
        (json!(true), "geo_point expected"),
        (json!("POINT (1)"), "expected a point"),
    ];
    for (value, reason) in cases {
        let error =
            engine.index_document("a", Some("1"), json!({ "p": value }).to_string().as_bytes(), false).unwrap_err();
        assert_eq!((error.status, error.kind.as_str()), (400, "document_parsing_exception"), "{value}");
        assert!(error.to_json().to_string().contains(reason), "{value}: {error:?}");
        write(&engine, "a", "1", &json!({ "q": value }));
        let hit = &search(&engine, "a", &json!({}))["hits"]["hits"][0];
        assert_eq!(hit["_ignored"], json!(["q"]), "{value}");
    }
}

#[test]
fn completions_that_are_none_are_refused() {
    let engine = Engine::in_memory();
    engine.create_index("a", &json!({ "mappings": { "properties": { "c": { "type": "completion" } } } })).unwrap();
    let cases = [
        (json!(5), "expected text or object, but got VALUE_NUMBER"),
        (json!(""), "value must have a length > 0"),
        (json!({ "input": "a", "weight": -1 }), "Weight must be in the interval [0..2147483647], but was [-1]"),
        (json!({ "input": "a", "weight": 1.5 }), "Weight must be an integer, but was [1.5]"),
        (json!({ "input": "a", "foo": 1 }), "unknown field name [foo], must be one of [weight, input]"),
        (json!({ "input": [1] }), "expected text or object"),
        (json!("a\u{1f}b"), "is a reserved character"),
    ];
    for (value, reason) in cases {
        let error =
            engine.index_document("a", Some("1"), json!({ "c": value }).to_string().as_bytes(), false).unwrap_err();
        assert!(error.to_json().to_string().contains(reason), "{value}: {error:?}");
    }
}

#[test]
fn a_null_stands_for_the_value_that_the_mapping_gives() {
    let engine = Engine::in_memory();
    let fields = json!({ "k": { "type": "keyword", "null_value": "none" }, "n": { "type": "integer" } });
    engine.create_index("a", &json!({ "mappings": { "properties": fields } })).unwrap();
    write(&engine, "a", "1", &json!({ "k": null, "n": null }));
    assert_eq!(found(&engine, "a", &json!({ "term": { "k": "none" } })), ["1"]);
    assert_eq!(found(&engine, "a", &json!({ "exists": { "field": "n" } })), [] as [&str; 0]);
}

#[test]
fn scaled_floats_are_rounded_to_their_scale() {
    let engine = Engine::in_memory();
    let fields = json!({ "price": { "type": "scaled_float", "scaling_factor": 100 } });
    engine.create_index("a", &json!({ "mappings": { "properties": fields } })).unwrap();
    write(&engine, "a", "1", &json!({ "price": 9.9949 }));
    assert_eq!(found(&engine, "a", &json!({ "term": { "price": 9.99 } })), ["1"]);
    let body = json!({ "aggs": { "max": { "max": { "field": "price" } } } });
    assert_eq!(search(&engine, "a", &body)["aggregations"]["max"]["value"], 9.99);
}

fn nested_engine(nested: &Value) -> Engine {
    let engine = Engine::in_memory();
    engine.create_index("a", &json!({ "mappings": { "properties": { "o": nested } } })).unwrap();
    engine
}

#[test]
fn nested_objects_go_when_their_document_goes() {
    let engine = nested_engine(&json!({ "type": "nested" }));
    let query = json!({ "nested": { "path": "o", "query": { "match": { "o.t": "word" } } } });
    for round in 0..800 {
        write(&engine, "a", "1", &json!({ "o": [{ "t": "word", "n": round }, { "t": "word" }] }));
    }
    assert_eq!(found(&engine, "a", &query), ["1"]);
    let aggregations = json!({ "aggs": { "o": { "nested": { "path": "o" } } } });
    assert_eq!(search(&engine, "a", &aggregations)["aggregations"]["o"]["doc_count"], 2);
    write(&engine, "a", "1", &json!({ "o": { "t": "other" } }));
    assert_eq!(found(&engine, "a", &query), [] as [&str; 0]);
    engine.delete_document("a", "1").unwrap();
    assert_eq!(search(&engine, "a", &aggregations)["aggregations"]["o"]["doc_count"], 0);
    assert_eq!(engine.count(&["a".to_owned()], &json!({})).unwrap(), 0);
}

#[test]
fn nested_values_count_for_the_document_too_if_the_mapping_says_so() {
    let engine = nested_engine(&json!({ "type": "nested", "include_in_root": true }));
    write(&engine, "a", "1", &json!({ "o": [{ "n": 1, "t": "one" }, { "n": 2, "t": "two" }] }));
    assert_eq!(found(&engine, "a", &json!({ "term": { "o.n": 2 } })), ["1"]);
    assert_eq!(found(&engine, "a", &json!({ "match": { "o.t": "two" } })), ["1"]);
    let both = json!({ "bool": { "filter": [{ "term": { "o.n": 1 } }, { "match": { "o.t": "two" } }] } });
    assert_eq!(found(&engine, "a", &both), ["1"]);
    assert_eq!(found(&engine, "a", &json!({ "nested": { "path": "o", "query": both } })), [] as [&str; 0]);
}

#[test]
fn objects_do_not_become_nested_later() {
    let engine = Engine::in_memory();
    write(&engine, "a", "1", &json!({ "o": { "n": 1 } }));
    let error = engine.put_mapping("a", &json!({ "properties": { "o": { "type": "nested" } } })).unwrap_err();
    assert_eq!(error.reason, "cannot change object mapping [o] from non-nested to nested");
    let nested = nested_engine(&json!({ "type": "nested" }));
    let error = nested.put_mapping("a", &json!({ "properties": { "o": { "type": "object" } } })).unwrap_err();
    assert_eq!(error.reason, "cannot change object mapping [o] from nested to non-nested");
    nested
        .put_mapping("a", &json!({ "properties": { "o": { "properties": { "k": { "type": "keyword" } } } } }))
        .unwrap();
    let mapping = nested.mapping("a").unwrap();
    let expected = json!({ "type": "nested", "properties": { "k": { "type": "keyword" } } });
    assert_eq!(mapping["properties"]["o"], expected);
}

#[test]
fn a_document_has_no_endless_number_of_nested_objects() {
    let engine = nested_engine(&json!({ "type": "nested" }));
    let objects = vec![json!({ "n": 1 }); 10_001];
    let source = json!({ "o": objects }).to_string();
    let error = engine.index_document("a", Some("1"), source.as_bytes(), false).unwrap_err();
    assert!(error.to_json().to_string().contains("allowed limit of [10000]"), "{error:?}");
}

#[test]
fn mappings_that_can_not_be_honoured_are_refused() {
    let engine = Engine::in_memory();
    let cases = [
        (
            json!({ "mappings": { "properties": { "a": { "type": "geo_shape" } } } }),
            "illegal_argument_exception",
            "[geo_shape]",
        ),
        (json!({ "mappings": { "properties": { "a": { "type": "foo" } } } }), "mapper_parsing_exception", "[foo]"),
        (
            json!({ "mappings": { "properties": { "a": { "type": "text", "foo": 1 } } } }),
            "mapper_parsing_exception",
            "unknown parameter [foo] on mapper [a] of type [text]",
        ),
        (
            json!({ "mappings": { "properties": { "a": { "type": "text", "analyzer": "mine" } } } }),
            "mapper_parsing_exception",
            "mine",
        ),
        (json!({ "settings": { "analysis": {} } }), "illegal_argument_exception", "[analysis]"),
        (json!({ "foo": {} }), "x_content_parse_exception", "foo"),
    ];
    for (body, kind, reason) in cases {
        let error = engine.create_index("a", &body).unwrap_err();
        assert_eq!((error.status, error.kind.as_str()), (400, kind), "{body}");
        assert!(error.reason.contains(reason), "{}", error.reason);
    }
    assert!(!engine.index_exists("a"));
}

#[test]
fn the_type_of_a_field_can_not_change() {
    let engine = films();
    let error = engine.put_mapping("films", &json!({ "properties": { "genre": { "type": "text" } } })).unwrap_err();
    assert_eq!(error.reason, "mapper [genre] cannot be changed from type [keyword] to [text]");
    engine
        .put_mapping(
            "films",
            &json!({ "properties": { "genre": { "type": "keyword", "fields": { "words": { "type": "text" } } } } }),
        )
        .unwrap();
    assert_eq!(found(&engine, "films", &json!({ "match": { "genre.words": "musical" } })), ["3", "11"]);
}

#[test]
fn an_index_is_made_once_and_its_name_is_checked() {
    let engine = films();
    assert_eq!(engine.create_index("films", &json!({})).unwrap_err().kind, "resource_already_exists_exception");
    for name in ["_a", "A", "a b", "a*", "", "..", "a#b"] {
        assert_eq!(engine.create_index(name, &json!({})).unwrap_err().kind, "invalid_index_name_exception", "{name}");
    }
    engine.delete_index("films").unwrap();
    assert_eq!(engine.delete_index("films").unwrap_err().status, 404);
}

#[test]
fn several_indices_are_searched_as_one() {
    let engine = films();
    write(&engine, "more", "1", &json!({ "title": "Star Dust", "year": 2007, "genre": "Drama" }));
    let names = ["more".to_owned(), "films".to_owned(), "films".to_owned()];
    engine.put_mapping("more", &json!({ "properties": { "genre": { "type": "text" } } })).unwrap();
    let body = json!({ "query": { "match": { "title": "star" } }, "sort": [{ "year": "desc" }], "aggs": { "y": { "max": { "field": "year" } } } });
    let response = engine.search(&names, &body).unwrap();
    let hits: Vec<_> = response["hits"]["hits"]
        .as_array()
        .unwrap()
        .iter()
        .map(|hit| (hit["_index"].as_str().unwrap(), hit["_id"].as_str().unwrap()))
        .collect();
    assert_eq!(hits, [("more", "1"), ("films", "2"), ("films", "1"), ("films", "3")]);
    assert_eq!(response["aggregations"]["y"]["value"], 2007.0);
    assert_eq!(response["_shards"]["total"], 2);
}
