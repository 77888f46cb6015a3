//! Bodies that are read or refused: what the server's own parser library says of them, with line and column, and with the
//! nesting of errors. Recorded from `elasticsearch-x-content` 8.19.3, with the members that the contract names; what is
//! inside of role descriptors, which the server reads by other code, is not among them.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, reason = "a failed test panics")]

mod support;

use serde_json::Value;
use support::{Answer, Emulator};

const BODIES: &str = include_str!("data/contract/bodies.jsonl");

/// Sends a body to the request that it is for.
fn send(emulator: &Emulator, to: &str, body: &str) -> Answer {
    let (method, path) = match to {
        "put" => ("PUT", "/_application/search_application/app"),
        "params" => ("POST", "/_application/search_application/none/_search"),
        "key" => ("POST", "/_security/api_key"),
        other => panic!("no request is called {other}"),
    };
    emulator.send(method, path, body)
}

/// Of a body that is accepted only that: what is done with it is tested elsewhere.
fn is_accepted(answer: &Answer) -> bool {
    answer.status != 400 || !matches!(answer.kind().as_str(), "x_content_parse_exception" | "x_content_e_o_f_exception")
}

#[test]
fn bodies_are_refused_with_the_place_and_the_causes_that_the_server_names() {
    let emulator = Emulator::start();
    emulator.send("PUT", "/a", "").expect(200);
    let mut wrong = Vec::new();
    for row in BODIES.lines() {
        let row: Value = serde_json::from_str(row).unwrap();
        let answer = send(&emulator, row["to"].as_str().unwrap(), row["body"].as_str().unwrap());
        let as_recorded = match &row["error"] {
            Value::Null => is_accepted(&answer),
            error => answer.status == 400 && answer.json()["error"] == *error,
        };
        if !as_recorded {
            wrong.push(format!("{row}\n  {}", answer.text()));
        }
    }
    assert!(BODIES.lines().count() > 300);
    assert!(wrong.is_empty(), "{} bodies:\n{}", wrong.len(), wrong.join("\n"));
}

/// A limit of the emulator's own, which bounds what a hostile body costs.
#[test]
fn an_object_with_too_many_members_is_refused() {
    let members: Vec<String> = (0..=1_000_000).map(|name| format!("\"{name}\":0")).collect();
    let body = format!("{{\"params\":{{{}}}}}", members.join(","));
    let answer = send(&Emulator::start(), "params", &body);
    assert_eq!(answer.status, 400);
    assert!(answer.text().contains("The emulator reads objects of at most 1000000 members"), "{}", answer.text());
}
