//! Random dictionaries and params: where the server agrees with the standard, the verdict is that of the crate
//! `jsonschema`.
//!
//! Left out is what `docs/dictionary.md` lists as different: numbers with a zero fraction, `nullable`, names with `#`,
//! integers beyond 2^53, `uniqueItems` for objects, `propertyNames` beyond lengths, formats, `oneOf` with properties in its
//! branches, and `enum` beside `"type": "object"` where a `$ref` leads.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, reason = "a test may stop at what it did not expect")]

use proptest::collection::{btree_map, vec};
use proptest::prelude::*;
use proptest::sample::{select, subsequence};
use proptest::test_runner::{Config, TestRunner};
use search_application_connector::dictionary::{Dictionary, ExactPatterns};
use search_application_connector::json;
use serde_json::{Value, json};

const NAMES: [&str; 6] = ["query", "from", "size", "tags", "filters", "sort"];
const TYPES: [&str; 7] = ["object", "array", "string", "number", "integer", "boolean", "null"];
const PATTERNS: [&str; 6] = ["^a", "b$", "[0-9]{2}", "^(red|blue)$", r"\d", "^.{1,3}$"];

fn name() -> impl Strategy<Value = String> {
    select(&NAMES[..]).prop_map(str::to_owned)
}

fn number() -> impl Strategy<Value = Value> {
    prop_oneof![
        (-5_i64..12).prop_map(Value::from),
        (-3_i64..9).prop_map(|half| json!(f64::from(i32::try_from(half).unwrap()) + 0.5)),
        Just(json!(1_000_000_007)),
    ]
}

fn text() -> impl Strategy<Value = String> {
    select(&["", "a", "ab", "red", "12", "🙂🙂", "été", "blue"][..]).prop_map(str::to_owned)
}

fn value() -> impl Strategy<Value = Value> {
    let scalar =
        prop_oneof![number(), text().prop_map(Value::from), any::<bool>().prop_map(Value::from), Just(Value::Null),];
    scalar.prop_recursive(3, 16, 4, |inner| {
        prop_oneof![
            vec(inner.clone(), 0..4).prop_map(Value::from),
            btree_map(name(), inner, 0..5).prop_map(|members| members.into_iter().collect()),
        ]
    })
}

/// One or two keywords that belong together.
fn scalar_keywords() -> impl Strategy<Value = Value> {
    prop_oneof![
        select(&TYPES[..]).prop_map(|name| json!({"type": name})),
        subsequence(&TYPES[..], 1..4).prop_map(|names| json!({"type": names})),
        (select(&["minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum"][..]), number())
            .prop_map(|(keyword, limit)| json!({keyword: limit})),
        (1_u32..4).prop_map(|divisor| json!({"multipleOf": divisor})),
        (select(&["minLength", "maxLength", "minItems", "maxItems", "minProperties", "maxProperties"][..]), 0_u32..4)
            .prop_map(|(keyword, limit)| json!({keyword: limit})),
        select(&PATTERNS[..]).prop_map(|pattern| json!({"pattern": pattern})),
        value().prop_map(|constant| json!({"const": constant})),
        value().prop_map(|constant| json!({"enum": [{"only": "here"}, constant]})),
        Just(json!({"anyOf": [{"type": ["object", "string"]}, {"allOf": [{"type": "array"}], "uniqueItems": true}]})),
        subsequence(&NAMES[..], 1..3).prop_map(|names| json!({"required": names})),
        (select(&["minLength", "maxLength"][..]), 3_u32..6)
            .prop_map(|(keyword, limit)| json!({"propertyNames": {keyword: limit}})),
        (name(), name()).prop_map(|(name, wanted)| json!({"dependencies": {name: [wanted]}})),
    ]
}

fn merged(parts: Vec<Value>) -> Value {
    let objects = parts.into_iter().filter_map(|part| part.as_object().cloned());
    Value::Object(objects.flatten().collect())
}

