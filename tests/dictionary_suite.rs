//! The JSON-Schema-Test-Suite for draft 7: each of its mandatory cases gets the server's verdict, which is the
//! standard's except where `suite-differences.jsonl` says so.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may stop at what it did not expect")]

use std::collections::BTreeMap;

use search_application_connector::dictionary::{Dictionary, ExactPatterns};
use search_application_connector::json::{self, Value};

/// The file, the group and the name of a case.
type Case = (String, String, String);

fn text(value: &Value, name: &str) -> String {
    value.get(name).and_then(Value::as_str).unwrap().to_owned()
}

/// The verdict that a case gets: valid, invalid, or no verdict because the dictionary is refused.
fn verdict(dictionary: &Value, params: &Value) -> Option<bool> {
    Dictionary::compile(dictionary, &ExactPatterns).ok().map(|dictionary| dictionary.validate(params).is_ok())
}

fn departures() -> BTreeMap<Case, Option<bool>> {
    let lines = std::fs::read_to_string("tests/vectors/suite-differences.jsonl").unwrap();
    let lines = lines.lines().map(|line| json::read(line).unwrap());
    let departures: BTreeMap<_, _> = lines
        .map(|line| {
            let case = (text(&line, "file"), text(&line, "group"), text(&line, "test"));
            (case, line.get("server").and_then(Value::as_bool))
        })
        .collect();
    assert_eq!(departures.len(), 90, "the list of departures is not whole");
    departures
}

/// Every mandatory case, with the standard's verdict and the one that it gets.
fn cases() -> Vec<(Case, bool, Option<bool>)> {
    let mut cases = Vec::new();
    for entry in std::fs::read_dir("tests/vectors/json-schema-test-suite").unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_none_or(|extension| extension != "json") {
            continue;
        }
        let file = path.file_name().unwrap().to_str().unwrap().to_owned();
        for group in json::read(&std::fs::read_to_string(&path).unwrap()).unwrap().as_array().unwrap() {
            for test in group.get("tests").and_then(Value::as_array).unwrap() {
                let case = (file.clone(), text(group, "description"), text(test, "description"));
                let verdict = verdict(group.get("schema").unwrap(), test.get("data").unwrap());
                cases.push((case, test.get("valid").and_then(Value::as_bool).unwrap(), verdict));
            }
        }
    }
    assert_eq!(cases.len(), 913, "the suite is not whole");
    cases
}

#[test]
fn every_case_gets_the_verdict_of_the_server() {
    let departures = departures();
    for (case, standard, found) in cases() {
        let expected = departures.get(&case).copied().unwrap_or(Some(standard));
        assert_eq!(found, expected, "{case:?}");
    }
}

#[test]
fn every_departure_is_a_case_of_the_suite_that_departs() {
    let cases: BTreeMap<Case, (bool, Option<bool>)> =
        cases().into_iter().map(|(case, standard, found)| (case, (standard, found))).collect();
    for case in departures().into_keys() {
        let (standard, found) = cases.get(&case).unwrap_or_else(|| panic!("{case:?} is not in the suite"));
        assert_ne!(Some(*standard), *found, "{case:?} departs no longer");
    }
}

#[test]
fn an_integer_written_with_a_fraction_is_the_integer_once_a_page_has_sent_it() {
    let dictionary = json::read(r#"{"type": "integer"}"#).unwrap();
    let written = json::read("1.0").unwrap();
    let sent = Value::Number(json::Number::from_js(1.0, "1"));
    assert_eq!((verdict(&dictionary, &written), verdict(&dictionary, &sent)), (Some(false), Some(true)));
}
