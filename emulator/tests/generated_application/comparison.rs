//! Two answers to one search, compared member by member. Scores and times are left aside, and so is the order of hits
//! that only scores decide.

use serde_json::{Map, Value, json};

/// The last digits of a sum depend on the order of what is added.
const PRECISION: f64 = 1e-13;

/// A line for each difference: where, and what each answer says.
pub fn differences(found: &Value, expected: &Value) -> Vec<String> {
    let mut differences = Vec::new();
    compare(&comparable(found), &comparable(expected), "", &mut differences);
    differences
}

fn comparable(answer: &Value) -> Value {
    json!({
        "total": answer.pointer("/hits/total"),
        "hits": comparable_hits(&answer["hits"]),
        // OpenSearch leaves out an empty one.
        "aggregations": says(&answer["aggregations"]).as_object().cloned().unwrap_or_default(),
        "suggest": says(&answer["suggest"]),
    })
}

/// Hits in their order; by their ids where scores have a part in it, and no more than their number where scores decide
/// which of all are on the page.
fn comparable_hits(hits: &Value) -> Value {
    let page = hits["hits"].as_array().map(Vec::as_slice).unwrap_or_default();
    let each = page.iter().map(comparable_hit);
    if !page.iter().any(is_by_score) {
        each.collect()
    } else if hits["total"]["value"].as_u64() == u64::try_from(page.len()).ok() {
        each.map(|hit| (hit["_id"].to_string(), hit)).collect::<Map<_, _>>().into()
    } else {
        page.len().into()
    }
}

fn is_by_score(hit: &Value) -> bool {
    hit["sort"].as_array().is_none_or(|values| values.iter().any(|value| *value == hit["_score"]))
}

/// What stands in `sort` for a missing field: OpenSearch gives booleans the bounds of an int, Elasticsearch those of a long.
const MISSING: [i64; 4] = [i64::MAX, i64::MIN, i32::MAX as i64, i32::MIN as i64];

fn comparable_hit(hit: &Value) -> Value {
    let is_own =
        |value: &Value| value.as_i64().is_some_and(|value| MISSING.contains(&value)) || *value == hit["_score"];
    let mut comparable = says(hit);
    for value in comparable.get_mut("sort").and_then(Value::as_array_mut).into_iter().flatten() {
        if is_own(value) {
            *value = Value::Null;
        }
    }
    comparable
}

/// The value without scores, and without the empty `meta` that OpenSearch gives some aggregations.
fn says(value: &Value) -> Value {
    let is_said = |(name, member): &(&String, &Value)| {
        let is_empty_meta = *name == "meta" && **member == json!({});
        !(is_empty_meta || ["_score", "max_score"].contains(&name.as_str()))
    };
    match value {
        Value::Object(members) => {
            members.iter().filter(is_said).map(|(name, member)| (name.clone(), says(member))).collect()
        }
        Value::Array(elements) => elements.iter().map(says).collect(),
        other => other.clone(),
    }
}

fn compare(found: &Value, expected: &Value, path: &str, differences: &mut Vec<String>) {
    match (found, expected) {
        (Value::Object(found), Value::Object(expected)) => {
            let others = expected.keys().filter(|name| !found.contains_key(*name));
            for name in found.keys().chain(others) {
                let member = |members: &Map<_, _>| members.get(name).cloned().unwrap_or_default();
                compare(&member(found), &member(expected), &format!("{path}/{name}"), differences);
            }
        }
        (Value::Array(found), Value::Array(expected)) if found.len() == expected.len() => {
            for (place, (found, expected)) in found.iter().zip(expected).enumerate() {
                compare(found, expected, &format!("{path}/{place}"), differences);
            }
        }
        _ if is_same(found, expected) => {}
        _ => differences.push(format!("{path}: found {found}, expected {expected}")),
    }
}

fn is_same(a: &Value, b: &Value) -> bool {
    match (a.as_f64(), b.as_f64()) {
        (Some(a), Some(b)) => (a - b).abs() <= PRECISION * a.abs().max(b.abs()),
        _ => a == b,
    }
}
