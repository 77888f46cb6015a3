//! Storing search applications: the contract's cases 1 to 43.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, reason = "a failed test panics")]

mod support;

use emulator::Config;
use serde_json::{Value, json};
use support::{Answer, Emulator, shop};

const DEFAULT_TEMPLATE: &str = "Using default search application template which is subject to change. We recommend \
                                storing a template to avoid breaking changes.";

fn with_indices(names: &[&str]) -> Emulator {
    let emulator = Emulator::with(Config::default());
    for name in names {
        emulator.send("PUT", &format!("/{name}"), "").expect(200);
    }
    emulator
}

fn application(emulator: &Emulator, name: &str) -> Answer {
    emulator.get(&format!("/_application/search_application/{name}"))
}

fn warnings(answer: &Answer) -> Vec<String> {
    let texts = answer.all("warning");
    texts.iter().map(|text| text.split('"').nth(1).unwrap().to_owned()).collect()
}

#[test]
fn cases_001_002_a_put_creates_and_then_updates() {
    let emulator = with_indices(&["one"]);
    let body = json!({ "indices": ["one"] });
    let created = emulator.put_application("app", &body).expect(201);
    assert_eq!(created.json(), json!({ "result": "created" }));
    assert_eq!(warnings(&created), [DEFAULT_TEMPLATE]);
    assert_eq!(emulator.put_application("app", &body).expect(200).json(), json!({ "result": "updated" }));
}

#[test]
fn a_warning_header_has_the_form_that_the_clients_read() {
    let emulator = with_indices(&["one"]);
    let warning = emulator.put_application("app", &json!({ "indices": ["one"] })).all("warning");
    assert!(warning[0].starts_with(&format!("299 Elasticsearch-{}-", emulator::VERSION)), "{warning:?}");
}

#[test]
fn case_003_a_null_template_removes_the_stored_one() {
    let emulator = Emulator::with_shop();
    let answer = emulator.put_application("shop", &json!({ "indices": ["products"], "template": null })).expect(200);
    assert_eq!(warnings(&answer), [DEFAULT_TEMPLATE]);
    let shown = application(&emulator, "shop").expect(200);
    assert_eq!(warnings(&shown), [DEFAULT_TEMPLATE]);
    let script = &shown.json()["template"]["script"];
    assert_eq!(script["params"], json!({ "query_string": "*", "default_field": "*" }));
    assert_eq!(
        script["source"],
        "{\n  \"query\": {\n    \"query_string\": {\n        \"query\": \"{{query_string}}\",\n        \"default_field\": \
         \"{{default_field}}\"\n        }\n    }\n}\n"
    );
}

