//! Random query configs, request states as hostile as a URL can make them, and params that a dictionary accepts.

use proptest::{collection::vec, option, prelude::*, sample::select, strategy::Union};
use search_application_connector::json::{Object, Value, read};

/// Stands in every text that a page or a caller makes up, so that a test sees where such text has gone.
pub const MARK: &str = "§";

/// Names that a field may have; most are traps for a path, a prototype or a param of the same name.
const FIELDS: [&str; 14] = [
    "genre",
    "price",
    "a.b",
    "size",
    "query",
    "filters",
    "from",
    "sort",
    "facets",
    "__proto__",
    "0",
    "värde",
    "_id",
    "#x",
];

/// Texts that would be something else where they are not quoted.
pub const HOSTILE: [&str; 8] =
    ["", "\"", "\\", "{{query}}", "\"}}],", "\u{0}\n", "{{#toJson}}filters{{/toJson}}", "null"];

const AUTOCOMPLETE: &str = r#"{
    "results": { "search_fields": { "title": {} }, "filters": [{ "field": "published", "values": [true] }] },
    "suggestions": { "size": 4, "types": {
        "{{titles}}": { "fields": ["title.suggest"] },
        "popular {{x}}": { "queryType": "results", "search_fields": { "{{body}}": {} } },
        "elsewhere": { "queryType": "results", "searchApplication": "other" } } } }"#;

/// A config, the options to define it with, and what its facets and fields are called.
#[derive(Debug, Clone)]
pub struct Setting {
    pub query_config: Value,
    pub options: Value,
    pub names: Vec<String>,
}

pub fn object(members: impl IntoIterator<Item = (impl Into<String>, Value)>) -> Value {
    members.into_iter().map(|(name, value)| (name.into(), value)).collect::<Object>().into()
}

pub fn json(text: &str) -> Value {
    read(text).unwrap_or_default()
}

