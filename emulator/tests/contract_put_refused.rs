//! Search applications that are refused when they are stored: the contract's cases 7 to 41.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, reason = "a failed test panics")]

mod support;

use serde_json::{Value, json};
use support::{Emulator, shop, without_place};

fn with_one() -> Emulator {
    let emulator = Emulator::start();
    emulator.send("PUT", "/one", "").expect(200);
    emulator
}

/// Bodies that are refused with a 400: the case, the body, the type of the error, and the innermost type and reason.
fn refused_bodies() -> Vec<(&'static str, Value, &'static str, &'static str, &'static str)> {
    let template = |template: Value| json!({ "indices": ["one"], "template": template });
    let script = |script: Value| template(json!({ "script": script }));
    let content = "x_content_parse_exception";
    let illegal = "illegal_argument_exception";
    let invalid = "action_request_validation_exception";
    vec![
        ("007", json!({}), illegal, illegal, "Required [indices]"),
        ("008", json!({ "indices": [] }), invalid, invalid, "Validation Failed: 1: indices are missing;"),
        (
            "010",
            json!({ "indices": 5 }),
            content,
            content,
            "[search_application] indices doesn't support values of type: VALUE_NUMBER",
        ),
        ("011", json!({ "indices": ["none"] }), illegal, "index_not_found_exception", "no such index [none]"),
        ("013", json!({ "indices": ["one"], "x": 1 }), content, content, "[search_application] unknown field [x]"),
        ("014", template(json!({})), invalid, invalid, "Validation Failed: 1: script required for template;"),
        (
            "008 and 014",
            json!({ "indices": [], "template": {} }),
            invalid,
            invalid,
            "Validation Failed: 1: indices are missing;2: script required for template;",
        ),
        ("015", template(json!({ "x": 1 })), content, content, "[search_template] unknown field [x]"),
        (
            "016",
            script(json!({ "source": "{}", "lang": "painless" })),
            content,
            illegal,
            "only [mustache] scripting language is supported",
        ),
        ("017", script(json!({ "id": "x" })), content, illegal, "only [inline] script type is supported"),
        (
            "source and id",
            script(json!({ "source": "{}", "id": "x" })),
            content,
            illegal,
            "must only use one of [source, id] when specifying a script",
        ),
        (
            "neither source nor id",
            script(json!({})),
            content,
            illegal,
            "must specify either [source] for an inline script or [id] for a stored script",
        ),
        (
            "018",
            script(json!({ "source": "{}", "options": { "foo": "bar" } })),
            content,
            illegal,
            "illegal compiler options [{foo=bar}] specified",
        ),
        (
            "020",
            json!({ "indices": ["one"], "name": "other" }),
            content,
            illegal,
            "Search Application name [other] does not match the resource name: [app]",
        ),
        (
            "script as a string",
            script(json!("{}")),
            content,
            content,
            "[search_template] script doesn't support values of type: VALUE_STRING",
        ),
        (
            "039 null",
            template(json!({ "dictionary": null })),
            content,
            content,
            "[search_template] dictionary doesn't support values of type: VALUE_NULL",
        ),
        (
            "039 true",
            template(json!({ "dictionary": true })),
            content,
            content,
            "[search_template] dictionary doesn't support values of type: VALUE_BOOLEAN",
        ),
        (
            "039 []",
            template(json!({ "dictionary": [] })),
            content,
            content,
            "[search_template] dictionary doesn't support values of type: START_ARRAY",
        ),
        ("an array", json!([]), content, content, "[search_application] Expected START_OBJECT but was: START_ARRAY"),
    ]
}

#[test]
fn cases_007_to_039_bodies_that_are_refused() {
    let emulator = with_one();
    for (case, body, kind, innermost_kind, innermost_reason) in refused_bodies() {
        let answer = emulator.put_application("app", &body);
        assert_eq!(answer.status, 400, "{case}: {}", answer.text());
        assert_eq!(answer.kind(), kind, "{case}");
        let (kind, reason) = answer.innermost();
        assert_eq!((kind.as_str(), without_place(&reason)), (innermost_kind, innermost_reason), "{case}");
    }
    emulator.get("/_application/search_application/app").expect(404);
}

