//! The dictionary in a page, whose engine is JavaScript's: what it cannot tell it leaves to the server, and it never
//! refuses what the server accepts. The engine here stands for it: it takes what JavaScript is given, and no more.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may stop at what it did not expect")]

use search_application_connector::dictionary::{Dictionary, ExactPatterns, Pattern, PatternCompiler};
use search_application_connector::json::{self, Value};

/// Compiles what a page is given, but does not stand for the server.
struct PagePatterns;

impl PatternCompiler for PagePatterns {
    fn compile(&self, source: &str) -> Option<Box<dyn Pattern>> {
        ExactPatterns.compile(source)
    }
}

fn page(dictionary: &str) -> Dictionary {
    Dictionary::compile(&json::read(dictionary).unwrap(), &PagePatterns).unwrap()
}

fn accepts(dictionary: &Dictionary, params: &str) -> bool {
    dictionary.validate(&json::read(params).unwrap()).is_ok()
}

/// `(pattern, text that the server refuses)`: constructs that JavaScript lacks or reads differently.
const LEFT_TO_THE_SERVER: [(&str, &str); 16] = [
    ("^a*+b$", "c"),
    ("^(?>a)$", "b"),
    ("(?i)RED", "blue"),
    ("[a-z&&[^r]]", "r"),
    ("[a[b]]", "c"),
    (r"(a)\1", "ab"),
    (r"(?<x>a)", "b"),
    (r"\h", "a"),
    (r"\v", "a"),
    (r"^\p{L}+$", "1"),
    (r"\p{Alpha}", "1"),
    (r"\Qa.b\E", "aab"),
    (r"\R", "a"),
    (r"\x{41}", "B"),
    (r"\07", "a"),
    (r"(?<=a*)b", "c"),
];

#[test]
fn a_pattern_that_javascript_lacks_is_not_checked_and_named() {
    for (pattern, refused) in LEFT_TO_THE_SERVER {
        let dictionary = page(&format!("{{\"pattern\":{}}}", Value::from(pattern)));
        assert_eq!(dictionary.unchecked_patterns(), [pattern]);
        assert!(accepts(&dictionary, &Value::from(refused).to_string()), "{pattern}");
    }
}

/// An engine that finds nothing, so that what is found was found without it.
struct Blind;

impl PatternCompiler for Blind {
    fn compile(&self, _: &str) -> Option<Box<dyn Pattern>> {
        Some(Box::new(Blind))
    }
}

impl Pattern for Blind {
    fn finds(&self, _: &str) -> Option<bool> {
        Some(false)
    }
}

#[test]
fn a_plain_text_is_found_without_the_engine_and_as_the_engine_finds_it() {
    let texts = ["a_b", "xa_b", "a_bx", "xa_bx", "a_", "b", "A_B", "é_a_b", "a_bé", "a_b\n", "a_b\r\n", "a_b ", ""];
    for pattern in ["a_b", "^a_b", "a_b$", "^a_b$", "", "^", "$"] {
        let schema = format!("{{\"pattern\":{}}}", Value::from(pattern));
        let (exact, blind) = (page(&schema), Dictionary::compile(&json::read(&schema).unwrap(), &Blind).unwrap());
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

#[test]
fn a_pattern_that_both_dialects_can_say_is_checked() {
    let patterns =
        ["^a", r"\d", r"^\w+$", "^.{1,3}$", r"\S\s\D\W", "(?:a|b)+?", "(?=a)(?!b)", r"[^\]a-c\d]", r"\u00e9\x41\.\/\_"];
    for pattern in patterns {
        let dictionary = page(&format!("{{\"pattern\":{}}}", Value::from(pattern)));
        assert_eq!(dictionary.unchecked_patterns(), [""; 0], "{pattern}");
        assert!(!accepts(&dictionary, r#""?""#) || pattern == "^.{1,3}$" || pattern == r"[^\]a-c\d]", "{pattern}");
    }
}

#[test]
fn a_word_boundary_is_checked_in_ascii_only() {
    // Java before version 19 takes é for a part of a word, and later versions do not.
    let dictionary = page(r#"{"pattern": "\\bred\\b"}"#);
    assert!(!accepts(&dictionary, r#""redish""#));
    assert!(accepts(&dictionary, r#""rédish""#));
}

#[test]
fn what_is_not_checked_is_never_turned_into_a_refusal() {
    let unsure = r#"{"pattern": "a*+b"}"#;
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
        (r#"{"patternProperties": {"a*+b": {"type": "null"}}, "additionalProperties": false}"#, r#"{"c": 1}"#),
        (r#"{"not": {"patternProperties": {"a*+b": {"type": "null"}}}}"#, r#"{"c": 1}"#),
        (r#"{"propertyNames": {"pattern": "a*+b"}}"#, r#"{"c": 1}"#),
        (r#"{"not": {"format": "email"}}"#, r#""user@example.com""#),
        (r#"{"oneOf": [{"format": "email"}, {"minLength": 1}]}"#, r#""user@example.com""#),
    ];
    for (dictionary, params) in cases {
        assert!(accepts(&page(&dictionary.replace('U', unsure)), params), "{dictionary}");
    }
}

#[test]
fn what_is_certain_is_refused_beside_what_is_not() {
    let cases = [
        (r#"{"pattern": "a*+b", "minLength": 2}"#, r#""c""#),
        (r#"{"oneOf": [{"pattern": "a*+b"}, {"minLength": 1}, {"maxLength": 9}]}"#, r#""c""#),
        (r#"{"not": {"anyOf": [{"pattern": "a*+b"}, {"minLength": 1}]}}"#, r#""c""#),
        (r#"{"not": {"contains": {"anyOf": [{"pattern": "a*+b"}, {"minLength": 9}, {"const": 1}]}}}"#, r#"["c", 1]"#),
    ];
    for (dictionary, params) in cases {
        assert!(!accepts(&page(dictionary), params), "{dictionary}");
    }
}

#[test]
fn an_email_address_needs_the_right_form_but_no_known_domain() {
    let dictionary = page(r#"{"format": "email"}"#);
    for address in ["a@b.notatld", "a@b.com", "a@[x]", "a@bücher.de", " \n\"a b\"@c.de"] {
        assert!(accepts(&dictionary, &Value::from(address).to_string()), "{address}");
    }
    for address in ["a", "a@", "@b.com", "a@localhost", "a@b_c.com", "a b@c.com", "a\n@b.com", "a@b.com."] {
        assert!(!accepts(&dictionary, &Value::from(address).to_string()), "{address}");
    }
}

/// Over all that was recorded from the server: the page refuses nothing that the server accepts, and what it finds
/// wrong the server finds wrong too.
#[test]
fn the_page_is_never_stricter_than_the_server() {
    let text = std::fs::read_to_string("tests/vectors/recorded-cases.jsonl").unwrap();
    let mut refused = 0;
    for case in text.lines().map(|line| json::read(line).unwrap()) {
        let Ok(dictionary) = Dictionary::compile(case.get("dictionary").unwrap(), &PagePatterns) else {
            assert!(case.get("gate").is_some(), "{case}");
            continue;
        };
        let Err(error) = dictionary.validate(case.get("params").unwrap()) else { continue };
        assert_eq!(case.get("valid"), Some(&Value::Bool(false)), "{case}");
        let said = case.get("messages").and_then(Value::as_array).unwrap();
        for violation in error.violations {
            assert!(said.contains(&Value::from(violation.message.as_str())), "{} in {case}", violation.message);
        }
        refused += 1;
    }
    assert!(refused > 400, "only {refused} cases were refused");
}
