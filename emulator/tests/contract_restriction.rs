//! Every endpoint that the emulator has against a key that is restricted to a workflow: the contract's cases 124 and
//! 125. The endpoints come from the emulator's own table, so that a new one is tested or fails the test.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, reason = "a failed test panics")]

mod support;

use emulator::endpoints;
use serde_json::json;
use support::{Answer, Emulator, restricted_to};

const SEARCH: &str = "/_application/search_application/shop/_search";
const RED: &str = r#"{"params":{"q":"red"}}"#;

/// A request that each endpoint would answer, were it allowed: method, address and body.
fn requests() -> Vec<(&'static str, &'static str, &'static str, &'static str)> {
    let application = "/_application/search_application";
    let one = "/_application/search_application/{name}";
    let search = "/_application/search_application/{name}/_search";
    let render = "/_application/search_application/{name}/_render_query";
    let bulk = "{\"index\":{\"_index\":\"shop\"}}\n{}\n";
    let many = "{\"index\":\"shop\"}\n{}\n";
    let alias = r#"{"actions":[{"add":{"index":"products","alias":"x"}}]}"#;
    let doc = "/{index}/_doc/{id}";
    let create = "/{index}/_create/{id}";
    vec![
        ("PUT", one, "/_application/search_application/shop", r#"{"indices":["shop"]}"#),
        ("GET", one, "/_application/search_application/shop", ""),
        ("DELETE", one, "/_application/search_application/shop", ""),
        ("GET", application, application, ""),
        ("GET", search, SEARCH, RED),
        ("POST", search, SEARCH, RED),
        ("POST", render, "/_application/search_application/shop/_render_query", RED),
        ("POST", "/_security/api_key", "/_security/api_key", r#"{"name":"k"}"#),
        ("PUT", "/_security/api_key", "/_security/api_key", r#"{"name":"k"}"#),
        ("GET", "/_security/api_key", "/_security/api_key", ""),
        ("DELETE", "/_security/api_key", "/_security/api_key", r#"{"id":"x"}"#),
        ("GET", "/_security/_authenticate", "/_security/_authenticate", ""),
        ("PUT", "/{index}", "/shop", ""),
        ("GET", "/{index}", "/shop", ""),
        ("HEAD", "/{index}", "/shop", ""),
        ("DELETE", "/{index}", "/shop", ""),
        ("PUT", "/{index}/_mapping", "/shop/_mapping", "{}"),
        ("POST", "/{index}/_mapping", "/shop/_mapping", "{}"),
        ("GET", "/{index}/_mapping", "/shop/_mapping", ""),
        ("GET", "/{index}/_refresh", "/shop/_refresh", ""),
        ("POST", "/{index}/_refresh", "/shop/_refresh", ""),
        ("GET", "/_refresh", "/_refresh", ""),
        ("POST", "/_refresh", "/_refresh", ""),
        ("POST", "/_aliases", "/_aliases", alias),
        ("GET", "/_alias", "/_alias", ""),
        ("GET", "/_alias/{name}", "/_alias/shop", ""),
        ("POST", "/_bulk", "/_bulk", bulk),
        ("PUT", "/_bulk", "/_bulk", bulk),
        ("POST", "/{index}/_bulk", "/shop/_bulk", bulk),
        ("PUT", "/{index}/_bulk", "/shop/_bulk", bulk),
        ("POST", "/{index}/_doc", "/shop/_doc", "{}"),
        ("PUT", doc, "/shop/_doc/1", "{}"),
        ("POST", doc, "/shop/_doc/1", "{}"),
        ("GET", doc, "/shop/_doc/1", ""),
        ("DELETE", doc, "/shop/_doc/1", ""),
        ("PUT", create, "/shop/_create/1", "{}"),
        ("POST", create, "/shop/_create/1", "{}"),
        ("GET", "/_count", "/_count", ""),
        ("POST", "/_count", "/_count", ""),
        ("GET", "/{index}/_count", "/shop/_count", ""),
        ("POST", "/{index}/_count", "/shop/_count", ""),
        ("GET", "/_search", "/_search", ""),
        ("POST", "/_search", "/_search", ""),
        ("GET", "/{index}/_search", "/shop/_search", ""),
        ("POST", "/{index}/_search", "/shop/_search", ""),
        ("GET", "/_msearch", "/_msearch", many),
        ("POST", "/_msearch", "/_msearch", many),
        ("GET", "/{index}/_msearch", "/shop/_msearch", many),
        ("POST", "/{index}/_msearch", "/shop/_msearch", many),
        ("GET", "/_validate/query", "/_validate/query", ""),
        ("POST", "/_validate/query", "/_validate/query", ""),
        ("GET", "/{index}/_validate/query", "/shop/_validate/query", ""),
        ("POST", "/{index}/_validate/query", "/shop/_validate/query", ""),
        ("GET", "/_emulator/faults", "/_emulator/faults", ""),
        ("PUT", "/_emulator/faults", "/_emulator/faults", r#"{"rules":[]}"#),
        ("DELETE", "/_emulator/faults", "/_emulator/faults", ""),
        ("GET", "/", "/", ""),
        ("HEAD", "/", "/", ""),
        ("GET", "/_cluster/health", "/_cluster/health", ""),
    ]
}

#[test]
fn cases_124_125_a_restricted_key_reaches_one_endpoint_only() {
    let emulator = Emulator::with_shop();
    let key = emulator.key(&restricted_to("shop"));
    let requests = requests();
    for (method, path) in endpoints() {
        let request = requests.iter().find(|request| (request.0, request.1) == (method, path));
        let (_, _, address, body) = request.unwrap_or_else(|| panic!("no request for {method} {path}: add one"));
        let answer = emulator.call(method, address).key(&key).json(body).send();
        let is_search = path.ends_with("{name}/_search");
        assert_eq!(answer.status, if is_search { 200 } else { 403 }, "{method} {path}");
        if !is_search && method != "HEAD" {
            assert_restricted(&answer);
        }
    }
    emulator.get("/_application/search_application/shop").expect(200);
}

fn assert_restricted(answer: &Answer) {
    assert_eq!(answer.kind(), "security_exception");
    assert_eq!(
        answer.json()["error"]["root_cause"],
        json!([{ "type": "role_restriction_exception", "reason": "access restricted by workflow" }])
    );
    let reason = answer.reason();
    assert!(reason.starts_with("action [") && reason.contains("] is unauthorized for API key id ["), "{reason}");
    assert!(reason.contains("] of user [elastic]"), "{reason}");
}

#[test]
fn the_requests_above_are_answered_when_they_are_allowed() {
    let endpoints: Vec<_> = endpoints().collect();
    for (method, path, address, body) in requests() {
        assert!(endpoints.contains(&(method, path)), "{method} {path} is not an endpoint");
        let answer = Emulator::with_shop().send(method, address, body);
        assert!(answer.status != 403 && answer.status != 405 && answer.status < 500, "{method} {address}: {answer:?}");
    }
}
