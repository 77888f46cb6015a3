//! Searching through an application, and rendering what it would search: the contract's cases 59 to 100.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, reason = "a failed test panics")]

mod support;

use serde_json::{Value, json};
use support::{Emulator, restricted_to, shop, without_place};

#[test]
fn case_059_defaults_fill_what_a_request_leaves_out() {
    let emulator = Emulator::with_shop();
    let answer = emulator.search(r#"{"params":{"q":"red"}}"#).expect(200);
    assert_eq!(answer.ids().len(), 2);
    assert_eq!(answer.json()["hits"]["hits"][0]["_index"], "products");
    assert_eq!(emulator.search(r#"{"params":{"q":"red","size":1}}"#).expect(200).ids().len(), 1);
}

#[test]
fn cases_060_061_search_checks_before_the_defaults_and_render_after() {
    let emulator = Emulator::with_shop();
    let refused = emulator.search("").expect(400);
    assert_eq!(refused.kind(), "validation_exception");
    assert_eq!(refused.reason(), "Validation Failed: 1: $.q: is missing but it is required;");
    emulator.render("").expect(200);
}

#[test]
fn case_062_a_default_that_the_dictionary_refuses_breaks_render_only() {
    let emulator = Emulator::with_products();
    let mut body = shop();
    body["template"]["script"]["params"]["extra"] = json!(1);
    emulator.put_application("shop", &body).expect(201);
    emulator.search(r#"{"params":{"q":"red"}}"#).expect(200);
    let refused = emulator.render(r#"{"params":{"q":"red"}}"#).expect(400);
    assert_eq!(refused.kind(), "validation_exception");
}

#[test]
fn cases_063_to_070_params_that_the_dictionary_refuses() {
    let emulator = Emulator::with_shop();
    let rows = [
        ("063", json!({ "q": 5 }), "1: $.q: integer found, string expected;"),
        ("064", json!({ "q": "", "size": "10" }), "1: $.size: string found, integer expected;"),
        ("065", json!({ "q": "", "size": 1.0 }), "1: $.size: number found, integer expected;"),
        ("066", json!({ "q": "", "size": 0 }), "1: $.size: must have a minimum value of 1;"),
        (
            "067",
            json!({ "q": "", "z": 1 }),
            "1: $.z: is not defined in the schema and the schema does not allow additional properties;",
        ),
        (
            "069",
            json!({ "z": 1 }),
            "1: $.q: is missing but it is required;2: $.z: is not defined in the schema and the schema does not \
             allow additional properties;",
        ),
        ("070", json!({ "q": null }), "1: $.q: null found, string expected;"),
    ];
    for (case, params, reason) in rows {
        let answer = emulator.search(&json!({ "params": params }).to_string()).expect(400);
        let error = json!({ "type": "validation_exception", "reason": format!("Validation Failed: {reason}") });
        let mut expected = json!({ "error": { "root_cause": [error] }, "status": 400 });
        expected["error"].as_object_mut().unwrap().extend(error.as_object().unwrap().clone());
        assert_eq!(answer.json(), expected, "{case}");
    }
}

#[test]
fn case_068_a_name_with_a_hash_passes_a_closed_dictionary() {
    Emulator::with_shop().search(r##"{"params":{"q":"red","#z":1}}"##).expect(200);
}

#[test]
fn cases_071_to_074_bodies_that_are_refused() {
    let emulator = Emulator::with_shop();
    let rows = [
        ("071", r#"{"param":{}}"#, "[query_params] unknown field [param] did you mean [params]?"),
        ("072", "[]", "[query_params] Expected START_OBJECT but was: START_ARRAY"),
        ("073", r#"{"params":null}"#, "[query_params] params doesn't support values of type: VALUE_NULL"),
        ("073 a list", r#"{"params":[]}"#, "[query_params] params doesn't support values of type: START_ARRAY"),
    ];
    for (case, body, reason) in rows {
        let answer = emulator.search(body).expect(400);
        let (kind, found) = (answer.kind(), answer.reason());
        assert_eq!((kind.as_str(), without_place(&found)), ("x_content_parse_exception", reason), "{case}");
    }
}

/// Recent versions name the type so; older ones had `json_parse_exception`.
#[test]
fn case_074_a_body_that_is_not_json() {
    let answer = Emulator::with_shop().search("not json").expect(400);
    assert_eq!(answer.kind(), "x_content_parse_exception");
}

#[test]
fn a_name_in_the_body_is_ignored() {
    Emulator::with_shop().search(r#"{"name":"other","params":{"q":"red"}}"#).expect(200);
}

#[test]
fn case_075_a_missing_application() {
    let answer = Emulator::start().search("").expect(404);
    assert_eq!((answer.kind().as_str(), answer.reason().as_str()), ("resource_not_found_exception", "shop"));
}

#[test]
fn case_075a_an_application_without_its_indices() {
    let emulator = Emulator::with_shop();
    emulator.send("DELETE", "/products", "").expect(200);
    let answer = emulator.search(r#"{"params":{"q":"red"}}"#).expect(404);
    assert_eq!(
        (answer.kind().as_str(), answer.reason().as_str()),
        ("index_not_found_exception", "no such index [shop]")
    );
}

#[test]
fn case_076_a_key_for_another_application_learns_nothing() {
    let emulator = Emulator::start();
    let key = emulator.key(&restricted_to("other"));
    let path = "/_application/search_application/shop/_search";
    assert_eq!(emulator.call("POST", path).key(&key).send().expect(403).kind(), "security_exception");
}

#[test]
fn case_077_without_a_dictionary_all_params_pass() {
    let emulator = Emulator::with_template(r#"{"query":{"match_all":{}}}"#);
    assert_eq!(emulator.search(r#"{"params":{"any":[1,{"k":null}]}}"#).expect(200).ids().len(), 3);
}

#[test]
fn the_default_template_searches_everything() {
    let emulator = Emulator::with_products();
    emulator.put_application("shop", &json!({ "indices": ["products"] })).expect(201);
    assert_eq!(emulator.search("").expect(200).ids().len(), 3);
    assert_eq!(emulator.search(r#"{"params":{"query_string":"kettle"}}"#).expect(200).ids(), ["3"]);
}

#[test]
fn cases_078_079_what_is_escaped_and_what_is_not() {
    let match_title = |tag: &str| format!(r#"{{"query":{{"match":{{"title":"{tag}"}}}}}}"#);
    let params = json!({ "params": { "q": "a\"b\\c\nkettle" } }).to_string();
    assert_eq!(Emulator::with_template(&match_title("{{q}}")).search(&params).expect(200).ids(), ["3"]);
    let raw = Emulator::with_template(&match_title("{{{q}}}")).search(&params).expect(400);
    assert_eq!(raw.kind(), "x_content_parse_exception");
}

#[test]
fn cases_079_to_095_templates_that_fail() {
    let rows = [
        ("080", "{{q", "", 400, "script_exception"),
        ("081", "{{>x}}", "", 400, "script_exception"),
        ("082", "{{a.5}}", r#"{"params":{"a":[1]}}"#, 500, "general_script_exception"),
        (
            "084",
            r#"{"query":{"terms":{"price":[{{#p}}{{.}} {{/p}}]}}}"#,
            r#"{"params":{"p":[1,2]}}"#,
            400,
            "x_content_parse_exception",
        ),
        ("085", "{{q}}", "", 400, "x_content_parse_exception"),
        ("091", "{{#join delimiter='|'}}x{{/join}}", "", 400, "script_exception"),
        ("095", r#"{"query":{"no_such_query":{}}}"#, "", 400, "parsing_exception"),
    ];
    for (case, template, body, status, kind) in rows {
        let emulator = Emulator::with_template(template);
        for answer in [emulator.search(body), emulator.render(body)] {
            assert_eq!((answer.status, answer.kind().as_str()), (status, kind), "{case}: {}", answer.text());
        }
    }
}

#[test]
fn case_085_empty_output_has_its_own_words() {
    let reason = Emulator::with_template("{{q}}").search("").expect(400).reason();
    assert!(reason.ends_with("No content to map due to end-of-input"), "{reason}");
}

#[test]
fn case_089_output_over_the_limit() {
    let emulator = Emulator::with_template(r#"{"query":{"match":{"title":"{{q}}{{q}}"}}}"#);
    let body = json!({ "params": { "q": "a".repeat(600_000) } }).to_string();
    let answer = emulator.search(&body).expect(400);
    assert_eq!(answer.kind(), "parse_exception");
    assert_eq!(answer.reason(), "Mustache script result size limit exceeded");
}

#[test]
fn a_script_error_carries_the_script() {
    let body = Emulator::with_template("{{q").search("").json();
    let error = &body["error"];
    assert_eq!((&error["script"], &error["lang"]), (&json!("{{q"), &json!("mustache")));
    assert_eq!(error["reason"], "Improperly closed variable @[query-template:1]");
    assert_eq!(error["root_cause"][0]["type"], "script_exception");
}

#[test]
fn cases_083_to_088_liberties_with_the_rendered_json() {
    let rows = [
        (
            "083",
            r#"{"query":{"terms":{"price":[{{#p}}{{.}},{{/p}}]}},}"#,
            json!({ "query": { "terms": { "price": [10, 30] } } }),
        ),
        ("086", "/* a */ { // b\n \"size\": 3 }", json!({ "size": 3 })),
        ("087", r#"{"size":1,"size":2}"#, json!({ "size": 2 })),
        ("088", r#"{"size":2}garbage"#, json!({ "size": 2 })),
    ];
    let params = r#"{"params":{"p":[10,30]}}"#;
    for (case, template, equivalent) in rows {
        let emulator = Emulator::with_template(template);
        let direct = emulator.send("POST", "/products/_search", &equivalent.to_string()).expect(200);
        assert_eq!(emulator.search(params).expect(200).ids(), direct.ids(), "{case}");
    }
}

#[test]
fn case_096_render_shows_the_search_in_its_long_form() {
    let emulator = Emulator::with_template(r#"{"query":{"term":{"title":"{{q}}"}},"size":{{size}}}"#);
    let rendered = emulator.render(r#"{"params":{"q":"red","size":5}}"#).expect(200).json();
    assert_eq!(rendered["query"], json!({ "term": { "title": { "value": "red" } } }));
    assert_eq!(rendered["size"], 5);
}

#[test]
fn case_097_render_is_a_post() {
    let answer = Emulator::with_shop().get("/_application/search_application/shop/_render_query").expect(405);
    assert_eq!(answer.all("allow"), ["POST"]);
}

#[test]
fn case_098_methods_and_paths_that_do_not_exist() {
    let emulator = Emulator::with_shop();
    let path = "/_application/search_application/shop/_search";
    let answer = emulator.send("PATCH", path, "").expect(405);
    assert_eq!(answer.all("allow"), ["GET,POST"]);
    let reason = format!("Incorrect HTTP method for uri [{path}] and method [PATCH], allowed: [GET, POST]");
    assert_eq!(answer.json(), json!({ "error": reason, "status": 405 }));
    emulator.send("HEAD", path, "").expect(405);
    let unknown = emulator.get("/_application/nothing/here?x=1").expect(400);
    let reason = "no handler found for uri [/_application/nothing/here?x=1] and method [GET]";
    assert_eq!(unknown.json(), json!({ "error": reason }));
}

#[test]
fn case_099_a_search_by_get_has_its_body_in_the_address() {
    let emulator = Emulator::with_shop();
    let path = "/_application/search_application/shop/_search";
    let source = "source=%7B%22params%22%3A%7B%22q%22%3A%22kettle%22%7D%7D";
    let answer = emulator.get(&format!("{path}?{source}&source_content_type=application/json")).expect(200);
    assert_eq!(answer.ids(), ["3"]);
    emulator.get(&format!("{path}?{source}")).expect(400);
    assert_eq!(
        emulator.send("GET", path, r#"{"params":{"q":"kettle"}}"#).expect(200).ids(),
        ["3"],
        "a body works as well"
    );
}

#[test]
fn render_reads_no_source_parameter() {
    let emulator = Emulator::with_shop();
    let path = "/_application/search_application/shop/_render_query?source=%7B%7D&source_content_type=application/json";
    assert_eq!(emulator.send("POST", path, "").expect(400).kind(), "illegal_argument_exception");
}

#[test]
fn case_100_null_overrides_a_default() {
    let emulator = Emulator::with_products();
    let script = json!({ "source": r#"{"query":{"match":{"title":"x{{q}}"}}}"#, "params": { "q": "default" } });
    emulator.put_application("shop", &json!({ "indices": ["products"], "template": { "script": script } }));
    let searched = |body: &str| -> Value {
        let rendered = emulator.render(body).expect(200).json();
        rendered["query"]["match"]["title"]["query"].clone()
    };
    assert_eq!(searched(""), "xdefault");
    assert_eq!(searched(r#"{"params":{"q":null}}"#), "x");
}