#[test]
fn cases_004_005_006_create_refuses_what_exists_but_has_moved_its_alias() {
    let emulator = with_indices(&["one", "two"]);
    let path = "/_application/search_application/app?create=true";
    emulator.send("PUT", path, r#"{"indices":["one"]}"#).expect(201);
    let refused = emulator.send("PUT", path, r#"{"indices":["two"]}"#).expect(409);
    assert_eq!(refused.kind(), "version_conflict_engine_exception");
    assert_eq!(application(&emulator, "app").json()["indices"], json!(["two"]));
}

#[test]
fn case_009_one_index_may_be_a_bare_string() {
    let emulator = with_indices(&["one"]);
    emulator.put_application("app", &json!({ "indices": "one" })).expect(201);
    assert_eq!(application(&emulator, "app").json()["indices"], json!(["one"]));
}

#[test]
fn case_012_indices_are_sorted() {
    let emulator = with_indices(&["a", "b"]);
    emulator.put_application("app", &json!({ "indices": ["b", "a"] })).expect(201);
    assert_eq!(application(&emulator, "app").json()["indices"], json!(["a", "b"]));
}

#[test]
fn an_index_that_is_no_longer_listed_loses_the_alias() {
    let emulator = with_indices(&["a", "b"]);
    emulator.put_application("app", &json!({ "indices": ["a", "b"] })).expect(201);
    emulator.put_application("app", &json!({ "indices": ["b"] })).expect(200);
    assert_eq!(emulator.get("/_alias/app").json(), json!({ "b": { "aliases": { "app": {} } } }));
}

#[test]
fn case_019_the_name_may_be_repeated_in_the_body() {
    let emulator = with_indices(&["one"]);
    emulator.put_application("app", &json!({ "indices": ["one"], "name": "app" })).expect(201);
}

#[test]
fn cases_021_022_a_source_is_shown_as_it_was_sent() {
    let emulator = with_indices(&["one"]);
    let rows = [
        (json!({ "query": { "match": { "t": "{{q}}" } }, "size": 5 }), json!("application/json;charset=utf-8")),
        (json!("{\"size\": {{size}} }\n"), Value::Null),
    ];
    for (source, content_type) in rows {
        let body = json!({ "indices": ["one"], "template": { "script": { "source": source } } });
        emulator.put_application("app", &body);
        let script = &application(&emulator, "app").json()["template"]["script"];
        assert_eq!(script["source"], source);
        assert_eq!(script["lang"], "mustache");
        assert_eq!(script["options"]["content_type"], content_type);
        assert_eq!(script["params"], Value::Null, "no params are shown when there are none");
    }
}

#[test]
fn case_023_a_broken_template_is_stored() {
    let emulator = with_indices(&["one"]);
    let body = json!({ "indices": ["one"], "template": { "script": { "source": "{{q" } } });
    emulator.put_application("app", &body).expect(201);
}

#[test]
fn cases_024_025_what_get_shows_can_be_put() {
    let emulator = Emulator::with_products();
    let mut body = shop();
    body["updated_at_millis"] = json!(5);
    body["analytics_collection_name"] = json!("clicks");
    emulator.put_application("shop", &body).expect(201);
    let shown = application(&emulator, "shop").json();
    assert_eq!(shown["updated_at_millis"], 5);
    emulator.put_application("shop", &shown).expect(200);
    assert_eq!(application(&emulator, "shop").json(), shown);
}

#[test]
fn cases_026_028_names_that_no_alias_may_have() {
    let emulator = with_indices(&["one"]);
    let long = "a".repeat(256);
    let names = ["_bad", "-bad", "+bad", "a%20b", "a%23b", "a%3Ab", "a*", "a%2Cb", "a%5Cb", "one", &long];
    for name in names {
        let answer = emulator.put_application(name, &json!({ "indices": ["one"] })).expect(400);
        assert_eq!(answer.kind(), "invalid_alias_name_exception", "{name}");
        assert!(answer.reason().starts_with("Invalid alias name ["), "{name}");
    }
}

#[test]
fn numbers_are_shown_with_all_their_digits() {
    let emulator = with_indices(&["one"]);
    let numbers = r#""params":{"n":123456789012345678901234567890,"d":0.1,"e":10000000.0}"#;
    let dictionary = r#"{"properties":{"n":{"maximum":999999999999999999999999999999}}}"#;
    let body = format!(
        r#"{{"indices":["one"],"template":{{"script":{{"source":{{"size":99999999999999999999}},{numbers}}},"dictionary":{dictionary}}}}}"#
    );
    emulator.send("PUT", "/_application/search_application/app", &body).expect(201);
    let shown = application(&emulator, "app").text();
    let expected = r#""params":{"n":123456789012345678901234567890,"d":0.1,"e":1.0E7}"#;
    for part in [expected, dictionary, r#""source":{"size":99999999999999999999}"#] {
        assert!(shown.contains(part), "{shown}");
    }
    emulator.send("PUT", "/_application/search_application/app", &shown).expect(200);
    assert_eq!(application(&emulator, "app").text(), shown);
}

#[test]
fn case_027_upper_case_is_allowed_in_a_name() {
    let emulator = with_indices(&["one"]);
    emulator.put_application("Upper", &json!({ "indices": ["one"] })).expect(201);
}

#[test]
fn cases_040_041_dictionaries_that_are_stored_and_shown() {
    let emulator = with_indices(&["one"]);
    for dictionary in [json!({ "q": { "type": "string" } }), json!({ "properties": { "id": {} } }), json!({})] {
        let template = json!({ "script": { "source": "{}" }, "dictionary": dictionary });
        emulator.put_application("app", &json!({ "indices": ["one"], "template": template }));
        assert_eq!(application(&emulator, "app").json()["template"]["dictionary"], dictionary);
    }
}

#[test]
fn case_042_a_body_of_another_media_type_is_refused() {
    let emulator = with_indices(&["one"]);
    let path = "/_application/search_application/app";
    let call = || emulator.call("PUT", path).body(r#"{"indices":["one"]}"#);
    for media_type in ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data"] {
        let answer = call().header("content-type", media_type).send().expect(406);
        let reason = format!("Content-Type header [{media_type}] is not supported");
        assert_eq!(answer.json(), json!({ "error": reason, "status": 406 }));
    }
    for media_type in ["application/json; charset=utf-8", "application/vnd.elasticsearch+json; compatible-with=8"] {
        assert!(call().header("content-type", media_type).send().status < 300, "{media_type}");
    }
}

#[test]
fn case_043_a_key_needs_rights_on_the_indices() {
    let emulator = with_indices(&["one", "two"]);
    let role = json!({
        "cluster": ["manage_search_application"],
        "indices": [{ "names": ["one", "three"], "privileges": ["manage"] }],
    });
    let key = emulator.key(&role);
    let put = |indices: Value| {
        let body = json!({ "indices": indices }).to_string();
        emulator.call("PUT", "/_application/search_application/app").key(&key).json(&body).send()
    };
    for indices in [json!(["two"]), json!(["one", "two"]), json!(["not-there"])] {
        assert_eq!(put(indices).expect(403).kind(), "security_exception");
    }
    assert_eq!(put(json!(["three"])).expect(400).kind(), "illegal_argument_exception");
    put(json!(["one"])).expect(201);
}

#[test]
fn an_unknown_parameter_is_reported_after_the_body_and_before_what_it_lacks() {
    let emulator = with_indices(&["one"]);
    let path = "/_application/search_application/app?nope=1";
    assert_eq!(emulator.send("PUT", path, "{}").reason(), "Required [indices]");
    let reason = emulator.send("PUT", path, r#"{"indices":[]}"#).reason();
    assert_eq!(reason, "request [/_application/search_application/app] contains unrecognized parameter: [nope]");
}
