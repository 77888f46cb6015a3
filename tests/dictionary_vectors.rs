//! Dictionaries and params with what the server's validator library said of them: verdict, messages, order.
//!
//! `validator-vectors` and `dictionary-vectors` compare the messages as sets, since they were recorded with params in
//! the order in which they are written; the server puts them in the order of a `HashMap`, as `recorded-cases` does.
#![cfg(not(target_arch = "wasm32"))]
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test may stop at what it did not expect"
)]

use search_application_connector::dictionary::{Cause, Dictionary, DictionaryError, ExactPatterns, Gate};
use search_application_connector::json::{self, Value};

fn lines(file: &str) -> Vec<Value> {
    let text = std::fs::read_to_string(format!("tests/vectors/{file}")).unwrap();
    let lines: Vec<Value> = text.lines().map(|line| json::read(line).unwrap()).collect();
    assert!(lines.len() > 100, "{file} has too few cases");
    lines
}

fn strings(value: Option<&Value>) -> Vec<String> {
    let elements = value.and_then(Value::as_array).unwrap_or_default();
    elements.iter().map(|element| element.as_str().unwrap().to_owned()).collect()
}

fn sorted(mut messages: Vec<String>) -> Vec<String> {
    messages.sort();
    messages
}

fn compile(case: &Value) -> Result<Dictionary, DictionaryError> {
    Dictionary::compile(case.get("dictionary").unwrap(), &ExactPatterns)
}

fn messages(dictionary: &Dictionary, params: &Value) -> Vec<String> {
    let result = dictionary.validate(params);
    result
        .err()
        .map_or_else(Vec::new, |error| error.violations.into_iter().map(|violation| violation.message).collect())
}

/// The exceptions of the library, outermost first.
fn exceptions(error: &DictionaryError) -> Vec<String> {
    let class = |cause: &Cause| match cause.kind {
        "pattern_syntax_exception" => "java.util.regex.PatternSyntaxException",
        "unsupported_operation_exception" => "java.lang.UnsupportedOperationException",
        other => panic!("unknown exception {other}"),
    };
    let outer = format!("com.networknt.schema.JsonSchemaException: {}", error.messages[0]);
    let inner = error.cause.as_ref().map(|cause| format!("{}: {}", class(cause), cause.reason));
    std::iter::once(outer).chain(inner).collect()
}

fn first_lines(texts: Vec<String>) -> Vec<String> {
    texts.into_iter().map(|text| text.lines().next().unwrap_or_default().to_owned()).collect()
}

#[test]
fn params_get_the_verdict_and_the_messages_of_the_server() {
    for case in lines("validator-vectors.jsonl") {
        let dictionary = compile(&case).unwrap();
        let found = messages(&dictionary, case.get("params").unwrap());
        assert_eq!(case.get("valid"), Some(&Value::Bool(found.is_empty())), "{case}");
        assert_eq!(sorted(found), sorted(strings(case.get("messages"))), "{case}");
    }
}

#[test]
fn dictionaries_are_refused_by_the_gate_and_with_the_messages_of_the_server() {
    for case in lines("dictionary-vectors.jsonl") {
        match (case.get("gate").and_then(Value::as_str), compile(&case)) {
            (None, accepted) => assert!(accepted.is_ok(), "{case}"),
            (Some("meta-schema"), Err(error)) => {
                assert_eq!(error.gate, Gate::MetaSchema, "{case}");
                assert_eq!(error.messages, strings(case.get("messages")), "{case}");
            }
            (Some(_), Err(error)) => {
                assert_eq!(error.gate, Gate::Compile, "{case}");
                assert_eq!(first_lines(exceptions(&error)), strings(case.get("error")), "{case}");
            }
            (Some(gate), Ok(_)) => panic!("{gate} refuses {case}"),
        }
    }
}

#[test]
fn messages_come_in_the_order_of_the_server() {
    for case in lines("recorded-cases.jsonl") {
        match (case.get("gate").and_then(Value::as_str), compile(&case)) {
            (None, Ok(dictionary)) => {
                let found = messages(&dictionary, case.get("params").unwrap());
                assert_eq!(found, strings(case.get("messages")), "{case}");
            }
            (Some("meta-schema"), Err(error)) => assert_eq!(error.messages, strings(case.get("messages")), "{case}"),
            (Some("compile"), Err(error)) => {
                assert_eq!(exceptions(&error), strings(case.get("error")), "{case}");
            }
            (gate, found) => panic!("{gate:?} of the server, here {found:?}: {case}"),
        }
    }
}

#[test]
fn patterns_are_refused_as_java_refuses_them() {
    for case in lines("java-patterns.jsonl") {
        let Some(Value::String(expected)) = case.get("error") else { continue };
        let result = compile(&dictionary_of(&case));
        if case.get("unchecked").is_some() {
            // What stands before the mistake is left to the server, and so is the mistake.
            assert_eq!(result.unwrap().unchecked_patterns().len(), 1, "{case}");
            continue;
        }
        let cause = result.unwrap_err().cause.clone().unwrap();
        assert_eq!((cause.kind, &cause.reason), ("pattern_syntax_exception", expected), "{case}");
    }
}

#[test]
fn patterns_find_what_java_finds() {
    let mut checked = 0;
    for case in lines("java-patterns.jsonl").iter().filter(|case| case.get("error").is_none()) {
        let dictionary = compile(&dictionary_of(case)).unwrap();
        let is_checked = dictionary.unchecked_patterns().is_empty();
        assert_eq!(is_checked, case.get("unchecked").is_none(), "{case}");
        checked += usize::from(is_checked);
        for (texts, fits) in [("finds", true), ("misses", !is_checked)] {
            for text in strings(case.get(texts)) {
                let found = dictionary.validate(&Value::from(text.as_str())).is_ok();
                assert_eq!(found, fits, "{case} in {text:?}");
            }
        }
    }
    assert!(checked > 300, "only {checked} patterns were checked");
}

#[test]
fn formats_are_checked_as_the_server_checks_them() {
    let recorded = json::read(&std::fs::read_to_string("tests/vectors/formats.json").unwrap()).unwrap();
    let texts = strings(recorded.get("texts"));
    for format in recorded.get("formats").and_then(Value::as_array).unwrap() {
        let name = format.get("format").unwrap();
        let dictionary = compile(&json::read(&format!("{{\"dictionary\":{{\"format\":{name}}}}}")).unwrap()).unwrap();
        let fits = format.get("fits").map_or_else(|| texts.clone(), |fits| strings(Some(fits)));
        for text in &texts {
            let found = messages(&dictionary, &Value::from(text.as_str()));
            assert_eq!(found.is_empty(), fits.contains(text), "{name} of {text:?}");
        }
        let message = format.get("message").map(|message| format!("$: {}", message.as_str().unwrap()));
        assert_eq!(messages(&dictionary, &Value::from("")), Vec::from_iter(message), "{name}");
    }
}

/// `{"dictionary": {"pattern": …}}`
fn dictionary_of(case: &Value) -> Value {
    let text = format!("{{\"dictionary\":{{\"pattern\":{}}}}}", case.get("pattern").unwrap());
    json::read(&text).unwrap()
}
