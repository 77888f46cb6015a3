//! Faults on demand, seen at the socket: the contract's cases 136, 137 and 139 as a client meets them.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, reason = "a failed test panics")]

mod support;

use std::io::{Read, Write};
use std::net::TcpStream;
use std::time::{Duration, Instant};

use emulator::Config;
use serde_json::{Value, json};
use support::{Answer, Emulator};

const FAULTS: &str = "/_emulator/faults";
const SEARCH: &str = "/products/_search";

fn with_faults() -> Emulator {
    let emulator = Emulator::with(Config { faults: true, ..Config::default() });
    emulator.send("PUT", "/products/_doc/1", r#"{"title":"red"}"#).expect(201);
    emulator
}

fn set(emulator: &Emulator, rules: &Value) -> Answer {
    emulator.send("PUT", FAULTS, &json!({ "rules": rules }).to_string())
}

/// Everything that comes over a connection until it ends, and whether it ended in an error.
fn exchange(emulator: &Emulator) -> (String, bool) {
    let address = emulator.url().replace("http://", "");
    let mut stream = TcpStream::connect(&address).unwrap();
    let head = format!("GET {SEARCH} HTTP/1.1\r\nhost: {address}\r\nauthorization: {}\r\n", emulator.basic());
    stream.write_all(format!("{head}connection: close\r\n\r\n").as_bytes()).unwrap();
    let mut answer = Vec::new();
    let broken = stream.read_to_end(&mut answer).is_err();
    (String::from_utf8(answer).unwrap(), broken)
}

#[test]
fn without_the_option_there_are_no_faults() {
    let emulator = Emulator::start();
    let answer = set(&emulator, &json!([{ "status": 503 }])).expect(400);
    assert!(answer.text().contains("--faults"), "{}", answer.text());
    emulator.get("/").expect(200);
}

#[test]
fn rules_are_shown_used_up_and_cleared() {
    let emulator = with_faults();
    let rule = json!({ "path": "/products/*", "method": "POST", "times": 1, "status": 429 });
    set(&emulator, &json!([rule])).expect(200);
    emulator.get(SEARCH).expect(200);
    emulator.get("/").expect(200);
    emulator.send("POST", SEARCH, "").expect(429);
    emulator.send("POST", SEARCH, "").expect(200);
    let mut shown = rule;
    shown["applied"] = json!(1);
    assert_eq!(emulator.get(FAULTS).expect(200).json(), json!({ "rules": [shown] }));
    set(&emulator, &json!([{ "status": 500 }])).expect(200);
    emulator.get("/").expect(500);
    assert_eq!(emulator.send("DELETE", FAULTS, "").expect(200).json(), json!({ "rules": [] }));
    emulator.get("/").expect(200);
}

#[test]
fn case_136_refusals_have_the_bodies_of_the_server() {
    let emulator = with_faults();
    let rules = json!([
        { "path": SEARCH, "times": 1, "status": 429, "retry_after": "7" },
        { "path": SEARCH, "times": 1, "status": 503 },
        { "path": SEARCH, "times": 1, "status": 502, "body": "<html>bad gateway</html>" },
    ]);
    set(&emulator, &rules).expect(200);
    let busy = emulator.get(SEARCH).expect(429);
    assert_eq!((busy.kind().as_str(), busy.all("retry-after")), ("es_rejected_execution_exception", vec!["7".into()]));
    let down = emulator.get(SEARCH).expect(503);
    assert_eq!(
        (down.kind().as_str(), down.reason().as_str()),
        ("search_phase_execution_exception", "all shards failed")
    );
    assert_eq!(down.innermost().0, "no_shard_available_action_exception");
    assert!(down.all("retry-after").is_empty());
    assert_eq!(emulator.get(SEARCH).expect(502).text(), "<html>bad gateway</html>");
    emulator.get(SEARCH).expect(200);
}

#[test]
fn case_137_answers_that_are_only_partial() {
    let emulator = with_faults();
    set(&emulator, &json!([{ "path": SEARCH, "timed_out": true, "failed_shards": 2 }])).expect(200);
    let body = emulator.get(SEARCH).expect(200).json();
    assert_eq!(body["timed_out"], true);
    let shards = &body["_shards"];
    assert_eq!((&shards["total"], &shards["successful"], &shards["failed"]), (&json!(3), &json!(1), &json!(2)));
    assert_eq!(shards["failures"].as_array().unwrap().len(), 2);
    assert_eq!(body["hits"]["total"]["value"], 1);
}

#[test]
fn case_139_answers_that_do_not_name_the_product() {
    let emulator = with_faults();
    set(&emulator, &json!([{ "product_header": false }])).expect(200);
    for (path, status) in [("/", 200), ("/none", 404)] {
        assert!(emulator.get(path).expect(status).all("x-elastic-product").is_empty(), "{path}");
    }
}

#[test]
fn a_delay_holds_up_its_own_request_only() {
    let emulator = with_faults();
    set(&emulator, &json!([{ "path": SEARCH, "delay_ms": 300 }])).expect(200);
    let start = Instant::now();
    std::thread::scope(|scope| {
        let late = scope.spawn(|| {
            emulator.get(SEARCH).expect(200);
            start.elapsed()
        });
        emulator.get("/").expect(200);
        assert!(!late.is_finished());
        assert!(late.join().unwrap() >= Duration::from_millis(300));
    });
}

#[test]
fn a_truncated_answer_promises_more_than_it_sends() {
    let emulator = with_faults();
    set(&emulator, &json!([{ "path": SEARCH, "truncate_at": 10 }])).expect(200);
    let (answer, _) = exchange(&emulator);
    let (head, body) = answer.split_once("\r\n\r\n").unwrap();
    assert!(head.starts_with("HTTP/1.1 200 OK"), "{head}");
    let promised =
        head.lines().find_map(|line| line.strip_prefix("content-length: ")).unwrap_or_else(|| panic!("{answer}"));
    assert!(promised.parse::<usize>().unwrap() > 10 && body == r#"{"took":0,"#, "{promised} {body}");
    emulator.get("/").expect(200);
}

#[test]
fn a_dropped_connection_answers_nothing() {
    let emulator = with_faults();
    set(&emulator, &json!([{ "path": SEARCH, "times": 1, "drop": true }])).expect(200);
    assert_eq!(exchange(&emulator).0, "");
    assert!(exchange(&emulator).0.starts_with("HTTP/1.1 200 OK"));
}

#[test]
fn rules_that_make_no_sense_are_refused() {
    let emulator = with_faults();
    let rows = [
        json!([{ "statsu": 503 }]),
        json!([{ "status": 99 }]),
        json!([{ "status": 600 }]),
        json!([{ "status": "503" }]),
        json!([{ "delay_ms": 600_001 }]),
        json!([{ "times": -1 }]),
        json!([{ "drop": 1 }]),
        json!([5]),
    ];
    for rules in rows {
        assert_eq!(set(&emulator, &rules).expect(400).kind(), "x_content_parse_exception", "{rules}");
    }
    let key = emulator.key(&json!({ "indices": [{ "names": ["*"], "privileges": ["all"] }] }));
    emulator.call("GET", FAULTS).key(&key).send().expect(403);
}
