//! Requests that are refused, or answered by the HTTP layer, before an endpoint does its work: paths, methods, parameters,
//! media types, and bodies where none belongs. Recorded words are those of Elasticsearch 8.19's own REST classes.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, reason = "a failed test panics")]

mod support;

use std::io::{Read, Write};
use std::net::TcpStream;

use emulator::{Config, Cors, Origins};
use serde_json::{Value, json};
use support::Emulator;

const ALL: &str = "/_application/search_application";
const SHOP: &str = "/_application/search_application/shop";

#[test]
fn slashes_at_the_end_of_a_path_do_not_count() {
    let emulator = Emulator::with_shop();
    assert_eq!(emulator.get(&format!("{SHOP}/")).expect(200).json()["name"], "shop");
    assert_eq!(emulator.get(&format!("{ALL}//")).expect(200).json()["count"], 1);
    emulator.send("POST", &format!("{SHOP}/_search/"), r#"{"params":{"q":"red"}}"#).expect(200);
}

#[test]
fn a_name_is_percent_decoded() {
    let emulator = Emulator::with_products();
    for (path, name) in [("caf%C3%A9", "café"), ("%E6%97%A5%E6%9C%AC", "日本"), ("a+b", "a+b"), ("a%2Bb", "a+b")] {
        let body = json!({ "indices": ["products"] }).to_string();
        assert!(emulator.send("PUT", &format!("{ALL}/{path}"), &body).status < 300, "{path}");
        assert_eq!(emulator.get(&format!("{ALL}/{path}")).expect(200).json()["name"], name, "{path}");
        emulator.send("POST", &format!("{ALL}/{path}/_search"), "").expect(200);
    }
    assert_eq!(emulator.get(&format!("{ALL}/%FF")).expect(404).reason(), "\u{fffd}");
    assert_eq!(emulator.get(&format!("{ALL}/a%2Fb")).expect(404).reason(), "a/b");
}

#[test]
fn escapes_that_cannot_be_read_are_refused() {
    let emulator = Emulator::with_shop();
    let rows = [
        (format!("{ALL}/%zz"), "illegal_argument_exception", "invalid escape sequence `%zz' at index 0 of: %zz"),
        (format!("{ALL}/a%2"), "illegal_argument_exception", "partial escape sequence at end of string: a%2"),
        (format!("{ALL}?q=%"), "bad_parameter_exception", "unterminated escape sequence at end of string: %"),
        (format!("{ALL}?%zz=1"), "bad_parameter_exception", "invalid escape sequence `%zz' at index 0 of: %zz"),
    ];
    for (path, kind, reason) in rows {
        let answer = emulator.get(&path).expect(400);
        assert_eq!((answer.kind().as_str(), answer.innermost().1.as_str()), (kind, reason), "{path}");
    }
}

#[test]
fn methods_that_a_path_does_not_have() {
    let emulator = Emulator::with_shop();
    let rows = [
        ("PATCH", SHOP, "GET,PUT,DELETE"),
        ("POST", SHOP, "GET,PUT,DELETE"),
        ("HEAD", SHOP, "GET,PUT,DELETE"),
        ("DELETE", ALL, "GET"),
        ("PUT", "/_application/search_application/shop/_search", "GET,POST"),
        ("POST", "/products", "GET,PUT,DELETE,HEAD"),
    ];
    for (method, path, allowed) in rows {
        let answer = emulator.send(method, path, "").expect(405);
        assert_eq!(answer.all("allow"), [allowed], "{method} {path}");
        let methods = allowed.replace(',', ", ");
        let reason = format!("Incorrect HTTP method for uri [{path}] and method [{method}], allowed: [{methods}]");
        let body = if method == "HEAD" { Value::Null } else { answer.json() };
        assert_eq!(body.get("error"), (method != "HEAD").then(|| json!(reason)).as_ref(), "{method} {path}");
    }
}

#[test]
fn options_are_told_to_anybody_and_of_any_path() {
    let emulator = Emulator::start();
    for (path, allowed) in [(SHOP, vec!["GET,PUT,DELETE"]), ("/none/of/these/paths", vec![])] {
        let answer = emulator.anonymous("OPTIONS", path).send().expect(200);
        assert_eq!(
            (answer.all("allow"), answer.text().as_str()),
            (allowed.into_iter().map(str::to_owned).collect(), "")
        );
    }
}

#[test]
fn an_unknown_parameter_is_answered_with_the_names_that_are_near() {
    let emulator = Emulator::with_shop();
    let rows = [
        ("PUT", SHOP, "creat=true", ": [creat] -> did you mean [create]?"),
        ("GET", SHOP, "prety", ": [prety] -> did you mean [pretty]?"),
        ("GET", SHOP, "xyz", ": [xyz]"),
        (
            "GET",
            ALL,
            "siz=1&fromat=json",
            "s: [fromat] -> did you mean any of [format, from]?, [siz] -> did you mean [size]?",
        ),
        (
            "POST",
            "/_application/search_application/shop/_search",
            "typed_key",
            ": [typed_key] -> did you mean [typed_keys]?",
        ),
    ];
    for (method, path, query, told) in rows {
        let body = if method == "PUT" { r#"{"indices":["products"]}"# } else { "" };
        let answer = emulator.send(method, &format!("{path}?{query}"), body).expect(400);
        assert_eq!(answer.kind(), "illegal_argument_exception");
        assert_eq!(answer.reason(), format!("request [{path}] contains unrecognized parameter{told}"));
    }
}

#[test]
fn parameters_that_every_endpoint_takes() {
    let emulator = Emulator::with_shop();
    emulator.get(&format!("{SHOP}?human&error_trace&format=json&pretty=false&filter_path=name")).expect(200);
    for name in ["pretty", "human", "error_trace"] {
        let reason = emulator.get(&format!("{SHOP}?{name}=maybe")).expect(400).reason();
        assert_eq!(reason, "Failed to parse value [maybe] as only [true] or [false] are allowed.");
    }
    assert_eq!(emulator.get(&format!("{SHOP}?format=yaml")).expect(400).kind(), "illegal_argument_exception");
}

#[test]
fn a_body_that_nothing_reads_is_refused() {
    let emulator = Emulator::with_shop();
    for (method, path) in [("GET", SHOP), ("DELETE", SHOP), ("GET", ALL), ("GET", "/products/_mapping"), ("GET", "/")] {
        let answer = emulator.send(method, path, "{}").expect(400);
        assert_eq!(answer.reason(), format!("request [{method} {path}] does not support having a body"));
    }
    emulator.get(SHOP).expect(200);
}

#[test]
fn a_source_parameter_needs_a_media_type_that_is_known() {
    let emulator = Emulator::with_shop();
    let path = "/_application/search_application/shop/_search?source=%7B%7D";
    let rows = [
        (String::new(), "source and source_content_type parameters are required"),
        ("&source_content_type=text/plain".to_owned(), "Unknown value for source_content_type [text/plain]"),
    ];
    for (more, reason) in rows {
        let answer = emulator.get(&format!("{path}{more}")).expect(400);
        assert_eq!(answer.kind(), "validation_exception");
        assert_eq!(answer.reason(), format!("Validation Failed: 1: {reason};"));
    }
}

/// What comes back over a connection of its own.
fn exchanged(emulator: &Emulator, request: &str) -> String {
    let address = emulator.url().replace("http://", "");
    let mut stream = TcpStream::connect(address).unwrap();
    stream.write_all(request.as_bytes()).unwrap();
    let mut answer = Vec::new();
    // The server may close the connection before everything was read.
    let _ = stream.read_to_end(&mut answer);
    String::from_utf8_lossy(&answer).into_owned()
}

#[test]
fn a_method_that_http_does_not_know_is_refused() {
    let emulator = Emulator::start();
    let head =
        format!("BREW {SHOP} HTTP/1.1\r\nhost: x\r\nauthorization: {}\r\nconnection: close\r\n\r\n", emulator.basic());
    let answer = exchanged(&emulator, &head);
    assert!(answer.starts_with("HTTP/1.1 405 "), "{answer}");
    assert!(answer.ends_with(r#"{"error":"Unexpected http method: BREW, allowed: [GET, PUT, DELETE]","status":405}"#));
}

#[test]
fn a_body_that_is_announced_and_too_large_is_not_asked_for() {
    let emulator = Emulator::with(Config { max_content_length: 1000, ..Config::default() });
    let head = "PUT /one HTTP/1.1\r\nhost: x\r\nexpect: 100-continue\r\ncontent-length: 1001\r\n\r\n";
    let answer = exchanged(&emulator, head);
    assert!(answer.starts_with("HTTP/1.1 417 ") && answer.contains("content-length: 0\r\n"), "{answer}");
}

#[test]
fn an_empty_origin_is_none() {
    let allow_origin = Some(Origins::parse("https://shop.example.com").unwrap());
    let cors = Cors { allow_origin, ..Cors::default() };
    let emulator = Emulator::with(Config { cors, ..Config::default() });
    let answer = emulator.call("GET", "/").header("origin", "").send().expect(200);
    assert!(answer.all("access-control-allow-origin").is_empty());
}

#[test]
fn faults_of_a_name_in_the_order_of_the_server() {
    let emulator = Emulator::with_products();
    let characters = "must not contain the following characters ['\\','/','*','?','\"','<','>','|',' ',',']";
    let rows = [
        ("_a%20b", characters),
        ("a%3Ab%23c", "must not contain '#'"),
        ("_a%3A", "must not contain ':'"),
        ("_a", "must not start with '_', '-', or '+'"),
        ("..", "must not be '.' or '..'"),
        ("a%2Fb", characters),
    ];
    for (path, reason) in rows {
        let answer = emulator.send("PUT", &format!("{ALL}/{path}"), r#"{"indices":["products"]}"#).expect(400);
        assert_eq!(answer.kind(), "invalid_alias_name_exception", "{path}");
        assert!(answer.reason().ends_with(&format!("]: {reason}")), "{path}: {}", answer.reason());
    }
    let blank = emulator.send("PUT", &format!("{ALL}/%20"), r#"{"indices":["products"]}"#).expect(400);
    assert_eq!(blank.innermost().1, "Search Application name cannot be null or blank");
}

/// What an index is not: a list of names in one, a pattern that matches nothing, an empty text.
#[test]
fn names_in_indices_that_mean_no_index() {
    let emulator = Emulator::start();
    for index in ["one", "two"] {
        emulator.send("PUT", &format!("/{index}"), "").expect(200);
    }
    for name in ["one,two", "none*", "-one", "One"] {
        let answer = emulator.put_application("app", &json!({ "indices": [name] })).expect(400);
        assert_eq!(answer.reason(), format!("no such index [{name}]"));
        assert_eq!(answer.innermost().0, "index_not_found_exception", "{name}");
    }
    let empty = emulator.put_application("app", &json!({ "indices": ["one", ""] })).expect(400);
    assert_eq!(empty.reason(), "[indices] can't contain empty string");
    emulator.get("/_application/search_application/app").expect(404);
    emulator.put_application("app", &json!({ "indices": ["t*", "one"] })).expect(201);
    assert_eq!(emulator.get("/_application/search_application/app").json()["indices"], json!(["one", "two"]));
}