/// What a field is: its facet, if it is one, and its declared type, if it needs one.
fn kind() -> impl Strategy<Value = (Option<Value>, Option<Value>)> {
    let numbers = r#"{ "type": "range", "ranges": [{ "name": "{{low}}", "to": 5 }, { "name": "high", "from": 5.5 }] }"#;
    let dates = r#"{ "type": "range", "ranges": [{ "name": "new", "from": "now-7d/d" }] }"#;
    let rings =
        r#"{ "type": "range", "center": "1, 2", "unit": "km", "ranges": [{ "name": "near", "from": 0, "to": 5 }] }"#;
    let value = || Some(json(r#"{ "type": "value" }"#));
    select(vec![
        (value(), None),
        (value(), Some("text".into())),
        (value(), Some("boolean".into())),
        (value(), Some("number".into())),
        (
            Some(json(r#"{ "type": "value", "size": 3, "sort": "value", "direction": "desc", "include": ["{{x}}"] }"#)),
            None,
        ),
        (
            Some(json(r#"{ "type": "value", "min_doc_count": 0 }"#)),
            Some(json(r#"{ "type": "keyword", "nested": "{{path}}" }"#)),
        ),
        (Some(json(r#"{ "type": "stats" }"#)), None),
        (Some(json(numbers)), None),
        (Some(json(dates)), None),
        (Some(json(dates)), Some("date".into())),
        (Some(json(rings)), None),
        (None, Some("keyword".into())),
        (None, Some("date".into())),
        (None, Some("boolean".into())),
    ])
}

pub fn setting() -> impl Strategy<Value = Setting> {
    setting_of(FIELDS.to_vec())
}

/// One whose fields can be in an index: metadata, such as `_id`, is neither counted nor sorted by.
pub fn indexable_setting() -> impl Strategy<Value = Setting> {
    setting_of(FIELDS.into_iter().filter(|name| *name != "_id").collect())
}

fn setting_of(names: Vec<&'static str>) -> impl Strategy<Value = Setting> {
    let fields = proptest::sample::subsequence(names, 0..6);
    fields.prop_flat_map(|names| {
        let count = names.len();
        (Just(names), vec((kind(), any::<bool>()), count), 0..4_usize, any::<bool>(), any::<bool>()).prop_map(assemble)
    })
}

type Field = ((Option<Value>, Option<Value>), bool);

fn assemble((names, fields, joined, is_fuzzy, completes): (Vec<&str>, Vec<Field>, usize, bool, bool)) -> Setting {
    let names: Vec<String> = names.into_iter().zip(&fields).map(|(name, field)| path_of(name, field)).collect();
    let each = || names.iter().map(String::as_str).zip(&fields);
    let facets = each().filter_map(|(name, ((facet, _), _))| Some((name, facet.clone()?)));
    let declared = each().filter_map(|(name, ((_, declared), _))| Some((name, declared.clone()?)));
    let disjunctive: Vec<Value> = each().filter(|(_, field)| field.1).map(|(name, _)| name.into()).collect();
    let query_config = object([
        ("search_fields", json(r#"{ "title": { "weight": 2.5 }, "{{body}}": {} }"#)),
        (
            "result_fields",
            json(r#"{ "title": { "snippet": { "size": 80, "fallback": true } }, "{{body}}": { "snippet": {} } }"#),
        ),
        ("facets", object(facets)),
        ("disjunctiveFacets", disjunctive.into()),
        (
            "orFields",
            Value::Array(vec![each().take(joined).map(|(name, _)| name.into()).collect::<Vec<Value>>().into()]),
        ),
        ("filters", json(r#"[{ "field": "published", "type": "any", "values": [true, "{{x}}", { "from": 1 }] }]"#)),
        ("fuzziness", is_fuzzy.into()),
    ]);
    let mut options = vec![("indices", json(r#"["a"]"#)), ("fields", object(declared))];
    if completes {
        options.push(("autocompleteQuery", json(AUTOCOMPLETE)));
    }
    Setting { query_config, options: object(options), names }
}

/// A field of nested objects stands below these.
fn path_of(name: &str, ((_, declared), _): &Field) -> String {
    let nested = declared.as_ref().and_then(|declared| declared.get("nested")?.as_str());
    nested.into_iter().chain([name]).collect::<Vec<_>>().join(".")
}

/// Any text, marked.
fn text() -> impl Strategy<Value = String> {
    let hostile = select(HOSTILE.as_slice()).prop_map(|text| [text, MARK].concat());
    prop_oneof![hostile, "\\PC{0,20}".prop_map(|text| [MARK, &text].concat())]
}

fn number() -> impl Strategy<Value = Value> {
    select(vec!["0", "-0", "1", "5.5", "-3", "1e21", "0.1", "123456789012345678901234567890", "5e-324"]).prop_map(json)
}

/// Any JSON, two levels deep.
fn anything() -> impl Strategy<Value = Value> {
    let scalar = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        number(),
        text().prop_map(Value::from),
        select(vec!["now", "now-1d/d", "2024-05-01", "1714521600000", "false", "true", "low", "near"])
            .prop_map(Value::from),
    ];
    scalar.prop_recursive(2, 12, 4, |inner| {
        let name = prop_oneof![select(vec!["from", "to", "name", "gte", "values"]).prop_map(str::to_owned), text()];
        prop_oneof![vec(inner.clone(), 0..4).prop_map(Value::Array), vec((name, inner), 0..4).prop_map(object),]
    })
}

/// A state that names the setting's fields, and holds anything beside.
pub fn state(names: &[String]) -> impl Strategy<Value = Value> + use<> {
    let mut names: Vec<Value> = names.iter().map(|name| name.as_str().into()).collect();
    names.extend(["published".into(), "_score".into(), "unknown".into()]);
    let filter = (select(names.clone()), option::of(select(vec!["all", "any", "none", "some"])), vec(anything(), 0..5));
    let filter = filter.prop_map(|(field, kind, values)| {
        object([("field", field), ("type", kind.map_or(Value::Null, Value::from)), ("values", values.into())])
    });
    let sort = (select(names), select(vec!["asc", "desc", "up"]))
        .prop_map(|(field, direction)| object([("field", field), ("direction", direction.into())]));
    let or_anything = |strategy: BoxedStrategy<Value>| prop_oneof![4 => strategy, 1 => anything()];
    (
        or_anything(text().prop_map(Value::from).boxed()),
        or_anything(any::<u32>().prop_map(Value::from).boxed()),
        or_anything((0..200_u32).prop_map(Value::from).boxed()),
        or_anything(vec(or_anything(filter.boxed()), 0..6).prop_map(Value::Array).boxed()),
        or_anything(vec(or_anything(sort.boxed()), 0..4).prop_map(Value::Array).boxed()),
    )
        .prop_map(|(term, current, size, filters, sort)| {
            let members = [("searchTerm", term), ("current", current), ("resultsPerPage", size)];
            object(members.into_iter().chain([("filters", filters), ("sortList", sort)]))
        })
}

/// Params that a generated dictionary accepts.
pub fn accepted_params(dictionary: &Value) -> impl Strategy<Value = Value> + use<> {
    accepted(dictionary, dictionary).prop_map(|params| match params.get("autocomplete") {
        Some(question) => question_alone(question, params.get("filters")),
        None => params,
    })
}

/// Beside `autocomplete` only `filters` may stand; and completions need a term, and no kind of results.
fn question_alone(question: &Value, filters: Option<&Value>) -> Value {
    let can_complete = question.get("query").is_some() && question.get("type").is_none();
    let members = question.as_object().into_iter().flat_map(Object::iter);
    let kept = members.filter(|&(name, _)| can_complete || name != "suggestions").map(owned);
    let kept = kept.chain([("query".to_owned(), MARK.into())].into_iter().filter(|_| !can_complete));
    let filters = filters.map(|filters| ("filters", filters.clone()));
    object([("autocomplete", object(kept))].into_iter().chain(filters))
}

fn owned((name, value): (&str, &Value)) -> (String, Value) {
    (name.to_owned(), value.clone())
}

/// Values that the schema accepts, as far as the keywords of a generated dictionary go.
fn accepted(schema: &Value, root: &Value) -> BoxedStrategy<Value> {
    let kind = schema.get("type").and_then(Value::as_str).unwrap_or_default();
    if let Some(reference) = schema.get("$ref").and_then(Value::as_str) {
        let name = reference.strip_prefix("#/definitions/").unwrap_or_default();
        let definition = root.get("definitions").and_then(|definitions| definitions.get(name)).cloned();
        return accepted(&definition.unwrap_or_default(), root);
    }
    if let Some(only) = schema.get("const") {
        return Just(only.clone()).boxed();
    }
    if let Some(choices) = schema.get("enum").and_then(Value::as_array) {
        return select(choices.to_vec()).boxed();
    }
    match kind {
        "object" => accepted_object(schema, root),
        "array" => {
            let most = if schema.get("uniqueItems").is_some() { 2 } else { 5 };
            let items = accepted(schema.get("items").unwrap_or(&Value::Null), root);
            vec(items, 1..most).prop_map(Value::Array).boxed()
        }
        "integer" => bounded(schema),
        "boolean" => any::<bool>().prop_map(Value::from).boxed(),
        "number" if schema.get("exclusiveMinimum").is_some() => {
            number().prop_filter("positive", |number| number.as_number().is_some_and(|n| n.value() > 0.0)).boxed()
        }
        "number" => number().boxed(),
        _ if schema.get("pattern").is_some() => {
            select(vec!["now", "now-7d/d", "2024-05-01", "2024-05-01T10:00:00Z||+1M"]).prop_map(Value::from).boxed()
        }
        _ => text().prop_map(Value::from).boxed(),
    }
}

fn bounded(schema: &Value) -> BoxedStrategy<Value> {
    let bound = |name| schema.get(name).cloned().unwrap_or_default();
    prop_oneof![Just(bound("minimum")), Just(bound("maximum"))].boxed()
}

/// Some of the members: one where only one may be, else any of them, but not none where one must be.
fn accepted_object(schema: &Value, root: &Value) -> BoxedStrategy<Value> {
    let members: Vec<(String, BoxedStrategy<Value>)> = schema
        .get("properties")
        .and_then(Value::as_object)
        .into_iter()
        .flat_map(Object::iter)
        .map(|(name, schema)| (name.to_owned(), accepted(schema, root)))
        .collect();
    let one = Union::new(
        members
            .clone()
            .into_iter()
            .map(|(name, value)| value.prop_map(move |value| object([(name.clone(), value)])).boxed()),
    );
    if schema.get("maxProperties").is_some() || schema.get("required").is_some() {
        return one.boxed();
    }
    let is_nonempty = schema.get("minProperties").is_some();
    let some = members.into_iter().map(|(name, value)| option::of(value).prop_map(move |value| (name.clone(), value)));
    let some = some
        .collect::<Vec<_>>()
        .prop_map(|members| object(members.into_iter().filter_map(|(name, value)| Some((name, value?)))));
    let filled = some.prop_filter("not empty", move |value| !is_nonempty || value.to_string() != "{}");
    prop_oneof![1 => one, 3 => filled].boxed()
}
