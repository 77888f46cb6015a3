//! The parameter `typed_keys`: names in a response that say of what kind a part is, such as `sterms#genre`, so that a
//! client can read it without the request.

use serde_json::{Map, Value};

const AGGREGATIONS: [&str; 2] = ["aggregations", "aggs"];

/// Members of an aggregation beside its kind.
const BESIDE: [&str; 3] = ["aggregations", "aggs", "meta"];

/// Renames the aggregations and suggestions of `response`, which `request` asked for.
pub fn add(response: &mut Value, request: &Value) {
    if let Some(Value::Object(results)) = response.get_mut("aggregations") {
        rename_aggregations(results, request);
    }
    if let (Some(Value::Object(results)), Some(Value::Object(suggest))) =
        (response.get_mut("suggest"), request.get("suggest"))
    {
        rename(results, |name, _| kind_of(suggest.get(name)?, &["text", "prefix", "regex"]));
    }
}

/// Renames the results among `members` that the aggregations of `parent` asked for, and those inside them.
fn rename_aggregations(members: &mut Map<String, Value>, parent: &Value) {
    let Some(Value::Object(asked)) = AGGREGATIONS.iter().find_map(|name| parent.get(name)) else { return };
    for (name, result) in members.iter_mut() {
        if let Some(own) = asked.get(name) {
            rename_inside(result, own);
        }
    }
    rename(members, |name, result| {
        let kind = kind_of(asked.get(name)?, &BESIDE)?;
        Some(if kind == "terms" { terms_kind(result) } else { kind })
    });
}

fn rename_inside(result: &mut Value, own: &Value) {
    match result.get_mut("buckets") {
        Some(Value::Array(buckets)) => buckets.iter_mut().for_each(|bucket| rename_bucket(bucket, own)),
        Some(Value::Object(buckets)) => buckets.values_mut().for_each(|bucket| rename_bucket(bucket, own)),
        _ => rename_bucket(result, own),
    }
}

fn rename_bucket(bucket: &mut Value, own: &Value) {
    if let Value::Object(members) = bucket {
        rename_aggregations(members, own);
    }
}

fn rename<'a>(members: &mut Map<String, Value>, kind: impl Fn(&str, &Value) -> Option<&'a str>) {
    let old = std::mem::take(members);
    members.extend(old.into_iter().map(|(name, value)| match kind(&name, &value) {
        Some(kind) => (format!("{kind}#{name}"), value),
        None => (name, value),
    }));
}

fn kind_of<'a>(asked: &'a Value, beside: &[&str]) -> Option<&'a str> {
    asked.as_object()?.keys().map(String::as_str).find(|name| !beside.contains(name))
}

/// The server names a terms aggregation after the type of its keys. One without buckets shows no type here; it is
/// taken for one of strings.
fn terms_kind(result: &Value) -> &'static str {
    match result.pointer("/buckets/0/key") {
        Some(Value::Number(key)) if key.is_f64() => "dterms",
        Some(Value::Number(_)) => "lterms",
        _ => "sterms",
    }
}
