//! Dictionaries and params that ask for too much: each ends, soon, in a verdict or a typed error.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may stop at what it did not expect")]

use search_application_connector::dictionary::{Dictionary, DictionaryError, ExactPatterns, Gate};
use search_application_connector::json::{self, Object, Value};

fn compile(dictionary: &str) -> Result<Dictionary, DictionaryError> {
    Dictionary::compile(&json::read(dictionary).unwrap(), &ExactPatterns)
}

/// The first violation's keyword, or `fits`.
fn verdict(dictionary: &str, params: &Value) -> String {
    let result = compile(dictionary).unwrap().validate(params);
    result.map_or_else(|error| error.violations.first().unwrap().keyword.clone(), |()| "fits".to_owned())
}

fn nested(open: &str, core: &str, close: &str, depth: usize) -> String {
    [&open.repeat(depth), core, &close.repeat(depth)].concat()
}

/// An object of so many members, built in one go.
fn wide(count: usize, member: impl Fn(usize) -> Value) -> Value {
    Value::Object((0..count).map(|number| (format!("p{number}"), member(number))).collect::<Object>())
}

#[test]
fn a_schema_that_refers_to_itself_without_end_is_refused() {
    let cycles = [
        r##"{"$ref": "#"}"##,
        r##"{"allOf": [{"$ref": "#"}]}"##,
        r##"{"not": {"oneOf": [{"$ref": "#"}]}}"##,
        r##"{"if": {"$ref": "#"}}"##,
        r##"{"properties": {"a": {"$ref": "#/definitions/x"}}, "definitions": {"x": {"$ref": "#/definitions/y"}, "y": {"$ref": "#/definitions/x"}}}"##,
    ];
    for cycle in cycles {
        let error = compile(cycle).unwrap_err();
        assert_eq!(error.gate, Gate::Compile);
        assert!(error.message().ends_with("refers to itself without end"), "{error}");
    }
}

