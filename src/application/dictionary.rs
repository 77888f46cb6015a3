//! The closed dictionary: JSON Schema (draft 7) for exactly those params that the page may send.
//!
//! It keeps to what the server's validator understands without traps: no format, references to `definitions` only,
//! lengths and counts as plain integers.

use super::{completion, field::Field};
use crate::{
    json::{Object, Value},
    params::{FieldType, Limits, date, param_name, typed::list_name},
    search_ui::{AutocompleteQueryConfig, FilterKind, QueryConfig},
};

/// The dictionary for these fields; `sortable` are the param names to sort by.
pub fn dictionary(
    config: &QueryConfig,
    autocomplete: &AutocompleteQueryConfig,
    fields: &[Field],
    sortable: &[&str],
    limits: Limits,
) -> Value {
    let mut params = vec![
        ("query", string(Limits::QUERY_LENGTH)),
        ("from", integer(0, limits.max_from)),
        ("size", integer(1, limits.max_size)),
        ("sort", list(sort(sortable), Limits::SORTS).into()),
    ];
    if !fields.is_empty() {
        params.push(("filters", some_of(fields.iter().map(|field| (&*field.param, reference(field.kind))))));
    }
    if !config.facets.is_empty() {
        params.push(("facets", facets(fields.get(..config.facets.len()).unwrap_or(fields))));
    }
    let has_autocomplete = completion::is_any(autocomplete);
    if has_autocomplete {
        params.push(("autocomplete", question(autocomplete, limits)));
    }
    let mut root = closed(params);
    root.insert("definitions", definitions(fields));
    if has_autocomplete {
        keep_searches_apart(&mut root);
    }
    root.into()
}

/// Beside `autocomplete` only `filters` may stand.
fn keep_searches_apart(root: &mut Object) {
    root.insert("if", object([("required", names(["autocomplete"]))]));
    root.insert("then", object([("propertyNames", object([("pattern", "^(autocomplete|filters)$".into())]))]));
}

/// The request of autocomplete. Completions need a term, and have no place beside the results of another kind.
fn question(config: &AutocompleteQueryConfig, limits: Limits) -> Value {
    let mut members = vec![("query", string(Limits::QUERY_LENGTH))];
    let kinds: Vec<String> = completion::of_results(config).map(|(name, _)| param_name(name)).collect();
    if config.results.is_some() || !kinds.is_empty() {
        members.push(("size", integer(1, limits.max_size)));
    }
    if completion::has_suggesters(config) {
        members.push(("suggestions", integer(1, limits.max_size)));
    }
    if !kinds.is_empty() {
        members.push(("type", one_of(kinds.iter().map(|kind| (&**kind, yes())))));
    }
    let mut question = closed(members);
    question.insert("minProperties", 1);
    if completion::has_suggesters(config) {
        let alone = object([("not", object([("required", names(["type"]))]))]);
        let needs = object([("required", names(["query"]))]);
        question.insert("dependencies", object([("suggestions", object([("allOf", vec![needs, alone].into())]))]));
    }
    question.into()
}

/// `{ "by": { "title": "asc" } }`
fn sort(sortable: &[&str]) -> Value {
    let direction = object([("enum", names(["asc", "desc"]))]);
    choice("by", sortable.iter().map(|&field| (field, direction.clone())))
}

/// `[{ "of": { "genre": true } }]`, each facet once.
fn facets(fields: &[Field]) -> Value {
    let facet = choice("of", fields.iter().map(|field| (&*field.param, yes())));
    let count = u32::try_from(fields.len()).unwrap_or(u32::MAX);
    let mut schema = list(facet, count);
    schema.insert("uniqueItems", true);
    schema.into()
}

/// An object whose only member holds an object with exactly one of these members.
fn choice<'a>(name: &str, members: impl IntoIterator<Item = (&'a str, Value)>) -> Value {
    let mut schema = closed([(name, one_of(members))]);
    schema.insert("required", names([name]));
    schema.into()
}

fn yes() -> Value {
    object([("const", true.into())])
}

/// An object with exactly one of these members.
fn one_of<'a>(members: impl IntoIterator<Item = (&'a str, Value)>) -> Value {
    let mut schema = closed(members);
    schema.insert("minProperties", 1);
    schema.insert("maxProperties", 1);
    schema.into()
}

fn reference(field_type: FieldType) -> Value {
    object([("$ref", field_type.reference().into())])
}

/// For each type that occurs, the filters on a field of that type.
fn definitions(fields: &[Field]) -> Object {
    let mut types: Vec<FieldType> = Vec::new();
    for field in fields {
        if !types.contains(&field.kind) {
            types.push(field.kind);
        }
    }
    types.into_iter().map(|field_type| (field_type.name().to_owned(), filter(field_type))).collect()
}

/// `{ "any": { "values": […] }, … }`
fn filter(field_type: FieldType) -> Value {
    let name = list_name(field_type);
    let mut conditions = closed([(name, list(condition(field_type), Limits::VALUES).into())]);
    conditions.insert("required", names([name]));
    some_of(FilterKind::EACH.map(|kind| (kind.name(), conditions.clone().into())))
}

fn condition(field_type: FieldType) -> Value {
    match field_type {
        FieldType::Keyword | FieldType::Text => object([("type", "string".into()), length(Limits::VALUE_LENGTH)]),
        FieldType::Boolean => object([("type", "boolean".into())]),
        FieldType::Number => range(object([("type", "number".into())])),
        FieldType::Date => range(object([("type", "string".into()), ("pattern", date::PATTERN.into())])),
        FieldType::Geo => range(object([("type", "number".into()), ("exclusiveMinimum", 0.into())])),
    }
}

fn range(bound: Value) -> Value {
    some_of([("gte", bound.clone()), ("lte", bound)])
}

/// An object with these members and no others.
fn closed<'a>(members: impl IntoIterator<Item = (&'a str, Value)>) -> Object {
    let mut schema = Object::new();
    schema.insert("type", "object");
    schema.insert("additionalProperties", false);
    schema.insert("properties", object(members));
    schema
}

/// An object with at least one of these members and no others.
fn some_of<'a>(members: impl IntoIterator<Item = (&'a str, Value)>) -> Value {
    let mut schema = closed(members);
    schema.insert("minProperties", 1);
    schema.into()
}

fn list(items: Value, longest: u32) -> Object {
    let mut schema = Object::new();
    schema.insert("type", "array");
    schema.insert("items", items);
    schema.insert("minItems", 1);
    schema.insert("maxItems", longest);
    schema
}

fn string(longest: u32) -> Value {
    object([("type", "string".into()), ("minLength", 1.into()), length(longest)])
}

fn length(longest: u32) -> (&'static str, Value) {
    ("maxLength", longest.into())
}

fn integer(least: u32, most: u32) -> Value {
    object([("type", "integer".into()), ("minimum", least.into()), ("maximum", most.into())])
}

fn names<const N: usize>(names: [&str; N]) -> Value {
    Value::Array(names.map(Value::from).to_vec())
}

fn object<'a>(members: impl IntoIterator<Item = (&'a str, Value)>) -> Value {
    members.into_iter().map(|(name, value)| (name.to_owned(), value)).collect::<Object>().into()
}
