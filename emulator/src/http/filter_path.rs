//! The `filter_path` parameter: which parts of a response body are sent.

use serde_json::{Map, Value};

/// Keeps the parts of `body` that one of the comma-separated `patterns` names, and drops those that a pattern with
/// a leading `-` names. `*` stands for any part of a name, `**` for any number of names.
pub fn filter(body: Value, patterns: &str) -> Value {
    let (dropped, kept): (Vec<&str>, Vec<&str>) = patterns.split(',').partition(|pattern| pattern.starts_with('-'));
    let paths = |patterns: &[&str]| -> Vec<Vec<String>> {
        patterns.iter().map(|p| p.trim_start_matches('-').split('.').map(str::to_owned).collect()).collect()
    };
    let mut body = body;
    if !dropped.is_empty() {
        body = select(body, &paths(&dropped), false).unwrap_or_else(empty);
    }
    if !kept.is_empty() {
        body = select(body, &paths(&kept), true).unwrap_or_else(empty);
    }
    body
}

fn empty() -> Value {
    Value::Object(Map::new())
}

/// What is left of `value`: that which `paths` match, or that which they don't. Lists are seen through.
fn select(value: Value, paths: &[Vec<String>], keep: bool) -> Option<Value> {
    match value {
        Value::Object(members) => {
            let left: Map<String, Value> =
                members.into_iter().filter_map(|(name, member)| step(name, member, paths, keep)).collect();
            (!left.is_empty() || !keep).then_some(Value::Object(left))
        }
        Value::Array(elements) => {
            let left: Vec<Value> = elements.into_iter().filter_map(|element| select(element, paths, keep)).collect();
            (!left.is_empty() || !keep).then_some(Value::Array(left))
        }
        other => (!keep).then_some(other),
    }
}

fn step(name: String, member: Value, paths: &[Vec<String>], keep: bool) -> Option<(String, Value)> {
    let deeper: Vec<Vec<String>> = paths.iter().flat_map(|path| behind(path, &name)).collect();
    let value = if deeper.iter().any(Vec::is_empty) {
        keep.then_some(member)
    } else if deeper.is_empty() {
        (!keep).then_some(member)
    } else {
        select(member, &deeper, keep)
    }?;
    Some((name, value))
}

/// What is left of a path behind a member of that name; nothing when the path does not lead there.
fn behind(path: &[String], name: &str) -> Vec<Vec<String>> {
    match path {
        [first, rest @ ..] if first == "**" => {
            let mut left = vec![path.to_vec()];
            left.extend(behind(rest, name));
            left
        }
        [first, rest @ ..] if crate::engine::wildcard::matches(first, name) => vec![rest.to_vec()],
        _ => Vec::new(),
    }
}