/// Dictionaries that are refused: the case, the dictionary, and the innermost type and the end of its reason.
fn refused_dictionaries() -> Vec<(&'static str, Value, &'static str, &'static str)> {
    let schema = "validation_exception";
    let compiler = "json_schema_exception";
    let q = |q: Value| json!({ "properties": { "q": q } });
    vec![
        (
            "029",
            q(json!({ "type": "notValidType" })),
            schema,
            "Validation Failed: 1: $.properties.q.type: does not have a value in the enumeration [array, boolean, \
             integer, null, number, object, string];2: $.properties.q.type: should be valid to any of the schemas \
             array;",
        ),
        ("030", json!({ "required": "a" }), schema, "$.required: string found, array expected;"),
        ("031", q(json!({ "minLength": 2.0 })), schema, "number found, integer expected;"),
        ("032", q(json!({ "minLength": -1 })), schema, "must have a minimum value of 0;"),
        ("033", q(json!({ "multipleOf": 0 })), schema, "must have a exclusive minimum value of 0;"),
        ("034 empty", q(json!({ "enum": [] })), schema, "there must be a minimum of 1 items in the array;"),
        ("034 repeated", q(json!({ "enum": [1, 1] })), schema, "the items in the array must be unique;"),
        ("035", q(json!({ "pattern": "(" })), "pattern_syntax_exception", ""),
        ("036", q(json!({ "$ref": "#/definitions/none" })), compiler, "cannot be resolved"),
        ("037", q(json!({ "$ref": "http://127.0.0.1:9/x" })), compiler, "cannot be resolved"),
        (
            "038",
            json!({ "$schema": "http://json-schema.org/draft-04/schema#" }),
            compiler,
            "Unknown MetaSchema: https://json-schema.org/draft-04/schema",
        ),
        ("041", json!({ "id": "x" }), "unsupported_operation_exception", "No suitable validator for id"),
    ]
}

#[test]
fn cases_029_to_041_dictionaries_that_are_refused() {
    let emulator = with_one();
    for (case, dictionary, kind, reason_end) in refused_dictionaries() {
        let template = json!({ "script": { "source": "{}" }, "dictionary": dictionary });
        let answer = emulator.put_application("app", &json!({ "indices": ["one"], "template": template }));
        assert_eq!(answer.status, 400, "{case}: {}", answer.text());
        let body = answer.json();
        let error = &body["error"];
        assert_eq!(error["type"], "x_content_parse_exception", "{case}");
        let reason = error["caused_by"]["reason"].as_str().unwrap();
        assert_eq!(without_place(reason), "[search_template] failed to parse field [dictionary]", "{case}");
        assert_eq!(error["root_cause"][0]["reason"], error["caused_by"]["reason"], "{case}");
        let (innermost_kind, innermost_reason) = answer.innermost();
        assert_eq!(innermost_kind, kind, "{case}");
        assert!(innermost_reason.ends_with(reason_end), "{case}: {innermost_reason}");
    }
}

#[test]
fn a_body_that_is_not_json_is_refused() {
    let emulator = with_one();
    for (body, kind) in [("{", "x_content_e_o_f_exception"), ("{'indices':['one']}", "x_content_parse_exception")] {
        let answer = emulator.send("PUT", "/_application/search_application/app", body).expect(400);
        assert_eq!(answer.kind(), kind, "{body}");
    }
    emulator.send("PUT", "/_application/search_application/app", "").expect(400);
}

#[test]
fn a_name_that_does_not_match_is_wrapped_once_more_when_every_field_is_sent() {
    let emulator = with_one();
    let mut body = shop();
    body["indices"] = json!(["one"]);
    for (name, value) in [("name", json!("x")), ("analytics_collection_name", json!("a"))] {
        body[name] = value;
    }
    body["updated_at_millis"] = json!(1);
    let reason = emulator.put_application("app", &body).expect(400).reason();
    assert_eq!(without_place(&reason), "[search_application] failed to parse field [updated_at_millis]");
}
