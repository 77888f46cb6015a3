//! What is left to the server: it is never turned into a refusal, whatever keywords are around it, and what is certain
//! beside it is refused.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, reason = "a test may stop at what it did not expect")]

use search_application_connector::dictionary::{Check, Dictionary, ExactPatterns, Pattern, PatternCompiler, Verdict};
use search_application_connector::json::{self, Value};

fn compile(dictionary: &str) -> Dictionary {
    Dictionary::compile(&json::read(dictionary).unwrap(), &ExactPatterns).unwrap()
}

fn accepts(dictionary: &Dictionary, params: &str) -> bool {
    dictionary.validate(&json::read(params).unwrap()).is_ok()
}

#[test]
fn a_pattern_that_is_left_to_the_server_is_named() {
    assert_eq!(compile(r#"{"pattern": "\\X", "format": "regex"}"#).unchecked_patterns(), [r"\X"]);
    assert_eq!(compile(r#"{"pattern": "a*+b", "format": "email"}"#).unchecked_patterns(), [""; 0]);
}

#[test]
fn what_is_not_checked_is_never_turned_into_a_refusal() {
    let unsure = r#"{"pattern": "\\X"}"#;
    let cases = [
        (r#"{"not": U}"#, r#""c""#),
        (r#"{"oneOf": [U, {"type": "string"}]}"#, r#""c""#),
        (r#"{"oneOf": [U, {"type": "integer"}]}"#, r#""c""#),
        (r#"{"anyOf": [U, {"minLength": 9}]}"#, r#""c""#),
        (r#"{"if": U, "then": false}"#, r#""c""#),
        (r#"{"if": U, "else": false}"#, r#""c""#),
        (r#"{"if": {"not": U}, "then": false, "else": false}"#, r#""c""#),
        (r#"{"contains": U}"#, r#"["c"]"#),
        (r#"{"not": {"contains": U}}"#, r#"["c"]"#),
        (r#"{"patternProperties": {"\\X": {"type": "null"}}, "additionalProperties": false}"#, r#"{"c": 1}"#),
        (r#"{"not": {"patternProperties": {"\\X": {"type": "null"}}}}"#, r#"{"c": 1}"#),
        (r#"{"propertyNames": {"pattern": "\\X"}}"#, r#"{"c": 1}"#),
        (r#"{"not": {"format": "email"}}"#, r#""user@bücher.com""#),
        (r#"{"oneOf": [{"format": "email"}, {"minLength": 1}]}"#, r#""user@bücher.com""#),
    ];
    for (dictionary, params) in cases {
        assert!(accepts(&compile(&dictionary.replace('U', unsure)), params), "{dictionary}");
    }
}

#[test]
fn what_is_certain_is_refused_beside_what_is_not() {
    let cases = [
        (r#"{"pattern": "\\X", "minLength": 2}"#, r#""c""#),
        (r#"{"oneOf": [{"pattern": "\\X"}, {"minLength": 1}, {"maxLength": 9}]}"#, r#""c""#),
        (r#"{"not": {"anyOf": [{"pattern": "\\X"}, {"minLength": 1}]}}"#, r#""c""#),
        (r#"{"not": {"contains": {"anyOf": [{"pattern": "\\X"}, {"minLength": 9}, {"const": 1}]}}}"#, r#"["c", 1]"#),
        (r#"{"not": {"format": "regex"}}"#, r#""c""#),
    ];
    for (dictionary, params) in cases {
        assert!(!accepts(&compile(dictionary), params), "{dictionary}");
    }
}

/// An engine that finds nothing, so that what is found was found without it.
struct Blind;

impl PatternCompiler for Blind {
    fn compile(&self, _: &str, _: Check) -> Result<Option<Box<dyn Pattern>>, String> {
        Ok(Some(Box::new(Blind)))
    }
}

impl Pattern for Blind {
    fn verdict(&self, _: &str) -> Verdict {
        Verdict::Fails
    }
}

#[test]
fn a_plain_text_is_found_without_the_engine_and_as_the_engine_finds_it() {
    let texts = ["a_b", "xa_b", "a_bx", "xa_bx", "a_", "b", "A_B", "é_a_b", "a_bé", "a_b\n", "a_b\r\n", "a_b ", ""];
    for pattern in ["a_b", "^a_b", "a_b$", "^a_b$", "", "^", "$"] {
        let schema = format!("{{\"pattern\":{}}}", Value::from(pattern));
        let (exact, blind) = (compile(&schema), Dictionary::compile(&json::read(&schema).unwrap(), &Blind).unwrap());
        for text in texts {
            let text = Value::from(text).to_string();
            // The line end that Java allows behind the end, and a pattern without text, are the engine's business.
            let is_asked = pattern.is_empty()
                || pattern.len() == 1
                || pattern.ends_with('$') && !text.trim_matches('"').ends_with(|end: char| end.is_ascii_graphic())
                || text.contains('\\') && pattern.ends_with('$');
            assert_eq!(accepts(&blind, &text), accepts(&exact, &text) && !is_asked, "{pattern} in {text}");
        }
    }
}