#[test]
fn a_schema_that_refers_to_itself_below_is_fine() {
    let tree = r##"{"properties": {"next": {"$ref": "#"}}, "additionalProperties": false}"##;
    assert_eq!(verdict(tree, &json::read(r#"{"next": {"next": {}}}"#).unwrap()), "fits");
    assert_eq!(verdict(tree, &json::read(r#"{"next": {"next": {"x": 1}}}"#).unwrap()), "additionalProperties");
}

#[test]
fn a_remote_reference_is_refused_and_not_fetched() {
    for reference in ["http://localhost:1/x", "https://example.com/schema.json#/a", "file:///etc/passwd", "x.json"] {
        let error = compile(&format!("{{\"$ref\":\"{reference}\"}}")).unwrap_err();
        assert_eq!(error.message(), format!("#/$ref: Reference {reference} cannot be resolved"));
    }
}

#[test]
fn of_a_list_and_what_holds_behind_it_the_list_is_compiled_first() {
    let dictionary = r##"{"additionalItems": {"$ref": "#/behind"}, "items": [{}, {"$ref": "#/listed"}]}"##;
    assert_eq!(compile(dictionary).unwrap_err().message(), "#/items/$ref: Reference #/listed cannot be resolved");
}

#[test]
fn a_dictionary_that_is_nested_too_deeply_is_refused() {
    for (open, close) in
        [("{\"not\":", "}"), ("{\"properties\":{\"a\":", "}}"), ("{\"items\":[", "]}"), ("{\"allOf\":[", "]}")]
    {
        let error = compile(&nested(open, "{}", close, 450)).unwrap_err();
        assert!(error.message().contains("too deep"), "{error}");
    }
}

#[test]
fn params_that_are_nested_too_deeply_for_a_recursive_dictionary_are_refused() {
    let deep = json::read(&nested("[", "", "]", 900)).unwrap();
    assert_eq!(verdict(r##"{"items": {"$ref": "#"}}"##, &deep), "limit");
    assert_eq!(verdict(r#"{"type": "array"}"#, &deep), "fits");
}

#[test]
fn references_that_double_the_work_at_each_step_end() {
    let doubled = |step: usize| {
        format!(
            r##""d{step}": {{"allOf": [{{"$ref": "#/definitions/d{0}"}}, {{"$ref": "#/definitions/d{0}"}}]}}"##,
            step + 1
        )
    };
    let steps: Vec<String> = (0..60).map(doubled).collect();
    let dictionary =
        format!(r##"{{"$ref": "#/definitions/d0", "definitions": {{{}, "d60": {{}}}}}}"##, steps.join(","));
    assert_eq!(verdict(&dictionary, &Value::Null), "limit");
}

#[test]
fn a_pattern_that_backtracks_without_end_ends() {
    let bomb = r#"{"pattern": "^(?:(?!b)a|(?!c)a)+d$"}"#;
    assert_eq!(verdict(bomb, &Value::from("a".repeat(60))), "limit");
}

#[test]
fn wide_params_are_checked_by_wide_dictionaries() {
    let count = 20_000;
    let values = Value::Array((0..count).map(|number| Value::from(format!("v{number}"))).collect());
    let names = Value::Array((0..count).map(|number| Value::from(format!("p{number}"))).collect());
    let properties = wide(count, |_| json::read(r#"{"type": "string"}"#).unwrap());
    let params = wide(count, |number| Value::from(format!("v{number}")));
    let two = Value::Array(names.as_array().unwrap()[..2].to_vec());
    let fitting = [
        (format!(r#"{{"items": {{"enum": {values}}}}}"#), values.clone()),
        (r#"{"uniqueItems": true}"#.to_owned(), values.clone()),
        (r#"{"uniqueItems": true}"#.to_owned(), params.clone()),
        (
            format!(r#"{{"properties": {properties}, "required": {names}, "additionalProperties": false}}"#),
            params.clone(),
        ),
        (
            r#"{"additionalProperties": {"type": "string"}, "propertyNames": {"maxLength": 9}}"#.to_owned(),
            params.clone(),
        ),
        (format!(r#"{{"dependencies": {}}}"#, wide(count, |_| two.clone())), params),
    ];
    for (dictionary, params) in fitting {
        assert_eq!(verdict(&dictionary, &params), "fits");
    }
    assert_eq!(
        verdict(&format!(r#"{{"properties": {properties}, "required": {names}}}"#), &wide(0, |_| Value::Null)),
        "required"
    );
    assert_eq!(verdict(r#"{"additionalProperties": false}"#, &wide(count, |_| Value::Null)), "additionalProperties");
}

#[test]
fn a_wide_dictionary_of_references_compiles() {
    let count = 20_000;
    let references = wide(count, |number| {
        json::read(&format!(r##"{{"$ref": "#/definitions/p{number}", "pattern": "^{number}"}}"##)).unwrap()
    });
    let definitions =
        wide(count, |number| json::read(&format!(r##"{{"$id": "#p{number}", "maxLength": 9}}"##)).unwrap());
    let anchors = wide(count, |number| json::read(&format!(r##"{{"$ref": "#p{number}"}}"##)).unwrap());
    let dictionary = format!(
        r#"{{"properties": {{"a": {{"properties": {references}}}, "b": {{"properties": {anchors}}}}}, "definitions": {definitions}}}"#
    );
    assert!(compile(&dictionary.replace(r#""pattern": "#, r#""title": "#)).is_ok());
}

#[test]
fn mistakes_that_would_quote_a_large_schema_again_and_again_end() {
    let dictionary = format!(r#"{{"items": {{"not": {{"title": "{}"}}}}}}"#, "x".repeat(1 << 20));
    let params = |count| Value::Array(vec![Value::Null; count]);
    assert_eq!(verdict(&dictionary, &params(2)), "not");
    assert_eq!(verdict(&dictionary, &params(100)), "limit");
}
