//! What the dictionary says of params, through `_search`: the contract's cases 101 to 120, one row a message.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, reason = "a failed test panics")]

mod support;

use serde_json::{Value, json};
use support::Emulator;

type Row = (&'static str, Value, Value, &'static [&'static str]);

/// The case, what the dictionary says of the param `a`, the param, and the messages; none means that it passes.
fn values() -> Vec<Row> {
    vec![
        (
            "101",
            json!({ "type": ["number", "null"] }),
            json!("x"),
            &["$.a: string found, but [number, null] is required"],
        ),
        (
            "102",
            json!({ "enum": ["x", 1, null, {}] }),
            json!("y"),
            &["$.a: does not have a value in the enumeration [x, 1, null, ]"],
        ),
        ("103", json!({ "const": { "k": 1 } }), json!(1), &["$.a: must be a constant value "]),
        ("104 minimum", json!({ "exclusiveMinimum": 1 }), json!(1), &["$.a: must have a exclusive minimum value of 1"]),
        ("104 maximum", json!({ "exclusiveMaximum": 1 }), json!(1), &["$.a: must have a exclusive maximum value of 1"]),
        ("105", json!({ "multipleOf": 5 }), json!(3), &["$.a: must be multiple of 5.0"]),
        ("106 found inside", json!({ "pattern": "b+" }), json!("abbc"), &[]),
        ("106 nowhere", json!({ "pattern": "b+" }), json!("ac"), &["$.a: does not match the regex pattern b+"]),
        ("107 1 and 1.0", json!({ "uniqueItems": true }), json!([1, 1.0]), &[]),
        (
            "107 twice the same",
            json!({ "uniqueItems": true }),
            json!(["a", "a"]),
            &["$.a: the items in the array must be unique"],
        ),
        (
            "107 an object's values",
            json!({ "uniqueItems": true }),
            json!({ "x": 1, "y": 1 }),
            &["$.a: the items in the array must be unique"],
        ),
        ("108 code points", json!({ "minLength": 2 }), json!("😀"), &["$.a: must be at least 2 characters long"]),
        ("108 enough of them", json!({ "minLength": 2 }), json!("😀😀"), &[]),
        (
            "109 none",
            json!({ "oneOf": [{ "type": "string" }, { "minimum": 5 }] }),
            json!(1),
            &["$.a: integer found, string expected", "$.a: must have a minimum value of 5"],
        ),
        (
            "109 two",
            json!({ "oneOf": [{ "minimum": 1 }, { "minimum": 0 }] }),
            json!(1),
            &["$.a: should be valid to one and only one of the schemas but more than one schemas \
               {{\"minimum\":1}{\"minimum\":0}} are valid "],
        ),
        (
            "110",
            json!({ "anyOf": [{ "type": "string" }, { "type": "boolean" }] }),
            json!(1),
            &[
                "$.a: should be valid to any of the schemas boolean",
                "$.a: should be valid to any of the schemas string",
            ],
        ),
        (
            "111",
            json!({ "not": { "type": "string" } }),
            json!("x"),
            &["$.a: should not be valid to the schema \"not\" : {\"type\":\"string\"}"],
        ),
        (
            "112",
            json!({ "contains": { "minimum": 5 } }),
            json!([]),
            &["$.a: does not contain an element that passes these validations: {\"minimum\":5}"],
        ),
    ]
}

/// The same for the rules that need more than one value.
fn structures() -> Vec<Row> {
    let condition = json!({ "if": { "minimum": 5 }, "then": { "multipleOf": 2 }, "else": false });
    vec![
        (
            "113 array",
            json!({ "dependencies": { "x": ["y", "z"] } }),
            json!({ "x": 1 }),
            &["$.a: has an error with dependencies {x=[y, z]}"],
        ),
        (
            "113 schema",
            json!({ "dependencies": { "x": { "required": ["y"] } } }),
            json!({ "x": 1 }),
            &["$.a.y: is missing but it is required"],
        ),
        (
            "114 pattern",
            json!({ "propertyNames": { "pattern": "x" } }),
            json!({ "xx": 1 }),
            &["Property name $.a.xx is not valid for validation: pattern"],
        ),
        ("114 enum", json!({ "propertyNames": { "enum": ["x"] } }), json!({ "y": 1 }), &[]),
        ("115 then", condition.clone(), json!(7), &["$.a: must be multiple of 2.0"]),
        ("115 else", condition, json!(1), &["Boolean schema false is not valid"]),
        ("116 email", json!({ "format": "email" }), json!("x"), &["$.a: does not match the x pattern email"]),
        ("116 date-time", json!({ "format": "date-time" }), json!("2020-01-01T10:00:00"), &[]),
        (
            "116 time",
            json!({ "format": "time" }),
            json!("10:00:00Z"),
            &["$.a: does not match the time pattern ^\\d{2}:\\d{2}:\\d{2}$"],
        ),
        ("116 uri-reference", json!({ "format": "uri-reference" }), json!("\\ not one"), &[]),
        ("117", json!({ "type": "string", "nullable": true }), json!(null), &[]),
        (
            "118",
            json!({ "$ref": "#/definitions/short", "minLength": 4 }),
            json!("abc"),
            &["$.a: may only be 2 characters long", "$.a: must be at least 4 characters long"],
        ),
        (
            "119",
            json!({ "items": { "properties": { "field": { "type": "string" } } } }),
            json!([{ "field": 1 }]),
            &["$.a[0].field: integer found, string expected"],
        ),
        (
            "120",
            json!({ "allOf": [{ "type": "string" }, { "type": "string" }] }),
            json!(1),
            &["$.a: integer found, string expected"],
        ),
    ]
}

#[test]
fn cases_101_to_120_messages() {
    let emulator = Emulator::with_products();
    for (case, schema, param, messages) in values().into_iter().chain(structures()) {
        let definitions = json!({ "short": { "maxLength": 2 } });
        let dictionary = json!({ "definitions": definitions, "properties": { "a": schema } });
        let template = json!({ "script": { "source": "{}" }, "dictionary": dictionary });
        let put = emulator.put_application("shop", &json!({ "indices": ["products"], "template": template }));
        assert!(put.status < 300, "{case}: {}", put.text());
        let answer = emulator.search(&json!({ "params": { "a": param } }).to_string());
        assert_eq!(said(&answer), messages, "{case}: {}", answer.text());
    }
}

/// The messages, sorted: their order has rules of its own.
fn said(answer: &support::Answer) -> Vec<String> {
    if answer.status == 200 {
        return Vec::new();
    }
    let reason = answer.reason();
    let numbered = reason.strip_prefix("Validation Failed: ").unwrap().trim_end_matches(';');
    let mut messages: Vec<_> = numbered.split(';').map(|one| one.split_once(": ").unwrap().1.to_owned()).collect();
    messages.sort();
    messages
}
