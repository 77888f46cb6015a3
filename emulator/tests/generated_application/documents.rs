//! An index for a random setting: a mapping in which its fields are what the search application takes them for, and
//! documents whose values are of the kinds that are searched and filtered by.

use proptest::{collection::vec, option, prelude::*, sample::select};
use search_application_connector::{
    json::{Object, Value, read},
    params::{FieldType, Fields},
    search_ui::QueryConfig,
};

use crate::strategies::{HOSTILE, MARK, Setting, json, object};

const MOST_DOCUMENTS: usize = 12;

/// The fields that every setting searches, shows and filters by.
const COMMON: &str = r#"{
    "title": { "type": "text", "fields": { "suggest": { "type": "completion" } } },
    "{{body}}": { "type": "text" },
    "published": { "type": "keyword" } }"#;

const KEYWORD: &str = r#"{ "type": "keyword" }"#;

/// A field of the setting.
struct Typed {
    /// Its name in its objects: the document, or the nested ones of this path.
    name: String,
    nested: Option<String>,
    kind: FieldType,
}

fn typed(setting: &Setting) -> Vec<Typed> {
    let fields = Fields::read(setting.options.get("fields").unwrap_or(&Value::Null), &mut Vec::new());
    let config = QueryConfig::read(&setting.query_config, &mut Vec::new());
    let typed = setting.names.iter().filter_map(|name| {
        let kind = fields.type_of(name, &config)?;
        let nested = fields.nested_path(name).map(str::to_owned);
        let name = nested.as_ref().and_then(|path| name.strip_prefix(path)?.strip_prefix('.')).unwrap_or(name);
        Some(Typed { name: name.to_owned(), nested, kind })
    });
    typed.collect()
}

/// `{"mappings"}`
pub fn mapping(setting: &Setting) -> Value {
    let mut properties = json(COMMON).as_object().unwrap().clone();
    for Typed { name, nested, kind } in typed(setting) {
        let Some(path) = nested else {
            properties.insert(name, mapped(kind));
            continue;
        };
        let inner = properties.get(&path).and_then(|nested| nested.get("properties")?.as_object());
        let mut inner = inner.cloned().unwrap_or_default();
        inner.insert(name, mapped(kind));
        properties.insert(path, object([("type", "nested".into()), ("properties", inner.into())]));
    }
    object([("mappings", object([("properties", properties.into())]))])
}

fn mapped(kind: FieldType) -> Value {
    let plain = |name: &str| object([("type", name.into())]);
    match kind {
        FieldType::Keyword => json(KEYWORD),
        FieldType::Text => object([("type", "text".into()), ("fields", object([("keyword", json(KEYWORD))]))]),
        FieldType::Number => plain("double"),
        FieldType::Date => plain("date"),
        FieldType::Boolean => plain("boolean"),
        FieldType::Geo => plain("geo_point"),
    }
}

/// Some documents, as the body of a bulk request.
pub fn documents(setting: &Setting) -> impl Strategy<Value = String> + use<> {
    let words = vec(select(vec!["null", "query", "filters", "toJson", "lost", "lists", "§"]), 1..6);
    let text = words.prop_map(|words| Value::from(words.join(" ")));
    let mut members = vec![
        ("title".to_owned(), option::of(text.clone()).boxed()),
        ("{{body}}".to_owned(), option::of(text).boxed()),
        // What the config's own filter wants, so that most documents pass it.
        ("published".to_owned(), option::weighted(0.9, select(vec!["true", "{{x}}"]).prop_map(Value::from)).boxed()),
    ];
    members.extend(typed(setting).into_iter().map(|Typed { name, nested, kind }| match nested {
        None => (name, option::of(values(kind)).boxed()),
        Some(path) => (path, option::of(objects(name, kind)).boxed()),
    }));
    let member = |(name, value): (String, BoxedStrategy<_>)| value.prop_map(move |value| Some((name.clone(), value?)));
    let members: Vec<_> = members.into_iter().map(member).collect();
    vec(members, 1..MOST_DOCUMENTS).prop_map(|documents| documents.into_iter().enumerate().map(lines).collect())
}

/// A member that occurs twice is the two lists of nested objects in one.
fn lines((id, members): (usize, Vec<Option<(String, Value)>>)) -> String {
    let mut document = Object::new();
    for (name, value) in members.into_iter().flatten() {
        let before = document.get(&name).and_then(Value::as_array).unwrap_or_default();
        let both = value.as_array().map(|values| [before, values].concat()).filter(|_| !before.is_empty());
        document.insert(name, both.map_or(value, Value::Array));
    }
    format!("{{\"index\":{{\"_id\":\"{id}\"}}}}\n{}\n", Value::from(document))
}

/// Nested objects with this field.
fn objects(name: String, kind: FieldType) -> impl Strategy<Value = Value> {
    let each = values(kind).prop_map(move |value| object([(name.clone(), value)]));
    vec(each, 1..3).prop_map(Value::Array)
}

/// One value or several.
fn values(kind: FieldType) -> impl Strategy<Value = Value> {
    let values = match kind {
        FieldType::Keyword | FieldType::Text => HOSTILE.iter().map(|text| [text, MARK].concat().into()).collect(),
        FieldType::Number => list(r#"[0, 1, 5.5, -3, 0.1, 1e21, 7, "5"]"#),
        FieldType::Date => list(r#"["2024-05-01", "2024-05-01T10:00:00Z", "2999-12-31", "1970-01-01", 1714521600000]"#),
        FieldType::Boolean => list("[true, false]"),
        FieldType::Geo => list(r#"[{ "lat": 1, "lon": 2 }, "1.01,2.01", [2.03, 1], { "lat": -50, "lon": 170 }]"#),
    };
    let value = select(values);
    prop_oneof![value.clone(), vec(value, 2..4).prop_map(Value::Array)]
}

fn list(text: &str) -> Vec<Value> {
    read(text).unwrap().as_array().unwrap().to_vec()
}