fn without_members() -> impl Strategy<Value = Value> {
    let plain = scalar_keywords().prop_filter("branches without members", |schema| schema.get("required").is_none());
    vec(plain, 0..3).prop_map(merged)
}

fn schema() -> impl Strategy<Value = Value> {
    let leaf =
        prop_oneof![9 => vec(scalar_keywords(), 0..4).prop_map(merged), 1 => any::<bool>().prop_map(Value::from)];
    leaf.prop_recursive(3, 24, 4, |inner| {
        let object = btree_map(name(), inner.clone(), 0..4);
        let rest = prop_oneof![any::<bool>().prop_map(Value::from), inner.clone()];
        prop_oneof![
            (object, rest)
                .prop_map(|(properties, rest)| json!({"properties": properties, "additionalProperties": rest})),
            inner.clone().prop_map(|schema| json!({"patternProperties": {"^s": schema}})),
            inner.clone().prop_map(|schema| json!({"items": schema})),
            (vec(inner.clone(), 1..3), any::<bool>())
                .prop_map(|(items, rest)| json!({"items": items, "additionalItems": rest})),
            inner.clone().prop_map(|schema| json!({"contains": schema})),
            vec(inner.clone(), 1..3).prop_map(|schemas| json!({"allOf": schemas})),
            vec(inner.clone(), 1..3).prop_map(|schemas| json!({"anyOf": schemas})),
            vec(without_members(), 1..3).prop_map(|schemas| json!({"oneOf": schemas})),
            inner.clone().prop_map(|schema| json!({"not": schema})),
            (inner.clone(), inner.clone(), inner.clone())
                .prop_map(|(condition, then, otherwise)| json!({"if": condition, "then": then, "else": otherwise})),
            (name(), inner.clone()).prop_map(|(name, schema)| json!({"dependencies": {name: schema}})),
            (inner.clone(), inner).prop_map(|(schema, used)| {
                let schema = without_enum_of_objects(schema);
                json!({"definitions": {"d": schema}, "allOf": [{"$ref": "#/definitions/d"}, used]})
            }),
        ]
    })
}

/// Where a reference leads, the server takes any value for an object that has to be one of several.
fn without_enum_of_objects(mut schema: Value) -> Value {
    if schema.get("type") == Some(&json!("object")) {
        schema.as_object_mut().unwrap().remove("enum");
    }
    schema
}

/// A definition is found from the root only, so it must stand there.
fn has_lost_definitions(schema: &Value) -> bool {
    let below = |schema: &Value| schema.to_string().matches("\"definitions\"").count();
    below(schema) > usize::from(schema.get("definitions").is_some())
}

fn agrees_with_the_standard(cases: u32) {
    let mut runner = TestRunner::new(Config { cases, failure_persistence: None, ..Config::default() });
    let dictionaries = schema().prop_filter("definitions below the root", |schema| !has_lost_definitions(schema));
    let run = runner.run(&(dictionaries, vec(value(), 4)), |(schema, values)| {
        let standard = jsonschema::draft7::new(&schema).map_err(|error| TestCaseError::fail(error.to_string()))?;
        let dictionary = Dictionary::compile(&json::read(&schema.to_string()).unwrap(), &ExactPatterns)
            .map_err(|error| TestCaseError::fail(error.message()))?;
        for value in values {
            let found = dictionary.validate(&json::read(&value.to_string()).unwrap());
            prop_assert_eq!(found.is_ok(), standard.is_valid(&value), "{} for {}: {:?}", schema, value, found);
        }
        Ok(())
    });
    run.unwrap();
}

#[test]
fn the_verdict_is_that_of_the_standard() {
    agrees_with_the_standard(2_000);
}

#[test]
#[ignore = "takes minutes: 25,000 dictionaries with four values each"]
fn the_verdict_is_that_of_the_standard_in_100_000_cases() {
    agrees_with_the_standard(25_000);
}
