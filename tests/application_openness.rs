//! Where a dictionary is open, and that those that this package writes are not.
#![allow(clippy::unwrap_used, reason = "a test stops at the first surprise")]
#![cfg(not(target_arch = "wasm32"))]

use std::fs;

use search_application_connector::{
    application::{Config, define, openings},
    json::{Value, read},
};

fn data(name: &str) -> Value {
    read(&fs::read_to_string(format!("tests/data/{name}.json")).unwrap()).unwrap()
}

fn paths(dictionary: &Value) -> Vec<String> {
    openings(dictionary).into_iter().map(|opening| opening.path).collect()
}

#[test]
fn what_is_not_bounded_is_named() {
    let table = data("openness");
    for case in table.as_array().unwrap() {
        let open = case.get("open").unwrap().as_array().unwrap();
        let expected: Vec<&str> = open.iter().filter_map(Value::as_str).collect();
        assert_eq!(paths(case.get("dictionary").unwrap()), expected, "{}", case.get("what").unwrap());
    }
    assert!(table.as_array().unwrap().len() > 20);
}

#[test]
fn the_dictionaries_of_this_package_are_closed() {
    let config = r#"{ "facets": {
        "genre": { "type": "value" }, "rating": { "type": "range", "ranges": [{ "name": "a", "from": 1 }] },
        "released": { "type": "range", "ranges": [{ "name": "a", "from": "2020-01-01" }] },
        "place": { "type": "range", "center": "1,1", "unit": "km", "ranges": [{ "name": "a", "from": 1 }] } } }"#;
    let options = r#"{ "indices": "a", "fields": { "in_stock": "boolean", "title": "text" }, "autocompleteQuery": {
        "results": { "search_fields": { "title": {} } },
        "suggestions": { "types": { "a": { "fields": ["title.suggest"] }, "b": { "queryType": "results" } } } } }"#;
    let config = Config::read(&read(config).unwrap(), &read(options).unwrap()).unwrap();
    let body = define(&config).unwrap();
    assert_eq!(openings(body.get("template").unwrap().get("dictionary").unwrap()), []);
}

#[test]
fn the_boilerplate_is_open() {
    assert!(!paths(&data("boilerplate_dictionary")).is_empty());
}

#[test]
fn a_dictionary_that_doubles_at_each_step_comes_to_an_end() {
    let step = |at: u32| {
        let next = format!("{{ \"$ref\": \"#/definitions/d{}\" }}", at + 1);
        format!("\"d{at}\": {{ \"type\": \"object\", \"properties\": {{ \"a\": {next}, \"b\": {next} }} }}")
    };
    let steps: Vec<String> = (0..60).map(step).collect();
    let text = format!("{{ \"$ref\": \"#/definitions/d0\", \"definitions\": {{ {} }} }}", steps.join(","));
    assert!(openings(&read(&text).unwrap()).iter().any(|opening| opening.takes.contains("can be looked through")));
    let branches = vec![r##"{ "$ref": "#/definitions/a" }"##; 40].join(",");
    let text =
        format!("{{ \"$ref\": \"#/definitions/a\", \"definitions\": {{ \"a\": {{ \"anyOf\": [{branches}] }} }} }}");
    assert!(!openings(&read(&text).unwrap()).is_empty());
}
